import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { newId, own } from '@stipple/event-store';
import { answer, loaderOf, mutation, type GraphPart, type Request } from '@stipple/service';
import type { OpenClinicInput } from '../graphql.gen.js';
import type { Resolvers } from '../resolvers.gen.js';
import { OpenClinic } from './clinic.decider.js';
import { clinicRowToGraph, clinicToGraph } from './clinic.graph.js';
import { Clinics, type ClinicRow } from './clinic.view.js';

@Injectable()
export class ClinicResolver implements GraphPart {
  constructor(
    private readonly commands: CommandBus,
    private readonly clinics: Clinics,
  ) {}

  private readonly rowOf = loaderOf('clinics', (ids) => this.clinics.byId(ids));

  readonly resolvers = {
    Query: {
      clinics: async (_parent, _args, request) => {
        const rows = await this.clinics.all();
        return rows
          .filter((row) => request.actor.admin || own(request.actor.roles, row.id) !== undefined)
          .map(clinicRowToGraph);
      },
    },
    Mutation: {
      openClinic: mutation(async ({ name, timeZone, currency, country }: OpenClinicInput, request) => {
        request.needAdmin();
        return answer(
          'clinic',
          await this.commands.execute(new OpenClinic({ clinicId: newId(), name, timeZone, currency, country })),
          clinicToGraph,
        );
      }),
    },
    Clinic: {
      __resolveReference: async ({ id }, request) => {
        const row = await this.load(request, id);
        return row ? clinicRowToGraph(row) : null;
      },
      // A clinic that is only pointed to is loaded here when more than its id is asked for.
      name: async ({ id, name }, _args, request) => name ?? (await this.load(request, id))?.name ?? '',
      timeZone: async ({ id, timeZone }, _args, request) => timeZone ?? (await this.load(request, id))?.time_zone ?? '',
      currency: async ({ id, currency }, _args, request) => currency ?? (await this.load(request, id))?.currency ?? '',
      country: async ({ id, country }, _args, request) => country ?? (await this.load(request, id))?.country ?? '',
    },
  } satisfies Resolvers;

  /** A clinic of the person who asks, or any clinic for an administrator. */
  private async load(request: Request, id: string): Promise<ClinicRow | undefined> {
    const { actor } = request;
    if (!actor.admin && own(actor.roles, id) === undefined) return undefined;
    return this.rowOf(request, id);
  }
}
