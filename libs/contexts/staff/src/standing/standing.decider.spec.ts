import { describe, expect, it } from '@jest/globals';
import { noon } from '@stipple/event-store';
import { ClaimCredential, GrantPrivilege } from './standing.decider.js';
import type { StandingEvent } from './standing.events.js';
import { decidedAt } from './status.js';
import {
  given,
  person,
  administrator,
  holder,
  claimant,
  verifier,
  manager,
  claim,
  claimed,
  verify,
  verified,
  revoke,
  revoked,
  lastMoment,
  over,
  terms,
  grant,
  granted,
  suspended,
  privilegeRevoked,
  certified,
  statusOf,
} from './standing.fixture.js';

describe('a credential', () => {
  it('is claimed as it was entered', () => given().by(claimant).when(claim).then(claimed));
  it('is not claimed with what cannot be, all told at once', () =>
    given()
      .when(
        new ClaimCredential({
          ...claim.data,
          title: ' ',
          number: 'x'.repeat(101),
          issuedOn: '2026-06-16',
          expiresOn: '2026-06-01',
        }),
      )
      .refuses('NAME_MISSING', 'TOO_LONG', 'IN_THE_FUTURE', 'ENDS_BEFORE_START'));
  it('counts where its verifier is a manager, and nowhere else', () => {
    const there = given(...certified).state.credentials['k1'];
    expect([there && decidedAt(there, 'c1').status, there && decidedAt(there, 'c2').status]).toEqual([
      'VERIFIED',
      'CLAIMED',
    ]);
    given(...certified)
      .by(person('other', 'c2'))
      .when(new GrantPrivilege({ ...grant.data, clinicId: 'c2' }))
      .refuses('CREDENTIAL_NOT_VERIFIED');
    given(...certified)
      .by(person('other', 'c2'))
      .when(verify)
      .then({ ...verified, data: { ...verified.data, verifiedBy: 'other', clinicIds: ['c2'] } });
    given(...certified)
      .by(person('other', 'c1', 'c2'))
      .when(verify)
      .then({ ...verified, data: { ...verified.data, verifiedBy: 'other', clinicIds: ['c2'] } });
    given(...certified)
      .by(person('other', 'c3'))
      .when(verify)
      .refuses('WRONG_CLINIC');
  });
  it('counts everywhere when an administrator verified or revoked it, as did what was decided before clinics were kept', () => {
    const everywhere: StandingEvent = {
      type: 'CredentialVerified',
      data: { ...verify.data, verifiedBy: 'administrator', verifiedAt: noon },
    };
    const gone: StandingEvent = {
      type: 'CredentialRevoked',
      data: { memberId: 'm1', credentialId: 'k1', reason: 'Forged' },
    };
    given(claimed).by(administrator).when(verify).then(everywhere);
    const elsewhere = new GrantPrivilege({ ...grant.data, clinicId: 'c2' });
    given(claimed, everywhere)
      .by(person('other', 'c2'))
      .when(elsewhere)
      .then({ ...granted, data: { ...granted.data, clinicId: 'c2', grantedBy: 'other' } });
    given(...certified, granted)
      .by(administrator)
      .when(revoke)
      .then(gone, privilegeRevoked);
    given(claimed, everywhere, gone).by(person('other', 'c2')).when(verify).refuses('WRONG_STATUS');
  });
  it('that another clinic revokes stays what it is where it was verified, and no privilege there ends', () => {
    const atSecond: StandingEvent = { ...revoked, data: { ...revoked.data, clinicIds: ['c2'] } };
    given(...certified, granted)
      .by(person('other', 'c2'))
      .when(revoke)
      .then(atSecond);
    given(...certified, granted)
      .by(person('other', 'c3'))
      .when(revoke)
      .refuses('WRONG_CLINIC');
    const after = given(...certified, granted, atSecond).state;
    expect(after.privileges['p1']?.revoked).toBe(false);
    expect(after.credentials['k1'] && decidedAt(after.credentials['k1'], 'c1').status).toBe('VERIFIED');
    given(...certified, atSecond)
      .by(person('other', 'c2'))
      .when(verify)
      .refuses('WRONG_STATUS');
  });
  it('is not verified by somebody who may be the holder in another account, unless by an administrator', () => {
    given(claimed).by(verifier).with({ openedOther: true }).when(verify).refuses('NOT_INDEPENDENT');
    given(claimed)
      .by(administrator)
      .with({ openedOther: true })
      .when(verify)
      .then({ type: 'CredentialVerified', data: { ...verify.data, verifiedBy: 'administrator', verifiedAt: noon } });
  });
  it('may have been issued today, as its zone counts days', () => {
    const today = new ClaimCredential({ ...claim.data, issuedOn: '2026-06-16' });
    given()
      .by(claimant)
      .at('2026-06-15T18:00:00.000Z')
      .when(today)
      .then({ ...claimed, data: { ...claimed.data, issuedOn: '2026-06-16' } });
  });
  it('is verified by a third person', () => given(claimed).by(verifier).when(verify).then(verified));
  it('is not verified by its holder', () => given(claimed).by(holder).when(verify).refuses('VERIFIER_IS_HOLDER'));
  it('is not verified by who claimed it', () =>
    given(claimed).by(claimant).when(verify).refuses('VERIFIER_IS_CLAIMANT'));
  it('says both to a holder who claimed it', () =>
    given({ ...claimed, data: { ...claimed.data, claimedBy: 'm1' } })
      .by(holder)
      .when(verify)
      .refuses('VERIFIER_IS_HOLDER', 'VERIFIER_IS_CLAIMANT'));
  it('stays verified when it is verified again', () =>
    given(...certified)
      .by(manager)
      .when(verify)
      .isSo());
  it('is not verified once revoked', () => given(claimed, revoked).by(verifier).when(verify).refuses('WRONG_STATUS'));
  it('is good through its last day where the holder works, and not longer', () => {
    given(claimed)
      .by(verifier)
      .at(lastMoment)
      .when(verify)
      .then({ ...verified, data: { ...verified.data, verifiedAt: lastMoment } });
    given(claimed).by(verifier).at(over).when(verify).refuses('CREDENTIAL_EXPIRED');
  });
  it('expires by its dates alone, in every status but REVOKED', () => {
    const status = (events: StandingEvent[], at: string) => statusOf(given(...events).state.credentials['k1'], at);
    expect([
      status([claimed], lastMoment),
      status([claimed], over),
      status(certified, lastMoment),
      status(certified, over),
      status([...certified, revoked], over),
    ]).toEqual(['CLAIMED', 'EXPIRED', 'VERIFIED', 'EXPIRED', 'REVOKED']);
  });
  it('is revoked once and for all', () => {
    given(...certified)
      .by(verifier)
      .when(revoke)
      .then(revoked);
    given(...certified, revoked)
      .by(verifier)
      .when(revoke)
      .isSo();
  });
  it('takes every privilege with it that stands on it, and no other', () => {
    const onAnother: StandingEvent = {
      type: 'PrivilegeGranted',
      data: { ...terms, privilegeId: 'p2', credentialIds: ['k2'], grantedBy: 'manager' },
    };
    given(...certified, granted, onAnother)
      .by(manager)
      .when(revoke)
      .then(revoked, privilegeRevoked);
    given(...certified, granted, suspended)
      .by(manager)
      .when(revoke)
      .then(revoked, { ...privilegeRevoked, data: { ...privilegeRevoked.data, suspended: true } });
    given(...certified, granted, privilegeRevoked)
      .by(manager)
      .when(revoke)
      .then(revoked);
  });
});

describe('what is known of an erased holder', () => {
  it('is when they were certified, and not in what', () => {
    const erased = {
      ...claimed,
      data: { ...claimed.data, kind: null, title: null, issuer: null, number: null },
    } as StandingEvent;
    const known = given(erased, verified).state.credentials['k1'];
    expect(known).toMatchObject({ kind: null, title: null, number: null, expiresOn: '2027-01-10' });
    expect(statusOf(known, noon)).toBe('VERIFIED');
    given(erased, revoked).when(grant).refuses('CREDENTIAL_REVOKED');
  });
});
