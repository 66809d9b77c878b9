import { inTransaction, type Connection, type Database } from './database.js';
import type { Position, Recorded } from './envelope.js';
import type { Log } from './log.js';
import { shareOf } from './shares.js';
import { foldPage, upsert, type AnyView } from './view.js';
import { servingTable } from './view-tables.js';

/** An event that a row of a read model could not take, or that waits behind such an event. */
export interface ParkedEvent {
  view: string;
  key: string;
  position: Position;
  type: string;
  problem: string;
  parkedAt: string;
}

const most = 1_000;
/** The events of one row that are folded in one transaction. */
const atOnce = 10_000;

/**
 * The parked events of the read models, in order per row: at most `limit` (by default a thousand), those that `only`
 * names, behind `after`.
 */
export async function parkedEvents(
  database: Database,
  {
    only = {},
    after,
    limit = most,
  }: {
    only?: { view?: string; key?: string };
    after?: Pick<ParkedEvent, 'view' | 'key' | 'position'>;
    limit?: number;
  } = {},
): Promise<ParkedEvent[]> {
  const [xid = null, position = null] = after?.position.split(':') ?? [];
  const { rows } = await database.query<ParkedEvent>(
    `select v.name as view, p.key, p.xid::text || ':' || p.position as position, p.type, p.problem, p.parked_at as "parkedAt"
       from parked_events p join views v on p.subscription = 'view:' || v.serving
      where ($1::text is null or v.name = $1) and ($2::text is null or p.key = $2)
        and ($3::text is null or (v.name, p.key, p.xid, p.position) > ($3, $4, $5::text::xid8, $6::bigint))
      order by v.name, p.key, p.xid, p.position limit $7`,
    [only.view ?? null, only.key ?? null, after?.view ?? null, after?.key ?? null, xid, position, limit],
  );
  return rows;
}

/**
 * Folds parked events into their rows again, in order and by the current code. Answers how many rows have nothing
 * parked any more. A row whose first parked event still fails stays parked, with its new problem.
 */
export async function retryParkedEvents(
  database: Database,
  log: Log,
  views: readonly AnyView[],
  only: { view?: string; key?: string } = {},
): Promise<number> {
  const { rows } = await database.query<{ view: string; key: string }>(
    `select distinct v.name as view, p.key from parked_events p join views v on p.subscription = 'view:' || v.serving
      where ($1::text is null or v.name = $1) and ($2::text is null or p.key = $2) order by v.name, p.key`,
    [only.view ?? null, only.key ?? null],
  );
  let done = 0;
  for (const { view: name, key } of rows) {
    const view = views.find((one) => one.name === name);
    if (view && (await unpark(database, log, view, key))) done += 1;
  }
  return done;
}

/** Leaves an event out of a row for good, and folds the events behind it. False where it is not parked. */
export async function giveUpParkedEvent(
  database: Database,
  log: Log,
  views: readonly AnyView[],
  which: { view: string; key: string; position: Position },
): Promise<boolean> {
  const view = views.find((one) => one.name === which.view);
  if (!view) return false;
  const [xid, position] = which.position.split(':');
  const { rowCount } = await database.query(
    `delete from parked_events p using views v where v.name = $1 and p.subscription = 'view:' || v.serving
      and p.key = $2 and p.xid = $3::text::xid8 and p.position = $4`,
    [which.view, which.key, xid, position],
  );
  if (rowCount === 0) return false;
  await unpark(database, log, view, which.key);
  return true;
}

/** Folds the next parked events of a row. True once the row has none left. */
async function unpark(database: Database, log: Log, view: AnyView, key: string): Promise<boolean> {
  return inTransaction(database, async (connection) => {
    const table = await servingTable(connection, view);
    const subscription = `view:${table}`;
    // The follower of this row waits meanwhile: it needs this lock to move its position.
    await connection.query('select 1 from checkpoints where subscription = $1 and share = $2 for update', [
      subscription,
      shareOf(key),
    ]);
    const { rows: places } = await connection.query<{ at: Position; xid: string; position: number }>(
      `select xid::text || ':' || position as at, xid::text, position from parked_events where subscription = $1
        and key = $2 order by parked_events.xid, position limit ${atOnce}`,
      [subscription, key],
    );
    const events = await log.at(
      places.map(({ at }) => at),
      connection,
    );
    const { rows: now } = await connection.query<Record<string, unknown>>(
      `select * from ${table} where ${view.key} = $1`,
      [key],
    );
    const { row, taken, problem } = fold(view, key, now[0], events);
    if (taken > 0) {
      await write(connection, view, table ?? '', key, row);
      for (const { xid, position } of places.slice(0, taken))
        await connection.query(
          'delete from parked_events where subscription = $1 and key = $2 and xid = $3::text::xid8 and position = $4',
          [subscription, key, xid, position],
        );
    }
    const stuck = places[taken];
    if (stuck)
      await connection.query(
        'update parked_events set problem = $5 where subscription = $1 and key = $2 and xid = $3::text::xid8 and position = $4',
        [subscription, key, stuck.xid, stuck.position, problem],
      );
    return stuck === undefined && places.length < atOnce;
  });
}

/** Folds events one by one, up to the first that fails. */
function fold(
  view: AnyView,
  key: string,
  before: Record<string, unknown> | undefined,
  events: readonly Recorded[],
): { row: Record<string, unknown> | undefined; taken: number; problem: string } {
  let row = before;
  for (const [taken, event] of events.entries()) {
    const { rows, poisoned } = foldPage(view, [{ event, key }], new Map(row ? [[key, row]] : []));
    const poison = poisoned.get(key);
    if (poison) return { row, taken, problem: poison.problem };
    if (rows.has(key)) row = rows.get(key);
  }
  return { row, taken: events.length, problem: '' };
}

async function write(
  connection: Connection,
  view: AnyView,
  table: string,
  key: string,
  row: Record<string, unknown> | undefined,
): Promise<void> {
  if (row) {
    const { sql, parameters } = upsert(view, table, [row], 1);
    await connection.query(sql, parameters);
  } else await connection.query(`delete from ${table} where ${view.key} = $1`, [key]);
}
