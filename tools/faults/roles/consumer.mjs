// Beta's consumer: one member of its group.
import { KafkaBroker } from '../../../libs/messaging/dist/src/index.js';
import { Inbox } from '../../../libs/service/dist/src/inbox.js';
import { handlers, health, subscriptions, openContext } from '../contexts.mjs';

export default async function play(hub) {
  const broker = new KafkaBroker({ brokers: [hub.brokers], clientId: hub.name, log: hub.brokerLog });
  const { feed, database, store, kept } = openContext('beta', hub.urls.beta, hub.tell, { listens: false });
  const log = {
    warn(fields, message) {
      if (!['REFUSED', 'BEHIND'].includes(fields.kind)) hub.alarm(`${message}: ${JSON.stringify(fields)}`);
      hub.bump('parked');
    },
    error: (fields, message) => hub.tell(message, fields),
  };
  const inbox = new Inbox({
    context: 'beta',
    database,
    store,
    broker,
    subscriptions,
    handlers,
    log,
    kept,
    pauses: [20, 60],
  });
  health.well = hub.well() || health.well;
  await hub.persist('making topics', () => broker.ensureTopics(['stipple.alpha', 'stipple.beta.dead-letters']));
  const consumer = await broker.consume({
    group: 'stipple.beta',
    topics: ['stipple.alpha'],
    nextOffset: (topic, partition) => inbox.nextOffset(topic, partition),
    recognises: (topic, _partition, messages) => inbox.recognises(topic, messages),
    handle: async (batch) => {
      await inbox.handle(batch);
      hub.bump('heard', batch.messages.length);
    },
  });
  while (!hub.stopping.aborted) {
    await hub.pause(2_500);
    health.well = hub.well();
    try {
      hub.bump('parked, then done', await inbox.parked.retry());
    } catch (error) {
      hub.tell('retrying what is parked', error);
    }
  }
  await consumer.stop();
  await Promise.all([feed.close(), broker.close()]);
  await database.end();
}
