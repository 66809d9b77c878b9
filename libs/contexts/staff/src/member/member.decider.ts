import { command, own, refusal, roles as allRoles, unless, type Actor, type Decider, type Role } from '@stipple/event-store';
import { plusFullDays, type Instant } from '@stipple/time';
import { weaknessOf, type Unsaid } from './password.js';

export class HireStaff extends command('HireStaff')<{ memberId: string; clinicId: string; name: string; email: string; roles: readonly Role[] }> {}
export class AppointAdministrator extends command('AppointAdministrator')<{ memberId: string; name: string; email: string }> {}
export class AcceptInvitation extends command('AcceptInvitation')<{ memberId: string; number: number; password: Unsaid }> {}

export type MemberCommand = HireStaff | AppointAdministrator | AcceptInvitation;

// Stored for ever: add, never rename. `roles` are all that the person holds at the clinic from now on.
export type MemberEvent =
  | { type: 'MemberHired'; data: { memberId: string; name: string | null; email: string | null; clinicId: string; roles: readonly Role[] } }
  | { type: 'RolesGained'; data: { memberId: string; clinicId: string; roles: readonly Role[] } }
  | { type: 'AdministratorAppointed'; data: { memberId: string; name: string | null; email: string | null } }
  | { type: 'InvitationIssued'; data: { memberId: string; number: number; expiresAt: Instant } }
  | { type: 'InvitationAccepted'; data: { memberId: string; passwordHash: string | null } };

interface Person {
  id: string;
  /** Null once the person was erased, as are the e-mail address and the password. */
  name: string | null;
  email: string | null;
  admin: boolean;
  roles: Readonly<Record<string, readonly Role[]>>;
  invitation?: { number: number; expiresAt: Instant };
  passwordHash: string | null;
  /** Where what happened last happened. */
  clinicId?: string;
}
export type Member = { status: 'unknown' } | ({ status: 'invited' | 'active' } & Person);

export interface MemberFacts {
  /** Argon2id of the password that comes with an acceptance. */
  passwordHash?: string;
}

const invitationDays = 7;

/** One answer for an invitation that is wrong, used, replaced or over, so that it tells nothing else. */
export const invitationInvalid = refusal('INVITATION_INVALID', 'This invitation is not valid (any more). Ask for a new one where you were hired.', 'token');

/** Whether somebody may decide who gets into an account that nobody has opened yet: it needs authority over all that it will be able to do. */
const answersFor = (actor: Actor, member: Person): boolean => actor.admin || (!member.admin && Object.keys(member.roles).every((clinicId) => own(actor.roles, clinicId)?.includes('MANAGER')));

const rolesWith = (held: readonly Role[], more: readonly Role[]): Role[] => allRoles.filter((role) => held.includes(role) || more.includes(role));

const invitation = (memberId: string, state: Member, now: Instant): MemberEvent => ({
  type: 'InvitationIssued',
  data: { memberId, number: (state.status === 'unknown' ? 0 : (state.invitation?.number ?? 0)) + 1, expiresAt: plusFullDays(now, invitationDays) },
});

/** A person is one e-mail address: hired at clinics in roles, invited until they choose a password, and only ever by one invitation at a time. */
export const member: Decider<MemberCommand, MemberEvent, Member, MemberFacts> = {
  stream: 'member',
  idOf: ({ data }) => data.memberId,
  initial: { status: 'unknown' },
  clinicOf: (state) => (state.status === 'unknown' ? undefined : state.clinicId),
  claims: (state) => (state.status === 'active' && state.admin ? [{ resource: `administrator:${state.id}` }] : []),
  personal: {
    MemberHired: { subject: ({ memberId }) => memberId, fields: ['name', 'email'] },
    AdministratorAppointed: { subject: ({ memberId }) => memberId, fields: ['name', 'email'] },
    InvitationAccepted: { subject: ({ memberId }) => memberId, fields: ['passwordHash'] },
  },

  decide({ type, data }, state, { actor, now, passwordHash }) {
    switch (type) {
      case 'HireStaff': {
        const { memberId, clinicId, email } = data;
        const name = data.name.trim();
        const held = state.status === 'unknown' ? [] : (own(state.roles, clinicId) ?? []);
        const roles = rolesWith(held, data.roles);
        const refused = unless(
          name === '' && refusal('NAME_MISSING', 'A person needs a name.', 'name'),
          name.length > 200 && refusal('TOO_LONG', 'A name has at most 200 characters.', 'name'),
          !isEmail(email) && refusal('EMAIL_INVALID', 'That is not an e-mail address.', 'email'),
          data.roles.length === 0 && refusal('ROLES_MISSING', 'Say in which roles this person works.', 'roles'),
          state.status === 'invited' && !answersFor(actor, state) && refusal('INVITATION_PENDING', 'This person was invited elsewhere and has not accepted yet. Hire them once they have, or ask an administrator.', 'email'),
        );
        if (refused) return refused;
        if (state.status === 'unknown') return [{ type: 'MemberHired', data: { memberId, name, email, clinicId, roles } }, invitation(memberId, state, now)];
        return [
          ...(roles.length > held.length ? [{ type: 'RolesGained', data: { memberId, clinicId, roles } } as const] : []),
          ...(state.status === 'invited' ? [invitation(memberId, state, now)] : []),
        ];
      }
      case 'AppointAdministrator': {
        const { memberId, email } = data;
        const refused = unless(!isEmail(email) && refusal('EMAIL_INVALID', 'That is not an e-mail address.', 'email'));
        if (refused) return refused;
        const name = state.status === 'unknown' ? data.name : state.name;
        return [
          ...(state.status === 'unknown' || !state.admin ? [{ type: 'AdministratorAppointed', data: { memberId, name, email } } as const] : []),
          ...(state.status === 'active' ? [] : [invitation(memberId, state, now)]),
        ];
      }
      case 'AcceptInvitation': {
        const open = state.status === 'invited' && state.invitation?.number === data.number && now < state.invitation.expiresAt;
        const weakness = weaknessOf(data.password.reveal(), state.status === 'unknown' ? { name: null, email: null } : state);
        return (
          unless(!open && invitationInvalid, weakness !== undefined && refusal('PASSWORD_TOO_WEAK', weakness, 'password')) ?? [
            { type: 'InvitationAccepted', data: { memberId: data.memberId, passwordHash: passwordHash ?? null } },
          ]
        );
      }
    }
  },

  evolve(state, { type, data }) {
    const known: Person = state.status === 'unknown' ? { id: data.memberId, name: null, email: null, admin: false, roles: {}, passwordHash: null } : state;
    const status = state.status === 'active' ? 'active' : 'invited';
    switch (type) {
      case 'MemberHired':
        return { ...known, status, name: data.name, email: data.email, roles: { ...known.roles, [data.clinicId]: data.roles }, clinicId: data.clinicId };
      case 'RolesGained':
        return { ...known, status, roles: { ...known.roles, [data.clinicId]: data.roles }, clinicId: data.clinicId };
      case 'AdministratorAppointed':
        return { ...known, status, name: data.name, email: data.email, admin: true };
      case 'InvitationIssued':
        return { ...known, status, invitation: { number: data.number, expiresAt: data.expiresAt } };
      case 'InvitationAccepted':
        return { ...known, status: 'active', passwordHash: data.passwordHash };
    }
  },
};

const isEmail = (text: string): boolean => text.length <= 254 && /^[^\s@]{1,64}@[^\s@]+$/.test(text);

/** Whether somebody works at a clinic. */
export const worksAt = (state: Member, clinicId: string): boolean => state.status !== 'unknown' && (own(state.roles, clinicId)?.length ?? 0) > 0;
