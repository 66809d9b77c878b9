import { createHash } from 'node:crypto';
import { intArray, textArray } from './binary.js';
import type { EventOf, StoredEvent } from './decider.js';
import type { Recorded } from './envelope.js';
import { own } from './own.js';
import { shareOf } from './shares.js';

export type ColumnType =
  'text' | 'int' | 'bigint' | 'boolean' | 'timestamptz' | 'date' | 'numeric' | 'double precision' | 'jsonb';

/** What becomes of a row: the row as it is now, or undefined when there is none (any more). */
type Fold<Row, Event extends StoredEvent, Type extends Event['type']> = (
  row: Row | undefined,
  event: Recorded<Extract<Event, { type: Type }>>,
  key: string,
) => Row | undefined;

/** The word for an event that leaves the rows of a read model as they are. */
export const keeps = 'keeps';

/**
 * A read model: rows that follow from events, one fold per event type, and nothing else. It can be thrown away and made
 * again.
 */
export interface View<Row extends object = object, Event extends StoredEvent = StoredEvent> {
  /** The name under which SQL reads it. */
  name: string;
  /** The column that tells rows apart; its type is text. */
  key: keyof Row & string;
  columns: { readonly [Column in keyof Row]-?: ColumnType };
  /** `(clinic_id, start)`, each an index. */
  indexes?: readonly string[];
  /** Keys of the rows that an event concerns; by default the id of its stream. */
  keysOf?(event: Recorded<Event>): readonly string[];
  /** For each event of its deciders what becomes of the row, or `keeps`. Leaving one out does not compile. */
  on: { readonly [Type in Event['type']]: Fold<Row, Event, Type> | typeof keeps };
  /**
   * Functions that the folds go through, such as a decider's `evolve`: when their text changes, the view is made again.
   */
  foldDependencies?: readonly unknown[];
}

/**
 * `view<Row, typeof invoice>(…)` reads the events of that decider; of several where the type is a union of deciders.
 * @throws Error when a name could not stand in SQL unquoted
 */
export function view<Row extends object, D>(definition: View<Row, EventOf<D>>): View<Row, EventOf<D>> {
  for (const name of [definition.name, ...Object.keys(definition.columns)]) {
    if (!/^[a-z][a-z0-9_]{0,40}$/.test(name)) throw new Error(`"${name}" cannot name a view or a column.`);
  }
  return definition;
}

/** Changes when the view would come out differently, so that it is made again. */
export function fingerprintOfView(view: View<never, never>): string {
  const folds = Object.entries(view.on as Record<string, unknown>)
    .filter(([, fold]) => fold !== keeps)
    .map(([type, fold]) => `${type}=${String(fold)}`);
  return createHash('sha256')
    .update(
      JSON.stringify([
        view.key,
        view.columns,
        view.indexes ?? [],
        String(view.keysOf ?? ''),
        folds,
        (view.foldDependencies ?? []).map(String),
      ]),
    )
    .digest('hex')
    .slice(0, 10);
}

/** A view whose row type no longer matters: what the machinery works on. */
export type AnyView = View<Record<string, unknown>, StoredEvent>;

/** Forgets a view's row type for the machinery, which treats rows as columns only. */
export const anyView = <Row extends object, Event extends StoredEvent>(definition: View<Row, Event>): AnyView =>
  definition as unknown as AnyView;

/** A value as text that PostgreSQL reads as the column's type. */
function written(type: ColumnType, value: unknown): string | null {
  if (value === undefined || value === null) return null;
  return typeof value === 'string' && type !== 'jsonb' ? value : JSON.stringify(value);
}

/** The table of a view; its further indexes, by name, apart, so that a table filled at one go gets them afterwards. */
export function tableSql(view: AnyView, table: string): { create: string; indexes: ReadonlyMap<string, string> } {
  const columns = Object.entries(view.columns).map(
    ([name, type]) => `${name} ${type}${name === view.key ? ' primary key' : ''}`,
  );
  return {
    create: `create table if not exists ${table} (${columns.join(', ')}) with (fillfactor = 80)`,
    indexes: new Map((view.indexes ?? []).map((of, nth) => [`${table}_i${nth}`, `${table}_i${nth} on ${table} ${of}`])),
  };
}

/**
 * SQL and parameters that put rows in a table. `first`: number of its first parameter. `shares`: only rows of shares of
 * which this holds, such as `in (select share from moved)`.
 */
export function upsert(
  view: AnyView,
  table: string,
  rows: readonly Record<string, unknown>[],
  first: number,
  shares?: string,
): { sql: string; parameters: unknown[] } {
  const columns = Object.entries(view.columns);
  const names = columns.map(([name]) => name);
  const changed = names.filter((name) => name !== view.key);
  const arrays = [
    ...names.map((_, index) => `$${first + index}::text[]`),
    ...(shares ? [`$${first + columns.length}::int[]`] : []),
  ];
  return {
    sql: `insert into ${table} (${names.join(', ')}) select ${columns.map(([name, type]) => (type === 'text' ? name : `${name}::${type}`)).join(', ')}
      from unnest(${arrays.join(', ')}) r(${[...names, ...(shares ? ['share_of_row'] : [])].join(', ')}) ${shares ? `where share_of_row ${shares}` : ''}
      on conflict (${view.key}) do ${changed.length === 0 ? 'nothing' : `update set ${changed.map((name) => `${name} = excluded.${name}`).join(', ')}`}`,
    parameters: [
      ...columns.map(([name, type]) => textArray(rows.map((row) => written(type, own(row, name))))),
      ...(shares ? [intArray(rows.map((row) => shareOf(String(own(row, view.key)))))] : []),
    ],
  };
}

/** What a view does with events of a type; undefined where it keeps its rows, or knows no such type. */
export function foldOf<Row extends object, Event extends StoredEvent, Type extends Event['type']>(
  view: View<Row, Event>,
  type: Type,
): Fold<Row, Event, Type> | undefined {
  const fold = own(view.on as Readonly<Record<string, Fold<Row, Event, Type> | typeof keeps>>, type);
  return fold === keeps ? undefined : fold;
}

/**
 * Rows before and after some events, folded in memory; a key whose fold throws is left out and named with its problem.
 */
export function foldPage(
  view: AnyView,
  events: readonly { event: Recorded; key: string }[],
  before: ReadonlyMap<string, Record<string, unknown>>,
): {
  rows: Map<string, Record<string, unknown> | undefined>;
  poisoned: Map<string, { event: Recorded; problem: string }>;
} {
  const rows = new Map<string, Record<string, unknown> | undefined>();
  const poisoned = new Map<string, { event: Recorded; problem: string }>();
  for (const { event, key } of events) {
    if (poisoned.has(key)) continue;
    const fold = foldOf(view, event.type);
    if (!fold) continue;
    try {
      const row = fold(rows.has(key) ? rows.get(key) : before.get(key), event, key);
      if (row && own(row, view.key) !== key)
        throw new Error(`The row has the ${view.key} ${String(own(row, view.key))}.`);
      rows.set(key, row);
    } catch (error) {
      poisoned.set(key, { event, problem: error instanceof Error ? error.message : String(error) });
    }
  }
  return { rows, poisoned };
}
