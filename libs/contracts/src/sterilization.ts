import { Type } from '@sinclair/typebox';
import { id, ids, moment } from './fields.js';
import { contract } from './message.js';

const literals = (values: readonly string[]) => Type.Union(values.map((value) => Type.Literal(value)));

/** A room was added to a clinic; it is DIRTY. Subject: the room. */
export const roomAdded = contract(
  'sterilization.room-added.v1',
  Type.Object({ roomId: id, clinicId: id, name: Type.String({ maxLength: 200 }) }),
);

/** A room's hygiene changed. Subject: the room. */
export const roomHygieneChanged = contract(
  'sterilization.room-hygiene-changed.v1',
  Type.Object({
    roomId: id,
    clinicId: id,
    status: literals(['READY', 'OCCUPIED', 'DIRTY', 'DISINFECTING', 'QUARANTINED']),
  }),
);

/**
 * A pack as it is now, sent whenever it changes. `recalled` packs are QUARANTINED by a recall. `expiresAt` is set once
 * it is sterile. Subject: the pack.
 */
export const packChanged = contract(
  'sterilization.pack-changed.v1',
  Type.Object({
    packId: id,
    barcode: Type.String({ minLength: 1, maxLength: 60 }),
    clinicId: id,
    status: literals(['LABELLED', 'IN_LOAD', 'STERILE', 'USED', 'QUARANTINED', 'EXPIRED', 'DAMAGED']),
    recalled: Type.Boolean(),
    expiresAt: Type.Optional(moment),
  }),
);

/**
 * A recall was opened, or reaches further than before; that opens a closed recall again. Names the things it affects
 * beyond those in earlier messages of this recall. A large recall takes many of these messages, each of bounded size; a
 * listener adds them up. Subject: the recall.
 */
export const recallOpened = contract(
  'sterilization.recall-opened.v1',
  Type.Object({ recallId: id, clinicId: id, loadIds: ids, packIds: ids, treatmentIds: ids, clientIds: ids }),
);

/**
 * A recall reaches more loads than one step takes: the next step is due. For the sender itself. Subject: the recall.
 */
export const recallContinues = contract(
  'sterilization.recall-continues.v1',
  Type.Object({ recallId: id, sterilizerId: id, clinicId: id }),
);

/**
 * A recall was closed: everything that its messages named has been dealt with. `clientIds` names its clients if they
 * are few, and otherwise nobody. Subject: the recall.
 */
export const recallClosed = contract(
  'sterilization.recall-closed.v1',
  Type.Object({ recallId: id, clinicId: id, clientIds: ids, closedAt: moment }),
);
