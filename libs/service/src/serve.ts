import { KafkaBroker } from '@stipple/messaging';
import fastify, { type FastifyInstance } from 'fastify';
import { GraphQLError, parse, type DocumentNode } from 'graphql';
import { Registry } from 'prom-client';
import type { Logger, Provided, RunningContext } from './context.js';
import { brokerLog, startContext } from './context.js';
import { worstOf } from './health.js';
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
export function serviceEndpoint(context: RunningContext, options: { internalKey: Buffer; metrics: () => Promise<string> }): FastifyInstance {
  const server = fastify({ bodyLimit: 4_000_000, requestTimeout: 30_000, forceCloseConnections: 'idle' });
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
  server.get('/health/live', (_request, reply) => {
    const problem = context.restart();
    return reply.code(problem === undefined ? 200 : 503).send(problem === undefined ? { ok: true } : { ok: false, detail: problem });
  });
  server.get('/health/ready', async (_request, reply) => {
    const parts = await context.health();
    const status = worstOf(Object.values(parts));
    return reply.code(status === 'down' ? 503 : 200).send({ ok: status !== 'down', status, parts });
  });
  server.get('/metrics', async (_request, reply) => reply.type('text/plain; version=0.0.4').send(await options.metrics()));
  return server;
}

/** Runs one context as a service of its own over Kafka and PostgreSQL, set up by environment variables, until it is stopped. */
export async function serve(module: ContextModule, log: Logger, options: { environment?: NodeJS.ProcessEnv; provide?: readonly Provided[]; firstAdministrator?: string } = {}): Promise<{ url: string; notices: readonly Notice[]; stop(): Promise<void> }> {
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
  const server = serviceEndpoint(context, { internalKey: settings.internalKey, metrics: () => registry.metrics() });
  const url = await server.listen({ host: settings.host, port: settings.port });
  log.info({ context: module.parts.name, url }, 'serving');
  return {
    url,
    notices: context.notices,
    async stop() {
      await server.close();
      await context.stop();
      await broker.close();
    },
  };
}
