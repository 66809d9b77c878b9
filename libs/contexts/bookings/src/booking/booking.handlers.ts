import type { Facts } from '@stipple/event-store';
import { found, handlerFor } from '@stipple/service';
import { client } from '../client/client.decider.js';
import { clinic } from '../heard/clinic.decider.js';
import { bookingPolicy } from '../policy.js';
import { procedure, procedureId } from '../procedure/procedure.decider.js';
import { room } from '../heard/room.decider.js';
import { staffStanding } from '../heard/staff-standing.decider.js';
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
import { appointmentOf, claimsOf, type BookingFacts, type AppointmentRequest } from './booking.rules.js';

/** Everything that an appointment's rules look at. */
async function gather(facts: Facts, bookingId: string, request: AppointmentRequest): Promise<BookingFacts> {
  const [place, offered, person, where, standing] = await Promise.all([
    facts.state(clinic, request.clinicId),
    facts.state(procedure, procedureId(request.clinicId, request.procedureCode)),
    facts.state(client, request.clientId),
    facts.state(room, request.roomId),
    facts.state(staffStanding, request.staffMemberId),
  ]);
  const terms = offered.status === 'unknown' ? undefined : offered.terms;
  const claimed = terms
    ? await facts.claimed(claimsOf(appointmentOf(request, terms)), `${booking.stream}-${bookingId}`)
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

/** @throws GraphFault NOT_FOUND for a room or a member of staff that this context has not heard of */
function needStaffAndRoom(gathered: BookingFacts): BookingFacts {
  const { room: where, standing } = gathered;
  found(where.clinicId, 'room');
  found(standing.clinics[0] ?? standing.left[0], 'member of staff');
  return gathered;
}

/** @throws GraphFault NOT_FOUND for whatever of an appointment this context has not heard of */
function needEverything(gathered: BookingFacts): BookingFacts {
  found(gathered.procedure, 'procedure at this clinic');
  found(gathered.client, 'client');
  return needStaffAndRoom(gathered);
}

/** The same for a booking that exists, with what is to be different. */
async function gatherFor(
  facts: Facts,
  bookingId: string,
  change: Partial<AppointmentRequest>,
): Promise<BookingFacts | undefined> {
  const state = await facts.state(booking, bookingId);
  if (state.status === 'unknown') return undefined;
  return needStaffAndRoom(await gather(facts, bookingId, { ...state.appointment, ...change }));
}

async function atClinicOf(facts: Facts, bookingId: string): Promise<BookingCommandFacts['CheckIn']> {
  const state = await facts.state(booking, bookingId);
  const { timeZone } = state.status === 'unknown' ? {} : await facts.state(clinic, state.appointment.clinicId);
  return { policy: bookingPolicy, timeZone: timeZone ?? 'UTC' };
}

export const bookingHandlers = [
  handlerFor(booking, Book, async ({ data }, facts) => needEverything(await gather(facts, data.bookingId, data))),
  handlerFor(booking, Reschedule, ({ data: { bookingId, start, staffMemberId, roomId } }, facts) =>
    gatherFor(facts, bookingId, { start, staffMemberId, roomId }),
  ),
  handlerFor(booking, CheckIn, ({ data }, facts) => atClinicOf(facts, data.bookingId)),
  handlerFor(booking, CancelBooking),
  handlerFor(booking, NoteTreatmentStarted),
  handlerFor(booking, NoteTreatmentEnded),
];
