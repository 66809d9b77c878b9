import type { QueryConfig } from 'pg';
import { hold, type Database } from './database.js';
import { beginning, type Position, type Recorded } from './envelope.js';
import type { Log } from './log.js';
import { Places } from './places.js';
import { wholeWork } from './shares.js';
import { foldPage, tableSql, type AnyView } from './view.js';
import { servingTable, swapView, wantedTable } from './view-tables.js';
import { rowEvents, rowsOf, writeRows, type RowEvent, type Row } from './views.js';

/** Milliseconds between two tries to become the process that makes a view again. */
const turn = 500;

/**
 * Makes a view again from the first event into a new table, while the old one is read, then swaps them. One process
 * does it at a time; the others wait, and take over where it died. A later call goes on where an interrupted one
 * stopped. Answers the table that serves the view then.
 * @throws Error at an event that the view cannot take
 * @param always true: also where the definition has not changed. `channel`: where followers learn of the swap
 */
export async function rebuildView(
  database: Database,
  log: Log,
  view: AnyView,
  progress: (done: number, total: number) => void,
  { pageSize = 20_000, always = true, channel }: { pageSize?: number; always?: boolean; channel?: string } = {},
): Promise<string> {
  const connection = await database.connect();
  let lost: Error | undefined;
  const lose = (error: Error) => {
    lost = error;
  };
  connection.on('error', lose);
  const lockOf = (call: string) =>
    connection.query<{ done: boolean }>(
      `select ${call}(hashtextextended(current_schema() || '.rebuild.' || $1, 0)) as done`,
      [view.name],
    );
  try {
    while (!(await lockOf('pg_try_advisory_lock')).rows[0]?.done)
      await new Promise((resolve) => setTimeout(resolve, turn));
    try {
      const serving = await servingTable(database, view);
      if (!always && serving?.startsWith(wantedTable(view))) return serving;
      const table = await fill(database, log, view, serving, progress, pageSize);
      await swapView(database, view, table, channel);
      return table;
    } finally {
      await lockOf('pg_advisory_unlock').catch(lose);
    }
  } finally {
    connection.off('error', lose);
    connection.release(lost);
  }
}

async function fill(
  database: Database,
  log: Log,
  view: AnyView,
  serving: string | undefined,
  progress: (done: number, total: number) => void,
  pageSize: number,
): Promise<string> {
  const generation = Number(/_r(\d+)$/.exec(serving ?? '')?.[1] ?? 0) + 1;
  const table = `${wantedTable(view)}_r${generation}`;
  const { create, indexes } = tableSql(view, table);
  await database.query(create);
  const remaking = new Remaking(database, view, table);
  const position = await remaking.load();
  const { rows: counted } = await database.query<{ total: number; done: number }>(
    'select count(*)::int as total, (count(*) filter (where (xid, position) <= ($1::text::xid8, $2::bigint)))::int as done from events',
    position.split(':'),
  );
  const total = counted[0]?.total ?? 0;
  let done = counted[0]?.done ?? 0;
  try {
    for await (const page of log.replay(position, pageSize)) {
      await remaking.take(page);
      done += page.length;
      progress(done, Math.max(total, done));
    }
  } finally {
    await remaking.written();
  }
  await remaking.finish();
  for (const [name, index] of indexes) await makeIndex(database, name, index);
  return table;
}

/**
 * Makes an index without holding up readers of the log. A plain `create index` is a transaction that writes for as long
 * as a large index takes, and keeps the gate shut for everybody; `concurrently` it writes only for moments. It may take
 * as long as it needs.
 */
async function makeIndex(database: Database, name: string, index: string): Promise<void> {
  const held = await hold(database);
  const ask = (text: string) => held.connection.query({ text, query_timeout: patience } as QueryConfig);
  try {
    await ask('set statement_timeout = 0; set idle_in_transaction_session_timeout = 0');
    // An index left behind by an interrupted try is not valid.
    await ask(`drop index concurrently if exists ${name}`);
    await ask(`create index concurrently ${index}`);
    await ask('reset statement_timeout; reset idle_in_transaction_session_timeout');
  } catch (error) {
    held.lose(error);
    throw error;
  } finally {
    held.release();
  }
}

/** The longest wait for an index to be made, in milliseconds: a week. */
const patience = 7 * 86_400_000;

/** Rows that are written at once, and rows that are kept in memory between writes. */
const rowsAtOnce = 5_000;
const rowsRemembered = 200_000;
/** Events after which a place is recorded, however few rows have changed: an interrupted rebuild goes on from there. */
const eventsAtMost = 50_000;

/** Makes a view's table from its events as its only writer. While some rows are written, the next ones are folded. */
class Remaking {
  private readonly places: Places;
  private readonly rows = new Map<string, Row | undefined>();
  private readonly changed = new Set<string>();
  /** Whether the table may hold a row that is not in memory. */
  private forgetful = true;
  private events = 0;
  private to: Position = beginning;
  private writing: Promise<{ failure?: Error }> = Promise.resolve({});

  constructor(
    private readonly database: Database,
    private readonly view: AnyView,
    private readonly table: string,
  ) {
    this.places = new Places(database, wholeWork);
  }

  /** The place that an earlier try has come to. */
  async load(): Promise<Position> {
    this.to = (await this.places.load(`view:${this.table}`)) ?? beginning;
    this.forgetful = this.to !== beginning;
    return this.to;
  }

  /** @throws Error at an event that the view cannot take, or when a write before has failed */
  async take(page: readonly Recorded[]): Promise<void> {
    const touched = rowEvents(this.view, page);
    if (this.forgetful) await this.recall(touched);
    const { rows, poisoned } = foldPage(this.view, touched, this.rows as ReadonlyMap<string, Row>);
    const [poison] = poisoned.values();
    if (poison)
      throw new Error(
        `${this.view.name} cannot take ${poison.event.type} at ${poison.event.position}: ${poison.problem}`,
      );
    for (const [key, row] of rows) {
      this.rows.set(key, row);
      this.changed.add(key);
    }
    this.events += page.length;
    this.to = page[page.length - 1]?.position ?? this.to;
    if (this.changed.size >= rowsAtOnce || this.events >= eventsAtMost) await this.write();
  }

  /** Writes the remaining rows. */
  async finish(): Promise<void> {
    await this.write();
    const { failure } = await this.writing;
    if (failure) throw failure;
  }

  /** Resolves when no write is under way. */
  async written(): Promise<void> {
    await this.writing;
  }

  private async recall(touched: readonly RowEvent[]): Promise<void> {
    const unknown = [...new Set(touched.flatMap(({ key }) => (this.rows.has(key) ? [] : [key])))];
    await this.writing;
    for (const [key, row] of await rowsOf(this.database, this.view, this.table, unknown)) this.rows.set(key, row);
  }

  /** Begins a write once the one before is done. */
  private async write(): Promise<void> {
    const { failure } = await this.writing;
    if (failure) throw failure;
    if (this.rows.size > rowsRemembered) {
      for (const key of this.rows.keys()) if (!this.changed.has(key)) this.rows.delete(key);
      this.forgetful = true;
    }
    const rows = new Map([...this.changed].map((key) => [key, this.rows.get(key)]));
    this.changed.clear();
    this.events = 0;
    const { database, places, view, table, to } = this;
    this.writing = writeRows(database, places, { view, table, rows, shares: places.behind(to), to }).then(
      (moved) => (moved ? {} : { failure: new Error(`${table} is being rebuilt by somebody else.`) }),
      (failure: Error) => ({ failure }),
    );
  }
}
