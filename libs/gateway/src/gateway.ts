import { own } from '@stipple/event-store';
import { listenProblem } from '@stipple/local-servers';
import { cut, maySeeInside, Proxies } from '@stipple/service';
import Fastify from 'fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Socket } from 'node:net';
import { parse } from 'graphql';
import { Execution } from './execution.js';
import { Bounds } from './bounds.js';
import { bodyLimit, takeJson } from './bodies.js';
import { addGraphqlRoute } from './graphql-route.js';
import { graphqlServer } from './graphql-server.js';
import { defaultLimits } from './limits.js';
import { Metrics } from './metrics.js';
import { Operations } from './operations-routes.js';
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
  const server = await graphqlServer(
    supergraph,
    new Execution(supergraph.apiSchema, planner, limits, log),
    limits.tokens,
    log,
  );
  let stopping: Promise<void> | undefined;

  const app = Fastify({
    bodyLimit,
    ...patience,
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    clientErrorHandler: refuseConnection,
    frameworkErrors: refuseRequest,
  });
  app.server.maxConnections = mostConnections;
  takeJson(app);
  protect(app, () => stopping !== undefined, log);
  addGraphqlRoute(app, {
    server,
    memories,
    metrics,
    proxies: options.proxies ?? new Proxies([]),
    bounds: new Bounds(limits, supergraph.keys),
    timeout: options.timeout ?? usualTimeout,
    verifyToken: (token) => options.verifyToken(token),
    clock,
    log,
    ...(options.rates !== false && { rateLimit: new RateLimit({ ...defaultRates, ...options.rates }, clock) }),
  });
  const ending = () => options.ending?.reason();
  const operations = new Operations({
    health: () => health(),
    restart: () => ending() ?? options.restart?.(),
    metricsText: () => options.metrics(),
    metrics,
    own: () =>
      stopping || ending() !== undefined
        ? { ok: false, detail: ending() ?? 'stopping' }
        : { ok: true, detail: `${planner.kind} planner` },
    log,
  });
  operations.addTo(app, (request) => maySeeInside(request.raw, options.metricsToken));
  const apart = Fastify({ ...patience, forceCloseConnections: true });
  operations.addTo(apart, () => true);
  await addPage(app, { examples, verifyToken: (token) => options.verifyToken(token), log });

  const stop = async () => {
    const closed = app.close();
    if (isLate(await within(drainTimeout, closed))) {
      log.warn({ seconds: drainTimeout / 1000 }, 'requests that still run are cut off');
      app.server.closeAllConnections();
    }
    await closed;
    await apart.close();
    await server.stop();
  };
  const { metricsPort } = options;
  try {
    await app.listen({ host, port }).catch((error: unknown) => Promise.reject(listenProblem(error, host, port)));
    if (metricsPort !== undefined)
      await apart
        .listen({ host, port: metricsPort })
        .catch((error: unknown) => Promise.reject(listenProblem(error, host, metricsPort, 'METRICS_PORT')));
  } catch (error) {
    await app.close();
    await apart.close();
    await server.stop();
    throw error;
  }
  const url = urlOf(app, host);
  log.info({ url, planner: planner.kind, subgraphs: subgraphs.map(({ name }) => name) }, 'the gateway listens');
  return {
    url,
    ...(metricsPort !== undefined && { metricsUrl: urlOf(apart, host) }),
    planner: planner.kind,
    stop: () => (stopping ??= stop()),
  };
}

/**
 * How long headers and whole requests may take to come, and how long a connection may be silent between them, in
 * milliseconds.
 */
const patience = {
  requestTimeout: 30_000,
  keepAliveTimeout: 60_000,
  http: { headersTimeout: 10_000, connectionsCheckingInterval: 2_000 },
};
/** Far more than a clinic's browsers open; a proxy in front keeps few. */
const mostConnections = 5_000;

const statuses: Readonly<Record<string, string>> = {
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: '413 Payload Too Large',
};

/** What is no HTTP, or does not come in time: an answer if one can still be read, and the end of the connection. */
function refuseConnection(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const status = own(statuses, error.code ?? '') ?? '400 Bad Request';
  const body = JSON.stringify({ error: 'The request is malformed, or did not come in time.' });
  if (socket.writable && socket.bytesWritten === 0)
    socket.write(
      `HTTP/1.1 ${status}\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
    );
  socket.destroySoon();
}

/** A path that cannot be read, or is too long. */
const refuseRequest = (_error: unknown, _request: FastifyRequest, reply: FastifyReply): void =>
  void reply.status(400).send({ error: 'The request is malformed.' });

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
  app.setNotFoundHandler(
    async (request, reply) =>
      await reply
        .status(404)
        .send({ error: `There is nothing at ${cut(request.url.split('?')[0] ?? '')}. The API is at /graphql.` }),
  );
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
  examples.flatMap(({ document }) =>
    parse(document).definitions.flatMap((definition) =>
      definition.kind === 'OperationDefinition' && definition.name ? [definition.name.value] : [],
    ),
  );
