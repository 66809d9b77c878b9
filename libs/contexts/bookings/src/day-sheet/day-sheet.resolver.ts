import { Injectable } from '@nestjs/common';
import { EventStore } from '@stipple/event-store';
import { ask, found, type GraphPart } from '@stipple/service';
import { boundsOf } from '@stipple/time';
import { bookingReaders, onlyOwnBookings, theClinic } from '../access.js';
import { bookingRowToGraph } from '../booking/booking.graph.js';
import { Bookings } from '../booking/booking.view.js';
import { clinic } from '../heard/clinic.decider.js';
import type { Resolvers } from '../resolvers.gen.js';

@Injectable()
export class DaySheetResolver implements GraphPart {
  readonly resolvers;

  constructor(store: EventStore, bookings: Bookings) {
    this.resolvers = {
      Query: {
        daySheet: ask({
          who: bookingReaders,
          about: theClinic(store),
          async answer(clinicId, { date }, request) {
            const { timeZone } = await store.state(clinic, clinicId);
            const { start, end } = boundsOf(date, found(timeZone, 'clinic'));
            const rows = await bookings.dayOf(clinicId, start, end, onlyOwnBookings(request, clinicId));
            return rows.map(bookingRowToGraph);
          },
        }),
      },
    } satisfies Resolvers;
  }
}
