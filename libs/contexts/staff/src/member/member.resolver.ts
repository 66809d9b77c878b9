import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { EventStore, own, type Actor } from '@stipple/event-store';
import { answer, found, GraphFault, mutation, type GraphPart, type Request } from '@stipple/service';
import DataLoader from 'dataloader';
import { readableClinic } from '../access.js';
import { clinic } from '../clinic/clinic.decider.js';
import type { HireStaffInput } from '../graphql.gen.js';
import { emailOf, Identity } from '../identity.js';
import type { Resolvers } from '../resolvers.gen.js';
import { HireStaff, member, worksAt, type Member } from './member.decider.js';
import { memberIdFor } from './member-id.js';
import { memberRowToGraph, memberToGraph, type StaffMemberNode } from './member.graph.js';
import { Members } from './member.view.js';

/**
 * Somebody as those who hired them are told of them: while they have not accepted, by the name that was typed and no
 * more.
 */
function hiredAt(actor: Actor, state: Member, clinicId: string): StaffMemberNode | null {
  if (state.status === 'unknown') return null;
  const offer = worksAt(state, clinicId) ? undefined : own(state.offers, clinicId);
  return offer && actor.id !== state.id ? { id: state.id, name: offer.name, roles: [] } : memberToGraph(actor, state);
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
    return row && memberRowToGraph(request.actor, row);
  }

  readonly resolvers = {
    Query: {
      staffMember: async (_parent, { id }, request) => this.load(request, id),
      staff: async (_parent, { clinicId }, request) => {
        await readableClinic(this.store, request, clinicId);
        return (await this.members.at(clinicId)).map((row) => memberRowToGraph(request.actor, row));
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
      __resolveReference: async ({ id }, request) => this.load(request, id),
      // What only names a person, such as `verifiedBy`, is loaded here when more than the id is asked for.
      name: async ({ id, name }, _args, request) => (name !== undefined ? name : (await this.load(request, id))?.name),
      roles: async ({ id, roles }, _args, request) => roles ?? (await this.load(request, id))?.roles ?? [],
    },
  } satisfies Resolvers;

  private invitationOf(state: Member): string | null {
    return state.status === 'invited' && state.invitation
      ? this.identity.oneTimeToken('invitation', state.id, state.invitation.number)
      : null;
  }
}
