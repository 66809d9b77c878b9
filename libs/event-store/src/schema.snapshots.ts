/**
 * Snapshots of long streams; and whose keys were destroyed, with a count by which every process learns of it.
 *
 * A snapshot is a copy that can be made again from events at any time, so the service role may change and remove it.
 * What it holds is sealed, so whoever can write the table still cannot make one that is believed. The count of erasures
 * is one row, locked by each that adds to it: it never becomes visible out of order, as a sequence would.
 */
export const snapshotsSql = (schema: string, role: string): string => `
create table ${schema}.snapshots (
  stream text not null,
  version int not null,
  fingerprint text not null,
  subjects text[] not null,
  state bytea not null,
  taken_at timestamptz not null default now(),
  primary key (stream, version)
);
alter table ${schema}.snapshots alter column state set storage external;

create table ${schema}.erasures (
  only_row boolean primary key default true check (only_row),
  total bigint not null
);
insert into ${schema}.erasures (total) values (0);

create table ${schema}.erased_subjects (
  subject text primary key,
  erased_at timestamptz not null default now()
);

create function ${schema}.note_erasure() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into ${schema}.erased_subjects (subject) values (old.subject) on conflict (subject) do update set erased_at = now();
  update ${schema}.erasures set total = total + 1;
  return null;
end $$;
revoke all on function ${schema}.note_erasure() from public;
create trigger subject_key_destroyed after delete on ${schema}.subject_keys for each row execute function ${schema}.note_erasure();

grant select, insert, update, delete on ${schema}.snapshots to ${role};
grant select on ${schema}.erasures, ${schema}.erased_subjects to ${role};
`;
