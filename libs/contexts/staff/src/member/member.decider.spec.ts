import { describe, expect, it } from '@jest/globals';
import { noon, specify, type Actor } from '@stipple/event-store';
import { administration, RemoveAdministrator } from './administration.decider.js';
import {
  AcceptInvitation,
  AcceptMembership,
  AppointAdministrator,
  ChangePassword,
  ChangeRoles,
  EndAdministration,
  EndMembership,
  HireStaff,
  IssuePasswordReset,
  member,
  ResetPassword,
  SignOutEverywhere,
} from './member.decider.js';
import { notAt, openedBy, worksAt, type Member } from './member.state.js';
import type { MemberEvent } from './member.events.js';
import { Unsaid } from './password.js';

const given = specify(member, {
  passwordHash: 'argon2id',
  currentIsRight: false,
  lastAdministrator: false,
});
const inAWeek = '2026-06-22T12:00:00.000Z';
const manager: Actor = { id: 'manager', admin: false, roles: { c1: ['MANAGER'] } };
const elsewhere: Actor = { id: 'elsewhere', admin: false, roles: { c2: ['MANAGER'] } };
const administrator: Actor = { id: 'administrator', admin: true, roles: {} };
const ann = { memberId: 'm1', name: 'Ann Wong', email: 'ann@example.com' };
const hire = new HireStaff({ ...ann, clinicId: 'c1', roles: ['TECHNICIAN'] });
const hired: MemberEvent = { type: 'MemberHired', data: { ...ann, clinicId: 'c1', roles: ['TECHNICIAN'] } };
const invited = (number: number, issuedBy = 'manager'): MemberEvent => ({
  type: 'InvitationIssued',
  data: { memberId: 'm1', number, expiresAt: inAWeek, issuedBy },
});
const accepted: MemberEvent = { type: 'InvitationAccepted', data: { memberId: 'm1', passwordHash: 'argon2id' } };
const appointed: MemberEvent = { type: 'AdministratorAppointed', data: ann };
const accept = (number: number, password = 'correct horse battery') =>
  new AcceptInvitation({ memberId: 'm1', number, password: new Unsaid(password) });

describe('a member of staff', () => {
  it('is hired in roles and invited for a week', () => given().by(manager).when(hire).then(hired, invited(1)));
  it('is hired by their trimmed name', () =>
    given()
      .by(manager)
      .when(new HireStaff({ ...hire.data, name: ' Ann Wong ' }))
      .then(hired, invited(1)));
  it('is not hired without name, address and role, all told at once', () =>
    given()
      .by(manager)
      .when(new HireStaff({ ...hire.data, name: ' ', email: 'ann', roles: [] }))
      .refuses('NAME_MISSING', 'EMAIL_INVALID', 'ROLES_MISSING'));
  it('is not hired by a name that nobody sees, nor under an address that looks like another', () => {
    for (const name of ['\u200b', '\u202e\u202c', '.....'])
      given()
        .when(new HireStaff({ ...hire.data, name }))
        .refuses('TEXT_INVALID');
    given()
      .when(new HireStaff({ ...hire.data, email: 'a\u200bnn@example.com' }))
      .refuses('EMAIL_INVALID');
  });
  it('is not hired by a name without end', () =>
    given()
      .by(manager)
      .when(new HireStaff({ ...hire.data, name: 'a'.repeat(201) }))
      .refuses('TOO_LONG'));
  it('gets a new invitation when hired again before accepting, which voids the older', () => {
    given(hired, invited(1)).by(manager).when(hire).then(invited(2));
    given(hired, invited(1), invited(2)).when(accept(1)).refuses('INVITATION_INVALID');
  });
  it('gains roles and a new invitation at once', () =>
    given(hired, invited(1))
      .by(manager)
      .when(new HireStaff({ ...hire.data, roles: ['FRONT_DESK'] }))
      .then(
        { type: 'RolesGained', data: { memberId: 'm1', clinicId: 'c1', roles: ['TECHNICIAN', 'FRONT_DESK'] } },
        invited(2),
      ));
  it('gains roles at their clinic without being asked again', () =>
    given(hired, invited(1), accepted)
      .by(manager)
      .when(new HireStaff({ ...hire.data, roles: ['FRONT_DESK'] }))
      .then({ type: 'RolesGained', data: { memberId: 'm1', clinicId: 'c1', roles: ['TECHNICIAN', 'FRONT_DESK'] } }));
  it('gains nothing that they hold already', () => given(hired, invited(1), accepted).by(manager).when(hire).isSo());
  it('is not invited into roles that the one who hires has no say over', () => {
    given(hired, invited(1))
      .by(elsewhere)
      .when(new HireStaff({ ...hire.data, clinicId: 'c2' }))
      .refuses('INVITATION_PENDING');
    given(appointed, invited(1)).by(manager).when(hire).refuses('INVITATION_PENDING');
    given(hired, invited(1)).by(administrator).when(hire).then(invited(2, 'administrator'));
  });
  it('works where they were hired and nowhere else', () => {
    expect(worksAt(given(hired).state, 'c1')).toBe(true);
    expect(worksAt(given(hired).state, 'c2')).toBe(false);
  });
});

describe('an invitation', () => {
  it('is accepted once, with a password', () => {
    given(hired, invited(1)).when(accept(1)).then(accepted);
    given(hired, invited(1), accepted).when(accept(1)).refuses('INVITATION_INVALID');
  });
  it('is over after a week', () => {
    given(hired, invited(1)).at('2026-06-22T11:59:59.999Z').when(accept(1)).then(accepted);
    given(hired, invited(1)).at(inAWeek).when(accept(1)).refuses('INVITATION_INVALID');
  });
  it('is nobody’s when nobody was hired', () => given().when(accept(1)).refuses('INVITATION_INVALID'));
  it('is not accepted with a weak password', () => {
    given(hired, invited(1)).when(accept(1, 'short')).refuses('PASSWORD_TOO_WEAK');
    given(hired, invited(1)).when(accept(1, 'ann@example.com')).refuses('PASSWORD_TOO_WEAK');
    given(hired, invited(1)).when(accept(2, 'short')).refuses('INVITATION_INVALID', 'PASSWORD_TOO_WEAK');
  });
});

describe('an administrator', () => {
  const appoint = new AppointAdministrator(ann);
  it('is appointed and invited', () => given().at(noon).when(appoint).then(appointed, invited(1, 'somebody')));
  it('is invited anew when appointed again before accepting', () =>
    given(appointed, invited(1)).when(appoint).then(invited(2, 'somebody')));
  it('is appointed without invitation when they have an account', () =>
    given(hired, invited(1), accepted).when(appoint).then(appointed));
  it('is one already', () => given(appointed, invited(1), accepted).when(appoint).isSo());
  it('is known to the database once they can sign in', () => {
    expect(member.claims?.(given(appointed, invited(1)).state)).toEqual([]);
    expect(member.claims?.(given(appointed, invited(1), accepted).state)).toEqual([{ resource: 'administrator:m1' }]);
  });
});

describe('a membership of somebody who has an account elsewhere', () => {
  const there = new HireStaff({ ...hire.data, name: 'Miss W.', clinicId: 'c2' });
  const offered: MemberEvent = {
    type: 'MembershipOffered',
    data: { memberId: 'm1', clinicId: 'c2', name: 'Miss W.', roles: ['TECHNICIAN'] },
  };
  const joined: MemberEvent = {
    type: 'MembershipAccepted',
    data: { memberId: 'm1', clinicId: 'c2', roles: ['TECHNICIAN'] },
  };
  const active = [hired, invited(1), accepted];
  const accept = new AcceptMembership({ memberId: 'm1', clinicId: 'c2' });
  const end = (clinicId: string) => new EndMembership({ memberId: 'm1', clinicId, reason: 'Moved away' });

  it('is offered by whoever hires, an administrator too, and changes nothing of them', () => {
    given(active).by(elsewhere).when(there).then(offered);
    given(active).by(administrator).when(there).then(offered);
    const { state } = given(active, offered);
    expect(state).toMatchObject({ name: 'Ann Wong', roles: { c1: ['TECHNICIAN'] } });
    expect([worksAt(state, 'c2'), notAt(state, 'c2')?.code, notAt(state, 'c3')?.code]).toEqual([
      false,
      'MEMBERSHIP_PENDING',
      'WRONG_CLINIC',
    ]);
  });
  it('is offered anew with other roles or another name, and not again with the same', () => {
    given(active, offered).by(elsewhere).when(there).isSo();
    given(active, offered)
      .by(elsewhere)
      .when(new HireStaff({ ...there.data, roles: ['FRONT_DESK'] }))
      .then({ type: 'MembershipOffered', data: { ...offered.data, roles: ['FRONT_DESK'] } });
  });
  it('begins when they accept it, once', () => {
    given(active, offered).when(accept).then(joined);
    given(active, offered, joined).when(accept).isSo();
    given(active).when(accept).refuses('WRONG_STATUS');
    expect(worksAt(given(active, offered, joined).state, 'c2')).toBe(true);
  });
  it('begins at once when they hire themselves', () => {
    const self: Actor = { id: 'm1', admin: true, roles: {} };
    given(active, { ...appointed })
      .by(self)
      .when(there)
      .then({ type: 'RolesGained', data: { memberId: 'm1', clinicId: 'c2', roles: ['TECHNICIAN'] } });
  });
  it('is withdrawn before they accept, and then there is nothing to accept', () => {
    const withdrawn: MemberEvent = {
      type: 'MembershipWithdrawn',
      data: { memberId: 'm1', clinicId: 'c2', reason: 'Moved away' },
    };
    given(active, offered).by(elsewhere).when(end('c2')).then(withdrawn);
    given(active, offered, withdrawn).when(accept).refuses('WRONG_STATUS');
  });
  it('is asked for again when they come back', () => {
    const ended: MemberEvent = {
      type: 'MembershipEnded',
      data: { memberId: 'm1', clinicId: 'c2', reason: 'Moved away' },
    };
    given(active, offered, joined, ended).by(elsewhere).when(there).then(offered);
  });
});

describe('a membership', () => {
  const active = [hired, invited(1), accepted];
  const change = (...roles: HireStaff['data']['roles']) => new ChangeRoles({ memberId: 'm1', clinicId: 'c1', roles });
  const end = (reason = 'Moved away') => new EndMembership({ memberId: 'm1', clinicId: 'c1', reason });
  const ended: MemberEvent = {
    type: 'MembershipEnded',
    data: { memberId: 'm1', clinicId: 'c1', reason: 'Moved away' },
  };
  const signedOut: MemberEvent = { type: 'SignedOutEverywhere', data: { memberId: 'm1' } };

  it('holds other roles from now on', () => {
    given(active)
      .by(manager)
      .when(change('MANAGER', 'FRONT_DESK'))
      .then({ type: 'RolesChanged', data: { memberId: 'm1', clinicId: 'c1', roles: ['FRONT_DESK', 'MANAGER'] } });
    given(active).by(manager).when(change('TECHNICIAN', 'TECHNICIAN')).isSo();
    given(active).by(manager).when(change()).refuses('ROLES_MISSING');
    given(active)
      .by(manager)
      .when(new ChangeRoles({ memberId: 'm1', clinicId: 'c2', roles: ['MANAGER'] }))
      .refuses('WRONG_CLINIC');
  });
  it('ends for a reason, and with the last one every token', () => {
    given(active).by(manager).when(end()).then(ended, signedOut);
    const second: MemberEvent = {
      type: 'MembershipAccepted',
      data: { memberId: 'm1', clinicId: 'c2', roles: ['TECHNICIAN'] },
    };
    given(active, second).by(manager).when(end()).then(ended);
    given(active, appointed).by(administrator).when(end()).then(ended);
    given(active).by(manager).when(end(' ')).refuses('REASON_MISSING');
    given(active)
      .by(manager)
      .when(end('x'.repeat(2_001)))
      .refuses('TOO_LONG');
    expect(given(active, ended, signedOut).state).toMatchObject({ roles: {}, left: ['c1'], sessions: 1 });
  });
  it('ends once, and cannot where there is none', () => {
    given(active, ended, signedOut).by(manager).when(end()).isSo();
    given(active)
      .when(new EndMembership({ memberId: 'm1', clinicId: 'c2', reason: 'x' }))
      .refuses('WRONG_CLINIC');
    given(appointed, invited(1), accepted)
      .with({ lastAdministrator: true })
      .when(end())
      .refuses('WRONG_CLINIC', 'LAST_ADMINISTRATOR');
  });
  it('that ended before they chose a password is offered by a new invitation', () =>
    given(hired, invited(1), ended)
      .by(manager)
      .when(hire)
      .then({ type: 'RolesGained', data: { memberId: 'm1', clinicId: 'c1', roles: ['TECHNICIAN'] } }, invited(2)));
});

describe('a password', () => {
  const active = [hired, invited(1), accepted];
  const inAnHour = '2026-06-15T13:00:00.000Z';
  const issued = (number: number, issuedBy = 'manager'): MemberEvent => ({
    type: 'PasswordResetIssued',
    data: { memberId: 'm1', number, expiresAt: inAnHour, issuedBy },
  });
  const reset: MemberEvent = { type: 'PasswordReset', data: { memberId: 'm1', passwordHash: 'argon2id' } };
  const resetBy = (number: number, password = 'correct horse battery') =>
    new ResetPassword({ memberId: 'm1', number, password: new Unsaid(password) });
  const change = (password = 'correct horse battery') =>
    new ChangePassword({ memberId: 'm1', current: new Unsaid('old'), password: new Unsaid(password) });
  const changed: MemberEvent = { type: 'PasswordChanged', data: { memberId: 'm1', passwordHash: 'argon2id' } };

  it('is changed by who knows the present one, which ends every token from before', () => {
    given(active).with({ currentIsRight: true }).when(change()).then(changed);
    given(active).with({ currentIsRight: false }).when(change('short')).refuses('BAD_CREDENTIALS', 'PASSWORD_TOO_WEAK');
    given(hired, invited(1)).with({ currentIsRight: true }).when(change()).refuses('BAD_CREDENTIALS');
    expect(given(active, changed).state).toMatchObject({ sessions: 1 });
  });
  it('is chosen anew within an hour, by the last reset alone, once', () => {
    given(active)
      .by(manager)
      .when(new IssuePasswordReset({ memberId: 'm1' }))
      .then(issued(1));
    given(active, issued(1))
      .by(manager)
      .when(new IssuePasswordReset({ memberId: 'm1' }))
      .then(issued(2));
    given(active, issued(1)).at('2026-06-15T12:59:59.999Z').when(resetBy(1)).then(reset);
    given(active, issued(1)).at(inAnHour).when(resetBy(1)).refuses('RESET_INVALID');
    given(active, issued(1), issued(2)).when(resetBy(1)).refuses('RESET_INVALID');
    given(active, issued(1), reset).when(resetBy(1)).refuses('RESET_INVALID');
    given(active, issued(1), changed).when(resetBy(1)).refuses('RESET_INVALID');
    given(active, issued(1)).when(resetBy(1, 'short')).refuses('PASSWORD_TOO_WEAK');
    given(active, issued(1), reset)
      .by(manager)
      .when(new IssuePasswordReset({ memberId: 'm1' }))
      .then(issued(2));
    expect(given(active, issued(1), reset).state).toMatchObject({ sessions: 1 });
  });
  it('is not reset before there is one', () =>
    given(hired, invited(1))
      .by(manager)
      .when(new IssuePasswordReset({ memberId: 'm1' }))
      .refuses('WRONG_STATUS'));
  it('is known to whoever was handed the token by which it was chosen', () => {
    const managers: Member = {
      ...(given(hired, invited(1, 'nobody'), accepted).state as Exclude<Member, { status: 'unknown' }>),
      id: 'manager',
    };
    expect(openedBy(given(active).state, managers)).toBe(true);
    expect(openedBy(managers, given(active).state)).toBe(false);
    const lent = given(hired, invited(1, 'other'), accepted, issued(1));
    expect(openedBy(lent.state, managers)).toBe(false);
    expect(openedBy(given(hired, invited(1, 'other'), accepted, issued(1), reset).state, managers)).toBe(true);
  });
  it('that was there before who was handed what was kept is nobody’s but theirs', () => {
    const before: MemberEvent = { type: 'InvitationIssued', data: { memberId: 'm1', number: 1, expiresAt: inAWeek } };
    expect(given(hired, before, accepted).state).toMatchObject({ status: 'active', openedBy: [], sessions: 0 });
  });
  it('is asked for anew everywhere once somebody signs out everywhere', () => {
    given(active)
      .when(new SignOutEverywhere({ memberId: 'm1' }))
      .then({ type: 'SignedOutEverywhere', data: { memberId: 'm1' } });
    given(hired)
      .when(new SignOutEverywhere({ memberId: 'm1' }))
      .isSo();
  });
});

describe('the administration', () => {
  const among = specify(administration, { administers: true, others: true });
  const remove = new RemoveAdministrator({ memberId: 'm1', reason: 'Retired' });
  it('goes on while one administers', () => {
    among()
      .when(remove)
      .then({ type: 'AdministratorRemoved', data: { memberId: 'm1', reason: 'Retired' } });
    among()
      .with({ others: false })
      .when(new RemoveAdministrator({ memberId: 'm1', reason: '' }))
      .refuses('REASON_MISSING', 'LAST_ADMINISTRATOR');
    among().with({ administers: false }).when(remove).refuses('WRONG_STATUS');
  });
  it('ends for one with their tokens, unless they work somewhere', () => {
    const end = new EndAdministration({ memberId: 'm1', reason: 'Retired' });
    const ended: MemberEvent = { type: 'AdministrationEnded', data: { memberId: 'm1', reason: 'Retired' } };
    given(appointed, invited(1), accepted)
      .when(end)
      .then(ended, { type: 'SignedOutEverywhere', data: { memberId: 'm1' } });
    given(hired, invited(1), accepted, appointed).when(end).then(ended);
    given(hired, invited(1), accepted).when(end).isSo();
    expect(member.claims?.(given(appointed, invited(1), accepted, ended).state)).toEqual([]);
  });
});

describe('an erased member', () => {
  it('has neither name nor password left, and the rest still reads', () => {
    const erased = given({ type: 'MemberHired', data: { ...hired.data, name: null, email: null } }, invited(1), {
      type: 'InvitationAccepted',
      data: { memberId: 'm1', passwordHash: null },
    });
    expect(erased.state).toMatchObject({
      status: 'active',
      name: null,
      passwordHash: null,
      roles: { c1: ['TECHNICIAN'] },
    });
  });
});
