import { Injectable } from '@nestjs/common';
import { keeps, view } from '@stipple/event-store';
import { Reads } from '@stipple/service';
import { comparableCode } from '@stipple/text';
import type { pigment } from './pigment.decider.js';

export interface PigmentRecallRow {
  /** A recall is one row at each clinic for each stream that it concerns: `<recall>:<stream>`. */
  id: string;
  recall_id: string;
  /** The stream of the product. */
  pigment_id: string;
  clinic_id: string;
  manufacturer: string;
  product: string;
  lot: string;
  /** The two in the form in which they are compared. */
  manufacturer_key: string;
  product_key: string;
  distributed_from: string | null;
  distributed_to: string | null;
  source: string | null;
  recalled_at: string;
  status: 'OPEN' | 'CLOSED';
  pigment_lot_ids: readonly string[];
  treatment_ids: readonly string[];
  client_ids: readonly string[];
  /** Treatments that are still to be told. */
  awaiting: number;
}

const joined = (before: readonly string[], more: readonly string[]): string[] => [...new Set([...before, ...more])];

/** Pigment recalls with everything they reached so far. */
export const pigmentRecalls = view<PigmentRecallRow, typeof pigment>({
  name: 'pigment_recalls',
  key: 'id',
  columns: {
    id: 'text',
    recall_id: 'text',
    pigment_id: 'text',
    clinic_id: 'text',
    manufacturer: 'text',
    product: 'text',
    lot: 'text',
    manufacturer_key: 'text',
    product_key: 'text',
    distributed_from: 'date',
    distributed_to: 'date',
    source: 'text',
    recalled_at: 'timestamptz',
    status: 'text',
    pigment_lot_ids: 'jsonb',
    treatment_ids: 'jsonb',
    client_ids: 'jsonb',
    awaiting: 'int',
  },
  indexes: ['(recall_id)', '(clinic_id, product_key)'],
  keysOf: ({ data, id }) => ('recallId' in data ? [`${data.recallId}:${id}`] : []),
  on: {
    PigmentRecalled: (_row, { data, occurredAt, id: pigmentId }, id) => ({
      id,
      recall_id: data.recallId,
      pigment_id: pigmentId,
      clinic_id: data.clinicId,
      manufacturer: data.manufacturer,
      product: data.product,
      lot: data.lot,
      manufacturer_key: comparableCode(data.manufacturer),
      product_key: comparableCode(data.product),
      distributed_from: data.distributedFrom ?? null,
      distributed_to: data.distributedTo ?? null,
      source: data.source,
      recalled_at: occurredAt,
      status: 'OPEN',
      pigment_lot_ids: data.pigmentLotIds,
      treatment_ids: data.treatmentIds,
      client_ids: data.clientIds,
      awaiting: data.awaiting ?? 0,
    }),
    PigmentRecallReached: (row, { data }) =>
      row && {
        ...row,
        status: 'OPEN',
        pigment_lot_ids: joined(row.pigment_lot_ids, data.pigmentLotIds),
        treatment_ids: joined(row.treatment_ids, data.treatmentIds),
        client_ids: joined(row.client_ids, data.clientIds),
        awaiting: data.awaiting ?? row.awaiting,
      },
    PigmentRecallClosed: (row) => row && { ...row, status: 'CLOSED' },
    PigmentLotReceived: keeps,
    PigmentLotReleased: keeps,
    PigmentLotUsed: keeps,
  },
  foldDependencies: [joined, comparableCode],
});

@Injectable()
export class PigmentRecalls {
  constructor(private readonly reads: Reads) {}

  /** A recall's rows at these clinics. */
  byRecall(recallId: string, clinicIds: readonly string[]): Promise<PigmentRecallRow[]> {
    return this.reads.rows<PigmentRecallRow>(
      'select * from pigment_recalls where recall_id = $1 and clinic_id = any ($2) order by id',
      [recallId, clinicIds],
    );
  }

  /** The newest recalls at a clinic, as many rows as each has. */
  ofClinic(clinicId: string, first: number): Promise<PigmentRecallRow[]> {
    return this.reads.rows<PigmentRecallRow>(
      `select r.* from pigment_recalls r
        join (select recall_id, max(recalled_at) as latest from pigment_recalls where clinic_id = $1
        group by recall_id order by latest desc, recall_id limit $2) newest using (recall_id)
        where r.clinic_id = $1 order by newest.latest desc, r.recall_id, r.id`,
      [clinicId, first],
    );
  }

  /**
   * Streams in which a product lies at a clinic, however its name was spelled when it was received or recalled there.
   */
  async streamsOf(clinicId: string, manufacturer: string, product: string): Promise<string[]> {
    const rows = await this.reads.rows<{ pigment_id: string }>(
      `select pigment_id from pigment_lots where clinic_id = $1 and product_key = $3 and manufacturer_key = $2
        union select pigment_id from pigment_recalls where clinic_id = $1 and product_key = $3 and manufacturer_key = $2 order by 1`,
      [clinicId, comparableCode(manufacturer), comparableCode(product)],
    );
    return rows.map((row) => row.pigment_id);
  }
}
