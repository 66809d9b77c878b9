import { acting } from '@stipple/event-store';
import type { PigmentLot as PigmentLotOfGraph } from '../graphql.gen.js';
import { statusOf, type PigmentLot } from './pigment.decider.js';
import type { PigmentLotRow } from './pigment.view.js';

/** A lot as it is now. */
export const pigmentLotToGraph = (lot: PigmentLot, timeZone: string): PigmentLotOfGraph => ({
  id: lot.id,
  manufacturer: lot.manufacturer,
  product: lot.product,
  lot: lot.lot,
  status: statusOf(lot, timeZone, acting().now),
  expiresOn: lot.expiresOn,
  distributedOn: lot.distributedOn,
  useWithinDaysOfOpening: lot.useWithinDaysOfOpening,
  certificateOfAnalysis: lot.certificateOfAnalysis ?? null,
  openedAt: lot.openedAt ?? null,
});

export const pigmentLotRowToGraph = (row: PigmentLotRow, timeZone: string): PigmentLotOfGraph =>
  pigmentLotToGraph(
    {
      id: row.id,
      clinicId: row.clinic_id,
      manufacturer: row.manufacturer,
      product: row.product,
      lot: row.lot,
      expiresOn: row.expires_on,
      distributedOn: row.distributed_on,
      useWithinDaysOfOpening: row.use_within_days,
      released: row.released,
      recalled: row.recalled,
      uses: [],
      ...(row.certificate === null ? {} : { certificateOfAnalysis: row.certificate }),
      ...(row.opened_at === null ? {} : { openedAt: row.opened_at }),
    },
    timeZone,
  );
