import {
  actAs,
  CommandIdReused,
  Conflict,
  isAtOrAfter,
  isUnavailable,
  StoreUnavailable,
  TooLarge,
  troubleOf,
  type Position,
  type Written,
} from '@stipple/event-store';
import { instantOf } from '@stipple/time';
import { getOperationAST, GraphQLError, type GraphQLSchema } from 'graphql';
import { GraphFault, Request } from './access.js';
import { runGraph } from './graph.js';
import type { Logger } from './host.js';
import type { Inbox } from './inbox.js';
import { subgraphSdl } from './parked-graph.js';
import type { ContextDefinition } from './definitions.js';
import type { Readers } from './readers.js';
import type { Soundness } from './sound.js';
import type { Seen, Subgraph, SubgraphRequest, SubgraphResult } from './subgraph.port.js';
import { span, type Running } from './telemetry.js';

/** Longest waits for the read models to show what the caller has seen, here and in other contexts, in milliseconds. */
const ownPatience = 3_000;
const othersPatience = 1_000;

/** The parts of a running context that answer its part of the graph. */
interface Answering {
  parts: ContextDefinition;
  schema: GraphQLSchema;
  sound: Soundness;
  inbox: Inbox;
  readers: Readers;
  log: Logger;
}

/** A context as the gateway asks it. */
export function contextSubgraph(answering: Answering): Subgraph {
  const { parts, sound } = answering;
  return {
    name: parts.name,
    typeDefs: subgraphSdl(parts),
    async execute(request) {
      if (sound.problem !== undefined && isMutation(request)) return unavailable(parts.name, sound.problem);
      await catchUp(answering, request);
      return span(
        `graphql ${parts.name}`,
        { 'stipple.context': parts.name, 'stipple.correlation_id': request.correlationId },
        (running) => run(answering, request, running),
        { kind: 'server', parent: request.traceparent },
      );
    },
  };
}

const isMutation = ({ document, operationName }: SubgraphRequest): boolean =>
  getOperationAST(document, operationName)?.operation === 'mutation';

const unavailable = (service: string, message: string): SubgraphResult => ({
  data: null,
  errors: [new GraphQLError(message, { extensions: { code: 'SERVICE_UNAVAILABLE', service } })],
});

/** Waits until the read models show everything that the caller has seen, or for as long as patience lasts. */
async function catchUp(answering: Answering, { after, deadline }: SubgraphRequest): Promise<void> {
  await Promise.all([
    shows(answering, after.own, Math.min(deadline, Date.now() + ownPatience)),
    shows(answering, after.others, Math.min(deadline, Date.now() + othersPatience)),
  ]);
}

async function shows({ parts, inbox, readers }: Answering, after: readonly Seen[], deadline: number): Promise<void> {
  const positions = after.flatMap((seen) =>
    seen.context === parts.name
      ? [Promise.resolve<Position | undefined>(seen.position)]
      : seen.messages
          .filter((message) => inbox.listensTo(message.type))
          .map((message) => inbox.settled(message.id, deadline)),
  );
  for (const position of await Promise.all(positions))
    if (position !== undefined) await readers.reached(position, deadline);
}

async function run(
  { parts, schema, log }: Answering,
  request: SubgraphRequest,
  { traceparent, note }: Running,
): Promise<SubgraphResult> {
  const written: Written[] = [];
  const situation = {
    actor: request.actor ?? { id: 'nobody', admin: false, roles: {} },
    now: instantOf(Date.now()),
    correlationId: request.correlationId,
    ...(traceparent ? { traceparent } : {}),
    ...(request.device ? { device: request.device } : {}),
    written,
  };
  const result = await actAs(situation, async () =>
    runGraph(
      schema,
      new Request(request.actor, request.address),
      request.document,
      request.variables,
      request.operationName,
    ),
  );
  if (result.errors) note({ 'graphql.errors': result.errors.length });
  const seen = seenOf(parts.name, written);
  return {
    ...result,
    ...(result.errors ? { errors: result.errors.map((error) => faultOf(parts.name, error, request, log)) } : {}),
    ...(seen ? { extensions: { seen } } : {}),
  };
}

/** The furthest position that was written, with all messages that follow. Undefined where nothing was written. */
function seenOf(context: Seen['context'], written: readonly Written[]): Seen | undefined {
  const [first] = written;
  return (
    first && {
      context,
      position: written.reduce(
        (latest, one) => (isAtOrAfter(one.position, latest) ? one.position : latest),
        first.position,
      ),
      messages: written.flatMap((one) => one.messages),
    }
  );
}

/** An error as its caller may see it: a known fault with its sentence, anything else without its details. */
function faultOf(context: string, error: GraphQLError, request: SubgraphRequest, log: Logger): GraphQLError {
  const cause = error.originalError ?? error;
  const shown = (code: string, message: string) =>
    new GraphQLError(message, { nodes: error.nodes, path: error.path, extensions: { code, service: context } });
  if (cause instanceof GraphFault) return shown(cause.code, cause.message);
  if (cause instanceof Conflict) return shown('CONFLICT', cause.message);
  if (troubleOf(cause) === 'conflict')
    return shown('CONFLICT', 'Somebody else changed the same at this moment. Look again and try once more.');
  if (cause instanceof CommandIdReused || cause instanceof TooLarge) return shown('BAD_USER_INPUT', cause.message);
  if (cause instanceof StoreUnavailable) return shown('SERVICE_UNAVAILABLE', cause.message);
  if (isUnavailable(cause))
    return shown('SERVICE_UNAVAILABLE', 'The database cannot be reached. Try again in a moment.');
  if (cause instanceof GraphQLError)
    return cause.extensions['code'] === undefined ? shown('BAD_USER_INPUT', cause.message) : error;
  log.error(
    { context, correlationId: request.correlationId, path: error.path?.join('.'), err: cause },
    'a field failed',
  );
  return shown('INTERNAL_SERVER_ERROR', `Something went wrong here. Quote ${request.correlationId}.`);
}
