import path from 'node:path';
import { beginDemo, demoAdministrator, progressFile, wantsDemo } from '@stipple/demo';
import { checkAddress, freePort, onStop, openHome, startPostgres, type Home } from '@stipple/local-servers';
import { databaseUrl } from '@stipple/local-servers/connection';
import {
  addressOf,
  contextNames,
  edgeSettings,
  endOnFault,
  failStart,
  faultCode,
  installDatabase,
  stopWithParent,
} from '@stipple/service';
import { contexts } from './contexts.js';
import { passwordOf } from './installation.js';
import { foreignKafka, localKafka } from './split-kafka.js';
import { processEnvironments } from './process-environment.js';
import { restartWhenAsked, Supervised } from './supervised.js';

const say = (line: string) => process.stdout.write(`${line}\n`);

/**
 * Starts five services and a gateway, each in a process of its own, over existing servers or over an embedded
 * PostgreSQL and a local Apache Kafka.
 */
async function startSplit(home: Home, host: string, port: number, lost: (sentence: string) => void) {
  const stops: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (const one of stops.splice(0).reverse()) await one();
  };
  try {
    const adminUrl =
      databaseUrl(process.env) ??
      (await startServer('PostgreSQL', stops, lost, () => startPostgres({ home, progress: say }))).adminUrl;
    const kafka = foreignKafka(process.env) ?? (await startServer('Kafka', stops, lost, () => localKafka(home, say)));
    const { brokers } = kafka;
    const access = await installDatabase({
      adminUrl,
      parts: contexts.map((context) => context.parts),
      secretOf: passwordOf(home),
      progress: say,
    });
    const demo = wantsDemo(process.env, host, 'off');
    const firstAdministrator = demo.wanted ? demoAdministrator : process.env['STIPPLE_ADMIN_EMAIL'];
    const environments = await processEnvironments(home, firstAdministrator ? { firstAdministrator } : {});
    const ports = await Promise.all(contextNames.map(() => freePort()));
    const services = contextNames.map(
      (name, index) =>
        new Supervised(
          name,
          {
            ...environments.service(name),
            HOST: '127.0.0.1',
            PORT: String(ports[index]),
            DATABASE_URL: access[name].url,
            ...kafka.service(name),
            LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'warn',
            METRICS_PORT: '',
          },
          say,
        ),
    );
    stops.push(() => Promise.all(services.map((service) => service.stop())));
    say('Starting five services …');
    const ready = await Promise.all(services.map((service) => service.start()));
    const gateway = new Supervised(
      'gateway',
      {
        ...environments.gateway,
        ...Object.fromEntries(
          contextNames.map((name, index) => [`SUBGRAPH_${name.toUpperCase()}_URL`, `http://127.0.0.1:${ports[index]}`]),
        ),
        ...(demo.wanted ? { STIPPLE_DEMO_PROGRESS: await progressFile(home) } : {}),
        HOST: host,
        // A restarted gateway keeps this port.
        PORT: String(port === 0 ? await freePort() : port),
        LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'warn',
      },
      say,
    );
    stops.push(() => gateway.stop());
    say('Starting the gateway …');
    const { ready: url } = await gateway.start();
    return {
      url,
      brokers,
      notices: ready.flatMap((one) => one.notices ?? []),
      processes: [...services, gateway],
      demo,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startServer<Server extends { stop(): Promise<void>; died: Promise<Error> }>(
  name: string,
  stops: (() => Promise<unknown>)[],
  lost: (sentence: string) => void,
  start: () => Promise<Server>,
): Promise<Server> {
  const server = await start();
  stops.push(() => server.stop());
  void server.died.then((problem) => lost(`${name} ended by itself: ${problem.message}`));
  return server;
}

/** Aborted by a stop while the demo is being made: later failures come from that. */
const ending = new AbortController();

const fault = endOnFault();

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
    await starting.then(
      (split) => split.stop(),
      () => undefined,
    );
    await home.close();
  };
  fault.stopBy(stop);
  onStop(
    async () => {
      ending.abort();
      say('Stopping …');
      await stop();
      say('Stopped.');
    },
    { say },
  );
  stopWithParent();
  const split = await starting;
  if (split.demo.why) say(split.demo.why);
  let isWhole = true;
  if (split.demo.wanted) {
    const invitation = split.notices.find((notice) => notice.invitation !== undefined)?.invitation;
    const whole = ({ password, generated }: { password: string; generated: boolean }) => {
      if (generated) say(`The demo accounts have the password ${password}   (shown this once)`);
    };
    isWhole = await beginDemo({
      home,
      url: split.url,
      environment: process.env,
      say,
      whole,
      signal: ending.signal,
      ...(invitation === undefined ? {} : { invitation }),
    });
  } else for (const notice of split.notices) say(notice.sentence);
  for (const { name, pid } of split.processes) say(`  ${name.padEnd(14)} process ${pid}`);
  say(`Kafka: ${split.brokers}`);
  say(`Stipple ${isWhole ? 'is ready' : 'runs, its demo not finished'}: ${split.url}   Ctrl-C stops all of it.`);
  restartWhenAsked(split.processes);
  process.send?.({
    ready: split.url,
    brokers: split.brokers,
    notices: split.notices,
    processes: Object.fromEntries(split.processes.map(({ name, pid }) => [name, pid])),
  });
} catch (error) {
  if (!ending.signal.aborted) failStart(error);
}
