import {
  already,
  command,
  ignored,
  needsReason,
  needsStatus,
  refusal,
  refuse,
  unless,
  type Decider,
} from '@stipple/event-store';
import { clock, plusMinutes, spoken } from '@stipple/time';
import {
  appointmentOf,
  appointmentRefusals,
  claimsOf,
  type Appointment,
  type BookingFacts,
  type AppointmentRequest,
} from './booking.rules.js';

export type BookingStatus =
  'HELD' | 'CONFIRMED' | 'CHECKED_IN' | 'IN_TREATMENT' | 'COMPLETED' | 'CANCELLED' | 'NO_SHOW';

export class Book extends command('Book')<AppointmentRequest & { bookingId: string }> {}
export class Reschedule extends command('Reschedule')<{
  bookingId: string;
  start: string;
  staffMemberId: string;
  roomId: string;
  reason: string;
}> {}
export class CancelBooking extends command('CancelBooking')<{
  bookingId: string;
  by: 'CLIENT' | 'CLINIC';
  reason: string;
}> {}
export class CheckIn extends command('CheckIn')<{ bookingId: string }> {}
export class NoteTreatmentStarted extends command('NoteTreatmentStarted')<{
  bookingId: string;
  treatmentId: string;
  at: string;
}> {}
/** A treatment was completed or broken off. The visit is over either way, and what was done has to heal. */
export class NoteTreatmentEnded extends command('NoteTreatmentEnded')<{
  bookingId: string;
  treatmentId: string;
  at: string;
}> {}

export type BookingCommand = Book | Reschedule | CancelBooking | CheckIn | NoteTreatmentStarted | NoteTreatmentEnded;

/** The appointment after an event. Each event carries it, so that others can be told from the event alone. */
interface BookingSnapshot {
  bookingId: string;
  appointment: Appointment;
}

// Stored for ever: add, never rename.
export type BookingEvent =
  | { type: 'BookingConfirmed'; data: BookingSnapshot & { policyVersion: number } }
  | {
      type: 'BookingRescheduled';
      data: BookingSnapshot & { clientId: string; reason: string | null; policyVersion: number };
    }
  | {
      type: 'BookingCancelled';
      data: BookingSnapshot & { clientId: string; by: 'CLIENT' | 'CLINIC'; reason: string | null };
    }
  | { type: 'ClientCheckedIn'; data: BookingSnapshot & { policyVersion: number } }
  | { type: 'BookingTreatmentStarted'; data: BookingSnapshot & { treatmentId: string; at: string } }
  | { type: 'BookingCompleted'; data: BookingSnapshot & { treatmentId: string; at: string } };

export type Booking = { status: 'unknown' } | KnownBooking;

export interface KnownBooking {
  status: BookingStatus;
  id: string;
  appointment: Appointment;
}

/** A status that each event type leaves a booking in. */
export const statusAfter = {
  BookingConfirmed: 'CONFIRMED',
  BookingRescheduled: 'CONFIRMED',
  BookingCancelled: 'CANCELLED',
  ClientCheckedIn: 'CHECKED_IN',
  BookingTreatmentStarted: 'IN_TREATMENT',
  BookingCompleted: 'COMPLETED',
} as const satisfies Record<BookingEvent['type'], BookingStatus>;

export interface BookingCommandFacts {
  Book: BookingFacts;
  /** Undefined where there is no such booking. */
  Reschedule: BookingFacts | undefined;
  CheckIn: Pick<BookingFacts, 'policy' | 'timeZone'>;
}

const subject = ({ clientId }: { clientId: string }): string => clientId;

/**
 * A booking made at the desk is confirmed when nothing stands in its way, and moved under the same rules. It holds the
 * time of its people and its room until it is cancelled.
 */
export const booking: Decider<BookingCommand, BookingEvent, Booking, BookingCommandFacts> = {
  stream: 'booking',
  idOf: ({ data }) => data.bookingId,
  initial: { status: 'unknown' },
  foldDependencies: [JSON.stringify(statusAfter)],
  clinicOf: (state) => (state.status === 'unknown' ? undefined : state.appointment.clinicId),
  claims: (state) =>
    state.status === 'unknown' || state.status === 'CANCELLED' || state.status === 'NO_SHOW'
      ? []
      : claimsOf(state.appointment),
  personal: {
    BookingRescheduled: { subject, fields: ['reason'] },
    BookingCancelled: { subject, fields: ['reason'] },
  },
  occurredAt: (event) =>
    event.type === 'BookingTreatmentStarted' || event.type === 'BookingCompleted' ? event.data.at : undefined,

  decide({ type, data, facts }, state, { now }) {
    if (type === 'Book') {
      if (state.status !== 'unknown') return refuse('ALREADY_EXISTS', 'This booking has been made already.');
      const { bookingId, ...request } = data;
      const terms = facts.procedure;
      if (!terms) return noSuchProcedure();
      const wished = appointmentOf(request, terms);
      return (
        unless(appointmentRefusals(wished, terms, facts, now)) ?? [
          { type: 'BookingConfirmed', data: { bookingId, appointment: wished, policyVersion: facts.policy.version } },
        ]
      );
    }
    if (state.status === 'unknown')
      return type === 'NoteTreatmentStarted' || type === 'NoteTreatmentEnded'
        ? ignored('There is no such booking here.')
        : refuse('UNKNOWN', 'There is no such booking.', 'bookingId');
    const { id: bookingId, appointment, status } = state;
    switch (type) {
      case 'Reschedule': {
        const { start, staffMemberId, roomId } = data;
        const moved =
          start !== appointment.start || staffMemberId !== appointment.staffMemberId || roomId !== appointment.roomId;
        if (!moved && movable.includes(status)) return already();
        const terms = facts?.procedure;
        if (!terms) return noSuchProcedure();
        const wished = appointmentOf({ ...appointment, start, staffMemberId, roomId }, terms);
        return (
          unless(
            needsStatus('This booking', status, movable, 'bookingId'),
            needsReason(data.reason, 'Say why it is moved.'),
            movable.includes(status) && appointmentRefusals(wished, terms, facts, now),
          ) ?? [
            {
              type: 'BookingRescheduled',
              data: {
                bookingId,
                appointment: wished,
                clientId: appointment.clientId,
                reason: data.reason.trim(),
                policyVersion: facts.policy.version,
              },
            },
          ]
        );
      }
      case 'CancelBooking':
        if (status === 'CANCELLED') return already();
        return (
          unless(
            needsStatus('This booking', state.status, notBegun, 'bookingId'),
            needsReason(data.reason, 'Say why it is cancelled.'),
          ) ?? [
            {
              type: 'BookingCancelled',
              data: { bookingId, appointment, clientId: appointment.clientId, by: data.by, reason: data.reason.trim() },
            },
          ]
        );
      case 'CheckIn': {
        if (status === 'CHECKED_IN') return already();
        const opens = plusMinutes(appointment.start, -facts.policy.checkInOpensMinutes);
        return (
          unless(
            needsStatus('This booking', status, ['CONFIRMED'], 'bookingId'),
            now < opens && refusal('TOO_EARLY', `Check-in opens at ${spoken(opens, facts.timeZone)}.`),
            now >= appointment.end &&
              refusal('TOO_LATE', `This booking's time was over at ${clock(appointment.end, facts.timeZone)}.`),
          ) ?? [{ type: 'ClientCheckedIn', data: { bookingId, appointment, policyVersion: facts.policy.version } }]
        );
      }
      case 'NoteTreatmentStarted':
        if (status === 'IN_TREATMENT') return already();
        return notBegun.includes(status)
          ? [
              {
                type: 'BookingTreatmentStarted',
                data: { bookingId, appointment, treatmentId: data.treatmentId, at: data.at },
              },
            ]
          : ignored(`This booking is ${status} already.`);
      case 'NoteTreatmentEnded':
        if (status === 'COMPLETED') return already();
        return notBegun.includes(status) || status === 'IN_TREATMENT'
          ? [{ type: 'BookingCompleted', data: { bookingId, appointment, treatmentId: data.treatmentId, at: data.at } }]
          : ignored(`This booking is ${status} already.`);
    }
  },

  evolve: (_state, event) => ({
    status: statusAfter[event.type],
    id: event.data.bookingId,
    appointment: event.data.appointment,
  }),
};

const movable: readonly BookingStatus[] = ['HELD', 'CONFIRMED'];
const notBegun: readonly BookingStatus[] = [...movable, 'CHECKED_IN'];

const noSuchProcedure = () => refuse('UNKNOWN', 'There is no such procedure at this clinic.', 'procedureCode');
