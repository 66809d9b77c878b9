import {
  already,
  command,
  happened,
  needsName,
  needsReason,
  own,
  refusal,
  refuse,
  roles as allRoles,
  unless,
  type Actor,
  type Decider,
  type Decision,
  type Role,
  type Situation,
} from '@stipple/event-store';
import { plusFullDays, plusHours, type Instant } from '@stipple/time';
import type { AtClinic, MemberEvent } from './member.events.js';
import {
  invites,
  joined,
  nobody,
  notAt,
  opened,
  resets,
  rolesAt,
  without,
  worksAt,
  type Member,
  type Person,
} from './member.state.js';
import { weaknessOf, type Unsaid } from './password.js';

export class HireStaff extends command('HireStaff')<
  AtClinic & { name: string; email: string; roles: readonly Role[] }
> {}
export class AcceptMembership extends command('AcceptMembership')<AtClinic> {}
export class ChangeRoles extends command('ChangeRoles')<AtClinic & { roles: readonly Role[] }> {}
export class EndMembership extends command('EndMembership')<AtClinic & { reason: string }> {}
export class AppointAdministrator extends command('AppointAdministrator')<{
  memberId: string;
  name: string;
  email: string;
}> {}
export class EndAdministration extends command('EndAdministration')<{ memberId: string; reason: string }> {}
export class AcceptInvitation extends command('AcceptInvitation')<{
  memberId: string;
  number: number;
  password: Unsaid;
}> {}
export class ChangePassword extends command('ChangePassword')<{
  memberId: string;
  current: Unsaid;
  password: Unsaid;
}> {}
export class IssuePasswordReset extends command('IssuePasswordReset')<{ memberId: string }> {}
export class ResetPassword extends command('ResetPassword')<{ memberId: string; number: number; password: Unsaid }> {}
export class SignOutEverywhere extends command('SignOutEverywhere')<{ memberId: string }> {}

export type MemberCommand =
  | HireStaff
  | AcceptMembership
  | ChangeRoles
  | EndMembership
  | AppointAdministrator
  | EndAdministration
  | AcceptInvitation
  | ChangePassword
  | IssuePasswordReset
  | ResetPassword
  | SignOutEverywhere;

/** Argon2id of the password that comes with a command; undefined where the command could not succeed anyway. */
export interface Hashed {
  passwordHash: string | undefined;
}

export interface MemberFacts {
  /** Whether nobody else administers this installation. */
  EndMembership: { lastAdministrator: boolean };
  AcceptInvitation: Hashed;
  /** Whether the password that they say is theirs is. */
  ChangePassword: Hashed & { currentIsRight: boolean };
  ResetPassword: Hashed;
}

const invitationDays = 7;
const resetHours = 1;

/** One answer for an invitation that is wrong, used, replaced or over, so that it tells nothing else. */
export const invitationInvalid = refusal(
  'INVITATION_INVALID',
  'This invitation is not valid (any more). Ask for a new one where you were hired.',
  'token',
);
export const resetInvalid = refusal(
  'RESET_INVALID',
  'This way to a new password is not valid (any more). Ask for a new one where you work.',
  'token',
);
const noSuchPerson = () => refuse('UNKNOWN', 'There is no such person.', 'staffMemberId');
const lastAdministrator = refusal(
  'LAST_ADMINISTRATOR',
  'Nobody else administers this installation. Appoint somebody else first.',
  'staffMemberId',
);

/**
 * Whether somebody may decide who gets into an account that nobody has opened yet: it needs authority over all that it
 * will be able to do.
 */
const answersFor = (actor: Actor, member: Person): boolean =>
  actor.admin ||
  (!member.admin && Object.keys(member.roles).every((clinicId) => own(actor.roles, clinicId)?.includes('MANAGER')));

const inOrder = (roles: readonly Role[]): Role[] => allRoles.filter((role) => roles.includes(role));
const same = (some: readonly Role[], others: readonly Role[]): boolean =>
  inOrder(some).join() === inOrder(others).join();

const invitation = (memberId: string, state: Member, issuedBy: string, now: Instant): MemberEvent => ({
  type: 'InvitationIssued',
  data: {
    memberId,
    number: (state.status === 'unknown' ? 0 : (state.invitation?.number ?? 0)) + 1,
    expiresAt: plusFullDays(now, invitationDays),
    issuedBy,
  },
});

/** Why a password is too weak for this person. */
export const weaknessFor = (state: Member, password: Unsaid): string | undefined =>
  weaknessOf(password.reveal(), state.status === 'unknown' ? { name: null, email: null } : state);
const tooWeak = (state: Member, password: Unsaid) => {
  const weakness = weaknessFor(state, password);
  return weakness !== undefined && refusal('PASSWORD_TOO_WEAK', weakness, 'password');
};

/**
 * A person is one e-mail address. Somebody new works where they were hired and is invited until they choose a password,
 * by one invitation at a time; somebody who has an account works at a further clinic once they accept that themselves.
 */
export const member: Decider<MemberCommand, MemberEvent, Member, MemberFacts> = {
  stream: 'member',
  idOf: ({ data }) => data.memberId,
  initial: { status: 'unknown' },
  foldDependencies: [nobody, without, joined, opened],
  clinicOf: (state, { data }) =>
    'clinicId' in data ? data.clinicId : state.status === 'unknown' ? undefined : state.clinicId,
  claims: (state) => (state.status === 'active' && state.admin ? [{ resource: `administrator:${state.id}` }] : []),
  personal: {
    MemberHired: { subject: ({ memberId }) => memberId, fields: ['name', 'email'] },
    MembershipOffered: { subject: ({ memberId }) => memberId, fields: ['name'] },
    MembershipWithdrawn: { subject: ({ memberId }) => memberId, fields: ['reason'] },
    MembershipEnded: { subject: ({ memberId }) => memberId, fields: ['reason'] },
    AdministratorAppointed: { subject: ({ memberId }) => memberId, fields: ['name', 'email'] },
    AdministrationEnded: { subject: ({ memberId }) => memberId, fields: ['reason'] },
    InvitationAccepted: { subject: ({ memberId }) => memberId, fields: ['passwordHash'] },
    PasswordChanged: { subject: ({ memberId }) => memberId, fields: ['passwordHash'] },
    PasswordReset: { subject: ({ memberId }) => memberId, fields: ['passwordHash'] },
  },

  decide({ type, data, facts }, state, { actor, now }) {
    const { memberId } = data;
    const signedOut = { type: 'SignedOutEverywhere', data: { memberId } } as const;
    switch (type) {
      case 'HireStaff':
        return hired(data, state, { actor, now });
      case 'AcceptMembership': {
        if (state.status === 'unknown') return noSuchPerson();
        const offer = own(state.offers, data.clinicId);
        if (offer) return [{ type: 'MembershipAccepted', data: { ...data, roles: offer.roles } }];
        return worksAt(state, data.clinicId)
          ? already()
          : refuse('WRONG_STATUS', 'Nobody waits for your acceptance at this clinic (any more).', 'clinicId');
      }
      case 'ChangeRoles': {
        if (state.status === 'unknown') return noSuchPerson();
        const roles = inOrder(data.roles);
        const refused = unless(
          roles.length === 0 &&
            refusal('ROLES_MISSING', 'A person holds at least one role; end the membership instead.', 'roles'),
          notAt(state, data.clinicId),
        );
        if (refused) return refused;
        return same(rolesAt(state, data.clinicId), roles)
          ? already()
          : [{ type: 'RolesChanged', data: { ...data, roles } }];
      }
      case 'EndMembership': {
        if (state.status === 'unknown') return noSuchPerson();
        const { clinicId } = data;
        const reason = data.reason.trim();
        const [works, waits, over] = [
          worksAt(state, clinicId),
          own(state.offers, clinicId) !== undefined,
          state.left.includes(clinicId),
        ];
        const refused = unless(
          needsReason(reason, 'Say why it ends.'),
          !works && !waits && !over && refusal('WRONG_CLINIC', 'This person does not work at this clinic.', 'clinicId'),
          !works && !waits && !over && state.admin && facts.lastAdministrator && lastAdministrator,
        );
        if (refused) return refused;
        if (!works) return waits ? [{ type: 'MembershipWithdrawn', data: { memberId, clinicId, reason } }] : already();
        const nothingLeft = !state.admin && Object.keys(state.roles).length === 1;
        return [{ type: 'MembershipEnded', data: { memberId, clinicId, reason } }, ...(nothingLeft ? [signedOut] : [])];
      }
      case 'AppointAdministrator': {
        const { email } = data;
        if (!isEmail(email)) return refuse('EMAIL_INVALID', 'That is not an e-mail address.', 'email');
        const name = state.status === 'unknown' ? data.name : state.name;
        return (
          happened([
            ...(state.status === 'unknown' || !state.admin
              ? [{ type: 'AdministratorAppointed', data: { memberId, name, email } } as const]
              : []),
            ...(state.status === 'active' ? [] : [invitation(memberId, state, actor.id, now)]),
          ]) ?? already()
        );
      }
      case 'EndAdministration':
        if (state.status === 'unknown') return noSuchPerson();
        if (!state.admin) return already();
        return [{ type: 'AdministrationEnded', data }, ...(Object.keys(state.roles).length === 0 ? [signedOut] : [])];
      case 'AcceptInvitation': {
        const weak = tooWeak(state, data.password);
        const { passwordHash } = facts;
        const refused = unless(
          (!invites(state, data.number, now) || (!weak && passwordHash === undefined)) && invitationInvalid,
          weak,
        );
        return refused ?? [{ type: 'InvitationAccepted', data: { memberId, passwordHash: passwordHash ?? null } }];
      }
      case 'ChangePassword': {
        const weak = tooWeak(state, data.password);
        const { passwordHash, currentIsRight } = facts;
        const wrong = !currentIsRight || state.status !== 'active' || (!weak && passwordHash === undefined);
        return (
          unless(wrong && refusal('BAD_CREDENTIALS', 'That is not your present password.', 'current'), weak) ?? [
            { type: 'PasswordChanged', data: { memberId, passwordHash: passwordHash ?? null } },
          ]
        );
      }
      case 'IssuePasswordReset': {
        if (state.status === 'unknown') return noSuchPerson();
        if (state.status !== 'active')
          return refuse(
            'WRONG_STATUS',
            'This person has not accepted their invitation yet. Hire them again, which gives a new one.',
            'staffMemberId',
          );
        return [
          {
            type: 'PasswordResetIssued',
            data: {
              memberId,
              number: (state.reset?.number ?? 0) + 1,
              expiresAt: plusHours(now, resetHours),
              issuedBy: actor.id,
            },
          },
        ];
      }
      case 'ResetPassword': {
        const weak = tooWeak(state, data.password);
        const { passwordHash } = facts;
        const refused = unless(
          (!resets(state, data.number, now) || (!weak && passwordHash === undefined)) && resetInvalid,
          weak,
        );
        return refused ?? [{ type: 'PasswordReset', data: { memberId, passwordHash: passwordHash ?? null } }];
      }
      case 'SignOutEverywhere':
        if (state.status === 'unknown') return noSuchPerson();
        return state.status === 'active' ? [signedOut] : already();
    }
  },

  evolve(state, { type, data }) {
    const known: Person = state.status === 'unknown' ? nobody(data.memberId) : state;
    const status = state.status === 'active' ? 'active' : 'invited';
    // A number is never given twice, so that what was handed out before stays over.
    const noReset = known.reset && { ...known.reset, expiresAt: '' };
    switch (type) {
      case 'MemberHired':
        return { ...known, status, name: data.name, email: data.email, ...joined(known, data) };
      case 'RolesGained':
      case 'RolesChanged':
      case 'MembershipAccepted':
        return { ...known, status, ...joined(known, data) };
      case 'MembershipOffered':
        return {
          ...known,
          status,
          offers: { ...known.offers, [data.clinicId]: { name: data.name, roles: data.roles } },
        };
      case 'MembershipWithdrawn':
        return { ...known, status, offers: without(known.offers, data.clinicId) };
      case 'MembershipEnded':
        return {
          ...known,
          status,
          roles: without(known.roles, data.clinicId),
          left: [...known.left, data.clinicId],
          reset: noReset,
          clinicId: data.clinicId,
        };
      case 'AdministratorAppointed':
        return { ...known, status, name: data.name, email: data.email, admin: true };
      case 'AdministrationEnded':
        return { ...known, status, admin: false, reset: noReset };
      case 'InvitationIssued': {
        const { memberId: _id, ...handed } = data;
        return { ...known, status, invitation: handed };
      }
      case 'InvitationAccepted':
        return {
          ...known,
          status: 'active',
          passwordHash: data.passwordHash,
          openedBy: opened(known, known.invitation),
        };
      case 'PasswordChanged':
        return { ...known, status, passwordHash: data.passwordHash, sessions: known.sessions + 1, reset: noReset };
      case 'PasswordResetIssued': {
        const { memberId: _id, ...handed } = data;
        return { ...known, status, reset: handed };
      }
      case 'PasswordReset':
        return {
          ...known,
          status,
          passwordHash: data.passwordHash,
          sessions: known.sessions + 1,
          openedBy: opened(known, known.reset),
          reset: noReset,
        };
      case 'SignedOutEverywhere':
        return { ...known, status, sessions: known.sessions + 1 };
    }
  },
};

/**
 * Somebody new is hired and invited, somebody at the clinic gains roles, and somebody with an account elsewhere is
 * asked.
 */
function hired(data: HireStaff['data'], state: Member, { actor, now }: Situation): Decision<MemberEvent> {
  const { memberId, clinicId, email } = data;
  const name = data.name.trim();
  const refused = unless(
    needsName(name, 'A name', 'name'),
    !isEmail(email) && refusal('EMAIL_INVALID', 'That is not an e-mail address.', 'email'),
    data.roles.length === 0 && refusal('ROLES_MISSING', 'A person is hired in at least one role.', 'roles'),
    state.status === 'invited' &&
      !answersFor(actor, state) &&
      refusal(
        'INVITATION_PENDING',
        'This person has not accepted an invitation elsewhere yet. An administrator can hire them here.',
        'email',
      ),
  );
  if (refused) return refused;
  const roles = inOrder(data.roles);
  if (state.status === 'unknown')
    return [
      { type: 'MemberHired', data: { memberId, name, email, clinicId, roles } },
      invitation(memberId, state, actor.id, now),
    ];
  if (state.status === 'active' && !worksAt(state, clinicId) && actor.id !== memberId) {
    const offer = own(state.offers, clinicId);
    return offer?.name === name && same(offer.roles, roles)
      ? already()
      : [{ type: 'MembershipOffered', data: { memberId, clinicId, name, roles } }];
  }
  const held = rolesAt(state, clinicId);
  const all = inOrder([...held, ...roles]);
  return (
    happened([
      ...(same(all, held) ? [] : [{ type: 'RolesGained', data: { memberId, clinicId, roles: all } } as const]),
      ...(state.status === 'active' ? [] : [invitation(memberId, state, actor.id, now)]),
    ]) ?? already()
  );
}

// What cannot be seen in an address would make two of one.
const isEmail = (text: string): boolean =>
  text.length <= 254 && /^[^\s@]{1,64}@[^\s@]+$/.test(text) && !/[\p{Cf}\p{Cc}]/u.test(text);
