import { Injectable } from '@nestjs/common';
import { view } from '@stipple/event-store';
import { Reads } from '@stipple/service';
import type { clinic } from './clinic.decider.js';

export interface ClinicRow {
  id: string;
  name: string;
  time_zone: string;
  currency: string;
  country: string;
}

/** The clinics of this installation. */
export const clinics = view<ClinicRow, typeof clinic>({
  name: 'clinics',
  key: 'id',
  columns: { id: 'text', name: 'text', time_zone: 'text', currency: 'text', country: 'text' },
  on: {
    ClinicOpened: (_row, { data }) => ({
      id: data.clinicId,
      name: data.name,
      time_zone: data.timeZone,
      currency: data.currency,
      country: data.country,
    }),
  },
});

@Injectable()
export class Clinics {
  constructor(private readonly reads: Reads) {}

  byId(ids: readonly string[]): Promise<(ClinicRow | undefined)[]> {
    return this.reads.byKey<ClinicRow>('select * from clinics where id = any ($1)', ids, (row) => row.id);
  }

  all(): Promise<ClinicRow[]> {
    return this.reads.rows<ClinicRow>('select * from clinics order by name, id');
  }
}
