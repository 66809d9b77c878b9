import { roles, type EventStore } from '@stipple/event-store';
import { existing, role, type About } from '@stipple/service';
import { clinic, type Clinic } from './heard/clinic.decider.js';
import { load } from './load/load.decider.js';
import type { KnownLoad } from './load/load.state.js';
import { normalBarcode } from './pack/barcode.rules.js';
import { pack, type KnownPack } from './pack/pack.decider.js';
import type { PackRow, Packs } from './pack/pack.view.js';
import { recall, type KnownRecall } from './recall/recall.decider.js';
import { room, type KnownRoom } from './room/room.decider.js';
import { sterilizer } from './sterilizer/sterilizer.decider.js';
import type { KnownSterilizer } from './sterilizer/sterilizer.state.js';

/** Whoever works at the clinic. */
export const everybodyThere = role(...roles);
/** Whoever handles instruments and rooms. */
export const technicians = role('TECHNICIAN', 'HYGIENE_LEAD');
/** Whoever answers for hygiene. */
export const hygieneLead = role('HYGIENE_LEAD');
/** Whoever may know which clients a recall affects, and read the hygiene log. */
export const hygieneReaders = role('HYGIENE_LEAD', 'AUDITOR');

const clinicOf = ({ clinicId }: { clinicId: string }): string => clinicId;

/** A clinic that this context has heard of. */
export const theClinic = (store: EventStore): About<{ clinicId: string }, Extract<Clinic, { status: 'open' }>> => ({
  name: 'clinic',
  load: ({ clinicId }) => existing(store, clinic, clinicId),
  clinicOf: ({ id }) => id,
  isPublic: true,
});

export const theRoom = (store: EventStore): About<{ roomId: string }, KnownRoom> => ({
  name: 'room',
  load: ({ roomId }) => existing(store, room, roomId),
  clinicOf,
});

export const theSterilizer = (store: EventStore): About<{ sterilizerId: string }, KnownSterilizer> => ({
  name: 'sterilizer',
  load: ({ sterilizerId }) => existing(store, sterilizer, sterilizerId),
  clinicOf,
});

export const theLoad = (store: EventStore): About<{ loadId: string }, KnownLoad> => ({
  name: 'load',
  load: ({ loadId }) => existing(store, load, loadId),
  clinicOf,
});

export const thePack = (store: EventStore): About<{ packId: string }, KnownPack> => ({
  name: 'pack',
  load: ({ packId }) => existing(store, pack, packId),
  clinicOf,
});

export const theRecall = (store: EventStore): About<{ recallId: string }, KnownRecall> => ({
  name: 'recall',
  load: ({ recallId }) => existing(store, recall, recallId),
  clinicOf,
});

/** A pack by what its label says. */
export const thePackLabelled = (packs: Packs): About<{ barcode: string }, PackRow> => ({
  name: 'pack',
  load: ({ barcode }) => packs.byBarcode(normalBarcode(barcode)),
  clinicOf: (row) => row.clinic_id,
});
