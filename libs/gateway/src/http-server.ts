import type { Socket } from 'node:net';
import { own } from '@stipple/event-store';
import { cut } from '@stipple/service';
import Fastify from 'fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { bodyLimit, takeJson } from './bodies.js';
import type { GatewayLog } from './log.js';

/** The HTTP server for clients: bounded, with the headers that every answer has. */
export function clientServer(stopping: () => boolean, log: GatewayLog): FastifyInstance {
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
  protect(app, stopping, log);
  return app;
}

/** The HTTP server for health and metrics alone, on a port of its own. */
export const operationsServer = (): FastifyInstance => Fastify({ ...patience, forceCloseConnections: true });

/** The longest time that headers and whole requests may take, and a connection may be silent, in milliseconds. */
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

/** Answers malformed or late HTTP where the client can still read an answer, and ends the connection. */
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

/** Answers a path that cannot be read or is too long. */
const refuseRequest = (_error: unknown, _request: FastifyRequest, reply: FastifyReply): void =>
  void reply.status(400).send({ error: 'The request is malformed.' });

/** Sets the headers of every answer, and answers for unknown paths and for errors. */
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

/** @throws Error where the server does not listen */
export function urlOf(app: FastifyInstance, host: string): string {
  const address = app.server.address();
  if (address === null || typeof address === 'string') throw new Error('The gateway does not listen on a port.');
  return `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`;
}
