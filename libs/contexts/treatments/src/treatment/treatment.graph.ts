import type { Booking, FollowUp, Pass, Treatment as TreatmentOfGraph } from '../graphql.gen.js';
import { needleOf } from './needle.js';
import type { Treatment } from './treatment.decider.js';
import type { TreatmentRow } from './treatment.view.js';

/** A treatment on its way through the graph. Its lots of pigment are read when they are asked for. */
export type TreatmentNode = Omit<TreatmentOfGraph, 'pigmentLots' | 'passes' | 'followUps'> & {
  clinicId: string;
  pigmentLotIds: readonly string[];
  passes: PassNode[];
  followUps: FollowUpNode[];
};

/** A pass, with the id of its lot of pigment. */
export type PassNode = Omit<Pass, 'pigmentLot'> & { pigmentLotId: string };

/** A follow-up, with where its note is read for who may read it. */
export type FollowUpNode = Omit<FollowUp, 'note'> & { treatmentId: string; clinicId: string };

/** A booking, which this context only knows by its id. */
export type BookingNode = Pick<Booking, 'id'>;

export const treatmentRowToGraph = (row: TreatmentRow): TreatmentNode => ({
  id: row.id,
  clinicId: row.clinic_id,
  status: row.status,
  startedAt: row.started_at,
  completedAt: row.completed_at,
  procedureCode: row.procedure_code,
  booking: { id: row.booking_id },
  client: { id: row.client_id },
  staffMember: { id: row.staff_member_id },
  room: { id: row.room_id },
  packs: row.packs.map(({ packId }) => ({ id: packId })),
  pigmentLotIds: row.pigment_lot_ids,
  cartridges: [...row.cartridges],
  passes: row.passes.map((pass) => ({ ...pass, needleType: needleOf(pass.needle ?? '') ?? null })),
  followUps: row.follow_ups.map(({ id, at, findings }) => ({
    id,
    at,
    findings: findings && [...findings],
    treatmentId: row.id,
    clinicId: row.clinic_id,
  })),
});

export const treatmentToGraph = (state: Treatment): TreatmentNode | null =>
  state.status === 'unknown'
    ? null
    : treatmentRowToGraph({
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
