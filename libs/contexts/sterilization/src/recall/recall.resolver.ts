import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { EventStore } from '@stipple/event-store';
import { ask, changesBy, pointsTo, pointsToAll, refers, type GraphPart, type Request } from '@stipple/service';
import { everybodyThere, hygieneLead, hygieneReaders, theClinic, theRecall } from '../access.js';
import { loadToGraph } from '../load/load.graph.js';
import { Loaders } from '../loaders.js';
import { packToGraph } from '../pack/pack.graph.js';
import type { Resolvers } from '../resolvers.gen.js';
import { sterilizerToGraph } from '../sterilizer/sterilizer.graph.js';
import { CloseRecall } from './recall.decider.js';
import { recallRowToGraph, recallToGraph, type RecallNode } from './recall.graph.js';
import { Recalls, type ReachKind } from './recall.view.js';

@Injectable()
export class RecallResolver implements GraphPart {
  readonly resolvers;

  constructor(commands: CommandBus, store: EventStore, recalls: Recalls, loaders: Loaders) {
    const change = changesBy(commands);
    // Others at the clinic see that there is a recall, not which clients it affects.
    const visible = { who: hygieneReaders, about: loaders.recall, toGraph: recallRowToGraph };
    /** Ids of what a recall affects, of one kind. The answer of a command has them from the log; else they are read. */
    const affected =
      (kind: ReachKind) =>
      async ({ id, touched }: RecallNode, request: Request): Promise<{ id: string }[]> =>
        (touched?.[kind] ?? (await loaders.reach[kind](request, id))).map((one) => ({ id: one }));
    const affectedIds = (kind: ReachKind) => (parent: RecallNode, _args: unknown, request: Request) =>
      affected(kind)(parent, request);

    this.resolvers = {
      Query: {
        recall: ask({ who: hygieneReaders, about: loaders.recall, answer: recallRowToGraph }),
        recalls: ask({
          who: hygieneReaders,
          about: theClinic(store),
          answer: async ({ id }) => (await recalls.of(id)).map(recallRowToGraph),
        }),
      },
      Mutation: {
        closeRecall: change({
          who: hygieneLead,
          about: theRecall(store),
          gives: CloseRecall,
          command: (input) => new CloseRecall(input),
          as: 'recall',
          toGraph: recallToGraph,
        }),
      },
      Pack: {
        recall: pointsTo({ ...visible, key: ({ recallId }) => (recallId === null ? null : { id: recallId }) }),
      },
      Recall: {
        __resolveReference: refers(visible),
        loads: pointsToAll({
          who: everybodyThere,
          about: loaders.load,
          keys: affected('load'),
          toGraph: ({ state }) => loadToGraph(state),
        }),
        packs: pointsToAll({
          who: everybodyThere,
          about: loaders.pack,
          keys: affected('pack'),
          toGraph: ({ state }) => packToGraph(state),
        }),
        treatments: affectedIds('treatment'),
        clients: affectedIds('client'),
        sterilizer: pointsTo({
          who: everybodyThere,
          about: loaders.sterilizer,
          key: ({ sterilizerId }) => ({ id: sterilizerId }),
          toGraph: ({ state }) => sterilizerToGraph(state),
        }),
      },
    } satisfies Resolvers;
  }
}
