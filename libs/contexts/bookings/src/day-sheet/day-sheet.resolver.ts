import { Injectable } from '@nestjs/common';
import { EventStore } from '@stipple/event-store';
import { found, type GraphPart } from '@stipple/service';
import { boundsOf } from '@stipple/time';
import { bookingRowToGraph } from '../booking/booking.graph.js';
import { seesAll } from '../booking/booking.resolver.js';
import { Bookings } from '../booking/booking.view.js';
import { clinic } from '../clinic/clinic.decider.js';
import { needAt } from '../reach.js';
import type { Resolvers } from '../resolvers.gen.js';

@Injectable()
export class DaySheetResolver implements GraphPart {
  constructor(
    private readonly store: EventStore,
    private readonly bookings: Bookings,
  ) {}

  readonly resolvers = {
    Query: {
      daySheet: async (_parent, { clinicId, date }, request) => {
        await needAt(request, this.store, clinicId, 'FRONT_DESK', 'HYGIENE_LEAD', 'TECHNICIAN');
        const zone = found((await this.store.state(clinic, clinicId)).timeZone, 'clinic');
        const { start, end } = boundsOf(date, zone);
        return (
          await this.bookings.dayOf(clinicId, start, end, seesAll(request, clinicId) ? undefined : request.actor.id)
        ).map(bookingRowToGraph);
      },
    },
  } satisfies Resolvers;
}
