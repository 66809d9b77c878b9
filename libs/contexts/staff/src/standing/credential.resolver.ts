import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { acting, EventStore, newId, own } from '@stipple/event-store';
import { answer, found, mutation, type GraphPart, type Request } from '@stipple/service';
import DataLoader from 'dataloader';
import type { ClaimCredentialInput, Resolvers, RevokeCredentialInput, VerifyCredentialInput } from '../graphql.gen.js';
import { staffMemberOf } from '../member/member.resolver.js';
import { Members } from '../member/member.view.js';
import { clinicsOf, holderOf, idWithin, needManagerAt } from './holder.js';
import { ClaimCredential, RevokeCredential, standing, VerifyCredential, type Standing } from './standing.decider.js';
import { Standings, type CredentialRow } from './standing.view.js';
import { credentialStatus, type Credential } from './status.js';

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
    kind: String!
    title: String
    issuer: String
    number: String
    issuedOn: Date!
    "Good through this day, in the zone of the holder's clinics; in UTC where those lie in several."
    expiresOn: Date!
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
    "By a manager where the holder works, who is neither holder nor claimant."
    verifyCredential(input: VerifyCredentialInput!): VerifyCredentialPayload!
    "Final: every privilege that stands on it ends with it."
    revokeCredential(input: RevokeCredentialInput!): RevokeCredentialPayload!
  }
`;

const fromState = (credential: Credential) => ({
  ...credential,
  holder: staffMemberOf(credential.holder),
  status: credentialStatus(credential, acting().now),
  verifiedBy: credential.verifiedBy === undefined ? null : staffMemberOf(credential.verifiedBy),
});

const fromRow = (row: CredentialRow) => ({
  ...row,
  holder: staffMemberOf(row.holder),
  issuedOn: row.issued_on,
  expiresOn: row.expires_on,
  status: credentialStatus({ status: row.status, goodUntil: row.good_until }, acting().now),
  verifiedBy: row.verified_by === null ? null : staffMemberOf(row.verified_by),
  verifiedAt: row.verified_at,
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
      claimCredential: mutation(async ({ staffMemberId, kind, title, issuer, number, issuedOn, expiresOn }: ClaimCredentialInput, request) => {
        const { actor } = request;
        const clinicIds = await clinicsOf(this.store, staffMemberId);
        if (actor.id !== staffMemberId) needManagerAt(request, clinicIds);
        const credentialId = idWithin(staffMemberId, newId());
        return this.answer(credentialId, await this.commands.execute(new ClaimCredential({ memberId: staffMemberId, credentialId, kind, title, issuer, number, issuedOn, expiresOn })));
      }),
      verifyCredential: mutation(async ({ credentialId, method, note }: VerifyCredentialInput, request) => {
        const memberId = await this.managed(request, credentialId);
        return this.answer(credentialId, await this.commands.execute(new VerifyCredential({ memberId, credentialId, method, ...(note ? { note } : {}) })));
      }),
      revokeCredential: mutation(async ({ credentialId, reason }: RevokeCredentialInput, request) => {
        const memberId = await this.managed(request, credentialId);
        return this.answer(credentialId, await this.commands.execute(new RevokeCredential({ memberId, credentialId, reason })));
      }),
    },
    StaffMember: {
      credentials: async ({ id = '' }, _args, request) => {
        const { actor } = request;
        const person = await request.loader('members', () => new DataLoader((ids: readonly string[]) => this.members.byId(ids))).load(id);
        const mayRead = actor.id === id || Object.keys(person?.roles ?? {}).some((clinicId) => own(actor.roles, clinicId)?.some((role) => role === 'MANAGER' || role === 'AUDITOR'));
        if (!mayRead) return null;
        const rows = await request.loader('credentials', () => new DataLoader((ids: readonly string[]) => this.standings.credentialsOf(ids))).load(id);
        return rows.map(fromRow);
      },
    },
  } satisfies Resolvers;

  /** The holder of a credential that who asks may manage. @throws GraphFault UNAUTHENTICATED, NOT_FOUND, FORBIDDEN */
  private async managed(request: Request, credentialId: string): Promise<string> {
    void request.actor;
    const memberId = holderOf(credentialId);
    found(own((await this.store.state(standing, memberId)).credentials, credentialId), 'credential');
    needManagerAt(request, await clinicsOf(this.store, memberId));
    return memberId;
  }

  private answer(credentialId: string, outcome: Parameters<typeof answer<'credential', Standing, unknown>>[1]) {
    return answer('credential', outcome, ({ credentials }) => {
      const credential = own(credentials, credentialId);
      return credential ? fromState(credential) : null;
    });
  }
}
