import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { acting, EventStore, newId, own } from '@stipple/event-store';
import { answer, found, mutation, type GraphPart, type Request } from '@stipple/service';
import { canonicalCode } from '@stipple/text';
import DataLoader from 'dataloader';
import { clinic } from '../clinic/clinic.decider.js';
import { clinicOf } from '../clinic/clinic.resolver.js';
import type { GrantPrivilegeInput, LiftSuspensionInput, Resolvers, SuspendPrivilegeInput } from '../graphql.gen.js';
import { readableClinic, readsOf, staffMemberOf } from '../member/member.resolver.js';
import { procedure, procedureId } from '../procedure/procedure.decider.js';
import { clinicsOf, holderOf, idWithin } from './holder.js';
import { GrantPrivilege, LiftSuspension, standing, SuspendPrivilege } from './standing.decider.js';
import type { Standing } from './standing.rules.js';
import { Standings, type PrivilegeRow } from './standing.view.js';
import { privilegeStatus, type Privilege } from './status.js';

export const privilegeSdl = /* GraphQL */ `
  enum PrivilegeStatus {
    ACTIVE
    SUSPENDED
    EXPIRED
    REVOKED
  }
  "What somebody may do: one procedure at one clinic, from a moment up to another."
  type Privilege {
    id: ID!
    staffMember: StaffMember
    clinic: Clinic
    procedureCode: String!
    status: PrivilegeStatus!
    from: DateTime!
    until: DateTime!
  }
  extend type StaffMember {
    "At the clinics that they share with who asks."
    privileges: [Privilege!]!
  }
  input GrantPrivilegeInput {
    staffMemberId: ID!
    clinicId: ID!
    procedureCode: String!
    "What it stands on: each is verified and lasts as long as the privilege."
    credentialIds: [ID!]!
    from: DateTime!
    until: DateTime!
    commandId: ID
  }
  type GrantPrivilegePayload {
    privilege: Privilege
    refusals: [Refusal!]!
  }
  input SuspendPrivilegeInput {
    privilegeId: ID!
    reason: String!
    commandId: ID
  }
  type SuspendPrivilegePayload {
    privilege: Privilege
    refusals: [Refusal!]!
  }
  input LiftSuspensionInput {
    privilegeId: ID!
    reason: String!
    commandId: ID
  }
  type LiftSuspensionPayload {
    privilege: Privilege
    refusals: [Refusal!]!
  }
  extend type Query {
    "Who may do the procedure at the clinic at that moment."
    eligibleStaff(clinicId: ID!, procedureCode: String!, at: DateTime!): [StaffMember!]!
  }
  extend type Mutation {
    "By a manager of the clinic, or an administrator; for a procedure that the clinic offers, and never to oneself."
    grantPrivilege(input: GrantPrivilegeInput!): GrantPrivilegePayload!
    suspendPrivilege(input: SuspendPrivilegeInput!): SuspendPrivilegePayload!
    "By somebody else than who suspended it, and than who let its holder into their account."
    liftSuspension(input: LiftSuspensionInput!): LiftSuspensionPayload!
  }
`;

const fromState = ({ privilegeId, memberId, procedureCode, from, until, ...privilege }: Privilege) => ({
  id: privilegeId,
  staffMember: staffMemberOf(memberId),
  clinic: clinicOf(privilege.clinicId),
  procedureCode,
  from,
  until,
  status: privilegeStatus({ ...privilege, until }, acting().now),
});

const fromRow = (row: PrivilegeRow) =>
  fromState({
    privilegeId: row.id,
    memberId: row.member_id,
    clinicId: row.clinic_id,
    procedureCode: row.procedure_code,
    from: row.valid_from,
    until: row.valid_until,
    revoked: row.revoked,
    credentialIds: [],
    ...(row.suspended_by === null ? {} : { suspendedBy: row.suspended_by }),
  });

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
      privileges: async ({ id = '' }, _args, request) => {
        const { actor } = request;
        const rows = await request
          .loader('privileges', () => new DataLoader((ids: readonly string[]) => this.standings.privilegesOf(ids)))
          .load(id);
        return rows.filter((row) => actor.id === id || readsOf(actor, row.clinic_id)).map(fromRow);
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
      return privilege ? fromState(privilege) : null;
    });
  }
}
