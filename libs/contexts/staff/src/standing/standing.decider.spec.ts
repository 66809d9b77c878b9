import { describe, expect, it } from '@jest/globals';
import { noon, refusal, specify, type Actor } from '@stipple/event-store';
import {
  ClaimCredential,
  GrantPrivilege,
  LeaveClinic,
  LiftSuspension,
  RevokeCredential,
  standing,
  SuspendPrivilege,
  VerifyCredential,
  type StandingEvent,
} from './standing.decider.js';
import { credentialStatus, decidedAt, privilegeStatus, type Credential, type Terms } from './status.js';

const given = specify(standing, {
  timeZone: 'Asia/Bangkok',
  clinics: ['c1', 'c2'],
  openedOther: false,
  procedureCode: 'SMP',
});
const notThere = refusal('WRONG_CLINIC', 'Not here.');
const person = (id: string, ...clinicIds: string[]): Actor => ({
  id,
  admin: false,
  roles: Object.fromEntries(
    (clinicIds.length > 0 ? clinicIds : ['c1']).map((clinicId) => [clinicId, ['MANAGER' as const]]),
  ),
});
const administrator: Actor = { id: 'administrator', admin: true, roles: {} };
const [holder, claimant, verifier, manager] = [person('m1'), person('claimant'), person('verifier'), person('manager')];
const about = {
  kind: 'CERTIFICATION',
  title: 'SMP practitioner',
  issuer: 'SPCP',
  number: 'A-1',
  issuedOn: '2026-01-10',
  expiresOn: '2027-01-10',
} as const;

const claim = new ClaimCredential({ memberId: 'm1', credentialId: 'k1', ...about });
const claimed: StandingEvent = {
  type: 'CredentialClaimed',
  data: { memberId: 'm1', credentialId: 'k1', ...about, timeZone: 'Asia/Bangkok', claimedBy: 'claimant' },
};
const verify = new VerifyCredential({
  memberId: 'm1',
  credentialId: 'k1',
  method: 'PRIMARY_SOURCE',
  note: 'By telephone',
});
const verified: StandingEvent = {
  type: 'CredentialVerified',
  data: { ...verify.data, verifiedBy: 'verifier', verifiedAt: noon, clinicIds: ['c1'] },
};
const revoke = new RevokeCredential({ memberId: 'm1', credentialId: 'k1', reason: 'Forged' });
const revoked: StandingEvent = {
  type: 'CredentialRevoked',
  data: { memberId: 'm1', credentialId: 'k1', reason: 'Forged', clinicIds: ['c1'] },
};
// The last day ends at midnight in Bangkok, seven hours before it does in UTC.
const lastMoment = '2027-01-10T16:59:59.999Z';
const over = '2027-01-10T17:00:00.000Z';

const terms: Terms = {
  privilegeId: 'p1',
  memberId: 'm1',
  clinicId: 'c1',
  procedureCode: 'SMP',
  from: '2026-06-01T00:00:00.000Z',
  until: '2026-12-01T00:00:00.000Z',
};
const grant = new GrantPrivilege({ ...terms, credentialIds: ['k1'] });
const granting = (changes: Partial<GrantPrivilege['data']>) => new GrantPrivilege({ ...grant.data, ...changes });
const granted: StandingEvent = {
  type: 'PrivilegeGranted',
  data: { ...terms, credentialIds: ['k1'], grantedBy: 'manager' },
};
const suspend = new SuspendPrivilege({ memberId: 'm1', privilegeId: 'p1', reason: 'A complaint' });
const suspended: StandingEvent = {
  type: 'PrivilegeSuspended',
  data: { ...terms, reason: 'A complaint', suspendedBy: 'manager' },
};
const lift = new LiftSuspension({ memberId: 'm1', privilegeId: 'p1', reason: 'Cleared' });
const lifted: StandingEvent = { type: 'SuspensionLifted', data: { ...terms, reason: 'Cleared' } };
const privilegeRevoked: StandingEvent = {
  type: 'PrivilegeRevoked',
  data: { ...terms, credentialId: 'k1', suspended: false },
};
const certified = [claimed, verified];

const statusOf = (credential: Credential | undefined, at: string) =>
  credential && credentialStatus({ ...decidedAt(credential, 'c1'), goodUntil: credential.goodUntil }, at);

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
      .changesNothing());
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
      .changesNothing();
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

describe('a privilege', () => {
  it('is granted on a verified credential', () =>
    given(...certified)
      .by(manager)
      .when(grant)
      .then(granted));
  it('is not granted to oneself', () =>
    given(...certified)
      .by(holder)
      .when(grant)
      .refuses('GRANTER_IS_HOLDER'));
  it('is not granted where the person does not work', () =>
    given(...certified)
      .with({ notThere })
      .when(grant)
      .refuses('WRONG_CLINIC'));
  it('is not granted on what was only claimed', () => given(claimed).when(grant).refuses('CREDENTIAL_NOT_VERIFIED'));
  it('is not granted on what was revoked', () =>
    given(...certified, revoked)
      .when(grant)
      .refuses('CREDENTIAL_REVOKED'));
  it('is not granted on what has expired', () =>
    given(...certified)
      .at(over)
      .when(granting({ until: '2027-06-01T00:00:00.000Z' }))
      .refuses('CREDENTIAL_EXPIRED'));
  it('does not outlast its credential, to the moment', () => {
    given(...certified)
      .by(manager)
      .when(granting({ until: over }))
      .then({ ...granted, data: { ...granted.data, until: over } });
    given(...certified)
      .when(granting({ until: '2027-01-10T17:00:00.001Z' }))
      .refuses('CREDENTIAL_ENDS_TOO_SOON');
  });
  it('names everything in the way at once', () =>
    given(claimed)
      .by(holder)
      .with({ procedureCode: undefined })
      .when(granting({ until: terms.from, credentialIds: ['k1', 'k9'] }))
      .refuses(
        'GRANTER_IS_HOLDER',
        'ENDS_BEFORE_START',
        'IN_THE_PAST',
        'UNKNOWN_PROCEDURE',
        'CREDENTIAL_NOT_VERIFIED',
        'CREDENTIAL_NOT_VERIFIED',
      ));
  it('says of somebody who does not work here that, and nothing else of them', () =>
    given(claimed)
      .by(manager)
      .with({ notThere })
      .when(granting({ credentialIds: ['k1', 'k9'] }))
      .refuses('WRONG_CLINIC'));
  it('is granted for a procedure that the clinic offers, by the code that it gave it', () => {
    given(...certified)
      .by(manager)
      .with({ procedureCode: undefined })
      .when(grant)
      .refuses('UNKNOWN_PROCEDURE');
    given(...certified)
      .by(manager)
      .with({ procedureCode: 'smp' })
      .when(grant)
      .then({ ...granted, data: { ...granted.data, procedureCode: 'smp' } });
  });
  it('is one of two hundred at a clinic that are not over, so that all can end at once', () => {
    const many = Array.from({ length: 200 }, (_, n): StandingEvent => ({
      type: 'PrivilegeGranted',
      data: { ...terms, privilegeId: `n${n}`, procedureCode: `P${n}`, credentialIds: ['k1'], grantedBy: 'x' },
    }));
    given(...certified, ...many)
      .by(manager)
      .when(grant)
      .refuses('TOO_MANY');
    given(...certified, ...many)
      .by(manager)
      .when(new GrantPrivilege({ ...grant.data, clinicId: 'c2' }))
      .refuses('CREDENTIAL_NOT_VERIFIED');
  });
  it('is not granted by somebody who may be the holder in another account', () => {
    given(...certified)
      .by(manager)
      .with({ openedByHolder: true })
      .when(grant)
      .refuses('NOT_INDEPENDENT');
    given(...certified)
      .by(administrator)
      .with({ openedByHolder: true })
      .when(grant)
      .then({ ...granted, data: { ...granted.data, grantedBy: 'administrator' } });
  });
  it('ends with the membership at its clinic, and nowhere else', () => {
    const leave = new LeaveClinic({ memberId: 'm1', clinicId: 'c1' });
    const left: StandingEvent = { type: 'ClinicLeft', data: leave.data };
    const elsewhere: StandingEvent = {
      type: 'PrivilegeGranted',
      data: { ...terms, privilegeId: 'p2', clinicId: 'c2', credentialIds: ['k1'], grantedBy: 'x' },
    };
    given(...certified, granted, elsewhere)
      .when(leave)
      .then({ type: 'PrivilegeRevoked', data: { ...terms, suspended: false } }, left);
    given(...certified, granted)
      .at(terms.until)
      .when(leave)
      .then(left);
    given().when(leave).then(left);
  });
  it('stands on something', () =>
    given(...certified)
      .when(granting({ credentialIds: [] }))
      .refuses('CREDENTIAL_MISSING'));
  it('is granted once', () =>
    given(...certified, granted)
      .by(manager)
      .when(granting({ privilegeId: 'p2' }))
      .refuses('ALREADY_EXISTS'));
  it('is not granted past a suspension', () =>
    given(...certified, granted, suspended)
      .by(manager)
      .when(granting({ privilegeId: 'p2', until: '2026-11-30T00:00:00.000Z' }))
      .refuses('PRIVILEGE_SUSPENDED'));
  it('is suspended, once', () => {
    given(...certified, granted)
      .by(manager)
      .when(suspend)
      .then(suspended);
    given(...certified, granted, suspended)
      .by(manager)
      .when(suspend)
      .changesNothing();
  });
  it('is taken up again by somebody else than who suspended it, and than who holds it', () => {
    given(...certified, granted, suspended)
      .by(verifier)
      .when(lift)
      .then(lifted);
    given(...certified, granted, suspended)
      .by(manager)
      .when(lift)
      .refuses('LIFTER_IS_SUSPENDER');
    given(...certified, granted, suspended)
      .by(holder)
      .when(lift)
      .refuses('LIFTER_IS_HOLDER');
    given(...certified, granted, suspended, lifted)
      .by(manager)
      .when(lift)
      .changesNothing();
  });
  it('is not taken up again by somebody who may be the holder in another account', () =>
    given(...certified, granted, suspended)
      .by(verifier)
      .with({ openedOther: true })
      .when(lift)
      .refuses('NOT_INDEPENDENT'));
  it('is neither suspended nor taken up once it ended', () => {
    given(...certified, granted, revoked, privilegeRevoked)
      .by(manager)
      .when(suspend)
      .refuses('WRONG_STATUS');
    given(...certified, granted, suspended, privilegeRevoked)
      .by(verifier)
      .when(lift)
      .refuses('WRONG_STATUS');
    given(...certified, granted)
      .by(manager)
      .at(terms.until)
      .when(suspend)
      .refuses('WRONG_STATUS');
  });
  it('is suspended for a reason', () =>
    given(...certified, granted)
      .by(manager)
      .when(new SuspendPrivilege({ ...suspend.data, reason: '' }))
      .refuses('REASON_MISSING'));
  it('has the status that follows from what happened and what time it is', () => {
    const status = (at: string, ...events: StandingEvent[]) =>
      privilegeStatus(
        given(...certified, granted, ...events).state.privileges['p1'] ?? { revoked: true, until: at },
        at,
      );
    expect([
      status(noon),
      status(noon, suspended),
      status(noon, suspended, lifted),
      status(terms.until, suspended),
      status(noon, privilegeRevoked),
    ]).toEqual(['ACTIVE', 'SUSPENDED', 'ACTIVE', 'EXPIRED', 'REVOKED']);
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
