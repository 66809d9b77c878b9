import { startKafka, type Home, type Kafka } from '@stipple/local-servers';
import { contextNames, type ContextName } from '@stipple/service';
import { kafkaUserOf, prepareTopics } from './topics.js';

/** The Kafka of the split shape, and each service's settings to reach it. */
export interface SplitKafka {
  brokers: string;
  service(name: ContextName): NodeJS.ProcessEnv;
}

const superuser = 'stipple';

/** An existing Kafka, reached by the environment's settings. */
export function foreignKafka(environment: NodeJS.ProcessEnv): SplitKafka | undefined {
  const brokers = environment['KAFKA_BROKERS'];
  if (!brokers) return undefined;
  const settings = Object.fromEntries(Object.entries(environment).filter(([name]) => name.startsWith('KAFKA_')));
  return { brokers, service: () => settings };
}

/** A local Kafka of the home. Each service has a password of its own and may use its own topics. */
export async function localKafka(home: Home, say: (line: string) => void): Promise<Kafka & SplitKafka> {
  const passwordOf = async (user: string) => (await home.secret(`kafka-${user}`, 24)).toString('hex');
  const users = Object.fromEntries(
    await Promise.all(
      [superuser, ...contextNames.map(kafkaUserOf)].map(async (user) => [user, await passwordOf(user)] as const),
    ),
  );
  const kafka = await startKafka({ home, progress: say, security: { users, superuser } });
  try {
    await prepareTopics({
      brokers: [kafka.brokers],
      sasl: { mechanism: 'plain', username: superuser, password: users[superuser] ?? '' },
    });
  } catch (error) {
    await kafka.stop();
    throw error;
  }
  const { brokers } = kafka;
  return {
    brokers,
    died: kafka.died,
    stop: () => kafka.stop(),
    service: (name) => ({
      KAFKA_BROKERS: brokers,
      KAFKA_SASL_MECHANISM: 'plain',
      KAFKA_SASL_USERNAME: kafkaUserOf(name),
      KAFKA_SASL_PASSWORD: users[kafkaUserOf(name)] ?? '',
    }),
  };
}
