import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { EventStore, newId } from '@stipple/event-store';
import { ask, changesBy, connectionOf, pointsTo, refers, sliceOf, type GraphPart } from '@stipple/service';
import {
  bookingReaders,
  desk,
  everybodyThere,
  onlyOwnBookings,
  theBooking,
  theClinic,
  visibleBooking,
} from '../access.js';
import { Loaders } from '../loaders.js';
import { procedureRowToGraph } from '../procedure/procedure.graph.js';
import { keptCode } from '../procedure/procedure.reach.js';
import type { Resolvers } from '../resolvers.gen.js';
import { Book, CancelBooking, CheckIn, Reschedule } from './booking.decider.js';
import { bookingRowToGraph, bookingToGraph } from './booking.graph.js';
import { Bookings } from './booking.view.js';

@Injectable()
export class BookingResolver implements GraphPart {
  readonly resolvers;

  constructor(commands: CommandBus, store: EventStore, bookings: Bookings, loaders: Loaders) {
    const change = changesBy(commands);
    const clinic = theClinic(store);
    const shown = { as: 'booking', toGraph: bookingToGraph } as const;

    this.resolvers = {
      Query: {
        booking: ask({
          who: everybodyThere,
          about: loaders.booking,
          answer: (row, _args, request) => bookingRowToGraph(visibleBooking(row, request)),
        }),
        bookings: ask({
          who: bookingReaders,
          about: clinic,
          async answer(clinicId, { from, to, first, after }, request) {
            const slice = sliceOf({ first, after }, ['moment', 'text']);
            const whose = onlyOwnBookings(request, clinicId);
            const { rows, totalCount } = await bookings.between(clinicId, from, to, slice, whose);
            return connectionOf(rows, slice, totalCount, (row) => [row.start_at, row.id], bookingRowToGraph);
          },
        }),
      },
      Mutation: {
        book: change({
          who: desk,
          about: clinic,
          gives: Book,
          command: async (input, clinicId) =>
            new Book({
              ...input,
              bookingId: newId(),
              procedureCode: await keptCode(store, clinicId, input.procedureCode),
            }),
          ...shown,
        }),
        reschedule: change({
          who: desk,
          about: theBooking(store),
          gives: Reschedule,
          command: (input) => new Reschedule(input),
          ...shown,
        }),
        cancelBooking: change({
          who: desk,
          about: theBooking(store),
          gives: CancelBooking,
          command: (input) => new CancelBooking(input),
          ...shown,
        }),
        checkIn: change({
          who: desk,
          about: theBooking(store),
          gives: CheckIn,
          command: (input) => new CheckIn(input),
          ...shown,
        }),
      },
      Booking: {
        __resolveReference: refers({
          who: everybodyThere,
          about: loaders.booking,
          toGraph: (row, request) => bookingRowToGraph(visibleBooking(row, request)),
        }),
        procedure: pointsTo({
          who: everybodyThere,
          about: loaders.procedure,
          key: ({ procedureId }) => ({ id: procedureId }),
          toGraph: (row) => procedureRowToGraph(row),
        }),
        attention: ({ id }, _args, request) => loaders.attention(request, id),
      },
    } satisfies Resolvers;
  }
}
