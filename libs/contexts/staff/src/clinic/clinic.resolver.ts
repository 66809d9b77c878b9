import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { newId } from '@stipple/event-store';
import { answer, mutation, type GraphPart } from '@stipple/service';
import type { OpenClinicInput, Resolvers } from '../graphql.gen.js';
import { OpenClinic, type Clinic } from './clinic.decider.js';
import { Clinics, type ClinicRow } from './clinic.view.js';

export const clinicSdl = /* GraphQL */ `
  type Clinic @key(fields: "id") {
    id: ID!
    name: String!
    timeZone: String!
    currency: String!
    country: String!
  }
  input OpenClinicInput {
    name: String!
    "IANA name: its days are counted in it."
    timeZone: String!
    "ISO 4217."
    currency: String!
    "ISO 3166, two letters."
    country: String!
    commandId: ID
  }
  type OpenClinicPayload {
    clinic: Clinic
    refusals: [Refusal!]!
  }
  type Query {
    clinics: [Clinic!]!
  }
  type Mutation {
    openClinic(input: OpenClinicInput!): OpenClinicPayload!
  }
`;

const fromRow = ({ time_zone, ...row }: ClinicRow) => ({ ...row, timeZone: time_zone });
const fromState = (state: Clinic) => (state.status === 'unknown' ? null : state);

@Injectable()
export class ClinicResolver implements GraphPart {
  constructor(
    private readonly commands: CommandBus,
    private readonly clinics: Clinics,
  ) {}

  readonly resolvers = {
    Query: {
      clinics: async (_parent, _args, request) => {
        const rows = await this.clinics.all();
        return rows.filter((row) => request.actor.admin || request.actor.roles[row.id] !== undefined).map(fromRow);
      },
    },
    Mutation: {
      openClinic: mutation(async ({ name, timeZone, currency, country }: OpenClinicInput, request) => {
        request.needAdmin();
        return answer('clinic', await this.commands.execute(new OpenClinic({ clinicId: newId(), name, timeZone, currency, country })), fromState);
      }),
    },
    Clinic: {
      __resolveReference: async ({ id }, request) => {
        void request.actor;
        const [row] = await this.clinics.byId([id ?? '']);
        return row ? fromRow(row) : null;
      },
    },
  } satisfies Resolvers;
}
