import { Injectable } from '@nestjs/common';
import { keeps, view } from '@stipple/event-store';
import { Reads, type Slice } from '@stipple/service';
import { comparableCode } from '@stipple/text';
import type { pigment } from './pigment.decider.js';

export interface PigmentLotRow {
  id: string;
  /** The stream of its product. */
  pigment_id: string;
  clinic_id: string;
  manufacturer: string;
  product: string;
  lot: string;
  /** The three in the form in which they are compared. */
  manufacturer_key: string;
  product_key: string;
  lot_key: string;
  expires_on: string;
  distributed_on: string;
  use_within_days: number;
  certificate: string | null;
  released: boolean;
  recalled: boolean;
  opened_at: string | null;
}

/** The pigment lots of every clinic. */
export const pigmentLots = view<PigmentLotRow, typeof pigment>({
  name: 'pigment_lots',
  key: 'id',
  columns: {
    id: 'text',
    pigment_id: 'text',
    clinic_id: 'text',
    manufacturer: 'text',
    product: 'text',
    lot: 'text',
    manufacturer_key: 'text',
    product_key: 'text',
    lot_key: 'text',
    expires_on: 'date',
    distributed_on: 'date',
    use_within_days: 'int',
    certificate: 'text',
    released: 'boolean',
    recalled: 'boolean',
    opened_at: 'timestamptz',
  },
  indexes: ['(clinic_id, id)', '(clinic_id, manufacturer_key)', '(clinic_id, product_key)', '(clinic_id, lot_key)'],
  keysOf: ({ data }) =>
    'pigmentLotIds' in data ? data.pigmentLotIds : 'pigmentLotId' in data ? [data.pigmentLotId] : [],
  on: {
    PigmentLotReceived: (_row, { data, id }) => ({
      id: data.pigmentLotId,
      pigment_id: id,
      clinic_id: data.clinicId,
      manufacturer: data.manufacturer,
      product: data.product,
      lot: data.lot,
      manufacturer_key: comparableCode(data.manufacturer),
      product_key: comparableCode(data.product),
      lot_key: comparableCode(data.lot),
      expires_on: data.expiresOn,
      distributed_on: data.distributedOn,
      use_within_days: data.useWithinDaysOfOpening,
      certificate: null,
      released: false,
      recalled: false,
      opened_at: null,
    }),
    PigmentLotReleased: (row, { data }) => row && { ...row, released: true, certificate: data.certificateOfAnalysis },
    PigmentLotUsed: (row, { data }) =>
      row && { ...row, opened_at: row.opened_at !== null && row.opened_at < data.at ? row.opened_at : data.at },
    PigmentRecalled: (row) => row && { ...row, recalled: true },
    PigmentRecallReached: (row) => row && { ...row, recalled: true },
    PigmentRecallClosed: keeps,
  },
  foldDependencies: [comparableCode],
});

@Injectable()
export class PigmentLots {
  constructor(private readonly reads: Reads) {}

  byId(ids: readonly string[]): Promise<(PigmentLotRow | undefined)[]> {
    return this.reads.byKey<PigmentLotRow>('select * from pigment_lots where id = any ($1)', ids, (row) => row.id);
  }

  /**
   * Lots at clinics that a recall of this might have meant: of the maker, of the product or of the number, and not
   * among those that it named. A hundred at most.
   */
  near(
    clinicIds: readonly string[],
    { manufacturer, product, lot }: Pick<PigmentLotRow, 'manufacturer' | 'product' | 'lot'>,
    named: readonly string[],
  ): Promise<PigmentLotRow[]> {
    return this.reads.rows<PigmentLotRow>(
      `select * from pigment_lots where clinic_id = any ($1)
        and (manufacturer_key = $2 or product_key = $3 or lot_key = $4)
        and id <> all ($5) order by clinic_id, id limit 100`,
      [clinicIds, comparableCode(manufacturer), comparableCode(product), comparableCode(lot), named],
    );
  }

  /** Sorted by id; one more than asked for. */
  async page(clinicId: string, { first, after }: Slice): Promise<{ rows: PigmentLotRow[]; totalCount: number }> {
    const [rows, count] = await Promise.all([
      this.reads.rows<PigmentLotRow>(
        'select * from pigment_lots where clinic_id = $1 and ($2::text is null or id > $2) order by id limit $3',
        [clinicId, after?.[0] ?? null, first + 1],
      ),
      this.reads.one<{ total: number }>('select count(*) as total from pigment_lots where clinic_id = $1', [clinicId]),
    ]);
    return { rows, totalCount: count?.total ?? 0 };
  }
}
