/**
 * What is kept beside events no longer tells anything by itself: fingerprints and refusals of commands, and why
 * something is parked, are keyed and sealed from now on (see `Kept`). What was written before is forgotten, and its
 * tables are written anew so that it does not lie on in their files: an accepted command stays known by its id, a
 * refused one is decided again when it is sent again.
 *
 * `parked_outgoing` holds messages of this context that could not be published, by where they follow from; later ones
 * of the same subject wait behind them in the order of `n`.
 *
 * What is only needed for a time is trimmed by functions that take no shorter time than is safe.
 */
export const keptSql = (schema: string, role: string): string => `
delete from ${schema}.commands where refusals is not null;
alter table ${schema}.commands alter column fingerprint type text using '';

alter table ${schema}.parked_messages
  alter column problem type text using case when problem = 'An earlier message about the same subject is parked.' then problem else 'It was parked before an upgrade. Trying it again says why.' end,
  add column kind text not null default 'FAILED' check (kind in ('REFUSED', 'FAILED', 'INVALID', 'UNREADABLE', 'BEHIND')),
  add column next_try timestamptz;
update ${schema}.parked_messages set kind = case when type = 'unreadable' then 'UNREADABLE' when problem like 'An earlier%' then 'BEHIND' else 'FAILED' end;
create index parked_messages_due on ${schema}.parked_messages (next_try) where next_try is not null;

create table ${schema}.parked_outgoing (
  n bigint generated always as identity primary key,
  subject text not null,
  stream text not null,
  version int not null,
  -- Which of the messages that follow from the event; -1: all of them, because what follows could not be told.
  nth int not null,
  type text not null,
  problem text not null,
  attempts int not null default 1,
  parked_at timestamptz not null default now(),
  -- Somebody without a broker asked for another try: who publishes makes it.
  asked boolean not null default false,
  unique (subject, stream, version, nth)
);
grant select, insert, update, delete on ${schema}.parked_outgoing to ${role};

create index inbox_age on ${schema}.inbox using brin (handled_at);
-- What is parked still is not forgotten: it may have had its effect, and been interrupted before it was taken off the list.
create function ${schema}.trim_inbox(p_days int, p_limit int) returns int language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  gone int;
begin
  if p_days < 45 then raise exception 'What was heard is remembered for 45 days at least.'; end if;
  delete from ${schema}.inbox where message_id in (
    select i.message_id from ${schema}.inbox i where i.handled_at < now() - p_days * interval '1 day'
      and not exists (select 1 from ${schema}.parked_messages p where p.message_id = i.message_id) limit p_limit);
  get diagnostics gone = row_count;
  return gone;
end $$;
create function ${schema}.trim_parked_decisions(p_days int, p_limit int) returns int language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  gone int;
begin
  if p_days < 365 then raise exception 'Decisions about what was parked are kept for a year at least.'; end if;
  delete from ${schema}.parked_decisions where n in (select d.n from ${schema}.parked_decisions d where d.decided_at < now() - p_days * interval '1 day' limit p_limit);
  get diagnostics gone = row_count;
  return gone;
end $$;
revoke all on function ${schema}.trim_inbox, ${schema}.trim_parked_decisions from public;
grant execute on function ${schema}.trim_inbox, ${schema}.trim_parked_decisions to ${role};
`;
