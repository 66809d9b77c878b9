import { treatments, type Draft } from '@stipple/contracts';
import type { Recorded } from '@stipple/event-store';
import type { PigmentEvent } from './pigment/pigment.decider.js';
import type { TreatmentEvent } from './treatment/treatment.decider.js';

/** What the other contexts hear of this one. */
export function publishes(recorded: Recorded): readonly Draft[] {
  const event = recorded as Recorded<TreatmentEvent | PigmentEvent>;
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
    default:
      return [];
  }
}
