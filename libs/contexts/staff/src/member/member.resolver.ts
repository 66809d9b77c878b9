import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { EventStore, own, type Actor, type Role } from '@stipple/event-store';
import { answer, found, GraphFault, mutation, type GraphPart, type Request } from '@stipple/service';
import DataLoader from 'dataloader';
import { clinic } from '../clinic/clinic.decider.js';
import type { HireStaffInput, Resolvers, StaffMember } from '../graphql.gen.js';
import { emailOf, Identity } from '../identity.js';
import { HireStaff, member } from './member.decider.js';
import { worksAt, type Member } from './member.state.js';
import { memberIdFor } from './member-id.js';
import { Members, type MemberRow } from './member.view.js';

export const memberSdl = /* GraphQL */ `
  "What somebody is at a clinic. A manager does what all others of the clinic do, but for auditing."
  enum ClinicRole {
    TECHNICIAN
    FRONT_DESK
    MANAGER
    HYGIENE_LEAD
    AUDITOR
  }
  "A person who works at a clinic. Seen by who works where they work or once worked, and by administrators."
  type StaffMember @key(fields: "id") {
    id: ID!
    "Null once the person was erased, and for those who do not see them."
    name: String
    "At the clinics that they share with who asks."
    roles: [ClinicRole!]!
  }
  input HireStaffInput {
    clinicId: ID!
    name: String!
    email: String!
    roles: [ClinicRole!]!
    commandId: ID
  }
  type HireStaffPayload {
    staffMember: StaffMember
    "One-time token, good for seven days. Null when the e-mail address has an account already: then the person accepts by themself, and until they do they hold no role here."
    invitation: String
    refusals: [Refusal!]!
  }
  extend type Query {
    staffMember(id: ID!): StaffMember
    "Everybody who works at a clinic, by name."
    staff(clinicId: ID!): [StaffMember!]!
  }
  extend type Mutation {
    "By a manager of the clinic, also of further managers, or by an administrator."
    hireStaff(input: HireStaffInput!): HireStaffPayload!
  }
`;

/** A person as those who ask may see them; `left` names clinics where they worked once. */
type Known = Pick<MemberRow, 'id' | 'name' | 'roles'> & { left: readonly string[] };

/** Who worked at a clinic once is known there by name for ever: what they did stays. */
const sees = (actor: Actor, person: Known): boolean =>
  actor.admin ||
  actor.id === person.id ||
  [...Object.keys(person.roles), ...person.left].some((clinicId) => readsOf(actor, clinicId));
const fromRow = ({ id, name, roles, left_at }: MemberRow): Known => ({ id, name, roles, left: Object.keys(left_at) });

/** A person by their id alone: what else is asked of them is loaded then. */
export const staffMemberOf = (id: string) => ({ id }) as StaffMember;

/** Whether somebody may read what concerns a clinic: who works there in any role, and administrators. */
export const readsOf = (actor: Actor, clinicId: string): boolean =>
  actor.admin || (own(actor.roles, clinicId)?.length ?? 0) > 0;

/** What somebody sees of a person. */
export function shown(actor: Actor, person: Known): { id: string; name: string | null; roles: Role[] } {
  const shared = Object.entries(person.roles).filter(
    ([clinicId]) => actor.id === person.id || readsOf(actor, clinicId),
  );
  return {
    id: person.id,
    name: sees(actor, person) ? person.name : null,
    roles: [...new Set(shared.flatMap(([, roles]) => roles))],
  };
}

/**
 * Somebody as those who hired them are told of them: while they have not accepted, by the name that was typed and no
 * more.
 */
function hiredAt(actor: Actor, state: Member, clinicId: string): StaffMember | null {
  if (state.status === 'unknown') return null;
  const offer = worksAt(state, clinicId) ? undefined : own(state.offers, clinicId);
  return (
    offer && actor.id !== state.id ? { id: state.id, name: offer.name, roles: [] } : shown(actor, state)
  ) as StaffMember;
}

/**
 * @throws GraphFault FORBIDDEN where a manager would decide about somebody who administers the installation and works
 * for them
 */
export function needOverAdministrator(actor: Actor, state: Member, clinicId: string): void {
  if (state.status === 'unknown' || !state.admin || actor.admin || actor.id === state.id || !worksAt(state, clinicId))
    return;
  throw new GraphFault('FORBIDDEN', 'This person administers the installation: this takes the role ADMIN.');
}

/** A clinic that exists and that the one who asks works at. @throws GraphFault UNAUTHENTICATED, NOT_FOUND, FORBIDDEN */
export async function readableClinic(store: EventStore, request: Request, clinicId: string): Promise<void> {
  const { actor } = request;
  const state = await store.state(clinic, clinicId);
  found(state.status === 'unknown' ? undefined : state, 'clinic');
  if (!readsOf(actor, clinicId)) throw new GraphFault('FORBIDDEN', 'This takes a role at this clinic.');
}

@Injectable()
export class MemberResolver implements GraphPart {
  constructor(
    private readonly commands: CommandBus,
    private readonly store: EventStore,
    private readonly identity: Identity,
    private readonly members: Members,
  ) {}

  private async load(request: Request, id: string) {
    const row = await request
      .loader('members', () => new DataLoader((ids: readonly string[]) => this.members.byId(ids)))
      .load(id);
    return row && shown(request.actor, fromRow(row));
  }

  readonly resolvers = {
    Query: {
      staffMember: async (_parent, { id }, request) => this.load(request, id),
      staff: async (_parent, { clinicId }, request) => {
        await readableClinic(this.store, request, clinicId);
        return (await this.members.at(clinicId)).map((row) => shown(request.actor, fromRow(row)));
      },
    },
    Mutation: {
      hireStaff: mutation(async ({ clinicId, name, email, roles }: HireStaffInput, request) => {
        const { actor } = request;
        const { status } = await this.store.state(clinic, clinicId);
        found(status === 'unknown' ? undefined : status, 'clinic');
        if (!actor.admin) request.need(clinicId, 'MANAGER');
        const memberId = await memberIdFor(this.store, this.identity, email);
        needOverAdministrator(actor, await this.store.state(member, memberId), clinicId);
        const outcome = await this.commands.execute(
          new HireStaff({ memberId, clinicId, name, email: emailOf(email), roles }),
        );
        return {
          ...answer('staffMember', outcome, (state: Member) => hiredAt(actor, state, clinicId)),
          invitation: outcome.accepted ? this.invitationOf(outcome.state) : null,
        };
      }),
    },
    StaffMember: {
      __resolveReference: async ({ id }, request) => this.load(request, id ?? ''),
      // What only names a person, such as `verifiedBy`, is loaded here when more than the id is asked for.
      name: async ({ id, name }: Partial<StaffMember>, _args, request) =>
        name !== undefined ? name : (await this.load(request, id ?? ''))?.name,
      roles: async ({ id, roles }: Partial<StaffMember>, _args, request) =>
        roles ?? (await this.load(request, id ?? ''))?.roles ?? [],
    },
  } satisfies Resolvers;

  private invitationOf(state: Member): string | null {
    return state.status === 'invited' && state.invitation
      ? this.identity.oneTimeToken('invitation', state.id, state.invitation.number)
      : null;
  }
}
