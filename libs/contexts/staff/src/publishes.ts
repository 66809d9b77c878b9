import { nothing, staff, type Draft } from '@stipple/contracts';
import type { EventOf, Recorded } from '@stipple/event-store';
import type { procedure } from './heard/procedure.decider.js';
import type { administration } from './member/administration.decider.js';

import type { clinic } from './clinic/clinic.decider.js';
import type { member } from './member/member.decider.js';
import type { shift } from './shift/shift.decider.js';
import type { standing } from './standing/standing.decider.js';
import type { Terms } from './standing/status.js';

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

type StaffEvent = EventOf<
  typeof clinic | typeof member | typeof administration | typeof standing | typeof shift | typeof procedure
>;

/** What the other contexts hear of this one. */
export function publishes(event: Recorded<StaffEvent>): readonly Draft[] {
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
    case 'AdministratorRemoved':
    case 'MembershipOffered':
    case 'MembershipWithdrawn':
    case 'AdministratorAppointed':
    case 'AdministrationEnded':
    case 'InvitationIssued':
    case 'InvitationAccepted':
    case 'PasswordChanged':
    case 'PasswordResetIssued':
    case 'PasswordReset':
    case 'SignedOutEverywhere':
    case 'CredentialClaimed':
    case 'CredentialVerified':
    case 'CredentialRevoked':
    case 'ClinicLeft':
    case 'ProcedureNoted':
      return nothing;
  }
}
