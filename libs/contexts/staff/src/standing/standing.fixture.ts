import { noon, refusal, specify, type Actor } from '@stipple/event-store';
import {
  ClaimCredential,
  GrantPrivilege,
  LiftSuspension,
  RevokeCredential,
  standing,
  SuspendPrivilege,
  VerifyCredential,
} from './standing.decider.js';
import type { StandingEvent } from './standing.events.js';
import { credentialStatus, decidedAt, type Credential, type Terms } from './status.js';

export const given = specify(standing, {
  timeZone: 'Asia/Bangkok',
  clinics: ['c1', 'c2'],
  openedOther: false,
  openedByHolder: false,
  notThere: undefined,
  procedureCode: 'SMP',
});
export const notThere = refusal('WRONG_CLINIC', 'Not here.');
export const person = (id: string, ...clinicIds: string[]): Actor => ({
  id,
  admin: false,
  roles: Object.fromEntries(
    (clinicIds.length > 0 ? clinicIds : ['c1']).map((clinicId) => [clinicId, ['MANAGER' as const]]),
  ),
});
export const administrator: Actor = { id: 'administrator', admin: true, roles: {} };
export const [holder, claimant, verifier, manager] = [
  person('m1'),
  person('claimant'),
  person('verifier'),
  person('manager'),
];
export const about = {
  kind: 'CERTIFICATION',
  title: 'SMP practitioner',
  issuer: 'SPCP',
  number: 'A-1',
  issuedOn: '2026-01-10',
  expiresOn: '2027-01-10',
} as const;

export const claim = new ClaimCredential({ memberId: 'm1', credentialId: 'k1', ...about });
export const claimed = {
  type: 'CredentialClaimed',
  data: { memberId: 'm1', credentialId: 'k1', ...about, timeZone: 'Asia/Bangkok', claimedBy: 'claimant' },
} satisfies StandingEvent;
export const verify = new VerifyCredential({
  memberId: 'm1',
  credentialId: 'k1',
  method: 'PRIMARY_SOURCE',
  note: 'By telephone',
});
export const verified = {
  type: 'CredentialVerified',
  data: { ...verify.data, verifiedBy: 'verifier', verifiedAt: noon, clinicIds: ['c1'] },
} satisfies StandingEvent;
export const revoke = new RevokeCredential({ memberId: 'm1', credentialId: 'k1', reason: 'Forged' });
export const revoked = {
  type: 'CredentialRevoked',
  data: { memberId: 'm1', credentialId: 'k1', reason: 'Forged', clinicIds: ['c1'] },
} satisfies StandingEvent;
// The last day ends at midnight in Bangkok, seven hours before it does in UTC.
export const lastMoment = '2027-01-10T16:59:59.999Z';
export const over = '2027-01-10T17:00:00.000Z';

export const terms: Terms = {
  privilegeId: 'p1',
  memberId: 'm1',
  clinicId: 'c1',
  procedureCode: 'SMP',
  from: '2026-06-01T00:00:00.000Z',
  until: '2026-12-01T00:00:00.000Z',
};
export const grant = new GrantPrivilege({ ...terms, credentialIds: ['k1'] });
export const granting = (changes: Partial<GrantPrivilege['data']>) => new GrantPrivilege({ ...grant.data, ...changes });
export const granted = {
  type: 'PrivilegeGranted',
  data: { ...terms, credentialIds: ['k1'], grantedBy: 'manager' },
} satisfies StandingEvent;
export const suspend = new SuspendPrivilege({ memberId: 'm1', privilegeId: 'p1', reason: 'A complaint' });
export const suspended = {
  type: 'PrivilegeSuspended',
  data: { ...terms, reason: 'A complaint', suspendedBy: 'manager' },
} satisfies StandingEvent;
export const lift = new LiftSuspension({ memberId: 'm1', privilegeId: 'p1', reason: 'Cleared' });
export const lifted = { type: 'SuspensionLifted', data: { ...terms, reason: 'Cleared' } } satisfies StandingEvent;
export const privilegeRevoked = {
  type: 'PrivilegeRevoked',
  data: { ...terms, credentialId: 'k1', suspended: false },
} satisfies StandingEvent;
export const certified = [claimed, verified];

export const statusOf = (credential: Credential | undefined, at: string) =>
  credential && credentialStatus({ ...decidedAt(credential, 'c1'), goodUntil: credential.goodUntil }, at);
