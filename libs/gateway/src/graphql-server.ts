import { ApolloServer } from '@apollo/server';
import type { ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { ValidDocuments } from './documents.js';
import type { Execution } from './execution.js';
import { codeOf, formatted } from './errors.js';
import type { Exchange } from './exchange.js';
import type { GatewayLog } from './log.js';
import type { Supergraph } from './supergraph.js';

export interface RequestContext {
  exchange: Exchange;
}

/** Apollo Server over the supergraph. It does parsing, validation and HTTP; `Execution` runs the operations. */
export async function graphqlServer(
  { sdl, apiSchema }: Supergraph,
  execution: Execution,
  maxTokens: number,
  log: GatewayLog,
): Promise<ApolloServer<RequestContext>> {
  const server = new ApolloServer<RequestContext>({
    gateway: {
      onSchemaLoadOrUpdate(tell) {
        tell({ apiSchema, coreSupergraphSdl: sdl });
        return () => undefined;
      },
      load: () =>
        Promise.resolve({
          executor: ({ document, operation, request, context }) =>
            execution.run(document, operation, request.operationName, request.variables ?? {}, exchangeIn(context)),
        }),
      stop: () => Promise.resolve(),
    },
    // A browser sends these headers only after a preflight.
    csrfPrevention: { requestHeaders: ['x-apollo-operation-name', 'apollo-require-preflight', 'authorization'] },
    introspection: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    parseOptions: { maxTokens },
    documentStore: new ValidDocuments(),
    maxRecursiveSelections: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    nodeEnv: 'production',
    formatError: formatted,
    stringifyResult: (result) => JSON.stringify(result),
    logger: {
      debug: () => undefined,
      info: () => undefined,
      warn: (message) => log.warn({ from: 'apollo' }, String(message)),
      error: (message) => log.error({ from: 'apollo' }, String(message)),
    },
    plugins: [
      listener(log),
      // Reports nothing to anybody, whatever the environment says.
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
    ],
  });
  await server.start();
  return server;
}

function exchangeIn(context: Record<string, unknown>): Exchange {
  return context.exchange as Exchange;
}

const unfit = 'This does not fit the schema. Sign in to be told why.';

function listener(log: GatewayLog): ApolloServerPlugin<RequestContext> {
  return {
    requestDidStart: ({ contextValue: { exchange } }) =>
      Promise.resolve({
        // Validation errors would tell about the schema.
        validationDidStart: () =>
          Promise.resolve((errors?: readonly Error[]) => {
            if (exchange.actor === undefined) for (const error of errors ?? []) error.message = unfit;
            return Promise.resolve();
          }),
        didResolveOperation({ operationName }) {
          exchange.operation = operationName ?? undefined;
          return Promise.resolve();
        },
        willSendResponse({ response: { body } }) {
          if (body.kind === 'single')
            for (const error of body.singleResult.errors ?? []) exchange.codes.add(codeOf(error));
          return Promise.resolve();
        },
      }),
    unexpectedErrorProcessingRequest({ requestContext, error }) {
      log.error(
        { correlationId: requestContext.contextValue.exchange.correlationId, err: error },
        'an operation failed',
      );
      return Promise.resolve();
    },
  };
}
