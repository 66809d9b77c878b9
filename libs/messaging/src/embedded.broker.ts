import { connectionOf } from '@stipple/local-servers/connection';
import { Pool } from 'pg';
import { messageOf } from '@stipple/text';
import { withTimeout } from '@stipple/time';
import { tryFor } from './attempts.js';
import { checkConsumption } from './consumption.js';
import type { Broker, Consumer, Consumption, Log, Message } from './broker.js';
import { EmbeddedConsumer } from './embedded.consumer.js';
import { EmbeddedControl } from './embedded.control.js';
import { EmbeddedLog, type Ends } from './embedded.log.js';
import { Sender } from './sender.js';
import { keptFor, recordsFor } from './topics.js';

export interface EmbeddedBrokerOptions {
  /**
   * `postgresql://` URL that connects as role `stipple_broker` to the database in which `brokerMigrations` were run.
   */
  url: string;
  log: Log;
  /** Milliseconds; 10,000 by default. */
  publishDeadline?: number;
  /** Partitions of a topic that this broker makes; 3 by default. */
  partitions?: number;
}

const STOP_DEADLINE = 5_000;
/** Milliseconds in which PostgreSQL has to answer one statement. */
const STATEMENT_DEADLINE = 5_000;
const TIDY_FIRST = 60_000;
const TIDY_EVERY = 3_600_000;
const GROUP_GONE_AFTER = 90 * 86_400_000;

/**
 * A broker on PostgreSQL, for the one-process shape. Consumers in this process wake at once, those of other processes
 * within about 50 ms. Once an hour it removes old messages (`tidy`). Make one for the whole process: all consumers
 * share its few connections.
 */
export class EmbeddedBroker implements Broker {
  private readonly pool: Pool;
  private readonly messages: EmbeddedLog;
  private readonly control: EmbeddedControl;
  private readonly sender: Sender;
  private readonly consumers = new Map<EmbeddedConsumer, { leave(): Promise<void> }>();
  private readonly deadline: number;
  private readonly closing = new AbortController();
  private tidying: NodeJS.Timeout;
  private closed: Promise<void> | undefined;

  constructor(private readonly options: EmbeddedBrokerOptions) {
    const { url, log, publishDeadline = 10_000 } = options;
    this.deadline = publishDeadline;
    this.pool = new Pool({
      ...connectionOf(url),
      application_name: 'stipple broker',
      max: 5,
      connectionTimeoutMillis: STATEMENT_DEADLINE,
      statement_timeout: STATEMENT_DEADLINE,
      query_timeout: STATEMENT_DEADLINE,
    });
    this.pool.on('error', (error) => log('debug', 'An idle connection ended.', { reason: error.message }));
    this.messages = new EmbeddedLog(this.pool);
    this.control = new EmbeddedControl(url, (topics) => this.make(topics), log);
    this.sender = new Sender(
      {
        transmit: async (topic, records) =>
          this.written(new Map([[topic, await this.messages.append(topic, records)]])),
        // The statement's own deadline ends it.
        abandon: () => undefined,
        probe: async () => void (await this.pool.query('SELECT 1')),
      },
      publishDeadline,
      log,
    );
    this.tidying = this.tidyIn(TIDY_FIRST);
  }

  async ensureTopics(topics: readonly string[]): Promise<void> {
    if (topics.length === 0) return;
    await tryFor(this.deadline, `The topics ${topics.join(', ')} could not be made`, this.closing.signal, () =>
      this.make(topics),
    );
  }

  async publish(topic: string, messages: readonly Message[]): Promise<void> {
    await this.sender.send(topic, recordsFor(topic, messages));
  }

  async consume(consumption: Consumption): Promise<Consumer> {
    checkConsumption(consumption, this.closing.signal.aborted);
    const consumer = new EmbeddedConsumer(consumption, this.messages, this.options.log);
    const seat = this.control.join(consumer);
    this.consumers.set(consumer, seat);
    await consumer.started;
    return { stop: () => this.stop(consumer) };
  }

  problem(): string | undefined {
    if (this.closing.signal.aborted) return 'The broker has been closed.';
    const { problem } = this.sender;
    return problem === undefined ? this.control.problem : `PostgreSQL does not take messages: ${problem}.`;
  }

  /**
   * Removes messages that every group has read and that are older than 30 days (dead letters: 180). A group without a
   * process for 90 days counts as gone. Answers how many messages were removed.
   */
  async tidy(now = new Date()): Promise<number> {
    const readings = [...this.consumers.keys()].flatMap((consumer) => consumer.readings());
    if (readings.length > 0) await this.messages.note(readings, now);
    await this.messages.forget(new Date(now.getTime() - GROUP_GONE_AFTER));
    let removed = 0;
    for (const { topic, partition, floor } of await this.messages.floors())
      for (let some = -1; some !== 0 && !this.closing.signal.aborted; removed += some)
        some = await this.messages.trim(topic, partition, new Date(now.getTime() - keptFor(topic)), floor);
    return removed;
  }

  close(): Promise<void> {
    return (this.closed ??= this.end());
  }

  private async end(): Promise<void> {
    this.closing.abort();
    clearTimeout(this.tidying);
    await Promise.all([...this.consumers.keys()].map((consumer) => this.stop(consumer)));
    this.sender.close();
    await this.control.close();
    await withTimeout(STATEMENT_DEADLINE, this.pool.end());
  }

  private tidyIn(milliseconds: number): NodeJS.Timeout {
    const tidyUp = async (): Promise<void> => {
      try {
        await this.tidy();
      } catch (error) {
        if (!this.closing.signal.aborted)
          this.options.log('warn', 'Old messages were not removed; it is tried again in an hour.', {
            reason: messageOf(error),
          });
      }
      if (!this.closing.signal.aborted) this.tidying = this.tidyIn(TIDY_EVERY);
    };
    return setTimeout(() => void tidyUp(), milliseconds).unref();
  }

  private make(topics: readonly string[]): Promise<void> {
    return this.messages.make(topics, this.options.partitions ?? 3);
  }

  private async stop(consumer: EmbeddedConsumer): Promise<void> {
    const seat = this.consumers.get(consumer);
    this.consumers.delete(consumer);
    if (seat) await withTimeout(STOP_DEADLINE, seat.leave());
  }

  private written(ends: Ends): void {
    for (const consumer of this.consumers.keys()) consumer.ends(ends);
    this.control.announce();
  }
}
