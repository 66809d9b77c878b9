import { nothing, sterilization, type Draft } from '@stipple/contracts';
import type { EventOf, Recorded } from '@stipple/event-store';
import type { clinic } from './heard/clinic.decider.js';
import type { load } from './load/load.decider.js';
import type { treatment } from './heard/treatment.decider.js';

import type { pack, PackStatus } from './pack/pack.decider.js';
import type { recall } from './recall/recall.decider.js';
import type { HygieneStatus, room } from './room/room.decider.js';
import type { sterilizer } from './sterilizer/sterilizer.decider.js';

const roomIs = (
  { roomId, clinicId }: { roomId: string; clinicId: string },
  status: HygieneStatus,
): readonly Draft[] => [sterilization.roomHygieneChanged.of(roomId, { roomId, clinicId, status })];

interface PackSeen {
  packId: string;
  barcode: string;
  clinicId: string;
  recalled?: boolean;
  expiresAt?: string;
}
const packIs = (
  { packId, barcode, clinicId, recalled = false, expiresAt }: PackSeen,
  status: PackStatus,
): readonly Draft[] => [
  sterilization.packChanged.of(packId, {
    packId,
    barcode,
    clinicId,
    status,
    recalled,
    ...(expiresAt === undefined ? {} : { expiresAt }),
  }),
];

type SterilizationEvent = EventOf<
  typeof clinic | typeof room | typeof sterilizer | typeof load | typeof pack | typeof recall | typeof treatment
>;

/** The messages that follow from an event. */
export function publishes(event: Recorded<SterilizationEvent>): readonly Draft[] {
  switch (event.type) {
    case 'RoomAdded': {
      const { roomId, clinicId, name } = event.data;
      return [sterilization.roomAdded.of(roomId, { roomId, clinicId, name })];
    }
    case 'DisinfectantApplied':
      return roomIs(event.data, 'DISINFECTING');
    case 'RoomReleased':
      return roomIs(event.data, 'READY');
    case 'RoomQuarantined':
      return roomIs(event.data, 'QUARANTINED');
    case 'RoomOccupied':
      return roomIs(event.data, 'OCCUPIED');
    case 'RoomReopened':
    case 'RoomVacated':
      return roomIs(event.data, 'DIRTY');
    case 'PackLabelled':
      return packIs(event.data, 'LABELLED');
    case 'PackPutInLoad':
      return packIs(event.data, 'IN_LOAD');
    case 'PackSterilized':
      return packIs(event.data, 'STERILE');
    case 'PackQuarantined':
    case 'PackRecalled':
      return packIs(event.data, 'QUARANTINED');
    case 'PackUsed':
      return packIs(event.data, event.data.recalled ? 'QUARANTINED' : 'USED');
    case 'PackDamaged':
      return packIs(event.data, 'DAMAGED');
    case 'BiologicalIndicatorRead':
    case 'FurtherLoadsRecalled': {
      const { recallId, sterilizerId, clinicId, awaiting = 0 } = event.data;
      return recallId === null || awaiting === 0
        ? []
        : [sterilization.recallContinues.of(recallId, { recallId, sterilizerId, clinicId })];
    }
    case 'RecallOpened':
    case 'RecallScopeWidened':
    case 'RecallReached': {
      const { recallId, clinicId, loadIds, packIds, treatmentIds, clientIds } = event.data;
      return [
        sterilization.recallOpened.of(recallId, {
          recallId,
          clinicId,
          loadIds: [...loadIds],
          packIds: [...packIds],
          treatmentIds: [...treatmentIds],
          clientIds: [...clientIds],
        }),
      ];
    }
    case 'RecallClosed': {
      const { recallId, clinicId, clientIds = [], at } = event.data;
      return [sterilization.recallClosed.of(recallId, { recallId, clinicId, clientIds: [...clientIds], closedAt: at })];
    }
    case 'ClinicNoted':
    case 'RoomCleaningStarted':
    case 'SterilizerCommissioned':
    case 'CycleNumberGapFound':
    case 'RoutineTestRecorded':
    case 'SterilizerTakenOutOfService':
    case 'SterilizerReturnedToService':
    case 'CycleStarted':
    case 'CycleEnded':
    case 'RequalificationRunRecorded':
    case 'SterilizerRecallClosed':
    case 'LoadStarted':
    case 'CycleRecorded':
    case 'ChemicalIndicatorRead':
    case 'LoadReleased':
    case 'LoadRejected':
    case 'LoadAborted':
    case 'LoadRecalled':
    case 'TreatmentNoted':
      return nothing;
  }
}
