import type { DocumentNode, ExecutionResult } from 'graphql';
import type { Actor } from '@stipple/event-store';

/** The names of the five contexts; also of their database schemas, Kafka topics and subgraphs. */
export const contextNames = ['staff', 'bookings', 'sterilization', 'treatments', 'billing'] as const;
export type ContextName = (typeof contextNames)[number];

/**
 * The writes of a context that an answer reported: a position in its log, and the messages that follow. The next
 * request carries it, so that its answer shows those writes: the context waits for `position` in its own read models,
 * its listeners wait for `messages` (ids with their types).
 */
export interface Seen {
  context: ContextName;
  position: string;
  messages: readonly { id: string; type: string }[];
}

/** One operation for one subgraph, as the gateway asks it. */
export interface SubgraphRequest {
  document: DocumentNode;
  variables?: Record<string, unknown>;
  operationName?: string;
  /** The person who asks. Undefined for somebody not signed in. */
  actor?: Actor;
  /** The writes that this person has seen (waited for up to 3 s), and those of others just now (up to 1 s). */
  after: { own: readonly Seen[]; others: readonly Seen[] };
  /** The deadline for the answer, in epoch milliseconds. */
  deadline: number;
  correlationId: string;
  traceparent?: string;
  /** The IP address of the request, and the device's name where the client gave one. */
  address: string;
  device?: string;
}

/** A subgraph's answer. It has `seen` when the operation wrote something. */
export type SubgraphResult = ExecutionResult & { extensions?: { seen?: Seen } };

/** A context as the gateway sees it, in this process or behind HTTP. */
export interface Subgraph {
  name: ContextName;
  /** The subgraph's schema in federation SDL, known without asking the running service. */
  typeDefs: string;
  /** Rejects with `SubgraphUnavailable` when it cannot be reached before the deadline. */
  execute(request: SubgraphRequest): Promise<SubgraphResult>;
}

export class SubgraphUnavailable extends Error {
  override name = 'SubgraphUnavailable';
}
