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
} from '../graphql.gen.js';
import type { Resolvers } from '../resolvers.gen.js';
import { Users } from '../sign-in/users.js';
import { RemoveAdministrator } from './administration.decider.js';
import { AcceptMembership, AppointAdministrator, ChangeRoles, EndMembership, member } from './member.decider.js';
import type { Member } from './member.state.js';
import { memberToGraph, type StaffMemberNode } from './member.graph.js';
import { needOverAdministrator } from './member.resolver.js';

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
          (after: Member) => seenBy(request, after),
        );
      }),
      endMembership: mutation(async ({ staffMemberId, clinicId, reason }: EndMembershipInput, request) => {
        const state = await this.managedAt(request, staffMemberId, clinicId, true);
        needOverAdministrator(request.actor, state, clinicId);
        return answer(
          'staffMember',
          await this.commands.execute(new EndMembership({ memberId: staffMemberId, clinicId, reason })),
          (after: Member) => seenBy(request, after),
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
        return answer('staffMember', await this.commands.execute(command), (after: Member) => seenBy(request, after));
      }),
      removeAdministrator: mutation(async ({ staffMemberId, reason }: RemoveAdministratorInput, request) => {
        request.needAdmin();
        found((await this.store.state(member, staffMemberId)).status === 'unknown' ? undefined : true, 'staff member');
        return answer(
          'staffMember',
          await this.commands.execute(new RemoveAdministrator({ memberId: staffMemberId, reason })),
          () => ({ id: staffMemberId }),
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

const seenBy = ({ actor }: Request, state: Member): StaffMemberNode | null =>
  state.status === 'unknown' ? null : memberToGraph(actor, state);
