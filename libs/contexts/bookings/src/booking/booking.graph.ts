import type { Booking as BookingOfGraph } from '../graphql.gen.js';
import { procedureId } from '../procedure/procedure.decider.js';
import type { Booking } from './booking.decider.js';
import type { BookingRow } from './booking.view.js';

/** A booking on its way through the graph. Its procedure and what needs attention are read when they are asked for. */
export type BookingNode = Omit<BookingOfGraph, 'procedure' | 'attention'> & { procedureId: string };

export const bookingToGraph = (state: Booking): BookingNode | null => {
  if (state.status === 'unknown') return null;
  const { id, status, appointment } = state;
  const { start, end, mode } = appointment;
  return {
    id,
    status,
    start,
    end,
    mode,
    procedureId: procedureId(appointment.clinicId, appointment.procedureCode),
    client: { id: appointment.clientId },
    staffMember: { id: appointment.staffMemberId },
    room: { id: appointment.roomId },
  };
};

export const bookingRowToGraph = (row: BookingRow): BookingNode => ({
  id: row.id,
  status: row.status,
  start: row.start_at,
  end: row.end_at,
  mode: row.mode,
  procedureId: procedureId(row.clinic_id, row.procedure_code),
  client: { id: row.client_id },
  staffMember: { id: row.staff_member_id },
  room: { id: row.room_id },
});
