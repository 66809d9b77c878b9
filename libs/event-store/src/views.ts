import { inTransaction, troubleOf, type Connection, type Database } from './database.js';
import type { Position, Recorded } from './envelope.js';
import type { Following } from './follower.js';
import { own } from './own.js';
import { Places } from './places.js';
import { prepareView } from './view-tables.js';
import { shareOf, wholeWork } from './shares.js';
import { foldOf, foldPage, upsert, type AnyView } from './view.js';

export type Row = Record<string, unknown>;

/** An event, and the key of one row that it concerns. */
export interface RowEvent {
  event: Recorded;
  key: string;
}

/** An event that a row could not take, or that waits behind such an event. */
interface Parking extends RowEvent {
  problem: string;
}

const behind = 'An earlier event of the same subject is parked.';

/**
 * Keeps one view's table in step with the log, in the shares that this process holds. One statement writes the rows of
 * a page and the places in the log.
 */
export class ViewFollowing implements Following {
  private readonly places: Places;
  /**
   * Keys with something parked. Never too few: only the owner of a key parks it. Too many where somebody has retried
   * one.
   */
  private parked = new Set<string>();
  private table = '';

  constructor(
    private readonly database: Database,
    readonly view: AnyView,
    work: typeof wholeWork = wholeWork,
  ) {
    this.places = new Places(database, work);
  }

  get name(): string {
    return `view:${this.table}`;
  }

  isStale(): boolean {
    return this.places.isStale;
  }

  shared(): Promise<void> {
    return this.places.shared();
  }

  async load(): Promise<Position | undefined> {
    const table = await prepareView(this.database, this.view);
    if (table === undefined) throw new Error(`${this.view.name} is defined otherwise now and has to be rebuilt.`);
    this.table = table;
    const { rows } = await this.database.query<{ key: string }>(
      'select distinct key from parked_events where subscription = $1',
      [this.name],
    );
    this.parked = new Set(rows.map((row) => row.key));
    return this.places.load(this.name);
  }

  async apply(events: readonly Recorded[], from: Position, to: Position): Promise<boolean> {
    const isAhead = this.places.after(from);
    const touched = rowEvents(this.view, events).filter(({ event, key }) => isAhead(shareOf(key), event.position));
    const shares = this.places.due(new Set(touched.map(({ key }) => shareOf(key))), events.length, to);
    if (touched.length === 0) return this.places.moveTo(this.name, shares, to);
    const before = await rowsOf(this.database, this.view, this.table, [...new Set(touched.map(({ key }) => key))]);
    const { rows, poisoned } = foldPage(
      this.view,
      this.parked.size === 0 ? touched : touched.filter(({ key }) => !this.parked.has(key)),
      before,
    );
    const parking = poisoned.size === 0 && this.parked.size === 0 ? [] : parkingOf(touched, this.parked, poisoned);
    if (parking.length > 0) return this.writeParking(rows, parking, shares, to);
    try {
      return await writeRows(this.database, this.places, { view: this.view, table: this.table, rows, shares, to });
    } catch (error) {
      if (troubleOf(error) !== 'answer') throw error;
      return await this.writeOneByOne(touched, rows, shares, to, error);
    }
  }

  rest(to: Position): Promise<boolean> {
    return this.places.moveTo(this.name, this.places.behind(to), to);
  }

  /** Finds the row of a page that the database refused, parks its key, and writes the others. */
  private writeOneByOne(
    touched: readonly RowEvent[],
    rows: ReadonlyMap<string, Row | undefined>,
    shares: readonly number[],
    to: Position,
    cause: unknown,
  ): Promise<boolean> {
    return this.moving(shares, to, async (connection) => {
      for (const [key, row] of rows) {
        await connection.query('savepoint one');
        try {
          await this.writeRow(connection, key, row);
        } catch (error) {
          if (troubleOf(error) !== 'answer') throw error;
          await connection.query('rollback to savepoint one');
          const problem = error instanceof Error ? error.message : String(cause);
          await this.park(
            connection,
            touched
              .filter((one) => one.key === key)
              .map((one, nth) => ({ ...one, problem: nth === 0 ? problem : behind })),
          );
        }
      }
    });
  }

  private writeParking(
    rows: ReadonlyMap<string, Row | undefined>,
    parking: readonly Parking[],
    shares: readonly number[],
    to: Position,
  ): Promise<boolean> {
    return this.moving(shares, to, async (connection) => {
      // Somebody may have retried the events that these wait behind. Then the page is done again.
      const waiting = [
        ...new Set(
          parking.filter(({ problem, key }) => problem === behind && this.parked.has(key)).map(({ key }) => key),
        ),
      ];
      const { rows: still } = await connection.query<{ key: string }>(
        'select distinct key from parked_events where subscription = $1 and key = any ($2::text[])',
        [this.name, waiting],
      );
      if (still.length < waiting.length) throw new Replaced();
      await this.park(connection, parking);
      for (const [key, row] of rows) await this.writeRow(connection, key, row);
    });
  }

  /** Moves the places first. That locks them until the transaction ends, so nobody else writes to these shares. */
  private async moving(
    shares: readonly number[],
    to: Position,
    work: (connection: Connection) => Promise<void>,
  ): Promise<boolean> {
    const move = this.places.move(this.name, shares, to);
    try {
      await inTransaction(this.database, async (connection) => {
        const { rows } = await connection.query<{ share: number }>(move.sql, move.parameters);
        if (rows.length < shares.length) throw new Replaced();
        await work(connection);
      });
    } catch (error) {
      if (error instanceof Replaced) return false;
      throw error;
    }
    return this.places.settle(shares, shares, to);
  }

  private async writeRow(connection: Connection, key: string, row: Row | undefined): Promise<void> {
    if (!row) {
      await connection.query(`delete from ${this.table} where ${this.view.key} = $1`, [key]);
      return;
    }
    const { sql, parameters } = upsert(this.view, this.table, [row], 1);
    await connection.query(sql, parameters);
  }

  private async park(connection: Connection, parking: readonly Parking[]): Promise<void> {
    for (const { event, key, problem } of parking) {
      const [xid, position] = event.position.split(':');
      await connection.query(
        'insert into parked_events (subscription, key, xid, position, type, problem) values ($1, $2, $3::text::xid8, $4, $5, $6) on conflict do nothing',
        [this.name, key, xid, position, event.type, problem],
      );
      this.parked.add(key);
    }
  }
}

/** One entry per event and row key. */
export const rowEvents = (view: AnyView, events: readonly Recorded[]): RowEvent[] =>
  events
    .filter((event) => foldOf(view, event.type) !== undefined)
    .flatMap((event) => (view.keysOf?.(event) ?? [event.id]).map((key) => ({ event, key })));

/** Rows of a view's table by their keys. */
export async function rowsOf(
  database: Pick<Database, 'query'>,
  view: AnyView,
  table: string,
  keys: readonly string[],
): Promise<Map<string, Row>> {
  const { rows } =
    keys.length === 0
      ? { rows: [] }
      : await database.query<Row>(`select * from ${table} where ${view.key} = any ($1::text[])`, [keys]);
  return new Map(rows.map((row) => [String(own(row, view.key)), row]));
}

/**
 * Writes the rows, and removes those that are undefined, in the shares that could be moved, all in one statement. False
 * where not all shares could be moved.
 */
export async function writeRows(
  database: Pick<Database, 'query'>,
  places: Places,
  {
    view,
    table,
    rows,
    shares,
    to,
  }: {
    view: AnyView;
    table: string;
    rows: ReadonlyMap<string, Row | undefined>;
    shares: readonly number[];
    to: Position;
  },
): Promise<boolean> {
  const present = [...rows.values()].filter((row) => row !== undefined);
  const gone = [...rows].flatMap(([key, row]) => (row ? [] : [key]));
  const move = places.move(`view:${table}`, shares, to);
  const next = move.parameters.length + 1;
  const insert = upsert(view, table, present, next + 2, 'in (select share from moved)');
  const { rows: moved } = await database.query<{ share: number }>(
    `with moved as (${move.sql}),
      removed as (delete from ${table} t using unnest($${next}::text[], $${next + 1}::int[]) g(key, share)
        where t.${view.key} = g.key and g.share in (select share from moved)),
      written as (${insert.sql}) select share from moved`,
    [...move.parameters, gone, gone.map(shareOf), ...insert.parameters],
  );
  return places.settle(
    shares,
    moved.map(({ share }) => share),
    to,
  );
}

/** The share has another owner by now, or a parked event that others wait behind is no longer parked. */
class Replaced extends Error {
  override name = 'Replaced';
}

/**
 * The events of a page to park: those that could not be folded, and those behind them or behind something parked
 * before.
 */
function parkingOf(
  touched: readonly RowEvent[],
  parked: ReadonlySet<string>,
  poisoned: ReadonlyMap<string, { event: Recorded; problem: string }>,
): Parking[] {
  const failed = new Set<string>();
  return touched.flatMap(({ event, key }) => {
    if (parked.has(key) || failed.has(key)) return [{ event, key, problem: behind }];
    const poison = poisoned.get(key);
    if (poison?.event !== event) return [];
    failed.add(key);
    return [{ event, key, problem: poison.problem }];
  });
}
