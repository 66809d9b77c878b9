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

/** The key of a recall at a clinic. A recall of pigment is one recall at each clinic that it reaches. */
export const recallKeyOf = ({ recallId, clinicId }: { recallId: string; clinicId: string }): string =>
  `${recallId}:${clinicId}`;

/**
 * The recalls of packs and pigment that were used on a client. `knownRecall` tells whether one of them is still open.
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
