import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { EventStore } from '@stipple/event-store';
import { answer, mutation, type GraphPart, type Request } from '@stipple/service';
import DataLoader from 'dataloader';
import type { DefineProcedureInput } from '../graphql.gen.js';
import { needAt, worksAt } from '../reach.js';
import type { Resolvers } from '../resolvers.gen.js';
import { DefineProcedure } from './procedure.decider.js';
import { procedureRowToGraph, procedureToGraph } from './procedure.graph.js';
import { keptCode } from './procedure.reach.js';
import { Procedures } from './procedure.view.js';

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
    return row && worksAt(request, row.clinic_id) ? procedureRowToGraph(row) : null;
  }

  readonly resolvers = {
    Query: {
      procedures: async (_parent, { clinicId }, request) => {
        await needAt(request, this.store, clinicId, 'FRONT_DESK', 'TECHNICIAN', 'HYGIENE_LEAD', 'AUDITOR');
        return (await this.procedures.ofClinic(clinicId)).map(procedureRowToGraph);
      },
    },
    Mutation: {
      defineProcedure: mutation(async ({ commandId: _commandId, ...terms }: DefineProcedureInput, request) => {
        await needAt(request, this.store, terms.clinicId, 'MANAGER');
        const code = await keptCode(this.store, terms.clinicId, terms.code);
        return answer(
          'procedure',
          await this.commands.execute(new DefineProcedure({ ...terms, code })),
          procedureToGraph,
        );
      }),
    },
    Procedure: {
      __resolveReference: ({ id }, request) => this.read(id, request),
    },
  } satisfies Resolvers;
}
