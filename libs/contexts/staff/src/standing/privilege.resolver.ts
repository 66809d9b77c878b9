import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { EventStore, newId, own } from '@stipple/event-store';
import { answer, found, mutation, type GraphPart, type Request } from '@stipple/service';
import { canonicalCode } from '@stipple/text';
import DataLoader from 'dataloader';
import { readableClinic, readsOf } from '../access.js';
import { clinic } from '../clinic/clinic.decider.js';
import type { GrantPrivilegeInput, LiftSuspensionInput, SuspendPrivilegeInput } from '../graphql.gen.js';
import { procedure, procedureId } from '../procedure/procedure.decider.js';
import type { Resolvers } from '../resolvers.gen.js';
import { clinicsOf, holderOf, idWithin } from './holder.js';
import { privilegeRowToGraph, privilegeToGraph } from './privilege.graph.js';
import { GrantPrivilege, LiftSuspension, standing, SuspendPrivilege, type Standing } from './standing.decider.js';
import { Standings } from './standing.view.js';

@Injectable()
export class PrivilegeResolver implements GraphPart {
  constructor(
    private readonly commands: CommandBus,
    private readonly store: EventStore,
    private readonly standings: Standings,
  ) {}

  readonly resolvers = {
    Query: {
      eligibleStaff: async (_parent, { clinicId, procedureCode, at }, request) => {
        await readableClinic(this.store, request, clinicId);
        const { code = canonicalCode(procedureCode) } = await this.store.state(
          procedure,
          procedureId(clinicId, procedureCode),
        );
        return (await this.standings.eligible(clinicId, code, at)).map((id) => ({ id }));
      },
    },
    Mutation: {
      grantPrivilege: mutation(
        async (
          { staffMemberId, clinicId, procedureCode, credentialIds, from, until }: GrantPrivilegeInput,
          request,
        ) => {
          void request.actor;
          const [place, held] = await Promise.all([
            this.store.state(clinic, clinicId),
            this.store.state(standing, staffMemberId),
            clinicsOf(this.store, staffMemberId),
          ]);
          found(place.status === 'unknown' ? undefined : place, 'clinic');
          if (!request.actor.admin) request.need(clinicId, 'MANAGER');
          for (const id of credentialIds) found(own(held.credentials, id), 'credential of this person');
          const privilegeId = idWithin(staffMemberId, newId());
          return this.answer(
            privilegeId,
            await this.commands.execute(
              new GrantPrivilege({
                memberId: staffMemberId,
                privilegeId,
                clinicId,
                procedureCode: canonicalCode(procedureCode),
                credentialIds,
                from,
                until,
              }),
            ),
          );
        },
      ),
      suspendPrivilege: mutation(async ({ privilegeId, reason }: SuspendPrivilegeInput, request) => {
        const memberId = await this.managed(request, privilegeId);
        return this.answer(
          privilegeId,
          await this.commands.execute(new SuspendPrivilege({ memberId, privilegeId, reason })),
        );
      }),
      liftSuspension: mutation(async ({ privilegeId, reason }: LiftSuspensionInput, request) => {
        const memberId = await this.managed(request, privilegeId);
        return this.answer(
          privilegeId,
          await this.commands.execute(new LiftSuspension({ memberId, privilegeId, reason })),
        );
      }),
    },
    StaffMember: {
      privileges: async ({ id }, _args, request) => {
        const { actor } = request;
        const rows = await request
          .loader('privileges', () => new DataLoader((ids: readonly string[]) => this.standings.privilegesOf(ids)))
          .load(id);
        return rows.filter((row) => actor.id === id || readsOf(actor, row.clinic_id)).map(privilegeRowToGraph);
      },
    },
  } satisfies Resolvers;

  /** The holder of a privilege that who asks may manage. @throws GraphFault UNAUTHENTICATED, NOT_FOUND, FORBIDDEN */
  private async managed(request: Request, privilegeId: string): Promise<string> {
    void request.actor;
    const memberId = holderOf(privilegeId);
    const { clinicId } = found(own((await this.store.state(standing, memberId)).privileges, privilegeId), 'privilege');
    if (!request.actor.admin) request.need(clinicId, 'MANAGER');
    return memberId;
  }

  private answer(privilegeId: string, outcome: Parameters<typeof answer<'privilege', Standing, unknown>>[1]) {
    return answer('privilege', outcome, ({ privileges }) => {
      const privilege = own(privileges, privilegeId);
      return privilege ? privilegeToGraph(privilege) : null;
    });
  }
}
