import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { acting, EventStore, newId, own, type Actor } from '@stipple/event-store';
import { answer, found, holds, mutation, type GraphPart, type Request } from '@stipple/service';
import type { Instant } from '@stipple/time';
import DataLoader from 'dataloader';
import { clinicOf } from '../clinic/clinic.resolver.js';
import type { ClaimCredentialInput, Resolvers, RevokeCredentialInput, VerifyCredentialInput } from '../graphql.gen.js';
import { staffMemberOf } from '../member/member.resolver.js';
import { Members } from '../member/member.view.js';
import { clinicsOf, holderOf, idWithin, needManagerAt } from './holder.js';
import { ClaimCredential, RevokeCredential, standing, VerifyCredential } from './standing.decider.js';
import type { Standing } from './standing.rules.js';
import { Standings, type CredentialRow } from './standing.view.js';
import { credentialStatus, decidedAmong, decidedAt, everywhere, type Credential, type Decided } from './status.js';

export const credentialSdl = /* GraphQL */ `
  enum CredentialStatus {
    CLAIMED
    VERIFIED
    EXPIRED
    REVOKED
  }
  enum VerificationMethod {
    "Confirmed by who issued it."
    PRIMARY_SOURCE
    "The document was inspected."
    DOCUMENT
  }
  "Evidence that somebody may do something. What it says is a claim until it is verified."
  type Credential {
    id: ID!
    holder: StaffMember
    "Null, as what follows, once the holder was erased."
    kind: String
    title: String
    issuer: String
    number: String
    issuedOn: Date!
    "Good through this day, in the zone of the holder's clinics; in UTC where those lie in several."
    expiresOn: Date!
    "At the clinics that whoever asks manages or audits, or works at as its holder: VERIFIED when it is at one of them."
    status: CredentialStatus!
    verifiedBy: StaffMember
    verifiedAt: DateTime
    method: VerificationMethod
    "What each of those clinics has decided: a decision counts where it was made, an administrator's everywhere."
    atClinics: [CredentialAtClinic!]!
  }
  type CredentialAtClinic {
    clinic: Clinic
    status: CredentialStatus!
    verifiedBy: StaffMember
    verifiedAt: DateTime
    method: VerificationMethod
  }
  extend type StaffMember {
    "Seen by themself, and by managers and auditors where they work."
    credentials: [Credential!]
  }
  input ClaimCredentialInput {
    staffMemberId: ID!
    "LICENCE, CERTIFICATION, TRAINING_COMPLETION, VACCINATION, COMPETENCE_SIGNOFF, or a clinic's own word."
    kind: String!
    title: String!
    issuer: String!
    number: String!
    issuedOn: Date!
    expiresOn: Date!
    commandId: ID
  }
  type ClaimCredentialPayload {
    credential: Credential
    refusals: [Refusal!]!
  }
  input VerifyCredentialInput {
    credentialId: ID!
    method: VerificationMethod!
    note: String
    commandId: ID
  }
  type VerifyCredentialPayload {
    credential: Credential
    refusals: [Refusal!]!
  }
  input RevokeCredentialInput {
    credentialId: ID!
    reason: String!
    commandId: ID
  }
  type RevokeCredentialPayload {
    credential: Credential
    refusals: [Refusal!]!
  }
  extend type Mutation {
    "By the holder, or a manager where they work."
    claimCredential(input: ClaimCredentialInput!): ClaimCredentialPayload!
    "By a manager where the holder works, who is neither holder nor claimant: it counts at the clinics of that manager. Or by an administrator."
    verifyCredential(input: VerifyCredentialInput!): VerifyCredentialPayload!
    "Final at the clinics of the manager who revokes it: every privilege there that stands on it ends with it. An administrator revokes it everywhere."
    revokeCredential(input: RevokeCredentialInput!): RevokeCredentialPayload!
  }
`;

/** Where a person sees what was decided about somebody's credential: where they manage, audit or hold it. */
const clinicsSeenBy = (actor: Actor, holder: string, clinicIds: readonly string[]): readonly string[] =>
  actor.admin || actor.id === holder
    ? clinicIds
    : clinicIds.filter((clinicId) => holds(actor, clinicId, 'MANAGER', 'AUDITOR'));

const decisionOf = (decision: ReturnType<typeof decidedAt>, goodUntil: Instant) => ({
  status: credentialStatus({ status: decision.status, goodUntil }, acting().now),
  verifiedBy: decision.verification ? staffMemberOf(decision.verification.by) : null,
  verifiedAt: decision.verification?.at ?? null,
  method: decision.verification?.method ?? null,
});

const decisions = (credential: Decided, goodUntil: Instant, clinicIds: readonly string[]) => ({
  ...decisionOf(decidedAmong(credential, clinicIds), goodUntil),
  atClinics: clinicIds
    .filter((clinicId) => clinicId !== everywhere)
    .map((clinicId) => ({ clinic: clinicOf(clinicId), ...decisionOf(decidedAt(credential, clinicId), goodUntil) })),
});

const fromState = (
  { id, holder, kind, title, issuer, number, issuedOn, expiresOn, ...credential }: Credential,
  clinicIds: readonly string[],
) => ({
  id,
  holder: staffMemberOf(holder),
  kind,
  title,
  issuer,
  number,
  issuedOn,
  expiresOn,
  ...decisions(credential, credential.goodUntil, clinicIds),
});

const fromRow = (row: CredentialRow, clinicIds: readonly string[]) => ({
  id: row.id,
  holder: staffMemberOf(row.holder),
  kind: row.kind,
  title: row.title,
  issuer: row.issuer,
  number: row.number,
  issuedOn: row.issued_on,
  expiresOn: row.expires_on,
  ...decisions(row, row.good_until, clinicIds),
});

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
      credentials: async ({ id = '' }, _args, request) => {
        const { actor } = request;
        const person = await request
          .loader('members', () => new DataLoader((ids: readonly string[]) => this.members.byId(ids)))
          .load(id);
        const seen = clinicsSeenBy(actor, id, Object.keys(person?.roles ?? {}));
        if (actor.id !== id && !actor.admin && seen.length === 0) return null;
        const rows = await request
          .loader('credentials', () => new DataLoader((ids: readonly string[]) => this.standings.credentialsOf(ids)))
          .load(id);
        return rows.map((row) => fromRow(row, seen));
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
      return fromState(credential, actor.admin ? [everywhere, ...seen] : seen);
    });
  }
}
