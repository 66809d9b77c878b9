import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import kafkajs from 'kafkajs';
import { type Home, openHome } from './home.js';
import { installKafka, kafkaAvailable } from './kafka-install.js';
import { eraseKafka, startKafka } from './kafka.js';
import { processesSaying, script } from './process.fixture.js';
import { until } from './processes.js';

async function whyNot(): Promise<string | undefined> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'stipple-kafka-'));
  const found = await kafkaAvailable(await openHome(folder, { lock: null }));
  await rm(folder, { recursive: true });
  return found.available ? undefined : found.why;
}

const obstacle = await whyNot();
if (obstacle !== undefined) process.stdout.write(`skipped: how a local Kafka is started, because: ${obstacle}\n`);
const withKafka = obstacle === undefined ? describe : describe.skip;

let folder: string;
let home: Home;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'stipple-kafka-'));
  home = await openHome(folder);
});
afterEach(async () => {
  await home.close();
  expect(processesSaying('kafka.Kafka', folder)).toEqual([]);
  await rm(folder, { recursive: true });
});

async function using<Answer>(brokers: string, work: (kafka: kafkajs.Kafka) => Promise<Answer>): Promise<Answer> {
  return work(
    new kafkajs.Kafka({
      clientId: 'spec',
      brokers: [brokers],
      logLevel: kafkajs.logLevel.NOTHING,
      retry: { retries: 20, initialRetryTime: 100, maxRetryTime: 500 },
    }),
  );
}

/** Makes the topic where it is missing, sends one message to it, and answers how many it holds. */
const send = (brokers: string) =>
  using(brokers, async (kafka) => {
    const [admin, producer] = [kafka.admin(), kafka.producer({ idempotent: true, maxInFlightRequests: 1 })];
    await Promise.all([admin.connect(), producer.connect()]);
    if (!(await admin.listTopics()).includes('rooms'))
      await admin.createTopics({ topics: [{ topic: 'rooms', numPartitions: 1 }] });
    await producer.send({ topic: 'rooms', messages: [{ key: 'room', value: 'ready' }] });
    const [partition] = await admin.fetchTopicOffsets('rooms');
    await Promise.all([admin.disconnect(), producer.disconnect()]);
    return Number(partition?.high);
  });

const brokerOf = async () => Number((await readFile(path.join(folder, 'kafka', 'process'), 'utf8')).split(' ')[0]);

withKafka('a local Kafka', () => {
  it('keeps its topics and messages between starts, and makes none that was not asked for', async () => {
    const first = await startKafka({ home });
    expect(await send(first.brokers)).toBe(1);
    await using(first.brokers, async (kafka) => {
      const producer = kafka.producer({ retry: { retries: 0 } });
      await producer.connect();
      await expect(producer.send({ topic: 'surprise', messages: [{ value: 'x' }] })).rejects.toThrow(
        'does not host this topic-partition',
      );
      await producer.disconnect();
    });
    await first.stop();
    await first.stop();
    const second = await startKafka({ home });
    expect(second.brokers).toBe(first.brokers);
    expect(await send(second.brokers)).toBe(2);
    await second.stop();
  });

  it('recovers after it was killed, which who started it is told', async () => {
    const first = await startKafka({ home });
    await send(first.brokers);
    process.kill(await brokerOf(), 'SIGKILL');
    expect((await first.died).message).toBe(
      'Kafka ended by itself (SIGKILL): its log is logs/kafka.log in STIPPLE_HOME.',
    );
    await first.stop();
    const second = await startKafka({ home });
    expect(await send(second.brokers)).toBe(2);
    await second.stop();
  });

  it('stops when who started it was killed, and starts again at once', async () => {
    await home.close();
    const other = script(`
      const home = await servers.openHome(${JSON.stringify(folder)});
      const kafka = await servers.startKafka({ home });
      say('brokers', kafka.brokers);
      setInterval(() => undefined, 1e6);`);
    await send(await other.line('brokers'));
    const left = await brokerOf();
    other.child.kill('SIGKILL');
    await other.ended;
    const again = await startKafka({ home });
    expect(await brokerOf()).not.toBe(left);
    expect(await send(again.brokers)).toBe(2);
    await again.stop();
    expect(await until(120_000, () => processesSaying('read -r _', ` ${left} TERM`).length === 0)).toBe(true);
  });

  it('says in one sentence that a port is taken or that it runs already', async () => {
    const server = net.createServer();
    await new Promise<void>((resolve) => server.listen({ port: 0, host: '127.0.0.1' }, resolve));
    const { port } = server.address() as net.AddressInfo;
    await expect(startKafka({ home, port })).rejects.toThrow(
      `Kafka cannot listen on port ${port}: another program does. Stop that program or choose another port.`,
    );
    await new Promise((resolve) => server.close(resolve));
    const kafka = await startKafka({ home, port });
    expect(kafka.brokers).toBe(`127.0.0.1:${port}`);
    await expect(startKafka({ home })).rejects.toThrow(
      `A Kafka of ${folder} runs already (started by process ${process.pid}): set KAFKA_BROKERS to 127.0.0.1:${port} to use it, or stop it first.`,
    );
    await expect(eraseKafka(home)).rejects.toThrow('is using');
    await kafka.stop();
    await eraseKafka(home);
    await expect(stat(path.join(folder, 'kafka'))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('is installed whole, once, by several who want it at once', async () => {
    const [one, two] = await Promise.all([installKafka({ home }), installKafka({ home })]);
    expect(two).toBe(one);
    expect(await readdir(one)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^kafka_2\.13-4\..*\.jar$/),
        expect.stringMatching(/^log4j-core-/),
      ]),
    );
  });
});

describe('whether a local Kafka can be started', () => {
  const before = { ...process.env };
  beforeAll(() => {
    delete process.env['JAVA_HOME'];
    delete process.env['STIPPLE_KAFKA_LIBS'];
  });
  afterAll(() => {
    Object.assign(process.env, before);
  });
  afterEach(() => {
    process.env['PATH'] = before['PATH'];
    delete process.env['STIPPLE_KAFKA_LIBS'];
  });

  const programs = async (java: string) => {
    const bin = path.join(folder, 'bin');
    await home.folder('bin');
    await writeFile(path.join(bin, 'java'), `#!/bin/sh\necho '${java}' >&2\n`, { mode: 0o755 });
    process.env['PATH'] = bin;
  };

  it('is denied without Java, with an old one, and without Maven, each in one sentence', async () => {
    process.env['PATH'] = '/nowhere';
    expect(await kafkaAvailable(home)).toEqual({
      available: false,
      why: 'There is no Java on this machine: a local Kafka needs Java 17 or newer, or name a broker in KAFKA_BROKERS.',
    });
    await expect(startKafka({ home })).rejects.toThrow('There is no Java on this machine');
    await programs('openjdk version "11.0.2" 2019-01-15');
    expect(await kafkaAvailable(home)).toEqual({
      available: false,
      why: 'The Java on this machine is version 11: a local Kafka needs Java 17 or newer, or name a broker in KAFKA_BROKERS.',
    });
    await programs('openjdk version "21.0.2" 2024-01-16');
    expect(await kafkaAvailable(home)).toEqual({
      available: false,
      why: 'There is no Maven (mvn) on this machine to download Apache Kafka with: install it, or name a broker in KAFKA_BROKERS.',
    });
  });

  it('is denied when STIPPLE_KAFKA_LIBS names a folder without it', async () => {
    await programs('openjdk version "21.0.2" 2024-01-16');
    process.env['STIPPLE_KAFKA_LIBS'] = folder;
    expect(await kafkaAvailable(home)).toEqual({
      available: false,
      why: `STIPPLE_KAFKA_LIBS names ${folder}, which holds no kafka_2.13-….jar.`,
    });
    process.env['STIPPLE_KAFKA_LIBS'] = '/nowhere';
    expect(await kafkaAvailable(home)).toEqual({
      available: false,
      why: 'STIPPLE_KAFKA_LIBS names /nowhere, which cannot be read because part of that path does not exist.',
    });
  });
});
