import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { EventStore, newId } from '@stipple/event-store';
import { ask, changesBy, given, refers, type GraphPart } from '@stipple/service';
import { everybodyThere, hygieneLead, theClinic, theSterilizer } from '../access.js';
import { Loaders } from '../loaders.js';
import type { Resolvers } from '../resolvers.gen.js';
import {
  CommissionSterilizer,
  RecordRequalificationRun,
  RecordRoutineTest,
  ReturnToService,
  TakeOutOfService,
} from './sterilizer.decider.js';
import { sterilizerToGraph } from './sterilizer.graph.js';
import { Sterilizers } from './sterilizer.view.js';

@Injectable()
export class SterilizerResolver implements GraphPart {
  readonly resolvers;

  constructor(commands: CommandBus, store: EventStore, sterilizers: Sterilizers, loaders: Loaders) {
    const change = changesBy(commands);
    const clinic = theClinic(store);
    const sterilizer = theSterilizer(store);
    const shown = { as: 'sterilizer', toGraph: sterilizerToGraph } as const;

    this.resolvers = {
      Query: {
        sterilizer: ask({
          who: everybodyThere,
          about: loaders.sterilizer,
          answer: ({ state }) => sterilizerToGraph(state),
        }),
        sterilizers: ask({
          who: everybodyThere,
          about: clinic,
          answer: async ({ id }) => (await sterilizers.of(id)).flatMap(({ state }) => sterilizerToGraph(state) ?? []),
        }),
      },
      Mutation: {
        commissionSterilizer: change({
          who: hygieneLead,
          about: clinic,
          gives: CommissionSterilizer,
          command: (input) => new CommissionSterilizer({ ...input, sterilizerId: newId() }),
          ...shown,
        }),
        recordRoutineTest: change({
          who: hygieneLead,
          about: sterilizer,
          gives: RecordRoutineTest,
          command: ({ leakage, ...input }) =>
            new RecordRoutineTest({ ...input, ...(leakage && { leakage: given(leakage) }) }),
          ...shown,
        }),
        takeOutOfService: change({
          who: hygieneLead,
          about: sterilizer,
          gives: TakeOutOfService,
          command: (input) => new TakeOutOfService(input),
          ...shown,
        }),
        returnToService: change({
          who: hygieneLead,
          about: sterilizer,
          gives: ReturnToService,
          command: (input) => new ReturnToService(input),
          ...shown,
        }),
        recordRequalificationRun: change({
          who: hygieneLead,
          about: sterilizer,
          gives: RecordRequalificationRun,
          command: (input) => new RecordRequalificationRun(input),
          ...shown,
        }),
      },
      Sterilizer: {
        __resolveReference: refers({
          who: everybodyThere,
          about: loaders.sterilizer,
          toGraph: ({ state }) => sterilizerToGraph(state),
        }),
      },
    } satisfies Resolvers;
  }
}
