import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { EventStore, newId } from '@stipple/event-store';
import {
  ask,
  changesBy,
  connectionOf,
  found,
  GraphFault,
  pointsTo,
  pointsToAll,
  refers,
  sliceOf,
  wideChangesBy,
  type GraphPart,
} from '@stipple/service';
import { everybodyThere, hygieneLead, theClinic, theLoad, theSterilizer } from '../access.js';
import { Loaders } from '../loaders.js';
import { packToGraph } from '../pack/pack.graph.js';
import { recall } from '../recall/recall.decider.js';
import { recallToGraph } from '../recall/recall.graph.js';
import type { Resolvers } from '../resolvers.gen.js';
import { ReadBiologicalIndicator } from '../sterilizer/sterilizer.decider.js';
import { sterilizerToGraph } from '../sterilizer/sterilizer.graph.js';
import { isKnown, type Sterilizer } from '../sterilizer/sterilizer.state.js';
import type { Sample } from './hold.rules.js';
import { AbortLoad, ReadChemicalIndicator, RecordCycle, RejectLoad, ReleaseLoad, StartLoad } from './load.decider.js';
import { loadToGraph } from './load.graph.js';
import { Loads } from './load.view.js';

const bad = (message: string): GraphFault => new GraphFault('BAD_USER_INPUT', message);

/** @throws GraphFault BAD_USER_INPUT when the samples cannot be a cycle's record */
function checkedSamples(samples: readonly Sample[]): readonly Sample[] {
  if (samples.length < 2 || samples.length > 20_000)
    throw bad(`A cycle has between 2 and 20,000 samples; these are ${samples.length}.`);
  samples.forEach(({ second, celsius, kPaAbsolute }, index) => {
    const before = samples[index - 1];
    if (second < 0 || second > 86_400) throw bad(`samples[${index}].second lies outside 0 to 86,400.`);
    if (before && second <= before.second)
      throw bad(
        `samples[${index}].second is ${second} after ${before.second}: samples come in ascending order, one a second at most.`,
      );
    if (!(celsius >= -50 && celsius <= 300)) throw bad(`samples[${index}].celsius lies outside -50 to 300.`);
    if (!(kPaAbsolute >= 0 && kPaAbsolute <= 1_000))
      throw bad(`samples[${index}].kPaAbsolute lies outside 0 to 1,000.`);
  });
  return samples.map(({ second, celsius, kPaAbsolute }) => ({ second, celsius, kPaAbsolute }));
}

/** @throws GraphFault BAD_USER_INPUT when the packs cannot be the content of a load */
function checkedPackIds(packIds: readonly string[]): readonly string[] {
  if (packIds.length === 0 || packIds.length > 100) throw bad('A load holds between one and a hundred packs.');
  if (new Set(packIds).size < packIds.length) throw bad('A pack is named twice.');
  return packIds;
}

/** @throws GraphFault BAD_USER_INPUT when there is no such type of indicator */
function checkedIndicatorType(type: number): number {
  if (type < 1 || type > 6) throw bad('Chemical indicators are of type 1 to 6.');
  return type;
}

@Injectable()
export class LoadResolver implements GraphPart {
  readonly resolvers;

  constructor(commands: CommandBus, store: EventStore, loads: Loads, loaders: Loaders) {
    const change = changesBy(commands);
    const wideChange = wideChangesBy(commands);
    const load = theLoad(store);
    const shown = { as: 'load', toGraph: loadToGraph } as const;

    this.resolvers = {
      Query: {
        load: ask({ who: everybodyThere, about: loaders.load, answer: ({ state }) => loadToGraph(state) }),
        loads: ask({
          who: everybodyThere,
          about: theClinic(store),
          answer: async ({ id }, paged) => {
            const slice = sliceOf(paged, ['moment', 'text']);
            const { rows, totalCount } = await loads.page(id, slice);
            return connectionOf(
              rows,
              slice,
              totalCount,
              (row) => [row.started_at ?? '', row.id],
              (row) => found(loadToGraph(row.state), 'load'),
            );
          },
        }),
      },
      Mutation: {
        startLoad: change({
          who: hygieneLead,
          about: theSterilizer(store),
          gives: StartLoad,
          command: (input) => new StartLoad({ ...input, loadId: newId(), packIds: checkedPackIds(input.packIds) }),
          ...shown,
        }),
        recordCycle: change({
          who: hygieneLead,
          about: load,
          gives: RecordCycle,
          command: (input) => new RecordCycle({ ...input, samples: checkedSamples(input.samples) }),
          ...shown,
        }),
        readChemicalIndicator: change({
          who: hygieneLead,
          about: load,
          gives: ReadChemicalIndicator,
          command: ({ type, ...input }) =>
            new ReadChemicalIndicator({ ...input, indicatorType: checkedIndicatorType(type) }),
          ...shown,
        }),
        releaseLoad: change({
          who: hygieneLead,
          about: load,
          gives: ReleaseLoad,
          command: (input) => new ReleaseLoad(input),
          ...shown,
        }),
        rejectLoad: change({
          who: hygieneLead,
          about: load,
          gives: RejectLoad,
          command: (input) => new RejectLoad(input),
          ...shown,
        }),
        abortLoad: change({
          who: hygieneLead,
          about: load,
          gives: AbortLoad,
          command: (input) => new AbortLoad(input),
          ...shown,
        }),
        readBiologicalIndicator: wideChange({
          who: hygieneLead,
          about: load,
          gives: ReadBiologicalIndicator,
          command: (input, { sterilizerId }) =>
            new ReadBiologicalIndicator({ ...input, sterilizerId, recallId: newId() }),
          toPayload: async (state: Sterilizer) => {
            const { result = null, recallId = null } = (isKnown(state) && state.lastReading) || {};
            return {
              result,
              sterilizer: sterilizerToGraph(state),
              recall: recallId === null ? null : recallToGraph(await store.state(recall, recallId)),
            };
          },
        }),
      },
      Load: {
        __resolveReference: refers({
          who: everybodyThere,
          about: loaders.load,
          toGraph: ({ state }) => loadToGraph(state),
        }),
        packs: pointsToAll({
          who: everybodyThere,
          about: loaders.pack,
          keys: ({ packIds }) => packIds.map((id) => ({ id })),
          toGraph: ({ state }) => packToGraph(state),
        }),
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
