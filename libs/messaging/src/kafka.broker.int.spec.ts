import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openHome, startKafka } from '@stipple/local-servers';
import { ConfigResourceTypes, Kafka, logLevel, type Admin, type Producer } from 'kafkajs';
import { execFile, execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as elapse } from 'node:timers/promises';
import { promisify } from 'node:util';
import { anyBroker } from './broker.behaviour.js';
import { Effects, fresh, message, until } from './broker.fixture.js';
import { KafkaBroker } from './kafka.broker.js';
import { partitionOf } from './murmur2.js';

const servers = process.env['STIPPLE_TEST_KAFKA'] ?? '';
const log = (): void => undefined;
const brokers = servers.split(',');
const make = (): KafkaBroker => new KafkaBroker({ brokers, clientId: 'test', log });

if (servers === '') {
  const told = 'skipped: no Apache Kafka (set STIPPLE_TEST_KAFKA to host:port of a broker)';
  process.stdout.write(`kafka.broker.int.spec.ts: ${told}\n`);
  it(told, () => expect(process.env['CI']).not.toBe('true'));
} else {
  let producer: Producer;
  let admin: Admin;
  let timersUncured: number;

  beforeAll(async () => {
    const kafka = new Kafka({ brokers, clientId: 'by hand', logLevel: logLevel.NOTHING });
    producer = kafka.producer({ createPartitioner: () => () => 0, allowAutoTopicCreation: false });
    admin = kafka.admin();
    await Promise.all([producer.connect(), admin.connect()]);
    // Measured before our first broker changes kafkajs.
    timersUncured = await timersInABeat();
  });
  afterAll(() => Promise.all([producer.disconnect(), admin.disconnect()]));

  anyBroker({
    name: 'Apache Kafka',
    make,
    writeRaw: async (topic, { key, value, headers }) => {
      const bytes = (some: Uint8Array | string | null | undefined): Buffer | null =>
        some === null || some === undefined ? null : Buffer.from(some);
      await producer.send({ topic, messages: [{ key: bytes(key), value: bytes(value), headers }] });
    },
    outage: async () => {
      const folder = await mkdtemp(path.join(os.tmpdir(), 'stipple-kafka-'));
      const home = await openHome(folder);
      let kafka = await startKafka({ home });
      const its = kafka.brokers.split(',');
      return {
        make: (options) => new KafkaBroker({ brokers: its, clientId: 'test', log, ...options }),
        down: () => kafka.stop(),
        up: async () => void (kafka = await startKafka({ home })),
        end: async () => {
          await kafka.stop();
          await home.close();
          await rm(folder, { recursive: true, force: true });
        },
      };
    },
  });

  describe('Apache Kafka', () => {
    it('keeps a partition with a handler that takes longer than the session, and goes on with the others', async () => {
      const [one, two] = [make(), make()];
      const topic = fresh('topic');
      const group = fresh('group');
      await one.ensureTopics([topic]);
      await one.publish(
        topic,
        Array.from({ length: 12 }, (_, nth) => message(`subject-${nth}`)),
      );
      const effects = new Effects();
      const slow = { partition: -1, current: true };
      await one.consume(
        effects.consumption(group, [topic], async (batch) => {
          if (slow.partition >= 0) return;
          slow.partition = batch.partition;
          await elapse(8_000);
          slow.current = batch.isCurrent();
        }),
      );
      await until(
        'one is slow, the others have come',
        () => slow.partition >= 0 && new Set(effects.seen.map(({ partition }) => partition)).size === 2,
      );
      await until('all have come', () => effects.seen.length >= 12);
      expect(slow.current).toBe(true);
      expect(new Set(effects.ids).size).toBe(12);
      expect(effects.seen).toHaveLength(12);
      await Promise.all([one.close(), two.close()]);
    });

    it('tells Kafka how far the group has come', async () => {
      const broker = make();
      const topic = fresh('topic');
      const group = fresh('group');
      await broker.ensureTopics([topic]);
      await broker.publish(topic, [message('a'), message('a'), message('a')]);
      const effects = new Effects();
      const consumer = await broker.consume(effects.consumption(group, [topic]));
      await until('all have come', () => effects.seen.length >= 3);
      await consumer.stop();
      const offsets = await admin.fetchOffsets({ groupId: group, topics: [topic] });
      expect(offsets[0]?.partitions.find(({ partition }) => partition === partitionOf('a', 3))?.offset).toBe('3');
      await broker.close();
    });

    it('makes topics of three partitions that keep messages for thirty days, dead letters for half a year, and alters those made otherwise', async () => {
      const broker = make();
      const [topic, dead, old] = [fresh('topic'), `${fresh('context')}.dead-letters`, fresh('old')];
      await admin.createTopics({
        topics: [
          {
            topic: old,
            numPartitions: 1,
            configEntries: [
              { name: 'retention.ms', value: '-1' },
              { name: 'max.message.bytes', value: '2000000' },
            ],
          },
        ],
      });
      for (let times = 0; times < 2; times++) await broker.ensureTopics([topic, dead, old]);
      const { resources } = await admin.describeConfigs({
        includeSynonyms: false,
        resources: [topic, dead, old].map((name) => ({ type: ConfigResourceTypes.TOPIC, name })),
      });
      const valueOf = (nth: number, name: string) =>
        resources[nth]?.configEntries.find(({ configName }) => configName === name)?.configValue;
      expect([0, 1, 2].map((nth) => Number(valueOf(nth, 'retention.ms')) / 86_400_000)).toEqual([30, 180, 30]);
      expect(valueOf(2, 'max.message.bytes')).toBe('2000000');
      const { topics } = await admin.fetchTopicMetadata({ topics: [topic] });
      expect(topics[0]?.partitions).toHaveLength(3);
      await broker.close();
    });

    it('delivers what is larger than any broker of ours takes as a problem', async () => {
      const broker = make();
      const topic = fresh('topic');
      await admin.createTopics({
        topics: [{ topic, numPartitions: 1, configEntries: [{ name: 'max.message.bytes', value: '6000000' }] }],
      });
      await producer.send({
        topic,
        messages: [
          {
            key: 'a',
            value: 'x'.repeat(5_000_000),
            headers: { ce_specversion: '1.0', 'content-type': 'application/json' },
          },
        ],
      });
      await broker.publish(topic, [message('a', 'next')]);
      const effects = new Effects();
      await broker.consume(effects.consumption(fresh('group'), [topic]));
      await until('both have come', () => effects.seen.length >= 2);
      expect(effects.seen[0]?.problem).toMatch(/^Its (id is missing|value has 5,000,000 bytes)/);
      expect(effects.seen[1]?.message?.data).toBe('next');
      await broker.close();
    });

    it('reads a topic that was deleted and made anew from its beginning', async () => {
      const broker = make();
      const topic = fresh('topic');
      await broker.ensureTopics([topic]);
      await broker.publish(
        topic,
        Array.from({ length: 20 }, () => message('a', 'old')),
      );
      const effects = new Effects();
      await broker.consume(effects.consumption(fresh('group'), [topic]));
      await until('the old ones have come', () => effects.seen.length >= 20);
      await admin.deleteTopics({ topics: [topic] });
      await broker.ensureTopics([topic]);
      await broker.publish(topic, [message('a', 'new')]);
      await until('the new one has come', () => effects.seen.some((one) => one.message?.data === 'new'));
      await broker.close();
    });

    it('keeps no timers running while idle', async () => {
      const broker = make();
      const topics = Array.from({ length: 5 }, () => fresh('topic'));
      for (const topic of topics) await broker.consume(new Effects().consumption(fresh('group'), [topic]));
      await broker.publish(topics[0] ?? '', [message('a')]);
      // Counted between beats of this process: a busy machine delays the beats as much as the timers.
      let timers = Infinity;
      for (let looks = 0; looks < 60 && timers * 5 > timersUncured; looks += 1) timers = await timersInABeat();
      process.stdout.write(
        `Apache Kafka: ${timers} timers set in a second by five idle consumers and a producer; ${timersUncured} by kafkajs's own idle producer and admin\n`,
      );
      expect(timers * 5).toBeLessThanOrEqual(timersUncured);
      await broker.close();
    });

    const kcat = hasKcat();
    if (!kcat) {
      const told =
        'skipped: no kcat, so nothing was exchanged with a client that is not in JavaScript (apt-get install kcat)';
      process.stdout.write(`kafka.broker.int.spec.ts: ${told}\n`);
      it(told, () => expect(process.env['CI']).not.toBe('true'));
    } else {
      it('is read by a client of another make', async () => {
        const broker = make();
        const topic = fresh('topic');
        const sent = {
          ...message('клиент-7', { name: 'Ångström' }),
          correlationId: 'request-7',
          traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
        };
        await broker.ensureTopics([topic]);
        await broker.publish(topic, [sent]);
        const { stdout } = await promisify(execFile)('kcat', ['-b', servers, '-t', topic, '-C', '-e', '-q', '-J'], {
          timeout: 120_000,
        });
        const read = JSON.parse(stdout) as { key: string; payload: string; partition: number; headers: string[] };
        expect(read.key).toBe('клиент-7');
        expect(JSON.parse(read.payload)).toEqual({ name: 'Ångström' });
        expect(read.partition).toBe(partitionOf('клиент-7', 3));
        const headers = Object.fromEntries(
          read.headers.flatMap((_, nth) => (nth % 2 ? [] : [read.headers.slice(nth, nth + 2)])),
        );
        expect(headers).toEqual({
          ce_specversion: '1.0',
          ce_id: sent.id,
          ce_source: '/stipple/staff',
          ce_type: 'staff.privilege-granted.v1',
          ce_time: sent.time,
          ce_subject: 'клиент-7',
          ce_partitionkey: 'клиент-7',
          'content-type': 'application/json',
          ce_correlationid: 'request-7',
          traceparent: sent.traceparent,
        });
        await broker.close();
      });

      it('reads what a client of another make wrote, in both modes, where that puts a key', async () => {
        const broker = make();
        const topic = fresh('topic');
        await broker.ensureTopics([topic]);
        const binary = { ...message('subject-11', { by: 'kcat' }), time: '2026-11-23T10:00:00Z' };
        const structured = { ...message('subject-12', { by: 'kcat' }), time: '2026-11-23T10:00:00Z' };
        const write = (key: string, value: string, headers: Record<string, string>): void => {
          const given = Object.entries(headers).flatMap(([name, text]) => ['-H', `${name}=${text}`]);
          execFileSync(
            'kcat',
            ['-b', servers, '-t', topic, '-P', '-k', key, '-X', 'topic.partitioner=murmur2_random', ...given],
            { input: value, timeout: 120_000 },
          );
        };
        write('subject-11', JSON.stringify(binary.data), {
          ce_specversion: '1.0',
          ce_id: binary.id,
          ce_source: '/stipple/staff',
          ce_type: binary.type,
          ce_time: binary.time,
          ce_subject: 'subject-11',
          'content-type': 'application/json; charset=utf-8',
        });
        const { id, type, time, subject, data } = structured;
        write(
          'subject-12',
          JSON.stringify({
            specversion: '1.0',
            id,
            type,
            time,
            subject,
            data,
            source: '/stipple/staff',
            datacontenttype: 'application/json',
          }),
          {
            'content-type': 'application/cloudevents+json',
          },
        );
        const effects = new Effects();
        await broker.consume(effects.consumption(fresh('group'), [topic]));
        await until('both have come', () => effects.seen.length >= 2);
        const found = new Map(effects.seen.map((seen) => [seen.key, seen]));
        expect(found.get('subject-11')).toMatchObject({ message: binary, partition: partitionOf('subject-11', 3) });
        expect(found.get('subject-12')).toMatchObject({ message: structured, partition: partitionOf('subject-12', 3) });
        await broker.close();
      });
    }
  });
}

/** Counts the calls of `setTimeout`, other people's included. */
async function timersInABeat(): Promise<number> {
  const real = globalThis.setTimeout;
  let timers = 0;
  globalThis.setTimeout = Object.assign((...given: Parameters<typeof real>) => (timers++, real(...given)), real);
  try {
    await elapse(1_000);
  } finally {
    globalThis.setTimeout = real;
  }
  return timers;
}

function hasKcat(): boolean {
  try {
    execFileSync('kcat', ['-V'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
