import type { Admin } from 'kafkajs';
import type { Log } from './broker.js';
import { RETRIES, kafkaClient, type KafkaClient } from './kafka.client.js';
import type { Bounds } from './partition-reader.js';
import { reasonOf, within } from './pause.js';

interface Session {
  client: KafkaClient;
  admin: Admin;
  connected: Promise<void>;
  users: number;
}

/** What is asked of Kafka seldom: topics and their bounds. Connected only while somebody asks; who asks at the same time shares. */
export class KafkaAdministration {
  private session: Session | undefined;

  constructor(
    private readonly brokers: readonly string[],
    private readonly clientId: string,
    private readonly log: Log,
  ) {}

  /** Makes the topics that do not exist, and sees that all have leaders. One attempt; rejects when it fails or takes longer. */
  makeTopics(topics: readonly string[], partitions: number, milliseconds: number): Promise<void> {
    return this.ask(milliseconds, async (admin) => {
      const wanted = [...new Set(topics)];
      const existing = new Set(await admin.listTopics());
      const missing = wanted.filter((topic) => !existing.has(topic));
      if (missing.length > 0) await this.make(admin, missing, partitions);
      // Made by somebody else a moment ago, they may still be without leaders.
      const made = await admin.fetchTopicMetadata({ topics: wanted });
      for (const topic of made.topics)
        if (topic.partitions.length === 0 || topic.partitions.some(({ leader }) => leader < 0)) throw new Error(`the topic ${topic.name} has no leader yet`);
    });
  }

  bounds(topic: string, partition: number, milliseconds: number): Promise<Bounds> {
    return this.ask(milliseconds, async (admin) => {
      const found = (await admin.fetchTopicOffsets(topic)).find((one) => one.partition === partition);
      if (!found) throw new Error(`the topic ${topic} has no partition ${partition}`);
      return { low: BigInt(found.low), high: BigInt(found.high) };
    });
  }

  private async make(admin: Admin, topics: readonly string[], numPartitions: number): Promise<void> {
    const { brokers } = await admin.describeCluster();
    const replicationFactor = Math.min(3, brokers.length);
    const configEntries = [
      { name: 'min.insync.replicas', value: `${Math.max(1, replicationFactor - 1)}` },
      { name: 'retention.ms', value: '-1' },
    ];
    // Those that somebody else makes at the same time are no error.
    await admin.createTopics({ topics: topics.map((topic) => ({ topic, numPartitions, replicationFactor, configEntries })) });
  }

  private async ask<T>(milliseconds: number, work: (admin: Admin) => Promise<T>): Promise<T> {
    const session = (this.session ??= this.open());
    session.users++;
    try {
      const answer = await within(
        milliseconds,
        session.connected.then(async () => ({ result: await work(session.admin) })),
      );
      if (!answer) throw new Error('Kafka has not answered');
      return answer.result;
    } catch (error) {
      this.leave(session);
      throw error;
    } finally {
      if (--session.users === 0) {
        this.leave(session);
        void this.end(session);
      }
    }
  }

  private open(): Session {
    const client = kafkaClient(this.brokers, this.clientId, this.log);
    const admin = client.kafka.admin({ retry: RETRIES });
    return { client, admin, connected: admin.connect(), users: 0 };
  }

  /** Whoever asks next connects anew. */
  private leave(session: Session): void {
    if (this.session === session) this.session = undefined;
  }

  private async end({ client, admin }: Session): Promise<void> {
    try {
      await within(500, admin.disconnect());
    } catch (error) {
      this.log('debug', 'An administrator was not disconnected.', { reason: reasonOf(error) });
    }
    client.cut();
  }
}
