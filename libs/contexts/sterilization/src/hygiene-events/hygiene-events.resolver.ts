import { Injectable } from '@nestjs/common';
import { EventStore } from '@stipple/event-store';
import type { GraphPart } from '@stipple/service';
import type { Resolvers } from '../graphql.gen.js';
import { cursorOf, keyOf, knownClinic, pageSize } from '../seeing.js';
import { HygieneEvents } from './hygiene-events.view.js';

export const hygieneEventsSdl = /* GraphQL */ `
  "Something that happened, as it lies in the log."
  type HygieneEvent {
    id: ID!
    "The service whose log it lies in."
    context: String!
    type: String!
    "The id of what it happened to."
    subject: ID!
    "When it happened. A late entry was recorded later."
    occurredAt: DateTime!
    recordedAt: DateTime!
    "Who did it; null where it followed from another service's message."
    actor: StaffMember
    actorId: String!
    data: JSON!
  }
  type HygieneEventEdge {
    cursor: String!
    node: HygieneEvent!
  }
  type HygieneEventConnection {
    edges: [HygieneEventEdge!]!
    nodes: [HygieneEvent!]!
    pageInfo: PageInfo!
    totalCount: Int!
  }
  extend type Query {
    "Every hygiene event that occurred from 'from' up to, not at, 'to', in the order of the log; a thousand at a time at most."
    hygieneEvents(clinicId: ID!, from: DateTime, to: DateTime, first: Int, after: String): HygieneEventConnection!
  }
`;

@Injectable()
export class HygieneEventsResolver implements GraphPart {
  constructor(
    private readonly store: EventStore,
    private readonly events: HygieneEvents,
  ) {}

  readonly resolvers = {
    Query: {
      hygieneEvents: async (_parent, { clinicId, from, to, first, after }, request) => {
        request.need(await knownClinic(this.store, request, clinicId), 'AUDITOR', 'HYGIENE_LEAD');
        const { rows, more, total } = await this.events.page(clinicId, from ?? undefined, to ?? undefined, pageSize(first, 1_000, 100), keyOf(after, /^\d{20}:\d{20}$/));
        const edges = rows.map((row) => ({
          cursor: cursorOf(row.place),
          node: {
            id: row.id,
            context: 'sterilization',
            type: row.type,
            subject: row.subject,
            occurredAt: row.occurred_at,
            recordedAt: row.recorded_at,
            actor: row.actor.startsWith('context:') ? null : { id: row.actor },
            actorId: row.actor,
            data: row.data,
          },
        }));
        return {
          edges,
          nodes: edges.map((edge) => edge.node),
          totalCount: total,
          pageInfo: { hasNextPage: more, hasPreviousPage: Boolean(after), startCursor: edges[0]?.cursor ?? null, endCursor: edges[edges.length - 1]?.cursor ?? null },
        };
      },
    },
  } satisfies Resolvers;
}
