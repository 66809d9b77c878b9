import type { DocumentNode, ExecutionResult } from 'graphql';
import type { Actor } from '@stipple/event-store';

/** Names of the five contexts; also their database schemas, Kafka topics and subgraphs. */
export const contextNames = ['staff', 'bookings', 'sterilization', 'treatments', 'billing'] as const;
export type ContextName = (typeof contextNames)[number];

/**
 * How far a context's log had come when it answered somebody, and which messages follow from that.
 * Carried with the next request so that its answer shows what was done: `position` is waited for in the context's own
 * read models, `messages` (ids with their types) in the contexts that listen to them.
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
  /** Who asks; undefined for somebody not signed in. */
  actor?: Actor;
  /** What this person was told before (waited for up to 3 s), and what others were told just now (up to 1 s). */
  after: { own: readonly Seen[]; others: readonly Seen[] };
  /** Epoch milliseconds by which an answer is worth having. */
  deadline: number;
  correlationId: string;
  traceparent?: string;
  /** Where the request came from: an IP address; and the device's name where the client gave one. */
  address: string;
  device?: string;
}

/** A subgraph's answer; `seen` is there when the operation wrote something. */
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
