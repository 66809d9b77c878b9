// Starts what integration specs talk to: one embedded PostgreSQL and, where Java and Maven are there, one Apache Kafka.
// Specs find them in STIPPLE_TEST_DATABASE_URL (a superuser) and STIPPLE_TEST_KAFKA (host:port); set either to use a
// server of your own.
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');
const say = (line) => process.stdout.write(`${line}\n`);

/** The library that starts servers, built first: Jest loads this file as plain Node does, which reads no TypeScript. */
async function localServers() {
  execFileSync(process.execPath, ['tools/build/package.mjs', 'libs/local-servers'], { cwd: root, stdio: 'inherit' });
  return import('@stipple/local-servers');
}

/**
 * A line in this form is repeated at the end of `npm test`.
 * @throws Error with CI=true, where nothing may be left out.
 */
function withoutKafka(why) {
  if (process.env.CI === 'true')
    throw new Error(`With CI=true the specs on a real Apache Kafka have to run, but there is none: ${why}`);
  say(`skipped: the specs on a real Apache Kafka. ${why} STIPPLE_TEST_KAFKA can name a broker instead.`);
}

async function kafkaOf(home, { kafkaAvailable, startKafka }) {
  const found = await kafkaAvailable(home);
  if (!found.available) return withoutKafka(found.why);
  try {
    return await startKafka({ home, progress: say });
  } catch (error) {
    return withoutKafka(error instanceof Error ? error.message : String(error));
  }
}

export default async function startServers() {
  const needed = { postgres: !process.env.STIPPLE_TEST_DATABASE_URL, kafka: !process.env.STIPPLE_TEST_KAFKA };
  if (!needed.postgres && !needed.kafka) return;
  const library = await localServers();
  const home = await library.openHome(await mkdtemp(path.join(os.tmpdir(), 'stipple-test-')));
  const servers = [];
  let stopping;
  const stopAll = async () => {
    const outcomes = await Promise.allSettled(servers.map((server) => server.stop()));
    if (needed.postgres) await library.erasePostgres(home);
    await home.close();
    await rm(home.path, { recursive: true, force: true, maxRetries: 5 });
    const failures = outcomes.filter(({ status }) => status === 'rejected').map(({ reason }) => reason);
    if (failures.length > 0) throw new AggregateError(failures, 'A test server did not stop.');
  };
  const stop = () => (stopping ??= stopAll());
  globalThis.stippleTestServers = { stop };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.once(signal, () => void stop().finally(() => process.exit(1)));

  const outcomes = await Promise.allSettled([
    needed.postgres ? library.startPostgres({ home, progress: say }) : undefined,
    needed.kafka ? kafkaOf(home, library) : undefined,
  ]);
  servers.push(...outcomes.flatMap(({ value }) => value ?? []));
  const failure = outcomes.find(({ status }) => status === 'rejected');
  if (failure) {
    await stop();
    throw failure.reason;
  }
  const [postgres, kafka] = outcomes.map(({ value }) => value);
  if (postgres) process.env.STIPPLE_TEST_DATABASE_URL = postgres.adminUrl;
  if (kafka) process.env.STIPPLE_TEST_KAFKA = kafka.brokers;
}
