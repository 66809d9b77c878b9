import { deadLettersOf, grantTopics, KafkaBroker, topicOf, type KafkaServers } from '@stipple/messaging';
import { heardBy, type ContextName } from '@stipple/service';
import { contexts } from './contexts.js';

/** The Kafka user of a context's service. */
export const kafkaUserOf = (context: ContextName): string => `stipple-${context}`;

/**
 * Makes every context's topics, and lets each service's user write its own topic and read those it listens to. Needs a
 * user that may do both. A Kafka without users gets no grants.
 */
export async function prepareTopics(servers: KafkaServers & { replicas?: number }): Promise<void> {
  const log = () => undefined;
  const broker = new KafkaBroker({ ...servers, clientId: 'stipple.topics', publishDeadline: 30_000, log });
  try {
    await broker.ensureTopics(contexts.flatMap(({ parts }) => [topicOf(parts.name), deadLettersOf(parts.name)]));
    if (servers.sasl)
      await grantTopics(
        servers,
        contexts.map(({ parts }) => ({ context: parts.name, hears: heardBy(parts), user: kafkaUserOf(parts.name) })),
        log,
      );
  } finally {
    await broker.close();
  }
}
