import { already, command, type Decider } from '@stipple/event-store';
import type { Instant } from '@stipple/time';

/** A booking as the bookings context last told it. */
export interface KnownBooking {
  bookingId: string;
  clinicId: string;
  clientId: string;
  procedureCode: string;
  procedureKind: string;
  requiresPrivilege: boolean;
  requiresConsent: boolean;
  staffMemberId: string;
  roomId: string;
  start: Instant;
  end: Instant;
  status: string;
}

export class NoteBooking extends command('NoteBooking')<KnownBooking> {}

// Stored for ever: add, never rename.
export type KnownBookingEvent = { type: 'BookingNoted'; data: KnownBooking };

/** What this context knows of a booking is what was told last; messages about one booking come in order. */
export const knownBooking: Decider<NoteBooking, KnownBookingEvent, KnownBooking | undefined> = {
  stream: 'booking',
  idOf: ({ data }) => data.bookingId,
  initial: undefined,
  clinicOf: (state) => state?.clinicId,
  decide: ({ data }, state) =>
    JSON.stringify(state) === JSON.stringify(data) ? already() : [{ type: 'BookingNoted', data }],
  evolve: (_state, { data }) => data,
};
