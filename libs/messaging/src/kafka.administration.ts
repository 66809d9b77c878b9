import kafkajs, { type Admin } from 'kafkajs';
import { messageOf } from '@stipple/text';
import { withTimeout } from '@stipple/time';
import type { Log } from './broker.js';
import { RETRIES, kafkaClient, type KafkaClient } from './kafka.client.js';
import type { KafkaServers } from './kafka.servers.js';
import type { Bounds } from './partition-reader.js';
import { keptFor } from './topics.js';

// In a CommonJS module Node finds these only by the default export.
const { ConfigResourceTypes, ConfigSource } = kafkajs;

const RETENTION = 'retention.ms';

interface Session {
  client: KafkaClient;
  admin: Admin;
  connected: Promise<void>;
  users: number;
}

/** How topics are made. */
export interface TopicForm {
  partitions: number;
  /** Copies of each partition; as many as there are brokers, three at most, unless given. */
  replicas?: number;
}

/**
 * Makes topics and asks for their bounds. Both are rare, so it connects only while somebody asks; concurrent calls
 * share the connection.
 */
export class KafkaAdministration {
  private session: Session | undefined;

  constructor(
    private readonly servers: KafkaServers,
    private readonly clientId: string,
    private readonly log: Log,
  ) {}

  /**
   * Makes the missing topics, and checks that all have leaders and keep messages as long as stated. One attempt:
   * rejects when it fails or takes longer than `milliseconds`.
   */
  makeTopics(topics: readonly string[], form: TopicForm, milliseconds: number): Promise<void> {
    return this.ask(milliseconds, async (admin) => {
      const wanted = [...new Set(topics)];
      const existing = new Set(await admin.listTopics());
      const missing = wanted.filter((topic) => !existing.has(topic));
      if (missing.length > 0) await this.make(admin, missing, form);
      // Another process may have made them a moment ago: they may have no leaders yet.
      const made = await admin.fetchTopicMetadata({ topics: wanted });
      for (const topic of made.topics)
        if (topic.partitions.length === 0 || topic.partitions.some(({ leader }) => leader < 0))
          throw new Error(`the topic ${topic.name} has no leader yet`);
      await this.limit(
        admin,
        wanted.filter((topic) => !missing.includes(topic)),
      );
    });
  }

  bounds(topic: string, partition: number, milliseconds: number): Promise<Bounds> {
    return this.ask(milliseconds, async (admin) => {
      const found = (await admin.fetchTopicOffsets(topic)).find((one) => one.partition === partition);
      if (!found) throw new Error(`the topic ${topic} has no partition ${partition}`);
      return { low: BigInt(found.low), high: BigInt(found.high) };
    });
  }

  private async make(
    admin: Admin,
    topics: readonly string[],
    { partitions: numPartitions, replicas }: TopicForm,
  ): Promise<void> {
    const { brokers } = await admin.describeCluster();
    const replicationFactor = replicas ?? Math.min(3, brokers.length);
    const insync = { name: 'min.insync.replicas', value: `${Math.max(1, replicationFactor - 1)}` };
    const made = topics.map((topic) => ({
      topic,
      numPartitions,
      replicationFactor,
      configEntries: [insync, { name: RETENTION, value: `${keptFor(topic)}` }],
    }));
    // A topic that another process makes at the same time is no error.
    await admin.createTopics({ topics: made });
  }

  /**
   * Sets the retention of topics that were made otherwise. Topics that this user may not change are left to their own
   * context.
   */
  private async limit(admin: Admin, topics: readonly string[]): Promise<void> {
    const entryOf = async (topic: string) => {
      const { resources } = await admin.describeConfigs({
        includeSynonyms: false,
        resources: [{ type: ConfigResourceTypes.TOPIC, name: topic, configNames: [RETENTION] }],
      });
      return resources[0]?.configEntries.find(({ configName }) => configName === RETENTION)?.configValue;
    };
    for (const topic of topics) {
      const value = `${keptFor(topic)}`;
      try {
        if ((await entryOf(topic)) === value) continue;
        await keepAsStated(admin, topic, value);
        this.log('info', 'A topic keeps its messages for another time than before.', { topic, milliseconds: value });
      } catch (error) {
        if (!isNotAllowed(error)) throw error;
      }
    }
  }

  private async ask<T>(milliseconds: number, work: (admin: Admin) => Promise<T>): Promise<T> {
    const session = (this.session ??= this.open());
    session.users++;
    try {
      const answer = await withTimeout(
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
    const client = kafkaClient(this.servers, this.clientId, this.log);
    const admin = client.kafka.admin({ retry: RETRIES });
    return { client, admin, connected: admin.connect(), users: 0 };
  }

  /** The next call connects anew. */
  private leave(session: Session): void {
    if (this.session === session) this.session = undefined;
  }

  private async end({ client, admin }: Session): Promise<void> {
    try {
      await withTimeout(500, admin.disconnect());
    } catch (error) {
      this.log('debug', 'An administrator was not disconnected.', { reason: messageOf(error) });
    }
    client.cut();
  }
}

const isNotAllowed = (error: unknown): boolean =>
  error instanceof Error && 'type' in error && error.type === 'TOPIC_AUTHORIZATION_FAILED';

/** Kafka replaces all of a topic's settings at once, so the settings that it has already are sent again. */
async function keepAsStated(admin: Admin, name: string, value: string): Promise<void> {
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: [{ type: ConfigResourceTypes.TOPIC, name }],
  });
  const given = (resources[0]?.configEntries ?? []).filter(
    ({ isDefault, configSource, configName }) =>
      !isDefault && Number(configSource) === ConfigSource.TOPIC_CONFIG && configName !== RETENTION,
  );
  const configEntries = [
    ...given.map(({ configName, configValue }) => ({ name: configName, value: configValue })),
    { name: RETENTION, value },
  ];
  await admin.alterConfigs({
    validateOnly: false,
    resources: [{ type: ConfigResourceTypes.TOPIC, name, configEntries }],
  });
}
