import { randomUUID } from 'node:crypto';
import type { ApolloServer } from '@apollo/server';
import { HeaderMap } from '@apollo/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '@stipple/event-store';
import { span, SubgraphUnavailable } from '@stipple/service';
import type { Proxies } from '@stipple/service';
import { withTimeout } from '@stipple/time';
import { admit } from './admission.js';
import { BodyProblem } from './bodies.js';
import type { Bounds } from './bounds.js';
import { formatted, internalCode, maskedMessage } from './errors.js';
import type { ErrorCode } from './errors.js';
import { correlationIdOf, deviceOf, traceparentOf } from './exchange.js';
import type { Exchange } from './exchange.js';
import type { RequestContext } from './graphql-server.js';
import type { Metrics } from './metrics.js';
import type { GatewayLog } from './log.js';
import type { RateLimit } from './rates.js';
import { isRecord } from './record.js';
import { merged, packed, unpacked } from './seen.js';
import type { Memories } from './seen.js';
import { checkJson } from './variables.js';

export interface GraphqlRoute {
  server: ApolloServer<RequestContext>;
  verifyToken(token: string): Promise<Actor | undefined>;
  memories: Memories;
  metrics: Metrics;
  rateLimit?: RateLimit;
  proxies: Proxies;
  bounds: Bounds;
  /** How long an operation may take, in milliseconds. */
  timeout: number;
  clock(): number;
  log: GatewayLog;
}

declare module 'fastify' {
  interface FastifyRequest {
    exchange?: Exchange;
    started?: number;
  }
}

/** Adds `/graphql`: POST, and GET for queries. */
export function addGraphqlRoute(app: FastifyInstance, route: GraphqlRoute): void {
  app.decorateRequest('exchange', undefined);
  app.decorateRequest('started', undefined);
  app.route({
    method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    url: '/graphql',
    async onRequest(request, reply) {
      const exchange = beginExchange(request, reply, route);
      if (!(await signIn(exchange, request, reply, route)) || isTooOften(exchange, reply, route)) await reply;
    },
    handler: (request, reply) => handle(request, reply, route),
    errorHandler: (error, request, reply) => answerError(error, request, reply, route),
    onResponse(request, reply, done) {
      measure(request, reply, route);
      done();
    },
  });
}
/** Starts the exchange of a request, known to its answer by a correlation id. */
function beginExchange(request: FastifyRequest, reply: FastifyReply, route: GraphqlRoute): Exchange {
  request.started = performance.now();
  const exchange = exchangeOf(request, route);
  request.exchange = exchange;
  void reply.headers({ 'x-correlation-id': exchange.correlationId, 'cache-control': 'no-store' });
  return exchange;
}

/** Finds out who asks. False after an answer that this cannot be found out now. */
async function signIn(
  exchange: Exchange,
  request: FastifyRequest,
  reply: FastifyReply,
  route: GraphqlRoute,
): Promise<boolean> {
  const person = await whoIs(request.headers.authorization, route);
  if (person === undefined) {
    const sentence = 'Who you are cannot be found out at this moment. Try again in a moment.';
    void reply.status(503).send(refusal(reply, 'SERVICE_UNAVAILABLE', sentence));
    return false;
  }
  Object.assign(exchange, person);
  return true;
}

/** True after an answer 429: the person, or the address of somebody not signed in, asks too often. */
function isTooOften({ actor, address }: Exchange, reply: FastifyReply, { rateLimit }: GraphqlRoute): boolean {
  const wait = actor ? rateLimit?.take('person', actor.id) : rateLimit?.take('address', address);
  if (!wait) return false;
  void reply
    .header('retry-after', String(wait))
    .status(429)
    .send(refusal(reply, 'RATE_LIMITED', `That was too much at once. Ask again in ${wait} s.`));
  return true;
}

/** Runs the operation of a request in a span of its own. A browser that opens the address is sent to the page. */
async function handle(request: FastifyRequest, reply: FastifyReply, route: GraphqlRoute) {
  const { exchange } = request;
  if (exchange === undefined) throw new Error('A request came without its exchange.');
  if (request.method === 'GET' && !request.url.includes('?') && request.headers.accept?.includes('text/html'))
    return reply.redirect('/', 303);
  return await span(
    'graphql',
    { 'http.request.method': request.method, 'stipple.correlation_id': exchange.correlationId },
    async ({ traceparent, note }) => {
      if (traceparent !== undefined) exchange.traceparent = traceparent;
      const text = await answer(request, reply, exchange, route);
      note({
        ...(exchange.operation !== undefined && { 'graphql.operation.name': exchange.operation.slice(0, 100) }),
        'graphql.errors': [...exchange.codes],
      });
      return text;
    },
    { kind: 'server', parent: exchange.traceparent },
  );
}

function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply, { log }: GraphqlRoute): void {
  const { status, code, message } = mistakeIn(error);
  const correlationId = request.exchange?.correlationId;
  if (status === 500) log.error({ correlationId, err: error }, 'a request failed');
  void reply.status(status).send(status === 500 ? masked(reply, correlationId ?? '') : refusal(reply, code, message));
}

function measure({ exchange, started }: FastifyRequest, { statusCode }: FastifyReply, { metrics }: GraphqlRoute): void {
  if (exchange === undefined || started === undefined) return;
  if (statusCode >= 400 && exchange.codes.size === 0) exchange.codes.add(`HTTP_${statusCode}`);
  metrics.answered(exchange, started);
}

function exchangeOf({ headers, raw }: FastifyRequest, { clock, timeout, proxies }: GraphqlRoute): Exchange {
  const now = clock();
  const traceparent = traceparentOf(headers.traceparent);
  const device = deviceOf(headers['x-stipple-device']);
  return {
    correlationId: correlationIdOf(headers['x-correlation-id']) ?? randomUUID(),
    address: proxies.callerOf(raw),
    deadline: now + timeout,
    told: unpacked(headers['stipple-seen'], now),
    incomplete: false,
    codes: new Set(),
    ...(traceparent !== undefined && { traceparent }),
    ...(device !== undefined && { device }),
  };
}

/** The person behind a token. Undefined where that cannot be found out at this moment. */
async function whoIs(
  authorization: string | undefined,
  { verifyToken, timeout }: GraphqlRoute,
): Promise<Pick<Exchange, 'actor' | 'badToken'> | undefined> {
  if (authorization === undefined) return {};
  const token = /^Bearer +([\w.~+/=-]{1,8192})$/i.exec(authorization)?.[1];
  if (token === undefined)
    return { badToken: 'The header Authorization has to read: Bearer, a space, and the token that signIn answered.' };
  const checked = await withTimeout(
    timeout,
    verifyToken(token).then(
      (actor) => ({ actor }),
      (error: unknown) => {
        if (error instanceof SubgraphUnavailable) return 'unavailable' as const;
        throw error;
      },
    ),
  );
  if (checked === 'unavailable') return undefined;
  if (checked === undefined) throw new Error('Tokens could not be checked in time.');
  return checked.actor
    ? { actor: checked.actor }
    : { badToken: 'You are signed out: this token has expired or was never good. Sign in again.' };
}

async function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  exchange: Exchange,
  { server, bounds, memories, clock }: GraphqlRoute,
): Promise<string> {
  const search = /\?[^#]*/.exec(request.url)?.[0] ?? '';
  const { body } = request;
  const result = await server.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method: request.method, headers: headersOf(request), body, search },
    context() {
      const { query, variables, extensions } = partsOf(request.method, search, body);
      checkJson([variables, extensions]);
      admit(bounds.check(query), exchange);
      return Promise.resolve({ exchange });
    },
  });
  for (const [name, value] of result.headers) void reply.header(name, value);
  const told = packed(
    merged([...(exchange.actor ? memories.ownOf(exchange.actor.id) : []), ...exchange.told]),
    clock(),
  );
  if (told !== undefined) void reply.header('stipple-seen', told);
  void reply.status(result.status ?? 200);
  if (result.status === 500) return masked(reply, exchange.correlationId);
  if (result.body.kind !== 'complete') throw new Error('Apollo Server answered in parts, which nothing asked for.');
  return result.body.string;
}

/** The parts of a request as Apollo Server will find them. It refuses duplicates and malformed JSON itself. */
function partsOf(
  method: string,
  search: string,
  body: unknown,
): { query?: unknown; variables?: unknown; extensions?: unknown } {
  if (method !== 'GET') return isRecord(body) ? body : {};
  const given = new URLSearchParams(search);
  return {
    query: given.get('query'),
    variables: jsonOr(given.get('variables')),
    extensions: jsonOr(given.get('extensions')),
  };
}

function jsonOr(text: string | null): unknown {
  try {
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function headersOf({ headers }: FastifyRequest): HeaderMap {
  const map = new HeaderMap();
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined) map.set(name, Array.isArray(value) ? value.join(', ') : value);
  return map;
}

/** Fastify's error about a request, in the words of the API. */
function mistakeIn(error: unknown): { status: number; code: ErrorCode; message: string } {
  const status = isRecord(error) && typeof error.statusCode === 'number' ? error.statusCode : 500;
  const message =
    error instanceof BodyProblem
      ? error.message
      : status === 415
        ? 'Send the request as JSON, with the header Content-Type: application/json.'
        : 'The request is not valid JSON.';
  return { status, code: status === 413 ? 'TOO_COMPLEX' : status === 503 ? 'RATE_LIMITED' : 'BAD_USER_INPUT', message };
}

/** An error answer made without Apollo Server, in the same form. */
function refusal(reply: FastifyReply, code: ErrorCode, message: string): string {
  reply.request.exchange?.codes.add(code);
  return errorBody(reply, formatted({ message, extensions: { code } }));
}

const masked = (reply: FastifyReply, correlationId: string): string =>
  errorBody(reply, { message: maskedMessage(correlationId), extensions: { code: internalCode } });

function errorBody(reply: FastifyReply, error: object): string {
  const graphql = reply.request.headers.accept?.includes('application/graphql-response+json') ?? false;
  void reply.header('content-type', `application/${graphql ? 'graphql-response+json' : 'json'}; charset=utf-8`);
  return JSON.stringify({ errors: [error] });
}
