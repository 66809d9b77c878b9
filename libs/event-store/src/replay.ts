import { bigintAt, CopiedRows, instantOfMicroseconds, placeAt, textAt, uuidAt } from './copy.js';
import type { Connection } from './database.js';
import type { Meta, Position, Recorded } from './envelope.js';

/**
 * An event of a replay. Fields are decoded only when they are read: of many events a reader looks at the type alone.
 */
export class ReplayedEvent implements Recorded {
  private parsed: Record<string, unknown> | undefined;
  private parsedMeta: Meta | undefined;

  constructor(
    readonly type: string,
    readonly stream: string,
    readonly version: number,
    /** The version in which its data is written. */
    readonly schema: number,
    private readonly bytes: Buffer,
    /** The offsets of its position, its id, its data and its meta in the bytes. */
    private readonly placeAt: number,
    private readonly idAt: number,
    private readonly dataAt: number,
    private readonly metaAt: number,
  ) {}

  get data(): Record<string, unknown> {
    return (this.parsed ??= JSON.parse(textAt(this.bytes, this.dataAt)) as Record<string, unknown>);
  }

  /** Replaces the stored data. */
  become(data: object): void {
    this.parsed = data as Record<string, unknown>;
  }

  get eventId(): string {
    return uuidAt(this.bytes, this.idAt);
  }

  get category(): string {
    return this.stream.slice(0, this.stream.indexOf('-'));
  }

  get id(): string {
    return this.stream.slice(this.stream.indexOf('-') + 1);
  }

  get position(): Position {
    return `${placeAt(this.bytes, this.placeAt + 12)}:${placeAt(this.bytes, this.placeAt)}`;
  }

  get occurredAt(): string {
    return instantOfMicroseconds(bigintAt(this.bytes, this.behindMeta));
  }

  get recordedAt(): string {
    return instantOfMicroseconds(bigintAt(this.bytes, this.behindMeta + 12));
  }

  get meta(): Meta {
    return (this.parsedMeta ??= JSON.parse(textAt(this.bytes, this.metaAt)) as Meta);
  }

  /** The offset of the moment at which it occurred. */
  private get behindMeta(): number {
    return this.metaAt + this.bytes.readInt32BE(this.metaAt - 4) + 4;
  }

  toJSON(): Recorded {
    const { type, data, eventId, stream, category, id, version, position, occurredAt, recordedAt, meta } = this;
    return { type, data, eventId, stream, category, id, version, position, occurredAt, recordedAt, meta };
  }
}

const copyLog = (limit: number): string =>
  `copy (select position, xid, stream, version, event_id, type, schema_version, data, meta, occurred_at, recorded_at from events
    where (xid, position) > (current_setting('stipple.after_xid')::xid8, current_setting('stipple.after_position')::bigint) and xid < log_gate()
    order by events.xid, events.position limit ${limit}) to stdout (format binary)`;

/** The text that every event with a sealed field contains, as `PersonalKeys.seal` writes it. */
export const sealedMark = Buffer.from('"sealed":{"subject":');

/** Events in one statement. With many, its own cost is nothing; with few, the first are there soon. */
const fewestEvents = 500;
const mostEvents = 10_000;
/** The bytes of a stretch to aim at where events are large. */
const aimedBytes = 16_000_000;

/** Reads the events behind a position, at most `limit`, as `Log.after` does. */
export async function copyAfter(
  connection: Connection,
  rows: CopiedRows,
  after: Position,
  limit: number,
): Promise<void> {
  await connection.query('begin read only');
  await connection.query(
    "select set_config('stipple.after_xid', $1, true), set_config('stipple.after_position', $2, true)",
    after.split(':'),
  );
  await rows.fill(connection, copyLog(limit));
  await connection.query('commit');
}

/** Keeps one string for each type, however many events have it. */
const types = new Map<string, string>();
const known = (type: string): string => {
  const one = types.get(type);
  if (one === undefined) types.set(type, type);
  return one ?? type;
};

/** The event in the current row. It goes on reading from the rows' buffer. */
export function eventOf(rows: CopiedRows): ReplayedEvent {
  const placeAt = rows.field();
  rows.field();
  const stream = rows.text();
  const version = rows.int();
  const idAt = rows.field();
  const type = known(rows.text());
  const schema = rows.smallint();
  const dataAt = rows.field();
  const metaAt = rows.field();
  rows.field();
  rows.field();
  return new ReplayedEvent(type, stream, version, schema, rows.buffer, placeAt, idAt, dataAt, metaAt);
}

function lastPlace(rows: CopiedRows): Position {
  rows.toLast();
  const at = rows.bigint();
  const place: Position = `${placeAt(rows.buffer, rows.field())}:${at}`;
  rows.toStart();
  return place;
}

/** Reads the log stretch by stretch. The next one is read while one is worked on. */
export class ReadAhead {
  private ready = new CopiedRows();
  private used = new CopiedRows();
  private reading: Promise<{ failure: unknown } | undefined> | undefined;
  private limit = fewestEvents;

  constructor(
    private readonly connection: Connection,
    after: Position,
  ) {
    this.reading = this.fill(after);
  }

  /** The next stretch, valid until the next call. Undefined at the end of the log. */
  async next(): Promise<CopiedRows | undefined> {
    if (!this.reading) return undefined;
    const failed = await this.reading;
    if (failed) throw failed.failure;
    [this.ready, this.used] = [this.used, this.ready];
    const { used: rows } = this;
    const more = rows.count === this.limit;
    if (more)
      this.limit = Math.min(mostEvents, Math.max(fewestEvents, Math.floor(aimedBytes / (rows.size / rows.count))));
    this.reading = more ? this.fill(lastPlace(rows)) : undefined;
    return rows.count === 0 ? undefined : rows;
  }

  /** Resolves once no read is under way, with its error where it failed. */
  async end(): Promise<{ failure: unknown } | undefined> {
    return this.reading;
  }

  /** Answers the error instead of failing: nobody may be listening yet. */
  private fill(after: Position): Promise<{ failure: unknown } | undefined> {
    return copyAfter(this.connection, this.ready, after, this.limit).then(
      () => undefined,
      (failure: unknown) => ({ failure }),
    );
  }
}
