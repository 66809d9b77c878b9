import { createHash } from 'node:crypto';
import { types } from 'node:util';
import { deserialize, serialize } from 'node:v8';
import type { Database } from './database.js';
import type { Command, Decider, StoredEvent } from './decider.js';
import type { PersonalKeys } from './personal.js';

/** The part of a decider that says how its states come about. */
export type Evolving = Pick<
  Decider<Command, StoredEvent, unknown, never>,
  'initial' | 'evolve' | 'versions' | 'upcast' | 'foldDependencies'
>;

/** The version of a stream's snapshot, and the people of whom the events up to it speak. */
export interface Saved {
  version: number;
  subjects: readonly string[];
}

/** A state read from a snapshot. */
export interface Snapshot extends Saved {
  state: unknown;
}

const snapshotLimits = {
  /** The largest state in bytes. A larger one is made from its events each time. */
  bytes: 16_000_000,
  /** Events that one statement searches for people. */
  page: 10_000,
};

/**
 * Copies of states, so that a long stream need not be read from its beginning. A snapshot counts only when it was made
 * by the same `evolve` and sealed here for this stream and version; otherwise the next one replaces it. It is sealed
 * under the keys of all people of whom the stream's events speak: with any one of these keys it is gone.
 */
export class Snapshots {
  constructor(
    private readonly options: {
      database: Database;
      keys: PersonalKeys;
      onTrouble: (what: string, error: unknown) => void;
    },
  ) {}

  /** The newest usable snapshot of a stream, up to version `upTo`. */
  async latest(decider: Evolving, stream: string, upTo: number): Promise<Snapshot | undefined> {
    const fingerprint = fingerprintOf(decider);
    const { rows } = await this.options.database.query<{ version: number; subjects: string[]; state: Buffer }>({
      name: 'latest_snapshot',
      text: 'select version, subjects, state from snapshots where stream = $1 and version <= $2 and fingerprint = $3 order by version desc limit 1',
      values: [stream, upTo, fingerprint],
    });
    const [row] = rows;
    if (!row) return undefined;
    try {
      const bytes = await this.options.keys.unsealTogether(
        row.subjects,
        row.state,
        boundTo(stream, row.version, fingerprint),
      );
      return bytes && { version: row.version, subjects: row.subjects, state: deserialize(bytes) };
    } catch (error) {
      this.options.onTrouble(
        `The snapshot of ${stream} at version ${row.version} cannot be read and is made again.`,
        error,
      );
      return undefined;
    }
  }

  /**
   * Stores a state as it is at a version. The one before it is kept too, for commands sent again; older ones, and those
   * of another `evolve`, go. A newer one stays whatever comes after it.
   * @param before an earlier snapshot of the stream that was read or written here
   * @param erasures `PersonalKeys.erasures` before the first of the state's events was read
   * @returns what was stored; undefined where somebody's key was destroyed since then, and the state may still hold
   * what it sealed
   * @throws Error when the state holds what would come back otherwise, such as an instance of a class, or is too large
   */
  async write(
    decider: Evolving,
    stream: string,
    version: number,
    state: unknown,
    before: Saved,
    erasures: number,
  ): Promise<Saved | undefined> {
    const bytes = serialize(state);
    if (bytes.length > snapshotLimits.bytes)
      throw new RangeError(
        `The state of ${stream} takes ${bytes.length} bytes; at most ${snapshotLimits.bytes} are kept.`,
      );
    if (!isPlain(state))
      throw new TypeError(`The state of ${stream} holds more than plain values, and would come back otherwise.`);
    const fingerprint = fingerprintOf(decider);
    const { keys, database } = this.options;
    const { subjects, box } = await keys.sealTogether(
      await this.subjects(stream, version, before),
      bytes,
      boundTo(stream, version, fingerprint),
    );
    // People without a key at the sealing must not be in the state either. Asked after the keys were read, so that none
    // slips between.
    if ((await keys.erasures(0)) !== erasures) return undefined;
    await database.query(
      `with written as (
         insert into snapshots (stream, version, fingerprint, subjects, state) values ($1, $2, $3, $4, $5)
         on conflict (stream, version) do update set fingerprint = excluded.fingerprint, subjects = excluded.subjects, state = excluded.state, taken_at = now())
       delete from snapshots where stream = $1 and version < $2
         and (fingerprint <> $3 or version < (select max(version) from snapshots where stream = $1 and version < $2 and fingerprint = $3))`,
      [stream, version, fingerprint, subjects, box],
    );
    return { version, subjects };
  }

  /**
   * The people of whom the events up to a version speak. The log decides: fields that were sealed when written count,
   * not those declared today.
   */
  private async subjects(stream: string, version: number, before: Saved): Promise<string[]> {
    const found = new Set(before.subjects);
    for (let after = before.version; after < version; after += snapshotLimits.page) {
      const { rows } = await this.options.database.query<{ subject: string | null }>(
        `select distinct data::json -> 'sealed' ->> 'subject' as subject from events where stream = $1
          and version > $2 and version <= $3 and data like '%"sealed":%'`,
        [stream, after, Math.min(version, after + snapshotLimits.page)],
      );
      for (const { subject } of rows) if (subject !== null) found.add(subject);
    }
    return [...found];
  }
}

/** Whether `v8.serialize` brings the value back as it was. An instance of a class would come back without its class. */
function isPlain(value: unknown): boolean {
  const seen = new Set<object>();
  const open: unknown[] = [value];
  while (open.length > 0) {
    const one = open.pop();
    if (typeof one !== 'object' || one === null || seen.has(one)) continue;
    seen.add(one);
    const builtIn =
      Array.isArray(one) || types.isMap(one) || types.isSet(one) || types.isDate(one) || types.isRegExp(one);
    if (ancestors(one) > (builtIn ? 2 : 1)) return false;
    if (types.isMap(one)) for (const entry of one) open.push(...entry);
    else if (types.isSet(one)) for (const entry of one) open.push(entry);
    else for (const entry of Object.values(one)) open.push(entry);
  }
  return true;
}

/** The number of a value's prototypes. It identifies plain values of every realm. */
function ancestors(value: object): number {
  let count = 0;
  for (let next: unknown = Object.getPrototypeOf(value); next !== null; next = Object.getPrototypeOf(next)) count += 1;
  return count;
}

const boundTo = (stream: string, version: number, fingerprint: string): string =>
  JSON.stringify(['snapshot', stream, version, fingerprint]);

const fingerprints = new WeakMap<Evolving, string>();

/** A text that changes when the same events would lead to another state. */
export function fingerprintOf(decider: Evolving): string {
  const known = fingerprints.get(decider);
  if (known !== undefined) return known;
  const { initial, evolve, versions, upcast, foldDependencies } = decider;
  const fingerprint = createHash('sha256')
    .update(textOf([initial, evolve, versions, upcast, foldDependencies ?? []]))
    .digest('base64url')
    .slice(0, 16);
  fingerprints.set(decider, fingerprint);
  return fingerprint;
}

/** A value as a text that differs where the value does. Of a function it is the source. */
function textOf(value: unknown, within: readonly unknown[] = []): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value !== 'object' || value === null || value instanceof RegExp) return String(value);
  if (value instanceof Date) return value.toISOString();
  const depth = within.indexOf(value);
  if (depth >= 0) return `^${depth}`;
  const inside = [...within, value];
  const listed = (entries: Iterable<unknown>) => [...entries].map((entry) => textOf(entry, inside)).join(',');
  if (Array.isArray(value)) return `[${listed(value)}]`;
  if (value instanceof Map || value instanceof Set) return `${value.constructor.name}(${listed(value)})`;
  return `{${listed(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))}}`;
}
