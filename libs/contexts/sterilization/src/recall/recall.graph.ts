import type { Recall as RecallOfGraph } from '../graphql.gen.js';
import type { Recall } from './recall.decider.js';
import type { ReachKind, RecallRow } from './recall.view.js';

/** A recall in the graph. What it affects is read when somebody asks for it. */
export type RecallNode = Omit<RecallOfGraph, 'sterilizer' | 'loads' | 'packs' | 'treatments' | 'clients'> & {
  sterilizerId: string;
  /** Ids of what it affects, where they are known from the log. */
  touched?: Readonly<Record<ReachKind, readonly string[]>>;
};

/** The most entries of each list of a recall in one answer. */
export const mostShown = 20_000;

/** A recall from the log, with everything that it affects so far: for the answer of a command. */
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
