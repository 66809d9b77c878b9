import { createPrivateKey, createPublicKey } from 'node:crypto';
import { StaffModule } from '@stipple/context-staff';
import { examples } from '@stipple/demo';
import { startGateway, type GatewayOptions } from '@stipple/gateway';
import { startPostgres, type Home } from '@stipple/local-servers';
import { EmbeddedBroker } from '@stipple/messaging';
import {
  brokerLog,
  currentRoles,
  installDatabase,
  measure,
  measureProcess,
  publicKeysOf,
  scalars,
  startContext,
  type Logger,
  type RunningContext,
} from '@stipple/service';
import { Registry } from 'prom-client';
import { contexts } from './contexts.js';

export interface ClinicOptions {
  home: Home;
  host: string;
  port: number;
  log: Logger;
  /** Prints a line for the person who waits for the start. */
  say: (line: string) => void;
  firstAdministrator?: string;
  /** More checks that have to pass before all is ready. */
  extraHealth?: () => Promise<Record<string, { ok: boolean; detail?: string }>>;
  /** A server in place of the embedded one. The connection has to be allowed to make databases and roles. */
  databaseUrl?: string;
  /** The proxies before the gateway, and who may see metrics. */
  edge?: Pick<GatewayOptions, 'proxies' | 'metricsToken' | 'metricsPort' | 'ending'>;
  /** False removes the limits on requests, for measuring. */
  rates?: false;
}

export interface Clinic {
  url: string;
  contexts: readonly RunningContext[];
  /** Notices of the contexts for the person who started them. */
  notices: RunningContext['notices'];
  /** Resolves with a sentence when a part that it needs has ended by itself. */
  died: Promise<string>;
  stop(): Promise<void>;
}

/**
 * Starts all of Stipple in this process: each context as an application of its own, the gateway, and one PostgreSQL.
 */
export async function startClinic({
  home,
  host,
  port,
  log,
  say,
  firstAdministrator,
  extraHealth,
  databaseUrl,
  edge,
  rates,
}: ClinicOptions): Promise<Clinic> {
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const one of stops.splice(0).reverse()) await one();
  };
  try {
    const postgres =
      databaseUrl === undefined
        ? await startPostgres({ home, progress: say, log: (line) => log.info({}, line) })
        : undefined;
    if (postgres) stops.push(() => postgres.stop());
    const parts = contexts.map((context) => context.parts);
    const access = await installDatabase({
      adminUrl: databaseUrl ?? postgres?.adminUrl ?? '',
      parts,
      secretOf: async (role) => (await home.secret(role, 24)).toString('hex'),
      progress: say,
    });
    const broker = new EmbeddedBroker({ url: access.broker.url, log: brokerLog(log) });
    stops.push(() => broker.close());
    const tokens = await home.keyPair('tokens');
    const tokenKeys = publicKeysOf(
      createPublicKey(tokens.publicKey),
      ...tokens.retired.map((pem) => createPublicKey(pem)),
    );
    const masterKey = await home.secret('personal-data', 32);
    const identity = StaffModule.provide({
      tokenKey: createPrivateKey(tokens.privateKey),
      identitySecret: await home.secret('identity', 32),
    });
    const running = await Promise.all(
      contexts.map(async (context) => {
        const one = await startContext(context, {
          databaseUrl: access[context.parts.name].url,
          broker,
          masterKey,
          log,
          peers: false,
          ...(context.parts.name === 'staff'
            ? { provide: identity, ...(firstAdministrator ? { firstAdministrator } : {}) }
            : {}),
        });
        stops.push(() => one.stop());
        return one;
      }),
    );
    const registry = new Registry();
    measureProcess(registry);
    measure(registry, running);
    const [staff, ...others] = running.map((context) => context.subgraph);
    if (!staff) throw new Error('There is no staff context.');
    const roster = currentRoles(staff, tokenKeys);
    stops.push(() => Promise.resolve(roster.stop()));
    const gateway = await startGateway({
      subgraphs: [roster.subgraph, ...others],
      verifyToken: (token) => roster.verify(token),
      host,
      port,
      log,
      ...edge,
      metrics: () => registry.metrics(),
      restart: () => running.flatMap((context) => context.restart() ?? [])[0],
      health: async () => ({
        ...Object.fromEntries(
          (
            await Promise.all(
              running.map(async (context) =>
                Object.entries(await context.health()).map(
                  ([part, health]) => [`${context.parts.name}.${part}`, health] as const,
                ),
              ),
            )
          ).flat(),
        ),
        ...(await extraHealth?.()),
      }),
      ...(rates === false ? { rates } : {}),
      scalars: Object.values(scalars),
      examples,
    });
    stops.push(() => gateway.stop());
    return {
      url: gateway.url,
      contexts: running,
      notices: running.flatMap((context) => context.notices),
      died: postgres ? postgres.died.then((problem) => problem.message) : new Promise(() => undefined),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
