import { command, own, type Decider } from '@stipple/event-store';

export class NoteExposure extends command('NoteExposure')<{ clientId: string; clinicId: string; recallId: string; kind: RecallKind }> {}
export class EndExposure extends command('EndExposure')<{ clientId: string; clinicId: string; recallId: string; kind: RecallKind }> {}

export type ExposureCommand = NoteExposure | EndExposure;
export type RecallKind = 'PACK' | 'PIGMENT';

interface Exposed {
  clientId: string;
  clinicId: string;
  recallId: string;
  kind: RecallKind;
}

// Stored for ever: add, never rename.
export type ExposureEvent = { type: 'ExposureNoted'; data: Exposed } | { type: 'ExposureEnded'; data: Exposed };

export interface Exposure {
  clinicId?: string;
  /** The recalls that are open. */
  recalls: Readonly<Record<string, RecallKind>>;
}

/**
 * The open recalls that could have touched a client: of packs or of pigment used on them. Messages about one recall come in order,
 * and the last one counts: what reopens a closed recall tells of a day before it was closed.
 */
export const exposure: Decider<ExposureCommand, ExposureEvent, Exposure> = {
  stream: 'exposure',
  idOf: ({ data }) => data.clientId,
  initial: { recalls: {} },
  clinicOf: (state) => state.clinicId,

  decide({ type, data }, state) {
    const open = own(state.recalls, data.recallId) !== undefined;
    switch (type) {
      case 'NoteExposure':
        return open ? [] : [{ type: 'ExposureNoted', data }];
      case 'EndExposure':
        return open ? [{ type: 'ExposureEnded', data }] : [];
    }
  },

  evolve(state, { type, data }) {
    const { [data.recallId]: _this, ...others } = state.recalls;
    return { clinicId: data.clinicId, recalls: type === 'ExposureNoted' ? { ...others, [data.recallId]: data.kind } : others };
  },
};
