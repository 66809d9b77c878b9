import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { EventStore, own, type Actor } from '@stipple/event-store';
import { ask, refers, signedIn, wideChangesBy, type GraphPart, type Request } from '@stipple/service';
import { everybodyThere, manager, needOverAdministrator, theClinic } from '../access.js';
import { emailOf, Identity } from '../identity.js';
import { Loaders } from '../loaders.js';
import type { Resolvers } from '../resolvers.gen.js';
import { HireStaff, member } from './member.decider.js';
import { worksAt, type Member } from './member.state.js';
import { memberIdFor } from './member-id.js';
import { memberRowToGraph, memberToGraph, type StaffMemberNode } from './member.graph.js';
import { Members, type MemberRow } from './member.view.js';

/**
 * Somebody as those who hired them are told of them: while they have not accepted, by the name that was typed and no
 * more.
 */
function hiredToGraph(actor: Actor, state: Member, clinicId: string): StaffMemberNode | null {
  if (state.status === 'unknown') return null;
  const offer = worksAt(state, clinicId) ? undefined : own(state.offers, clinicId);
  return offer && actor.id !== state.id ? { id: state.id, name: offer.name, roles: [] } : memberToGraph(actor, state);
}

/** What somebody sees of a person follows from where both work. */
const whoever = signedIn('Of a person only their id is shown to whoever works with them at no clinic.');

@Injectable()
export class MemberResolver implements GraphPart {
  readonly resolvers;

  constructor(
    commands: CommandBus,
    store: EventStore,
    private readonly identity: Identity,
    members: Members,
    loaders: Loaders,
  ) {
    const toGraph = (row: MemberRow, { actor }: Request) => memberRowToGraph(actor, row);
    const visible = refers({ who: whoever, about: loaders.member, toGraph });

    this.resolvers = {
      Query: {
        staffMember: ask({ who: whoever, answer: (_known, { id }, request) => visible({ id }, request) }),
        staff: ask({
          who: everybodyThere,
          about: theClinic(store),
          answer: async (_clinic, { clinicId }, request) =>
            (await members.at(clinicId)).map((row) => toGraph(row, request)),
        }),
      },
      Mutation: {
        hireStaff: wideChangesBy(commands)({
          who: manager,
          about: theClinic(store),
          gives: HireStaff,
          command: async (input, _clinic, { actor }) => {
            const memberId = await memberIdFor(store, identity, input.email);
            needOverAdministrator(actor, await store.state(member, memberId), input.clinicId);
            return new HireStaff({ ...input, memberId, email: emailOf(input.email) });
          },
          toPayload: (state: Member, { clinicId }, { actor }) => ({
            staffMember: hiredToGraph(actor, state, clinicId),
            invitation: this.invitationOf(state),
          }),
        }),
      },
      StaffMember: {
        __resolveReference: visible,
        // What only names a person, such as `verifiedBy`, is loaded here when more than the id is asked for.
        name: async ({ id, name }, _args, request) =>
          name !== undefined ? name : (await visible({ id }, request))?.name,
        roles: async ({ id, roles }, _args, request) => roles ?? (await visible({ id }, request))?.roles ?? [],
      },
    } satisfies Resolvers;
  }

  private invitationOf(state: Member): string | null {
    return state.status === 'invited' && state.invitation
      ? this.identity.oneTimeToken('invitation', state.id, state.invitation.number)
      : null;
  }
}
