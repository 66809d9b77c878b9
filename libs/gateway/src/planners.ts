import { getStitchedSchemaFromSupergraphSdl } from '@graphql-tools/federation';
import { unifiedGraphHandler } from '@graphql-hive/router-runtime';
import { buildSchema, execute, GraphQLError } from 'graphql';
import type { ExecutionResult } from 'graphql';
import { refuse } from './errors.js';
import type { Exchange } from './exchange.js';
import type { Step } from './operation.js';
import type { GatewayLog } from './log.js';
import { placesOf } from './positions.js';
import type { SubgraphCall } from './subgraph-calls.js';

/** Runs operations over several subgraphs: decides which to ask for what and in which order, and joins the answers. */
export interface Planner {
  kind: 'native' | 'stitching';
  run(step: Step, variables: Record<string, unknown>, exchange: Exchange): Promise<ExecutionResult>;
}

export type AskSubgraph = (
  name: string,
  call: SubgraphCall,
  exchange: Exchange,
) => Promise<ExecutionResult<Record<string, unknown>>>;

/**
 * The native planner, or stitching where none is prebuilt for this machine or STIPPLE_PLANNER=stitching asks for it.
 */
export async function plannerFor(
  sdl: string,
  ask: AskSubgraph,
  log: GatewayLog,
  wanted = process.env.STIPPLE_PLANNER,
): Promise<Planner> {
  if (wanted === 'stitching') return stitchingPlanner(sdl, ask);
  try {
    return await nativePlanner(sdl, ask, log);
  } catch (err) {
    log.warn(
      { err, platform: process.platform, arch: process.arch },
      'the native query planner cannot be loaded: stitching instead, which is slower',
    );
    return stitchingPlanner(sdl, ask);
  }
}

/** The native planner's message that it has no plan. Nothing was asked by then. */
const unplanned = /^Failed to plan query/;

async function nativePlanner(sdl: string, ask: AskSubgraph, log: GatewayLog): Promise<Planner> {
  const { executor } = await unifiedGraphHandler({
    unifiedGraph: buildSchema(sdl, { assumeValid: true, assumeValidSDL: true }),
    getUnifiedGraphSDL: () => sdl,
    onSubgraphExecute: (name, { document, variables, operationType = 'query', context }) =>
      ask(name, { document, variables, kind: operationType }, exchangeOf(context)),
  });
  if (executor === undefined) throw new Error('The native planner came without an executor.');
  return {
    kind: 'native',
    async run({ document, operation }, variables, exchange) {
      // Without an abort signal: a plan given up for one request would stay failed for all that follow.
      try {
        return single(
          await executor({ document, variables, operationType: operation.operation, context: { exchange } }),
        );
      } catch (error) {
        if (!(error instanceof Error && unplanned.test(error.message))) throw error;
        log.warn(
          { correlationId: exchange.correlationId, operation: exchange.operation, err: error },
          'there is no plan for an operation',
        );
        throw refuse(
          'BAD_USER_INPUT',
          'This cannot be answered as it is asked. Ask for its parts in operations of their own, and without aliases.',
          { status: 400 },
        );
      }
    },
  };
}

function stitchingPlanner(sdl: string, ask: AskSubgraph): Planner {
  const schema = getStitchedSchemaFromSupergraphSdl({
    supergraphSdl: sdl,
    batch: true,
    onSubschemaConfig(config) {
      const executor = ({ document, variables, operationType, context }: Parameters<typeof config.executor>[0]) =>
        ask(config.name, { document, variables, kind: operationType ?? 'query' }, exchangeOf(context));
      config.executor = executor as typeof config.executor;
    },
  });
  return {
    kind: 'stitching',
    async run({ document }, variables, exchange) {
      const { data, errors } = await execute({
        schema,
        document,
        variableValues: variables,
        contextValue: { exchange },
      });
      const placed = errors?.flatMap((error) =>
        placesOf(error.path ?? [], data).map(
          (path) =>
            new GraphQLError(error.message, {
              path,
              originalError: error.originalError ?? error,
              extensions: error.extensions,
            }),
        ),
      );
      return placed ? { data, errors: placed } : { data };
    },
  };
}

function exchangeOf(context: unknown): Exchange {
  if (typeof context !== 'object' || context === null || !('exchange' in context))
    throw new Error('A planner lost the context of its request.');
  return context.exchange as Exchange;
}

function single(result: unknown): ExecutionResult {
  if (typeof result !== 'object' || result === null || Symbol.asyncIterator in result)
    throw new Error('A planner answered with something other than one result.');
  return result;
}
