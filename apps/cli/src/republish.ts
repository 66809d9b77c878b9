import { Log, nobodysKeys } from '@stipple/event-store';
import { StartProblem } from '@stipple/local-servers';
import { EmbeddedBroker, KafkaBroker, topicOf, UNSEEN, type Broker } from '@stipple/messaging';
import { kafkaSettings, openContext, republish as publishAgain } from '@stipple/service';
import { setTimeout as elapse } from 'node:timers/promises';
import { contexts } from './contexts.js';
import { quiet } from './quiet.js';
import { asAdmin, insideOf, needAlone, reaching } from './reach.js';

const positionForm = /^\d{1,20}:\d{1,19}$/;

/**
 * Publishes again what follows from a context's log, to the broker that KAFKA_BROKERS names, else to the embedded one.
 * @returns how many events were gone through
 * @throws StartProblem while the context's service runs, or for what is no context or position
 */
export async function republish(
  context: string,
  from: string | undefined,
  progress: (done: number, total: number) => void,
): Promise<number> {
  const parts = contexts.find(({ parts: { name } }) => name === context)?.parts;
  if (!parts)
    throw new StartProblem(
      `There is no context ${context}. There are ${contexts.map((one) => one.parts.name).join(', ')}.`,
    );
  if (from !== undefined && !positionForm.test(from))
    throw new StartProblem(`"${from}" is no place in a log; one is written as 1234:567, as "position" shows it.`);
  return reaching({ alone: true }, async ({ home, adminUrl, access }) => {
    await asAdmin(insideOf(adminUrl), (client) => needAlone(client, parts.name));
    const brokers = process.env['KAFKA_BROKERS'];
    const broker: Broker = brokers
      ? new KafkaBroker({ ...kafkaSettings(process.env), clientId: 'stipple.republish', log: () => undefined })
      : new EmbeddedBroker({ url: access.broker.url, log: () => undefined });
    const { database, keys } = openContext(parts, {
      databaseUrl: access[parts.name].url,
      masterKey: await home.secret('personal-data', 32),
      log: quiet,
    });
    try {
      await broker.ensureTopics([topicOf(parts.name)]);
      // Listeners that run see a topic that was made anew by its being empty, or by having lost their place in the
      // group meanwhile.
      if (brokers) await elapse(UNSEEN + 4_000);
      // What is published holds nothing personal: nobody's keys are needed.
      const log = new Log(database, nobodysKeys, [...new Set(parts.handlers.map(({ decider }) => decider))]);
      return await publishAgain({ parts, database, log, kept: keys.kept, broker, from, progress });
    } finally {
      await broker.close();
      await database.end();
    }
  });
}
