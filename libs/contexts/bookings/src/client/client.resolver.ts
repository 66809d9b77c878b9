import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { EventStore, newId, type Outcome } from '@stipple/event-store';
import { answer, connectionOf, found, GraphFault, holds, mutation, sliceOf, type GraphPart, type Request } from '@stipple/service';
import DataLoader from 'dataloader';
import { Exposures } from '../exposure/exposure.view.js';
import type { Client as ClientShown, RecordConsultationInput, RecordPatchTestInput, RegisterClientInput, Resolvers, SignConsentInput } from '../graphql.gen.js';
import { procedure, procedureId } from '../procedure/procedure.decider.js';
import { needAt } from '../reach.js';
import { client, RecordConsultation, RecordPatchTest, RegisterClient, SignConsent, type Client, type KnownClient } from './client.decider.js';
import { Clients, type ClientRow } from './client.view.js';

export const clientSdl = /* GraphQL */ `
  enum HairLossScale {
    NORWOOD
    LUDWIG
    ALOPECIA_AREATA
    SCAR
    DIFFUSE
  }
  enum ConsultationOutcome {
    GO
    NO_GO
    REFER
  }
  enum PatchTestResult {
    CLEAR
    REACTION
  }
  "Who a client is is seen by who works at their clinic, and by its auditor while a recall is open on them; null and FORBIDDEN to others."
  type Client @key(fields: "id") {
    id: ID!
    name: String
    phone: String
    email: String
    dateOfBirth: Date
    consultations: [Consultation!]
    patchTests: [PatchTest!]
    consents: [ConsentForm!]
  }
  type HairLoss {
    scale: HairLossScale!
    stage: String!
  }
  type TreatmentPlan {
    procedureCode: String!
    sessions: Int!
  }
  type Consultation {
    id: ID!
    mode: BookingMode!
    at: DateTime!
    hairLoss: HairLoss
    contraindications: [String!]
    outcome: ConsultationOutcome!
    plan: TreatmentPlan
  }
  type PatchTest {
    id: ID!
    pigmentProduct: String!
    performedAt: DateTime!
    readAt: DateTime!
    result: PatchTestResult!
  }
  type ConsentForm {
    id: ID!
    procedureCode: String!
    templateVersion: String!
    signedAt: DateTime!
  }
  type ClientEdge {
    cursor: String!
    node: Client!
  }
  type ClientConnection {
    edges: [ClientEdge!]!
    nodes: [Client!]!
    pageInfo: PageInfo!
    totalCount: Int!
  }
  input RegisterClientInput {
    clinicId: ID!
    name: String!
    phone: String!
    email: String!
    dateOfBirth: Date!
    commandId: ID
  }
  input HairLossInput {
    scale: HairLossScale!
    stage: String!
  }
  input TreatmentPlanInput {
    procedureCode: String!
    sessions: Int!
  }
  input RecordConsultationInput {
    clientId: ID!
    clinicId: ID!
    mode: BookingMode!
    "When it took place; now when left out."
    at: DateTime
    hairLoss: HairLossInput
    contraindications: [String!]
    outcome: ConsultationOutcome!
    plan: TreatmentPlanInput
    commandId: ID
  }
  input RecordPatchTestInput {
    clientId: ID!
    pigmentProduct: String!
    performedAt: DateTime
    readAt: DateTime
    result: PatchTestResult!
    commandId: ID
  }
  input SignConsentInput {
    clientId: ID!
    procedureCode: String!
    templateVersion: String!
    signedAt: DateTime
    commandId: ID
  }
  type RegisterClientPayload {
    client: Client
    refusals: [Refusal!]!
  }
  type RecordConsultationPayload {
    consultation: Consultation
    refusals: [Refusal!]!
  }
  type RecordPatchTestPayload {
    patchTest: PatchTest
    refusals: [Refusal!]!
  }
  type SignConsentPayload {
    consent: ConsentForm
    refusals: [Refusal!]!
  }
  extend type Query {
    client(id: ID!): Client
    "Clients of a clinic by name; with search, those whose name begins with it. At most 100 at a time."
    clients(clinicId: ID!, search: String, first: Int, after: String): ClientConnection!
  }
  extend type Mutation {
    registerClient(input: RegisterClientInput!): RegisterClientPayload!
    recordConsultation(input: RecordConsultationInput!): RecordConsultationPayload!
    recordPatchTest(input: RecordPatchTestInput!): RecordPatchTestPayload!
    signConsent(input: SignConsentInput!): SignConsentPayload!
  }
`;

type Shown = { id: string };

const shown = (id: string): Shown => ({ id });
const consultationOf = ({ consultationId, ...rest }: KnownClient['consultations'][number]) => ({ id: consultationId, ...rest, contraindications: rest.contraindications && [...rest.contraindications] });
const patchTestOf = ({ patchTestId, ...rest }: KnownClient['patchTests'][number]) => ({ id: patchTestId, ...rest });
const consentOf = ({ consentId, ...rest }: KnownClient['consents'][number]) => ({ id: consentId, ...rest });
const latest = <T, Result>(of: (state: KnownClient) => readonly T[], show: (one: T) => Result) => (state: Client): Result | null => {
  const last = state.status === 'unknown' ? undefined : of(state).at(-1);
  return last === undefined ? null : show(last);
};

@Injectable()
export class ClientResolver implements GraphPart {
  constructor(
    private readonly commands: CommandBus,
    private readonly store: EventStore,
    private readonly clients: Clients,
    private readonly exposures: Exposures,
  ) {}

  private row(id: string, request: Request): Promise<ClientRow | undefined> {
    return request.loader('clients', () => new DataLoader((ids: readonly string[]) => this.clients.byId(ids))).load(id);
  }

  /** The row, for who may know who the client is. @throws GraphFault FORBIDDEN */
  private async person(id: string | undefined, request: Request, forName = false): Promise<ClientRow | undefined> {
    const { actor } = request;
    const row = await this.row(id ?? '', request);
    if (!row || holds(actor, row.clinic_id, 'FRONT_DESK', 'TECHNICIAN') || (forName && holds(actor, row.clinic_id, 'HYGIENE_LEAD'))) return row;
    if (holds(actor, row.clinic_id, 'AUDITOR')) {
      const exposure = await request.loader('exposures', () => new DataLoader((ids: readonly string[]) => this.exposures.byClient(ids))).load(row.id);
      if (exposure) return row;
      throw new GraphFault('FORBIDDEN', 'An auditor sees who a client is only while a recall is open on them.');
    }
    throw new GraphFault('FORBIDDEN', 'Only who works at their clinic sees who a client is.');
  }

  /** The whole record, for who treats or books the client. */
  private async record(id: string | undefined, request: Request): Promise<KnownClient> {
    const state = await this.known(id ?? '');
    request.need(state.clinicId, 'FRONT_DESK', 'TECHNICIAN');
    return state;
  }

  private async known(id: string): Promise<KnownClient> {
    const state = await this.store.state(client, id);
    return found(state.status === 'unknown' ? undefined : state, 'client');
  }

  private async needProcedure(clinicId: string, code: string): Promise<void> {
    const state = await this.store.state(procedure, procedureId(clinicId, code));
    found(state.status === 'unknown' ? undefined : state, `procedure as "${code}" at this clinic`);
  }

  readonly resolvers = {
    Query: {
      client: async (_parent, { id }, request) => {
        void request.actor;
        const row = found(await this.row(id, request), 'client');
        request.need(row.clinic_id, 'FRONT_DESK', 'TECHNICIAN', 'HYGIENE_LEAD', 'AUDITOR');
        return shown(row.id);
      },
      clients: async (_parent, { clinicId, search, first, after }, request) => {
        await needAt(request, this.store, clinicId, 'FRONT_DESK', 'TECHNICIAN');
        const slice = sliceOf({ first, after }, ['text', 'text']);
        const beginning = (search ?? '').trim();
        if (beginning.length > 200) throw new GraphFault('BAD_USER_INPUT', 'search has at most 200 characters.');
        if (beginning.includes('\u0000')) throw new GraphFault('BAD_USER_INPUT', 'search holds a character that is in no name.');
        const { rows, totalCount } = await this.clients.search(clinicId, beginning, slice);
        return connectionOf(rows, slice, totalCount, (row) => [row.sort_name, row.id], (row) => shown(row.id));
      },
    },
    Mutation: {
      registerClient: mutation(async ({ clinicId, name, phone, email, dateOfBirth }: RegisterClientInput, request) => {
        await needAt(request, this.store, clinicId, 'FRONT_DESK');
        const outcome: Outcome<Client> = await this.commands.execute(new RegisterClient({ clientId: newId(), clinicId, name, phone, email, dateOfBirth }));
        return answer('client', outcome, (state) => (state.status === 'unknown' ? null : { id: state.id, name: state.name, phone: state.phone, email: state.email, dateOfBirth: state.dateOfBirth }));
      }),
      recordConsultation: mutation(async ({ clientId, clinicId, mode, at, hairLoss, contraindications, outcome, plan }: RecordConsultationInput, request) => {
        void request.actor;
        const { clinicId: home } = await this.known(clientId);
        request.need(home, 'TECHNICIAN', 'FRONT_DESK');
        if (plan) await this.needProcedure(home, plan.procedureCode);
        const data = { consultationId: newId(), clientId, clinicId, mode, at: at ?? undefined, hairLoss: hairLoss ?? null, contraindications: contraindications ?? [], outcome, plan: plan ?? null };
        return answer('consultation', await this.commands.execute(new RecordConsultation(data)), latest((state) => state.consultations, consultationOf));
      }),
      recordPatchTest: mutation(async ({ clientId, pigmentProduct, performedAt, readAt, result }: RecordPatchTestInput, request) => {
        void request.actor;
        request.need((await this.known(clientId)).clinicId, 'TECHNICIAN', 'FRONT_DESK');
        const data = { patchTestId: newId(), clientId, pigmentProduct, performedAt: performedAt ?? undefined, readAt: readAt ?? undefined, result };
        return answer('patchTest', await this.commands.execute(new RecordPatchTest(data)), latest((state) => state.patchTests, patchTestOf));
      }),
      signConsent: mutation(async ({ clientId, procedureCode, templateVersion, signedAt }: SignConsentInput, request) => {
        void request.actor;
        const { clinicId } = await this.known(clientId);
        request.need(clinicId, 'TECHNICIAN', 'FRONT_DESK');
        await this.needProcedure(clinicId, procedureCode);
        const data = { consentId: newId(), clientId, procedureCode, templateVersion, signedAt: signedAt ?? undefined };
        return answer('consent', await this.commands.execute(new SignConsent(data)), latest((state) => state.consents, consentOf));
      }),
    },
    Client: {
      __resolveReference: async ({ id }, request) => {
        void request.actor;
        const row = await this.row(id ?? '', request);
        return row ? shown(row.id) : null;
      },
      name: async (parent, _args, request) => told(parent).name ?? (await this.person(parent.id, request, true))?.name,
      phone: async (parent, _args, request) => told(parent).phone ?? (await this.person(parent.id, request))?.phone,
      email: async (parent, _args, request) => told(parent).email ?? (await this.person(parent.id, request))?.email,
      dateOfBirth: async (parent, _args, request) => told(parent).dateOfBirth ?? (await this.person(parent.id, request))?.date_of_birth,
      consultations: async (parent, _args, request) => (await this.record(parent.id, request)).consultations.map(consultationOf),
      patchTests: async (parent, _args, request) => (await this.record(parent.id, request)).patchTests.map(patchTestOf),
      consents: async (parent, _args, request) => (await this.record(parent.id, request)).consents.map(consentOf),
    },
  } satisfies Resolvers;
}

/** What the answer of a command carries already, to who was allowed to give it. */
const told = (parent: unknown): Partial<ClientShown> => parent as Partial<ClientShown>;
