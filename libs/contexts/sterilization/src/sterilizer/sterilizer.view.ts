import { Injectable } from '@nestjs/common';
import { Reads } from '@stipple/service';
import { stateView } from '../state-view.js';
import { sterilizer } from './sterilizer.decider.js';
import { isKnown, type Sterilizer } from './sterilizer.state.js';

export interface SterilizerRow {
  id: string;
  clinic_id: string;
  state: Sterilizer;
}

/** The sterilizers as they are now. */
export const sterilizers = stateView({
  name: 'sterilizers',
  decider: sterilizer,
  columns: { id: 'text', clinic_id: 'text', state: 'jsonb' },
  indexes: ['(clinic_id)'],
  types: {
    SterilizerCommissioned: true,
    CycleNumberGapFound: true,
    RoutineTestRecorded: true,
    SterilizerTakenOutOfService: true,
    SterilizerReturnedToService: true,
    CycleStarted: true,
    CycleEnded: true,
    BiologicalIndicatorRead: true,
    FurtherLoadsRecalled: true,
    RequalificationRunRecorded: true,
    SterilizerRecallClosed: true,
  },
  row: (id, state): SterilizerRow => ({ id, clinic_id: isKnown(state) ? state.clinicId : '', state }),
});

@Injectable()
export class Sterilizers {
  constructor(private readonly reads: Reads) {}

  byId(ids: readonly string[]): Promise<(SterilizerRow | undefined)[]> {
    return this.reads.byKey<SterilizerRow>('select * from sterilizers where id = any ($1)', ids, (row) => row.id);
  }

  /** By name, a thousand at most. */
  of(clinicId: string): Promise<SterilizerRow[]> {
    return this.reads.rows<SterilizerRow>(
      "select * from sterilizers where clinic_id = $1 order by state ->> 'name', id limit 1000",
      [clinicId],
    );
  }
}
