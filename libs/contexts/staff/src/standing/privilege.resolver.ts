import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { EventStore, newId, own } from '@stipple/event-store';
import { ask, changesBy, type GraphPart } from '@stipple/service';
import { canonicalCode } from '@stipple/text';
import { everybodyThere, manager, readsOf, theClinic, thePrivilege } from '../access.js';
import { procedure, procedureId } from '../heard/procedure.decider.js';
import { Loaders } from '../loaders.js';
import type { Resolvers } from '../resolvers.gen.js';
import { idWithin } from './holder.js';
import { privilegeRowToGraph, privilegeToGraph, type PrivilegeNode } from './privilege.graph.js';
import { GrantPrivilege, LiftSuspension, SuspendPrivilege } from './standing.decider.js';
import type { Standing } from './standing.rules.js';
import { Standings } from './standing.view.js';

@Injectable()
export class PrivilegeResolver implements GraphPart {
  readonly resolvers;

  constructor(commands: CommandBus, store: EventStore, standings: Standings, loaders: Loaders) {
    const change = changesBy(commands);
    const clinic = theClinic(store);
    const about = thePrivilege(store);
    const shown = {
      as: 'privilege',
      toGraph: (state: Standing, { privilegeId }: { privilegeId: string }) => heldToGraph(state, privilegeId),
    } as const;

    this.resolvers = {
      Query: {
        eligibleStaff: ask({
          who: everybodyThere,
          about: clinic,
          answer: async (_clinic, { clinicId, procedureCode, at }) => {
            const { code = canonicalCode(procedureCode) } = await store.state(
              procedure,
              procedureId(clinicId, procedureCode),
            );
            return (await standings.eligible(clinicId, code, at)).map((id) => ({ id }));
          },
        }),
      },
      Mutation: {
        grantPrivilege: change({
          who: manager,
          about: clinic,
          gives: GrantPrivilege,
          command: ({ staffMemberId, procedureCode, ...input }) =>
            new GrantPrivilege({
              ...input,
              memberId: staffMemberId,
              privilegeId: idWithin(staffMemberId, newId()),
              procedureCode: canonicalCode(procedureCode),
            }),
          as: 'privilege',
          toGraph: (state: Standing, _input, _request, { command }) => heldToGraph(state, command.data.privilegeId),
        }),
        suspendPrivilege: change({
          who: manager,
          about,
          gives: SuspendPrivilege,
          command: (input, { memberId }) => new SuspendPrivilege({ ...input, memberId }),
          ...shown,
        }),
        liftSuspension: change({
          who: manager,
          about,
          gives: LiftSuspension,
          command: (input, { memberId }) => new LiftSuspension({ ...input, memberId }),
          ...shown,
        }),
      },
      StaffMember: {
        privileges: async ({ id }, _args, request) => {
          const { actor } = request;
          return (await loaders.privileges(request, id))
            .filter((row) => actor.id === id || readsOf(actor, row.clinic_id))
            .map(privilegeRowToGraph);
        },
      },
    } satisfies Resolvers;
  }
}

function heldToGraph({ privileges }: Standing, privilegeId: string): PrivilegeNode | null {
  const privilege = own(privileges, privilegeId);
  return privilege ? privilegeToGraph(privilege) : null;
}
