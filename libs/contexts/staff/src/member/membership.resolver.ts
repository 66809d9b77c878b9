import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { EventStore } from '@stipple/event-store';
import { answer, found, mutation, type GraphPart, type Request } from '@stipple/service';
import { clinic } from '../clinic/clinic.decider.js';
import type {
  AcceptMembershipInput,
  AppointAdministratorInput,
  ChangeRolesInput,
  EndMembershipInput,
  RemoveAdministratorInput,
  Resolvers,
  StaffMember,
} from '../graphql.gen.js';
import { Users } from '../sign-in/users.js';
import { RemoveAdministrator } from './administration.decider.js';
import { AcceptMembership, AppointAdministrator, ChangeRoles, EndMembership, member } from './member.decider.js';
import type { Member } from './member.state.js';
import { needOverAdministrator, shown, staffMemberOf } from './member.resolver.js';

export const membershipSdl = /* GraphQL */ `
  input AcceptMembershipInput {
    clinicId: ID!
    commandId: ID
  }
  type AcceptMembershipPayload {
    user: User
    refusals: [Refusal!]!
  }
  input ChangeRolesInput {
    staffMemberId: ID!
    clinicId: ID!
    "All that are held there from now on."
    roles: [ClinicRole!]!
    commandId: ID
  }
  type ChangeRolesPayload {
    staffMember: StaffMember
    refusals: [Refusal!]!
  }
  input EndMembershipInput {
    staffMemberId: ID!
    clinicId: ID!
    reason: String!
    commandId: ID
  }
  type EndMembershipPayload {
    staffMember: StaffMember
    refusals: [Refusal!]!
  }
  input AppointAdministratorInput {
    staffMemberId: ID!
    commandId: ID
  }
  type AppointAdministratorPayload {
    staffMember: StaffMember
    refusals: [Refusal!]!
  }
  input RemoveAdministratorInput {
    staffMemberId: ID!
    reason: String!
    commandId: ID
  }
  type RemoveAdministratorPayload {
    staffMember: StaffMember
    refusals: [Refusal!]!
  }
  extend type Mutation {
    "By somebody with an account who was hired at a further clinic; \`me\` tells where."
    acceptMembership(input: AcceptMembershipInput!): AcceptMembershipPayload!
    "By a manager of the clinic or an administrator; those of an administrator by an administrator only."
    changeRoles(input: ChangeRolesInput!): ChangeRolesPayload!
    "By a manager of the clinic, an administrator, or the person: also while they have not accepted. What they were privileged to do there ends with it."
    endMembership(input: EndMembershipInput!): EndMembershipPayload!
    "By an administrator: somebody who has an account administers the installation as well."
    appointAdministrator(input: AppointAdministratorInput!): AppointAdministratorPayload!
    "By an administrator; the last one stays."
    removeAdministrator(input: RemoveAdministratorInput!): RemoveAdministratorPayload!
  }
`;

@Injectable()
export class MembershipResolver implements GraphPart {
  constructor(
    private readonly commands: CommandBus,
    private readonly store: EventStore,
    private readonly users: Users,
  ) {}

  readonly resolvers = {
    Mutation: {
      acceptMembership: mutation(async ({ clinicId }: AcceptMembershipInput, request) => {
        const outcome = await this.commands.execute(new AcceptMembership({ memberId: request.actor.id, clinicId }));
        const user = outcome.accepted ? await this.users.of(outcome.state) : null;
        return answer('user', outcome, () => user);
      }),
      changeRoles: mutation(async ({ staffMemberId, clinicId, roles }: ChangeRolesInput, request) => {
        const state = await this.managedAt(request, staffMemberId, clinicId);
        needOverAdministrator(request.actor, state, clinicId);
        return answer(
          'staffMember',
          await this.commands.execute(new ChangeRoles({ memberId: staffMemberId, clinicId, roles })),
          (after: Member) => told(request, after),
        );
      }),
      endMembership: mutation(async ({ staffMemberId, clinicId, reason }: EndMembershipInput, request) => {
        const state = await this.managedAt(request, staffMemberId, clinicId, true);
        needOverAdministrator(request.actor, state, clinicId);
        return answer(
          'staffMember',
          await this.commands.execute(new EndMembership({ memberId: staffMemberId, clinicId, reason })),
          (after: Member) => told(request, after),
        );
      }),
      appointAdministrator: mutation(async ({ staffMemberId }: AppointAdministratorInput, request) => {
        request.needAdmin();
        const state = await this.store.state(member, staffMemberId);
        const known = found(state.status === 'active' ? state : undefined, 'person with an account');
        const command = new AppointAdministrator({
          memberId: staffMemberId,
          name: known.name ?? '',
          email: known.email ?? '',
        });
        return answer('staffMember', await this.commands.execute(command), (after: Member) => told(request, after));
      }),
      removeAdministrator: mutation(async ({ staffMemberId, reason }: RemoveAdministratorInput, request) => {
        request.needAdmin();
        found((await this.store.state(member, staffMemberId)).status === 'unknown' ? undefined : true, 'staff member');
        return answer(
          'staffMember',
          await this.commands.execute(new RemoveAdministrator({ memberId: staffMemberId, reason })),
          () => staffMemberOf(staffMemberId),
        );
      }),
    },
  } satisfies Resolvers;

  /**
   * Somebody about whose place at a clinic who asks may decide.
   * @throws GraphFault UNAUTHENTICATED, NOT_FOUND, FORBIDDEN
   */
  private async managedAt(
    request: Request,
    staffMemberId: string,
    clinicId: string,
    orThemself = false,
  ): Promise<Member> {
    const { actor } = request;
    const [place, state] = await Promise.all([
      this.store.state(clinic, clinicId),
      this.store.state(member, staffMemberId),
    ]);
    found(place.status === 'unknown' ? undefined : place, 'clinic');
    if (!actor.admin && !(orThemself && actor.id === staffMemberId)) request.need(clinicId, 'MANAGER');
    return found(state.status === 'unknown' ? undefined : state, 'staff member');
  }
}

const told = ({ actor }: Request, state: Member): StaffMember | null =>
  state.status === 'unknown' ? null : (shown(actor, state) as StaffMember);
