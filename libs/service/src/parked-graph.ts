import { mutation, typeDefsOf } from './graph.js';
import { GraphFault, type Request } from './access.js';
import { connectionOf, sliceOf } from './paging.js';
import type { ParkedDecision } from './parked-decisions.js';
import type { Parked, ParkedThing } from './parked.js';
import type { ContextDefinition, GraphPart } from './definitions.js';
import type { ContextName } from './subgraph.port.js';

const capital = (name: ContextName): string => `${name[0]?.toUpperCase() ?? ''}${name.slice(1)}`;

/**
 * The part of a context's graph for its parked things. The types are the same everywhere; the fields carry the
 * context's name.
 */
const parkedSdl = (context: ContextName): string => `
  enum ParkedKind {
    "A message of another service, whose effect has not happened."
    MESSAGE
    "An event that is missing in a row of a read model."
    EVENT
    "A message of this service's own that could not be sent."
    OUTGOING
  }
  enum ParkedDecisionKind {
    RETRY
    GIVE_UP
  }
  "Something put aside because it could not be handled; what concerns the same subject waits behind it. What it holds is not shown."
  type Parked @shareable {
    id: ID!
    kind: ParkedKind!
    type: String!
    "The id of what it concerns."
    subject: ID!
    "The read model that could not take it; null for a message."
    readModel: String
    problem: String!
    "How often it was tried; not counted for events."
    attempts: Int
    parkedAt: DateTime!
  }
  type ParkedEdge @shareable {
    cursor: String!
    node: Parked!
  }
  type ParkedConnection @shareable {
    edges: [ParkedEdge!]!
    nodes: [Parked!]!
    pageInfo: PageInfo!
    totalCount: Int!
  }
  "Who decided what about something parked, when and why. It is kept for three years."
  type ParkedDecision @shareable {
    id: ID!
    decision: ParkedDecisionKind!
    actorId: String!
    reason: String
    decidedAt: DateTime!
    "What was given up, as it was then."
    givenUp: Parked
    "Of what a retry was asked for; null: of everything."
    subject: ID
    readModel: String
    "False where it broke off: look at what is parked still."
    finished: Boolean!
  }
  type ParkedDecisionEdge @shareable {
    cursor: String!
    node: ParkedDecision!
  }
  type ParkedDecisionConnection @shareable {
    edges: [ParkedDecisionEdge!]!
    nodes: [ParkedDecision!]!
    pageInfo: PageInfo!
    totalCount: Int!
  }
  input RetryParkedInput {
    "Only what concerns this subject."
    subject: ID
    "Only what this read model could not take."
    readModel: String
    reason: String
    commandId: ID
  }
  input GiveUpParkedInput {
    "As it is listed. It may name a row of a read model, which is no id of a thing."
    id: String!
    "Why; it is kept for three years, so it names no person."
    reason: String!
    commandId: ID
  }
  type RetriedParked @shareable {
    "Messages whose effect has happened now, or that were sent."
    messages: Int!
    "Rows of read models that are whole again."
    rows: Int!
    "What is parked still, of what was asked for."
    stillParked: Int!
  }
  type RetryParkedPayload @shareable {
    retried: RetriedParked
    refusals: [Refusal!]!
  }
  type GiveUpParkedPayload @shareable {
    givenUp: Parked
    refusals: [Refusal!]!
  }
  extend type Query {
    "What ${context} has put aside: messages of others, then events of read models, then own messages, in order per subject. For administrators."
    parkedIn${capital(context)}(first: Int, after: String): ParkedConnection!
    "Who decided what about it, the newest first. For administrators."
    parkedDecisionsIn${capital(context)}(first: Int, after: String): ParkedDecisionConnection!
  }
  extend type Mutation {
    "Tries again what ${context} has put aside, in order per subject. For administrators."
    retryParkedIn${capital(context)}(input: RetryParkedInput!): RetryParkedPayload!
    "Gives up one thing that ${context} has put aside. What waits behind an event goes on at once, behind a message soon. For administrators."
    giveUpParkedIn${capital(context)}(input: GiveUpParkedInput!): GiveUpParkedPayload!
  }
`;

/** A context's whole graph, in parts: its own, and the part that all contexts have. */
export const wholeSdl = ({ name, sdl }: Pick<ContextDefinition, 'name' | 'sdl'>): string[] => [...sdl, parkedSdl(name)];

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
type GiveUpInput = { id: string; reason: string; commandId?: string | null };

/** The resolvers of `parkedSdl` for one context. */
export const parkedPart = (context: ContextName, parked: Parked): GraphPart => ({
  resolvers: {
    Query: {
      [`parkedIn${capital(context)}`]: async (_parent: unknown, paged: Paged, request: Request) => {
        request.needAdmin();
        const slice = sliceOf(paged, ['text', 'text', 'text', 'text']);
        if (slice.after && !['MESSAGE', 'EVENT', 'OUTGOING'].includes(slice.after[0] ?? ''))
          throw new GraphFault('BAD_USER_INPUT', 'after is not a cursor of this list.');
        const { rows, total } = await parked.page(slice.first + 1, slice.after);
        return connectionOf(
          rows,
          slice,
          total,
          ({ place }) => place,
          (row) => row,
        );
      },
      [`parkedDecisionsIn${capital(context)}`]: async (_parent: unknown, paged: Paged, request: Request) => {
        request.needAdmin();
        const slice = sliceOf(paged, ['count']);
        const { rows, total } = await parked.decisions.page(
          slice.first + 1,
          slice.after?.[0] === undefined ? undefined : Number(slice.after[0]),
        );
        return connectionOf(rows, slice, total, ({ n }) => [String(n)], shown);
      },
    },
    Mutation: {
      [`retryParkedIn${capital(context)}`]: mutation(async ({ subject, readModel, reason }: RetryInput, request) => {
        request.needAdmin();
        return parked.retry(
          { ...(subject ? { subject } : {}), ...(readModel ? { readModel } : {}), ...(reason ? { reason } : {}) },
          Date.now() + patience,
        );
      }),
      [`giveUpParkedIn${capital(context)}`]: mutation(async ({ id, reason }: GiveUpInput, request) => {
        request.needAdmin();
        return parked.giveUp(id, reason);
      }),
    },
  },
});
