import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { newId } from '@stipple/event-store';
import { administrator, ask, changesBy, refers, signedIn, type GraphPart, type Request } from '@stipple/service';
import { everybodyThere, readsOf } from '../access.js';
import { Loaders } from '../loaders.js';
import type { Resolvers } from '../resolvers.gen.js';
import { OpenClinic } from './clinic.decider.js';
import { clinicRowToGraph, clinicToGraph } from './clinic.graph.js';
import { Clinics } from './clinic.view.js';

@Injectable()
export class ClinicResolver implements GraphPart {
  readonly resolvers;

  constructor(commands: CommandBus, clinics: Clinics, loaders: Loaders) {
    const change = changesBy(commands);
    const visible = refers({ who: everybodyThere, about: loaders.clinic, toGraph: clinicRowToGraph });
    /** A field of a clinic that is only pointed to: it is loaded here when more than its id is asked for. */
    const field =
      <Name extends 'name' | 'timeZone' | 'currency' | 'country'>(name: Name) =>
      async (parent: { id: string } & { [N in Name]?: string }, _args: unknown, request: Request): Promise<string> =>
        parent[name] ?? (await visible({ id: parent.id }, request))?.[name] ?? '';

    this.resolvers = {
      Query: {
        clinics: ask({
          who: signedIn('Only the clinics where they work are shown; to an administrator all.'),
          answer: async (_known, _args, { actor }) =>
            (await clinics.all()).filter(({ id }) => readsOf(actor, id)).map(clinicRowToGraph),
        }),
      },
      Mutation: {
        openClinic: change({
          who: administrator,
          gives: OpenClinic,
          command: (input) => new OpenClinic({ ...input, clinicId: newId() }),
          as: 'clinic',
          toGraph: clinicToGraph,
        }),
      },
      Clinic: {
        __resolveReference: visible,
        name: field('name'),
        timeZone: field('timeZone'),
        currency: field('currency'),
        country: field('country'),
      },
    } satisfies Resolvers;
  }
}
