import { Type } from '@sinclair/typebox';
import { code, id, ids, moment } from './fields.js';
import { contract } from './message.js';

/** A treatment began: these packs are used, these pigment lots are open, and the room is occupied. Subject: the treatment. */
export const treatmentStarted = contract(
  'treatments.treatment-started.v1',
  Type.Object({ treatmentId: id, bookingId: id, clinicId: id, clientId: id, staffMemberId: id, roomId: id, procedureCode: code, packIds: ids, pigmentLotIds: Type.Optional(ids), startedAt: moment }),
);

/** A treatment is done: the room has to be turned over, the booking is complete, an invoice is due. Subject: the treatment. */
export const treatmentCompleted = contract(
  'treatments.treatment-completed.v1',
  Type.Object({ treatmentId: id, bookingId: id, clinicId: id, clientId: id, staffMemberId: id, roomId: id, procedureCode: code, completedAt: moment }),
);

/** A treatment was broken off: the room has to be turned over, nothing is invoiced. Subject: the treatment. */
export const treatmentAbandoned = contract(
  'treatments.treatment-abandoned.v1',
  Type.Object({ treatmentId: id, bookingId: id, clinicId: id, clientId: id, staffMemberId: id, roomId: id, procedureCode: code, abandonedAt: moment }),
);

/** Pigment was recalled that was used in these treatments, or a recall reaches further: a later message of a recall names what it adds, and all of it when the recall had been closed and is open again. Subject: the recall. */
export const pigmentRecalled = contract('treatments.pigment-recalled.v1', Type.Object({ recallId: id, clinicId: id, pigmentLotIds: ids, treatmentIds: ids, clientIds: ids }));

/** A recall of pigment was closed at a clinic: what it touched there has been seen to; its lots stay recalled. These clients were among it. Subject: the recall. */
export const pigmentRecallClosed = contract('treatments.pigment-recall-closed.v1', Type.Object({ recallId: id, clinicId: id, clientIds: ids, closedAt: moment }));
