import { Injectable } from '@nestjs/common';
import { keeps, view } from '@stipple/event-store';
import { Reads, type Slice } from '@stipple/service';
import { comparable } from '@stipple/text';
import type { client } from './client.decider.js';

export interface ClientRow {
  id: string;
  clinic_id: string;
  name: string | null;
  /** What the list is sorted and searched by: the name in its comparable form. */
  sort_name: string;
  phone: string | null;
  email: string | null;
  date_of_birth: string | null;
  /** Of the patch test performed last, up to now. */
  last_patch_test_at: string | null;
  last_patch_test_result: string | null;
}

/** A technician, who knows the clients of their own bookings from a moment on. */
export interface KnownTo {
  staffMemberId: string;
  since: string;
}

/** The clients of each clinic, to be found by name. */
export const clients = view<ClientRow, typeof client>({
  name: 'clients',
  key: 'id',
  columns: {
    id: 'text',
    clinic_id: 'text',
    name: 'text',
    sort_name: 'text',
    phone: 'text',
    email: 'text',
    date_of_birth: 'date',
    last_patch_test_at: 'timestamptz',
    last_patch_test_result: 'text',
  },
  indexes: ['(clinic_id, sort_name collate "C", id)'],
  foldDependencies: [comparable],
  on: {
    ClientRegistered: (_row, { data }) => ({
      id: data.clientId,
      clinic_id: data.clinicId,
      name: data.name,
      sort_name: comparable(data.name ?? ''),
      phone: data.phone,
      email: data.email,
      date_of_birth: data.dateOfBirth,
      last_patch_test_at: null,
      last_patch_test_result: null,
    }),
    PatchTestRecorded: (row, { data }) =>
      row && (row.last_patch_test_at === null || row.last_patch_test_at <= data.performedAt)
        ? { ...row, last_patch_test_at: data.performedAt, last_patch_test_result: data.result }
        : row,
    ConsultationRecorded: keeps,
    ConsentSigned: keeps,
  },
});

@Injectable()
export class Clients {
  constructor(private readonly reads: Reads) {}

  byId(ids: readonly string[]): Promise<(ClientRow | undefined)[]> {
    return this.reads.byKey<ClientRow>('select * from clients where id = any ($1)', ids, (row) => row.id);
  }

  /**
   * Clients whose name begins with the text, by name. Reads one more than asked for.
   * @param knownTo the technician who asks, whose clients alone are found
   */
  async search(
    clinicId: string,
    beginning: string,
    { first, after }: Slice,
    knownTo?: KnownTo,
  ): Promise<{ rows: ClientRow[]; totalCount: number }> {
    const these = `clinic_id = $1 and starts_with(sort_name, $2)
      and ($3::text is null or id in (
        select client_id from bookings where staff_member_id = $3 and start_at >= $4 and status <> 'CANCELLED'))`;
    const parameters = [clinicId, comparable(beginning), knownTo?.staffMemberId ?? null, knownTo?.since ?? null];
    const [rows, counted] = await Promise.all([
      this.reads.rows<ClientRow>(
        `select * from clients where ${these} and ($5::text is null or (sort_name collate "C", id) > ($5, $6))
          order by sort_name collate "C", id limit $7`,
        [...parameters, after?.[0] ?? null, after?.[1] ?? null, first + 1],
      ),
      this.reads.one<{ count: number }>(`select count(*)::int as count from clients where ${these}`, parameters),
    ]);
    return { rows, totalCount: counted?.count ?? 0 };
  }
}
