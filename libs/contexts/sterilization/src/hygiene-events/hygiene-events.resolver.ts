import { Injectable } from '@nestjs/common';
import { EventStore } from '@stipple/event-store';
import { connectionOf, sliceOf, type GraphPart } from '@stipple/service';
import type { Resolvers } from '../resolvers.gen.js';
import { knownClinic } from '../seeing.js';
import { hygieneEventToGraph } from './hygiene-events.graph.js';
import { HygieneEvents } from './hygiene-events.view.js';

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
        return connectionOf(rows, slice, total, (row) => [row.place], hygieneEventToGraph);
      },
    },
  } satisfies Resolvers;
}
