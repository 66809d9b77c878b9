import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { EventStore } from '@stipple/event-store';
import { ask, changesBy, refers, role, type GraphPart } from '@stipple/service';
import { everybodyThere, theClinic } from '../access.js';
import { Loaders } from '../loaders.js';
import type { Resolvers } from '../resolvers.gen.js';
import { DefineProcedure } from './procedure.decider.js';
import { procedureRowToGraph, procedureToGraph } from './procedure.graph.js';
import { keptCode } from './procedure.reach.js';
import { Procedures } from './procedure.view.js';

@Injectable()
export class ProcedureResolver implements GraphPart {
  readonly resolvers;

  constructor(commands: CommandBus, store: EventStore, procedures: Procedures, loaders: Loaders) {
    const change = changesBy(commands);

    this.resolvers = {
      Query: {
        procedures: ask({
          who: everybodyThere,
          about: theClinic(store),
          answer: async (clinicId) => (await procedures.ofClinic(clinicId)).map(procedureRowToGraph),
        }),
      },
      Mutation: {
        defineProcedure: change({
          who: role('MANAGER'),
          about: theClinic(store),
          gives: DefineProcedure,
          command: async (input, clinicId) =>
            new DefineProcedure({ ...input, code: await keptCode(store, clinicId, input.code) }),
          as: 'procedure',
          toGraph: procedureToGraph,
        }),
      },
      Procedure: {
        __resolveReference: refers({
          who: everybodyThere,
          about: loaders.procedure,
          toGraph: (row) => procedureRowToGraph(row),
        }),
      },
    } satisfies Resolvers;
  }
}
