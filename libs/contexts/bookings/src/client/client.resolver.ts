import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { EventStore, newId } from '@stipple/event-store';
import { ask, changesBy, connectionOf, GraphFault, refers, sliceOf, type GraphPart } from '@stipple/service';
import { desk, everybodyThere, theClient, theClinic, treating } from '../access.js';
import { Loaders } from '../loaders.js';
import { needProcedure } from '../procedure/procedure.reach.js';
import type { Resolvers } from '../resolvers.gen.js';
import { RecordConsultation, RecordPatchTest, RegisterClient, SignConsent } from './client.decider.js';
import {
  clientRowToGraph,
  clientToGraph,
  consentToGraph,
  consultationToGraph,
  latestConsent,
  latestConsultation,
  latestPatchTest,
  patchTestToGraph,
} from './client.graph.js';
import { ClientReach } from './client.reach.js';
import { Clients } from './client.view.js';

@Injectable()
export class ClientResolver implements GraphPart {
  readonly resolvers;

  constructor(commands: CommandBus, store: EventStore, clients: Clients, reach: ClientReach, loaders: Loaders) {
    const change = changesBy(commands);
    const clinic = theClinic(store);
    const client = theClient(store);

    this.resolvers = {
      Query: {
        client: ask({
          who: everybodyThere,
          about: loaders.client,
          async answer(row, _args, request) {
            await reach.need(row, request);
            return clientRowToGraph(row);
          },
        }),
        clients: ask({
          who: treating,
          about: clinic,
          async answer(clinicId, { search, first, after }, request) {
            const slice = sliceOf({ first, after }, ['text', 'text']);
            const beginning = (search ?? '').trim();
            if (beginning.length > 200) throw new GraphFault('BAD_USER_INPUT', 'search has at most 200 characters.');
            const knownTo = reach.knownTo(request, clinicId);
            const { rows, totalCount } = await clients.search(clinicId, beginning, slice, knownTo);
            return connectionOf(rows, slice, totalCount, (row) => [row.sort_name, row.id], clientRowToGraph);
          },
        }),
      },
      Mutation: {
        registerClient: change({
          who: desk,
          about: clinic,
          gives: RegisterClient,
          command: (input) => new RegisterClient({ ...input, clientId: newId() }),
          as: 'client',
          toGraph: clientToGraph,
        }),
        recordConsultation: change({
          who: treating,
          about: client,
          gives: RecordConsultation,
          async command({ hairLoss = null, contraindications = [], plan = null, ...input }, { clinicId }) {
            const offered = plan && (await needProcedure(store, clinicId, plan.procedureCode));
            const planned = plan && offered && { ...plan, procedureCode: offered.code };
            const found = { hairLoss, contraindications, plan: planned };
            return new RecordConsultation({ ...input, ...found, consultationId: newId() });
          },
          as: 'consultation',
          toGraph: latestConsultation,
        }),
        recordPatchTest: change({
          who: treating,
          about: client,
          gives: RecordPatchTest,
          command: (input) => new RecordPatchTest({ ...input, patchTestId: newId() }),
          as: 'patchTest',
          toGraph: latestPatchTest,
        }),
        signConsent: change({
          who: treating,
          about: client,
          gives: SignConsent,
          async command(input, { clinicId }) {
            const { code } = await needProcedure(store, clinicId, input.procedureCode);
            return new SignConsent({ ...input, procedureCode: code, consentId: newId() });
          },
          as: 'consent',
          toGraph: latestConsent,
        }),
      },
      Client: {
        __resolveReference: refers({
          who: everybodyThere,
          about: loaders.client,
          toGraph: (row) => clientRowToGraph(row),
        }),
        name: async (parent, _args, request) => parent.name ?? (await reach.person(parent.id, request, true))?.name,
        phone: async (parent, _args, request) => parent.phone ?? (await reach.person(parent.id, request))?.phone,
        email: async (parent, _args, request) => parent.email ?? (await reach.person(parent.id, request))?.email,
        dateOfBirth: async (parent, _args, request) =>
          parent.dateOfBirth ?? (await reach.person(parent.id, request))?.date_of_birth,
        consultations: async ({ id }, _args, request) =>
          (await reach.record(id, request)).consultations.map(consultationToGraph),
        patchTests: async ({ id }, _args, request) =>
          (await reach.record(id, request)).patchTests.map(patchTestToGraph),
        consents: async ({ id }, _args, request) => (await reach.record(id, request)).consents.map(consentToGraph),
      },
    } satisfies Resolvers;
  }
}
