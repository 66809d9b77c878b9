import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import net from 'node:net';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { anyBroker } from './broker.behaviour.js';
import { Effects, fresh, message, until } from './broker.fixture.js';
import { EmbeddedBroker } from './embedded.broker.js';
import { brokerMigrations } from './embedded.migrations.js';

const admin = process.env['STIPPLE_TEST_DATABASE_URL'];
if (!admin) throw new Error('STIPPLE_TEST_DATABASE_URL names no PostgreSQL to test on.');
const database = `broker_${randomBytes(5).toString('hex')}`;
const password = randomBytes(12).toString('hex');
const urlOf = (user: string, secret: string, name = database): string => {
  const url = new URL(admin);
  url.pathname = `/${name}`;
  url.username = user;
  url.password = secret;
  return url.href;
};
/**
 * Roles belong to the whole server, which other specs use at the same time. So each spec gets a role of its own, a
 * member of the real one.
 */
const login = `${database}_login`;
const log = (): void => undefined;

async function as<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function prepare(name: string, user: string): Promise<string> {
  await as(admin as string, async (client) => {
    await client.query(
      `DO $$ BEGIN CREATE ROLE stipple_broker NOLOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$`,
    );
    await client.query(`CREATE ROLE ${user} LOGIN PASSWORD '${password}' IN ROLE stipple_broker`);
    await client.query(`CREATE DATABASE ${name}`);
  });
  const owner = new URL(admin as string);
  owner.pathname = `/${name}`;
  await as(owner.href, (client) => client.query('CREATE SCHEMA broker'));
  const source = await new DataSource({
    type: 'postgres',
    url: owner.href,
    schema: 'broker',
    migrations: brokerMigrations,
    migrationsRun: true,
  }).initialize();
  await source.destroy();
  return urlOf(user, password, name);
}

async function remove(name: string, user: string): Promise<void> {
  await as(admin as string, async (client) => {
    await client.query(`DROP DATABASE ${name} WITH (FORCE)`);
    await client.query(`DROP ROLE ${user}`);
  });
}

const url = urlOf(login, password);
beforeAll(() => prepare(database, login));
afterAll(() => remove(database, login));

anyBroker({
  name: 'The embedded broker',
  make: () => new EmbeddedBroker({ url, log }),
  writeRaw: (topic, { key, value, headers }) =>
    as(url, async (client) => {
      await client.query(`UPDATE broker.topics SET next_offset[1] = next_offset[1] + 1 WHERE topic = $1`, [topic]);
      await client.query(
        `INSERT INTO broker.messages SELECT $1, 0, next_offset[1] - 1, $2, $3, $4 FROM broker.topics WHERE topic = $1`,
        [topic, key, JSON.stringify(headers), value],
      );
    }),
  outage: async () => {
    const [name, user] = [`${database}_outage`, `${login}_outage`];
    const its = await prepare(name, user);
    return {
      make: (options) => new EmbeddedBroker({ url: its, log, ...options }),
      down: () =>
        as(admin, async (client) => {
          await client.query(`ALTER ROLE ${user} NOLOGIN`);
          await client.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = $1', [user]);
        }),
      up: () => as(admin, async (client) => void (await client.query(`ALTER ROLE ${user} LOGIN`))),
      end: () => remove(name, user),
    };
  },
});

/** A proxy before a PostgreSQL that counts the bytes sent and can be cut for good. */
async function openWire(to: string): Promise<{ url: string; sent(): number; cut(): void }> {
  const { hostname, port } = new URL(to);
  const sockets = new Set<net.Socket>();
  let sent = 0;
  const server = net.createServer((near) => {
    const far = net.connect(Number(port), hostname);
    near.on('data', () => (sent += 1));
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket.on('error', () => other.destroy()).on('close', () => other.destroy()));
      socket.pipe(other);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(to);
  [url.hostname, url.port] = ['127.0.0.1', String((server.address() as net.AddressInfo).port)];
  // The URL may name a socket by `host`.
  url.searchParams.delete('host');
  return {
    url: url.href,
    sent: () => sent,
    cut() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

describe('The embedded broker', () => {
  it('gives dense offsets in commit order to publishers of several processes', async () => {
    const brokers = Array.from({ length: 4 }, () => new EmbeddedBroker({ url, log }));
    const topic = fresh('topic');
    await brokers[0]?.ensureTopics([topic]);
    const effects = new Effects();
    await brokers[0]?.consume(effects.consumption(fresh('group'), [topic]));
    await Promise.all(
      brokers.map(async (broker, nth) => {
        for (let round = 0; round < 50; round++)
          await broker.publish(topic, [message(`a-${nth}`), message(`b-${nth}`), message(`c-${round}`)]);
      }),
    );
    await until('all have come', () => effects.seen.length >= 600);
    for (const partition of [0, 1, 2]) {
      const offsets = effects.seen.filter((one) => one.partition === partition).map(({ offset }) => offset);
      expect(offsets).toEqual(offsets.map((_, nth) => BigInt(nth)));
    }
    expect(new Set(effects.ids).size).toBe(600);
    await Promise.all(brokers.map((broker) => broker.close()));
  });

  describe('as time goes by', () => {
    const days = (count: number) => new Date(Date.now() + count * 86_400_000);
    const held = (topic: string) =>
      as(url, async (client) =>
        Number(
          (await client.query<{ count: string }>('SELECT count(*) FROM broker.messages WHERE topic = $1', [topic]))
            .rows[0]?.count,
        ),
      );
    const reading = async (broker: EmbeddedBroker, topic: string, group = fresh('group')) => {
      const effects = new Effects();
      return { effects, group, consumer: await broker.consume(effects.consumption(group, [topic])) };
    };

    it('keeps messages for thirty days, then removes what was read, and goes on where messages are left', async () => {
      const broker = new EmbeddedBroker({ url, log });
      const topic = fresh('topic');
      await broker.ensureTopics([topic]);
      await broker.publish(topic, [message('a', 1), message('b', 2), message('c', 3)]);
      const { effects } = await reading(broker, topic);
      await until('all have come', () => effects.seen.length === 3);
      await broker.tidy(days(29));
      expect(await held(topic)).toBe(3);
      expect(await broker.tidy(days(31))).toBeGreaterThanOrEqual(3);
      expect(await held(topic)).toBe(0);
      await broker.publish(topic, [message('a', 4)]);
      await until('the next has come', () => effects.seen.length === 4);
      const late = await reading(broker, topic);
      await until('who joins later has what is left', () => late.effects.seen.length === 1);
      await broker.close();
    });

    it('keeps what a group has not read for as long as somebody is of that group, and for ninety days more', async () => {
      const broker = new EmbeddedBroker({ url, log });
      const topic = fresh('topic');
      await broker.ensureTopics([topic]);
      const fast = await reading(broker, topic);
      const stuck = await broker.consume({
        group: fresh('group'),
        topics: [topic],
        nextOffset: () => Promise.resolve(undefined),
        handle: () => Promise.reject(new Error('as the test wants it')),
      });
      const sent = Array.from({ length: 20 }, (_, nth) => message(`subject-${nth}`));
      await broker.publish(topic, sent);
      await until('the fast one has all', () => fast.effects.seen.length === 20);
      await broker.tidy(days(400));
      expect(await held(topic)).toBe(20);
      await stuck.stop();
      await broker.tidy(days(489));
      expect(await held(topic)).toBe(20);
      await broker.tidy(days(491));
      expect(await held(topic)).toBe(0);
      await broker.close();
    });

    it('removes many in steps, and never what a younger message lies before', async () => {
      const broker = new EmbeddedBroker({ url, log });
      const topic = fresh('topic');
      await broker.ensureTopics([topic]);
      await broker.publish(topic, [message('a')]);
      await as(url, (client) =>
        client.query(
          `
        WITH topic AS (UPDATE broker.topics SET next_offset[1] = 7000 WHERE topic = $1 RETURNING topic)
        INSERT INTO broker.messages (topic, partition, "offset", key, headers, value, recorded_at)
        SELECT topic, 0, n, 'x', '{}', '{}',
               now() - CASE WHEN n = 6500 THEN interval '0' ELSE interval '40 days' END
          FROM topic, generate_series(10, 6999) AS n`,
          [topic],
        ),
      );
      await broker.tidy();
      expect(
        await as(
          url,
          async (client) =>
            (
              await client.query<{ offset: string }>(
                'SELECT "offset" FROM broker.messages WHERE topic = $1 AND partition = 0 ORDER BY 1 LIMIT 1',
                [topic],
              )
            ).rows[0]?.offset,
        ),
      ).toBe('6500');
      await broker.close();
    });
  });

  it('takes over, at its next look, from a process whose connection died', async () => {
    const topic = fresh('topic');
    const group = fresh('group');
    // A cut wire stays cut, so this consumer cannot come back.
    const wire = await openWire(url);
    const [dead, alive] = [new EmbeddedBroker({ url: wire.url, log }), new EmbeddedBroker({ url, log })];
    const effects = new Effects();
    let taken = false;
    await dead.consume(
      effects.consumption(group, [topic], () => {
        taken = true;
        return new Promise(() => undefined);
      }),
    );
    await alive.publish(topic, [message('a')]);
    await until('the one that is to die has it', () => taken);
    await alive.consume(effects.consumption(group, [topic]));
    wire.cut();
    await until('it has come', () => effects.seen.length > 0);
    await Promise.all([dead.close(), alive.close()]);
  });

  it('comes to rest with idle consumers: they ask about as often as a clock of this process beats, once a second', async () => {
    const wire = await openWire(url);
    const broker = new EmbeddedBroker({ url: wire.url, log });
    for (let nth = 0; nth < 5; nth++)
      await broker.consume(new Effects().consumption(fresh('group'), [fresh('topic'), fresh('topic')]));
    // A busy machine delays the beats as it does the questions.
    const asked: number[] = [];
    let last = wire.sent();
    const beating = setInterval(() => {
      asked.push(wire.sent() - last);
      last = wire.sent();
    }, 1_000);
    const total = () => asked.slice(-5).reduce((sum, count) => sum + count, 0);
    await until('five beats have passed with fewer than three questions each', () => asked.length >= 5 && total() < 15);
    clearInterval(beating);
    process.stdout.write(`The embedded broker: ${total()} questions in five beats with five idle consumers\n`);
    await broker.close();
    wire.cut();
  });
});
