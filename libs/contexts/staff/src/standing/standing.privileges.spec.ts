import { describe, expect, it } from '@jest/globals';
import { noon } from '@stipple/event-store';
import { GrantPrivilege, LeaveClinic, SuspendPrivilege } from './standing.decider.js';
import type { StandingEvent } from './standing.events.js';
import { privilegeStatus } from './status.js';
import {
  given,
  notThere,
  administrator,
  holder,
  verifier,
  manager,
  claimed,
  revoked,
  over,
  terms,
  grant,
  granting,
  granted,
  suspend,
  suspended,
  lift,
  lifted,
  privilegeRevoked,
  certified,
} from './standing.fixture.js';

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
      .isSo();
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
      .isSo();
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
