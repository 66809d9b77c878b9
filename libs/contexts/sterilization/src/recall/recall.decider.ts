import { already, command, happened, needsReason, refusal, refuse, unless, type Decider } from '@stipple/event-store';
import type { Instant } from '@stipple/time';
import { beyond, joined, mostNamed, nobody, pieces, sizeOf, type Reach } from './reach.js';

/** `awaiting`: the number of loads that later steps will follow. */
export class OpenRecall extends command('OpenRecall')<{
  recallId: string;
  clinicId: string;
  sterilizerId: string;
  loadId: string;
  reach: Reach;
  awaiting: number;
  at: Instant;
}> {}
/** Without `awaiting` the number of loads to follow stays as it is. */
export class WidenRecall extends command('WidenRecall')<{
  recallId: string;
  reach: Reach;
  awaiting?: number;
  at: Instant;
}> {}
export class CloseRecall extends command('CloseRecall')<{ recallId: string; reason: string }> {}

export type RecallCommand = OpenRecall | WidenRecall | CloseRecall;

interface RecallIds {
  recallId: string;
  clinicId: string;
  sterilizerId: string;
  at: Instant;
}

// Stored for ever: add, never rename.
export type RecallEvent =
  | {
      type: 'RecallOpened';
      data: RecallIds & Reach & { trigger: 'BIOLOGICAL_INDICATOR'; triggerLoadId: string; awaiting?: number };
    }
  /** An older form: it names everything that the recall affects so far. */
  | { type: 'RecallScopeWidened'; data: RecallIds & Reach }
  /** It names only what the recall did not name before. */
  | { type: 'RecallReached'; data: RecallIds & Reach & { awaiting?: number } }
  | { type: 'RecallClosed'; data: RecallIds & { reason: string | null; clientIds?: readonly string[] } };

export interface KnownRecall extends Reach {
  id: string;
  clinicId: string;
  sterilizerId: string;
  status: 'OPEN' | 'CLOSED';
  trigger: 'BIOLOGICAL_INDICATOR';
  triggerLoadId: string;
  openedAt: Instant;
  /** The number of loads that later steps will follow. */
  awaiting: number;
}
export type Recall = { status: 'unknown' } | KnownRecall;

/**
 * A recall names every load, pack, treatment and client that a failed sterilization may have affected. Later findings
 * widen it, and open it again if it was closed.
 */
export const recall: Decider<RecallCommand, RecallEvent, Recall> = {
  stream: 'recall',
  idOf: ({ data }) => data.recallId,
  initial: { status: 'unknown' },
  clinicOf: (state) => (state.status === 'unknown' ? undefined : state.clinicId),
  occurredAt: ({ data }) => data.at,
  personal: { RecallClosed: { subject: (data) => `recall:${data.recallId}`, fields: ['reason'] } },
  foldDependencies: [joined],

  decide({ type, data }, state, { now }) {
    if (type === 'OpenRecall') {
      if (state.status !== 'unknown') return already();
      const { recallId, clinicId, sterilizerId, loadId, awaiting, at } = data;
      const of = { recallId, clinicId, sterilizerId, at };
      const [first = nobody, ...others] = pieces(data.reach);
      return [
        {
          type: 'RecallOpened',
          data: { ...of, trigger: 'BIOLOGICAL_INDICATOR', triggerLoadId: loadId, ...first, awaiting },
        },
        ...others.map((more): RecallEvent => ({ type: 'RecallReached', data: { ...of, ...more } })),
      ];
    }
    if (state.status === 'unknown') return refuse('UNKNOWN', 'There is no such recall.', 'recallId');
    const of = { recallId: state.id, clinicId: state.clinicId, sterilizerId: state.sterilizerId };
    switch (type) {
      case 'WidenRecall': {
        const { awaiting = state.awaiting, at } = data;
        const more = beyond(state, data.reach);
        if (sizeOf(more) === 0 && awaiting === state.awaiting) return already();
        const parts = sizeOf(more) === 0 ? [nobody] : pieces(more);
        const events = parts.map((part): RecallEvent => ({
          type: 'RecallReached',
          data: { ...of, ...part, ...(awaiting === state.awaiting ? {} : { awaiting }), at },
        }));
        return happened(events) ?? already();
      }
      case 'CloseRecall':
        if (state.status === 'CLOSED') return already();
        return (
          unless(
            state.awaiting > 0 &&
              refusal(
                'WRONG_STATUS',
                `This recall still has ${state.awaiting} loads to follow. Close it once it names everything.`,
                'recallId',
              ),
            needsReason(data.reason, 'Say what became of what the recall touched.'),
          ) ?? [
            {
              type: 'RecallClosed',
              data: {
                ...of,
                reason: data.reason.trim(),
                ...(state.clientIds.length > mostNamed ? {} : { clientIds: state.clientIds }),
                at: now,
              },
            },
          ]
        );
    }
  },

  evolve(state, event) {
    switch (event.type) {
      case 'RecallOpened': {
        const {
          recallId: id,
          clinicId,
          sterilizerId,
          at: openedAt,
          trigger,
          triggerLoadId,
          loadIds,
          packIds,
          treatmentIds,
          clientIds,
          awaiting = 0,
        } = event.data;
        return {
          id,
          clinicId,
          sterilizerId,
          status: 'OPEN',
          trigger,
          triggerLoadId,
          openedAt,
          loadIds,
          packIds,
          treatmentIds,
          clientIds,
          awaiting,
        };
      }
      case 'RecallScopeWidened': {
        const { loadIds, packIds, treatmentIds, clientIds } = event.data;
        return state.status === 'unknown'
          ? state
          : { ...state, status: 'OPEN', loadIds, packIds, treatmentIds, clientIds };
      }
      case 'RecallReached':
        return state.status === 'unknown'
          ? state
          : { ...state, ...joined(state, event.data), status: 'OPEN', awaiting: event.data.awaiting ?? state.awaiting };
      case 'RecallClosed':
        return state.status === 'unknown' ? state : { ...state, status: 'CLOSED' };
    }
  },
};
