import { Injectable } from '@nestjs/common';
import { Reads, type Slice } from '@stipple/service';
import { stateView } from '../state-view.js';
import { load } from './load.decider.js';
import type { Load } from './load.state.js';

export interface LoadRow {
  id: string;
  clinic_id: string;
  sterilizer_id: string;
  started_at: string | null;
  state: Load;
}

/** The loads as they are now. */
export const loads = stateView({
  name: 'loads',
  decider: load,
  columns: { id: 'text', clinic_id: 'text', sterilizer_id: 'text', started_at: 'timestamptz', state: 'jsonb' },
  indexes: ['(clinic_id, started_at, id)'],
  types: {
    LoadStarted: true,
    CycleRecorded: true,
    ChemicalIndicatorRead: true,
    LoadReleased: true,
    LoadRejected: true,
    LoadAborted: true,
    LoadRecalled: true,
  },
  row: (id, state): LoadRow =>
    state.status === 'unknown'
      ? { id, clinic_id: '', sterilizer_id: '', started_at: null, state }
      : { id, clinic_id: state.clinicId, sterilizer_id: state.sterilizerId, started_at: state.startedAt, state },
});

@Injectable()
export class Loads {
  constructor(private readonly reads: Reads) {}

  byId(ids: readonly string[]): Promise<(LoadRow | undefined)[]> {
    return this.reads.byKey<LoadRow>('select * from loads where id = any ($1)', ids, (row) => row.id);
  }

  /** Newest first, sorted by start and id; one more than asked for. */
  async page(clinicId: string, { first, after }: Slice): Promise<{ rows: LoadRow[]; total: number }> {
    const [rows, counted] = await Promise.all([
      this.reads.rows<LoadRow>(
        `select * from loads where clinic_id = $1
          and ($2::timestamptz is null or (started_at, id) < ($2::timestamptz, $3))
          order by started_at desc, id desc limit $4`,
        [clinicId, after?.[0] ?? null, after?.[1] ?? null, first + 1],
      ),
      this.reads.one<{ total: number }>('select count(*)::int as total from loads where clinic_id = $1', [clinicId]),
    ]);
    return { rows, total: counted?.total ?? 0 };
  }
}
