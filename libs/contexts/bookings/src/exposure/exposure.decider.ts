import { already, command, own, type Decider } from '@stipple/event-store';

export class NoteExposure extends command('NoteExposure')<{
  clientId: string;
  clinicId: string;
  recallId: string;
  kind: RecallKind;
}> {}
export type RecallKind = 'PACK' | 'PIGMENT';

interface Exposed {
  clientId: string;
  clinicId: string;
  recallId: string;
  kind: RecallKind;
}

// Stored for ever: add, never rename. Once each client's exposure ended by itself; by now it ends with its recall.
export type ExposureEvent = { type: 'ExposureNoted'; data: Exposed } | { type: 'ExposureEnded'; data: Exposed };

export interface Exposure {
  clinicId?: string;
  /** By recall and clinic. */
  recalls: Readonly<Record<string, RecallKind>>;
}

/** A recall at a clinic: of pigment it is one at each clinic that it reaches. */
export const recallKeyOf = ({ recallId, clinicId }: { recallId: string; clinicId: string }): string =>
  `${recallId}:${clinicId}`;

/**
 * The recalls that could have touched a client: of packs or of pigment used on them. Whether one of them is open still
 * is the recall's to say.
 */
export const exposure: Decider<NoteExposure, ExposureEvent, Exposure> = {
  stream: 'exposure',
  idOf: ({ data }) => data.clientId,
  initial: { recalls: {} },
  clinicOf: (state) => state.clinicId,
  foldDependencies: [recallKeyOf],
  decide: ({ data }, state) =>
    own(state.recalls, recallKeyOf(data)) === undefined ? [{ type: 'ExposureNoted', data }] : already(),
  evolve(state, { type, data }) {
    const { [recallKeyOf(data)]: _this, ...others } = state.recalls;
    return {
      clinicId: data.clinicId,
      recalls: type === 'ExposureNoted' ? { ...others, [recallKeyOf(data)]: data.kind } : others,
    };
  },
};
