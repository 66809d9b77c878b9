import { access, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import kafkajs from 'kafkajs';
import type { Home } from './home.js';
import { type KafkaSecurity, clientAccess, scramArguments, securityFiles, securityLines } from './kafka-security.js';
import { installKafka, javaEnvironment, javaProgram } from './kafka-install.js';
import { choosePort, loopback, remembered } from './ports.js';
import { signal, startOf, until } from './processes.js';
import { type ServerProcess, runToEnd, startServer } from './server-process.js';
import { StartProblem, isCode, messageOf } from './start-problem.js';

export interface Kafka {
  /** In the form of KAFKA_BROKERS: `127.0.0.1:41234`. */
  readonly brokers: string;
  /** Resolves if the broker ends without `stop` having been asked. */
  readonly died: Promise<StartProblem>;
  /** Stops cleanly, and kills it after 20 s. A second call changes nothing. */
  stop(): Promise<void>;
}

export interface KafkaOptions {
  home: Home;
  /** TCP port on the loopback address; default: any free one, remembered for the next start. */
  port?: number;
  /** Receives lines for a person who waits. */
  progress?: (line: string) => void;
  /** Its users. Without this, every program that can reach the loopback address may use it. */
  security?: KafkaSecurity;
}

const readyWithin = 60_000;
const { Kafka: Client, logLevel } = kafkajs;

/**
 * Starts the one-node Apache Kafka of a home (broker and KRaft controller in one Java process). Downloads it first if
 * it is missing, and stops a broker that a killed Stipple left in this home. Its log is `logs/kafka.log` in the home.
 * @throws StartProblem
 */
export async function startKafka({
  home,
  port: wanted,
  progress = () => undefined,
  security,
}: KafkaOptions): Promise<Kafka> {
  const portFile = path.join(await home.folder('kafka'), 'port');
  const before = await remembered(portFile);
  const lock = await home.lock(
    'kafka',
    (pid) =>
      `A Kafka of ${home.path} runs already (started by process ${pid}): ` +
      `set KAFKA_BROKERS to ${loopback}:${before ?? '…'} to use it, or stop it first.`,
  );
  let server: ServerProcess | undefined;
  try {
    const java = await javaProgram();
    const libs = await installKafka({ home, progress });
    const folder = await home.folder('kafka');
    const record = path.join(folder, 'process');
    await takeOver(record, progress);
    const port = await choosePort('Kafka', portFile, wanted);
    const controller = await choosePort('Kafka', path.join(folder, 'controller-port'), undefined);
    const properties = path.join(folder, 'server.properties');
    await securityFiles(folder, security);
    await format({ java, libs, folder, properties, port, controller, security }, progress);
    server = await startServer({
      name: 'Kafka',
      file: java,
      args: [
        '-Xms96m',
        '-Xmx320m',
        '-XX:+UseSerialGC',
        '-XX:TieredStopAtLevel=1',
        '-Dlog4j2.level=WARN',
        '-cp',
        `${libs}/*`,
        'kafka.Kafka',
        properties,
      ],
      cwd: folder,
      env: javaEnvironment(),
      runAs: undefined,
      logFile: path.join(await home.folder('logs'), 'kafka.log'),
      stopSignal: 'SIGTERM',
    });
    await writeFile(record, `${server.pid} ${await startOf(server.pid)}\n`, { mode: 0o600 });
    const brokers = `${loopback}:${port}`;
    await ready(server, brokers, security);
    return running(server, brokers, lock.release);
  } catch (error) {
    await server?.stop(['SIGTERM', 10_000]);
    await lock.release();
    throw error;
  }
}

/** Deletes the home's topics and messages, and its copy of Kafka. @throws StartProblem while it runs. */
export async function eraseKafka(home: Home): Promise<void> {
  const lock = await home.lock('kafka');
  try {
    await takeOver(path.join(home.path, 'kafka', 'process'), () => undefined);
    await rm(path.join(home.path, 'kafka'), { recursive: true, force: true });
  } finally {
    await lock.release();
  }
}

function running(server: ServerProcess, brokers: string, release: () => Promise<void>): Kafka {
  let stopping: Promise<void> | undefined;
  const stop = async () => {
    await server.stop(['SIGTERM', 20_000]);
    await release();
  };
  return {
    brokers,
    died: server.ended.then((how) =>
      stopping
        ? new Promise<never>(() => undefined)
        : new StartProblem(`Kafka ended by itself (${how}): its log is logs/kafka.log in STIPPLE_HOME.`),
    ),
    stop: () => (stopping ??= stop()),
  };
}

/**
 * Settings for one machine: one replica of everything, no waiting for more group members, no topics made by accident.
 */
function configuration(
  port: number,
  controller: number,
  folder: string,
  place: string,
  security: KafkaSecurity | undefined,
): string {
  const listeners = `CLIENTS://${loopback}:${port},CONTROLLER://${loopback}:${controller}`;
  return `process.roles=broker,controller
node.id=1
controller.quorum.bootstrap.servers=${loopback}:${controller}
listeners=${listeners}
advertised.listeners=${listeners}
inter.broker.listener.name=CLIENTS
controller.listener.names=CONTROLLER
${securityLines(security, place)}log.dirs=${folder.replaceAll('\\', '\\\\')}
num.partitions=3
offsets.topic.replication.factor=1
offsets.topic.num.partitions=1
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
transaction.state.log.num.partitions=1
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
group.initial.rebalance.delay.ms=0
auto.create.topics.enable=false
broker.session.timeout.ms=3000
broker.heartbeat.interval.ms=500
num.network.threads=1
num.io.threads=2
background.threads=2
log.cleaner.dedupe.buffer.size=4194304
log.segment.bytes=16777216
log.index.size.max.bytes=1048576
`;
}

interface Layout {
  java: string;
  libs: string;
  folder: string;
  properties: string;
  port: number;
  controller: number;
  security: KafkaSecurity | undefined;
}

/**
 * Writes the configuration and formats the log folder once, beside its final name: an interrupted start leaves none or
 * a whole one.
 */
async function format(
  { java, libs, folder, properties, port, controller, security }: Layout,
  progress: (line: string) => void,
): Promise<void> {
  const logs = path.join(folder, 'data');
  const formatted = await access(path.join(logs, 'meta.properties')).then(
    () => true,
    (error: unknown) => {
      if (isCode(error, 'ENOENT')) return false;
      throw error;
    },
  );
  if (!formatted) {
    progress('Making a new Kafka log …');
    const draft = path.join(folder, 'draft');
    for (const left of await readdir(folder))
      if (left === 'draft' || left === 'data') await rm(path.join(folder, left), { recursive: true, force: true });
    await writeFile(properties, configuration(port, controller, draft, folder, security), { mode: 0o600 });
    const run = (...args: string[]) =>
      runToEnd(
        'Formatting the Kafka log',
        java,
        [
          '-Xmx128m',
          '-XX:+UseSerialGC',
          '-XX:TieredStopAtLevel=1',
          '-Dlog4j2.level=WARN',
          '-cp',
          `${libs}/*`,
          'kafka.tools.StorageTool',
          ...args,
        ],
        { env: javaEnvironment(), deadline: 60_000 },
      );
    const { output: id } = await run('random-uuid');
    const cluster = id.trim().split('\n').at(-1) ?? '';
    const { code, output } = await run(
      'format',
      '--standalone',
      '-t',
      cluster,
      '-c',
      properties,
      '--ignore-formatted',
      ...scramArguments(security),
    );
    if (code !== 0)
      throw new StartProblem(
        `Kafka could not format its log in ${logs}: ${output.trim().split('\n').at(-1) ?? 'it said nothing'}`,
      );
    await rename(draft, logs);
  }
  await writeFile(properties, configuration(port, controller, logs, folder, security), { mode: 0o600 });
}

/** Stops the broker of this home that a killed Stipple left running. The caller holds the home's lock. */
async function takeOver(file: string, progress: (line: string) => void): Promise<void> {
  const [pid, start] = await readFile(file, 'utf8').then(
    (text) => text.trim().split(' '),
    (error: unknown) => {
      if (isCode(error, 'ENOENT')) return [];
      throw error;
    },
  );
  if (pid === undefined || start === undefined || (await startOf(Number(pid))) !== start) return;
  progress(`Stopping the Kafka (process ${pid}) that a Stipple left when it was killed …`);
  const gone = async () => (await startOf(Number(pid))) !== start;
  for (const [name, milliseconds] of [
    ['SIGTERM', 20_000],
    ['SIGKILL', 5_000],
  ] as const) {
    signal(Number(pid), name);
    if (await until(milliseconds, gone)) return;
  }
  throw new StartProblem(`Kafka's process ${pid} does not end: end it, then start again.`);
}

async function ready(server: ServerProcess, brokers: string, security: KafkaSecurity | undefined): Promise<void> {
  const admin = new Client({
    clientId: 'stipple-start',
    brokers: [brokers],
    ...clientAccess(security),
    logLevel: logLevel.NOTHING,
    connectionTimeout: 1_000,
    requestTimeout: 5_000,
    retry: { retries: 0 },
  }).admin();
  let last = 'it does not answer';
  try {
    const answered = await until(readyWithin, async () => {
      if (!server.running) throw new StartProblem(`Kafka did not start: ${complaint(await server.log())}`);
      try {
        await admin.connect();
        return (await admin.describeCluster()).brokers.length > 0;
      } catch (error) {
        last = messageOf(error);
        return false;
      }
    });
    if (!answered) throw new StartProblem(`Kafka was not ready within ${readyWithin / 1000} s: ${last}.`);
  } finally {
    await admin.disconnect();
  }
}

/** The most telling line of Kafka's output: its first error, else its last line. */
function complaint(output: string): string {
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  return (lines.find((line) => /\b(ERROR|FATAL|Exception)\b/.test(line)) ?? lines.at(-1) ?? 'it said nothing').slice(
    0,
    300,
  );
}
