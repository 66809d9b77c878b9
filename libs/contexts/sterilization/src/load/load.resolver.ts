import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { EventStore, newId, type Outcome } from '@stipple/event-store';
import {
  answer,
  connectionOf,
  found,
  GraphFault,
  mutation,
  sliceOf,
  type GraphPart,
  type Request,
} from '@stipple/service';
import type {
  AbortLoadInput,
  ReadBiologicalIndicatorInput,
  ReadChemicalIndicatorInput,
  RecordCycleInput,
  RejectLoadInput,
  ReleaseLoadInput,
  StartLoadInput,
} from '../graphql.gen.js';
import { Links } from '../links.js';
import { pack } from '../pack/pack.decider.js';
import { recall } from '../recall/recall.decider.js';
import { recallToGraph } from '../recall/recall.graph.js';
import type { Resolvers } from '../resolvers.gen.js';
import { knownClinic, needAnyRole, worksAt } from '../seeing.js';
import { ReadBiologicalIndicator, sterilizer, type SterilizerCommand } from '../sterilizer/sterilizer.decider.js';
import { isKnown, type Sterilizer } from '../sterilizer/sterilizer.state.js';
import { sterilizerToGraph } from '../sterilizer/sterilizer.graph.js';
import type { Sample } from './hold.js';
import {
  AbortLoad,
  load,
  ReadChemicalIndicator,
  RecordCycle,
  RejectLoad,
  ReleaseLoad,
  StartLoad,
  type LoadCommand,
} from './load.decider.js';
import { loadToGraph } from './load.graph.js';
import type { KnownLoad, Load } from './load.state.js';
import { Loads } from './load.view.js';

/** @throws GraphFault BAD_USER_INPUT when the samples cannot be a cycle's record. */
function checkedSamples(samples: readonly Sample[]): readonly Sample[] {
  const bad = (message: string) => new GraphFault('BAD_USER_INPUT', message);
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

@Injectable()
export class LoadResolver implements GraphPart {
  constructor(
    private readonly commands: CommandBus,
    private readonly store: EventStore,
    private readonly loads: Loads,
    private readonly links: Links,
  ) {}

  private async mine(request: Request, loadId: string): Promise<KnownLoad> {
    void request.actor;
    const state = await this.store.state(load, loadId);
    const known = found(state.status === 'unknown' ? undefined : state, 'load');
    request.need(known.clinicId, 'HYGIENE_LEAD');
    return known;
  }

  private async change(request: Request, command: LoadCommand) {
    await this.mine(request, command.data.loadId);
    return answer('load', await this.commands.execute<LoadCommand, Outcome<Load>>(command), loadToGraph);
  }

  private async start(request: Request, { sterilizerId, cycleNumber, program, packIds, startedAt }: StartLoadInput) {
    void request.actor;
    const machine = await this.store.state(sterilizer, sterilizerId);
    request.need(found(isKnown(machine) ? machine.clinicId : undefined, 'sterilizer'), 'HYGIENE_LEAD');
    if (packIds.length === 0 || packIds.length > 100)
      throw new GraphFault('BAD_USER_INPUT', 'A load holds between one and a hundred packs.');
    if (new Set(packIds).size < packIds.length) throw new GraphFault('BAD_USER_INPUT', 'A pack is named twice.');
    for (const state of await Promise.all(packIds.map((id) => this.store.state(pack, id))))
      found(state.status === 'unknown' ? undefined : state, 'pack');
    return answer(
      'load',
      await this.commands.execute<LoadCommand, Outcome<Load>>(
        new StartLoad({
          loadId: newId(),
          sterilizerId,
          cycleNumber,
          program,
          packIds,
          ...(startedAt ? { startedAt } : {}),
        }),
      ),
      loadToGraph,
    );
  }

  private async indicator(
    request: Request,
    { loadId, lot, growth, controlLot, controlGrowth, readAt }: ReadBiologicalIndicatorInput,
  ) {
    const { sterilizerId } = await this.mine(request, loadId);
    const command = new ReadBiologicalIndicator({
      sterilizerId,
      loadId,
      recallId: newId(),
      lot,
      growth,
      controlLot,
      controlGrowth,
      ...(readAt ? { readAt } : {}),
    });
    const outcome = await this.commands.execute<SterilizerCommand, Outcome<Sterilizer>>(command);
    const machine = outcome.accepted && isKnown(outcome.state) ? outcome.state : undefined;
    const recallId = machine?.lastReading?.recallId;
    return {
      result: machine?.lastReading?.result ?? null,
      sterilizer: machine ? sterilizerToGraph(machine) : null,
      recall: recallId ? recallToGraph(await this.store.state(recall, recallId)) : null,
      refusals: [...outcome.refusals],
    };
  }

  readonly resolvers = {
    Query: {
      load: async (_parent, { id }, request) => {
        void request.actor;
        const row = found(await this.links.load(request, id), 'load');
        needAnyRole(request, row.clinic_id);
        return loadToGraph(row.state);
      },
      loads: async (_parent, { clinicId, first, after }, request) => {
        needAnyRole(request, await knownClinic(this.store, request, clinicId));
        const slice = sliceOf({ first, after }, ['moment', 'text']);
        const { rows, total } = await this.loads.page(clinicId, slice);
        return connectionOf(
          rows,
          slice,
          total,
          (row) => [row.started_at ?? '', row.id],
          (row) => found(loadToGraph(row.state), 'load'),
        );
      },
    },
    Mutation: {
      startLoad: mutation((input: StartLoadInput, request) => this.start(request, input)),
      recordCycle: mutation(({ loadId, endedAt, samples }: RecordCycleInput, request) =>
        this.change(
          request,
          new RecordCycle({ loadId, samples: checkedSamples(samples), ...(endedAt ? { endedAt } : {}) }),
        ),
      ),
      readChemicalIndicator: mutation(({ loadId, type, lot, result }: ReadChemicalIndicatorInput, request) => {
        if (type < 1 || type > 6) throw new GraphFault('BAD_USER_INPUT', 'Chemical indicators are of type 1 to 6.');
        return this.change(request, new ReadChemicalIndicator({ loadId, indicatorType: type, lot, result }));
      }),
      releaseLoad: mutation(({ loadId }: ReleaseLoadInput, request) =>
        this.change(request, new ReleaseLoad({ loadId })),
      ),
      rejectLoad: mutation(({ loadId, reason }: RejectLoadInput, request) =>
        this.change(request, new RejectLoad({ loadId, reason })),
      ),
      abortLoad: mutation(({ loadId, reason }: AbortLoadInput, request) =>
        this.change(request, new AbortLoad({ loadId, reason })),
      ),
      readBiologicalIndicator: mutation((input: ReadBiologicalIndicatorInput, request) =>
        this.indicator(request, input),
      ),
    },
    Load: {
      __resolveReference: async ({ id }, request) => {
        const row = await this.links.load(request, id);
        return row && worksAt(request, row.clinic_id) ? loadToGraph(row.state) : null;
      },
      packs: ({ packIds }, _args, request) => this.links.packs(request, packIds),
      sterilizer: ({ sterilizerId }, _args, request) => this.links.sterilizer(request, sterilizerId),
    },
  } satisfies Resolvers;
}
