import { GraphQLError } from 'graphql';
import type { GraphQLFormattedError } from 'graphql';
import { HeaderMap } from '@apollo/server';
import { cut, cutWithin } from '@stipple/service';
import type { Exchange } from './exchange.js';
import type { GatewayLog } from './log.js';

/** The codes that clients switch on (docs/glossary.md). Any other error is ours to look into, and theirs to quote. */
const knownCodes = [
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'BAD_USER_INPUT',
  'NOT_FOUND',
  'CONFLICT',
  'RATE_LIMITED',
  'TOO_COMPLEX',
  'SERVICE_UNAVAILABLE',
] as const;
export type ErrorCode = (typeof knownCodes)[number];
export const internalCode = 'INTERNAL_SERVER_ERROR';

const isKnown = (code: unknown): code is ErrorCode => knownCodes.some((known) => known === code);
export const codeOf = ({ extensions }: { extensions?: Record<string, unknown> }): string =>
  typeof extensions?.code === 'string' ? extensions.code : internalCode;

/** The codes of graphql-js and Apollo Server for mistakes of a client. */
const clientMistakes = [
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_REQUEST',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'PERSISTED_QUERY_NOT_FOUND',
];
const tooMuch =
  /^Syntax Error: Document contains more tha[nt] \d+ tokens|recursively requests too many selections|^Maximum introspection depth exceeded/;

/** An error for the client with one of our codes. `status` is the HTTP status where nothing ran. */
export function refuse(
  code: ErrorCode,
  message: string,
  { status, headers = {} }: { status?: number; headers?: Record<string, string> } = {},
): GraphQLError {
  const error = new GraphQLError(message, { extensions: { code } });
  const map = new HeaderMap();
  for (const [name, value] of Object.entries(headers)) map.set(name, value);
  if (status !== undefined) Object.assign(error.extensions, { http: { status, headers: map } });
  return error;
}

export const maskedMessage = (correlationId: string): string => `Something went wrong here. Quote ${correlationId}.`;

/**
 * An error as it leaves: with one of our codes, and no text longer than 200 characters, since it may repeat what was
 * sent.
 */
export function formatted(error: GraphQLFormattedError): GraphQLFormattedError {
  const { message, extensions, ...where } = settled(error);
  return { message: cut(message), ...where, extensions: cutWithin(extensions ?? {}) as Record<string, unknown> };
}

/**
 * An error that Apollo Server found before anything ran, under one of our codes. Never a stack trace, never an unknown
 * cause.
 */
function settled({ message, locations, path, extensions = {} }: GraphQLFormattedError): GraphQLFormattedError {
  const { code, stacktrace, exception, http, ...rest } = extensions;
  if (isKnown(code))
    return { message, ...(locations && { locations }), ...(path && { path }), extensions: { ...rest, code } };
  if (typeof code === 'string' && clientMistakes.includes(code)) {
    return {
      message,
      ...(locations && { locations }),
      extensions: { code: tooMuch.test(message) ? 'TOO_COMPLEX' : 'BAD_USER_INPUT' },
    };
  }
  if (message.startsWith('Something went wrong here.'))
    return { message, ...(path && { path }), extensions: { code: internalCode } };
  return { message: 'Something went wrong here.', ...(path && { path }), extensions: { code: internalCode } };
}

/** The error that a subgraph, a planner or we threw. */
interface Thrown {
  message: string;
  path?: readonly (string | number)[];
  extensions?: Record<string, unknown>;
  originalError?: unknown;
}

/**
 * An error as the client may see it. One of our codes keeps its message. Any other is masked and logged here under the
 * correlation id, which the client is told to quote. Positions in a subgraph's document are left out.
 */
export function shown(error: Thrown, exchange: Exchange, log: GatewayLog, service?: string): GraphQLError {
  const { code, stacktrace, exception, http, serviceName, ...rest } = error.extensions ?? {};
  const { path } = error;
  if (isKnown(code)) return new GraphQLError(error.message, { path, extensions: { ...rest, code } });
  if (code === undefined && /^Variable "\$/.test(error.message))
    return new GraphQLError(error.message, { path, extensions: { code: 'BAD_USER_INPUT' } });
  const masked = maskedMessage(exchange.correlationId);
  if (code !== internalCode || error.message !== masked) {
    log.error(
      { correlationId: exchange.correlationId, operation: exchange.operation, service, path, err: causeOf(error) },
      'an operation failed',
    );
  }
  return new GraphQLError(masked, { path, extensions: { code: internalCode } });
}

/** The single errors of one that a planner has bundled. */
export function unbundled(error: Thrown): Thrown[] {
  const original = error.originalError;
  if (!(original instanceof AggregateError) || original.errors.length === 0) return [error];
  return original.errors.map((each: unknown) =>
    each instanceof GraphQLError
      ? {
          message: each.message,
          path: error.path ?? each.path,
          extensions: each.extensions,
          originalError: each.originalError,
        }
      : { message: String(each), path: error.path, originalError: each },
  );
}

function causeOf(error: Thrown): unknown {
  let cause: unknown = error;
  while (cause instanceof GraphQLError && cause.originalError) cause = cause.originalError;
  return cause instanceof Error ? cause : { message: error.message, extensions: error.extensions };
}
