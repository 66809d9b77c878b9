import { Type } from '@sinclair/typebox';
import { code, id, ids, moment } from './fields.js';
import { contract } from './message.js';

/**
 * A treatment began: these packs are used, these pigment lots are open, the room is occupied. Subject: the treatment.
 */
export const treatmentStarted = contract(
  'treatments.treatment-started.v1',
  Type.Object({
    treatmentId: id,
    bookingId: id,
    clinicId: id,
    clientId: id,
    staffMemberId: id,
    roomId: id,
    procedureCode: code,
    packIds: ids,
    pigmentLotIds: Type.Optional(ids),
    startedAt: moment,
  }),
);

/**
 * A treatment is complete: the room has to be turned over, the booking is complete, an invoice is due. Subject: the
 * treatment.
 */
export const treatmentCompleted = contract(
  'treatments.treatment-completed.v1',
  Type.Object({
    treatmentId: id,
    bookingId: id,
    clinicId: id,
    clientId: id,
    staffMemberId: id,
    roomId: id,
    procedureCode: code,
    completedAt: moment,
  }),
);

/** A treatment was broken off: the room has to be turned over, nothing is invoiced. Subject: the treatment. */
export const treatmentAbandoned = contract(
  'treatments.treatment-abandoned.v1',
  Type.Object({
    treatmentId: id,
    bookingId: id,
    clinicId: id,
    clientId: id,
    staffMemberId: id,
    roomId: id,
    procedureCode: code,
    abandonedAt: moment,
  }),
);

/**
 * Pigment was recalled, or a recall reaches further; that opens a closed recall again. Names the things it affects at
 * this clinic beyond those in earlier messages of this recall. A large recall takes many of these messages, each of
 * bounded size; a listener adds them up. Subject: the recall.
 */
export const pigmentRecalled = contract(
  'treatments.pigment-recalled.v1',
  Type.Object({ recallId: id, clinicId: id, pigmentLotIds: ids, treatmentIds: ids, clientIds: ids }),
);

/**
 * A recall of pigment reaches more treatments than one step takes: the next step is due. For the sender itself.
 * Subject: the recall.
 */
export const pigmentRecallContinues = contract(
  'treatments.pigment-recall-continues.v1',
  Type.Object({ recallId: id, pigmentId: id, clinicId: id }),
);

/**
 * A recall of pigment was closed at a clinic: everything that its messages named there has been dealt with. Its lots
 * stay recalled. `clientIds` names its clients if they are few, and otherwise nobody. Subject: the recall.
 */
export const pigmentRecallClosed = contract(
  'treatments.pigment-recall-closed.v1',
  Type.Object({ recallId: id, clinicId: id, clientIds: ids, closedAt: moment }),
);
