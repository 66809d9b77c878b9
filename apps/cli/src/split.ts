import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { beginDemo, demoAdministrator, progressFile, wantsDemo } from '@stipple/demo';
import { checkAddress, freePort, onStop, openHome, startPostgres, StartProblem, type Home } from '@stipple/local-servers';
import { databaseUrl } from '@stipple/local-servers/connection';
import { addressOf, contextNames, failStart, installDatabase, stopWithParent, type Notice } from '@stipple/service';
import { contexts } from './contexts.js';
import { passwordOf } from './installation.js';
import { foreignKafka, localKafka } from './split-kafka.js';
import { inherited, processEnvironments } from './process-environment.js';

const say = (line: string) => process.stdout.write(`${line}\n`);
const apps = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');
const readyWithin = 60_000;

interface Ready {
  ready: string;
  notices?: readonly Notice[];
}

/** One process of the split shape. It is started again, after a growing pause, when it ends by itself. */
class Supervised {
  private child: ChildProcess | undefined;
  private stopping = false;
  private failures = 0;
  private restart: NodeJS.Timeout | undefined;

  constructor(
    readonly name: string,
    private readonly environment: NodeJS.ProcessEnv,
  ) {}

  /** Resolves once the process serves. @throws Error when it does not within a minute or ends before */
  start(): Promise<Ready> {
    // In a session of its own, so that Ctrl-C reaches it through us alone and is not taken for its end.
    const child = fork(path.join(apps, this.name, 'dist/src/main.js'), [], { env: { ...inherited(process.env), NODE_ENV: 'production', ...this.environment }, detached: true, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    this.child = child;
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new StartProblem(`${this.name} was not ready within ${readyWithin / 1000} s.`)), readyWithin);
      child.once('message', (message) => {
        clearTimeout(late);
        resolve(message as Ready);
        setTimeout(() => (this.failures = 0), 30_000).unref();
      });
      child.once('exit', (code, signal) => {
        clearTimeout(late);
        reject(new StartProblem(`${this.name} ended with ${signal ?? `exit code ${code}`}.`));
        if (this.stopping) return;
        this.failures += 1;
        const pause = Math.min(30, 2 ** this.failures);
        say(`${this.name} ended with ${signal ?? `exit code ${code}`}; starting it again in ${pause} s.`);
        this.restart = setTimeout(() => {
          this.start().then(
            () => say(`${this.name} is back.`),
            (error: unknown) => process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`),
          );
        }, pause * 1000);
      });
    });
  }

  get pid(): number | undefined {
    return this.child?.pid;
  }

  stop(): Promise<void> {
    this.stopping = true;
    if (this.restart) clearTimeout(this.restart);
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
    return new Promise((resolve) => {
      const force = setTimeout(() => child.kill('SIGKILL'), 15_000);
      child.once('exit', () => {
        clearTimeout(force);
        resolve();
      });
      child.kill('SIGTERM');
    });
  }
}

/** Starts five services and a gateway as processes of their own, over servers that exist or over an embedded PostgreSQL and a local Apache Kafka. */
async function startSplit(home: Home, host: string, port: number) {
  const stops: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (const one of stops.splice(0).reverse()) await one();
  };
  try {
    const adminUrl = databaseUrl(process.env) ?? (await startServer('PostgreSQL', stops, () => startPostgres({ home, progress: say }))).adminUrl;
    const kafka = foreignKafka(process.env) ?? (await startServer('Kafka', stops, () => localKafka(home, say)));
    const { brokers } = kafka;
    const access = await installDatabase({ adminUrl, parts: contexts.map((context) => context.parts), secretOf: passwordOf(home), progress: say });
    const demo = wantsDemo(process.env, host, 'off');
    const firstAdministrator = demo.wanted ? demoAdministrator : process.env['STIPPLE_ADMIN_EMAIL'];
    const environments = await processEnvironments(home, firstAdministrator ? { firstAdministrator } : {});
    const ports = await Promise.all(contextNames.map(() => freePort()));
    const services = contextNames.map((name, index) => new Supervised(name, { ...environments.service(name), HOST: '127.0.0.1', PORT: String(ports[index]), DATABASE_URL: access[name].url, ...kafka.service(name), LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'warn' }));
    stops.push(() => Promise.all(services.map((service) => service.stop())));
    say('Starting five services …');
    const ready = await Promise.all(services.map((service) => service.start()));
    const gateway = new Supervised('gateway', {
      ...environments.gateway,
      ...Object.fromEntries(contextNames.map((name, index) => [`SUBGRAPH_${name.toUpperCase()}_URL`, `http://127.0.0.1:${ports[index]}`])),
      ...(demo.wanted ? { STIPPLE_DEMO_PROGRESS: await progressFile(home) } : {}),
      HOST: host,
      PORT: String(port),
      LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'warn',
    });
    stops.push(() => gateway.stop());
    say('Starting the gateway …');
    const { ready: url } = await gateway.start();
    return { url, brokers, notices: ready.flatMap((one) => one.notices ?? []), processes: [...services, gateway], demo, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startServer<Server extends { stop(): Promise<void>; died: Promise<Error> }>(name: string, stops: (() => Promise<unknown>)[], start: () => Promise<Server>): Promise<Server> {
  const server = await start();
  stops.push(() => server.stop());
  void server.died.then((problem) => process.stderr.write(`${name} ended by itself: ${problem.message}\n`));
  return server;
}

/** Told to stop while it was making the demo: what then fails, fails for that. */
const ending = new AbortController();

try {
  const { host, port } = addressOf(process.env, 4000);
  await checkAddress(host, port);
  const home = await openHome(process.env['STIPPLE_HOME'] ?? path.resolve('.stipple'));
  const starting = startSplit(home, host, port);
  onStop(
    async () => {
      ending.abort();
      say('Stopping …');
      await starting.then((split) => split.stop(), () => undefined);
      await home.close();
      say('Stopped.');
    },
    { say },
  );
  stopWithParent();
  const split = await starting;
  if (split.demo.why) say(split.demo.why);
  if (split.demo.wanted) {
    const invitation = split.notices.find((notice) => notice.invitation !== undefined)?.invitation;
    const whole = ({ password, generated }: { password: string; generated: boolean }) => {
      if (generated) say(`The demo accounts have the password ${password}   (shown this once)`);
    };
    await beginDemo({ home, url: split.url, environment: process.env, say, whole, signal: ending.signal, ...(invitation === undefined ? {} : { invitation }) });
  } else for (const notice of split.notices) say(notice.sentence);
  for (const { name, pid } of split.processes) say(`  ${name.padEnd(14)} process ${pid}`);
  say(`Kafka: ${split.brokers}`);
  say(`Stipple is ready: ${split.url}   Ctrl-C stops all of it.`);
  process.send?.({ ready: split.url, brokers: split.brokers, notices: split.notices, processes: Object.fromEntries(split.processes.map(({ name, pid }) => [name, pid])) });
} catch (error) {
  if (!ending.signal.aborted) failStart(error);
}
