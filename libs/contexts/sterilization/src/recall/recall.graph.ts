import type { Recall as RecallOfGraph } from '../graphql.gen.js';
import type { Recall } from './recall.decider.js';
import type { ReachKind, RecallRow } from './recall.view.js';

/** A recall on its way through the graph. What it touches is read when it is asked for. */
export type RecallNode = Omit<RecallOfGraph, 'sterilizer' | 'loads' | 'packs' | 'treatments' | 'clients'> & {
  sterilizerId: string;
  /** Ids of what it touches, where they are known from the log. */
  touched?: Readonly<Record<ReachKind, readonly string[]>>;
};

/** Entries of each list of a recall that one answer gives. */
export const mostShown = 20_000;

/** A recall as the log has it, with everything that it touches so far: for the answer of a command. */
export const recallToGraph = (state: Recall): RecallNode | null =>
  state.status === 'unknown'
    ? null
    : {
        id: state.id,
        clinicId: state.clinicId,
        status: state.status,
        trigger: state.trigger,
        openedAt: state.openedAt,
        sterilizerId: state.sterilizerId,
        awaitingLoads: state.awaiting,
        touched: {
          load: state.loadIds.slice(0, mostShown),
          pack: state.packIds.slice(0, mostShown),
          treatment: state.treatmentIds.slice(0, mostShown),
          client: state.clientIds.slice(0, mostShown),
        },
      };

export const recallRowToGraph = (row: RecallRow): RecallNode => ({
  id: row.id,
  clinicId: row.clinic_id,
  status: row.status,
  trigger: row.trigger,
  openedAt: row.opened_at,
  sterilizerId: row.sterilizer_id,
  awaitingLoads: row.awaiting,
});
