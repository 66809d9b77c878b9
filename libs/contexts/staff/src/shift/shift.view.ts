import { Injectable } from '@nestjs/common';
import { view } from '@stipple/event-store';
import { Reads } from '@stipple/service';
import type { Instant } from '@stipple/time';
import { longestHours, type shift } from './shift.decider.js';

export interface ShiftRow {
  id: string;
  member_id: string;
  clinic_id: string;
  starts: Instant;
  ends: Instant;
  published_at: Instant;
}

/** Who works when. */
export const shifts = view<ShiftRow, typeof shift>({
  name: 'shifts',
  key: 'id',
  columns: {
    id: 'text',
    member_id: 'text',
    clinic_id: 'text',
    starts: 'timestamptz',
    ends: 'timestamptz',
    published_at: 'timestamptz',
  },
  indexes: ['(clinic_id, starts)'],
  on: {
    ShiftPublished: (_row, { data, occurredAt }) => ({
      id: data.shiftId,
      member_id: data.memberId,
      clinic_id: data.clinicId,
      starts: data.start,
      ends: data.end,
      published_at: occurredAt,
    }),
  },
});

@Injectable()
export class Shifts {
  constructor(private readonly reads: Reads) {}

  /**
   * A clinic's shifts that touch a time, in their order, of those who have worked there ever since; a shift lasts 31
   * days at most, so older ones need no look.
   */
  during(clinicId: string, from: Instant, to: Instant): Promise<ShiftRow[]> {
    return this.reads.rows<ShiftRow>(
      `select s.* from shifts s join members m on m.id = s.member_id
        where s.clinic_id = $1 and s.starts < $3 and s.starts > $2::timestamptz - interval '${longestHours} hours' and s.ends > $2
          and m.roles ? s.clinic_id
          and s.published_at > coalesce((m.left_at ->> s.clinic_id)::timestamptz, '-infinity')
        order by s.starts, s.id limit 10000`,
      [clinicId, from, to],
    );
  }
}
