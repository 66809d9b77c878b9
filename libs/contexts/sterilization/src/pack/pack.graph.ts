import { acting } from '@stipple/event-store';
import type { Instant } from '@stipple/time';
import type { Pack as PackOfGraph } from '../graphql.gen.js';
import type { LoadNode } from '../load/load.graph.js';
import { statusAt, type Pack } from './pack.decider.js';

/** A pack in the graph. Its load and its recall are read when somebody asks for them. */
export type PackNode = Omit<PackOfGraph, 'load' | 'recall'> & {
  loadId: string | null;
  recallId: string | null;
  /** Its load at the moment at which the pack is shown. Absent where that is now. */
  loadThen?: LoadNode | null;
};

/** A pack at a moment; without one, now. */
export const packToGraph = (state: Pack, moment: Instant = acting().now): PackNode | null =>
  state.status === 'unknown'
    ? null
    : {
        id: state.id,
        barcode: state.barcode,
        clinicId: state.clinicId,
        contents: [...state.contents],
        wrapped: state.wrapped,
        hollow: state.hollow,
        status: statusAt(state, moment),
        expiresAt: state.expiresAt ?? null,
        loadId: state.loadId ?? null,
        recallId: state.recallId ?? null,
        treatments: state.usedIn.map(({ treatmentId }) => ({ id: treatmentId })),
      };
