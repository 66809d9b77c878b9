import { randomUUID } from 'node:crypto';
import type { ApolloServer } from '@apollo/server';
import { HeaderMap } from '@apollo/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '@stipple/event-store';
import { span, SubgraphUnavailable } from '@stipple/service';
import type { Proxies } from '@stipple/service';
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
import { merged, packed, unpacked } from './seen.js';
import type { Memories } from './seen.js';
import { checkJson } from './variables.js';
import { isLate, within } from './within.js';

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
      request.started = performance.now();
      const exchange = exchangeOf(request, route);
      request.exchange = exchange;
      void reply.headers({ 'x-correlation-id': exchange.correlationId, 'cache-control': 'no-store' });
      const asked = await whoIs(request.headers.authorization, route);
      if (asked === undefined)
        return await reply
          .status(503)
          .send(
            refusal(
              reply,
              'SERVICE_UNAVAILABLE',
              'Who you are cannot be found out at this moment. Try again in a moment.',
            ),
          );
      const { actor, address } = Object.assign(exchange, asked);
      const wait = actor ? route.rateLimit?.take('person', actor.id) : route.rateLimit?.take('address', address);
      if (wait)
        await reply
          .header('retry-after', String(wait))
          .status(429)
          .send(refusal(reply, 'RATE_LIMITED', `That was too much at once. Ask again in ${wait} s.`));
    },
    async handler(request, reply) {
      const exchange = request.exchange;
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
    },
    errorHandler(error, request, reply) {
      const { status, code, message } = mistakeIn(error);
      if (status === 500)
        route.log.error({ correlationId: request.exchange?.correlationId, err: error }, 'a request failed');
      void reply
        .status(status)
        .send(status === 500 ? masked(reply, request.exchange?.correlationId ?? '') : refusal(reply, code, message));
    },
    onResponse(request, reply, done) {
      if (request.exchange && request.started !== undefined) {
        if (reply.statusCode >= 400 && request.exchange.codes.size === 0)
          request.exchange.codes.add(`HTTP_${reply.statusCode}`);
        route.metrics.answered(request.exchange, request.started);
      }
      done();
    },
  });
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

/** Who asks; undefined where a token's bearer cannot be found out at this moment. */
async function whoIs(
  authorization: string | undefined,
  { verifyToken, timeout }: GraphqlRoute,
): Promise<Pick<Exchange, 'actor' | 'badToken'> | undefined> {
  if (authorization === undefined) return {};
  const token = /^Bearer +([\w.~+/=-]{1,8192})$/i.exec(authorization)?.[1];
  if (token === undefined)
    return { badToken: 'The header Authorization has to read: Bearer, a space, and the token that signIn answered.' };
  const actor = await within(
    timeout,
    verifyToken(token).catch((error: unknown) => {
      if (error instanceof SubgraphUnavailable) return 'unavailable' as const;
      throw error;
    }),
  );
  if (actor === 'unavailable') return undefined;
  if (isLate(actor)) throw new Error('Tokens could not be checked in time.');
  return actor
    ? { actor }
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

/** The parts of a request as Apollo Server will find them, which refuses what is there twice or is no JSON. */
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

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

function headersOf({ headers }: FastifyRequest): HeaderMap {
  const map = new HeaderMap();
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined) map.set(name, Array.isArray(value) ? value.join(', ') : value);
  return map;
}

/** What Fastify found wrong with a request, in the words of the API. */
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

/** An answer that Apollo Server has no part in, in the form that it would have had. */
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
