import { Injectable } from '@nestjs/common';
import { Reads } from '@stipple/service';
import { stateView } from '../state-view.js';
import { recall, type Recall } from './recall.decider.js';

export interface RecallRow {
  id: string;
  clinic_id: string;
  opened_at: string | null;
  state: Recall;
}

/** The recalls and everything that they touch. */
export const recalls = stateView({
  name: 'recalls',
  decider: recall,
  columns: { id: 'text', clinic_id: 'text', opened_at: 'timestamptz', state: 'jsonb' },
  indexes: ['(clinic_id, opened_at, id)'],
  types: { RecallOpened: true, RecallScopeWidened: true, RecallReached: true, RecallClosed: true },
  row: (id, state): RecallRow => (state.status === 'unknown' ? { id, clinic_id: '', opened_at: null, state } : { id, clinic_id: state.clinicId, opened_at: state.openedAt, state }),
});

@Injectable()
export class Recalls {
  constructor(private readonly reads: Reads) {}

  byId(ids: readonly string[]): Promise<(RecallRow | undefined)[]> {
    return this.reads.byKey<RecallRow>('select * from recalls where id = any ($1)', ids, (row) => row.id);
  }

  /** Newest first, a hundred at most: a clinic that has more has closed. */
  of(clinicId: string): Promise<RecallRow[]> {
    return this.reads.rows<RecallRow>('select * from recalls where clinic_id = $1 order by opened_at desc, id limit 100', [clinicId]);
  }
}
