import { Injectable } from '@nestjs/common';
import { view } from '@stipple/event-store';
import { Reads, type Slice } from '@stipple/service';
import type { Finding, RecordedPass, treatment } from './treatment.decider.js';
import type { Cartridge } from './readiness.js';

export interface TreatmentRow {
  id: string;
  clinic_id: string;
  booking_id: string;
  client_id: string;
  staff_member_id: string;
  room_id: string;
  procedure_code: string;
  status: 'IN_PROGRESS' | 'COMPLETED' | 'ABANDONED';
  started_at: string;
  completed_at: string | null;
  packs: readonly { packId: string; barcode: string }[];
  pigment_lot_ids: readonly string[];
  cartridges: readonly Cartridge[];
  passes: readonly RecordedPass[];
  /** Without their notes, which say something of a person's health and are read from the log. */
  follow_ups: readonly { id: string; at: string; findings: readonly Finding[] | null }[];
}

/** The treatments of every clinic. */
export const treatments = view<TreatmentRow, typeof treatment>({
  name: 'treatments',
  key: 'id',
  columns: {
    id: 'text',
    clinic_id: 'text',
    booking_id: 'text',
    client_id: 'text',
    staff_member_id: 'text',
    room_id: 'text',
    procedure_code: 'text',
    status: 'text',
    started_at: 'timestamptz',
    completed_at: 'timestamptz',
    packs: 'jsonb',
    pigment_lot_ids: 'jsonb',
    cartridges: 'jsonb',
    passes: 'jsonb',
    follow_ups: 'jsonb',
  },
  indexes: ['(clinic_id, started_at, id)'],
  on: {
    TreatmentStarted: (_row, { data }) => ({
      id: data.treatmentId,
      clinic_id: data.clinicId,
      booking_id: data.bookingId,
      client_id: data.clientId,
      staff_member_id: data.staffMemberId,
      room_id: data.roomId,
      procedure_code: data.procedureCode,
      status: 'IN_PROGRESS',
      started_at: data.startedAt,
      completed_at: null,
      packs: data.packs,
      pigment_lot_ids: data.pigmentLotIds,
      cartridges: data.cartridges,
      passes: [],
      follow_ups: [],
    }),
    PassRecorded: (row, { data: { policyVersion: _version, clientId: _client, ...pass } }) =>
      row && { ...row, passes: [...row.passes, pass] },
    TreatmentCompleted: (row, { data }) => row && { ...row, status: 'COMPLETED', completed_at: data.completedAt },
    TreatmentAbandoned: (row) => row && { ...row, status: 'ABANDONED' },
    FollowUpRecorded: (row, { data }) =>
      row && { ...row, follow_ups: [...row.follow_ups, { id: data.followUpId, at: data.at, findings: data.findings }] },
  },
});

export interface TreatmentFilter {
  clinicId: string;
  status: string | null;
  from: string | null;
  to: string | null;
}

@Injectable()
export class Treatments {
  constructor(private readonly reads: Reads) {}

  byId(ids: readonly string[]): Promise<(TreatmentRow | undefined)[]> {
    return this.reads.byKey<TreatmentRow>('select * from treatments where id = any ($1)', ids, (row) => row.id);
  }

  /** The newest first, sorted by start and id; one more than asked for. */
  async page(
    { clinicId, status, from, to }: TreatmentFilter,
    { first, after }: Slice,
  ): Promise<{ rows: TreatmentRow[]; totalCount: number }> {
    const matching = `clinic_id = $1 and ($2::text is null or status = $2)
      and ($3::timestamptz is null or started_at >= $3) and ($4::timestamptz is null or started_at < $4)`;
    const [rows, count] = await Promise.all([
      this.reads.rows<TreatmentRow>(
        `select * from treatments where ${matching}
          and ($5::timestamptz is null or (started_at, id) < ($5, $6)) order by started_at desc, id desc limit $7`,
        [clinicId, status, from, to, after?.[0] ?? null, after?.[1] ?? null, first + 1],
      ),
      this.reads.one<{ total: number }>(`select count(*) as total from treatments where ${matching}`, [
        clinicId,
        status,
        from,
        to,
      ]),
    ]);
    return { rows, totalCount: count?.total ?? 0 };
  }
}
