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
 * Publishes a context's messages again from its log, to the broker of KAFKA_BROKERS, else to the embedded one.
 * @returns the number of events read
 * @throws StartProblem while the context's service runs, or for an unknown context or position
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
      // Running listeners notice a topic made anew by its being empty, or by losing their place in the group. Give them
      // time for that.
      if (brokers) await elapse(UNSEEN + 4_000);
      // Messages hold no personal data, so no keys are needed.
      const log = new Log(database, nobodysKeys, [...new Set(parts.handlers.map(({ decider }) => decider))]);
      return await publishAgain({ parts, database, log, kept: keys.kept, broker, from, progress });
    } finally {
      await broker.close();
      await database.end();
    }
  });
}
