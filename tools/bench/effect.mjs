// The time from adding a room in sterilization until a query to bookings shows it in bookings' read model, over Kafka,
// beside one bare message produced and consumed.
import { randomBytes, randomUUID } from 'node:crypto';
import { parse } from 'graphql';
import kafkajs from 'kafkajs';
import { BookingsModule } from '../../libs/contexts/bookings/dist/src/index.js';
import { StaffModule } from '../../libs/contexts/staff/dist/src/index.js';
import { SterilizationModule } from '../../libs/contexts/sterilization/dist/src/index.js';
import { staff } from '../../libs/contracts/dist/src/index.js';
import { KafkaBroker, topicOf } from '../../libs/messaging/dist/src/index.js';
import { installDatabase, startContext } from '../../libs/service/dist/src/index.js';
import { asAdmin } from './lab.mjs';
import { percentile } from './measure.mjs';

const { Kafka, logLevel } = kafkajs;

/** Runs `work` `count` times in turn. Answers each duration in milliseconds. */
async function times(count, work) {
  const taken = [];
  for (let n = 0; n < count; n += 1) {
    const begun = performance.now();
    await work(n);
    taken.push(performance.now() - begun);
  }
  return taken;
}

async function bareMessages(brokers) {
  const kafka = new Kafka({ brokers, clientId: 'bench-bare', logLevel: logLevel.NOTHING });
  const topic = `bench.bare.${randomBytes(4).toString('hex')}`;
  const [admin, producer, consumer] = [kafka.admin(), kafka.producer(), kafka.consumer({ groupId: topic })];
  await Promise.all([admin.connect(), producer.connect(), consumer.connect()]);
  await admin.createTopics({ topics: [{ topic, numPartitions: 1 }] });
  await admin.disconnect();
  const arriving = new Map();
  await consumer.subscribe({ topics: [topic], fromBeginning: true });
  await consumer.run({
    eachMessage: async ({ message }) => {
      arriving.get(String(message.key))?.();
      arriving.delete(String(message.key));
    },
  });
  return {
    async send() {
      const key = randomUUID();
      const arrived = new Promise((resolve) => arriving.set(key, resolve));
      await producer.send({ topic, messages: [{ key, value: JSON.stringify({ text: 'x'.repeat(200) }) }] });
      await arrived;
    },
    close: () => Promise.all([producer.disconnect(), consumer.disconnect()]),
  };
}

export async function benchEffect({ adminUrl, brokers, report, say, rounds = 5, each = 60 }) {
  const modules = [StaffModule, SterilizationModule, BookingsModule];
  const secrets = new Map();
  const secretOf = (role) => secrets.get(role) ?? secrets.set(role, randomBytes(12).toString('hex')).get(role);
  const access = await installDatabase({
    adminUrl,
    parts: modules.map(({ parts }) => parts),
    secretOf,
    progress: () => {},
  });
  const log = {
    info: () => {},
    warn: () => {},
    error: (fields, message) => say(`${message} ${JSON.stringify(fields)}`),
  };
  const running = [];
  const stops = [];
  try {
    for (const module of modules.slice(1)) {
      const broker = new KafkaBroker({
        brokers,
        clientId: `bench-${module.parts.name}`,
        log: (level, message, details) =>
          level === 'error' ? say(`${message} ${JSON.stringify(details ?? {})}`) : undefined,
      });
      stops.push(() => broker.close());
      const context = await startContext(module, {
        databaseUrl: access[module.parts.name].url,
        broker,
        masterKey: randomBytes(32),
        log,
        peers: true,
      });
      stops.push(() => context.stop());
      running.push(context);
    }
    const [sterilization, bookings] = running;
    const clinicId = randomUUID();
    const manager = { id: 'bench', admin: false, roles: { [clinicId]: ['MANAGER', 'HYGIENE_LEAD'] } };
    const ask = async (context, document, variables, others = []) => {
      const { data, errors, extensions } = await context.subgraph.execute({
        document,
        variables,
        actor: manager,
        after: { own: [], others },
        deadline: Date.now() + 10_000,
        correlationId: randomUUID(),
        address: '127.0.0.1',
      });
      if (errors) throw new Error(errors[0].message);
      return { data, seen: extensions?.seen };
    };
    // Opens the clinic by a message of staff's, without running staff.
    const opener = new KafkaBroker({ brokers, clientId: 'bench-staff', log: () => {} });
    stops.push(() => opener.close());
    const opened = staff.clinicOpened.of(clinicId, {
      clinicId,
      name: 'Bench',
      timeZone: 'UTC',
      currency: 'THB',
      country: 'TH',
    });
    const openedId = randomUUID();
    await opener.publish(topicOf('staff'), [
      {
        id: openedId,
        type: opened.type,
        source: 'staff',
        subject: opened.subject,
        time: new Date().toISOString(),
        data: opened.data,
      },
    ]);
    for (const context of running)
      if (!(await context.inbox.settled(openedId, Date.now() + 20_000).then(() => true)))
        throw new Error('The clinic was not heard of.');

    const addRoom = parse(
      'mutation ($input: AddRoomInput!) { addRoom(input: $input) { room { id } refusals { code message } } }',
    );
    const effect = async (n) => {
      const { data, seen } = await ask(sterilization, addRoom, {
        input: { clinicId, name: `Room ${n} ${randomUUID()}` },
      });
      if (data.addRoom.refusals.length > 0) throw new Error(data.addRoom.refusals[0].message);
      for (const message of seen.messages.filter(({ type }) => bookings.inbox.listensTo(type))) {
        const position = await bookings.inbox.settled(message.id, Date.now() + 10_000);
        if (position === undefined) throw new Error('The room did not arrive.');
        const follower = bookings.followers.find(({ name }) => name.startsWith('view:rooms'));
        if (!(await follower.reached(position, Date.now() + 10_000))) throw new Error('The room is not shown.');
      }
      const { rows } = await bookings.database.query('select 1 from rooms where id = $1', [data.addRoom.room.id]);
      if (rows.length !== 1) throw new Error('The room is not shown.');
    };
    const bare = await bareMessages(brokers);
    stops.push(() => bare.close());
    await times(20, effect);
    await times(20, bare.send);
    const taken = { ours: [], limit: [] };
    for (let round = 0; round < rounds; round += 1) {
      taken.limit.push(...(await times(each, bare.send)));
      taken.ours.push(...(await times(each, effect)));
    }
    for (const share of [0.5, 0.99]) {
      const [ours, limit] = [percentile(taken.ours, share), percentile(taken.limit, share)];
      report({
        name: `a command's effect in another context's view, p${share * 100} / one bare produce and consume`,
        unit: 'ms',
        ours: { value: ours },
        limit: { value: limit },
        ratio: ours / limit,
        ...(share === 0.99 ? { goal: 'at most 3' } : {}),
      });
    }
  } finally {
    for (const stop of stops.reverse()) await stop();
    // Its recorded offsets are Kafka's: a later part would take them for another broker's.
    await asAdmin(adminUrl, (client) => client.query('drop database if exists stipple with (force)'));
  }
}
