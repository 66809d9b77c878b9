import { KafkaBroker } from '@stipple/messaging';
import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { GraphQLError, parse, type DocumentNode } from 'graphql';
import { Registry } from 'prom-client';
import type { Logger, Provided, RunningContext } from './context.js';
import { maySeeInside, onceASecond } from './callers.js';
import { brokerLog, startContext } from './context.js';
import type { Ending } from './fault.js';
import { measure, measureProcess } from './metrics.js';
import type { ContextModule, Notice } from './parts.js';
import { macHeader, type RemoteRequest } from './remote.js';
import { serviceSettings } from './settings.js';
import { isMacOf } from './tokens.js';

const documents = new Map<string, DocumentNode>();

/** The planner of the gateway asks the same documents again and again. */
function documentOf(query: string): DocumentNode {
  const known = documents.get(query);
  if (known) return known;
  const document = parse(query, { maxTokens: 20_000 });
  if (documents.size > 2_000) documents.clear();
  documents.set(query, document);
  return document;
}

/** The endpoint at which a context answers the gateway, and its health and metrics. Only requests that the gateway signed are heard. */
export function serviceEndpoint(context: RunningContext, options: Inside & { internalKey: Buffer }): FastifyInstance {
  const server = fastify({ bodyLimit: 4_000_000, requestTimeout: 30_000, forceCloseConnections: 'idle', http: { headersTimeout: 10_000, connectionsCheckingInterval: 2_000 } });
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  server.post<{ Body: string }>('/graphql', async (request, reply) => {
    const mac = request.headers[macHeader];
    if (typeof mac !== 'string' || !isMacOf(options.internalKey, request.body, mac)) return reply.code(401).send({ errors: [{ message: 'Only the gateway is heard here.' }] });
    const { query, ...asked } = JSON.parse(request.body) as RemoteRequest;
    if (asked.deadline <= Date.now()) return reply.code(504).send({ errors: [{ message: 'The time for an answer is over.' }] });
    let document: DocumentNode;
    try {
      document = documentOf(query);
    } catch (error) {
      if (error instanceof GraphQLError) return { errors: [{ message: error.message, extensions: { code: 'BAD_USER_INPUT' } }] };
      throw error;
    }
    return context.subgraph.execute({ document, ...asked });
  });
  addInside(server, context, options, (request) => maySeeInside(request.raw, options.metricsToken));
  return server;
}

interface Inside {
  metrics: () => Promise<string>;
  metricsToken?: string;
  ending?: Ending;
}

/** Health, and metrics for whom `sees` lets in; everybody else is told by the status alone how the service is. */
function addInside(server: FastifyInstance, context: RunningContext, { metrics, ending }: Inside, sees: (request: FastifyRequest) => boolean): void {
  const scrape = onceASecond(metrics);
  const parts = async () => ({ ...(await context.health()), ...(ending?.reason() === undefined ? {} : { process: { ok: false, detail: ending.reason() } }) });
  const recent = onceASecond(parts);
  server.get('/health/live', (request, reply) => {
    const problem = ending?.reason() ?? context.restart();
    return reply.code(problem === undefined ? 200 : 503).send({ ok: problem === undefined, ...(problem !== undefined && sees(request) ? { detail: problem } : {}) });
  });
  server.get('/health/ready', async (request, reply) => {
    const inside = sees(request);
    const found = await (inside ? parts() : recent());
    const ok = Object.values(found).every((part) => part.ok);
    return reply.code(ok ? 200 : 503).send(inside ? { ok, parts: found } : { ok });
  });
  server.get('/metrics', async (request, reply) => {
    if (sees(request)) return reply.type('text/plain; version=0.0.4').send(await scrape());
    return reply.code(request.headers.authorization === undefined ? 404 : 401).send({ errors: [{ message: 'There is nothing to see here.' }] });
  });
}

/** Runs one context as a service of its own over Kafka and PostgreSQL, set up by environment variables, until it is stopped. */
export async function serve(module: ContextModule, log: Logger, options: { environment?: NodeJS.ProcessEnv; provide?: readonly Provided[]; firstAdministrator?: string; ending?: Ending } = {}): Promise<{ url: string; notices: readonly Notice[]; stop(): Promise<void> }> {
  const settings = serviceSettings(options.environment ?? process.env);
  const registry = new Registry();
  measureProcess(registry);
  const broker = new KafkaBroker({ brokers: settings.kafkaBrokers, clientId: `stipple.${module.parts.name}`, log: brokerLog(log) });
  const context = await startContext(module, {
    databaseUrl: settings.databaseUrl,
    broker,
    masterKey: settings.masterKey,
    log,
    peers: true,
    ...(options.provide ? { provide: options.provide } : {}),
    ...(options.firstAdministrator ? { firstAdministrator: options.firstAdministrator } : {}),
  });
  measure(registry, [context]);
  const inside: Inside = { metrics: () => registry.metrics(), ...(settings.metricsToken === undefined ? {} : { metricsToken: settings.metricsToken }), ...(options.ending ? { ending: options.ending } : {}) };
  const server = serviceEndpoint(context, { internalKey: settings.internalKey, ...inside });
  const url = await server.listen({ host: settings.host, port: settings.port });
  const apart = fastify({ requestTimeout: 10_000, forceCloseConnections: true });
  if (settings.metricsPort !== undefined) {
    addInside(apart, context, inside, () => true);
    await apart.listen({ host: settings.host, port: settings.metricsPort });
  }
  log.info({ context: module.parts.name, url }, 'serving');
  return {
    url,
    notices: context.notices,
    async stop() {
      await server.close();
      await apart.close();
      await context.stop();
      await broker.close();
    },
  };
}
