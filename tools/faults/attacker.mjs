// Attacks a Stipple: starts the processes of docker/compose.yml on the loopback address with the secrets of
// make-secrets.mjs. The attacker reaches every port and sits between gateway and services, but has no key. Each attempt
// is a line that says whether it was refused. With --with-keys the attacker has all keys and every attempt has to work,
// which shows that the attempts are real ones. Usage: node tools/faults/attacker.mjs [--with-keys]
import { execFileSync, fork, spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import kafkajs from 'kafkajs';
import pg from 'pg';
import {
  freePort,
  kafkaAvailable,
  openHome,
  startKafka,
  startPostgres,
} from '../../libs/local-servers/dist/src/index.js';
import { connectionOf, databaseUrl } from '../../libs/local-servers/dist/src/connection.js';
import { signCall } from '../../libs/service/dist/src/calls.js';
import { publicKeysOf, signingKey } from '../../libs/service/dist/src/keys.js';
import { gatewaySettings } from '../../libs/service/dist/src/settings.js';
import { attempts } from './attempts.mjs';
import { openBetween } from './between.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const contexts = ['staff', 'bookings', 'sterilization', 'treatments', 'billing'];
const withKeys = process.argv.includes('--with-keys');
const say = (line) => process.stdout.write(`${line}\n`);
const stops = [];
/** The variables of our environment that programs need. Others may be meant for another Stipple. */
const plain = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(STIPPLE|DATABASE|KAFKA|SUBGRAPH|NODE_OPTIONS|PG)/.test(name)),
);

const settingsIn = (folder, name) =>
  Object.fromEntries(
    readFileSync(path.join(folder, name), 'utf8')
      .trim()
      .split('\n')
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );

async function openServers(folder) {
  const secrets = path.join(folder, 'secrets');
  execFileSync(process.execPath, [path.join(root, 'docker/make-secrets.mjs'), secrets], { stdio: 'pipe' });
  const read = (name) => readFileSync(path.join(secrets, name), 'utf8');
  const ca = path.join(secrets, 'authority.pem');
  const home = await openHome(path.join(folder, 'home'));
  const postgres = await startPostgres({ home, tls: { certificate: read('postgres.crt'), key: read('postgres.key') } });
  stops.push(() => postgres.stop());
  const users = Object.fromEntries(
    ['topics.env', ...contexts.map((context) => `${context}.env`)]
      .map((name) => settingsIn(secrets, name))
      .map((of) => [of.KAFKA_SASL_USERNAME, of.KAFKA_SASL_PASSWORD]),
  );
  const [key, certificate] = read('kafka-keystore.pem').split(/(?<=-----END PRIVATE KEY-----\n)/);
  const kafka = await startKafka({
    home,
    security: { users, superuser: 'stipple', tls: { key, certificate, ca: read('authority.pem') } },
  });
  stops.push(() => kafka.stop());
  const controller = readFileSync(path.join(home.path, 'kafka', 'controller-port'), 'utf8').trim();
  const admin = new URL(postgres.adminUrl);
  admin.searchParams.delete('host');
  return {
    secrets,
    ca,
    home,
    adminUrl: admin.href,
    port: postgres.port,
    brokers: kafka.brokers,
    controller: `127.0.0.1:${controller}`,
    users,
  };
}

/** The environment of a process of compose.yml, with the addresses of this machine. */
function environmentOf(servers, name) {
  const settings = settingsIn(servers.secrets, `${name}.env`);
  if (settings.DATABASE_URL)
    settings.DATABASE_URL = settings.DATABASE_URL.replace('@postgres:5432', `@127.0.0.1:${servers.port}`);
  return { ...settings, KAFKA_BROKERS: servers.brokers, KAFKA_SSL_CA_FILE: servers.ca, DATABASE_CA_FILE: servers.ca };
}

function once(name, settings) {
  const child = spawn(process.execPath, [path.join(root, 'apps/cli/dist/src/main.js'), name], {
    env: { ...plain, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  return new Promise((resolve, reject) =>
    child.once('close', (code) => (code === 0 ? resolve() : reject(new Error(`stipple ${name}: ${output}`)))),
  );
}

function startProcess(name, settings) {
  const child = fork(path.join(root, `apps/${name}/dist/src/main.js`), [], {
    env: { ...plain, NODE_ENV: 'production', LOG_LEVEL: 'error', HOST: '127.0.0.1', ...settings },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  stops.push(
    () =>
      new Promise((resolve) => {
        if (child.exitCode !== null || child.signalCode !== null) return resolve();
        child.once('exit', resolve);
        child.kill('SIGTERM');
        setTimeout(() => child.kill('SIGKILL'), 15_000).unref();
      }),
  );
  return new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.once('exit', (code, signal) => reject(new Error(`${name} ended with ${signal ?? code}.`)));
    setTimeout(() => reject(new Error(`${name} was not ready within a minute.`)), 60_000).unref();
  });
}

async function openStipple(folder) {
  const servers = await openServers(folder);
  const migrate = environmentOf(servers, 'migrate');
  migrate.DATABASE_URL = servers.adminUrl;
  await once('migrate', { ...migrate, STIPPLE_HOME: path.join(folder, 'migrating') });
  await once('topics', environmentOf(servers, 'topics'));
  const services = {};
  const notices = [];
  await Promise.all(
    contexts.map(async (context) => {
      const started = await startProcess(context, {
        ...environmentOf(servers, context),
        PORT: String(await freePort()),
        ...(context === 'staff' ? { STIPPLE_ADMIN_EMAIL: 'admin@example.test' } : {}),
      });
      services[context] = started.ready;
      notices.push(...(started.notices ?? []));
    }),
  );
  const between = await openBetween(services.staff);
  stops.push(() => between.close());
  const settings = settingsIn(servers.secrets, 'gateway.env');
  const urls = Object.fromEntries(
    contexts.map((context) => [
      `SUBGRAPH_${context.toUpperCase()}_URL`,
      context === 'staff' ? between.url : services[context],
    ]),
  );
  const gateway = await startProcess('gateway', { ...settings, ...urls, PORT: String(await freePort()) });
  return {
    ...servers,
    services,
    between,
    gateway: gateway.ready,
    gatewayKey: gatewaySettings(settings).caller,
    invitation: notices.find((notice) => notice.invitation)?.invitation,
  };
}

/** The data that no attempt may change: every context's events, and the end of every topic. */
async function holdings({ adminUrl, ca, brokers, users }) {
  const client = new pg.Client({
    ...connectionOf(databaseUrl({ DATABASE_URL: adminUrl.replace(/\/[^/]*$/, '/stipple'), DATABASE_CA_FILE: ca })),
    connectionTimeoutMillis: 5_000,
  });
  await client.connect();
  const counts = {};
  for (const context of contexts)
    counts[context] = Number((await client.query(`select count(*) from ${context}.events`)).rows[0].count);
  await client.end();
  const admin = new kafkajs.Kafka({
    brokers: [brokers],
    clientId: 'judge',
    logLevel: kafkajs.logLevel.NOTHING,
    ssl: { ca: readFileSync(ca, 'utf8') },
    sasl: { mechanism: 'plain', username: 'stipple', password: users.stipple },
  }).admin();
  await admin.connect();
  const topics = (await admin.listTopics()).filter((topic) => !topic.startsWith('__')).sort();
  for (const topic of topics)
    counts[topic] = (await admin.fetchTopicOffsets(topic)).reduce((sum, { high }) => sum + Number(high), 0);
  await admin.disconnect();
  return JSON.stringify(counts);
}

/** Waits until all earlier work has had its effects. Answers the stored and sent data. */
async function settled(stipple) {
  for (let before = await holdings(stipple); ;) {
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    const now = await holdings(stipple);
    if (now === before) return now;
    before = now;
  }
}

async function main(folder) {
  const home = await openHome(path.join(folder, 'look'), { lock: null });
  const kafka = await kafkaAvailable(home);
  if (!kafka.available) return say(`skipped: an attacker's afternoon, because: ${kafka.why}`);
  for (const app of [...contexts, 'gateway', 'cli'])
    if (!readdirSync(path.join(root, 'apps', app)).includes('dist'))
      throw new Error(`apps/${app} is not built: npm run build.`);
  const stipple = await openStipple(folder);
  say('Stipple runs: five services, a gateway, PostgreSQL by TLS, Kafka by TLS with a user for each service.');
  const stranger = generateKeyPairSync('ed25519');
  const attacker = {
    ...stipple,
    key: withKeys ? stipple.gatewayKey : signingKey(stranger.privateKey),
    guessedId: [...publicKeysOf(stranger.publicKey).keys()][0],
    sign: (key, call, at = Date.now()) => signCall(key, call, at).header,
    passwordOf: (user) => (withKeys ? stipple.users[user] : 'wrong'),
    adminUrl: withKeys ? stipple.adminUrl : stipple.adminUrl.replace(/:[^:@/]+@/, ':wrong@'),
    authority: readFileSync(stipple.ca, 'utf8'),
    urlOf: (context) => environmentOf(stipple, context).DATABASE_URL,
  };
  const story = await attempts(attacker);
  const before = await settled(stipple);
  let got = 0;
  let tried = 0;
  for (const { what, keyed, run } of story) {
    if (withKeys && !keyed) continue;
    let why;
    try {
      why = await run();
    } catch (error) {
      why = error instanceof Error ? error.message || error.name : String(error);
    }
    tried += 1;
    if (why === undefined) got += 1;
    say(
      `${why === undefined ? 'GOT IN  ' : 'refused '} ${what}${why === undefined ? '' : `: ${why.split('\n')[0].slice(0, 120)}`}`,
    );
  }
  const after = await settled(stipple);
  const changed = after !== before;
  if (changed) say(`CHANGED what is stored or sent: ${before} became ${after}`);
  say(`${tried} attempts, ${got} of them got in.`);
  if (tried === 0) throw new Error('Nothing was tried.');
  say(`Verdict: ${got === 0 && !changed ? 'nobody got in.' : 'somebody got in.'}`);
  process.exitCode = got === 0 && !changed ? 0 : 1;
}

const folder = mkdtempSync(path.join(os.tmpdir(), 'stipple-attacker-'));
try {
  await main(folder);
} catch (error) {
  say(`The afternoon could not be had: ${error instanceof Error ? error.stack : String(error)}`);
  process.exitCode = 2;
} finally {
  for (const stop of stops.reverse()) await stop();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
