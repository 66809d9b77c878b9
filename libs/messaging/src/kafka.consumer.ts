import type { Consumer as KafkaJsConsumer, EachBatchPayload } from 'kafkajs';
import { messageOf } from '@stipple/text';
import { pause, withTimeout } from '@stipple/time';
import type { Consumer, Consumption, Delivered, Log } from './broker.js';
import { fromRecord } from './cloud-events.js';
import { RETRIES, kafkaClient } from './kafka.client.js';
import type { KafkaServers } from './kafka.servers.js';
import { leaveBehind } from './kafka.membership.js';
import { PartitionReader, type Bounds } from './partition-reader.js';
import { GrowingPause } from './growing-pause.js';

/** The group notices a dead member after this long: the least that brokers accept by default. All in milliseconds. */
const SESSION_TIMEOUT = 6_000;
/**
 * How long the group waits for each member when it shares partitions out anew. Ours answer within about 2.5 s:
 * heartbeat, fetch and `ATTACHED`.
 */
const REBALANCE_TIMEOUT = 10_000;
const HEARTBEAT_INTERVAL = 1_000;
/**
 * A fetch without data waits this long at the broker; stopping, resuming and heartbeats wait for it. With data the
 * broker answers at once.
 */
const FETCH_WAIT = 500;
/** How long kafkajs waits for `handle` before it goes on with other partitions and leaves this one paused. */
const ATTACHED = 1_000;
/**
 * After this long without a fetch, a topic may have been made anew unseen. A member that is away this long altogether
 * has left the group.
 */
export const UNSEEN = SESSION_TIMEOUT;
const STOP_DEADLINE = 5_000;
const HINT_INTERVAL = 1_000;
/** kafkajs consumers sometimes stop silently: one without a sign of life for this long is made anew. */
const SILENCE = 30_000;

export interface KafkaConsumerOptions {
  servers: KafkaServers;
  clientId: string;
  log: Log;
  ensureTopics(topics: readonly string[]): Promise<void>;
  bounds(topic: string, partition: number): Promise<Bounds>;
}

const keyOf = (topic: string, partition: number): string => `${topic} ${partition}`;

/** One member of a group. When its kafkajs consumer crashes, it makes a new one, with growing pauses. */
export class KafkaConsumer implements Consumer {
  private readonly stopping = new AbortController();
  private readonly supervision: Promise<void>;
  /** The present assignment's readers. */
  private readonly readers = new Map<string, PartitionReader>();
  /** The last reader of each partition, in this or an earlier assignment. */
  private readonly latest = new Map<string, PartitionReader>();
  private failure: string | undefined;
  /** When we sent the last heartbeat that the group's coordinator confirmed. Epoch milliseconds. */
  private confirmed = 0;
  private settleStarted: () => void = () => undefined;
  /** Resolves when the group was joined for the first time, or the first attempt failed. */
  readonly started = new Promise<void>((resolve) => (this.settleStarted = resolve));

  constructor(
    private readonly consumption: Consumption,
    private readonly options: KafkaConsumerOptions,
  ) {
    this.supervision = this.supervise();
  }

  /** Why this consumer cannot read now; undefined while it is a member of its group. */
  get problem(): string | undefined {
    return this.failure;
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    this.settleStarted();
    await this.supervision;
  }

  private async supervise(): Promise<void> {
    const { log } = this.options;
    const pauses = new GrowingPause(200, 5_000);
    while (!this.stopping.signal.aborted) {
      const ended = await this.live(() => pauses.reset());
      this.settleStarted();
      if (this.stopping.signal.aborted) break;
      log(this.failure === undefined ? 'warn' : 'debug', 'A consumer has lost Kafka; connecting again.', {
        group: this.consumption.group,
        reason: ended,
      });
      this.failure = `The consumer of group ${this.consumption.group} is not connected to Kafka: ${ended}.`;
      await pause(pauses.next(), this.stopping.signal);
    }
  }

  /** Runs one kafkajs consumer from connecting to its end. Answers why it ended; never rejects. */
  private async live(joined: () => void): Promise<string> {
    const { consumption, options } = this;
    const client = kafkaClient(options.servers, options.clientId, options.log);
    const consumer = client.kafka.consumer({
      groupId: consumption.group,
      sessionTimeout: SESSION_TIMEOUT,
      rebalanceTimeout: REBALANCE_TIMEOUT,
      heartbeatInterval: HEARTBEAT_INTERVAL,
      maxWaitTimeInMs: FETCH_WAIT,
      minBytes: 1,
      maxBytesPerPartition: 1_048_576,
      maxBytes: 8_388_608,
      allowAutoTopicCreation: false,
      // Only `KafkaConsumer` restarts, never kafkajs by itself.
      retry: { ...RETRIES, restartOnFailure: () => Promise.resolve(false) },
    });
    const life = new AbortController();
    const hints = new Hints(consumer, life.signal, options.log);
    let memberId: string | undefined;
    this.confirmed = Date.now();
    const ended = this.end(consumer, life.signal);
    try {
      let asked = Date.now();
      consumer.on(consumer.events.REQUEST, ({ payload }) => {
        if (payload.apiName === 'Heartbeat') asked = payload.sentAt;
      });
      consumer.on(consumer.events.HEARTBEAT, () => (this.confirmed = asked));
      consumer.on(consumer.events.REBALANCING, () => this.retireReaders());
      consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
        this.confirmed = Date.now();
        memberId = payload.memberId;
        if (this.failure !== undefined)
          options.log('info', 'A consumer is connected to Kafka again.', { group: consumption.group });
        this.failure = undefined;
        this.assign(consumer, hints, payload.memberAssignment);
        joined();
        this.settleStarted();
      });
      return await Promise.race([ended, this.start(consumer, hints, life.signal).then(() => ended)]);
    } catch (error) {
      return messageOf(error);
    } finally {
      this.retireReaders();
      if (this.stopping.signal.aborted) {
        await withTimeout(STOP_DEADLINE, Promise.all([...this.latest.values()].map((reader) => reader.settled())));
        await withTimeout(1_000, hints.give());
      }
      life.abort();
      await withTimeout(2_000, this.disconnect(consumer));
      client.cut();
      if (memberId !== undefined && !this.stopping.signal.aborted) leaveBehind(consumption.group, memberId);
    }
  }

  private async start(consumer: KafkaJsConsumer, hints: Hints, life: AbortSignal): Promise<void> {
    const { topics } = this.consumption;
    await this.options.ensureTopics(topics);
    await consumer.connect();
    await consumer.subscribe({ topics: [...topics], fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: 32,
      eachBatch: (payload) => this.eachBatch(consumer, hints, life, payload),
    });
  }

  /** Resolves, saying why, when the consumer has crashed, fallen silent or is being stopped. */
  private async end(consumer: KafkaJsConsumer, life: AbortSignal): Promise<string> {
    const crashed = new Promise<string>((resolve) => {
      consumer.on(consumer.events.CRASH, ({ payload }) => resolve(messageOf(payload.error)));
      life.addEventListener('abort', () => resolve('it has ended'));
      this.stopping.signal.addEventListener('abort', () => resolve('it is being stopped'), { signal: life });
    });
    for (;;) {
      const reason = await withTimeout(SILENCE / 6, crashed);
      if (reason !== undefined) return reason;
      if (Date.now() - this.confirmed > SILENCE) return `nothing has been heard of it for ${SILENCE / 1_000} s`;
    }
  }

  private assign(consumer: KafkaJsConsumer, hints: Hints, assignment: Record<string, number[]>): void {
    this.retireReaders();
    for (const [topic, partitions] of Object.entries(assignment)) {
      // kafkajs may keep a pause from the assignment before.
      consumer.resume([{ topic, partitions }]);
      for (const partition of partitions) {
        const key = keyOf(topic, partition);
        const { consumption, options } = this;
        const reader = new PartitionReader(
          { topic, partition, consumption, bounds: options.bounds, log: options.log, owned: () => this.owned() },
          this.latest.get(key),
        );
        this.readers.set(key, reader);
        this.latest.set(key, reader);
        hints.forget(key);
        void reader.locate().then((position) => this.goOn(consumer, reader, topic, partition, position));
      }
    }
  }

  private owned(): boolean {
    return !this.stopping.signal.aborted && Date.now() - this.confirmed < SESSION_TIMEOUT;
  }

  private retireReaders(): void {
    for (const reader of this.readers.values()) reader.retire();
    this.readers.clear();
  }

  private async eachBatch(
    consumer: KafkaJsConsumer,
    hints: Hints,
    life: AbortSignal,
    { batch, resolveOffset }: EachBatchPayload,
  ): Promise<void> {
    const { topic, partition } = batch;
    const reader = this.readers.get(keyOf(topic, partition));
    if (!reader) {
      // Retired: without a pause kafkajs would fetch the same again at once.
      await pause(100, life);
      return;
    }
    // Messages that arrive before the position is known may start elsewhere: fetch again from the position.
    const located = reader.position !== undefined;
    const work = located ? reader.deliver(deliveredFrom(batch)) : reader.locate();
    const position = await withTimeout(ATTACHED, work);
    if (position !== undefined) {
      if (located && position === BigInt(batch.lastOffset()) + 1n) resolveOffset(batch.lastOffset());
      else this.goOn(consumer, reader, topic, partition, position);
      hints.take(topic, partition, position);
    } else if (!reader.retired) {
      consumer.pause([{ topic, partitions: [partition] }]);
      const paused = Date.now();
      void work.then(async (later) => {
        const unseen = later !== undefined && Date.now() - paused > UNSEEN;
        this.goOn(consumer, reader, topic, partition, unseen ? await reader.revisit() : later);
        if (later !== undefined && reader.current) hints.take(topic, partition, later);
      });
    }
  }

  private goOn(
    consumer: KafkaJsConsumer,
    reader: PartitionReader,
    topic: string,
    partition: number,
    position: bigint | undefined,
  ): void {
    if (position === undefined || this.readers.get(keyOf(topic, partition)) !== reader) return;
    try {
      consumer.seek({ topic, partition, offset: `${position}` });
      consumer.resume([{ topic, partitions: [partition] }]);
    } catch (error) {
      // The consumer has crashed and not yet said so. The next one asks where to begin.
      this.options.log('debug', 'A partition was not resumed.', { topic, partition, reason: messageOf(error) });
    }
  }

  private async disconnect(consumer: KafkaJsConsumer): Promise<void> {
    try {
      await consumer.disconnect();
    } catch (error) {
      this.options.log('debug', 'A consumer was not disconnected.', { reason: messageOf(error) });
    }
  }
}

function deliveredFrom(batch: EachBatchPayload['batch']): Delivered[] {
  return batch.messages.map(({ offset, key, value, headers }) => fromRecord(BigInt(offset), { key, value, headers }));
}

/**
 * Commits to Kafka how far a group has come, at most once a second. Lag monitors read it, and the first fetch after
 * joining mostly starts at the right place. The position itself always comes from the consumer's own database.
 */
class Hints {
  private readonly offsets = new Map<string, { topic: string; partition: number; offset: string }>();
  private scheduled = false;

  constructor(
    private readonly consumer: KafkaJsConsumer,
    private readonly life: AbortSignal,
    private readonly log: Log,
  ) {}

  take(topic: string, partition: number, position: bigint): void {
    this.offsets.set(keyOf(topic, partition), { topic, partition, offset: `${position}` });
    if (this.scheduled) return;
    this.scheduled = true;
    void pause(HINT_INTERVAL, this.life).then((elapsed) => (elapsed ? this.give() : undefined));
  }

  forget(key: string): void {
    this.offsets.delete(key);
  }

  async give(): Promise<void> {
    const offsets = [...this.offsets.values()];
    this.offsets.clear();
    this.scheduled = false;
    try {
      if (offsets.length > 0) await this.consumer.commitOffsets(offsets);
    } catch (error) {
      this.log('debug', 'Kafka was not told how far the group has come.', { reason: messageOf(error) });
    }
  }
}
