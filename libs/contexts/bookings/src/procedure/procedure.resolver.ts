import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { EventStore } from '@stipple/event-store';
import { answer, mutation, type GraphPart, type Request } from '@stipple/service';
import DataLoader from 'dataloader';
import type { DefineProcedureInput, Resolvers } from '../graphql.gen.js';
import { needAt, worksAt } from '../reach.js';
import { DefineProcedure, procedureId, type Procedure } from './procedure.decider.js';
import { keptCode } from './procedure.reach.js';
import { Procedures, type ProcedureRow } from './procedure.view.js';

export const procedureSdl = /* GraphQL */ `
  enum ProcedureKind {
    CONSULTATION
    PATCH_TEST
    TREATMENT
    FOLLOW_UP
  }
  type Procedure @key(fields: "id") {
    id: ID!
    "In capitals with single dashes; unique within its clinic, however it is spelled."
    code: String!
    name: String!
    kind: ProcedureKind!
    durationMinutes: Int!
    "Staff and room are kept free for so long before it."
    bufferBeforeMinutes: Int!
    bufferAfterMinutes: Int!
    "Between the starts of two sessions of one client, in days of 24 hours."
    healingDays: Int!
    requiresPrivilege: Boolean!
    requiresConsultation: Boolean!
    requiresPatchTest: Boolean!
    requiresConsent: Boolean!
  }
  "Defining a code again changes what is offered from now on; bookings made before keep their times."
  input DefineProcedureInput {
    clinicId: ID!
    code: String!
    name: String!
    kind: ProcedureKind!
    durationMinutes: Int!
    bufferBeforeMinutes: Int!
    bufferAfterMinutes: Int!
    healingDays: Int!
    requiresPrivilege: Boolean!
    requiresConsultation: Boolean!
    requiresPatchTest: Boolean!
    requiresConsent: Boolean!
    commandId: ID
  }
  type DefineProcedurePayload {
    procedure: Procedure
    refusals: [Refusal!]!
  }
  type Query {
    procedures(clinicId: ID!): [Procedure!]!
  }
  type Mutation {
    defineProcedure(input: DefineProcedureInput!): DefineProcedurePayload!
  }
`;

const fromState = (state: Procedure) =>
  state.status === 'unknown' ? null : { id: procedureId(state.terms.clinicId, state.terms.code), ...state.terms };

const fromRow = (row: ProcedureRow) => ({
  id: row.id,
  code: row.code,
  name: row.name,
  kind: row.kind,
  durationMinutes: row.duration_minutes,
  bufferBeforeMinutes: row.buffer_before_minutes,
  bufferAfterMinutes: row.buffer_after_minutes,
  healingDays: row.healing_days,
  requiresPrivilege: row.requires_privilege,
  requiresConsultation: row.requires_consultation,
  requiresPatchTest: row.requires_patch_test,
  requiresConsent: row.requires_consent,
});

@Injectable()
export class ProcedureResolver implements GraphPart {
  constructor(
    private readonly commands: CommandBus,
    private readonly store: EventStore,
    private readonly procedures: Procedures,
  ) {}

  /**
   * A procedure for somebody who holds any role at its clinic, also its auditor; none for others. One question for all
   * that an operation asks for.
   */
  async read(id: string, request: Request) {
    const row = await request
      .loader('procedures', () => new DataLoader((ids: readonly string[]) => this.procedures.byId(ids)))
      .load(id);
    void request.actor;
    return row && worksAt(request, row.clinic_id) ? fromRow(row) : null;
  }

  readonly resolvers = {
    Query: {
      procedures: async (_parent, { clinicId }, request) => {
        await needAt(request, this.store, clinicId, 'FRONT_DESK', 'TECHNICIAN', 'HYGIENE_LEAD', 'AUDITOR');
        return (await this.procedures.ofClinic(clinicId)).map(fromRow);
      },
    },
    Mutation: {
      defineProcedure: mutation(async ({ commandId: _commandId, ...terms }: DefineProcedureInput, request) => {
        await needAt(request, this.store, terms.clinicId, 'MANAGER');
        const code = await keptCode(this.store, terms.clinicId, terms.code);
        return answer('procedure', await this.commands.execute(new DefineProcedure({ ...terms, code })), fromState);
      }),
    },
    Procedure: {
      __resolveReference: ({ id }, request) => this.read(id ?? '', request),
    },
  } satisfies Resolvers;
}
