import { own, roles, type Actor, type EventStore } from '@stipple/event-store';
import {
  atEveryClinic,
  existing,
  GraphFault,
  orThemself,
  roleOrAdministrator,
  worksAt,
  type About,
} from '@stipple/service';
import { clinic, type Clinic } from './clinic/clinic.decider.js';
import { member } from './member/member.decider.js';
import { worksAt as worksFor, type KnownMember, type Member } from './member/member.state.js';
import { holderOf } from './standing/holder.js';
import { standing } from './standing/standing.decider.js';
import type { Credential, Privilege } from './standing/status.js';

/** Whoever works at the clinic. */
export const everybodyThere = roleOrAdministrator(...roles);
export const manager = roleOrAdministrator('MANAGER');
export const managerOrThemself = orThemself(manager);
/** Whoever answers for all that a person does. */
export const managerOfTheWholePerson = atEveryClinic(manager);

/** Whether somebody may read what concerns a clinic: who works there in any role, and administrators. */
export const readsOf = (actor: Actor, clinicId: string): boolean => actor.admin || worksAt(actor, clinicId);

type KnownClinic = Extract<Clinic, { status: 'open' }>;

export const theClinic = (store: EventStore): About<{ clinicId: string }, KnownClinic> => ({
  name: 'clinic',
  load: ({ clinicId }) => existing(store, clinic, clinicId),
  clinicOf: ({ id }) => id,
  isPublic: true,
});

/** A clinic, for what is decided about the place that somebody has there. */
export const thePlace = (
  store: EventStore,
): About<{ clinicId: string; staffMemberId: string }, { clinicId: string; staffMemberId: string }> => ({
  name: 'clinic',
  load: async ({ clinicId, staffMemberId }) => (await existing(store, clinic, clinicId)) && { clinicId, staffMemberId },
  clinicOf: ({ clinicId }) => clinicId,
  personOf: ({ staffMemberId }) => staffMemberId,
  isPublic: true,
});

/** A person, who is at the clinics where they work. */
export const theMember = (store: EventStore): About<{ staffMemberId: string }, KnownMember> => ({
  name: 'staff member',
  load: ({ staffMemberId }) => existing(store, member, staffMemberId),
  clinicOf: (person) => Object.keys(person.roles),
  personOf: ({ id }) => id,
});

/** A person who can sign in. */
export const theAccount = (store: EventStore): About<{ staffMemberId: string }, KnownMember> => ({
  ...theMember(store),
  name: 'person with an account',
  load: async ({ staffMemberId }) => {
    const person = await existing(store, member, staffMemberId);
    return person?.status === 'active' ? person : undefined;
  },
});

/** A credential, and the clinics where its holder works. */
export const theCredential = (
  store: EventStore,
): About<{ credentialId: string }, { credential: Credential; clinicIds: readonly string[] }> => ({
  name: 'credential',
  load: async ({ credentialId }) => {
    const holder = holderOf(credentialId);
    const [{ credentials }, person] = await Promise.all([
      store.state(standing, holder),
      existing(store, member, holder),
    ]);
    const credential = own(credentials, credentialId);
    return credential && { credential, clinicIds: Object.keys(person?.roles ?? {}) };
  },
  clinicOf: ({ clinicIds }) => clinicIds,
});

export const thePrivilege = (store: EventStore): About<{ privilegeId: string }, Privilege> => ({
  name: 'privilege',
  load: async ({ privilegeId }) => own((await store.state(standing, holderOf(privilegeId))).privileges, privilegeId),
  clinicOf: ({ clinicId }) => clinicId,
});

/**
 * Refuses a manager who would decide about somebody of their clinic who administers the installation.
 * @throws GraphFault FORBIDDEN
 */
export function needOverAdministrator(actor: Actor, state: Member, clinicId: string): void {
  if (state.status === 'unknown' || !state.admin || actor.admin || actor.id === state.id || !worksFor(state, clinicId))
    return;
  throw new GraphFault('FORBIDDEN', 'This person administers the installation: this takes the role ADMIN.');
}
