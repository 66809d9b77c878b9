import { GraphQLError } from 'graphql';
import type { DocumentNode, ExecutionResult } from 'graphql';
import { SubgraphUnavailable } from '@stipple/service';
import type { Subgraph, SubgraphRequest, SubgraphResult } from '@stipple/service';
import { withTimeout } from '@stipple/time';
import { Documents } from './documents.js';
import { codeOf, refuse, shown } from './errors.js';
import type { Exchange } from './exchange.js';
import type { Metrics } from './metrics.js';
import type { GatewayLog } from './log.js';
import { askedFor } from './positions.js';
import { isSeen, merged } from './seen.js';
import type { Memories } from './seen.js';

/** A planner's request to one subgraph. */
export interface SubgraphCall {
  document: DocumentNode;
  variables?: Record<string, unknown>;
  kind: string;
}

/** Asks the subgraphs for a request. Turns every outcome into a result, and never rejects. */
export class SubgraphCalls {
  private readonly byName: ReadonlyMap<string, Subgraph>;
  private readonly documents = new Documents();

  constructor(
    subgraphs: readonly Subgraph[],
    private readonly memories: Memories,
    private readonly metrics: Metrics,
    private readonly clock: () => number,
    private readonly log: GatewayLog,
  ) {
    this.byName = new Map(subgraphs.map((subgraph) => [subgraph.name, subgraph]));
  }

  /** @param name a subgraph's name in any letter case */
  async ask(name: string, call: SubgraphCall, exchange: Exchange): Promise<ExecutionResult<Record<string, unknown>>> {
    const subgraph = this.byName.get(name.toLowerCase());
    if (subgraph === undefined) throw new Error(`The planner asked for a subgraph "${name}" that there is not.`);
    const done = this.metrics.subgraphAsked(subgraph.name);
    const answer = await this.answerOf(subgraph, call, exchange);
    if (answer instanceof Error) {
      exchange.incomplete = true;
      const error = this.shownFor(answer, subgraph.name, exchange);
      done(codeOf(error));
      return missing(call, error);
    }
    done(answer.errors?.length ? 'errors' : 'ok');
    return this.filled(answer, call, subgraph.name, exchange);
  }

  private async answerOf(subgraph: Subgraph, call: SubgraphCall, exchange: Exchange): Promise<SubgraphResult | Error> {
    const unavailable = (message: string) => refuseFor(subgraph.name, message);
    const left = exchange.deadline - this.clock();
    const uncertain =
      call.kind === 'mutation'
        ? ' What you asked for may still happen: send it again with the same commandId to learn the outcome.'
        : '';
    if (left <= 0) return unavailable(`The ${subgraph.name} service was not asked: no time was left.`);
    const { correlationId, traceparent, actor, address, device, deadline } = exchange;
    const own = merged([...(actor ? this.memories.ownOf(actor.id) : []), ...exchange.told]);
    const request: SubgraphRequest = {
      document: this.documents.stable(call.document),
      variables: call.variables,
      after: { own, others: this.memories.others() },
      deadline,
      correlationId,
      address,
      ...(actor && { actor }),
      ...(traceparent !== undefined && { traceparent }),
      ...(device !== undefined && { device }),
    };
    const answer = await withTimeout(left, this.executed(subgraph, request, exchange));
    if (answer === undefined) return unavailable(`The ${subgraph.name} service did not answer in time.${uncertain}`);
    // A call that broke off may have been carried out as well.
    return answer instanceof SubgraphUnavailable
      ? Object.assign(unavailable(`The ${subgraph.name} service cannot be reached.${uncertain}`), { cause: answer })
      : answer;
  }

  private async executed(
    subgraph: Subgraph,
    request: SubgraphRequest,
    exchange: Exchange,
  ): Promise<SubgraphResult | Error> {
    try {
      const result = await subgraph.execute(request);
      this.noteSeen(result, subgraph.name, exchange);
      return result;
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error), { cause: error });
    }
  }

  /** Notes writes, also of an answer that comes too late. */
  private noteSeen({ extensions }: SubgraphResult, service: string, exchange: Exchange): void {
    const seen: unknown = extensions?.seen;
    if (seen === undefined) return;
    if (!isSeen(seen))
      return this.log.warn(
        { service, correlationId: exchange.correlationId },
        'a subgraph told its position in a form that is none',
      );
    exchange.told = merged([...exchange.told, seen]);
    this.memories.note(exchange.actor?.id, seen);
  }

  private shownFor(error: Error, service: string, exchange: Exchange): GraphQLError {
    if (error instanceof GraphQLError && error.extensions.code === 'SERVICE_UNAVAILABLE') {
      this.log.warn(
        {
          service,
          correlationId: exchange.correlationId,
          operation: exchange.operation,
          reason: error.cause instanceof Error ? error.cause.message : error.message,
        },
        'a subgraph is unavailable',
      );
      return error;
    }
    return shown(error, exchange, this.log, service);
  }

  /** A subgraph's answer with its errors as clients may see them, and null for missing fields. */
  private filled(
    { data, errors }: SubgraphResult,
    call: SubgraphCall,
    service: string,
    exchange: Exchange,
  ): ExecutionResult<Record<string, unknown>> {
    const gap = Object.values(data ?? {}).some((value) => Array.isArray(value) && value.includes(null));
    if (errors?.length || gap) exchange.incomplete = true;
    const told = errors?.map((error) => shown(error, exchange, this.log, service));
    return { data: data ?? missing(call).data, ...(told?.length && { errors: told }) };
  }
}

function refuseFor(service: string, message: string): GraphQLError {
  const error = refuse('SERVICE_UNAVAILABLE', message);
  error.extensions.service = service;
  return error;
}

/** Null for every requested field, and the error at each null position. */
function missing(
  { document, variables = {} }: SubgraphCall,
  error?: GraphQLError,
): ExecutionResult<Record<string, unknown>> {
  const { keys, positions } = askedFor(document, variables);
  const data = Object.fromEntries(keys.map((key) => [key, null]));
  return error
    ? { data, errors: positions.map((path) => new GraphQLError(error.message, { path, extensions: error.extensions })) }
    : { data };
}
