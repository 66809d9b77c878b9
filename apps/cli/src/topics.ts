import { deadLettersOf, grantTopics, KafkaBroker, topicOf, type KafkaServers } from '@stipple/messaging';
import { heardBy, type ContextName } from '@stipple/service';
import { contexts } from './contexts.js';

/** Who a context's service is for Kafka. */
export const kafkaUserOf = (context: ContextName): string => `stipple-${context}`;

/**
 * Makes every context's topics, and lets each service's user write on its own and read what it hears. Needs a user that
 * may do both; where Kafka asks nobody who they are, nothing is granted.
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
