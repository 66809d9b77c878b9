import { Injectable } from '@nestjs/common';
import { view } from '@stipple/event-store';
import { Reads } from '@stipple/service';
import type { PigmentEvent } from './pigment.decider.js';

export interface PigmentRecallRow {
  /** A recall is one row at each clinic: `<recall>:<clinic>`. */
  id: string;
  recall_id: string;
  clinic_id: string;
  manufacturer: string;
  product: string;
  lot: string;
  distributed_from: string;
  distributed_to: string;
  source: string;
  recalled_at: string;
  status: 'OPEN' | 'CLOSED';
  pigment_lot_ids: readonly string[];
  treatment_ids: readonly string[];
  client_ids: readonly string[];
}

const joined = (before: readonly string[], more: readonly string[]): string[] => [...new Set([...before, ...more])];

/** Pigment recalls with everything they reached so far. */
export const pigmentRecalls = view<PigmentRecallRow, PigmentEvent>({
  name: 'pigment_recalls',
  key: 'id',
  columns: {
    id: 'text', recall_id: 'text', clinic_id: 'text', manufacturer: 'text', product: 'text', lot: 'text', distributed_from: 'date', distributed_to: 'date', source: 'text', recalled_at: 'timestamptz', status: 'text',
    pigment_lot_ids: 'jsonb', treatment_ids: 'jsonb', client_ids: 'jsonb',
  },
  indexes: ['(recall_id)', '(clinic_id)'],
  keysOf: ({ data }) => ('recallId' in data ? [`${data.recallId}:${data.clinicId}`] : []),
  on: {
    PigmentRecalled: (_row, { data, occurredAt }, id) => ({
      id, recall_id: data.recallId, clinic_id: data.clinicId, manufacturer: data.manufacturer, product: data.product, lot: data.lot, distributed_from: data.distributedFrom, distributed_to: data.distributedTo,
      source: data.source, recalled_at: occurredAt, status: 'OPEN', pigment_lot_ids: data.pigmentLotIds, treatment_ids: data.treatmentIds, client_ids: data.clientIds,
    }),
    PigmentRecallReached: (row, { data }) =>
      row && {
        ...row,
        status: 'OPEN',
        pigment_lot_ids: joined(row.pigment_lot_ids, data.pigmentLotIds),
        treatment_ids: joined(row.treatment_ids, data.treatmentIds),
        client_ids: joined(row.client_ids, data.clientIds),
      },
    PigmentRecallClosed: (row) => row && { ...row, status: 'CLOSED' },
  },
  through: [joined],
});

@Injectable()
export class PigmentRecalls {
  constructor(private readonly reads: Reads) {}

  /** A recall's rows at these clinics. */
  byRecall(recallId: string, clinicIds: readonly string[]): Promise<PigmentRecallRow[]> {
    return this.reads.rows<PigmentRecallRow>('select * from pigment_recalls where recall_id = $1 and clinic_id = any ($2) order by id', [recallId, clinicIds]);
  }

  /** The newest recalls at a clinic. */
  ofClinic(clinicId: string, first: number): Promise<PigmentRecallRow[]> {
    return this.reads.rows<PigmentRecallRow>('select * from pigment_recalls where clinic_id = $1 order by recalled_at desc, id limit $2', [clinicId, first]);
  }
}
