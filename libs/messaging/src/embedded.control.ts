import { createHash, randomInt, randomUUID } from 'node:crypto';
import { connectionOf } from '@stipple/local-servers/connection';
import { Client, type QueryConfig, type QueryResult, type QueryResultRow } from 'pg';
import { messageOf } from '@stipple/text';
import { pause, withTimeout } from '@stipple/time';
import type { Log } from './broker.js';
import type { Ends } from './embedded.log.js';
import { GrowingPause } from './growing-pause.js';

const CHANNEL = 'stipple_broker';
const TICK = 1_000;
const TICK_DEADLINE = 5_000;
/** The pause between ticks when there are no consumers, in milliseconds. */
const IDLE = 3_600_000;
/** Milliseconds between notices of new messages to other processes. Consumers in this process wake at once. */
const ANNOUNCE_INTERVAL = 50;

/** A consumer as its group sees it. */
export interface Member {
  readonly group: string;
  readonly topics: readonly string[];
  /** Asked each tick; a partition is this member's until `release` for it has resolved. */
  assign(topic: string, partition: number): void;
  release(topic: string, partition: number): Promise<void>;
  /** Receives the present ends of the topics. */
  ends(ends: Ends): void;
  /** Takes back every partition: the connection that held them has ended. */
  lost(reason: string): void;
}

interface Seat {
  member: Member;
  /** The two halves of the advisory lock that shows this member to others: its group, and its own number. */
  class: number;
  number: number;
  seated: boolean;
  leaving: boolean;
}

interface Held {
  seat: Seat;
  topic: string;
  partition: number;
  released?: Promise<void>;
}

/**
 * One connection that all consumers of a process share. It holds an advisory lock for each member and for each
 * partition of a member. When the process or the connection dies, PostgreSQL frees them, and other members see it at
 * their next tick. Members take partitions in turn, in the order of their numbers. Idle, it sends one query a second
 * for any number of consumers, and none without consumers.
 */
export class EmbeddedControl {
  private readonly seats = new Set<Seat>();
  private readonly held = new Map<string, Held>();
  private readonly closing = new AbortController();
  private readonly id = randomUUID();
  private client: Client | undefined;
  private nudge = new AbortController();
  private announcing = false;
  private running: Promise<void> | undefined;
  private asking: Promise<unknown> = Promise.resolve();
  private failure: string | undefined;

  constructor(
    private readonly url: string,
    private readonly makeTopics: (topics: readonly string[]) => Promise<void>,
    private readonly log: Log,
  ) {}

  /** Why consumers cannot read now; undefined when they can, or when there are none. */
  get problem(): string | undefined {
    return this.seats.size > 0 ? this.failure : undefined;
  }

  join(member: Member): { leave(): Promise<void> } {
    const seat: Seat = {
      member,
      class: hash32(`${member.group} ${[...member.topics].sort().join(' ')}`),
      number: numberOfItsOwn(),
      seated: false,
      leaving: false,
    };
    this.seats.add(seat);
    this.running ??= this.run();
    this.tickSoon();
    return { leave: () => this.leave(seat) };
  }

  /** Soon notifies other processes of new messages. */
  announce(): void {
    if (this.announcing || !this.client) return;
    this.announcing = true;
    void pause(ANNOUNCE_INTERVAL, this.closing.signal).then(async (elapsed) => {
      this.announcing = false;
      if (elapsed) await this.notify();
    });
  }

  async close(): Promise<void> {
    this.closing.abort();
    this.nudge.abort();
    await this.running;
  }

  private async leave(seat: Seat): Promise<void> {
    seat.leaving = true;
    this.seats.delete(seat);
    const released = [...this.held]
      .filter(([, held]) => held.seat === seat)
      .map(([key, held]) => this.release(key, held));
    if (seat.seated) await this.quietly('SELECT pg_advisory_unlock($1::int, $2::int)', [seat.class, seat.number]);
    this.tickSoon();
    await this.notify();
    await Promise.all(released);
  }

  private async run(): Promise<void> {
    const pauses = new GrowingPause(100, 5_000);
    while (!this.closing.signal.aborted) {
      const client = new Client({
        ...connectionOf(this.url),
        application_name: 'stipple broker control',
        connectionTimeoutMillis: TICK_DEADLINE,
        keepAlive: true,
      });
      const over = new AbortController();
      const end = (reason: unknown): void => {
        over.abort(reason);
        this.tickSoon();
      };
      client.on('error', end);
      client.on('end', () => end('the connection has ended'));
      this.closing.signal.addEventListener('abort', () => end('it is being closed'), { signal: over.signal });
      try {
        await client.connect();
        client.on('notification', ({ payload }) => payload !== this.id && this.tickSoon());
        await this.ask(client, { text: `LISTEN ${CHANNEL}` });
        this.client = client;
        await this.tickOn(client, over.signal, pauses);
        this.lose(messageOf(over.signal.reason));
      } catch (error) {
        this.lose(messageOf(error));
      }
      await this.end(client);
      if (!this.closing.signal.aborted) await pause(pauses.next(), this.closing.signal);
    }
  }

  /** Resolves when the connection is over; rejects when a tick fails or takes too long. */
  private async tickOn(client: Client, over: AbortSignal, pauses: GrowingPause): Promise<void> {
    while (!over.aborted) {
      this.nudge = new AbortController();
      const answered = await withTimeout(
        TICK_DEADLINE,
        this.tick(client).then(() => true),
      );
      if (!answered) throw new Error(`PostgreSQL has not answered for ${TICK_DEADLINE / 1_000} s`);
      if (this.failure !== undefined) this.log('info', 'Consumers are connected to PostgreSQL again.');
      this.failure = undefined;
      pauses.reset();
      if (!over.aborted) await pause(this.seats.size > 0 ? TICK : IDLE, this.nudge.signal);
    }
  }

  private async tick(client: Client): Promise<void> {
    const seats = [...this.seats];
    if (seats.length === 0) return;
    for (const seat of seats.filter(({ seated }) => !seated)) await this.sit(client, seat);
    const { rows } = await this.ask<{ ends: Record<string, string[]> | null; members: [number, number][] | null }>(
      client,
      {
        name: 'broker-tick',
        text: `
        SELECT
          (SELECT json_object_agg(topic, next_offset::text[]) FROM broker.topics WHERE topic = ANY ($1)) AS ends,
          (SELECT json_agg(json_build_array(classid::bigint, objid::bigint) ORDER BY objid) FROM pg_locks
           WHERE locktype = 'advisory' AND objsubid = 2 AND granted AND classid::bigint = ANY ($2::bigint[])
             AND database = (SELECT oid FROM pg_database WHERE datname = current_database())) AS members`,
        values: [
          [...new Set(seats.flatMap(({ member }) => member.topics))],
          [...new Set(seats.map((seat) => seat.class))],
        ],
      },
    );
    const ends: Ends = new Map(Object.entries(rows[0]?.ends ?? {}).map(([topic, next]) => [topic, next.map(BigInt)]));
    const members = rows[0]?.members ?? [];
    const missing = seats.flatMap(({ member }) => member.topics.filter((topic) => !ends.has(topic)));
    if (missing.length > 0) {
      await this.makeTopics(missing);
      this.tickSoon();
    }
    const wanted: Held[] = [];
    for (const seat of seats) {
      seat.member.ends(ends);
      const numbers = members.filter(([group]) => group === seat.class).map(([, number]) => number);
      const turn = numbers.indexOf(seat.number);
      const all = [...seat.member.topics]
        .sort()
        .flatMap((topic) => (ends.get(topic) ?? []).map((_, partition) => ({ topic, partition })));
      const mine = new Set(
        all
          .filter((_, nth) => nth % numbers.length === turn)
          .map(({ topic, partition }) => lockOf(seat.member.group, topic, partition)),
      );
      for (const [key, held] of this.held) if (held.seat === seat && !mine.has(key)) void this.release(key, held);
      for (const one of all) {
        const key = lockOf(seat.member.group, one.topic, one.partition);
        if (mine.has(key) && !this.held.has(key)) wanted.push({ seat, ...one });
      }
    }
    if (wanted.length > 0) await this.take(client, wanted);
  }

  private async sit(client: Client, seat: Seat): Promise<void> {
    const { rows } = await this.ask<{ taken: boolean }>(client, {
      text: 'SELECT pg_try_advisory_lock($1::int, $2::int) AS taken',
      values: [seat.class, seat.number],
    });
    if (rows[0]?.taken) {
      seat.seated = true;
      await this.notify();
    } else seat.number = numberOfItsOwn();
  }

  private async take(client: Client, wanted: readonly Held[]): Promise<void> {
    const keys = wanted.map(({ seat, topic, partition }) => lockOf(seat.member.group, topic, partition));
    const { rows } = await this.ask<{ taken: boolean }>(client, {
      name: 'broker-take',
      text: 'SELECT pg_try_advisory_lock(key) AS taken FROM unnest($1::bigint[]) WITH ORDINALITY AS wanted (key, nth) ORDER BY nth',
      values: [keys],
    });
    for (const [nth, held] of wanted.entries()) {
      const key = keys[nth] as string;
      if (!rows[nth]?.taken) continue;
      this.held.set(key, held);
      if (held.seat.leaving) void this.release(key, held);
      else held.seat.member.assign(held.topic, held.partition);
    }
  }

  private release(key: string, held: Held): Promise<void> {
    return (held.released ??= this.giveBack(key, held));
  }

  private async giveBack(key: string, held: Held): Promise<void> {
    await held.seat.member.release(held.topic, held.partition);
    // The connection was lost meanwhile; the partition may be assigned anew.
    if (this.held.get(key) !== held) return;
    this.held.delete(key);
    await this.quietly('SELECT pg_advisory_unlock($1::bigint)', [key]);
    this.tickSoon();
    await this.notify();
  }

  private lose(reason: string): void {
    this.client = undefined;
    if (!this.closing.signal.aborted) {
      if (this.failure === undefined) this.log('warn', 'Consumers have lost PostgreSQL; connecting again.', { reason });
      this.failure = `Consumers are not connected to PostgreSQL: ${reason}.`;
    }
    this.held.clear();
    for (const seat of this.seats) {
      seat.seated = false;
      seat.member.lost(reason);
    }
  }

  private tickSoon(): void {
    this.nudge.abort();
  }

  private async notify(): Promise<void> {
    await this.quietly('SELECT pg_notify($1, $2)', [CHANNEL, this.id]);
  }

  /**
   * Runs a statement whose failure does no harm: a lost connection has the same effect, or the next tick repeats it.
   */
  private async quietly(text: string, values: unknown[]): Promise<void> {
    try {
      if (this.client) await this.ask(this.client, { text, values });
    } catch (error) {
      this.log('debug', 'The embedded broker lost its connection.', { reason: messageOf(error) });
    }
  }

  /** One statement at a time: a `pg` client takes no second one while it waits for the first. */
  private ask<R extends QueryResultRow>(client: Client, query: QueryConfig): Promise<QueryResult<R>> {
    const result = this.asking.then(() => client.query<R>(query));
    this.asking = Promise.allSettled([result]);
    return result;
  }

  private async end(client: Client): Promise<void> {
    try {
      await withTimeout(1_000, client.end());
    } catch (error) {
      this.log('debug', 'A connection was not ended.', { reason: messageOf(error) });
    }
  }
}

const numberOfItsOwn = (): number => randomInt(1, 2 ** 31 - 1);
const hash32 = (text: string): number => createHash('sha256').update(text).digest().readUInt32BE() >>> 1;
const lockOf = (group: string, topic: string, partition: number): string =>
  createHash('sha256').update(`${group} ${topic} ${partition}`).digest().readBigInt64BE().toString();
