import type { Database } from './database.js';
import { beginning } from './envelope.js';
import type { Log } from './log.js';
import { wholeWork } from './shares.js';
import { tableSql, type AnyView } from './view.js';
import { servingTable, swapView, wantedTable } from './view-tables.js';
import { ViewFollowing } from './views.js';

/** Between two tries to be the one who makes a view again, in milliseconds. */
const turn = 500;

/**
 * Makes a view again from the first event into a table of its own while the old one goes on being read, then swaps them.
 * One process at a time does: others wait, and take over where it died. Interrupted, the next call goes on where this one
 * stopped. Answers the table that serves the view then. @throws Error at an event that the view cannot take
 * @param always also where the view is defined as the serving table has it
 */
export async function rebuildView(database: Database, log: Log, view: AnyView, progress: (done: number, total: number) => void, { pageSize = 5_000, always = true }: { pageSize?: number; always?: boolean } = {}): Promise<string> {
  const connection = await database.connect();
  let lost: Error | undefined;
  const lose = (error: Error) => {
    lost = error;
  };
  connection.on('error', lose);
  const lockOf = (call: string) => connection.query<{ done: boolean }>(`select ${call}(hashtextextended(current_schema() || '.rebuild.' || $1, 0)) as done`, [view.name]);
  try {
    while (!(await lockOf('pg_try_advisory_lock')).rows[0]?.done) await new Promise((resolve) => setTimeout(resolve, turn));
    try {
      const serving = await servingTable(database, view);
      if (!always && serving?.startsWith(wantedTable(view))) return serving;
      return await fill(database, log, view, serving, progress, pageSize);
    } finally {
      await lockOf('pg_advisory_unlock').catch(lose);
    }
  } finally {
    connection.off('error', lose);
    connection.release(lost);
  }
}

async function fill(database: Database, log: Log, view: AnyView, serving: string | undefined, progress: (done: number, total: number) => void, pageSize: number): Promise<string> {
  const generation = Number(/_r(\d+)$/.exec(serving ?? '')?.[1] ?? 0) + 1;
  const table = `${wantedTable(view)}_r${generation}`;
  const { create, index } = tableSql(view, table);
  await database.query(create);
  const following = new ViewFollowing(database, view, wholeWork, table);
  let position = (await following.load()) ?? beginning;
  const { rows: counted } = await database.query<{ total: number; done: number }>(
    'select count(*)::int as total, (count(*) filter (where (xid, position) <= ($1::text::xid8, $2::bigint)))::int as done from events',
    position.split(':'),
  );
  const total = counted[0]?.total ?? 0;
  let done = counted[0]?.done ?? 0;
  for await (const page of log.replay(position, pageSize)) {
    const to = page[page.length - 1]?.position ?? position;
    if (!(await following.apply(page, position, to))) throw new Error(`${table} is being rebuilt by somebody else.`);
    position = to;
    done += page.length;
    progress(done, Math.max(total, done));
  }
  await following.rest(position);
  if (index) await database.query(index);
  await swapView(database, view, table);
  return table;
}
