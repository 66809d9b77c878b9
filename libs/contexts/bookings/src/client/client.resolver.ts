import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { EventStore, newId, type Outcome } from '@stipple/event-store';
import { answer, connectionOf, GraphFault, mutation, sliceOf, type GraphPart } from '@stipple/service';
import type {
  RecordConsultationInput,
  RecordPatchTestInput,
  RegisterClientInput,
  SignConsentInput,
} from '../graphql.gen.js';
import { needProcedure } from '../procedure/procedure.reach.js';
import { foundAt, needAt, worksAt } from '../reach.js';
import type { Resolvers } from '../resolvers.gen.js';
import {
  RecordConsultation,
  RecordPatchTest,
  RegisterClient,
  SignConsent,
  type Client,
  type KnownClient,
} from './client.decider.js';
import { ClientReach } from './client.reach.js';
import { clientToGraph, consentToGraph, consultationToGraph, patchTestToGraph } from './client.graph.js';
import { Clients } from './client.view.js';

const latest =
  <T, Result>(of: (state: KnownClient) => readonly T[], show: (one: T) => Result) =>
  (state: Client): Result | null => {
    const last = state.status === 'unknown' ? undefined : of(state).at(-1);
    return last === undefined ? null : show(last);
  };

@Injectable()
export class ClientResolver implements GraphPart {
  constructor(
    private readonly commands: CommandBus,
    private readonly store: EventStore,
    private readonly clients: Clients,
    private readonly reach: ClientReach,
  ) {}

  readonly resolvers = {
    Query: {
      client: async (_parent, { id }, request) => {
        void request.actor;
        const row = foundAt(request, await this.reach.row(id, request), (known) => known.clinic_id, 'client');
        await this.reach.need(row, request);
        return { id: row.id };
      },
      clients: async (_parent, { clinicId, search, first, after }, request) => {
        await needAt(request, this.store, clinicId, 'FRONT_DESK', 'TECHNICIAN');
        const slice = sliceOf({ first, after }, ['text', 'text']);
        const beginning = (search ?? '').trim();
        if (beginning.length > 200) throw new GraphFault('BAD_USER_INPUT', 'search has at most 200 characters.');
        const { rows, totalCount } = await this.clients.search(
          clinicId,
          beginning,
          slice,
          this.reach.knownTo(request, clinicId),
        );
        return connectionOf(
          rows,
          slice,
          totalCount,
          (row) => [row.sort_name, row.id],
          (row) => ({ id: row.id }),
        );
      },
    },
    Mutation: {
      registerClient: mutation(async ({ clinicId, name, phone, email, dateOfBirth }: RegisterClientInput, request) => {
        await needAt(request, this.store, clinicId, 'FRONT_DESK');
        const outcome: Outcome<Client> = await this.commands.execute(
          new RegisterClient({ clientId: newId(), clinicId, name, phone, email, dateOfBirth }),
        );
        return answer('client', outcome, clientToGraph);
      }),
      recordConsultation: mutation(
        async (
          { clientId, clinicId, mode, at, hairLoss, contraindications, outcome, plan }: RecordConsultationInput,
          request,
        ) => {
          void request.actor;
          const { clinicId: home } = await this.reach.known(clientId, request);
          request.need(home, 'TECHNICIAN', 'FRONT_DESK');
          const planned = plan
            ? { ...plan, procedureCode: (await needProcedure(this.store, home, plan.procedureCode)).code }
            : null;
          const found = {
            hairLoss: hairLoss ?? null,
            contraindications: contraindications ?? [],
            outcome,
            plan: planned,
          };
          const data = { consultationId: newId(), clientId, clinicId, mode, at: at ?? undefined, ...found };
          return answer(
            'consultation',
            await this.commands.execute(new RecordConsultation(data)),
            latest((state) => state.consultations, consultationToGraph),
          );
        },
      ),
      recordPatchTest: mutation(
        async ({ clientId, pigmentProduct, performedAt, readAt, result }: RecordPatchTestInput, request) => {
          void request.actor;
          request.need((await this.reach.known(clientId, request)).clinicId, 'TECHNICIAN', 'FRONT_DESK');
          const data = {
            patchTestId: newId(),
            clientId,
            pigmentProduct,
            performedAt: performedAt ?? undefined,
            readAt: readAt ?? undefined,
            result,
          };
          return answer(
            'patchTest',
            await this.commands.execute(new RecordPatchTest(data)),
            latest((state) => state.patchTests, patchTestToGraph),
          );
        },
      ),
      signConsent: mutation(
        async ({ clientId, procedureCode, templateVersion, signedAt }: SignConsentInput, request) => {
          void request.actor;
          const { clinicId } = await this.reach.known(clientId, request);
          request.need(clinicId, 'TECHNICIAN', 'FRONT_DESK');
          const { code } = await needProcedure(this.store, clinicId, procedureCode);
          const data = {
            consentId: newId(),
            clientId,
            procedureCode: code,
            templateVersion,
            signedAt: signedAt ?? undefined,
          };
          return answer(
            'consent',
            await this.commands.execute(new SignConsent(data)),
            latest((state) => state.consents, consentToGraph),
          );
        },
      ),
    },
    Client: {
      __resolveReference: async ({ id }, request) => {
        void request.actor;
        const row = await this.reach.row(id, request);
        return row && worksAt(request, row.clinic_id) ? { id: row.id } : null;
      },
      name: async (parent, _args, request) => parent.name ?? (await this.reach.person(parent.id, request, true))?.name,
      phone: async (parent, _args, request) => parent.phone ?? (await this.reach.person(parent.id, request))?.phone,
      email: async (parent, _args, request) => parent.email ?? (await this.reach.person(parent.id, request))?.email,
      dateOfBirth: async (parent, _args, request) =>
        parent.dateOfBirth ?? (await this.reach.person(parent.id, request))?.date_of_birth,
      consultations: async (parent, _args, request) =>
        (await this.reach.record(parent.id, request)).consultations.map(consultationToGraph),
      patchTests: async (parent, _args, request) =>
        (await this.reach.record(parent.id, request)).patchTests.map(patchTestToGraph),
      consents: async (parent, _args, request) =>
        (await this.reach.record(parent.id, request)).consents.map(consentToGraph),
    },
  } satisfies Resolvers;
}
