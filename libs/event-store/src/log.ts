import { CopiedRows } from './copy.js';
import { hold, type Database } from './database.js';
import type { Decider, StoredEvent, Command } from './decider.js';
import type { Meta, Position, Recorded } from './envelope.js';
import { ReadCoalescer } from './read-coalescer.js';
import { own } from './own.js';
import type { PersonalKeys } from './personal.js';
import { copyAfter, eventOf, ReadAhead, sealedMark, type ReplayedEvent } from './replay.js';

/** The part of a decider that reading its events needs. */
export type AnyDecider = Pick<Decider<Command, StoredEvent, unknown, never>, 'stream' | 'upcast' | 'versions'>;

type Row = [
  position: number,
  xid: string,
  stream: string,
  version: number,
  eventId: string,
  type: string,
  schema: number,
  data: string,
  meta: string,
  occurred: string,
  recorded: string,
];

const columns =
  'position, xid::text, stream, version, event_id, type, schema_version, data, meta, occurred_at, recorded_at';

/** Pages of this many events are read by `copy` where several follow each other. */
const worthCopying = 100;

/** A version behind those of every stream. */
const newest = 2_147_483_647;

/** Reads the events of one context: upcast, and with personal fields where their key exists. */
export class Log {
  private readonly deciders: ReadonlyMap<string, AnyDecider>;
  /** Positions at which full pages ended. A reader that asks for what comes behind one is catching up. */
  private readonly catchingUp = new Set<Position>();
  /** Whether there is anything to upcast at all. */
  private readonly upcasts: boolean;
  private readonly streams = new ReadCoalescer<{ stream: string; after: number; upTo: number }, Row[]>((asked) =>
    this.readStreams(asked),
  );

  constructor(
    private readonly database: Database,
    private readonly keys: Pick<PersonalKeys, 'unseal'>,
    deciders: readonly AnyDecider[],
  ) {
    this.deciders = new Map(deciders.map((decider) => [decider.stream, decider]));
    this.upcasts = deciders.some(({ upcast }) => upcast);
  }

  /** The events of one stream behind a version, in order. Many streams asked for at once are read together. */
  async stream(stream: string, after: number, upTo = newest): Promise<Recorded[]> {
    const events = await this.recorded(await this.streams.ask({ stream, after, upTo }));
    events.forEach((event, index) => {
      if (event.version !== after + index + 1)
        throw new OrderFault(`Stream ${stream} has version ${event.version} where ${after + index + 1} was due.`);
    });
    return events;
  }

  private async readStreams(asked: readonly { stream: string; after: number; upTo: number }[]): Promise<Row[][]> {
    const { rows } = await this.database.query<[...Row, asking: number]>({
      name: 'read_streams',
      text: `select ${columns}, i.asking from unnest($1::text[], $2::int[], $3::int[]) with ordinality i(asked, after, up_to, asking)
        cross join lateral (select * from events where stream = i.asked and version > i.after and version <= i.up_to) e order by i.asking, e.version`,
      values: [asked.map(({ stream }) => stream), asked.map(({ after }) => after), asked.map(({ upTo }) => upTo)],
      rowMode: 'array' as const,
    });
    const answers: Row[][] = asked.map(() => []);
    for (const row of rows) answers[Number(row[11]) - 1]?.push(row as unknown as Row);
    return answers;
  }

  /** The next events of the whole log, in the one order that all readers share. It stops at the gate, see `gateOf`. */
  async after(
    position: Position,
    limit: number,
    connection: Pick<Database, 'query'> = this.database,
  ): Promise<Recorded[]> {
    const events =
      this.catchingUp.delete(position) && connection === this.database
        ? await this.many(position, limit)
        : await this.page(position, limit, connection);
    const last = events[events.length - 1];
    if (last && events.length === limit && limit >= worthCopying) this.catchingUp.add(last.position);
    if (this.catchingUp.size > 100) this.catchingUp.clear();
    return events;
  }

  /** Reads by `copy`, as `replay` does. That takes more queries and less time for each event. */
  private async many(position: Position, limit: number): Promise<Recorded[]> {
    const held = await hold(this.database);
    try {
      const rows = new CopiedRows();
      await copyAfter(held.connection, rows, position, limit);
      return await this.replayed(rows, limit);
    } catch (error) {
      held.lose(error);
      throw error;
    } finally {
      held.release();
    }
  }

  private async page(position: Position, limit: number, connection: Pick<Database, 'query'>): Promise<Recorded[]> {
    const [xid, at] = position.split(':');
    const { rows } = await connection.query<Row>({
      name: 'read_log',
      text: `select ${columns} from events where (xid, position) > ($1::text::xid8, $2::bigint)
        and xid < log_gate() order by events.xid, events.position limit $3`,
      values: [xid, at, limit],
      rowMode: 'array' as const,
    });
    return this.recorded(rows);
  }

  /**
   * The next events of one category or one stream, in the log's order and as far as `after` reads. It passes over
   * everything between, so use it for occasional questions; a follower reads the whole log with the others.
   */
  async afterOf(
    only: { category: string } | { stream: string },
    position: Position,
    limit: number,
  ): Promise<Recorded[]> {
    const [xid, at] = position.split(':');
    // A stream's name is its category, a dash, and an id. The character behind the dash is the dot.
    const [from, to] =
      'stream' in only ? [only.stream, `${only.stream}\u0001`] : [`${only.category}-`, `${only.category}.`];
    const { rows } = await this.database.query<Row>({
      name: 'read_some',
      text: `select ${columns} from events where (xid, position) > ($1::text::xid8, $2::bigint) and stream collate "C" >= $3 and stream collate "C" < $4
        and xid < log_gate() order by events.xid, events.position limit $5`,
      values: [xid, at, from, to, limit],
      rowMode: 'array' as const,
    });
    return this.recorded(rows);
  }

  /** The events at these places, in the log's order. */
  async at(positions: readonly Position[], connection: Pick<Database, 'query'> = this.database): Promise<Recorded[]> {
    const places = positions.map((position) => position.split(':'));
    const { rows } = await connection.query<Row>({
      name: 'read_places',
      text: `select ${columns} from events where (xid, position) in (select x::xid8, p
        from unnest($1::text[], $2::bigint[]) w(x, p)) order by events.xid, events.position`,
      values: [places.map(([xid]) => xid), places.map(([, at]) => at)],
      rowMode: 'array' as const,
    });
    return this.recorded(rows);
  }

  /**
   * Everything behind a position, in the order and as far as `after` reads, page by page. The next page is read while
   * one is worked on. It reads by binary `copy`, for readers of much of the log, and takes a connection for as long as
   * it lasts.
   * @param pageSize the most events in a page
   * @throws OrderFault where a stream has a hole or is reversed
   */
  async *replay(position: Position, pageSize = 1_000): AsyncGenerator<Recorded[], void, undefined> {
    const held = await hold(this.database);
    const ahead = new ReadAhead(held.connection, position);
    try {
      const order = new OrderWatch();
      for (let rows = await ahead.next(); rows; rows = await ahead.next()) {
        for (
          let page = await this.replayed(rows, pageSize);
          page.length > 0;
          page = await this.replayed(rows, pageSize)
        ) {
          order.check(page);
          yield page;
        }
      }
    } catch (error) {
      held.lose(error);
      throw error;
    } finally {
      const failed = await ahead.end();
      if (failed) held.lose(failed.failure);
      held.release();
    }
  }

  /** The next of the rows that were copied, at most so many. */
  private async replayed(rows: CopiedRows, size: number): Promise<Recorded[]> {
    const page: ReplayedEvent[] = [];
    const sealed: ReplayedEvent[] = [];
    while (page.length < size && rows.next()) {
      const event = eventOf(rows);
      page.push(event);
      if (rows.passed(sealedMark)) sealed.push(event);
    }
    if (sealed.length > 0) await this.keys.unseal(sealed.map((event) => ({ data: event.data, bound: boundOf(event) })));
    if (this.upcasts) for (const event of page) event.become(this.upcast(event, event.schema));
    return page;
  }

  private async recorded(rows: readonly Row[]): Promise<Recorded[]> {
    const events = rows.map(([position, xid, stream, version, eventId, type, , data, meta, occurred, recorded]) => {
      const dash = stream.indexOf('-');
      return {
        type,
        data: JSON.parse(data) as Record<string, unknown>,
        eventId,
        stream,
        category: stream.slice(0, dash),
        id: stream.slice(dash + 1),
        version,
        position: `${xid}:${position}`,
        occurredAt: occurred,
        recordedAt: recorded,
        meta: JSON.parse(meta) as Meta,
      } satisfies Recorded;
    });
    const sealed = events.filter(({ data }) => data['sealed'] !== undefined);
    if (sealed.length > 0) await this.keys.unseal(sealed.map((event) => ({ data: event.data, bound: boundOf(event) })));
    return this.upcasts
      ? events.map((event, index) => ({ ...event, data: this.upcast(event, rows[index]?.[6] ?? 1) }))
      : events;
  }

  /** Brings an event's data to its current version. */
  private upcast(event: Pick<Recorded, 'category' | 'type' | 'data'>, schema: number): object {
    const decider = this.deciders.get(event.category);
    const current = own((decider?.versions ?? {}) as Record<string, number>, event.type) ?? 1;
    return schema === current || !decider?.upcast ? event.data : decider.upcast(event.type, schema, event.data);
  }
}

/** The place that the box of an event's personal fields is bound to. */
const boundOf = ({ eventId, stream, type }: Pick<Recorded, 'eventId' | 'stream' | 'type'>): string =>
  `${eventId} ${stream} ${type}`;

/** Events came out of order. Reading stops rather than leaving a hole. */
export class OrderFault extends Error {
  override name = 'OrderFault';
}

/** Checks that each stream's versions follow one another without a hole. */
export class OrderWatch {
  private readonly seen = new Map<string, { version: number }>();

  /** @throws OrderFault at the first event out of order. */
  check(events: readonly Recorded[]): void {
    if (this.seen.size > 200_000) this.seen.clear();
    let stream: string | undefined;
    let last: { version: number } | undefined;
    for (const event of events) {
      // Events of one stream often follow each other and share one entry.
      if (event.stream !== stream) {
        stream = event.stream;
        last = this.seen.get(stream);
      }
      if (!last) {
        last = { version: event.version };
        this.seen.set(event.stream, last);
        continue;
      }
      if (event.version !== last.version + 1)
        throw new OrderFault(
          `Stream ${event.stream} went from version ${last.version} to ${event.version} at ${event.position}.`,
        );
      last.version = event.version;
    }
  }
}
