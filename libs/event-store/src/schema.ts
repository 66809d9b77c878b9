import type { MigrationInterface, QueryRunner } from 'typeorm';
import { epochsSql } from './schema.epochs.js';
import { parkedDecisionsSql } from './schema.parked.js';
import { sharesSql } from './schema.shares.js';
import { snapshotsSql } from './schema.snapshots.js';
import { appendSql } from './schema.append.js';
import { guardsSql } from './schema.guards.js';
import { keptSql } from './schema.kept.js';
import { oneAppendSql } from './schema.one-append.js';
import { givenUpSql } from './schema.given-up.js';

/**
 * The tables and functions of one context's event store, in the schema named after the context.
 *
 * `events` is ordered for readers by (xid, position), with the epoch in xid's upper bits (see schema.epochs.ts): a
 * position is drawn before its transaction commits, so positions alone become visible out of order. Everything that
 * decides whether an append goes ahead is read before the first write, so that the transaction's xid is younger than
 * every version it was checked against; without that, one stream could be delivered reversed. Locks are always taken in
 * the order commands, streams, claims, each sorted, so appends cannot deadlock.
 */
const eventStoreSql = (schema: string, role: string): string => `
create table ${schema}.streams (
  stream text primary key,
  version int not null,
  appended int not null
) with (fillfactor = 80);

create sequence ${schema}.event_position cache 1;

create table ${schema}.events (
  position bigint not null default nextval('${schema}.event_position'),
  xid xid8 not null default pg_current_xact_id(),
  stream text not null,
  version int not null,
  event_id uuid not null,
  type text not null,
  schema_version smallint not null,
  data text not null,
  meta text not null,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null default clock_timestamp()
) partition by range (position);
create index events_order on ${schema}.events (xid, position);
create index events_stream on ${schema}.events (stream, version);

create function ${schema}.ensure_partitions() returns void language plpgsql security definer set search_path = ${schema}, pg_temp as $$
declare
  size constant bigint := 20000000;
  current bigint := (select last_value from ${schema}.event_position) / size;
begin
  perform pg_advisory_xact_lock(hashtextextended('${schema}.ensure_partitions', 0));
  for n in 0 .. current + 2 loop
    execute format('create table if not exists ${schema}.events_%s partition of ${schema}.events for values from (%s) to (%s)', n, n * size, (n + 1) * size);
  end loop;
end $$;
select ${schema}.ensure_partitions();

create table ${schema}.commands (
  command_id uuid primary key,
  fingerprint text not null,
  stream text not null,
  version int not null,
  refusals text,
  recorded_at timestamptz not null default now()
);
create index commands_age on ${schema}.commands using brin (recorded_at);

create table ${schema}.claims (
  holder text not null,
  resource text not null,
  during tstzrange not null,
  constraint nobody_in_two_places exclude using gist (resource with =, during with &&)
);
create index claims_holder on ${schema}.claims (holder);

create table ${schema}.inbox (
  message_id uuid primary key,
  position text,
  handled_at timestamptz not null default now()
);

create table ${schema}.consumer_offsets (
  topic text not null,
  partition int not null,
  next_offset bigint not null,
  primary key (topic, partition)
);

create table ${schema}.parked_messages (
  message_id uuid primary key,
  topic text not null,
  partition int not null,
  "offset" bigint not null,
  key text not null,
  type text not null,
  message text not null,
  problem text not null,
  attempts int not null,
  parked_at timestamptz not null default now()
);
create index parked_messages_key on ${schema}.parked_messages (key, partition, "offset");

create table ${schema}.checkpoints (
  subscription text primary key,
  xid xid8 not null,
  position bigint not null,
  updated_at timestamptz not null default now()
);

create table ${schema}.parked_events (
  subscription text not null,
  key text not null,
  xid xid8 not null,
  position bigint not null,
  type text not null,
  problem text not null,
  parked_at timestamptz not null default now(),
  primary key (subscription, key, xid, position)
);

create table ${schema}.views (
  name text primary key,
  serving text not null,
  since timestamptz not null default now()
);

create table ${schema}.subject_keys (
  subject text primary key,
  wrapped bytea not null,
  created_at timestamptz not null default now()
);

-- One outcome per command: 'ok', 'duplicate' (its id is known), 'conflict' (the stream is not at the expected version).
-- p_expected: -1 any version; otherwise the version the stream must have (0: it must not exist).
create function ${schema}.append_batch(
  p_streams text[], p_expected int[], p_commands uuid[], p_fingerprints text[], p_refusals text[], p_counts int[],
  p_owners int[], p_steps int[], p_event_ids uuid[], p_types text[], p_schemas smallint[], p_data text[], p_meta text[], p_occurred timestamptz[]
) returns table (ix int, status text, version int, position_reached text) language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  n int := cardinality(p_streams);
  has_commands boolean := exists (select 1 from unnest(p_commands) c where c is not null);
  at int[];
  result text[] := array_fill('ok'::text, array[n]);
  fresh uuid[];
  moved text[];
  reached bigint[] := array_fill(null::bigint, array[n]);
  row record;
begin
  select array_agg(coalesce(s.version, 0) order by i.ix) into at
    from unnest(p_streams) with ordinality i(stream, ix) left join ${schema}.streams s on s.stream = i.stream;
  if has_commands then
    for row in select i.ix from unnest(p_commands) with ordinality i(command, ix) join ${schema}.commands c on c.command_id = i.command loop
      result[row.ix] := 'duplicate';
    end loop;
  end if;
  for i in 1 .. n loop
    if result[i] = 'ok' and p_expected[i] >= 0 and p_expected[i] <> at[i] then result[i] := 'conflict'; end if;
  end loop;

  if has_commands then
    with named as (
      insert into ${schema}.commands as c (command_id, fingerprint, stream, version, refusals)
      select i.command, p_fingerprints[i.ix], p_streams[i.ix], at[i.ix] + p_counts[i.ix], p_refusals[i.ix]
        from unnest(p_commands) with ordinality i(command, ix)
       where i.command is not null and result[i.ix] = 'ok' order by i.command
      on conflict (command_id) do nothing returning c.command_id
    ) select coalesce(array_agg(command_id), '{}') into fresh from named;
    for i in 1 .. n loop
      if result[i] = 'ok' and p_commands[i] is not null and not p_commands[i] = any (fresh) then result[i] := 'duplicate'; end if;
    end loop;
  end if;

  with stepped as (
    insert into ${schema}.streams as s (stream, version, appended)
    select i.stream, at[i.ix] + p_counts[i.ix], p_counts[i.ix]
      from unnest(p_streams) with ordinality i(stream, ix)
     where result[i.ix] = 'ok' and p_counts[i.ix] > 0 order by i.stream
    on conflict (stream) do update set version = excluded.version, appended = excluded.appended
      where s.version = excluded.version - excluded.appended
    returning s.stream
  ) select coalesce(array_agg(stream), '{}') into moved from stepped;
  for i in 1 .. n loop
    if result[i] = 'ok' and p_counts[i] > 0 and not p_streams[i] = any (moved) then
      result[i] := 'conflict';
      if p_commands[i] is not null then delete from ${schema}.commands where command_id = p_commands[i]; end if;
    end if;
  end loop;

  for row in
    with written as (
      insert into ${schema}.events as e (stream, version, event_id, type, schema_version, data, meta, occurred_at)
      select p_streams[i.owner], at[i.owner] + p_steps[i.ix], p_event_ids[i.ix], p_types[i.ix], p_schemas[i.ix], p_data[i.ix], p_meta[i.ix], p_occurred[i.ix]
        from unnest(p_owners) with ordinality i(owner, ix)
       where result[i.owner] = 'ok' order by i.ix
      returning e.stream, e.position
    ) select w.stream, max(w.position) as last from written w group by w.stream
  loop
    reached[array_position(p_streams, row.stream)] := row.last;
  end loop;

  return query select i, result[i], at[i] + case when result[i] = 'ok' then p_counts[i] else 0 end,
    case when reached[i] is not null then pg_current_xact_id()::text || ':' || reached[i] end
    from generate_series(1, n) i;
end $$;

-- All of several appends or none, together with what they claim, the message they follow from, and the offset read so far.
create function ${schema}.append_atomic(
  p_streams text[], p_expected int[], p_commands uuid[], p_fingerprints text[], p_refusals text[], p_counts int[],
  p_owners int[], p_steps int[], p_event_ids uuid[], p_types text[], p_schemas smallint[], p_data text[], p_meta text[], p_occurred timestamptz[],
  p_claim_holders text[], p_claims jsonb, p_message uuid, p_topic text, p_partition int, p_next_before bigint, p_next_after bigint
) returns table (ix int, status text, version int, position_reached text) language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  answers jsonb;
  last_position text;
begin
  begin
    select jsonb_agg(to_jsonb(a) order by a.ix) into answers from ${schema}.append_batch(p_streams, p_expected, p_commands, p_fingerprints, p_refusals, p_counts,
      p_owners, p_steps, p_event_ids, p_types, p_schemas, p_data, p_meta, p_occurred) a;
    if exists (select 1 from jsonb_array_elements(answers) a where a ->> 'status' <> 'ok') then
      raise exception using errcode = 'ST001', message = 'not appended';
    end if;
    if cardinality(p_claim_holders) > 0 then
      perform pg_advisory_xact_lock(hashtextextended('${schema}.claim.' || r, 0))
        from (select distinct c ->> 'resource' as r from jsonb_array_elements(p_claims) c order by 1) resources;
      delete from ${schema}.claims where holder = any (p_claim_holders);
      insert into ${schema}.claims (holder, resource, during)
        select c ->> 'holder', c ->> 'resource', tstzrange((c ->> 'from')::timestamptz, (c ->> 'to')::timestamptz, '[)') from jsonb_array_elements(p_claims) c;
    end if;
    if p_message is not null then
      select a ->> 'position_reached' into last_position from jsonb_array_elements(answers) a
        order by split_part(a ->> 'position_reached', ':', 2)::bigint desc nulls last limit 1;
      insert into ${schema}.inbox (message_id, position) values (p_message, last_position) on conflict do nothing;
      if not found then raise exception using errcode = 'ST002', message = 'message known'; end if;
      if p_topic is not null and not ${schema}.advance_offset(p_topic, p_partition, p_next_before, p_next_after) then
        raise exception using errcode = 'ST003', message = 'fenced';
      end if;
    end if;
    return query select (a ->> 'ix')::int, a ->> 'status', (a ->> 'version')::int, a ->> 'position_reached' from jsonb_array_elements(answers) a;
  exception
    when exclusion_violation then return query select i, 'claimed', 0, null::text from generate_series(1, greatest(1, cardinality(p_streams))) i;
    when sqlstate 'ST001' then
      return query select (a ->> 'ix')::int, case when a ->> 'status' = 'ok' then 'withdrawn' else a ->> 'status' end, (a ->> 'version')::int, null::text from jsonb_array_elements(answers) a;
    when sqlstate 'ST002' then return query select i, 'seen', 0, null::text from generate_series(1, greatest(1, cardinality(p_streams))) i;
    when sqlstate 'ST003' then return query select i, 'fenced', 0, null::text from generate_series(1, greatest(1, cardinality(p_streams))) i;
  end;
end $$;

-- Moves a consumer on only from where it believes it stands, so that a replaced owner cannot write.
create function ${schema}.advance_offset(p_topic text, p_partition int, p_before bigint, p_after bigint) returns boolean language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if p_before is null then
    insert into ${schema}.consumer_offsets (topic, partition, next_offset) values (p_topic, p_partition, p_after) on conflict do nothing;
  else
    update ${schema}.consumer_offsets set next_offset = p_after where topic = p_topic and partition = p_partition and next_offset = p_before;
  end if;
  return found;
end $$;

revoke all on all functions in schema ${schema} from public;
-- Events, streams, outcomes, claims, the inbox and offsets are written by the functions above and in no other way.
grant select on ${schema}.events, ${schema}.streams, ${schema}.claims, ${schema}.inbox, ${schema}.consumer_offsets to ${role};
grant select, delete on ${schema}.commands to ${role};
grant select, insert, update, delete on ${schema}.parked_messages, ${schema}.checkpoints, ${schema}.parked_events, ${schema}.views to ${role};
grant select, insert, delete on ${schema}.subject_keys to ${role};
grant execute on all functions in schema ${schema} to ${role};
`;

/** One step of a context's event store, in the order of its number. Steps that have been released are never changed. */
const step = (name: string, sql: string): new () => MigrationInterface =>
  class implements MigrationInterface {
    readonly name = name;
    async up(runner: QueryRunner): Promise<void> {
      await runner.query(sql);
    }
    async down(): Promise<void> {
      throw new Error('A log of events is never dropped by a migration.');
    }
  };

/** The migrations that give a context its event store. The schema and both roles exist already. */
export const eventStoreMigrations = (
  context: string,
  role = `stipple_${context}`,
): readonly (new () => MigrationInterface)[] => [
  step('EventStore1700000000000', eventStoreSql(context, role)),
  step('Shares1764100000000', sharesSql(context, role)),
  step('Snapshots1764200000000', snapshotsSql(context, role)),
  step('ParkedDecisions1764300000000', parkedDecisionsSql(context, role)),
  step('AppendInOneStatement1764400000000', appendSql(context, role)),
  step('GuardedFacts1765000000001', guardsSql(context)),
  step('KeptApart1765000000002', keptSql(context, role)),
  step('Epochs1765100000001', epochsSql(context, role)),
  step('GivenUp1765200000001', givenUpSql(context, role)),
  step('OneAppend1765300000001', oneAppendSql(context)),
];
