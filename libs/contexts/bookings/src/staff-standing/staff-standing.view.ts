import { Injectable } from '@nestjs/common';
import { keeps, view } from '@stipple/event-store';
import { Reads } from '@stipple/service';
import type { Privilege, Shift, staffStanding } from './staff-standing.decider.js';

export interface PrivilegeRow {
  id: string;
  staff_member_id: string;
  clinic_id: string;
  procedure_code: string;
  held_from: string;
  held_until: string;
  suspended: boolean;
  ended: boolean;
}

export interface ShiftRow {
  id: string;
  staff_member_id: string;
  clinic_id: string;
  start_at: string;
  end_at: string;
  told_at: string;
}

export interface MembershipRow {
  id: string;
  staff_member_id: string;
  clinic_id: string;
  works: boolean;
  /** When they last left. */
  left_at: string | null;
}

/** Who may do what, from when until when. */
export const privileges = view<PrivilegeRow, typeof staffStanding>({
  name: 'privileges',
  key: 'id',
  columns: {
    id: 'text',
    staff_member_id: 'text',
    clinic_id: 'text',
    procedure_code: 'text',
    held_from: 'timestamptz',
    held_until: 'timestamptz',
    suspended: 'boolean',
    ended: 'boolean',
  },
  indexes: ['(clinic_id, procedure_code)', '(staff_member_id)'],
  keysOf: (event) => (event.type === 'PrivilegeNoted' ? [event.data.privilegeId] : []),
  on: {
    PrivilegeNoted: (_row, { data }) => ({
      id: data.privilegeId,
      staff_member_id: data.staffMemberId,
      clinic_id: data.clinicId,
      procedure_code: data.procedureCode,
      held_from: data.from,
      held_until: data.until,
      suspended: data.suspended,
      ended: data.ended,
    }),
    MemberNoted: keeps,
    ShiftNoted: keeps,
    MembershipEndNoted: keeps,
  },
});

/** Who works where and when. */
export const shifts = view<ShiftRow, typeof staffStanding>({
  name: 'shifts',
  key: 'id',
  columns: {
    id: 'text',
    staff_member_id: 'text',
    clinic_id: 'text',
    start_at: 'timestamptz',
    end_at: 'timestamptz',
    told_at: 'timestamptz',
  },
  indexes: ['(clinic_id, start_at)', '(staff_member_id, start_at)'],
  keysOf: (event) => (event.type === 'ShiftNoted' ? [event.data.shiftId] : []),
  on: {
    ShiftNoted: (_row, { data }) => ({
      id: data.shiftId,
      staff_member_id: data.staffMemberId,
      clinic_id: data.clinicId,
      start_at: data.start,
      end_at: data.end,
      told_at: data.at,
    }),
    MemberNoted: keeps,
    PrivilegeNoted: keeps,
    MembershipEndNoted: keeps,
  },
});

const membershipId = (staffMemberId: string, clinicId: string): string => `${staffMemberId} ${clinicId}`;

/** Who works where, or did. */
export const memberships = view<MembershipRow, typeof staffStanding>({
  name: 'memberships',
  key: 'id',
  columns: { id: 'text', staff_member_id: 'text', clinic_id: 'text', works: 'boolean', left_at: 'timestamptz' },
  indexes: ['(staff_member_id)'],
  keysOf: (event) =>
    event.type === 'MemberNoted' || event.type === 'MembershipEndNoted'
      ? [membershipId(event.data.staffMemberId, event.data.clinicId)]
      : [],
  on: {
    MemberNoted: (row, { data }, id) => ({
      id,
      staff_member_id: data.staffMemberId,
      clinic_id: data.clinicId,
      works: true,
      left_at: row?.left_at ?? null,
    }),
    MembershipEndNoted: (_row, { data }, id) => ({
      id,
      staff_member_id: data.staffMemberId,
      clinic_id: data.clinicId,
      works: false,
      left_at: data.at,
    }),
    PrivilegeNoted: keeps,
    ShiftNoted: keeps,
  },
  foldDependencies: [membershipId],
});

/** A shift counts while its person has worked at the clinic ever since it was published. */
const stillThere = `not exists (select 1 from memberships m
  where m.staff_member_id = s.staff_member_id and m.clinic_id = s.clinic_id and m.left_at >= s.told_at)`;

export const privilegeOf = (row: PrivilegeRow): Privilege => ({
  privilegeId: row.id,
  clinicId: row.clinic_id,
  procedureCode: row.procedure_code,
  from: row.held_from,
  until: row.held_until,
  suspended: row.suspended,
  ended: row.ended,
});
export const shiftOf = (row: ShiftRow): Shift => ({
  shiftId: row.id,
  clinicId: row.clinic_id,
  start: row.start_at,
  end: row.end_at,
});

@Injectable()
export class Standings {
  constructor(private readonly reads: Reads) {}

  /** The privileges of these people at any clinic. */
  privilegesOf(staffMemberIds: readonly string[]): Promise<PrivilegeRow[]> {
    return this.reads.rows<PrivilegeRow>('select * from privileges where staff_member_id = any ($1)', [staffMemberIds]);
  }

  /** Who holds or held a privilege for a procedure at a clinic. */
  privilegesFor(clinicId: string, procedureCode: string): Promise<PrivilegeRow[]> {
    return this.reads.rows<PrivilegeRow>('select * from privileges where clinic_id = $1 and procedure_code = $2', [
      clinicId,
      procedureCode,
    ]);
  }

  /** The shifts of these people that touch the time. */
  shiftsOf(staffMemberIds: readonly string[], from: string, to: string): Promise<ShiftRow[]> {
    return this.reads.rows<ShiftRow>(
      `select s.* from shifts s where s.staff_member_id = any ($1) and s.start_at < $3 and s.end_at > $2 and ${stillThere}`,
      [staffMemberIds, from, to],
    );
  }

  /** The shifts at a clinic that touch the time, of one person when named. */
  shiftsAt(clinicId: string, from: string, to: string, staffMemberId?: string): Promise<ShiftRow[]> {
    return this.reads.rows<ShiftRow>(
      `select s.* from shifts s where s.clinic_id = $1 and s.start_at < $3 and s.end_at > $2
        and ($4::text is null or s.staff_member_id = $4) and ${stillThere} order by s.start_at, s.id`,
      [clinicId, from, to, staffMemberId ?? null],
    );
  }

  /** Where these people worked once and do not any more. */
  leftBy(staffMemberIds: readonly string[]): Promise<Pick<MembershipRow, 'staff_member_id' | 'clinic_id'>[]> {
    return this.reads.rows(
      'select staff_member_id, clinic_id from memberships where staff_member_id = any ($1) and not works',
      [staffMemberIds],
    );
  }
}
