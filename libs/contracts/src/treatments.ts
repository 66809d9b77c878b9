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

/** Pigment was recalled that was used in these treatments, or a recall reaches further: a later message of a recall names what it adds. Subject: the recall. */
export const pigmentRecalled = contract('treatments.pigment-recalled.v1', Type.Object({ recallId: id, clinicId: id, pigmentLotIds: ids, treatmentIds: ids, clientIds: ids }));
