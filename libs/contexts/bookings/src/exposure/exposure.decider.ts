import { command, type Decider } from '@stipple/event-store';

export class NoteExposure extends command('NoteExposure')<{ clientId: string; clinicId: string; recallId: string; kind: RecallKind }> {}

export type RecallKind = 'PACK' | 'PIGMENT';

// Stored for ever: add, never rename.
export type ExposureEvent = { type: 'ExposureNoted'; data: { clientId: string; clinicId: string; recallId: string; kind: RecallKind } };

export interface Exposure {
  clinicId?: string;
  recalls: Readonly<Record<string, RecallKind>>;
}

/** The recalls that could have touched a client: of packs or of pigment used on them. */
export const exposure: Decider<NoteExposure, ExposureEvent, Exposure> = {
  stream: 'exposure',
  idOf: ({ data }) => data.clientId,
  initial: { recalls: {} },
  clinicOf: (state) => state.clinicId,
  decide: ({ data }, state) => (state.recalls[data.recallId] === undefined ? [{ type: 'ExposureNoted', data }] : []),
  evolve: (state, { data }) => ({ clinicId: data.clinicId, recalls: { ...state.recalls, [data.recallId]: data.kind } }),
};
