import { nothing, treatments, type Draft } from '@stipple/contracts';
import type { EventOf, Recorded } from '@stipple/event-store';
import type { knownBooking } from './heard/booking.decider.js';
import type { knownClinic } from './heard/clinic.decider.js';
import type { consents } from './heard/consent.decider.js';
import type { knownPack } from './heard/pack.decider.js';
import type { privileges } from './heard/privilege.decider.js';
import type { knownRoom } from './heard/room.decider.js';

import type { pigment } from './pigment/pigment.decider.js';
import type { treatment } from './treatment/treatment.decider.js';

type TreatmentsEvent = EventOf<
  | typeof knownBooking
  | typeof knownClinic
  | typeof consents
  | typeof knownPack
  | typeof privileges
  | typeof knownRoom
  | typeof pigment
  | typeof treatment
>;

/** What the other contexts hear of this one. */
export function publishes(event: Recorded<TreatmentsEvent>): readonly Draft[] {
  switch (event.type) {
    case 'TreatmentStarted': {
      const {
        treatmentId,
        bookingId,
        clinicId,
        clientId,
        staffMemberId,
        roomId,
        procedureCode,
        packs,
        pigmentLotIds,
        startedAt,
      } = event.data;
      return [
        treatments.treatmentStarted.of(treatmentId, {
          treatmentId,
          bookingId,
          clinicId,
          clientId,
          staffMemberId,
          roomId,
          procedureCode,
          packIds: packs.map(({ packId }) => packId),
          pigmentLotIds: [...pigmentLotIds],
          startedAt,
        }),
      ];
    }
    case 'TreatmentCompleted': {
      const { treatmentId, bookingId, clinicId, clientId, staffMemberId, roomId, procedureCode, completedAt } =
        event.data;
      return [
        treatments.treatmentCompleted.of(treatmentId, {
          treatmentId,
          bookingId,
          clinicId,
          clientId,
          staffMemberId,
          roomId,
          procedureCode,
          completedAt,
        }),
      ];
    }
    case 'TreatmentAbandoned': {
      const { treatmentId, bookingId, clinicId, clientId, staffMemberId, roomId, procedureCode, abandonedAt } =
        event.data;
      return [
        treatments.treatmentAbandoned.of(treatmentId, {
          treatmentId,
          bookingId,
          clinicId,
          clientId,
          staffMemberId,
          roomId,
          procedureCode,
          abandonedAt,
        }),
      ];
    }
    case 'PigmentRecalled':
    case 'PigmentRecallReached': {
      const { recallId, clinicId, pigmentLotIds, treatmentIds, clientIds, awaiting = 0 } = event.data;
      return [
        treatments.pigmentRecalled.of(recallId, {
          recallId,
          clinicId,
          pigmentLotIds: [...pigmentLotIds],
          treatmentIds: [...treatmentIds],
          clientIds: [...clientIds],
        }),
        ...(awaiting === 0
          ? []
          : [treatments.pigmentRecallContinues.of(recallId, { recallId, pigmentId: event.id, clinicId })]),
      ];
    }
    case 'PigmentRecallClosed': {
      const { recallId, clinicId, clientIds, at } = event.data;
      return [
        treatments.pigmentRecallClosed.of(recallId, { recallId, clinicId, clientIds: [...clientIds], closedAt: at }),
      ];
    }
    case 'BookingNoted':
    case 'ClinicNoted':
    case 'ConsentNoted':
    case 'PackNoted':
    case 'PrivilegeNoted':
    case 'RoomNoted':
    case 'RoomHygieneNoted':
    case 'PigmentLotReceived':
    case 'PigmentLotReleased':
    case 'PigmentLotUsed':
    case 'PassRecorded':
    case 'FollowUpRecorded':
      return nothing;
  }
}
