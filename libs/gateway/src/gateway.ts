import { listenProblem } from '@stipple/local-servers';
import { cut } from '@stipple/service';
import Fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import { parse } from 'graphql';
import { Execution } from './execution.js';
import { Bounds } from './bounds.js';
import { addGraphqlRoute, bodyLimit } from './graphql-route.js';
import { graphqlServer } from './graphql-server.js';
import { defaultLimits } from './limits.js';
import { Metrics } from './metrics.js';
import { addOperationsRoutes } from './operations-routes.js';
import type { GatewayLog } from './log.js';
import type { Example, Gateway, GatewayOptions } from './options.js';
import { addPage } from './page.js';
import { plannerFor } from './planners.js';
import { defaultRates, RateLimit } from './rates.js';
import { Memories } from './seen.js';
import { SubgraphCalls } from './subgraph-calls.js';
import { compose } from './supergraph.js';
import { isLate, within } from './within.js';

const usualTimeout = 10_000;
/** How long operations that run are waited for at the end, in milliseconds. */
const drainTimeout = 5_000;

/**
 * Starts the one GraphQL endpoint over the subgraphs, with its page, health and metrics.
 * @throws StartProblem when the subgraphs do not fit together or the port cannot be had
 */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const { subgraphs, log, host, port, health, examples = [], clock = Date.now } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const supergraph = compose(subgraphs, options.scalars);
  const metrics = new Metrics(operationNames(examples));
  const memories = new Memories(clock);
  const calls = new SubgraphCalls(subgraphs, memories, metrics, clock, log);
  const planner = await plannerFor(supergraph.sdl, (name, call, exchange) => calls.ask(name, call, exchange), log);
  const server = await graphqlServer(supergraph, new Execution(supergraph.apiSchema, planner, limits, log), limits.tokens, log);
  let stopping: Promise<void> | undefined;

  const app = Fastify({ bodyLimit, trustProxy: options.trustProxy ? onlyTheNext : false, forceCloseConnections: 'idle', requestTimeout: 30_000, return503OnClosing: true });
  app.removeContentTypeParser('text/plain');
  protect(app, () => stopping !== undefined, log);
  addGraphqlRoute(app, {
    server,
    memories,
    metrics,
    bounds: new Bounds(limits),
    timeout: options.timeout ?? usualTimeout,
    verifyToken: (token) => options.verifyToken(token),
    clock,
    log,
    ...(options.rates !== false && { rateLimit: new RateLimit({ ...defaultRates, ...options.rates }, clock) }),
  });
  addOperationsRoutes(app, {
    health: () => health(),
    restart: () => options.restart?.(),
    metricsText: () => options.metrics(),
    metrics,
    own: () => (stopping ? { ok: false, detail: 'stopping' } : { ok: true, detail: `${planner.kind} planner` }),
    log,
  });
  await addPage(app, { examples, verifyToken: (token) => options.verifyToken(token), log });

  const stop = async () => {
    const closed = app.close();
    if (isLate(await within(drainTimeout, closed))) {
      log.warn({ seconds: drainTimeout / 1000 }, 'requests that still run are cut off');
      app.server.closeAllConnections();
    }
    await closed;
    await server.stop();
  };
  try {
    await app.listen({ host, port });
  } catch (error) {
    await app.close();
    await server.stop();
    throw listenProblem(error, host, port);
  }
  const url = urlOf(app, host);
  log.info({ url, planner: planner.kind, subgraphs: subgraphs.map(({ name }) => name) }, 'the gateway listens');
  return { url, planner: planner.kind, stop: () => (stopping ??= stop()) };
}

/** The peer of the connection is the proxy; whatever stands further left in X-Forwarded-For, anybody may have written. */
const onlyTheNext = (_address: string, hop: number): boolean => hop === 0;

/** Headers that every answer has, and answers for what is not there or does not work. */
function protect(app: FastifyInstance, stopping: () => boolean, log: GatewayLog): void {
  app.addHook('onRequest', async (_request, reply) => {
    void reply.headers({
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=()',
    });
    await Promise.resolve();
  });
  // A connection kept alive for a next request would hold up the end.
  app.addHook('onResponse', async () => {
    if (stopping()) setImmediate(() => app.server.closeIdleConnections());
    await Promise.resolve();
  });
  app.setNotFoundHandler(async (request, reply) => await reply.status(404).send({ error: `There is nothing at ${cut(request.url.split('?')[0] ?? '')}. The API is at /graphql.` }));
  app.setErrorHandler<{ statusCode?: number }>(async (error, request, reply) => {
    const { statusCode = 500 } = error;
    if (statusCode < 500) return await reply.status(statusCode).send({ error: 'The request is malformed.' });
    log.error({ err: error, url: request.url }, 'a request failed');
    return await reply.status(statusCode).send({ error: 'Something went wrong here; the log says what.' });
  });
}

function urlOf(app: FastifyInstance, host: string): string {
  const address = app.server.address();
  if (address === null || typeof address === 'string') throw new Error('The gateway does not listen on a port.');
  return `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`;
}

const operationNames = (examples: readonly Example[]): string[] =>
  examples.flatMap(({ document }) => parse(document).definitions.flatMap((definition) => (definition.kind === 'OperationDefinition' && definition.name ? [definition.name.value] : [])));
