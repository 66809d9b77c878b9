import { Injectable } from '@nestjs/common';
import { Reads } from '@stipple/service';
import { stateView } from '../state-view.js';
import { pack, type Pack } from './pack.decider.js';

export interface PackRow {
  id: string;
  barcode: string;
  clinic_id: string;
  state: Pack;
}

/** The packs as they are now. */
export const packs = stateView({
  name: 'packs',
  decider: pack,
  columns: { id: 'text', barcode: 'text', clinic_id: 'text', state: 'jsonb' },
  indexes: ['(barcode)', '(clinic_id)'],
  types: {
    PackLabelled: true,
    PackPutInLoad: true,
    PackSterilized: true,
    PackQuarantined: true,
    PackRecalled: true,
    PackUsed: true,
    PackDamaged: true,
  },
  row: (id, state): PackRow => ({
    id,
    barcode: state.status === 'unknown' ? '' : state.barcode,
    clinic_id: state.status === 'unknown' ? '' : state.clinicId,
    state,
  }),
});

@Injectable()
export class Packs {
  constructor(private readonly reads: Reads) {}

  byId(ids: readonly string[]): Promise<(PackRow | undefined)[]> {
    return this.reads.byKey<PackRow>('select * from packs where id = any ($1)', ids, (row) => row.id);
  }

  byBarcode(barcode: string): Promise<PackRow | undefined> {
    return this.reads.one<PackRow>('select * from packs where barcode = $1', [barcode]);
  }
}
