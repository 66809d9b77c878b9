import { tryFor } from './attempts.js';
import { checkConsumption } from './consumption.js';
import { BrokerUnavailable, type Broker, type Consumer, type Consumption, type Log, type Message } from './broker.js';
import { KafkaAdministration, type TopicForm } from './kafka.administration.js';
import { KafkaConsumer } from './kafka.consumer.js';
import { diagnosis } from './kafka.diagnosis.js';
import { KafkaProducer } from './kafka.producer.js';
import type { KafkaServers } from './kafka.servers.js';
import { Sender } from './sender.js';
import { recordsFor } from './topics.js';

export interface KafkaBrokerOptions extends KafkaServers {
  /** The process's name in Kafka's own logs and metrics. */
  clientId: string;
  log: Log;
  /** Milliseconds; 10,000 by default. */
  publishDeadline?: number;
  /** Partitions of a topic that this broker makes; 3 by default. Increasing them later loses the order per subject. */
  partitions?: number;
  /** Copies of each partition of a topic made here; by default one for each Kafka broker, at most three. */
  replicas?: number;
}

/**
 * Apache Kafka by kafkajs, tried against 4.3. Messages are kept for 30 days and dead letters for 180 (`topics.ts`);
 * topics made otherwise are altered. `stipple republish` sends older messages again from the log.
 */
export class KafkaBroker implements Broker {
  private readonly producer: KafkaProducer;
  private readonly sender: Sender;
  private readonly consumers = new Set<KafkaConsumer>();
  private readonly administration: KafkaAdministration;
  private readonly deadline: number;
  private readonly form: TopicForm;
  private readonly closing = new AbortController();
  private closed: Promise<void> | undefined;

  constructor(private readonly options: KafkaBrokerOptions) {
    if (options.brokers.length === 0) throw new TypeError('Kafka needs the host:port of at least one broker.');
    const { clientId, log, publishDeadline = 10_000, partitions = 3, replicas } = options;
    this.deadline = publishDeadline;
    this.form = { partitions, ...(replicas === undefined ? {} : { replicas }) };
    this.administration = new KafkaAdministration(options, clientId, log);
    this.producer = new KafkaProducer(options, clientId, log);
    this.sender = new Sender(this.producer, this.deadline, log);
  }

  async ensureTopics(topics: readonly string[]): Promise<void> {
    const wanted = [...new Set(topics)];
    if (wanted.length === 0) return;
    await tryFor(this.deadline, `The topics ${wanted.join(', ')} could not be made`, this.closing.signal, (left) =>
      this.administration.makeTopics(wanted, this.form, left),
    ).catch(async (error: unknown) => {
      const why =
        error instanceof BrokerUnavailable && !this.closing.signal.aborted ? await diagnosis(this.options) : undefined;
      throw why === undefined
        ? error
        : new BrokerUnavailable(`${why} (Tried for ${this.deadline / 1_000} s.)`, { cause: error });
    });
  }

  async publish(topic: string, messages: readonly Message[]): Promise<void> {
    await this.sender.send(topic, recordsFor(topic, messages));
  }

  async consume(consumption: Consumption): Promise<Consumer> {
    checkConsumption(consumption, this.closing.signal.aborted);
    const { clientId, log } = this.options;
    const consumer = new KafkaConsumer(consumption, {
      servers: this.options,
      clientId,
      log,
      ensureTopics: (topics) => this.administration.makeTopics(topics, this.form, this.deadline),
      bounds: (topic, partition) => this.administration.bounds(topic, partition, this.deadline),
    });
    this.consumers.add(consumer);
    await consumer.started;
    return {
      stop: async () => {
        await consumer.stop();
        this.consumers.delete(consumer);
      },
    };
  }

  problem(): string | undefined {
    if (this.closing.signal.aborted) return 'The broker has been closed.';
    const { problem } = this.sender;
    if (problem !== undefined) return `Kafka does not take messages: ${problem}.`;
    for (const consumer of this.consumers) if (consumer.problem !== undefined) return consumer.problem;
    return undefined;
  }

  close(): Promise<void> {
    return (this.closed ??= this.end());
  }

  private async end(): Promise<void> {
    this.closing.abort();
    await Promise.all([...this.consumers].map((consumer) => consumer.stop()));
    this.consumers.clear();
    this.sender.close();
    await this.producer.close();
  }
}
