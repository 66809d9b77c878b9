import { Injectable } from '@nestjs/common';
import { EventStore } from '@stipple/event-store';
import { ask, connectionOf, sliceOf, type GraphPart } from '@stipple/service';
import { hygieneReaders, theClinic } from '../access.js';
import type { Resolvers } from '../resolvers.gen.js';
import { hygieneEventToGraph } from './hygiene-events.graph.js';
import { HygieneEvents } from './hygiene-events.view.js';

@Injectable()
export class HygieneEventsResolver implements GraphPart {
  readonly resolvers;

  constructor(store: EventStore, events: HygieneEvents) {
    this.resolvers = {
      Query: {
        hygieneEvents: ask({
          who: hygieneReaders,
          about: theClinic(store),
          answer: async ({ id }, { from, to, ...paged }) => {
            const slice = sliceOf(paged, ['text'], { usual: 100, most: 1_000 });
            const { rows, totalCount } = await events.page(id, from ?? undefined, to ?? undefined, slice);
            return connectionOf(rows, slice, totalCount, (row) => [row.place], hygieneEventToGraph);
          },
        }),
      },
    } satisfies Resolvers;
  }
}
