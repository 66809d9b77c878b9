import { tryFor } from './attempts.js';
import { BrokerUnavailable, type Broker, type Consumer, type Consumption, type Log, type Message } from './broker.js';
import { toRecord } from './cloud-events.js';
import { KafkaAdministration } from './kafka.administration.js';
import { KafkaConsumer } from './kafka.consumer.js';
import { KafkaProducer } from './kafka.producer.js';
import { Sender } from './sender.js';

export interface KafkaBrokerOptions {
  /** `host:port` of one broker or several. */
  brokers: readonly string[];
  /** What Kafka's own logs and metrics call us: the process's name. */
  clientId: string;
  log: Log;
  /** Milliseconds; 10,000 by default. */
  publishDeadline?: number;
  /** Of topics made here; 3 by default. Order per subject is lost where a topic's partitions are increased later. */
  partitions?: number;
}

/**
 * Apache Kafka by kafkajs, tried against 4.3. Topics are made with `retention.ms` -1: nothing is removed unless an operator says so, because a
 * context that joins later reads from the beginning.
 */
export class KafkaBroker implements Broker {
  private readonly producer: KafkaProducer;
  private readonly sender: Sender;
  private readonly consumers = new Set<KafkaConsumer>();
  private readonly administration: KafkaAdministration;
  private readonly deadline: number;
  private readonly partitions: number;
  private readonly closing = new AbortController();
  private closed: Promise<void> | undefined;

  constructor(private readonly options: KafkaBrokerOptions) {
    if (options.brokers.length === 0) throw new TypeError('Kafka needs the host:port of at least one broker.');
    const { brokers, clientId, log, publishDeadline = 10_000, partitions = 3 } = options;
    this.deadline = publishDeadline;
    this.partitions = partitions;
    this.administration = new KafkaAdministration(brokers, clientId, log);
    this.producer = new KafkaProducer(brokers, clientId, log);
    this.sender = new Sender(this.producer, this.deadline, log);
  }

  async ensureTopics(topics: readonly string[]): Promise<void> {
    const wanted = [...new Set(topics)];
    if (wanted.length === 0) return;
    await tryFor(this.deadline, `The topics ${wanted.join(', ')} could not be made`, this.closing.signal, (left) =>
      this.administration.makeTopics(wanted, this.partitions, left),
    );
  }

  async publish(topic: string, messages: readonly Message[]): Promise<void> {
    await this.sender.send(topic, messages.map(toRecord));
  }

  async consume(consumption: Consumption): Promise<Consumer> {
    if (this.closing.signal.aborted) throw new BrokerUnavailable('The broker has been closed.');
    if (consumption.topics.length === 0) throw new TypeError(`The consumer of group ${consumption.group} names no topic.`);
    const { brokers, clientId, log } = this.options;
    const consumer = new KafkaConsumer(consumption, {
      brokers,
      clientId,
      log,
      ensureTopics: (topics) => this.administration.makeTopics(topics, this.partitions, this.deadline),
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
