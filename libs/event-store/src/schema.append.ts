const parameters = `p_streams text[], p_expected int[], p_commands uuid[], p_fingerprints text[], p_refusals text[], p_counts int[],
  p_owners int[], p_steps int[], p_event_ids uuid[], p_types text[], p_schemas smallint[], p_data text[], p_meta text[], p_occurred timestamptz[]`;

/**
 * `append_many` decides and writes as `append_batch` did (see the comment above eventStoreSql): what it decides by is
 * read before its first write, under a snapshot that is older than its xid; then commands, streams and events are
 * written, in this order and each by key. It does each of these in one statement for all of the batch, goes through the
 * commands one by one only where one of them did not fit, and answers in one row. `append_atomic` stands on it as it
 * stood on `append_batch`, which goes on answering a row for each command to processes that were started before.
 *
 * Without `force_generic_plan` PostgreSQL takes the length of an array for a reason to plan anew at every call, which
 * was most of the time that a lone append took. The one plan then has to do for tables that grow: `enable_seqscan`
 * keeps it from being made for empty ones.
 */
export const appendSql = (schema: string, role: string): string => `
-- statuses: null where all are 'ok'. versions: each stream's before. places: of each event that was written, in their order.
create function ${schema}.append_many(${parameters})
returns table (statuses text[], versions int[], places bigint[], xid text) language plpgsql security definer
  set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
declare
  n constant int := cardinality(p_streams);
  has_commands constant boolean := cardinality(array_remove(p_commands, null)) > 0;
  fits boolean[];
  known boolean[];
  fresh uuid[];
  moved text[];
begin
  if has_commands then
    select array_agg(g.at order by g.ix), array_agg(not g.known and (g.expected < 0 or g.expected = g.at) order by g.ix), array_agg(g.known order by g.ix) into versions, fits, known
      from (select i.ix, i.expected, coalesce((select s.version from ${schema}.streams s where s.stream = i.stream), 0) as at,
          coalesce((select true from ${schema}.commands c where c.command_id = i.command), false) as known
        from unnest(p_streams, p_expected, p_commands) with ordinality i(stream, expected, command, ix)) g;

    with named as (
      insert into ${schema}.commands as c (command_id, fingerprint, stream, version, refusals)
      select i.command, i.fingerprint, i.stream, i.at + i.count, i.refusals
        from unnest(p_commands, p_fingerprints, p_streams, versions, p_counts, p_refusals, fits) i(command, fingerprint, stream, at, count, refusals, fits)
       where i.command is not null and i.fits order by i.command
      on conflict (command_id) do nothing returning c.command_id
    ) select array_agg(command_id) into fresh from named;
    if cardinality(fresh) is distinct from n then
      for i in 1 .. n loop
        if fits[i] and p_commands[i] is not null and p_commands[i] = any (fresh) is not true then
          fits[i] := false;
          known[i] := true;
        end if;
      end loop;
    end if;
  else
    select array_agg(g.at order by g.ix), array_agg(g.expected < 0 or g.expected = g.at order by g.ix) into versions, fits
      from (select i.ix, i.expected, coalesce((select s.version from ${schema}.streams s where s.stream = i.stream), 0) as at
        from unnest(p_streams, p_expected) with ordinality i(stream, expected, ix)) g;
  end if;

  with stepped as (
    insert into ${schema}.streams as s (stream, version, appended)
    select i.stream, i.at + i.count, i.count from unnest(p_streams, versions, p_counts, fits) i(stream, at, count, fits)
     where i.fits and i.count > 0 order by i.stream
    on conflict (stream) do update set version = excluded.version, appended = excluded.appended
      where s.version = excluded.version - excluded.appended
    returning s.stream
  ) select array_agg(stream) into moved from stepped;
  if cardinality(moved) is distinct from n then
    for i in 1 .. n loop
      if fits[i] and p_counts[i] > 0 and p_streams[i] = any (moved) is not true then
        -- Another writer was faster after the stream's version was read here: then its command has no outcome.
        fits[i] := false;
        if p_commands[i] is not null then delete from ${schema}.commands where command_id = p_commands[i]; end if;
      end if;
    end loop;
  end if;

  with written as (
    insert into ${schema}.events as e (stream, version, event_id, type, schema_version, data, meta, occurred_at)
    select p_streams[i.owner], versions[i.owner] + i.step, i.event_id, i.type, i.schema, i.data, i.meta, i.occurred
      from unnest(p_owners, p_steps, p_event_ids, p_types, p_schemas, p_data, p_meta, p_occurred) with ordinality i(owner, step, event_id, type, schema, data, meta, occurred, ix)
     where fits[i.owner] order by i.ix
    returning e.position
  ) select array_agg(w.position order by w.position) into places from written w;

  if false = any (fits) then
    statuses := array_fill('ok'::text, array[n]);
    for i in 1 .. n loop
      if not fits[i] then statuses[i] := case when known[i] then 'duplicate' else 'conflict' end; end if;
    end loop;
  end if;
  xid := case when places is not null then pg_current_xact_id()::text end;
  return next;
end $$;

create or replace function ${schema}.append_batch(${parameters})
returns table (ix int, status text, version int, position_reached text) language sql security definer set search_path = pg_catalog, pg_temp as $$
  select i.ix::int, i.status, i.at + case i.status when 'ok' then i.count else 0 end,
    case when i.status = 'ok' and i.count > 0 then m.xid || ':' || m.places[sum(case i.status when 'ok' then i.count else 0 end) over (order by i.ix)] end
  from ${schema}.append_many(p_streams, p_expected, p_commands, p_fingerprints, p_refusals, p_counts, p_owners, p_steps, p_event_ids, p_types, p_schemas, p_data, p_meta, p_occurred) m
  cross join lateral (select g.ix, coalesce(g.status, 'ok') as status, g.at, g.count from unnest(m.statuses, m.versions, p_counts) with ordinality g(status, at, count, ix)) i
  order by i.ix;
$$;

create or replace function ${schema}.append_atomic(${parameters},
  p_claim_holders text[], p_claims jsonb, p_message uuid, p_topic text, p_partition int, p_next_before bigint, p_next_after bigint
) returns table (ix int, status text, version int, position_reached text) language plpgsql security definer
  set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
declare
  n constant int := cardinality(p_streams);
  statuses text[];
  versions int[];
  places bigint[];
  xid text;
  written int := 0;
begin
  begin
    select m.statuses, m.versions, m.places, m.xid into statuses, versions, places, xid from ${schema}.append_many(p_streams, p_expected, p_commands, p_fingerprints, p_refusals,
      p_counts, p_owners, p_steps, p_event_ids, p_types, p_schemas, p_data, p_meta, p_occurred) m;
    if statuses is not null then raise exception using errcode = 'ST001', message = 'not appended'; end if;
    if cardinality(p_claim_holders) > 0 then
      perform pg_advisory_xact_lock(hashtextextended('${schema}.claim.' || r, 0))
        from (select distinct c ->> 'resource' as r from jsonb_array_elements(p_claims) c order by 1) resources;
      delete from ${schema}.claims where holder = any (p_claim_holders);
      insert into ${schema}.claims (holder, resource, during)
        select c ->> 'holder', c ->> 'resource', tstzrange((c ->> 'from')::timestamptz, (c ->> 'to')::timestamptz, '[)') from jsonb_array_elements(p_claims) c;
    end if;
    if p_message is not null then
      insert into ${schema}.inbox (message_id, position) values (p_message, xid || ':' || places[cardinality(places)]) on conflict do nothing;
      if not found then raise exception using errcode = 'ST002', message = 'message known'; end if;
      if p_topic is not null and not ${schema}.advance_offset(p_topic, p_partition, p_next_before, p_next_after) then
        raise exception using errcode = 'ST003', message = 'fenced';
      end if;
    end if;
    status := 'ok';
    for i in 1 .. n loop
      ix := i;
      version := versions[i] + p_counts[i];
      written := written + p_counts[i];
      position_reached := case when p_counts[i] > 0 then xid || ':' || places[written] end;
      return next;
    end loop;
  exception
    when exclusion_violation then return query select i, 'claimed', 0, null::text from generate_series(1, greatest(1, n)) i;
    when sqlstate 'ST001' then return query select i, case statuses[i] when 'ok' then 'withdrawn' else statuses[i] end, versions[i], null::text from generate_series(1, n) i;
    when sqlstate 'ST002' then return query select i, 'seen', 0, null::text from generate_series(1, greatest(1, n)) i;
    when sqlstate 'ST003' then return query select i, 'fenced', 0, null::text from generate_series(1, greatest(1, n)) i;
  end;
end $$;

revoke all on function ${schema}.append_many from public;
grant execute on function ${schema}.append_many to ${role};
`;
