import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  kafkaAvailable,
  openHome,
  startKafka,
  type Home,
  type Kafka,
  type KafkaSecurity,
} from '@stipple/local-servers';
import { makeAuthority, withoutOpenssl } from '@stipple/local-servers/certificates';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Kafka as Client, logLevel, type Producer } from 'kafkajs';
import { anyBroker } from './broker.behaviour.js';
import { Effects, fresh, message, until } from './broker.fixture.js';
import { BrokerUnavailable, MessageRefused } from './broker.js';
import { grantTopics } from './kafka.access.js';
import { KafkaBroker, type KafkaBrokerOptions } from './kafka.broker.js';
import type { KafkaServers } from './kafka.servers.js';
import { deadLettersOf, topicOf } from './topics.js';

const log = (): void => undefined;
const folder = await mkdtemp(path.join(os.tmpdir(), 'stipple-secured-'));
const home: Home = await openHome(folder);
const kafkaThere = await kafkaAvailable(home);
const obstacle = withoutOpenssl() ?? (kafkaThere.available ? undefined : kafkaThere.why);

afterAll(async () => {
  await home.close();
  await rm(folder, { recursive: true, force: true });
});

if (obstacle !== undefined) {
  const told = `skipped: a Kafka that demands TLS and SASL, because: ${obstacle}`;
  process.stdout.write(`${told}\n`);
  it(told, () => expect(process.env['CI']).not.toBe('true'));
} else {
  const authority = makeAuthority();
  const password = () => randomBytes(12).toString('hex');
  const users = { stipple: password(), 'stipple-staff': password(), 'stipple-billing': password() };
  const security: KafkaSecurity = {
    users,
    superuser: 'stipple',
    scram: true,
    tls: { ...authority.issue('IP:127.0.0.1'), ca: authority.ca },
  };
  const as = (
    username: keyof typeof users,
    mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512' = 'scram-sha-512',
  ): KafkaServers => ({
    brokers: [kafka.brokers],
    tls: { ca: authority.ca },
    sasl: { mechanism, username, password: users[username] },
  });
  const brokerOf = (servers: KafkaServers, more: Partial<KafkaBrokerOptions> = {}) =>
    new KafkaBroker({ clientId: 'test', log, ...servers, ...more });
  let kafka: Kafka;
  let producer: Producer;

  beforeAll(async () => {
    kafka = await startKafka({ home, security });
    const { tls, sasl } = as('stipple', 'plain');
    producer = new Client({
      brokers: [kafka.brokers],
      clientId: 'by hand',
      logLevel: logLevel.NOTHING,
      ssl: tls,
      sasl: sasl as never,
    }).producer({ createPartitioner: () => () => 0, allowAutoTopicCreation: false });
    await producer.connect();
  });
  afterAll(async () => {
    await producer.disconnect();
    await kafka.stop();
  });

  anyBroker({
    name: 'Apache Kafka with TLS and SASL',
    make: () => brokerOf(as('stipple')),
    writeRaw: async (topic, { key, value, headers }) => {
      const bytes = (some: Uint8Array | string | null | undefined): Buffer | null =>
        some === null || some === undefined ? null : Buffer.from(some);
      await producer.send({ topic, messages: [{ key: bytes(key), value: bytes(value), headers }] });
    },
    outage: async () => {
      const its = await mkdtemp(path.join(os.tmpdir(), 'stipple-secured-outage-'));
      const itsHome = await openHome(its);
      let server = await startKafka({ home: itsHome, security });
      const servers = { ...as('stipple'), brokers: [server.brokers] };
      return {
        make: (options) => brokerOf(servers, options),
        down: () => server.stop(),
        up: async () => void (server = await startKafka({ home: itsHome, security })),
        end: async () => {
          await server.stop();
          await itsHome.close();
          await rm(its, { recursive: true, force: true });
        },
      };
    },
  });

  describe('a Kafka that demands TLS and SASL', () => {
    /** The sentence with which a process refuses to start with these settings. */
    const refusal = async (servers: KafkaServers): Promise<string> => {
      const broker = brokerOf(servers, { publishDeadline: 4_000 });
      try {
        const error: unknown = await broker.ensureTopics(['stipple.staff']).then(
          () => undefined,
          (reason: unknown) => reason,
        );
        expect(error).toBeInstanceOf(BrokerUnavailable);
        return (error as Error).message;
      } finally {
        await broker.close();
      }
    };

    it.each(['plain', 'scram-sha-256', 'scram-sha-512'] as const)(
      'lets in who has a password, by %s',
      async (mechanism) => {
        const broker = brokerOf(as('stipple', mechanism));
        const topic = fresh('topic');
        await broker.ensureTopics([topic]);
        await broker.publish(topic, [message('a')]);
        await broker.close();
      },
    );

    it('refuses a wrong password, another authority, another name and a client without TLS, each in a sentence', async () => {
      const good = as('stipple');
      const wrongPassword = {
        ...good,
        sasl: { mechanism: 'scram-sha-512' as const, username: 'stipple', password: 'wrong' },
      };
      expect(await refusal(wrongPassword)).toContain(
        'Kafka does not let the user stipple in: KAFKA_SASL_USERNAME, KAFKA_SASL_PASSWORD or KAFKA_SASL_MECHANISM is wrong',
      );
      expect(await refusal({ ...wrongPassword, sasl: { ...wrongPassword.sasl, mechanism: 'plain' } })).toContain(
        'Kafka does not let the user stipple in',
      );
      expect(await refusal({ ...good, tls: { ca: makeAuthority().ca } })).toContain(
        'is not signed by an authority in KAFKA_SSL_CA',
      );
      expect(await refusal({ ...good, tls: {} })).toContain('is not signed by an authority in KAFKA_SSL_CA');
      expect(await refusal({ ...good, brokers: [kafka.brokers.replace('127.0.0.1', 'localhost')] })).toContain(
        'is for another name than KAFKA_BROKERS gives',
      );
      expect(await refusal({ brokers: good.brokers })).toContain('It may demand TLS: set KAFKA_SSL_CA');
      expect(await refusal({ brokers: good.brokers, sasl: good.sasl })).toContain(
        'It may demand TLS: set KAFKA_SSL_CA',
      );
      expect(await refusal({ brokers: good.brokers, tls: good.tls })).toContain(
        'It may demand a user: set KAFKA_SASL_MECHANISM',
      );
    });

    it('lets a service write on its own topic and its dead letters, read what it hears, and nothing else', async () => {
      const topics = ['staff', 'billing', 'treatments'].flatMap((context) => [
        topicOf(context),
        deadLettersOf(context),
      ]);
      const superuser = brokerOf(as('stipple'));
      await superuser.ensureTopics(topics);
      const tenants = [
        { context: 'staff', hears: [], user: 'stipple-staff' },
        { context: 'billing', hears: ['staff'], user: 'stipple-billing' },
      ];
      for (let times = 0; times < 2; times++) await grantTopics(as('stipple'), tenants, log);
      const [staff, billing] = [
        brokerOf(as('stipple-staff'), { publishDeadline: 4_000 }),
        brokerOf(as('stipple-billing'), { publishDeadline: 4_000 }),
      ];
      await staff.ensureTopics([topicOf('staff'), deadLettersOf('staff')]);
      await billing.ensureTopics([topicOf('billing'), deadLettersOf('billing'), topicOf('staff')]);
      const sent = message('a');
      await staff.publish(topicOf('staff'), [sent]);
      await billing.publish(deadLettersOf('billing'), [sent]);
      const effects = new Effects();
      await billing.consume(effects.consumption('stipple.billing', [topicOf('staff')]));
      await until('it has come', () => effects.ids.includes(sent.id));

      await expect(billing.publish(topicOf('staff'), [message('a')])).rejects.toThrow(
        'Publishing on stipple.staff did not succeed within 4 s: Not authorized to access topics',
      );
      await Promise.all([superuser, staff, billing].map((broker) => broker.close()));
    });

    it('stops a service that writes past this library on another context’s topic, reads it or joins another’s group', async () => {
      const { tls, sasl } = as('stipple-billing', 'plain');
      const client = new Client({
        brokers: [kafka.brokers],
        clientId: 'attacker',
        logLevel: logLevel.NOTHING,
        ssl: tls,
        sasl: sasl as never,
        retry: { retries: 0 },
      });
      const [attacker, admin] = [client.producer({ allowAutoTopicCreation: false }), client.admin()];
      await Promise.all([attacker.connect(), admin.connect()]);
      for (const topic of [topicOf('staff'), deadLettersOf('staff'), topicOf('treatments')])
        await expect(attacker.send({ topic, messages: [{ key: 'a', value: '{}' }] })).rejects.toThrow(
          /[Aa]uthoriz|does not host/,
        );
      await expect(admin.createTopics({ topics: [{ topic: 'stipple.attack' }] })).rejects.toThrow();
      await expect(admin.deleteTopics({ topics: [topicOf('staff')] })).rejects.toThrow();
      await expect(
        admin.createAcls({
          acl: [
            {
              resourceType: 2,
              resourceName: '*',
              resourcePatternType: 3,
              principal: 'User:stipple-billing',
              host: '*',
              operation: 2,
              permissionType: 3,
            },
          ],
        }),
      ).rejects.toThrow();
      await expect(admin.fetchOffsets({ groupId: 'stipple.staff' })).rejects.toThrow();
      const reader = client.consumer({ groupId: 'stipple.billing', allowAutoTopicCreation: false });
      await reader.connect();
      await expect(reader.subscribe({ topics: [topicOf('treatments')] })).rejects.toThrow(/[Aa]uthoriz/);
      await reader.disconnect();
      await Promise.all([attacker.disconnect(), admin.disconnect()]);
    });

    it('has nothing of another context from a service of ours either', async () => {
      const billing = brokerOf(as('stipple-billing'));
      await expect(billing.publish(topicOf('billing'), [message('a')])).rejects.toThrow(MessageRefused);
      await billing.close();
    });
  });
}
