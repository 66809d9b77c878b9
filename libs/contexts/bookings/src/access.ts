import { roles, type EventStore } from '@stipple/event-store';
import { existing, GraphFault, holds, role, worksAt, type About, type Request } from '@stipple/service';
import { booking, type KnownBooking } from './booking/booking.decider.js';
import type { BookingRow } from './booking/booking.view.js';
import { client, type KnownClient } from './client/client.decider.js';
import { clinic } from './heard/clinic.decider.js';

/** Whoever works at the clinic. */
export const everybodyThere = role(...roles);
/** Whoever makes bookings and registers clients. */
export const desk = role('FRONT_DESK');
/** Whoever treats and books clients. */
export const treating = role('TECHNICIAN', 'FRONT_DESK');
/** Whoever reads the clinic's bookings. A technician reads their own. */
export const bookingReaders = role('FRONT_DESK', 'HYGIENE_LEAD', 'TECHNICIAN');

/** A clinic's id. Whoever works there need not wait until this context has heard of the clinic. */
export const theClinic = (store: EventStore): About<{ clinicId: string }, string> => ({
  name: 'clinic',
  load: async ({ clinicId }, { actor }) =>
    worksAt(actor, clinicId) ? clinicId : (await store.state(clinic, clinicId)).id,
  clinicOf: (clinicId) => clinicId,
  isPublic: true,
});

export const theBooking = (store: EventStore): About<{ bookingId: string }, KnownBooking> => ({
  name: 'booking',
  load: ({ bookingId }) => existing(store, booking, bookingId),
  clinicOf: ({ appointment }) => appointment.clinicId,
});

export const theClient = (store: EventStore): About<{ clientId: string }, KnownClient> => ({
  name: 'client',
  load: ({ clientId }) => existing(store, client, clientId),
  clinicOf: ({ clinicId }) => clinicId,
});

/** The member of staff whose bookings alone somebody sees at a clinic; undefined for who sees everybody's. */
export const onlyOwnBookings = ({ actor }: Request, clinicId: string): string | undefined =>
  holds(actor, clinicId, 'FRONT_DESK', 'HYGIENE_LEAD') ? undefined : actor.id;

/** A booking, for who works for the whole clinic or audits it, and whose own it is. @throws GraphFault FORBIDDEN */
export function visibleBooking(row: BookingRow, { actor }: Request): BookingRow {
  if (holds(actor, row.clinic_id, 'FRONT_DESK', 'HYGIENE_LEAD', 'AUDITOR')) return row;
  if (holds(actor, row.clinic_id, 'TECHNICIAN') && row.staff_member_id === actor.id) return row;
  throw new GraphFault('FORBIDDEN', 'Technicians see their own bookings only; others those of their clinic.');
}
