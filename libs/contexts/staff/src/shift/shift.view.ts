import { Injectable } from '@nestjs/common';
import { view } from '@stipple/event-store';
import { Reads } from '@stipple/service';
import type { Instant } from '@stipple/time';
import type { ShiftEvent } from './shift.decider.js';

export interface ShiftRow {
  id: string;
  member_id: string;
  clinic_id: string;
  starts: Instant;
  ends: Instant;
}

/** Who works when. */
export const shifts = view<ShiftRow, ShiftEvent>({
  name: 'shifts',
  key: 'id',
  columns: { id: 'text', member_id: 'text', clinic_id: 'text', starts: 'timestamptz', ends: 'timestamptz' },
  indexes: ['(clinic_id, starts)'],
  on: {
    ShiftPublished: (_row, { data }) => ({ id: data.shiftId, member_id: data.memberId, clinic_id: data.clinicId, starts: data.start, ends: data.end }),
  },
});

@Injectable()
export class Shifts {
  constructor(private readonly reads: Reads) {}

  /** A clinic's shifts that touch a time, in their order; a shift lasts a day at most, so older ones need no look. */
  during(clinicId: string, from: Instant, to: Instant): Promise<ShiftRow[]> {
    return this.reads.rows<ShiftRow>(`select * from shifts where clinic_id = $1 and starts < $3 and starts > $2::timestamptz - interval '24 hours' and ends > $2 order by starts, id limit 10000`, [clinicId, from, to]);
  }
}
