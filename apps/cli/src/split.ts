import path from 'node:path';
import { beginDemo, demoAdministrator, wantsDemo } from '@stipple/demo';
import { checkAddress, freePort, onStop, openHome, startKafka, startPostgres, type Home } from '@stipple/local-servers';
import { addressOf, contextNames, edgeSettings, endOnFault, failStart, faultCode, installDatabase, stopWithParent } from '@stipple/service';
import { contexts } from './contexts.js';
import { passwordOf } from './installation.js';
import { Supervised } from './supervised.js';

const say = (line: string) => process.stdout.write(`${line}\n`);

/** Starts five services and a gateway as processes of their own, over servers that exist or over an embedded PostgreSQL and a local Apache Kafka. */
async function startSplit(home: Home, host: string, port: number, lost: (sentence: string) => void) {
  const stops: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (const one of stops.splice(0).reverse()) await one();
  };
  try {
    const adminUrl = process.env['DATABASE_URL'] || (await startServer('PostgreSQL', stops, lost, () => startPostgres({ home, progress: say }))).adminUrl;
    const brokers = process.env['KAFKA_BROKERS'] || (await startServer('Kafka', stops, lost, () => startKafka({ home, progress: say }))).brokers;
    const access = await installDatabase({ adminUrl, parts: contexts.map((context) => context.parts), secretOf: passwordOf(home), progress: say });
    await home.keyPair('tokens');
    const keys = await home.folder('keys');
    const demo = wantsDemo(process.env, host, 'off');
    const shared = { STIPPLE_INTERNAL_KEY: (await home.secret('internal', 32)).toString('hex'), STIPPLE_MASTER_KEY: (await home.secret('personal-data', 32)).toString('hex') };
    const identity = {
      STIPPLE_TOKEN_PRIVATE_KEY_FILE: path.join(keys, 'tokens.pem'),
      STIPPLE_IDENTITY_SECRET: (await home.secret('identity', 32)).toString('hex'),
      ...(demo.wanted ? { STIPPLE_ADMIN_EMAIL: demoAdministrator } : {}),
    };
    const ports = await Promise.all(contextNames.map(() => freePort()));
    const services = contextNames.map((name, index) => new Supervised(name, { ...shared, ...(name === 'staff' ? identity : {}), HOST: '127.0.0.1', PORT: String(ports[index]), DATABASE_URL: access[name].url, KAFKA_BROKERS: brokers, LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'warn', METRICS_PORT: '' }, say));
    stops.push(() => Promise.all(services.map((service) => service.stop())));
    say('Starting five services …');
    const ready = await Promise.all(services.map((service) => service.start()));
    const gateway = new Supervised('gateway', {
      STIPPLE_INTERNAL_KEY: shared.STIPPLE_INTERNAL_KEY,
      STIPPLE_TOKEN_PUBLIC_KEY_FILE: path.join(keys, 'tokens.pub.pem'),
      ...Object.fromEntries(contextNames.map((name, index) => [`SUBGRAPH_${name.toUpperCase()}_URL`, `http://127.0.0.1:${ports[index]}`])),
      HOST: host,
      // The same one when it is started again.
      PORT: String(port === 0 ? await freePort() : port),
      LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'warn',
    }, say);
    stops.push(() => gateway.stop());
    say('Starting the gateway …');
    const { ready: url } = await gateway.start();
    return { url, brokers, notices: ready.flatMap((one) => one.notices ?? []), processes: [...services, gateway], demo, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startServer<Server extends { stop(): Promise<void>; died: Promise<Error> }>(name: string, stops: (() => Promise<unknown>)[], lost: (sentence: string) => void, start: () => Promise<Server>): Promise<Server> {
  const server = await start();
  stops.push(() => server.stop());
  void server.died.then((problem) => lost(`${name} ended by itself: ${problem.message}`));
  return server;
}

const ending = endOnFault();

try {
  const { host, port } = addressOf(process.env, 4000);
  edgeSettings(process.env);
  await checkAddress(host, port);
  const home = await openHome(process.env['STIPPLE_HOME'] ?? path.resolve('.stipple'));
  const lost = (sentence: string) => {
    process.stderr.write(`${sentence}\n`);
    void stop().finally(() => process.exit(faultCode));
  };
  const starting = startSplit(home, host, port, lost);
  const stop = async () => {
    await starting.then((split) => split.stop(), () => undefined);
    await home.close();
  };
  ending.stopBy(stop);
  onStop(
    async () => {
      say('Stopping …');
      await stop();
      say('Stopped.');
    },
    { say },
  );
  stopWithParent();
  const split = await starting;
  if (split.demo.why) say(split.demo.why);
  if (split.demo.wanted) {
    const invitation = split.notices.find((notice) => notice.invitation !== undefined)?.invitation;
    const password = process.env['STIPPLE_DEMO_PASSWORD'];
    const made = await beginDemo({ home, url: split.url, say, ...(invitation === undefined ? {} : { invitation }), ...(password ? { password } : {}) });
    if (made.password !== undefined && made.generated) say(`The demo accounts have the password ${made.password}   (shown this once)`);
  } else for (const notice of split.notices) say(notice.sentence);
  for (const { name, pid } of split.processes) say(`  ${name.padEnd(14)} process ${pid}`);
  say(`Kafka: ${split.brokers}`);
  say(`Stipple is ready: ${split.url}   Ctrl-C stops all of it.`);
  process.send?.({ ready: split.url, brokers: split.brokers, notices: split.notices, processes: Object.fromEntries(split.processes.map(({ name, pid }) => [name, pid])) });
} catch (error) {
  failStart(error);
}
