import { GraphFault } from './access.js';
import { typeDefsOf } from './graph.js';
import { connectionOf, sliceOf } from './paging.js';
import type { ParkedDecision } from './parked-decisions.js';
import type { Parked, ParkedThing } from './parked.js';
import type { ContextDefinition, GraphPart } from './definitions.js';
import { administrator, ask, perform } from './root-fields.js';
import { sdl as ofEveryContext } from './sdl.gen.js';
import type { ContextName } from './subgraph.port.js';

const capital = (name: ContextName): string => `${name[0]?.toUpperCase() ?? ''}${name.slice(1)}`;

/** The fields that show what a context has put aside. Their types are the same everywhere: parked.graphql. */
const parkedFields = (context: ContextName): string => `
  extend type Query {
    """
    What ${context} has put aside: messages of others first, then events of read models, then messages of its own, each
    in order per subject. For administrators.
    """
    parkedIn${capital(context)}(first: Int, after: String): ParkedConnection!
    "Who decided what about it, the newest first. For administrators."
    parkedDecisionsIn${capital(context)}(first: Int, after: String): ParkedDecisionConnection!
  }
  extend type Mutation {
    "Tries again what ${context} has put aside, in order per subject. For administrators."
    retryParkedIn${capital(context)}(input: RetryParkedInput!): RetryParkedPayload!
    """
    Gives up one thing that ${context} has put aside, for good. What waits behind it goes on: behind an event at once,
    behind a message soon. For administrators.
    """
    giveUpParkedIn${capital(context)}(input: GiveUpParkedInput!): GiveUpParkedPayload!
  }
`;

/** A context's whole graph, in parts: its own, and what each context has. */
export const wholeSdl = ({ name, sdl }: Pick<ContextDefinition, 'name' | 'sdl'>): string[] => [
  ...sdl,
  ofEveryContext.parked,
  parkedFields(name),
];

/** The SDL of a context's whole graph, as a gateway composes it. */
export const subgraphSdl = (parts: Pick<ContextDefinition, 'name' | 'sdl'>): string => typeDefsOf(wholeSdl(parts));

/**
 * The time for which a retry in the graph goes on beginning messages, in milliseconds. The rest needs another request.
 */
const patience = 5_000;

const shown = (row: ParkedDecision) => {
  const about = row.about as Partial<ParkedThing>;
  return {
    id: String(row.n),
    decision: row.decision,
    actorId: row.actor,
    reason: row.reason,
    decidedAt: row.decided_at,
    givenUp: row.decision === 'GIVE_UP' ? about : null,
    subject: about.subject ?? null,
    readModel: about.readModel ?? null,
    finished: row.outcome !== null,
  };
};

type Paged = { first?: number | null; after?: string | null };
type RetryInput = {
  subject?: string | null;
  readModel?: string | null;
  reason?: string | null;
  commandId?: string | null;
};
type RetryAnswer = Awaited<ReturnType<Parked['retry']>>;
type GiveUpInput = { id: string; reason: string; commandId?: string | null };
type GiveUpAnswer = Awaited<ReturnType<Parked['giveUp']>>;

/** Resolves `parkedFields` of one context. */
export const parkedPart = (context: ContextName, parked: Parked): GraphPart => ({
  resolvers: {
    Query: {
      [`parkedIn${capital(context)}`]: ask({
        who: administrator,
        answer: async (_known, paged: Paged) => {
          const slice = sliceOf(paged, ['text', 'text', 'text', 'text']);
          if (slice.after && !['MESSAGE', 'EVENT', 'OUTGOING'].includes(slice.after[0] ?? ''))
            throw new GraphFault('BAD_USER_INPUT', 'after is not a cursor of this list.');
          const { rows, totalCount } = await parked.page(slice.first + 1, slice.after);
          return connectionOf(
            rows,
            slice,
            totalCount,
            ({ place }) => place,
            (row) => row,
          );
        },
      }),
      [`parkedDecisionsIn${capital(context)}`]: ask({
        who: administrator,
        answer: async (_known, paged: Paged) => {
          const slice = sliceOf(paged, ['count']);
          const { rows, totalCount } = await parked.decisions.page(
            slice.first + 1,
            slice.after?.[0] === undefined ? undefined : Number(slice.after[0]),
          );
          return connectionOf(rows, slice, totalCount, ({ n }) => [String(n)], shown);
        },
      }),
    },
    Mutation: {
      [`retryParkedIn${capital(context)}`]: perform<RetryInput, unknown, RetryAnswer>({
        who: administrator,
        answer: (_known, input) => parked.retry(input, Date.now() + patience),
      }),
      [`giveUpParkedIn${capital(context)}`]: perform<GiveUpInput, unknown, GiveUpAnswer>({
        who: administrator,
        answer: (_known, { id, reason }) => parked.giveUp(id, reason),
      }),
    },
  },
});
