const parameters = `p_streams text[], p_expected int[], p_commands uuid[], p_fingerprints text[], p_refusals text[], p_counts int[],
  p_owners int[], p_steps int[], p_event_ids uuid[], p_types text[], p_schemas smallint[], p_data text[], p_meta text[], p_occurred timestamptz[]`;

/**
 * `append_atomic` holds what a decision looked at, and locks every resource that it lets go or takes before it touches
 * one.
 *
 * An entry without events is a guard: its stream must be at `p_expected` until all is stored. `append_many` has
 * compared it; here its row is locked as well, shared among guards, so that nobody moves it in between. A row that
 * somebody is writing is passed over, which counts as moved: who waited for each other would stand still. A stream that
 * does not exist gets a row of version 0 to be locked.
 *
 * The resources of a holder's claims so far are locked with those of its claims to come, in the order of their keys:
 * two holders that swap resources wait for each other in turn. Nobody else changes the claims of a holder, because its
 * stream is written first.
 */
export const guardsSql = (schema: string): string => `
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
  held text[];
begin
  begin
    select m.statuses, m.versions, m.places, m.xid into statuses, versions, places, xid from ${schema}.append_many(p_streams, p_expected, p_commands, p_fingerprints, p_refusals,
      p_counts, p_owners, p_steps, p_event_ids, p_types, p_schemas, p_data, p_meta, p_occurred) m;
    if statuses is not null then raise exception using errcode = 'ST001', message = 'not appended'; end if;
    if 0 = any (p_counts) then
      insert into ${schema}.streams (stream, version, appended)
        select i.stream, 0, 0 from unnest(p_streams, p_expected, p_counts) i(stream, expected, count) where i.count = 0 and i.expected = 0 order by i.stream
        on conflict (stream) do nothing;
      select array_agg(l.stream) into held from (
        select s.stream from unnest(p_streams, p_expected, p_counts) i(stream, expected, count)
          join ${schema}.streams s on s.stream = i.stream and s.version = i.expected
         where i.count = 0 and i.expected >= 0 for share of s skip locked) l;
      for i in 1 .. n loop
        if p_counts[i] = 0 and p_expected[i] >= 0 and p_streams[i] = any (held) is not true then
          statuses := coalesce(statuses, array_fill('ok'::text, array[n]));
          statuses[i] := 'conflict';
        end if;
      end loop;
      if statuses is not null then raise exception using errcode = 'ST001', message = 'not as it was looked at'; end if;
    end if;
    if cardinality(p_claim_holders) > 0 then
      perform pg_advisory_xact_lock(k.key) from (
        select distinct hashtextextended('${schema}.claim.' || r.resource, 0) as key from (
          select c ->> 'resource' as resource from jsonb_array_elements(p_claims) c
          union all select c.resource from ${schema}.claims c where c.holder = any (p_claim_holders)) r order by 1) k;
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
`;
