// Sends records of the topic again, byte for byte: recent ones and old ones.
import kafkajs from 'kafkajs';
import { randomOf } from '../random.mjs';

export default async function play(hub) {
  const kafka = new kafkajs.Kafka({
    brokers: [hub.brokers],
    clientId: hub.name,
    logLevel: kafkajs.logLevel.NOTHING,
    connectionTimeout: 3_000,
    requestTimeout: 10_000,
    retry: { retries: 3, maxRetryTime: 1_000 },
  });
  const random = randomOf(hub.seed + 2 + process.pid);
  const seen = [];
  const consumer = kafka.consumer({
    groupId: `${hub.name}-${process.pid}`,
    sessionTimeout: 10_000,
    maxWaitTimeInMs: 500,
    retry: { restartOnFailure: () => Promise.resolve(true) },
  });
  const producer = kafka.producer({ allowAutoTopicCreation: false });
  await hub.persist('connecting', async () => {
    await producer.connect();
    await consumer.connect();
    await consumer.subscribe({ topics: ['stipple.alpha'], fromBeginning: true });
  });
  await consumer.run({
    autoCommit: false,
    eachMessage: ({ partition, message: { key, value, headers } }) => {
      const record = { partition, key, value, headers };
      if (seen.length < 5_000) seen.push(record);
      else seen[random.whole(0, seen.length - 1)] = record;
      return Promise.resolve();
    },
  });
  while (!hub.stopping.aborted) {
    await hub.pause(random.between(100, 600));
    if (seen.length === 0) continue;
    const recent = random.chance(0.5) ? seen.slice(-10) : seen;
    const messages = Array.from({ length: random.whole(1, 8) }, () => random.one(recent));
    try {
      await producer.send({ topic: 'stipple.alpha', messages });
      hub.bump('sent again', messages.length);
    } catch (error) {
      hub.tell('sending again', error);
    }
  }
}
