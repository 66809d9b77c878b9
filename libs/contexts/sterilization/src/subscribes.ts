import { staff, sterilization, treatments } from '@stipple/contracts';
import { onMessage, type Subscription } from '@stipple/service';
import { NoteClinic } from './heard/clinic.decider.js';
import { OccupyRoom, VacateRoom } from './room/room.decider.js';
import { RecallFurtherLoads } from './sterilizer/sterilizer.decider.js';
import { NoteTreatmentStarted } from './heard/treatment.decider.js';

/** The messages that this context handles. A recall of many loads goes on step by step, by messages to itself. */
export const subscribes: readonly Subscription[] = [
  onMessage(staff.clinicOpened, ({ data }) => [new NoteClinic({ clinicId: data.clinicId, timeZone: data.timeZone })]),
  onMessage(sterilization.recallContinues, ({ data: { sterilizerId, recallId } }) => [
    new RecallFurtherLoads({ sterilizerId, recallId }),
  ]),
  onMessage(
    treatments.treatmentStarted,
    ({ data: { treatmentId, clinicId, clientId, roomId, packIds, startedAt } }) => [
      new NoteTreatmentStarted({ treatmentId, clinicId, clientId, roomId, packIds, at: startedAt }),
      new OccupyRoom({ roomId, treatmentId, at: startedAt }),
    ],
  ),
  onMessage(treatments.treatmentCompleted, ({ data: { roomId, treatmentId, completedAt } }) => [
    new VacateRoom({ roomId, treatmentId, at: completedAt }),
  ]),
  onMessage(treatments.treatmentAbandoned, ({ data: { roomId, treatmentId, abandonedAt } }) => [
    new VacateRoom({ roomId, treatmentId, at: abandonedAt }),
  ]),
];
