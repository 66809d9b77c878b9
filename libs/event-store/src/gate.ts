import type { Database } from './database.js';

/**
 * The gate stops readers of the log below the oldest transaction of the server that has written and is still open,
 * whoever owns it. What that one commits will sort before what is visible already.
 */
export interface Gate {
  /** The number of events that wait behind it, counted up to 100,000. */
  events: number;
  /** The time for which the first of them has waited, in seconds. 0 where none waits. */
  seconds: number;
  /** The session that holds it, as far as the role may see that. */
  holder?: string;
}

const waitingSql = `select count(*)::int as events, coalesce(greatest(extract(epoch from clock_timestamp() - min(recorded_at)), 0), 0)::float8 as seconds
  from (select recorded_at from events where xid >= log_gate() order by events.xid, events.position limit 100000) behind`;

// A role sees of other sessions who they are and that they write. It sees since when only as a member of
// pg_read_all_stats.
const holderSql = `select holder from (
    select 1 as nth, age(backend_xid) as old, format('process %s (%s)%s', pid, coalesce(nullif(application_name, ''), 'without a name'),
        coalesce(format(', whose transaction began %s s ago', round(extract(epoch from clock_timestamp() - xact_start))), '')) as holder
      from pg_stat_activity where backend_xid is not null and pid <> pg_backend_pid()
    union all select 2, age(transaction),
      format('the prepared transaction %s, since %s s', gid, round(extract(epoch from clock_timestamp() - prepared)))
      from pg_prepared_xacts) held
  order by old desc nulls last, nth limit 1`;

/** Reads the gate. The holder is looked up only where something waits. */
export async function gateOf(database: Pick<Database, 'query'>): Promise<Gate> {
  const [waiting = { events: 0, seconds: 0 }] = (await database.query<{ events: number; seconds: number }>(waitingSql))
    .rows;
  if (waiting.events === 0) return waiting;
  const [held] = (await database.query<{ holder: string }>(holderSql)).rows;
  return { ...waiting, ...(held ? { holder: held.holder } : {}) };
}
