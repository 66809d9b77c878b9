import { Partitioners, type ICustomPartitioner, type Producer } from 'kafkajs';
import { withTimeout } from '@stipple/time';
import type { Log } from './broker.js';
import type { OutgoingRecord } from './cloud-events.js';
import { RETRIES, kafkaClient, type KafkaClient } from './kafka.client.js';
import type { KafkaServers } from './kafka.servers.js';
import type { Line } from './sender.js';

interface Connected {
  client: KafkaClient;
  producer: Producer;
}

/**
 * One idempotent producer, and a new one after any failure. A batch that we gave up may still have been written. If the
 * next batch bore the same producer id and sequence, Kafka would take it for a repetition and drop it.
 */
export class KafkaProducer implements Line {
  private connected: Connected | undefined;
  private connecting: KafkaClient | undefined;
  private closed = false;
  /** The partitions that the batch being sent goes to. */
  private readonly partitions = new Set<number>();

  constructor(
    private readonly servers: KafkaServers,
    private readonly clientId: string,
    private readonly log: Log,
  ) {}

  async transmit(topic: string, records: readonly OutgoingRecord[]): Promise<void> {
    const { producer } = await this.connect();
    try {
      this.partitions.clear();
      const written = await producer.sendBatch({
        acks: -1,
        timeout: 10_000,
        topicMessages: [{ topic, messages: records.map((record) => ({ ...record })) }],
      });
      // During a retry kafkajs loses a partition whose leader moves to a broker that has already answered.
      const acknowledged = new Set(written.map(({ partition }) => partition));
      for (const partition of this.partitions)
        if (!acknowledged.has(partition))
          throw new Error(`Kafka has not acknowledged partition ${partition} of ${topic}`);
    } catch (error) {
      this.drop();
      throw error;
    }
  }

  async probe(): Promise<void> {
    await this.connect();
  }

  abandon(): void {
    this.connecting?.cut();
    this.drop();
  }

  async close(): Promise<void> {
    this.closed = true;
    const connected = this.connected;
    this.connected = undefined;
    this.connecting?.cut();
    if (!connected) return;
    await withTimeout(1_000, this.disconnect(connected.producer));
    connected.client.cut();
  }

  private async connect(): Promise<Connected> {
    if (this.closed) throw new Error('the broker has been closed');
    if (this.connected) return this.connected;
    const client = kafkaClient(this.servers, this.clientId, this.log);
    this.connecting = client;
    try {
      const producer = client.kafka.producer({
        idempotent: true,
        maxInFlightRequests: 1,
        allowAutoTopicCreation: false,
        createPartitioner: this.partitioner,
        retry: RETRIES,
      });
      await producer.connect();
      this.connected = { client, producer };
      return this.connected;
    } catch (error) {
      client.cut();
      throw error;
    } finally {
      this.connecting = undefined;
    }
  }

  private drop(): void {
    const connected = this.connected;
    this.connected = undefined;
    if (!connected) return;
    connected.client.cut();
    void this.disconnect(connected.producer);
  }

  private async disconnect(producer: Producer): Promise<void> {
    try {
      await producer.disconnect();
    } catch (error) {
      this.log('debug', 'A producer was not disconnected.', { reason: String(error) });
    }
  }

  /** Chooses partitions by murmur2 of the key, as Java's client does, and notes them. */
  private readonly partitioner: ICustomPartitioner = () => {
    const choose = Partitioners.DefaultPartitioner();
    return (record) => {
      const partition = choose(record);
      this.partitions.add(partition);
      return partition;
    };
  };
}
