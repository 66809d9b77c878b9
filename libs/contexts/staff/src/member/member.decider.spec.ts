import { describe, expect, it } from '@jest/globals';
import { noon, specify, type Actor } from '@stipple/event-store';
import { AcceptInvitation, AppointAdministrator, HireStaff, member, worksAt, type MemberEvent } from './member.decider.js';
import { Unsaid } from './password.js';

const given = specify(member, { passwordHash: 'argon2id' });
const inAWeek = '2026-06-22T12:00:00.000Z';
const manager: Actor = { id: 'manager', admin: false, roles: { c1: ['MANAGER'] } };
const elsewhere: Actor = { id: 'elsewhere', admin: false, roles: { c2: ['MANAGER'] } };
const administrator: Actor = { id: 'administrator', admin: true, roles: {} };
const ann = { memberId: 'm1', name: 'Ann Wong', email: 'ann@example.com' };
const hire = new HireStaff({ ...ann, clinicId: 'c1', roles: ['TECHNICIAN'] });
const hired: MemberEvent = { type: 'MemberHired', data: { ...ann, clinicId: 'c1', roles: ['TECHNICIAN'] } };
const invited = (number: number): MemberEvent => ({ type: 'InvitationIssued', data: { memberId: 'm1', number, expiresAt: inAWeek } });
const accepted: MemberEvent = { type: 'InvitationAccepted', data: { memberId: 'm1', passwordHash: 'argon2id' } };
const appointed: MemberEvent = { type: 'AdministratorAppointed', data: ann };
const accept = (number: number, password = 'correct horse battery') => new AcceptInvitation({ memberId: 'm1', number, password: new Unsaid(password) });

describe('a member of staff', () => {
  it('is hired in roles and invited for a week', () => given().by(manager).when(hire).then(hired, invited(1)));
  it('is hired by their trimmed name', () => given().by(manager).when(new HireStaff({ ...hire.data, name: ' Ann Wong ' })).then(hired, invited(1)));
  it('is not hired without name, address and role, all told at once', () =>
    given().by(manager).when(new HireStaff({ ...hire.data, name: ' ', email: 'ann', roles: [] })).refuses('NAME_MISSING', 'EMAIL_INVALID', 'ROLES_MISSING'));
  it('is not hired by a name without end', () => given().by(manager).when(new HireStaff({ ...hire.data, name: 'a'.repeat(201) })).refuses('TOO_LONG'));
  it('gets a new invitation when hired again before accepting, which voids the older', () => {
    given(hired, invited(1)).by(manager).when(hire).then(invited(2));
    given(hired, invited(1), invited(2)).when(accept(1)).refuses('INVITATION_INVALID');
  });
  it('gains roles and a new invitation at once', () =>
    given(hired, invited(1)).by(manager).when(new HireStaff({ ...hire.data, roles: ['FRONT_DESK'] })).then({ type: 'RolesGained', data: { memberId: 'm1', clinicId: 'c1', roles: ['TECHNICIAN', 'FRONT_DESK'] } }, invited(2)));
  it('gains roles and no invitation once they have an account', () =>
    given(hired, invited(1), accepted).by(elsewhere).when(new HireStaff({ ...hire.data, clinicId: 'c2' })).then({ type: 'RolesGained', data: { memberId: 'm1', clinicId: 'c2', roles: ['TECHNICIAN'] } }));
  it('gains nothing that they hold already', () => given(hired, invited(1), accepted).by(manager).when(hire).changesNothing());
  it('is not invited into roles that the one who hires has no say over', () => {
    given(hired, invited(1)).by(elsewhere).when(new HireStaff({ ...hire.data, clinicId: 'c2' })).refuses('INVITATION_PENDING');
    given(appointed, invited(1)).by(manager).when(hire).refuses('INVITATION_PENDING');
    given(hired, invited(1)).by(administrator).when(hire).then(invited(2));
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
  it('is appointed and invited', () => given().at(noon).when(appoint).then(appointed, invited(1)));
  it('is invited anew when appointed again before accepting', () => given(appointed, invited(1)).when(appoint).then(invited(2)));
  it('is appointed without invitation when they have an account', () => given(hired, invited(1), accepted).when(appoint).then(appointed));
  it('is one already', () => given(appointed, invited(1), accepted).when(appoint).changesNothing());
  it('is known to the database once they can sign in', () => {
    expect(member.claims?.(given(appointed, invited(1)).state)).toEqual([]);
    expect(member.claims?.(given(appointed, invited(1), accepted).state)).toEqual([{ resource: 'administrator:m1' }]);
  });
});

describe('an erased member', () => {
  it('has neither name nor password left, and the rest still reads', () => {
    const erased = given({ type: 'MemberHired', data: { ...hired.data, name: null, email: null } }, invited(1), { type: 'InvitationAccepted', data: { memberId: 'm1', passwordHash: null } });
    expect(erased.state).toMatchObject({ status: 'active', name: null, passwordHash: null, roles: { c1: ['TECHNICIAN'] } });
  });
});
