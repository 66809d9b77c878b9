import { Injectable } from '@nestjs/common';
import { EventStore } from '@stipple/event-store';
import { connectionOf, sliceOf, type GraphPart } from '@stipple/service';
import type { Resolvers } from '../graphql.gen.js';
import { knownClinic } from '../seeing.js';
import { HygieneEvents, type HygieneEventRow, type UnreadableEventRow } from './hygiene-events.view.js';

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
    "Who did it, or whose act it followed from; null where nobody's is known."
    actor: StaffMember
    actorId: String!
    "What happened; null where it cannot be read."
    data: JSON
    "Why it cannot be read, in a sentence; null where it can."
    unreadable: String
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

const shown = (row: HygieneEventRow | UnreadableEventRow) => ({
  id: row.id,
  context: 'sterilization',
  type: row.type,
  subject: row.subject,
  occurredAt: row.occurred_at,
  recordedAt: row.recorded_at,
  actor: row.actor.startsWith('context:') ? null : { id: row.actor },
  actorId: row.actor,
  data: row.data === null ? null : (JSON.parse(row.data) as object),
  unreadable:
    row.data === null
      ? `This event lies in the log and could not be taken into the list: ${row.problem.slice(0, 300)}`
      : null,
});

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
        const slice = sliceOf({ first, after }, ['text'], { usual: 100, most: 1_000 });
        const { rows, total } = await this.events.page(clinicId, from ?? undefined, to ?? undefined, slice);
        return connectionOf(rows, slice, total, (row) => [row.place], shown);
      },
    },
  } satisfies Resolvers;
}
