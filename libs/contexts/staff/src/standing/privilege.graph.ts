import { acting } from '@stipple/event-store';
import type { ClinicNode } from '../clinic/clinic.graph.js';
import type { Privilege as PrivilegeOfGraph } from '../graphql.gen.js';
import type { StaffMemberNode } from '../member/member.graph.js';
import type { PrivilegeRow } from './standing.view.js';
import { privilegeStatus, type Privilege } from './status.js';

export type PrivilegeNode = Omit<PrivilegeOfGraph, 'staffMember' | 'clinic'> & {
  staffMember: StaffMemberNode;
  clinic: ClinicNode;
};

export const privilegeToGraph = ({
  privilegeId,
  memberId,
  procedureCode,
  from,
  until,
  ...privilege
}: Privilege): PrivilegeNode => ({
  id: privilegeId,
  staffMember: { id: memberId },
  clinic: { id: privilege.clinicId },
  procedureCode,
  from,
  until,
  status: privilegeStatus({ ...privilege, until }, acting().now),
});

export const privilegeRowToGraph = (row: PrivilegeRow): PrivilegeNode =>
  privilegeToGraph({
    privilegeId: row.id,
    memberId: row.member_id,
    clinicId: row.clinic_id,
    procedureCode: row.procedure_code,
    from: row.valid_from,
    until: row.valid_until,
    revoked: row.revoked,
    credentialIds: [],
    ...(row.suspended_by === null ? {} : { suspendedBy: row.suspended_by }),
  });
