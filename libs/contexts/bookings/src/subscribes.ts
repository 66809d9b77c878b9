import { staff, sterilization, treatments } from '@stipple/contracts';
import { onMessage, type Subscription } from '@stipple/service';
import { NoteTreatmentEnded, NoteTreatmentStarted } from './booking/booking.decider.js';
import { NoteClinic } from './heard/clinic.decider.js';
import { NoteExposure, type RecallKind } from './heard/exposure.decider.js';
import { EndRecall, NoteRecall } from './heard/recall.decider.js';
import { NoteRoom, NoteRoomHygiene } from './heard/room.decider.js';
import { NoteMember, NoteMembershipEnded, NotePrivilege, NoteShift } from './heard/staff-standing.decider.js';

interface Touched {
  recallId: string;
  clinicId: string;
  clientIds: readonly string[];
}

/** A recall names its clients in several messages. Each adds to those before. */
const reached = ({ recallId, clinicId, clientIds }: Touched, kind: RecallKind) => [
  new NoteRecall({ recallId, clinicId, kind }),
  ...[...new Set(clientIds)].map((clientId) => new NoteExposure({ clientId, clinicId, recallId, kind })),
];

/** The commands that follow from other contexts' messages. */
export const subscribes: readonly Subscription[] = [
  onMessage(staff.clinicOpened, ({ data: { clinicId, timeZone } }) => [new NoteClinic({ clinicId, timeZone })]),
  onMessage(staff.memberHired, ({ data: { staffMemberId, clinicId } }) => [
    new NoteMember({ staffMemberId, clinicId }),
  ]),
  onMessage(staff.membershipEnded, ({ data: { staffMemberId, clinicId }, time }) => [
    new NoteMembershipEnded({ staffMemberId, clinicId, at: time }),
  ]),
  onMessage(staff.privilegeChanged, ({ data, time }) => [new NotePrivilege({ ...data, at: time })]),
  onMessage(staff.shiftPublished, ({ data, time }) => [new NoteShift({ ...data, at: time })]),
  onMessage(sterilization.roomAdded, ({ data, time }) => [new NoteRoom({ ...data, at: time })]),
  onMessage(sterilization.roomHygieneChanged, ({ data, time }) => [new NoteRoomHygiene({ ...data, at: time })]),
  onMessage(sterilization.recallOpened, ({ data }) => reached(data, 'PACK')),
  onMessage(sterilization.recallClosed, ({ data: { recallId, clinicId } }) => [
    new EndRecall({ recallId, clinicId, kind: 'PACK' }),
  ]),
  onMessage(treatments.pigmentRecalled, ({ data }) => reached(data, 'PIGMENT')),
  onMessage(treatments.pigmentRecallClosed, ({ data: { recallId, clinicId } }) => [
    new EndRecall({ recallId, clinicId, kind: 'PIGMENT' }),
  ]),
  onMessage(treatments.treatmentStarted, ({ data: { bookingId, treatmentId, startedAt } }) => [
    new NoteTreatmentStarted({ bookingId, treatmentId, at: startedAt }),
  ]),
  onMessage(treatments.treatmentCompleted, ({ data: { bookingId, treatmentId, completedAt } }) => [
    new NoteTreatmentEnded({ bookingId, treatmentId, at: completedAt }),
  ]),
  // The visit is over either way; how the treatment ended is told by the treatment.
  onMessage(treatments.treatmentAbandoned, ({ data: { bookingId, treatmentId, abandonedAt } }) => [
    new NoteTreatmentEnded({ bookingId, treatmentId, at: abandonedAt }),
  ]),
];
