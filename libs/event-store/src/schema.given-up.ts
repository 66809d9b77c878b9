/**
 * A parked message that was given up is remembered as heard, so that it has no effect and is not parked again where it
 * is sent again. The service may not write what was heard itself.
 */
export const givenUpSql = (schema: string, role: string): string => `
create function ${schema}.give_up_message(p_message text) returns table (topic text, key text) language sql security definer set search_path = pg_catalog, pg_temp as $$
  with gone as (delete from ${schema}.parked_messages where message_id::text = p_message returning message_id, topic, key),
    heard as (insert into ${schema}.inbox (message_id) select message_id from gone on conflict do nothing)
  select topic, key from gone;
$$;
revoke all on function ${schema}.give_up_message from public;
grant execute on function ${schema}.give_up_message to ${role};
`;
