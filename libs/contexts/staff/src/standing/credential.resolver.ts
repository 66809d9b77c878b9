import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { EventStore, newId, own, type Actor } from '@stipple/event-store';
import { answer, found, holds, mutation, type GraphPart, type Request } from '@stipple/service';
import DataLoader from 'dataloader';
import type { ClaimCredentialInput, RevokeCredentialInput, VerifyCredentialInput } from '../graphql.gen.js';
import { Members } from '../member/member.view.js';
import type { Resolvers } from '../resolvers.gen.js';
import { credentialRowToGraph, credentialToGraph } from './credential.graph.js';
import { clinicsOf, holderOf, idWithin, needManagerAt } from './holder.js';
import { ClaimCredential, RevokeCredential, standing, VerifyCredential, type Standing } from './standing.decider.js';
import { Standings } from './standing.view.js';
import { everywhere } from './status.js';

/** Where a person sees what was decided about somebody's credential: where they manage, audit or hold it. */
const clinicsSeenBy = (actor: Actor, holder: string, clinicIds: readonly string[]): readonly string[] =>
  actor.admin || actor.id === holder
    ? clinicIds
    : clinicIds.filter((clinicId) => holds(actor, clinicId, 'MANAGER', 'AUDITOR'));

@Injectable()
export class CredentialResolver implements GraphPart {
  constructor(
    private readonly commands: CommandBus,
    private readonly store: EventStore,
    private readonly standings: Standings,
    private readonly members: Members,
  ) {}

  readonly resolvers = {
    Mutation: {
      claimCredential: mutation(
        async ({ staffMemberId, kind, title, issuer, number, issuedOn, expiresOn }: ClaimCredentialInput, request) => {
          const { actor } = request;
          const clinicIds = await clinicsOf(this.store, staffMemberId);
          if (actor.id !== staffMemberId) needManagerAt(request, clinicIds);
          const credentialId = idWithin(staffMemberId, newId());
          return this.answer(
            request,
            credentialId,
            clinicIds,
            await this.commands.execute(
              new ClaimCredential({
                memberId: staffMemberId,
                credentialId,
                kind,
                title,
                issuer,
                number,
                issuedOn,
                expiresOn,
              }),
            ),
          );
        },
      ),
      verifyCredential: mutation(async ({ credentialId, method, note }: VerifyCredentialInput, request) => {
        const { memberId, clinicIds } = await this.managed(request, credentialId);
        return this.answer(
          request,
          credentialId,
          clinicIds,
          await this.commands.execute(
            new VerifyCredential({ memberId, credentialId, method, ...(note ? { note } : {}) }),
          ),
        );
      }),
      revokeCredential: mutation(async ({ credentialId, reason }: RevokeCredentialInput, request) => {
        const { memberId, clinicIds } = await this.managed(request, credentialId);
        return this.answer(
          request,
          credentialId,
          clinicIds,
          await this.commands.execute(new RevokeCredential({ memberId, credentialId, reason })),
        );
      }),
    },
    StaffMember: {
      credentials: async ({ id }, _args, request) => {
        const { actor } = request;
        const person = await request
          .loader('members', () => new DataLoader((ids: readonly string[]) => this.members.byId(ids)))
          .load(id);
        const seen = clinicsSeenBy(actor, id, Object.keys(person?.roles ?? {}));
        if (actor.id !== id && !actor.admin && seen.length === 0) return null;
        const rows = await request
          .loader('credentials', () => new DataLoader((ids: readonly string[]) => this.standings.credentialsOf(ids)))
          .load(id);
        return rows.map((row) => credentialRowToGraph(row, seen));
      },
    },
  } satisfies Resolvers;

  /**
   * The holder of a credential that who asks may manage, and where they work.
   * @throws GraphFault UNAUTHENTICATED, NOT_FOUND, FORBIDDEN
   */
  private async managed(
    request: Request,
    credentialId: string,
  ): Promise<{ memberId: string; clinicIds: readonly string[] }> {
    void request.actor;
    const memberId = holderOf(credentialId);
    found(own((await this.store.state(standing, memberId)).credentials, credentialId), 'credential');
    const clinicIds = await clinicsOf(this.store, memberId);
    needManagerAt(request, clinicIds);
    return { memberId, clinicIds };
  }

  private answer(
    { actor }: Request,
    credentialId: string,
    clinicIds: readonly string[],
    outcome: Parameters<typeof answer<'credential', Standing, unknown>>[1],
  ) {
    return answer('credential', outcome, ({ credentials }) => {
      const credential = own(credentials, credentialId);
      if (!credential) return null;
      const seen = clinicsSeenBy(actor, credential.holder, clinicIds);
      return credentialToGraph(credential, actor.admin ? [everywhere, ...seen] : seen);
    });
  }
}
