import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { EventStore, own, type Actor, type Role } from '@stipple/event-store';
import { answer, found, GraphFault, mutation, type GraphPart, type Request } from '@stipple/service';
import DataLoader from 'dataloader';
import { clinic } from '../clinic/clinic.decider.js';
import type { HireStaffInput, Resolvers, StaffMember } from '../graphql.gen.js';
import { emailOf, Identity } from '../identity.js';
import { HireStaff, type Member } from './member.decider.js';
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
  "A person who works at a clinic. Seen by who works at one of their clinics, by auditors and by administrators."
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
    "One-time token, good for seven days. Null when the e-mail address has an account already."
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

type Known = Pick<MemberRow, 'id' | 'name' | 'roles'>;

const isAuditor = (actor: Actor): boolean => Object.values(actor.roles).some((roles) => roles.includes('AUDITOR'));
const sees = (actor: Actor, person: Known): boolean => actor.admin || actor.id === person.id || isAuditor(actor) || Object.keys(person.roles).some((clinicId) => own(actor.roles, clinicId) !== undefined);

/** A person by their id alone: what else is asked of them is loaded then. */
export const staffMemberOf = (id: string) => ({ id }) as StaffMember;

/** Whether somebody may read what concerns a clinic: who works there in any role, and administrators. */
export const readsOf = (actor: Actor, clinicId: string): boolean => actor.admin || (own(actor.roles, clinicId)?.length ?? 0) > 0;

/** What somebody sees of a person. */
function shown(actor: Actor, person: Known): { id: string; name: string | null; roles: Role[] } {
  const shared = Object.entries(person.roles).filter(([clinicId]) => actor.id === person.id || readsOf(actor, clinicId));
  return { id: person.id, name: sees(actor, person) ? person.name : null, roles: [...new Set(shared.flatMap(([, roles]) => roles))] };
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
    const row = await request.loader('members', () => new DataLoader((ids: readonly string[]) => this.members.byId(ids))).load(id);
    return row && shown(request.actor, row);
  }

  readonly resolvers = {
    Query: {
      staffMember: async (_parent, { id }, request) => this.load(request, id),
      staff: async (_parent, { clinicId }, request) => {
        await readableClinic(this.store, request, clinicId);
        return (await this.members.at(clinicId)).map((row) => shown(request.actor, row));
      },
    },
    Mutation: {
      hireStaff: mutation(async ({ clinicId, name, email, roles }: HireStaffInput, request) => {
        const { actor } = request;
        const { status } = await this.store.state(clinic, clinicId);
        found(status === 'unknown' ? undefined : status, 'clinic');
        if (!actor.admin) request.need(clinicId, 'MANAGER');
        const address = emailOf(email);
        const outcome = await this.commands.execute(new HireStaff({ memberId: this.identity.memberIdOf(address), clinicId, name, email: address, roles }));
        return {
          ...answer('staffMember', outcome, (state: Member) => (state.status === 'unknown' ? null : (shown(actor, state) as StaffMember))),
          invitation: outcome.accepted ? this.invitationOf(outcome.state) : null,
        };
      }),
    },
    StaffMember: {
      __resolveReference: async ({ id }, request) => this.load(request, id ?? ''),
      // What only names a person, such as `verifiedBy`, is loaded here when more than the id is asked for.
      name: async ({ id, name }: Partial<StaffMember>, _args, request) => (name !== undefined ? name : (await this.load(request, id ?? ''))?.name),
      roles: async ({ id, roles }: Partial<StaffMember>, _args, request) => roles ?? (await this.load(request, id ?? ''))?.roles ?? [],
    },
  } satisfies Resolvers;

  private invitationOf(state: Member): string | null {
    return state.status === 'invited' && state.invitation ? this.identity.invitationToken(state.id, state.invitation.number) : null;
  }
}
