import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { staff, type Contract } from '@stipple/contracts';
import type { StoredEvent } from '@stipple/event-store';
import { publishes } from './publishes.js';

const sent = (event: StoredEvent) => publishes(event as Parameters<typeof publishes>[0]);
const sample = (contract: Contract): unknown =>
  JSON.parse(readFileSync(path.join(import.meta.dirname, `../../../contracts/samples/${contract.type}.json`), 'utf8'));
const memberId = '3f1c8a52-6c1d-8b1e-9d0a-5b7a0c2f4e11';
const clinicId = '0d6f3c3e-1b5b-4a52-8a62-3d1f7d0f9a10';
const terms = {
  privilegeId: `${memberId}.7c0f1a9e-53c2-4f0e-8d3b-1f5e2c7a9b44`,
  memberId,
  clinicId,
  procedureCode: 'SMP',
  from: '2026-06-01T00:00:00.000Z',
  until: '2026-12-01T00:00:00.000Z',
};

const asPromised = (contract: Contract, subject: string, event: StoredEvent) => {
  expect(sent(event)).toEqual([{ type: contract.type, subject, data: sample(contract) }]);
  expect(contract.problem(sample(contract))).toBeUndefined();
};

describe('the others hear', () => {
  it('of a clinic', () =>
    asPromised(staff.clinicOpened, clinicId, {
      type: 'ClinicOpened',
      data: { clinicId, name: 'Sukhumvit', timeZone: 'Asia/Bangkok', currency: 'THB', country: 'TH' },
    }));
  it('of somebody hired, by their id alone', () =>
    asPromised(staff.memberHired, memberId, {
      type: 'MemberHired',
      data: { memberId, name: 'Ann', email: 'ann@example.com', clinicId, roles: ['TECHNICIAN', 'HYGIENE_LEAD'] },
    }));
  it('of roles gained, with all that are held there', () =>
    asPromised(staff.memberHired, memberId, {
      type: 'RolesGained',
      data: { memberId, clinicId, roles: ['TECHNICIAN', 'HYGIENE_LEAD'] },
    }));
  it('of a privilege', () =>
    asPromised(staff.privilegeChanged, memberId, {
      type: 'PrivilegeGranted',
      data: { ...terms, credentialIds: [], grantedBy: 'x' },
    }));
  it('of what becomes of a privilege', () => {
    const became = (type: string, more: object) => sent({ type, data: { ...terms, ...more } })[0]?.data;
    expect(became('PrivilegeSuspended', { suspendedBy: 'x', reason: 'a' })).toEqual({
      ...(sample(staff.privilegeChanged) as object),
      suspended: true,
    });
    expect(became('SuspensionLifted', { reason: 'a' })).toEqual(sample(staff.privilegeChanged));
    expect(became('PrivilegeRevoked', { credentialId: 'k', suspended: false })).toEqual({
      ...(sample(staff.privilegeChanged) as object),
      ended: true,
    });
  });
  it('of a shift', () =>
    asPromised(staff.shiftPublished, memberId, {
      type: 'ShiftPublished',
      data: {
        shiftId: '5a0f1c9e-53c2-4f0e-8d3b-1f5e2c7a9b77',
        memberId,
        clinicId,
        start: '2026-06-16T02:00:00.000Z',
        end: '2026-06-16T11:00:00.000Z',
      },
    }));
  it('nothing of invitations, passwords and credentials', () => {
    for (const type of [
      'InvitationIssued',
      'InvitationAccepted',
      'AdministratorAppointed',
      'CredentialClaimed',
      'CredentialVerified',
      'CredentialRevoked',
    ])
      expect(sent({ type, data: {} })).toEqual([]);
  });
});
