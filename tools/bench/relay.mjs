// The publisher sends the messages of a log of bookings to Kafka and keeps its place, beside bare kafkajs sending the
// same messages from memory.
import { randomBytes } from 'node:crypto';
import kafkajs from 'kafkajs';
import { Feed, Follower } from '../../libs/event-store/dist/src/index.js';
import { KafkaBroker, topicOf } from '../../libs/messaging/dist/src/index.js';
import { toRecord } from '../../libs/messaging/dist/src/cloud-events.js';
import { Publisher } from '../../libs/service/dist/src/publisher.js';
import { bookingDeciders, publishes, writeBookings } from './bookings.mjs';
import { openLab } from './lab.mjs';
import { beside, throughput } from './measure.mjs';

const { Kafka, logLevel, Partitioners } = kafkajs;

export async function benchRelay({ adminUrl, brokers, report, say, events = 40_000, rounds = 5 }) {
  const lab = await openLab(adminUrl, bookingDeciders);
  const log = (level, message, details) =>
    level === 'error' ? say(`${message} ${JSON.stringify(details ?? {})}`) : undefined;
  const broker = new KafkaBroker({ brokers, clientId: 'bench', log });
  const kafka = new Kafka({ brokers, clientId: 'bench-bare', logLevel: logLevel.NOTHING });
  const producer = kafka.producer({
    idempotent: true,
    maxInFlightRequests: 1,
    createPartitioner: Partitioners.DefaultPartitioner,
  });
  const context = `bench${randomBytes(4).toString('hex')}`;
  try {
    await producer.connect();
    await broker.ensureTopics([topicOf(context), `${topicOf(context)}.bare`]);
    await writeBookings(lab, events, say);
    await lab.settle();
    const messages = (await lab.log.after('0:0', events)).flatMap((event) =>
      publishes(event).map((draft) =>
        toRecord({
          id: event.eventId,
          type: draft.type,
          source: 'bookings',
          subject: draft.subject,
          time: event.occurredAt,
          data: draft.data,
          correlationId: event.meta.correlation,
        }),
      ),
    );
    const { rows } = await lab.database.query(
      "select xid::text || ':' || position as at from events order by events.xid desc, events.position desc limit 1",
    );

    const bare = () =>
      throughput(async () => {
        for (let at = 0; at < messages.length; at += 500)
          await producer.send({ topic: `${topicOf(context)}.bare`, acks: -1, messages: messages.slice(at, at + 500) });
        return messages.length;
      });
    const ours = async () => {
      await lab.database.query("delete from checkpoints where subscription = 'publisher'");
      const feed = new Feed(lab.log, { database: lab.database, channel: 'bench' });
      const follower = new Follower(
        feed,
        new Publisher({ database: lab.database, log: lab.log, kept: lab.keys.kept, broker, context, publishes }),
        { pageSize: 2_000, onTrouble: (name, error) => say(`${name}: ${error}`) },
      );
      try {
        return await throughput(async () => {
          follower.start();
          if (!(await follower.reached(rows[0].at, Date.now() + 120_000)))
            throw new Error('The publisher did not come to the end of the log.');
          return messages.length;
        });
      } finally {
        await Promise.all([feed.close(), follower.stop()]);
      }
    };
    report({
      name: `relay of ${messages.length} messages from the log to Kafka / bare kafkajs`,
      unit: 'messages',
      goal: '0.8',
      ...(await beside(rounds, ours, bare)),
    });
  } finally {
    await producer.disconnect();
    await broker.close();
    await lab.close();
  }
}
