/**
 * Sharing a context's work between the processes of its service. The keys of everything that readers of the log keep
 * fall into 16 shares; each share has one owner at a time, and a checkpoint for each reader.
 *
 * `keep_shares` is called by each process about once a second: it says that the process is alive, frees what belonged
 * to those that have not said so for a while, and takes or gives back shares until everybody has about as many. A
 * share's `epoch` grows whenever its owner changes: what an owner writes names the epoch, so one that was only frozen
 * writes nothing after it was replaced. Crews share work apart from each other.
 */
export const sharesSql = (schema: string, role: string): string => `
create table ${schema}.members (
  member uuid primary key,
  crew text not null,
  seen_at timestamptz not null default clock_timestamp()
);

create table ${schema}.shares (
  crew text not null,
  share int not null,
  member uuid,
  epoch bigint not null default 0,
  primary key (crew, share)
) with (fillfactor = 50);

alter table ${schema}.checkpoints add column share int not null default 0;
alter table ${schema}.checkpoints drop constraint checkpoints_pkey, add primary key (subscription, share);
insert into ${schema}.checkpoints (subscription, share, xid, position, updated_at)
  select subscription, s, xid, position, updated_at from ${schema}.checkpoints, generate_series(1, 15) s;

create function ${schema}.keep_shares(p_crew text, p_member uuid, p_patience interval) returns table (share int, epoch bigint, members int) language plpgsql set search_path = ${schema}, pg_temp as $$
declare
  gone uuid[];
  fair int;
  mine int;
begin
  perform pg_advisory_xact_lock(hashtextextended('${schema}.shares.' || p_crew, 0));
  insert into shares (crew, share) select p_crew, s from generate_series(0, 15) s on conflict do nothing;
  insert into members as m (member, crew) values (p_member, p_crew) on conflict (member) do update set seen_at = clock_timestamp();
  with dead as (delete from members m where m.crew = p_crew and m.member <> p_member and m.seen_at < clock_timestamp() - p_patience returning m.member)
    select coalesce(array_agg(dead.member), '{}') into gone from dead;
  if cardinality(gone) > 0 then
    update shares s set member = null, epoch = s.epoch + 1 where s.crew = p_crew and s.member = any (gone);
  end if;
  members := (select count(*) from members m where m.crew = p_crew);
  mine := (select count(*) from shares s where s.crew = p_crew and s.member = p_member);
  fair := ceil(16.0 / members);
  if mine > fair then
    update shares s set member = null, epoch = s.epoch + 1
      where s.crew = p_crew and s.share in (select o.share from shares o where o.crew = p_crew and o.member = p_member order by o.share desc limit mine - fair);
  elsif mine < fair then
    update shares s set member = p_member, epoch = s.epoch + 1
      where s.crew = p_crew and s.share in (select f.share from shares f where f.crew = p_crew and f.member is null order by f.share limit fair - mine);
  end if;
  return query select s.share, s.epoch, keep_shares.members from shares s where s.crew = p_crew and s.member = p_member;
end $$;

-- Gives everything back at once, so that nobody has to wait until the process is missed.
create function ${schema}.leave_shares(p_crew text, p_member uuid) returns void language plpgsql set search_path = ${schema}, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('${schema}.shares.' || p_crew, 0));
  update shares s set member = null, epoch = s.epoch + 1 where s.crew = p_crew and s.member = p_member;
  delete from members m where m.member = p_member;
end $$;

revoke all on function ${schema}.keep_shares, ${schema}.leave_shares from public;
grant execute on function ${schema}.keep_shares, ${schema}.leave_shares to ${role};
grant select, insert, update, delete on ${schema}.members, ${schema}.shares to ${role};
`;
