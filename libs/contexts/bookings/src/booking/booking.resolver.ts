import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { acting, EventStore, newId } from '@stipple/event-store';
import {
  answer,
  connectionOf,
  found,
  GraphFault,
  holds,
  mutation,
  sliceOf,
  type GraphPart,
  type Request,
} from '@stipple/service';
import DataLoader from 'dataloader';
import { client } from '../client/client.decider.js';
import { Attentions } from '../day-sheet/day-sheet.view.js';
import type { BookInput, CancelBookingInput, CheckInInput, RescheduleInput } from '../graphql.gen.js';
import { needProcedure } from '../procedure/procedure.reach.js';
import { ProcedureResolver } from '../procedure/procedure.resolver.js';
import { foundAt, needAt, worksAt } from '../reach.js';
import type { Resolvers } from '../resolvers.gen.js';
import { room } from '../room/room.decider.js';
import { staffStanding } from '../staff-standing/staff-standing.decider.js';
import { Book, booking, CancelBooking, CheckIn, Reschedule, type KnownBooking } from './booking.decider.js';
import { bookingRowToGraph, bookingToGraph } from './booking.graph.js';
import { Bookings, type BookingRow } from './booking.view.js';

/** Whether somebody sees everybody's bookings at a clinic, not only their own. */
export const seesAll = (request: Request, clinicId: string): boolean =>
  holds(request.actor, clinicId, 'FRONT_DESK', 'HYGIENE_LEAD');

@Injectable()
export class BookingResolver implements GraphPart {
  constructor(
    private readonly commands: CommandBus,
    private readonly store: EventStore,
    private readonly bookings: Bookings,
    private readonly attentions: Attentions,
    private readonly procedures: ProcedureResolver,
  ) {}

  private row(id: string, request: Request): Promise<BookingRow | undefined> {
    return request
      .loader('bookings', () => new DataLoader((ids: readonly string[]) => this.bookings.byId(ids)))
      .load(id);
  }

  /** @throws GraphFault FORBIDDEN unless they work for the whole clinic, audit it, or it is their own booking */
  private mayRead(row: BookingRow, request: Request): BookingRow {
    if (seesAll(request, row.clinic_id) || holds(request.actor, row.clinic_id, 'AUDITOR')) return row;
    if (holds(request.actor, row.clinic_id, 'TECHNICIAN') && row.staff_member_id === request.actor.id) return row;
    throw new GraphFault('FORBIDDEN', 'Technicians see their own bookings only; others those of their clinic.');
  }

  /** The booking, when whoever asks may change it. */
  private async atDesk(bookingId: string, request: Request): Promise<KnownBooking> {
    void request.actor;
    const state = await this.store.state(booking, bookingId);
    const known = foundAt(
      request,
      state.status === 'unknown' ? undefined : state,
      ({ appointment }) => appointment.clinicId,
      'booking',
    );
    request.need(known.appointment.clinicId, 'FRONT_DESK');
    return known;
  }

  /** @throws GraphFault NOT_FOUND */
  private async needStaffAndRoom(staffMemberId: string, roomId: string): Promise<void> {
    const [standing, where] = await Promise.all([
      this.store.state(staffStanding, staffMemberId),
      this.store.state(room, roomId),
    ]);
    found(where.clinicId, 'room');
    found(standing.clinics[0] ?? standing.left[0], 'member of staff');
  }

  readonly resolvers = {
    Query: {
      booking: async (_parent, { id }, request) => {
        void request.actor;
        return bookingRowToGraph(
          this.mayRead(
            foundAt(request, await this.row(id, request), (row) => row.clinic_id, 'booking'),
            request,
          ),
        );
      },
      bookings: async (_parent, { clinicId, from, to, first, after }, request) => {
        await needAt(request, this.store, clinicId, 'FRONT_DESK', 'HYGIENE_LEAD', 'TECHNICIAN');
        const slice = sliceOf({ first, after }, ['moment', 'text']);
        const { rows, totalCount } = await this.bookings.between(
          clinicId,
          from,
          to,
          slice,
          seesAll(request, clinicId) ? undefined : request.actor.id,
        );
        return connectionOf(rows, slice, totalCount, (row) => [row.start_at, row.id], bookingRowToGraph);
      },
    },
    Mutation: {
      book: mutation(
        async ({ clinicId, clientId, procedureCode, staffMemberId, roomId, start, mode }: BookInput, request) => {
          await needAt(request, this.store, clinicId, 'FRONT_DESK');
          const [person, { code }] = await Promise.all([
            this.store.state(client, clientId),
            needProcedure(this.store, clinicId, procedureCode),
          ]);
          found(person.status === 'unknown' ? undefined : person, 'client');
          await this.needStaffAndRoom(staffMemberId, roomId);
          return answer(
            'booking',
            await this.commands.execute(
              new Book({
                bookingId: newId(),
                clinicId,
                clientId,
                procedureCode: code,
                staffMemberId,
                roomId,
                start,
                mode,
              }),
            ),
            bookingToGraph,
          );
        },
      ),
      reschedule: mutation(async ({ bookingId, start, staffMemberId, roomId, reason }: RescheduleInput, request) => {
        await this.atDesk(bookingId, request);
        await this.needStaffAndRoom(staffMemberId, roomId);
        return answer(
          'booking',
          await this.commands.execute(new Reschedule({ bookingId, start, staffMemberId, roomId, reason })),
          bookingToGraph,
        );
      }),
      cancelBooking: mutation(async ({ bookingId, by, reason }: CancelBookingInput, request) => {
        await this.atDesk(bookingId, request);
        return answer(
          'booking',
          await this.commands.execute(new CancelBooking({ bookingId, by, reason })),
          bookingToGraph,
        );
      }),
      checkIn: mutation(async ({ bookingId }: CheckInInput, request) => {
        await this.atDesk(bookingId, request);
        return answer('booking', await this.commands.execute(new CheckIn({ bookingId })), bookingToGraph);
      }),
    },
    Booking: {
      __resolveReference: async ({ id }, request) => {
        void request.actor;
        const row = await this.row(id, request);
        return row && worksAt(request, row.clinic_id) ? bookingRowToGraph(this.mayRead(row, request)) : null;
      },
      procedure: ({ procedureId }, _args, request) => this.procedures.read(procedureId, request),
      attention: (parent, _args, request) => {
        const { now } = acting();
        return request
          .loader('attention', () => new DataLoader((ids: readonly string[]) => this.attentions.of(ids, now)))
          .load(parent.id);
      },
    },
  } satisfies Resolvers;
}
