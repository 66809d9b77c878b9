// A consumer without an inbox: it handles a message and then notes its offset. The checker has to catch it.
import { KafkaBroker } from '../../../libs/messaging/dist/src/index.js';
import { acting, count, health, subscriptions, openContext } from '../contexts.mjs';

export default async function play(hub) {
  const broker = new KafkaBroker({ brokers: [hub.brokers], clientId: hub.name, log: hub.brokerLog });
  const { database, store } = openContext('beta', hub.urls.beta, hub.tell, { listens: false });
  health.well = true;
  const known = new Set(subscriptions.map(({ contract }) => contract.type));
  await hub.persist('making topics', () => broker.ensureTopics(['stipple.alpha']));
  const consumer = await broker.consume({
    group: 'stipple.beta',
    topics: ['stipple.alpha'],
    nextOffset: async (topic, partition) => {
      const { rows } = await database.query(
        'select next_offset::text as next from consumer_offsets where topic = $1 and partition = $2',
        [topic, partition],
      );
      return rows[0] && BigInt(rows[0].next);
    },
    handle: async ({ topic, partition, messages }) => {
      for (const { message } of messages)
        if (message && known.has(message.type)) await acting(() => count(store, message));
      await database.query(
        'insert into consumer_offsets values ($1, $2, $3) on conflict (topic, partition) do update set next_offset = excluded.next_offset',
        [topic, partition, (messages.at(-1).offset + 1n).toString()],
      );
      hub.bump('heard', messages.length);
    },
  });
  await new Promise((resolve) => hub.stopping.addEventListener('abort', resolve));
  await consumer.stop();
  await broker.close();
  await database.end();
}
