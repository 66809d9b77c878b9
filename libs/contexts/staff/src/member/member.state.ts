import { own, refusal, type Role } from '@stipple/event-store';
import type { Instant } from '@stipple/time';

/** A one-time token as it was last handed out; of each kind only the last one is open. */
interface Handed {
  number: number;
  expiresAt: Instant;
  issuedBy?: string;
}

export interface Person {
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
export type KnownMember = { status: 'invited' | 'active' } & Person;
export type Member = { status: 'unknown' } | KnownMember;

export const nobody = (id: string): Person => ({
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

export const without = <T>(record: Readonly<Record<string, T>>, key: string): Record<string, T> =>
  Object.fromEntries(Object.entries(record).filter(([one]) => one !== key));

export const joined = (
  known: Person,
  { clinicId, roles }: { clinicId: string; roles: readonly Role[] },
): Pick<Person, 'roles' | 'offers' | 'left' | 'clinicId'> => ({
  roles: { ...known.roles, [clinicId]: roles },
  offers: without(known.offers, clinicId),
  left: known.left.filter((one) => one !== clinicId),
  clinicId,
});

export const opened = (known: Person, handed: Handed | undefined): readonly string[] => [
  ...new Set([...known.openedBy, ...(handed?.issuedBy === undefined ? [] : [handed.issuedBy])]),
];

const isOpen = (handed: Handed | undefined, number: number, now: Instant): boolean =>
  handed?.number === number && now < handed.expiresAt;

/** Whether an invitation can be accepted now. */
export const invites = (state: Member, number: number, now: Instant): boolean =>
  state.status === 'invited' && isOpen(state.invitation, number, now);

/** Whether a password can be chosen anew by this reset now. */
export const resets = (state: Member, number: number, now: Instant): boolean =>
  state.status === 'active' && isOpen(state.reset, number, now);

/** The roles that somebody holds at a clinic now. */
export const rolesAt = (state: Member, clinicId: string): readonly Role[] =>
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
