import { reachDatabase } from '@stipple/local-servers/connection';
import { KafkaBroker } from '@stipple/messaging';
import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { GraphQLError, parse, type DocumentNode } from 'graphql';
import { Registry } from 'prom-client';
import { maySeeInside, onceASecond } from './callers.js';
import { answerHeader, CallGuard, callHeader, signAnswer } from './calls.js';
import { startContext, type RunningContext } from './context.js';
import { brokerLog, type Logger, type Provided } from './host.js';
import type { Ending } from './fault.js';
import { worstOf, type PartHealth } from './health.js';
import type { PublicKeys, SigningKey } from './keys.js';
import { measure, measureProcess } from './metrics.js';
import type { ContextModule, Notice } from './definitions.js';
import type { RemoteRequest } from './remote.js';
import { serviceSettings } from './settings.js';

const documents = new Map<string, DocumentNode>();

/** Parses each document once: the gateway's planner repeats its documents. */
function documentOf(query: string): DocumentNode {
  const known = documents.get(query);
  if (known) return known;
  const document = parse(query, { maxTokens: 20_000 });
  if (documents.size > 2_000) documents.clear();
  documents.set(query, document);
  return document;
}

export interface EndpointOptions {
  /** The keys of accepted callers: the gateway's, and during a change also its next one. */
  callers: PublicKeys;
  /** The key that signs answers. */
  signing: SigningKey;
  metrics: () => Promise<string>;
  /**
   * The token that shows metrics and the details of health from everywhere. Without one they are for this machine
   * alone.
   */
  metricsToken?: string;
  /** The reason why the process is ending. It is then neither ready nor live. */
  ending?: Pick<Ending, 'reason'>;
}

/** The longest time for an answer, in milliseconds. */
const longestWait = 60_000;

/**
 * The endpoint of a context for the gateway, with health and metrics. It accepts only calls that are signed for it,
 * each once.
 */
export function serviceEndpoint(context: RunningContext, options: EndpointOptions): FastifyInstance {
  const { callers, signing } = options;
  const audience = context.parts.name;
  const guard = new CallGuard({ audience, callers, since: Date.now() });
  /** The nonces of accepted calls, for the signatures of their answers. */
  const accepted = new WeakMap<FastifyRequest, string>();
  const isAccepted = (request: FastifyRequest<{ Body?: unknown }>): boolean => {
    const body = typeof request.body === 'string' ? request.body : '';
    const nonce = guard.hear(
      request.headers[callHeader],
      { method: request.method, path: request.url, body },
      Date.now(),
    );
    if (nonce !== undefined) accepted.set(request, nonce);
    return nonce !== undefined;
  };

  const server = fastify({
    bodyLimit: 4_000_000,
    requestTimeout: 30_000,
    forceCloseConnections: 'idle',
    http: { headersTimeout: 10_000, connectionsCheckingInterval: 2_000 },
  });
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  server.addHook('onSend', async (request, reply, payload) => {
    const nonce = accepted.get(request);
    if (nonce !== undefined)
      reply.header(
        answerHeader,
        signAnswer(signing, audience, nonce, reply.statusCode, typeof payload === 'string' ? payload : ''),
      );
    return Promise.resolve(payload);
  });
  server.post<{ Body: string }>('/graphql', async (request, reply) => {
    if (!isAccepted(request)) return reply.code(401).send({ errors: [{ message: 'Only the gateway is heard here.' }] });
    const { query, left, ...asked } = JSON.parse(request.body) as RemoteRequest;
    if (!(left > 0)) return reply.code(504).send({ errors: [{ message: 'The time for an answer is over.' }] });
    let document: DocumentNode;
    try {
      document = documentOf(query);
    } catch (error) {
      if (error instanceof GraphQLError)
        return { errors: [{ message: error.message, extensions: { code: 'BAD_USER_INPUT' } }] };
      throw error;
    }
    return context.subgraph.execute({ document, ...asked, deadline: Date.now() + Math.min(left, longestWait) });
  });
  addInside(server, context, options, (request) =>
    request.headers[callHeader] === undefined
      ? maySeeInside(request.raw, options.metricsToken)
      : isAccepted(request) || undefined,
  );
  return server;
}

/**
 * Adds health and metrics.
 * @param sees whether the caller may see metrics and the details of each part; undefined for a call without a valid
 * signature
 */
function addInside(
  server: FastifyInstance,
  context: RunningContext,
  { metrics, ending }: Pick<EndpointOptions, 'metrics' | 'ending'>,
  sees: (request: FastifyRequest) => boolean | undefined,
): void {
  const scrape = onceASecond(metrics);
  const health = onceASecond(() => context.health());
  server.get('/health/live', (request, reply) => {
    const problem = ending?.reason() ?? context.restart();
    return reply.code(problem === undefined ? 200 : 503).send({
      ok: problem === undefined,
      ...(problem !== undefined && sees(request) === true ? { detail: problem } : {}),
    });
  });
  server.get('/health/ready', async (request, reply) => {
    const inside = sees(request);
    if (inside === undefined) return reply.code(401).send({ ok: false });
    const end = ending?.reason();
    const parts: Record<string, PartHealth> = {
      ...(await health()),
      ...(end === undefined ? {} : { process: { ok: false, status: 'down', detail: end } }),
    };
    const status = worstOf(Object.values(parts));
    return reply
      .code(status === 'down' ? 503 : 200)
      .send({ ok: status !== 'down', status, ...(inside ? { parts } : {}) });
  });
  server.get('/metrics', async (request, reply) => {
    if (sees(request) === true) return reply.type('text/plain; version=0.0.4').send(await scrape());
    return reply
      .code(request.headers.authorization === undefined ? 404 : 401)
      .send({ error: 'Metrics are shown to whoever bears STIPPLE_METRICS_TOKEN; where none is set, on this machine.' });
  });
}

/**
 * Runs one context as a service of its own over Kafka and PostgreSQL, set up by environment variables, until it is
 * stopped.
 */
export async function serve(
  module: ContextModule,
  log: Logger,
  options: {
    environment?: NodeJS.ProcessEnv;
    provide?: readonly Provided[];
    firstAdministrator?: string;
    ending?: Ending;
  } = {},
): Promise<{ url: string; notices: readonly Notice[]; stop(): Promise<void> }> {
  const settings = serviceSettings(options.environment ?? process.env);
  const registry = new Registry();
  measureProcess(registry);
  await reachDatabase(settings.databaseUrl);
  const broker = new KafkaBroker({ ...settings.kafka, clientId: `stipple.${module.parts.name}`, log: brokerLog(log) });
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
  const inside = { metrics: () => registry.metrics(), ...(options.ending ? { ending: options.ending } : {}) };
  const server = serviceEndpoint(context, {
    callers: settings.callers,
    signing: settings.signing,
    ...inside,
    ...(settings.metricsToken === undefined ? {} : { metricsToken: settings.metricsToken }),
  });
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
