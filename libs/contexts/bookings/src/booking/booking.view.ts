import { Injectable } from '@nestjs/common';
import { view, type Recorded } from '@stipple/event-store';
import { Reads, type Slice } from '@stipple/service';
import { statusAfter, type booking, type BookingEvent, type BookingStatus } from './booking.decider.js';
import type { BookingMode } from './booking.rules.js';

export interface BookingRow {
  id: string;
  clinic_id: string;
  client_id: string;
  procedure_code: string;
  requires_privilege: boolean;
  requires_patch_test: boolean;
  staff_member_id: string;
  room_id: string;
  start_at: string;
  end_at: string;
  mode: BookingMode;
  status: BookingStatus;
}

const rowOf = (_row: BookingRow | undefined, { type, data }: Recorded<BookingEvent>): BookingRow => ({
  id: data.bookingId,
  clinic_id: data.appointment.clinicId,
  client_id: data.appointment.clientId,
  procedure_code: data.appointment.procedureCode,
  requires_privilege: data.appointment.requiresPrivilege,
  requires_patch_test: data.appointment.requiresPatchTest,
  staff_member_id: data.appointment.staffMemberId,
  room_id: data.appointment.roomId,
  start_at: data.appointment.start,
  end_at: data.appointment.end,
  mode: data.appointment.mode,
  status: statusAfter[type],
});

/** Every booking as it is now. */
export const bookings = view<BookingRow, typeof booking>({
  name: 'bookings',
  key: 'id',
  columns: {
    id: 'text',
    clinic_id: 'text',
    client_id: 'text',
    procedure_code: 'text',
    requires_privilege: 'boolean',
    requires_patch_test: 'boolean',
    staff_member_id: 'text',
    room_id: 'text',
    start_at: 'timestamptz',
    end_at: 'timestamptz',
    mode: 'text',
    status: 'text',
  },
  indexes: ['(clinic_id, start_at, id)', '(client_id)', '(staff_member_id, start_at)'],
  on: {
    BookingConfirmed: rowOf,
    BookingRescheduled: rowOf,
    BookingCancelled: rowOf,
    ClientCheckedIn: rowOf,
    BookingTreatmentStarted: rowOf,
    BookingCompleted: rowOf,
  },
  foldDependencies: [JSON.stringify(statusAfter)],
});

@Injectable()
export class Bookings {
  constructor(private readonly reads: Reads) {}

  byId(ids: readonly string[]): Promise<(BookingRow | undefined)[]> {
    return this.reads.byKey<BookingRow>('select * from bookings where id = any ($1)', ids, (row) => row.id);
  }

  /**
   * Those that start from `from` up to `to`, in that order, of one member of staff when named; one more than asked for.
   */
  async between(
    clinicId: string,
    from: string,
    to: string,
    { first, after }: Slice,
    staffMemberId?: string,
  ): Promise<{ rows: BookingRow[]; totalCount: number }> {
    const these = 'clinic_id = $1 and start_at >= $2 and start_at < $3 and ($4::text is null or staff_member_id = $4)';
    const parameters = [clinicId, from, to, staffMemberId ?? null];
    const [rows, counted] = await Promise.all([
      this.reads.rows<BookingRow>(
        `select * from bookings where ${these} and ($5::timestamptz is null or (start_at, id) > ($5, $6)) order by start_at, id limit $7`,
        [...parameters, after?.[0] ?? null, after?.[1] ?? null, first + 1],
      ),
      this.reads.one<{ count: number }>(`select count(*)::int as count from bookings where ${these}`, parameters),
    ]);
    return { rows, totalCount: counted?.count ?? 0 };
  }

  /**
   * Which of the clients somebody has a booking of that starts at `since` or later and was not cancelled, in their
   * order.
   */
  async treats(clientIds: readonly string[], staffMemberId: string, since: string): Promise<boolean[]> {
    const rows = await this.reads.rows<{ client_id: string }>(
      "select distinct client_id from bookings where staff_member_id = $1 and client_id = any ($2) and start_at >= $3 and status <> 'CANCELLED'",
      [staffMemberId, [...new Set(clientIds)], since],
    );
    const treated = new Set(rows.map((row) => row.client_id));
    return clientIds.map((id) => treated.has(id));
  }

  /** A calendar day's bookings, bounded by nature: the first 2,000. */
  dayOf(clinicId: string, start: string, end: string, staffMemberId?: string): Promise<BookingRow[]> {
    return this.reads.rows<BookingRow>(
      `select * from bookings where clinic_id = $1 and start_at >= $2 and start_at < $3
        and ($4::text is null or staff_member_id = $4)
        order by start_at, id limit 2000`,
      [clinicId, start, end, staffMemberId ?? null],
    );
  }
}
