// Sends alpha's messages to Kafka; several such processes share the work.
import { Follower, Shares } from '../../../libs/event-store/dist/src/index.js';
import { KafkaBroker } from '../../../libs/messaging/dist/src/index.js';
import { Publisher } from '../../../libs/service/dist/src/publisher.js';
import { openContext, publishes } from '../contexts.mjs';

export default async function play(hub) {
  const broker = new KafkaBroker({ brokers: [hub.brokers], clientId: hub.name, log: hub.brokerLog });
  const { feed, database, log, kept } = openContext('alpha', hub.urls.alpha, hub.tell);
  await hub.persist('making topics', () => broker.ensureTopics(['stipple.alpha']));
  const counting = {
    publish: (topic, messages) => broker.publish(topic, messages).then(() => hub.bump('published', messages.length)),
  };
  const shares = new Shares({
    database,
    group: 'publishers',
    peers: true,
    patience: 2_000,
    changed: () => feed.wakeLocal(),
    onTrouble: (error) => hub.tell('sharing', error),
  });
  await shares.start();
  const follower = new Follower(
    feed,
    new Publisher({
      database,
      log,
      kept,
      broker: counting,
      context: 'alpha',
      publishes,
      work: shares,
      onParked: ({ type, problem }) => hub.alarm(`a message could not be sent: ${type} ${problem}`),
    }),
    { pageSize: 500, onTrouble: hub.trouble },
  );
  await feed.listen().catch((error) => hub.tell('wake-ups', error));
  follower.start();
  await new Promise((resolve) => hub.stopping.addEventListener('abort', resolve));
  await Promise.all([feed.close(), follower.stop()]);
  await shares.stop();
  await broker.close();
  await database.end();
}
