import { own, type EventStore } from '@stipple/event-store';
import { existing, onlyTheirOwn, role, type About, type Request } from '@stipple/service';
import { knownBooking, type KnownBooking } from './heard/booking.decider.js';
import { knownClinic } from './heard/clinic.decider.js';
import { pigment, pigmentOfLot } from './pigment/pigment.decider.js';
import type { PigmentLot } from './pigment/pigment.rules.js';
import type { PigmentRecallRow, PigmentRecalls } from './pigment/pigment-recall.view.js';
import { treatment, type KnownTreatment } from './treatment/treatment.decider.js';

/** Whoever works at the clinic. */
export const everybodyThere = role('TECHNICIAN', 'FRONT_DESK', 'HYGIENE_LEAD', 'AUDITOR');
/** Whoever answers for hygiene. */
export const hygieneLead = role('HYGIENE_LEAD');
export const technicians = role('TECHNICIAN');
/** The technician whose treatment it is, and managers. */
export const itsTechnician = onlyTheirOwn(technicians);

const clinicOf = ({ clinicId }: { clinicId: string }): string => clinicId;
const technicianOf = ({ staffMemberId }: { staffMemberId: string }): string => staffMemberId;

/** A clinic, also one that this context has not heard of yet: its pigments are then counted in UTC. */
export const theClinic = (store: EventStore): About<{ clinicId: string }, { clinicId: string; timeZone: string }> => ({
  name: 'clinic',
  load: async ({ clinicId }) => ({ clinicId, timeZone: (await store.state(knownClinic, clinicId)).timeZone }),
  clinicOf,
  isPublic: true,
});

/** The clinics where somebody may open a recall. Whoever has none learns of no other clinic by that. */
export const theirClinics: About<object, readonly string[]> = {
  name: 'clinic',
  load: (_args, request) => Promise.resolve(request.clinicsAs(...hygieneLead.roles).sort()),
  clinicOf: (clinicIds) => clinicIds,
  isPublic: true,
};

export const theBooking = (store: EventStore): About<{ bookingId: string }, KnownBooking> => ({
  name: 'booking',
  load: ({ bookingId }) => store.state(knownBooking, bookingId),
  clinicOf,
  personOf: technicianOf,
});

export const theTreatment = (store: EventStore): About<{ treatmentId: string }, KnownTreatment> => ({
  name: 'treatment',
  load: ({ treatmentId }) => existing(store, treatment, treatmentId),
  clinicOf,
  personOf: technicianOf,
});

export const thePigmentLot = (store: EventStore): About<{ pigmentLotId: string }, PigmentLot> => ({
  name: 'pigment lot',
  load: async ({ pigmentLotId: id }) => own((await store.state(pigment, pigmentOfLot(id))).lots, id),
  clinicOf,
});

/** A recall's rows at the clinics of whoever asks. What it is elsewhere is not theirs to know. */
export function thePigmentRecall<Args>(
  recalls: PigmentRecalls,
  idOf: (args: Args) => string,
): About<Args, readonly PigmentRecallRow[]> {
  const clinicsOf = (request: Request) => request.clinicsAs(...everybodyThere.roles);
  return {
    name: 'recall',
    load: async (args, request) => {
      const rows = await recalls.byRecall(idOf(args), clinicsOf(request));
      return rows.length === 0 ? undefined : rows;
    },
    clinicOf: (rows) => rows.map((row) => row.clinic_id),
  };
}
