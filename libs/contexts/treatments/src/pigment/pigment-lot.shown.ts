import { Injectable } from '@nestjs/common';
import { acting, EventStore } from '@stipple/event-store';
import { holds, type Request } from '@stipple/service';
import DataLoader from 'dataloader';
import type { PigmentLot as GraphLot } from '../graphql.gen.js';
import { knownClinic } from '../heard/clinic.decider.js';
import { statusOf } from './pigment.decider.js';
import type { PigmentLot } from './pigment.rules.js';
import { PigmentLots, type PigmentLotRow } from './pigment.view.js';

/** Who sees a clinic's pigments and treatments: everybody who works there. */
export const anyRole = ['TECHNICIAN', 'FRONT_DESK', 'HYGIENE_LEAD', 'AUDITOR'] as const;

/** A lot as the graph shows it now. */
export const lotShown = (lot: PigmentLot, timeZone: string): GraphLot => ({
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

export const lotOf = (row: PigmentLotRow): PigmentLot => ({
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
});

/** Lots by id, gathered over one operation. */
@Injectable()
export class ShownLots {
  constructor(
    private readonly lots: PigmentLots,
    private readonly store: EventStore,
  ) {}

  async zone(clinicId: string): Promise<string> {
    return (await this.store.state(knownClinic, clinicId)).timeZone;
  }

  async row(request: Request, id: string): Promise<PigmentLotRow | undefined> {
    return request
      .loader('pigmentLots', () => new DataLoader<string, PigmentLotRow | undefined>((ids) => this.lots.byId(ids)))
      .load(id);
  }

  /** The lots among the ids that exist at clinics of whoever asks. */
  async load(request: Request, ids: readonly string[]): Promise<GraphLot[]> {
    const rows = (await Promise.all(ids.map((id) => this.row(request, id)))).flatMap((row) =>
      row && holds(request.actor, row.clinic_id, ...anyRole) ? row : [],
    );
    return Promise.all(rows.map(async (row) => lotShown(lotOf(row), await this.zone(row.clinic_id))));
  }
}
