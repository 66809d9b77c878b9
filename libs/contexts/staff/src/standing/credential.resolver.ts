import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { EventStore, newId, own, type Actor } from '@stipple/event-store';
import { changesBy, holds, type GraphPart } from '@stipple/service';
import { manager, managerOrThemself, theCredential, theMember } from '../access.js';
import { Loaders } from '../loaders.js';
import type { Resolvers } from '../resolvers.gen.js';
import { credentialRowToGraph, credentialToGraph, type CredentialNode } from './credential.graph.js';
import { idWithin } from './holder.js';
import { ClaimCredential, RevokeCredential, VerifyCredential } from './standing.decider.js';
import type { Standing } from './standing.rules.js';
import { everywhere } from './status.js';

/** Where a person sees what was decided about somebody's credential: where they manage, audit or hold it. */
const clinicsSeenBy = (actor: Actor, holder: string, clinicIds: readonly string[]): readonly string[] =>
  actor.admin || actor.id === holder
    ? clinicIds
    : clinicIds.filter((clinicId) => holds(actor, clinicId, 'MANAGER', 'AUDITOR'));

/** A credential after a command on it. @param clinicIds where its holder works */
function decidedToGraph(
  { credentials }: Standing,
  credentialId: string,
  clinicIds: readonly string[],
  actor: Actor,
): CredentialNode | null {
  const credential = own(credentials, credentialId);
  if (!credential) return null;
  const seen = clinicsSeenBy(actor, credential.holder, clinicIds);
  return credentialToGraph(credential, actor.admin ? [everywhere, ...seen] : seen);
}

@Injectable()
export class CredentialResolver implements GraphPart {
  readonly resolvers;

  constructor(commands: CommandBus, store: EventStore, loaders: Loaders) {
    const change = changesBy(commands);
    const about = theCredential(store);

    this.resolvers = {
      Mutation: {
        claimCredential: change({
          who: managerOrThemself,
          about: theMember(store),
          gives: ClaimCredential,
          command: ({ staffMemberId, ...input }) =>
            new ClaimCredential({
              ...input,
              memberId: staffMemberId,
              credentialId: idWithin(staffMemberId, newId()),
            }),
          as: 'credential',
          toGraph: (state: Standing, _input, { actor }, { command, known }) =>
            decidedToGraph(state, command.data.credentialId, Object.keys(known.roles), actor),
        }),
        verifyCredential: change({
          who: manager,
          about,
          gives: VerifyCredential,
          command: ({ note, ...input }, { credential }) =>
            new VerifyCredential({ ...input, ...(note ? { note } : {}), memberId: credential.holder }),
          as: 'credential',
          toGraph: (state: Standing, { credentialId }, { actor }, { known }) =>
            decidedToGraph(state, credentialId, known.clinicIds, actor),
        }),
        revokeCredential: change({
          who: manager,
          about,
          gives: RevokeCredential,
          command: (input, { credential }) => new RevokeCredential({ ...input, memberId: credential.holder }),
          as: 'credential',
          toGraph: (state: Standing, { credentialId }, { actor }, { known }) =>
            decidedToGraph(state, credentialId, known.clinicIds, actor),
        }),
      },
      StaffMember: {
        credentials: async ({ id }, _args, request) => {
          const { actor } = request;
          const person = await loaders.member.load({ id }, request);
          const seen = clinicsSeenBy(actor, id, Object.keys(person?.roles ?? {}));
          if (actor.id !== id && !actor.admin && seen.length === 0) return null;
          return (await loaders.credentials(request, id)).map((row) => credentialRowToGraph(row, seen));
        },
      },
    } satisfies Resolvers;
  }
}
