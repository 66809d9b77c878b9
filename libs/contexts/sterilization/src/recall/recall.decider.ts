import { command, unless, type Decider } from '@stipple/event-store';
import type { Instant } from '@stipple/time';
import { textProblem } from '../rules.js';

/** What a recall touches. Ids only. */
export interface Reach {
  loadIds: readonly string[];
  packIds: readonly string[];
  treatmentIds: readonly string[];
  clientIds: readonly string[];
}

export class OpenRecall extends command('OpenRecall')<{ recallId: string; clinicId: string; sterilizerId: string; loadId: string; reach: Reach; at: Instant }> {}
export class WidenRecall extends command('WidenRecall')<{ recallId: string; reach: Reach; at: Instant }> {}
export class CloseRecall extends command('CloseRecall')<{ recallId: string; reason: string }> {}

export type RecallCommand = OpenRecall | WidenRecall | CloseRecall;

interface Of {
  recallId: string;
  clinicId: string;
  sterilizerId: string;
  at: Instant;
}

// Stored for ever: add, never rename.
export type RecallEvent =
  | { type: 'RecallOpened'; data: Of & Reach & { trigger: 'BIOLOGICAL_INDICATOR'; triggerLoadId: string } }
  | { type: 'RecallScopeWidened'; data: Of & Reach }
  | { type: 'RecallClosed'; data: Of & { reason: string; clientIds?: readonly string[] } };

export interface KnownRecall extends Reach {
  id: string;
  clinicId: string;
  sterilizerId: string;
  status: 'OPEN' | 'CLOSED';
  trigger: 'BIOLOGICAL_INDICATOR';
  triggerLoadId: string;
  openedAt: Instant;
}
export type Recall = { status: 'unknown' } | KnownRecall;

const union = (some: readonly string[], more: readonly string[]): string[] => [...new Set([...some, ...more])];
const widened = (before: Reach, more: Reach): Reach => ({
  loadIds: union(before.loadIds, more.loadIds),
  packIds: union(before.packIds, more.packIds),
  treatmentIds: union(before.treatmentIds, more.treatmentIds),
  clientIds: union(before.clientIds, more.clientIds),
});
const sizeOf = (reach: Reach): number => reach.loadIds.length + reach.packIds.length + reach.treatmentIds.length + reach.clientIds.length;

/** A recall names every load, pack, treatment and client that a failed sterilization may have touched; later findings widen it, and open it again once it was closed. */
export const recall: Decider<RecallCommand, RecallEvent, Recall> = {
  stream: 'recall',
  idOf: ({ data }) => data.recallId,
  initial: { status: 'unknown' },
  clinicOf: (state) => (state.status === 'unknown' ? undefined : state.clinicId),
  occurredAt: ({ data }) => data.at,

  decide({ type, data }, state, { now }) {
    if (type === 'OpenRecall') {
      const { recallId, clinicId, sterilizerId, loadId, reach, at } = data;
      return state.status === 'unknown' ? [{ type: 'RecallOpened', data: { recallId, clinicId, sterilizerId, at, trigger: 'BIOLOGICAL_INDICATOR', triggerLoadId: loadId, ...reach } }] : [];
    }
    if (state.status === 'unknown') return [];
    const of = { recallId: state.id, clinicId: state.clinicId, sterilizerId: state.sterilizerId };
    switch (type) {
      case 'WidenRecall': {
        const reach = widened(state, data.reach);
        return sizeOf(reach) === sizeOf(state) ? [] : [{ type: 'RecallScopeWidened', data: { ...of, ...reach, at: data.at } }];
      }
      case 'CloseRecall':
        if (state.status === 'CLOSED') return [];
        return unless(textProblem('REASON_MISSING', 'reason', data.reason, 'Closing a recall needs a reason: what became of what it touched.', 2_000)) ?? [
          { type: 'RecallClosed', data: { ...of, reason: data.reason.trim(), clientIds: state.clientIds, at: now } },
        ];
    }
  },

  evolve(state, event) {
    switch (event.type) {
      case 'RecallOpened': {
        const { recallId: id, clinicId, sterilizerId, at: openedAt, trigger, triggerLoadId, loadIds, packIds, treatmentIds, clientIds } = event.data;
        return { id, clinicId, sterilizerId, status: 'OPEN', trigger, triggerLoadId, openedAt, loadIds, packIds, treatmentIds, clientIds };
      }
      case 'RecallScopeWidened': {
        const { loadIds, packIds, treatmentIds, clientIds } = event.data;
        return state.status === 'unknown' ? state : { ...state, status: 'OPEN', loadIds, packIds, treatmentIds, clientIds };
      }
      case 'RecallClosed':
        return state.status === 'unknown' ? state : { ...state, status: 'CLOSED' };
    }
  },
};
