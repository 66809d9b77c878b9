import { listenProblem } from '@stipple/local-servers';
import { maySeeInside, Proxies } from '@stipple/service';
import { withTimeout } from '@stipple/time';
import type { FastifyInstance } from 'fastify';
import { parse } from 'graphql';
import { Execution } from './execution.js';
import { Bounds } from './bounds.js';
import { addGraphqlRoute } from './graphql-route.js';
import { graphqlServer } from './graphql-server.js';
import { clientServer, operationsServer, urlOf } from './http-server.js';
import { defaultLimits } from './limits.js';
import { Metrics } from './metrics.js';
import { Operations } from './operations-routes.js';
import type { Example, Gateway, GatewayOptions } from './options.js';
import { addPage } from './page.js';
import { plannerFor } from './planners.js';
import { defaultRates, RateLimit } from './rates.js';
import { Memories } from './seen.js';
import { SubgraphCalls } from './subgraph-calls.js';
import { compose } from './supergraph.js';

const usualTimeout = 10_000;
/** How long running operations are waited for at the end, in milliseconds. */
const drainTimeout = 5_000;

/**
 * Starts the one GraphQL endpoint over the subgraphs, with its page, health and metrics.
 * @throws StartProblem when the subgraphs do not fit together or the port cannot be had
 */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const graph = await openGraph(options);
  let stopping: Promise<void> | undefined;
  const clients = clientServer(() => stopping !== undefined, options.log);
  addGraph(clients, options, graph);
  const operations = operationsOf(options, graph, () => stopping !== undefined);
  operations.addTo(clients, (request) => maySeeInside(request.raw, options.metricsToken));
  const apart = operationsServer();
  operations.addTo(apart, () => true);
  await addPage(clients, {
    examples: options.examples ?? [],
    verifyToken: (token) => options.verifyToken(token),
    log: options.log,
  });

  const servers = { clients, apart, graph };
  await listen(servers, options);
  const { host, metricsPort, subgraphs, log } = options;
  const url = urlOf(clients, host);
  const planner = graph.planner.kind;
  log.info({ url, planner, subgraphs: subgraphs.map(({ name }) => name) }, 'the gateway listens');
  return {
    url,
    ...(metricsPort !== undefined && { metricsUrl: urlOf(apart, host) }),
    planner,
    stop: () => (stopping ??= stop(servers, options)),
  };
}

type Graph = Awaited<ReturnType<typeof openGraph>>;

/** Composes the subgraphs and prepares everything that answers operations over them. */
async function openGraph({ subgraphs, log, examples = [], clock = Date.now, ...options }: GatewayOptions) {
  const limits = { ...defaultLimits, ...options.limits };
  const supergraph = compose(subgraphs, options.scalars);
  const metrics = new Metrics(operationNames(examples));
  const memories = new Memories(clock);
  const calls = new SubgraphCalls(subgraphs, memories, metrics, clock, log);
  const planner = await plannerFor(supergraph.sdl, (name, call, exchange) => calls.ask(name, call, exchange), log);
  const execution = new Execution(supergraph.apiSchema, planner, limits, log);
  const server = await graphqlServer(supergraph, execution, limits.tokens, log);
  return { server, planner, metrics, memories, bounds: new Bounds(limits, supergraph.keys) };
}

function addGraph(
  app: FastifyInstance,
  { log, clock = Date.now, ...options }: GatewayOptions,
  { server, memories, metrics, bounds }: Graph,
): void {
  addGraphqlRoute(app, {
    server,
    memories,
    metrics,
    proxies: options.proxies ?? new Proxies([]),
    bounds,
    timeout: options.timeout ?? usualTimeout,
    verifyToken: (token) => options.verifyToken(token),
    clock,
    log,
    ...(options.rates !== false && { rateLimit: new RateLimit({ ...defaultRates, ...options.rates }, clock) }),
  });
}

function operationsOf(options: GatewayOptions, { metrics, planner }: Graph, isStopping: () => boolean): Operations {
  const ending = () => options.ending?.reason();
  return new Operations({
    health: () => options.health(),
    restart: () => ending() ?? options.restart?.(),
    metricsText: () => options.metrics(),
    metrics,
    own: () =>
      isStopping() || ending() !== undefined
        ? { ok: false, detail: ending() ?? 'stopping' }
        : { ok: true, detail: `${planner.kind} planner` },
    log: options.log,
  });
}

interface Servers {
  clients: FastifyInstance;
  apart: FastifyInstance;
  graph: Graph;
}

/** @throws StartProblem when a port cannot be had; everything is closed then */
async function listen({ clients, apart, graph }: Servers, { host, port, metricsPort }: GatewayOptions): Promise<void> {
  try {
    await clients.listen({ host, port }).catch((error: unknown) => Promise.reject(listenProblem(error, host, port)));
    if (metricsPort !== undefined)
      await apart
        .listen({ host, port: metricsPort })
        .catch((error: unknown) => Promise.reject(listenProblem(error, host, metricsPort, 'METRICS_PORT')));
  } catch (error) {
    await clients.close();
    await apart.close();
    await graph.server.stop();
    throw error;
  }
}

/** Takes no more requests, waits for those that run, and cuts them off after a while. */
async function stop({ clients, apart, graph }: Servers, { log }: GatewayOptions): Promise<void> {
  const closed = clients.close();
  const drained = await withTimeout(
    drainTimeout,
    closed.then(() => true),
  );
  if (!drained) {
    log.warn({ seconds: drainTimeout / 1000 }, 'requests that still run are cut off');
    clients.server.closeAllConnections();
  }
  await closed;
  await apart.close();
  await graph.server.stop();
}

const operationNames = (examples: readonly Example[]): string[] =>
  examples.flatMap(({ document }) =>
    parse(document).definitions.flatMap((definition) =>
      definition.kind === 'OperationDefinition' && definition.name ? [definition.name.value] : [],
    ),
  );
