import { staff, type Draft } from '@stipple/contracts';
import type { Recorded } from '@stipple/event-store';
import type { ClinicEvent } from './clinic/clinic.decider.js';
import type { MemberEvent } from './member/member.decider.js';
import type { ShiftEvent } from './shift/shift.decider.js';
import type { StandingEvent } from './standing/standing.decider.js';
import type { Terms } from './standing/status.js';

type StaffEvent = ClinicEvent | MemberEvent | StandingEvent | ShiftEvent;

const privilegeChanged = (
  { privilegeId, memberId, clinicId, procedureCode, from, until }: Terms,
  now: { suspended: boolean; ended: boolean },
): Draft[] => [
  staff.privilegeChanged.of(memberId, {
    privilegeId,
    staffMemberId: memberId,
    clinicId,
    procedureCode,
    from,
    until,
    ...now,
  }),
];

/** What the other contexts hear of this one. */
export function publishes(recorded: Recorded): readonly Draft[] {
  const event = recorded as Recorded<StaffEvent>;
  switch (event.type) {
    case 'ClinicOpened': {
      const { clinicId, timeZone, currency, country } = event.data;
      return [staff.clinicOpened.of(clinicId, { clinicId, timeZone, currency, country })];
    }
    case 'MemberHired':
    case 'RolesGained':
    case 'RolesChanged':
    case 'MembershipAccepted': {
      const { memberId, clinicId, roles } = event.data;
      return [staff.memberHired.of(memberId, { staffMemberId: memberId, clinicId, roles: [...roles] })];
    }
    case 'MembershipEnded': {
      const { memberId, clinicId } = event.data;
      return [staff.membershipEnded.of(memberId, { staffMemberId: memberId, clinicId })];
    }
    case 'PrivilegeGranted':
    case 'SuspensionLifted':
      return privilegeChanged(event.data, { suspended: false, ended: false });
    case 'PrivilegeSuspended':
      return privilegeChanged(event.data, { suspended: true, ended: false });
    case 'PrivilegeRevoked':
      return privilegeChanged(event.data, { suspended: event.data.suspended, ended: true });
    case 'ShiftPublished': {
      const { shiftId, memberId, clinicId, start, end } = event.data;
      return [staff.shiftPublished.of(memberId, { shiftId, staffMemberId: memberId, clinicId, start, end })];
    }
    default:
      return [];
  }
}
