import type { Shift as ShiftOfGraph } from '../graphql.gen.js';
import type { StaffMemberNode } from '../member/member.graph.js';
import type { Shift } from './shift.decider.js';
import type { ShiftRow } from './shift.view.js';

export type ShiftNode = Omit<ShiftOfGraph, 'staffMember'> & { staffMember: StaffMemberNode };

export const shiftToGraph = (state: Shift): ShiftNode | null =>
  state.status === 'unknown'
    ? null
    : { id: state.id, staffMember: { id: state.memberId }, start: state.start, end: state.end };

export const shiftRowToGraph = (row: ShiftRow): ShiftNode => ({
  id: row.id,
  staffMember: { id: row.member_id },
  start: row.starts,
  end: row.ends,
});
