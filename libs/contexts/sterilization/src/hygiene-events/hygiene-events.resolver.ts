import { Injectable } from '@nestjs/common';
import { EventStore } from '@stipple/event-store';
import { connectionOf, sliceOf, type GraphPart } from '@stipple/service';
import type { Resolvers } from '../resolvers.gen.js';
import { knownClinic } from '../seeing.js';
import { HygieneEvents, type HygieneEventRow, type UnreadableEventRow } from './hygiene-events.view.js';

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
