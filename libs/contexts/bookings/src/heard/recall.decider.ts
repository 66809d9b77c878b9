import { already, command, type Decider } from '@stipple/event-store';
import { recallKeyOf, type RecallKind } from './exposure.decider.js';

export class NoteRecall extends command('NoteRecall')<{ recallId: string; clinicId: string; kind: RecallKind }> {}
export class EndRecall extends command('EndRecall')<{ recallId: string; clinicId: string; kind: RecallKind }> {}

interface Recalled {
  recallId: string;
  clinicId: string;
  kind: RecallKind;
}

// Stored for ever: add, never rename.
export type RecallEvent = { type: 'RecallNoted'; data: Recalled } | { type: 'RecallEnded'; data: Recalled };

export interface KnownRecall {
  clinicId?: string;
  status: 'unknown' | 'OPEN' | 'CLOSED';
}

/**
 * A recall of another context. It is open until it is closed, and open again when it reaches further. Closing it ends it
 * for all its clients at once. Messages about one recall come in order, so the last one counts.
 */
export const knownRecall: Decider<NoteRecall | EndRecall, RecallEvent, KnownRecall> = {
  stream: 'recall',
  idOf: ({ data }) => recallKeyOf(data),
  initial: { status: 'unknown' },
  clinicOf: (state) => state.clinicId,
  decide({ type, data }, state) {
    switch (type) {
      case 'NoteRecall':
        return state.status === 'OPEN' ? already() : [{ type: 'RecallNoted', data }];
      case 'EndRecall':
        return state.status === 'CLOSED' ? already() : [{ type: 'RecallEnded', data }];
    }
  },
  evolve: (_state, { type, data }) => ({ clinicId: data.clinicId, status: type === 'RecallNoted' ? 'OPEN' : 'CLOSED' }),
};
