import type { Facts } from '@stipple/event-store';
import { handlerFor } from '@stipple/service';
import { client } from '../client/client.decider.js';
import { clinic } from '../clinic/clinic.decider.js';
import { bookingPolicy } from '../policy.js';
import { procedure, procedureId } from '../procedure/procedure.decider.js';
import { room } from '../room/room.decider.js';
import { staffStanding } from '../staff-standing/staff-standing.decider.js';
import {
  Book,
  booking,
  CancelBooking,
  CheckIn,
  NoteTreatmentEnded,
  NoteTreatmentStarted,
  Reschedule,
  type BookingCommandFacts,
} from './booking.decider.js';
import { appointmentOf, claimsOf, type BookingFacts, type Wish } from './booking.rules.js';

/** Everything that an appointment's rules look at. */
async function gather(facts: Facts, bookingId: string, wish: Wish): Promise<BookingFacts> {
  const [place, offered, person, where, standing] = await Promise.all([
    facts.state(clinic, wish.clinicId),
    facts.state(procedure, procedureId(wish.clinicId, wish.procedureCode)),
    facts.state(client, wish.clientId),
    facts.state(room, wish.roomId),
    facts.state(staffStanding, wish.staffMemberId),
  ]);
  const terms = offered.status === 'unknown' ? undefined : offered.terms;
  const claimed = terms
    ? await facts.claimed(claimsOf(appointmentOf(wish, terms)), `${booking.stream}-${bookingId}`)
    : [];
  return {
    policy: bookingPolicy,
    timeZone: place.timeZone ?? 'UTC',
    procedure: terms,
    client: person.status === 'unknown' ? undefined : person,
    room: where,
    standing,
    claimed,
  };
}

/** The same for a booking that is there, with what is to be different. */
async function gatherFor(facts: Facts, bookingId: string, change: Partial<Wish>): Promise<BookingFacts | undefined> {
  const state = await facts.state(booking, bookingId);
  return state.status === 'unknown' ? undefined : gather(facts, bookingId, { ...state.appointment, ...change });
}

async function atClinicOf(facts: Facts, bookingId: string): Promise<BookingCommandFacts['CheckIn']> {
  const state = await facts.state(booking, bookingId);
  const { timeZone } = state.status === 'unknown' ? {} : await facts.state(clinic, state.appointment.clinicId);
  return { policy: bookingPolicy, timeZone: timeZone ?? 'UTC' };
}

export const bookingHandlers = [
  handlerFor(booking, Book, ({ data }, facts) => gather(facts, data.bookingId, data)),
  handlerFor(booking, Reschedule, ({ data: { bookingId, start, staffMemberId, roomId } }, facts) =>
    gatherFor(facts, bookingId, { start, staffMemberId, roomId }),
  ),
  handlerFor(booking, CheckIn, ({ data }, facts) => atClinicOf(facts, data.bookingId)),
  handlerFor(booking, CancelBooking),
  handlerFor(booking, NoteTreatmentStarted),
  handlerFor(booking, NoteTreatmentEnded),
];
