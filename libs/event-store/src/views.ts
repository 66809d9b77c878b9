import { inTransaction, isConnectionLoss, type Connection, type Database } from './database.js';
import { beginning, type Position, type Recorded } from './envelope.js';
import { checkpointParameters, loadCheckpoint, moveCheckpoint, type Following } from './follower.js';
import type { Log } from './log.js';
import { createTableSql, fingerprintOfView, foldPage, upsert, type AnyView } from './view.js';

/** Keeps one view's table in step with the log. The rows of a page and the place in the log are written in one statement. */
export class ViewFollowing implements Following {
  private parked: Set<string> | undefined;
  private written: Position = beginning;
  private writtenAt = 0;

  private table = '';

  /** @param only the table to write; without it the one that serves the view, found again whenever the place is loaded. */
  constructor(
    private readonly database: Database,
    readonly view: AnyView,
    private readonly only?: string,
  ) {}

  get name(): string {
    return `view:${this.table}`;
  }

  private get stopAtPoison(): boolean {
    return this.only !== undefined;
  }

  async load(): Promise<Position> {
    const table = this.only ?? (await prepareView(this.database, this.view));
    if (table === undefined) throw new Error(`${this.view.name} is defined otherwise now and has to be rebuilt.`);
    this.table = table;
    const { rows } = await this.database.query<{ key: string }>('select distinct key from parked_events where subscription = $1', [this.name]);
    this.parked = new Set(rows.map((row) => row.key));
    this.written = await loadCheckpoint(this.database, this.name);
    return this.written;
  }

  async apply(events: readonly Recorded[], _from: Position, to: Position): Promise<boolean> {
    const relevant = events.filter((event) => event.type in this.view.on);
    if (relevant.length === 0) {
      if (events.length < 1_000 && Date.now() - this.writtenAt < 5_000) return true;
      return this.move(this.database, to);
    }
    const keyed = relevant.flatMap((event) => (this.view.keysOf?.(event) ?? [event.id]).map((key) => ({ event, key })));
    const behind = keyed.filter(({ key }) => this.parked?.has(key));
    const before = await this.rows([...new Set(keyed.map(({ key }) => key))]);
    const { rows, poisoned } = foldPage(this.view, keyed.filter(({ key }) => !this.parked?.has(key)), before);
    const [poison] = poisoned.values();
    if (poison && this.stopAtPoison) throw new Error(`${this.view.name} cannot take ${poison.event.type} at ${poison.event.position}: ${poison.problem}`);
    if (poisoned.size === 0 && behind.length === 0) {
      try {
        return await this.write(this.database, rows, to);
      } catch (error) {
        if (isConnectionLoss(error) || this.stopAtPoison) throw error;
        return await this.writeOneByOne(keyed, rows, to, error);
      }
    }
    const park = [
      ...behind.map(({ event, key }) => ({ event, key, problem: 'An earlier event of the same subject is parked.' })),
      ...keyed.flatMap(({ event, key }) => {
        const first = poisoned.get(key);
        return first && (event === first.event || keyed.findIndex((one) => one.event === first.event) < keyed.findIndex((one) => one.event === event))
          ? [{ event, key, problem: event === first.event ? first.problem : 'An earlier event of the same subject is parked.' }]
          : [];
      }),
    ];
    return this.parkAndWrite(rows, park, to);
  }

  /** Records a place reached over events that do not concern this view. */
  async flush(to: Position): Promise<boolean> {
    return to === this.written || this.move(this.database, to);
  }

  private async rows(keys: readonly string[]): Promise<Map<string, Record<string, unknown>>> {
    const { rows } = await this.database.query<Record<string, unknown>>(`select * from ${this.table} where ${this.view.key} = any ($1::text[])`, [keys]);
    return new Map(rows.map((row) => [String(row[this.view.key]), row]));
  }

  private async write(database: Pick<Database, 'query'>, rows: ReadonlyMap<string, Record<string, unknown> | undefined>, to: Position): Promise<boolean> {
    const present = [...rows.values()].filter((row) => row !== undefined);
    const gone = [...rows].flatMap(([key, row]) => (row ? [] : [key]));
    const insert = upsert(this.view, this.table, present, 7, 'exists (select 1 from moved)');
    const { rows: moved } = await database.query<{ moved: number }>(
      `with moved as (${moveCheckpoint(this.written)}), removed as (delete from ${this.table} where ${this.view.key} = any ($6::text[]) and exists (select 1 from moved)),
        written as (${insert.sql}) select count(*)::int as moved from moved`,
      [...checkpointParameters(this.name, this.written, to), gone, ...insert.parameters],
    );
    return this.remember(moved[0]?.moved === 1, to);
  }

  private async move(database: Pick<Database, 'query'>, to: Position): Promise<boolean> {
    const { rowCount } = await database.query(moveCheckpoint(this.written), checkpointParameters(this.name, this.written, to));
    return this.remember(rowCount === 1, to);
  }

  private remember(moved: boolean, to: Position): boolean {
    if (moved) {
      this.written = to;
      this.writtenAt = Date.now();
    }
    return moved;
  }

  /** The database refused a row of the page: finds which, parks its key, and writes the others. */
  private async writeOneByOne(keyed: readonly { event: Recorded; key: string }[], rows: ReadonlyMap<string, Record<string, unknown> | undefined>, to: Position, cause: unknown): Promise<boolean> {
    return inTransaction(this.database, async (connection) => {
      const park: { event: Recorded; key: string; problem: string }[] = [];
      for (const [key, row] of rows) {
        if (!row) continue;
        await connection.query('savepoint one');
        const { sql, parameters } = upsert(this.view, this.table, [row], 1, 'true');
        try {
          await connection.query(sql, parameters);
        } catch (error) {
          if (isConnectionLoss(error)) throw error;
          await connection.query('rollback to savepoint one');
          const problem = error instanceof Error ? error.message : String(cause);
          park.push(...keyed.filter((one) => one.key === key).map((one) => ({ ...one, problem })));
        }
      }
      const refused = new Set(park.map(({ key }) => key));
      await this.park(connection, park);
      return this.write(connection, new Map([...rows].filter(([key]) => !refused.has(key))), to);
    });
  }

  private parkAndWrite(rows: ReadonlyMap<string, Record<string, unknown> | undefined>, park: readonly { event: Recorded; key: string; problem: string }[], to: Position): Promise<boolean> {
    return inTransaction(this.database, async (connection) => {
      await this.park(connection, park);
      return this.write(connection, rows, to);
    });
  }

  private async park(connection: Connection, park: readonly { event: Recorded; key: string; problem: string }[]): Promise<void> {
    for (const { event, key, problem } of park) {
      const [xid, position] = event.position.split(':');
      await connection.query(
        'insert into parked_events (subscription, key, xid, position, type, problem) values ($1, $2, $3::text::xid8, $4, $5, $6) on conflict do nothing',
        [this.name, key, xid, position, event.type, problem],
      );
      this.parked?.add(key);
    }
  }
}

const registryLock = (connection: Connection, view: AnyView) => connection.query("select pg_advisory_xact_lock(hashtextextended(current_schema() || '.view.' || $1, 0))", [view.name]);

/** The table that serves a view as it is defined today, made where the view is new; undefined where it has to be rebuilt first. */
export async function prepareView(database: Database, view: AnyView): Promise<string | undefined> {
  return inTransaction(database, async (connection) => {
    await registryLock(connection, view);
    const wanted = `${view.name}__${fingerprintOfView(view as never)}`;
    const { rows } = await connection.query<{ serving: string }>('select serving from views where name = $1', [view.name]);
    const serving = rows[0]?.serving;
    if (serving?.startsWith(wanted)) return serving;
    if (serving !== undefined) return undefined;
    await connection.query(createTableSql(view, wanted));
    await connection.query(`create view ${view.name} as select * from ${wanted}`);
    await connection.query('insert into views (name, serving) values ($1, $2)', [view.name, wanted]);
    return wanted;
  });
}

/** Makes a table the one that is read under the view's name, and drops the one before. Readers see one or the other. */
async function swapView(database: Database, view: AnyView, table: string): Promise<void> {
  await inTransaction(database, async (connection) => {
    await registryLock(connection, view);
    const { rows } = await connection.query<{ serving: string }>('select serving from views where name = $1', [view.name]);
    const before = rows[0]?.serving;
    if (before === table) return;
    await connection.query(`drop view if exists ${view.name}`);
    await connection.query(`create view ${view.name} as select * from ${table}`);
    await connection.query('insert into views (name, serving) values ($1, $2) on conflict (name) do update set serving = excluded.serving, since = now()', [view.name, table]);
    if (before === undefined) return;
    await connection.query(`drop table if exists ${before}`);
    await connection.query('delete from checkpoints where subscription = $1', [`view:${before}`]);
    await connection.query('delete from parked_events where subscription = $1', [`view:${before}`]);
  });
}

/**
 * Makes a view again from the first event into a table of its own while the old one goes on being read, then swaps them.
 * Interrupted, the next call goes on where this one stopped. @throws Error at an event that the view cannot take.
 */
export async function rebuildView(database: Database, log: Log, view: AnyView, progress: (done: number, total: number) => void, pageSize = 5_000): Promise<string> {
  const wanted = `${view.name}__${fingerprintOfView(view as never)}`;
  const { rows } = await database.query<{ serving: string }>('select serving from views where name = $1', [view.name]);
  const generation = Number(/_r(\d+)$/.exec(rows[0]?.serving ?? '')?.[1] ?? 0) + 1;
  const table = `${wanted}_r${generation}`;
  await database.query(createTableSql(view, table));
  const following = new ViewFollowing(database, view, table);
  let position = await following.load();
  const { rows: counted } = await database.query<{ total: number; done: number }>(
    'select count(*)::int as total, (count(*) filter (where (xid, position) <= ($1::text::xid8, $2::bigint)))::int as done from events',
    position.split(':'),
  );
  const total = counted[0]?.total ?? 0;
  let done = counted[0]?.done ?? 0;
  for (;;) {
    const page = await log.after(position, pageSize);
    const last = page[page.length - 1];
    if (!last) break;
    if (!(await following.apply(page, position, last.position))) throw new Error(`${table} is being rebuilt by somebody else.`);
    position = last.position;
    done += page.length;
    progress(done, Math.max(total, done));
    if (page.length < pageSize) break;
  }
  await following.flush(position);
  await swapView(database, view, table);
  return table;
}
