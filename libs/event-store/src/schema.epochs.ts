/**
 * The place of an event in the log is the transaction that wrote it, and its position. Transactions are counted by the
 * server, so a log that was copied to a server that has counted less would go on below its own end. `epochs` says under
 * which server's count each part of the log was written. The number of the epoch is the upper 16 bits of what stands in
 * `xid` columns: the lower 48 are the transaction's. In the first epoch, 0, both are the same, so a log that was never
 * copied holds what it always held, and older epochs sort before newer ones without a word in any query.
 *
 * `log_stamp` is the place of what the present transaction writes, `log_gate` the place below which nothing can be
 * added any more, `log_next` that which no event has come to. Their bodies hold the epoch as a constant, so an append
 * looks nothing up; who begins an epoch replaces them.
 */
export const epochsSql = (schema: string, role: string): string => `
create table ${schema}.epochs (
  epoch int primary key check (epoch between 0 and ${lastEpoch}),
  -- The end of the epoch before.
  after text not null,
  why text not null,
  begun_at timestamptz not null default now()
);
insert into ${schema}.epochs (epoch, after, why) values (0, '0:0', 'The log was begun.');

create function ${schema}.begin_epoch(p_epoch int, p_after text, p_why text) returns void language plpgsql set search_path = pg_catalog, pg_temp as $begin$
declare
  place constant text := case p_epoch when 0 then '%s' else '((%s)::text::bigint + ' || (p_epoch::bigint << 48) || ')::text::xid8' end;
begin
  execute format('create or replace function ${schema}.log_stamp() returns xid8 language sql stable as $$ select ' || place || ' $$', 'pg_current_xact_id()');
  execute format('create or replace function ${schema}.log_gate() returns xid8 language sql stable as $$ select ' || place || ' $$', 'pg_snapshot_xmin(pg_current_snapshot())');
  execute format('create or replace function ${schema}.log_next() returns xid8 language sql stable as $$ select ' || place || ' $$', 'pg_snapshot_xmax(pg_current_snapshot())');
  if p_epoch > 0 then insert into ${schema}.epochs (epoch, after, why) values (p_epoch, p_after, p_why); end if;
end $begin$;
select ${schema}.begin_epoch(0, '', '');
alter table ${schema}.events alter column xid set default ${schema}.log_stamp();

-- What an append answers is where its events lie. Only this is changed, whatever else the function does by now.
do $patch$
declare
  before constant text := pg_get_functiondef('${schema}.append_many'::regproc);
  after constant text := replace(before, 'pg_current_xact_id()::text', '${schema}.log_stamp()::text');
begin
  if position('${schema}.log_stamp()' in after) = 0 then raise exception 'append_many does not say where events lie in the way this migration expects'; end if;
  execute after;
end $patch$;

revoke all on function ${schema}.begin_epoch, ${schema}.log_stamp, ${schema}.log_gate, ${schema}.log_next from public;
grant execute on function ${schema}.log_gate, ${schema}.log_next to ${role};
grant select on ${schema}.epochs to ${role};
grant select on sequence ${schema}.event_position to ${role};
`;

/** Epochs are 15 bits, so that a place fits into a signed 64-bit number. */
const lastEpoch = 32_767;
