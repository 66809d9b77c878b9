import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { EventStore } from '@stipple/event-store';
import { administrator, changesBy, existing, found, signedIn, type GraphPart, type Request } from '@stipple/service';
import { manager, managerOrThemself, needOverAdministrator, theAccount, theMember, thePlace } from '../access.js';
import type { Resolvers } from '../resolvers.gen.js';
import { Users } from '../sign-in/users.js';
import { RemoveAdministrator } from './administration.decider.js';
import { AcceptMembership, AppointAdministrator, ChangeRoles, EndMembership, member } from './member.decider.js';
import type { Member } from './member.state.js';
import { memberToGraph, type StaffMemberNode } from './member.graph.js';

@Injectable()
export class MembershipResolver implements GraphPart {
  readonly resolvers;

  constructor(
    commands: CommandBus,
    private readonly store: EventStore,
    users: Users,
  ) {
    const change = changesBy(commands);
    const place = thePlace(store);
    const shown = { as: 'staffMember', toGraph: seenBy } as const;

    this.resolvers = {
      Mutation: {
        acceptMembership: change({
          who: signedIn('A person accepts for themself.'),
          gives: AcceptMembership,
          command: (input, _known, { actor }) => new AcceptMembership({ ...input, memberId: actor.id }),
          as: 'user',
          toGraph: (state: Member) => users.of(state),
        }),
        changeRoles: change({
          who: manager,
          about: place,
          gives: ChangeRoles,
          command: async ({ staffMemberId, ...input }, _place, request) =>
            new ChangeRoles({ ...input, memberId: await this.decidedBy(request, staffMemberId, input.clinicId) }),
          ...shown,
        }),
        endMembership: change({
          who: managerOrThemself,
          about: place,
          gives: EndMembership,
          command: async ({ staffMemberId, ...input }, _place, request) =>
            new EndMembership({ ...input, memberId: await this.decidedBy(request, staffMemberId, input.clinicId) }),
          ...shown,
        }),
        appointAdministrator: change({
          who: administrator,
          about: theAccount(store),
          gives: AppointAdministrator,
          command: (_input, { id, name, email }) =>
            new AppointAdministrator({ memberId: id, name: name ?? '', email: email ?? '' }),
          ...shown,
        }),
        removeAdministrator: change({
          who: administrator,
          about: theMember(store),
          gives: RemoveAdministrator,
          command: ({ reason }, { id }) => new RemoveAdministrator({ memberId: id, reason }),
          as: 'staffMember',
          toGraph: (_state, { staffMemberId }) => ({ id: staffMemberId }),
        }),
      },
    } satisfies Resolvers;
  }

  /**
   * The id of somebody about whose place at a clinic the person may decide.
   * @throws GraphFault NOT_FOUND, FORBIDDEN
   */
  private async decidedBy({ actor }: Request, staffMemberId: string, clinicId: string): Promise<string> {
    const state = found(await existing(this.store, member, staffMemberId), 'staff member');
    needOverAdministrator(actor, state, clinicId);
    return staffMemberId;
  }
}

const seenBy = (state: Member, _input: unknown, { actor }: Request): StaffMemberNode | null =>
  state.status === 'unknown' ? null : memberToGraph(actor, state);
