import { Injectable } from '@nestjs/common';
import { EventStore } from '@stipple/event-store';
import { holds, type Request } from '@stipple/service';
import DataLoader from 'dataloader';
import type { Treatment as GraphTreatment } from '../graphql.gen.js';
import { anyRole } from '../pigment/pigment-lot.shown.js';
import { treatment, type KnownTreatment } from './treatment.decider.js';
import { Treatments, type TreatmentRow } from './treatment.view.js';

/**
 * A treatment on its way through the graph: its row goes with it, for the fields that are found only when asked for.
 */
export type ShownTreatment = GraphTreatment & { row: TreatmentRow };

export const treatmentShown = (row: TreatmentRow): ShownTreatment =>
  ({
    id: row.id,
    status: row.status,
    startedAt: row.started_at,
    completedAt: row.completed_at,
    procedureCode: row.procedure_code,
    booking: { id: row.booking_id },
    client: { id: row.client_id },
    staffMember: { id: row.staff_member_id },
    room: { id: row.room_id },
    packs: row.packs.map(({ packId }) => ({ id: packId })),
    cartridges: [...row.cartridges],
    row,
  }) as ShownTreatment;

/** A row as it follows from the log, for the answer of a command. */
export const rowOf = (state: KnownTreatment): TreatmentRow => ({
  id: state.treatmentId,
  clinic_id: state.clinicId,
  booking_id: state.bookingId,
  client_id: state.clientId,
  staff_member_id: state.staffMemberId,
  room_id: state.roomId,
  procedure_code: state.procedureCode,
  status: state.status,
  started_at: state.startedAt,
  completed_at: state.completedAt ?? null,
  packs: state.packs,
  pigment_lot_ids: state.pigmentLotIds,
  cartridges: state.cartridges,
  passes: state.passes,
  follow_ups: state.followUps.map(({ id, at, findings }) => ({ id, at, findings })),
});

/** Treatments by id, gathered over one operation. */
@Injectable()
export class ShownTreatments {
  constructor(
    private readonly treatments: Treatments,
    private readonly store: EventStore,
  ) {}

  row(request: Request, id: string): Promise<TreatmentRow | undefined> {
    return request
      .loader('treatments', () => new DataLoader<string, TreatmentRow | undefined>((ids) => this.treatments.byId(ids)))
      .load(id);
  }

  /**
   * The treatments among the ids at clinics of whoever asks; one that the read model does not have yet is read from the
   * log.
   */
  async load(request: Request, ids: readonly string[]): Promise<ShownTreatment[]> {
    const rows = await Promise.all(ids.map(async (id) => (await this.row(request, id)) ?? (await this.fromLog(id))));
    return rows.flatMap((row) => (row && holds(request.actor, row.clinic_id, ...anyRole) ? treatmentShown(row) : []));
  }

  private async fromLog(id: string): Promise<TreatmentRow | undefined> {
    const state = await this.store.state(treatment, id);
    return state.status === 'unknown' ? undefined : rowOf(state);
  }
}
