import {
  command,
  needsName,
  needsReason,
  own,
  refusal,
  roles as allRoles,
  unless,
  type Actor,
  type Decider,
  type Role,
} from '@stipple/event-store';
import { plusFullDays, plusHours, type Instant } from '@stipple/time';
import { weaknessOf, type Unsaid } from './password.js';

interface AtClinic {
  memberId: string;
  clinicId: string;
}

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

// Stored for ever: add, never rename. `roles` are all that the person holds at the clinic from now on.
export type MemberEvent =
  | { type: 'MemberHired'; data: AtClinic & { name: string | null; email: string | null; roles: readonly Role[] } }
  | { type: 'RolesGained'; data: AtClinic & { roles: readonly Role[] } }
  | { type: 'RolesChanged'; data: AtClinic & { roles: readonly Role[] } }
  /** `name` is what was typed by who hires: until they accept, nobody at this clinic is told more. */
  | { type: 'MembershipOffered'; data: AtClinic & { name: string | null; roles: readonly Role[] } }
  | { type: 'MembershipAccepted'; data: AtClinic & { roles: readonly Role[] } }
  | { type: 'MembershipWithdrawn'; data: AtClinic & { reason: string | null } }
  | { type: 'MembershipEnded'; data: AtClinic & { reason: string | null } }
  | { type: 'AdministratorAppointed'; data: { memberId: string; name: string | null; email: string | null } }
  | { type: 'AdministrationEnded'; data: { memberId: string; reason: string | null } }
  /** `issuedBy` is who was given the token; not known of invitations from before that was kept. */
  | { type: 'InvitationIssued'; data: { memberId: string; number: number; expiresAt: Instant; issuedBy?: string } }
  | { type: 'InvitationAccepted'; data: { memberId: string; passwordHash: string | null } }
  | { type: 'PasswordChanged'; data: { memberId: string; passwordHash: string | null } }
  | { type: 'PasswordResetIssued'; data: { memberId: string; number: number; expiresAt: Instant; issuedBy: string } }
  | { type: 'PasswordReset'; data: { memberId: string; passwordHash: string | null } }
  | { type: 'SignedOutEverywhere'; data: { memberId: string } };

/** A one-time token as it was last handed out; of each kind only the last one is open. */
interface Handed {
  number: number;
  expiresAt: Instant;
  issuedBy?: string;
}

interface Person {
  id: string;
  /** Null once the person was erased, as are the e-mail address and the password. */
  name: string | null;
  email: string | null;
  admin: boolean;
  roles: Readonly<Record<string, readonly Role[]>>;
  /** Where they were hired and have not accepted yet. */
  offers: Readonly<Record<string, { name: string | null; roles: readonly Role[] }>>;
  /** Clinics where they worked once and do not any more. */
  left: readonly string[];
  invitation?: Handed;
  reset?: Handed | undefined;
  passwordHash: string | null;
  /** How often all who were signed in as this person have been signed out: a token of an earlier time is over. */
  sessions: number;
  /** Who was handed the token by which somebody got into this account, so that both accounts may be one person's. */
  openedBy: readonly string[];
  /** Where what happened last happened. */
  clinicId?: string;
}
export type Member = { status: 'unknown' } | ({ status: 'invited' | 'active' } & Person);

export interface MemberFacts {
  /** Argon2id of the password that comes with the command; undefined where the command could not succeed anyway. */
  passwordHash?: string;
  /** Whether the password that they say is theirs is. */
  currentIsRight?: boolean;
  /** Whether nobody else administers this installation. */
  lastAdministrator?: boolean;
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

const isOpen = (handed: Handed | undefined, number: number, now: Instant): boolean =>
  handed?.number === number && now < handed.expiresAt;
/** Whether an invitation can be accepted now. */
export const invites = (state: Member, number: number, now: Instant): boolean =>
  state.status === 'invited' && isOpen(state.invitation, number, now);
/** Whether a password can be chosen anew by this reset now. */
export const resets = (state: Member, number: number, now: Instant): boolean =>
  state.status === 'active' && isOpen(state.reset, number, now);

/** Why a password is too weak for this person. */
export const weaknessFor = (state: Member, password: Unsaid): string | undefined =>
  weaknessOf(password.reveal(), state.status === 'unknown' ? { name: null, email: null } : state);
const tooWeak = (state: Member, password: Unsaid) => {
  const weakness = weaknessFor(state, password);
  return weakness !== undefined && refusal('PASSWORD_TOO_WEAK', weakness, 'password');
};

const nobody = (id: string): Person => ({
  id,
  name: null,
  email: null,
  admin: false,
  roles: {},
  offers: {},
  left: [],
  passwordHash: null,
  sessions: 0,
  openedBy: [],
});
const without = <T>(record: Readonly<Record<string, T>>, key: string): Record<string, T> =>
  Object.fromEntries(Object.entries(record).filter(([one]) => one !== key));
const joined = (
  known: Person,
  { clinicId, roles }: { clinicId: string; roles: readonly Role[] },
): Pick<Person, 'roles' | 'offers' | 'left' | 'clinicId'> => ({
  roles: { ...known.roles, [clinicId]: roles },
  offers: without(known.offers, clinicId),
  left: known.left.filter((one) => one !== clinicId),
  clinicId,
});
const opened = (known: Person, handed: Handed | undefined): readonly string[] => [
  ...new Set([...known.openedBy, ...(handed?.issuedBy === undefined ? [] : [handed.issuedBy])]),
];

/**
 * A person is one e-mail address. Somebody new works where they were hired and is invited until they choose a password,
 * by one invitation at a time; somebody who has an account works at a further clinic once they accept that themselves.
 */
export const member: Decider<MemberCommand, MemberEvent, Member, MemberFacts> = {
  stream: 'member',
  idOf: ({ data }) => data.memberId,
  initial: { status: 'unknown' },
  through: [nobody, without, joined, opened],
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

  decide(command, state, { actor, now, ...facts }) {
    const { type, data } = command;
    const { memberId } = data;
    const signedOut = { type: 'SignedOutEverywhere', data: { memberId } } as const;
    switch (type) {
      case 'HireStaff':
        return hired(command, state, { actor, now });
      case 'AcceptMembership': {
        const offer = state.status === 'unknown' ? undefined : own(state.offers, data.clinicId);
        if (offer) return [{ type: 'MembershipAccepted', data: { ...data, roles: offer.roles } }];
        return (
          unless(
            !worksAt(state, data.clinicId) &&
              refusal('WRONG_STATUS', 'Nobody waits for your acceptance at this clinic (any more).', 'clinicId'),
          ) ?? []
        );
      }
      case 'ChangeRoles': {
        const roles = inOrder(data.roles);
        const refused = unless(
          roles.length === 0 &&
            refusal('ROLES_MISSING', 'A person holds at least one role; end the membership instead.', 'roles'),
          notAt(state, data.clinicId),
        );
        return (
          refused ??
          (same(rolesAt(state, data.clinicId), roles) ? [] : [{ type: 'RolesChanged', data: { ...data, roles } }])
        );
      }
      case 'EndMembership': {
        const { clinicId } = data;
        const reason = data.reason.trim();
        const known = state.status === 'unknown' ? nobody(memberId) : state;
        const [works, waits, over] = [
          worksAt(state, clinicId),
          own(known.offers, clinicId) !== undefined,
          known.left.includes(clinicId),
        ];
        const refused = unless(
          needsReason(reason, 'Say why it ends.'),
          !works && !waits && !over && refusal('WRONG_CLINIC', 'This person does not work at this clinic.', 'clinicId'),
          !works && !waits && !over && known.admin && facts.lastAdministrator === true && lastAdministrator,
        );
        if (refused) return refused;
        if (!works) return waits ? [{ type: 'MembershipWithdrawn', data: { memberId, clinicId, reason } }] : [];
        const nothingLeft = !known.admin && Object.keys(known.roles).length === 1;
        return [{ type: 'MembershipEnded', data: { memberId, clinicId, reason } }, ...(nothingLeft ? [signedOut] : [])];
      }
      case 'AppointAdministrator': {
        const { email } = data;
        const refused = unless(!isEmail(email) && refusal('EMAIL_INVALID', 'That is not an e-mail address.', 'email'));
        if (refused) return refused;
        const name = state.status === 'unknown' ? data.name : state.name;
        return [
          ...(state.status === 'unknown' || !state.admin
            ? [{ type: 'AdministratorAppointed', data: { memberId, name, email } } as const]
            : []),
          ...(state.status === 'active' ? [] : [invitation(memberId, state, actor.id, now)]),
        ];
      }
      case 'EndAdministration':
        if (state.status === 'unknown' || !state.admin) return [];
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
        const wrong = currentIsRight !== true || state.status !== 'active' || (!weak && passwordHash === undefined);
        return (
          unless(wrong && refusal('BAD_CREDENTIALS', 'That is not your present password.', 'current'), weak) ?? [
            { type: 'PasswordChanged', data: { memberId, passwordHash: passwordHash ?? null } },
          ]
        );
      }
      case 'IssuePasswordReset': {
        const refused = unless(
          state.status !== 'active' &&
            refusal(
              'WRONG_STATUS',
              'This person has not accepted their invitation yet. Hire them again, which gives a new one.',
              'staffMemberId',
            ),
        );
        if (refused || state.status !== 'active') return refused ?? [];
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
        return state.status === 'active' ? [signedOut] : [];
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
function hired({ data }: HireStaff, state: Member, { actor, now }: { actor: Actor; now: Instant }) {
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
        'This person has been invited elsewhere and has not accepted yet. An administrator can hire them here meanwhile.',
        'email',
      ),
  );
  if (refused) return refused;
  const roles = inOrder(data.roles);
  if (state.status === 'unknown')
    return [
      { type: 'MemberHired', data: { memberId, name, email, clinicId, roles } } as const,
      invitation(memberId, state, actor.id, now),
    ];
  if (state.status === 'active' && !worksAt(state, clinicId) && actor.id !== memberId) {
    const offer = own(state.offers, clinicId);
    return offer?.name === name && same(offer.roles, roles)
      ? []
      : [{ type: 'MembershipOffered', data: { memberId, clinicId, name, roles } } as const];
  }
  const held = rolesAt(state, clinicId);
  const all = inOrder([...held, ...roles]);
  return [
    ...(same(all, held) ? [] : [{ type: 'RolesGained', data: { memberId, clinicId, roles: all } } as const]),
    ...(state.status === 'active' ? [] : [invitation(memberId, state, actor.id, now)]),
  ];
}

// What cannot be seen in an address would make two of one.
const isEmail = (text: string): boolean =>
  text.length <= 254 && /^[^\s@]{1,64}@[^\s@]+$/.test(text) && !/[\p{Cf}\p{Cc}]/u.test(text);

/** The roles that somebody holds at a clinic now. */
const rolesAt = (state: Member, clinicId: string): readonly Role[] =>
  state.status === 'unknown' ? [] : (own(state.roles, clinicId) ?? []);

/** Whether somebody works at a clinic. */
export const worksAt = (state: Member, clinicId: string): boolean => rolesAt(state, clinicId).length > 0;

/** Why nothing can be given to somebody at a clinic, or nothing when they work there. */
export function notAt(state: Member, clinicId: string) {
  if (worksAt(state, clinicId)) return undefined;
  if (state.status !== 'unknown' && own(state.offers, clinicId))
    return refusal('MEMBERSHIP_PENDING', 'This person was hired here and has not accepted yet.', 'clinicId');
  return refusal('WRONG_CLINIC', 'This person does not work at this clinic.', 'clinicId');
}

/** Whether an account was opened with a token that somebody else was handed: both accounts may be one person's. */
export const openedBy = (account: Member, other: Member): boolean =>
  account.status !== 'unknown' && other.status !== 'unknown' && account.openedBy.includes(other.id);
