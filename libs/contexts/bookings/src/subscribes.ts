import { staff, sterilization, treatments } from '@stipple/contracts';
import { hears, type Hearing } from '@stipple/service';
import { NoteTreatmentCompleted, NoteTreatmentStarted } from './booking/booking.decider.js';
import { NoteClinic } from './clinic/clinic.decider.js';
import { NoteExposure } from './exposure/exposure.decider.js';
import { NoteRoom, NoteRoomHygiene } from './room/room.decider.js';
import { NoteMember, NotePrivilege, NoteShift } from './staff-standing/staff-standing.decider.js';

const distinct = (ids: readonly string[]): string[] => [...new Set(ids)];

/** What this context does on hearing of others. */
export const subscribes: readonly Hearing[] = [
  hears(staff.clinicOpened, ({ data: { clinicId, timeZone } }) => [new NoteClinic({ clinicId, timeZone })]),
  hears(staff.memberHired, ({ data: { staffMemberId, clinicId } }) => [new NoteMember({ staffMemberId, clinicId })]),
  hears(staff.privilegeChanged, ({ data, time }) => [new NotePrivilege({ ...data, at: time })]),
  hears(staff.shiftPublished, ({ data, time }) => [new NoteShift({ ...data, at: time })]),
  hears(sterilization.roomAdded, ({ data, time }) => [new NoteRoom({ ...data, at: time })]),
  hears(sterilization.roomHygieneChanged, ({ data, time }) => [new NoteRoomHygiene({ ...data, at: time })]),
  hears(sterilization.recallOpened, ({ data: { recallId, clinicId, clientIds } }) => distinct(clientIds).map((clientId) => new NoteExposure({ clientId, clinicId, recallId, kind: 'PACK' }))),
  hears(treatments.pigmentRecalled, ({ data: { recallId, clinicId, clientIds } }) => distinct(clientIds).map((clientId) => new NoteExposure({ clientId, clinicId, recallId, kind: 'PIGMENT' }))),
  hears(treatments.treatmentStarted, ({ data: { bookingId, treatmentId, startedAt } }) => [new NoteTreatmentStarted({ bookingId, treatmentId, at: startedAt })]),
  hears(treatments.treatmentCompleted, ({ data: { bookingId, treatmentId, completedAt } }) => [new NoteTreatmentCompleted({ bookingId, treatmentId, at: completedAt })]),
];
