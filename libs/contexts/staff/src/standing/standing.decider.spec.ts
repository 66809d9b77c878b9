import { describe, expect, it } from '@jest/globals';
import { noon, specify, type Actor } from '@stipple/event-store';
import { ClaimCredential, GrantPrivilege, LiftSuspension, RevokeCredential, standing, SuspendPrivilege, VerifyCredential, type StandingEvent } from './standing.decider.js';
import { credentialStatus, privilegeStatus, type Terms } from './status.js';

const given = specify(standing, { timeZone: 'Asia/Bangkok', worksThere: true });
const person = (id: string): Actor => ({ id, admin: false, roles: { c1: ['MANAGER'] } });
const [holder, claimant, verifier, manager] = [person('m1'), person('claimant'), person('verifier'), person('manager')];
const about = { kind: 'CERTIFICATION', title: 'SMP practitioner', issuer: 'SPCP', number: 'A-1', issuedOn: '2026-01-10', expiresOn: '2027-01-10' } as const;

const claim = new ClaimCredential({ memberId: 'm1', credentialId: 'k1', ...about });
const claimed: StandingEvent = { type: 'CredentialClaimed', data: { memberId: 'm1', credentialId: 'k1', ...about, timeZone: 'Asia/Bangkok', claimedBy: 'claimant' } };
const verify = new VerifyCredential({ memberId: 'm1', credentialId: 'k1', method: 'PRIMARY_SOURCE', note: 'By telephone' });
const verified: StandingEvent = { type: 'CredentialVerified', data: { ...verify.data, verifiedBy: 'verifier', verifiedAt: noon } };
const revoke = new RevokeCredential({ memberId: 'm1', credentialId: 'k1', reason: 'Forged' });
const revoked: StandingEvent = { type: 'CredentialRevoked', data: { memberId: 'm1', credentialId: 'k1', reason: 'Forged' } };
// The last day ends at midnight in Bangkok, seven hours before it does in UTC.
const lastMoment = '2027-01-10T16:59:59.999Z';
const over = '2027-01-10T17:00:00.000Z';

const terms: Terms = { privilegeId: 'p1', memberId: 'm1', clinicId: 'c1', procedureCode: 'SMP', from: '2026-06-01T00:00:00.000Z', until: '2026-12-01T00:00:00.000Z' };
const grant = new GrantPrivilege({ ...terms, credentialIds: ['k1'] });
const granting = (changes: Partial<GrantPrivilege['data']>) => new GrantPrivilege({ ...grant.data, ...changes });
const granted: StandingEvent = { type: 'PrivilegeGranted', data: { ...terms, credentialIds: ['k1'], grantedBy: 'manager' } };
const suspend = new SuspendPrivilege({ memberId: 'm1', privilegeId: 'p1', reason: 'A complaint' });
const suspended: StandingEvent = { type: 'PrivilegeSuspended', data: { ...terms, reason: 'A complaint', suspendedBy: 'manager' } };
const lift = new LiftSuspension({ memberId: 'm1', privilegeId: 'p1', reason: 'Cleared' });
const lifted: StandingEvent = { type: 'SuspensionLifted', data: { ...terms, reason: 'Cleared' } };
const privilegeRevoked: StandingEvent = { type: 'PrivilegeRevoked', data: { ...terms, credentialId: 'k1', suspended: false } };
const certified = [claimed, verified];

describe('a credential', () => {
  it('is claimed as it was entered', () => given().by(claimant).when(claim).then(claimed));
  it('is not claimed with what cannot be, all told at once', () =>
    given().when(new ClaimCredential({ ...claim.data, title: ' ', number: 'x'.repeat(101), issuedOn: '2026-06-16', expiresOn: '2026-06-01' })).refuses('TEXT_MISSING', 'TOO_LONG', 'IN_THE_FUTURE', 'ENDS_BEFORE_START'));
  it('may have been issued today, as its zone counts days', () => {
    const today = new ClaimCredential({ ...claim.data, issuedOn: '2026-06-16' });
    given().by(claimant).at('2026-06-15T18:00:00.000Z').when(today).then({ ...claimed, data: { ...claimed.data, issuedOn: '2026-06-16' } });
  });
  it('is verified by a third person', () => given(claimed).by(verifier).when(verify).then(verified));
  it('is not verified by its holder', () => given(claimed).by(holder).when(verify).refuses('VERIFIER_IS_HOLDER'));
  it('is not verified by who claimed it', () => given(claimed).by(claimant).when(verify).refuses('VERIFIER_IS_CLAIMANT'));
  it('says both to a holder who claimed it', () => given({ ...claimed, data: { ...claimed.data, claimedBy: 'm1' } }).by(holder).when(verify).refuses('VERIFIER_IS_HOLDER', 'VERIFIER_IS_CLAIMANT'));
  it('stays verified when it is verified again', () => given(...certified).by(manager).when(verify).changesNothing());
  it('is not verified once revoked', () => given(claimed, revoked).by(verifier).when(verify).refuses('WRONG_STATUS'));
  it('is good through its last day where the holder works, and not longer', () => {
    given(claimed).by(verifier).at(lastMoment).when(verify).then({ ...verified, data: { ...verified.data, verifiedAt: lastMoment } });
    given(claimed).by(verifier).at(over).when(verify).refuses('CREDENTIAL_EXPIRED');
  });
  it('expires by its dates alone, in every status but REVOKED', () => {
    const status = (events: StandingEvent[], at: string) => credentialStatus(given(...events).state.credentials['k1'] ?? { status: 'REVOKED', goodUntil: at }, at);
    expect([status([claimed], lastMoment), status([claimed], over), status(certified, lastMoment), status(certified, over), status([...certified, revoked], over)]).toEqual(['CLAIMED', 'EXPIRED', 'VERIFIED', 'EXPIRED', 'REVOKED']);
  });
  it('is revoked once and for all', () => {
    given(...certified).when(revoke).then(revoked);
    given(...certified, revoked).when(revoke).changesNothing();
  });
  it('takes every privilege with it that stands on it, and no other', () => {
    const onAnother: StandingEvent = { type: 'PrivilegeGranted', data: { ...terms, privilegeId: 'p2', credentialIds: ['k2'], grantedBy: 'manager' } };
    given(...certified, granted, onAnother).when(revoke).then(revoked, privilegeRevoked);
    given(...certified, granted, suspended).when(revoke).then(revoked, { ...privilegeRevoked, data: { ...privilegeRevoked.data, suspended: true } });
    given(...certified, granted, privilegeRevoked).when(revoke).then(revoked);
  });
});

describe('a privilege', () => {
  it('is granted on a verified credential', () => given(...certified).by(manager).when(grant).then(granted));
  it('is not granted to oneself', () => given(...certified).by(holder).when(grant).refuses('GRANTER_IS_HOLDER'));
  it('is not granted where the person does not work', () => given(...certified).with({ worksThere: false }).when(grant).refuses('WRONG_CLINIC'));
  it('is not granted on what was only claimed', () => given(claimed).when(grant).refuses('CREDENTIAL_NOT_VERIFIED'));
  it('is not granted on what was revoked', () => given(...certified, revoked).when(grant).refuses('CREDENTIAL_REVOKED'));
  it('is not granted on what has expired', () => given(...certified).at(over).when(granting({ until: '2027-06-01T00:00:00.000Z' })).refuses('CREDENTIAL_EXPIRED'));
  it('does not outlast its credential, to the moment', () => {
    given(...certified).by(manager).when(granting({ until: over })).then({ ...granted, data: { ...granted.data, until: over } });
    given(...certified).when(granting({ until: '2027-01-10T17:00:00.001Z' })).refuses('CREDENTIAL_ENDS_TOO_SOON');
  });
  it('names everything in the way at once', () =>
    given(claimed).by(holder).with({ worksThere: false }).when(granting({ until: terms.from, credentialIds: ['k1', 'k9'] })).refuses(
      'GRANTER_IS_HOLDER', 'WRONG_CLINIC', 'ENDS_BEFORE_START', 'IN_THE_PAST', 'CREDENTIAL_NOT_VERIFIED', 'CREDENTIAL_NOT_VERIFIED'));
  it('stands on something', () => given(...certified).when(granting({ credentialIds: [] })).refuses('CREDENTIAL_MISSING'));
  it('is granted once', () => given(...certified, granted).by(manager).when(granting({ privilegeId: 'p2' })).refuses('ALREADY_EXISTS'));
  it('is not granted past a suspension', () => given(...certified, granted, suspended).by(manager).when(granting({ privilegeId: 'p2', until: '2026-11-30T00:00:00.000Z' })).refuses('PRIVILEGE_SUSPENDED'));
  it('is suspended, once', () => {
    given(...certified, granted).by(manager).when(suspend).then(suspended);
    given(...certified, granted, suspended).by(manager).when(suspend).changesNothing();
  });
  it('is taken up again by somebody else than who suspended it, and than who holds it', () => {
    given(...certified, granted, suspended).by(verifier).when(lift).then(lifted);
    given(...certified, granted, suspended).by(manager).when(lift).refuses('LIFTER_IS_SUSPENDER');
    given(...certified, granted, suspended).by(holder).when(lift).refuses('LIFTER_IS_HOLDER');
    given(...certified, granted, suspended, lifted).by(manager).when(lift).changesNothing();
  });
  it('is neither suspended nor taken up once it ended', () => {
    given(...certified, granted, revoked, privilegeRevoked).by(manager).when(suspend).refuses('WRONG_STATUS');
    given(...certified, granted, suspended, privilegeRevoked).by(verifier).when(lift).refuses('WRONG_STATUS');
    given(...certified, granted).by(manager).at(terms.until).when(suspend).refuses('WRONG_STATUS');
  });
  it('is suspended for a reason', () => given(...certified, granted).by(manager).when(new SuspendPrivilege({ ...suspend.data, reason: '' })).refuses('TEXT_MISSING'));
  it('has the status that follows from what happened and what time it is', () => {
    const status = (at: string, ...events: StandingEvent[]) => privilegeStatus(given(...certified, granted, ...events).state.privileges['p1'] ?? { revoked: true, until: at }, at);
    expect([status(noon), status(noon, suspended), status(noon, suspended, lifted), status(terms.until, suspended), status(noon, privilegeRevoked)]).toEqual(['ACTIVE', 'SUSPENDED', 'ACTIVE', 'EXPIRED', 'REVOKED']);
  });
});

describe('what is known of an erased holder', () => {
  it('is when they were certified, and not in what', () => {
    const erased = { ...claimed, data: { ...claimed.data, title: null, issuer: null, number: null } } as StandingEvent;
    expect(given(erased, verified).state.credentials['k1']).toMatchObject({ title: null, number: null, status: 'VERIFIED', expiresOn: '2027-01-10' });
    given(erased, revoked).when(grant).refuses('CREDENTIAL_REVOKED');
  });
});
