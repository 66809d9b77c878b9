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
  Load as LoadNode,
  ReadBiologicalIndicatorInput,
  ReadChemicalIndicatorInput,
  RecordCycleInput,
  RejectLoadInput,
  ReleaseLoadInput,
  Resolvers,
  StartLoadInput,
} from '../graphql.gen.js';
import { Links } from '../links.js';
import { pack } from '../pack/pack.decider.js';
import { recall } from '../recall/recall.decider.js';
import { knownClinic, needAnyRole, worksAt } from '../seeing.js';
import { shownLoad, shownRecall } from '../shown.js';
import { ReadBiologicalIndicator, sterilizer, type SterilizerCommand } from '../sterilizer/sterilizer.decider.js';
import { isKnown, type Sterilizer } from '../sterilizer/sterilizer.state.js';
import { shownSterilizer } from '../sterilizer/sterilizer.resolver.js';
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
import type { KnownLoad, Load } from './load.state.js';
import { Loads } from './load.view.js';

export const loadSdl = /* GraphQL */ `
  enum Program {
    "121 to 124 °C for 900 s."
    STEAM_121_15
    "126 to 129 °C for 600 s."
    STEAM_126_10
    "134 to 137 °C for 180 s."
    STEAM_134_3
  }
  enum LoadStatus {
    RUNNING
    AWAITING_RELEASE
    RELEASED
    REJECTED
    ABORTED
    RECALLED
  }
  enum IndicatorResult {
    NEGATIVE
    POSITIVE
    "The control did not grow, or was of another lot: the reading says nothing."
    INVALID
  }
  type StaffMember @key(fields: "id", resolvable: false) {
    id: ID!
  }
  type ChemicalIndicator {
    type: Int!
    lot: String!
    result: TestResult!
  }
  type Load @key(fields: "id") {
    id: ID!
    clinicId: ID!
    sterilizer: Sterilizer
    cycleNumber: Int!
    program: Program!
    status: LoadStatus!
    startedAt: DateTime!
    endedAt: DateTime
    loadedBy: StaffMember
    releasedBy: StaffMember
    "Longest unbroken time in which every sample lay in the program's band."
    holdSeconds: Int
    "Minutes at 121.1 °C that would have been as lethal. For information: no rule stands on it."
    f0: Float
    lowestCelsius: Float
    highestCelsius: Float
    "How far the temperature lay from that of saturated steam during the hold, at worst, in kelvin."
    worstSaturationKelvin: Float
    chemicalIndicators: [ChemicalIndicator!]!
    packs: [Pack!]!
  }
  type LoadEdge {
    cursor: String!
    node: Load!
  }
  type LoadConnection {
    edges: [LoadEdge!]!
    nodes: [Load!]!
    pageInfo: PageInfo!
    totalCount: Int!
  }
  input StartLoadInput {
    sterilizerId: ID!
    cycleNumber: Int!
    program: Program!
    packIds: [ID!]!
    startedAt: DateTime
    commandId: ID
  }
  input SampleInput {
    "Since the start of the cycle; strictly ascending."
    second: Int!
    celsius: Float!
    kPaAbsolute: Float!
  }
  input RecordCycleInput {
    loadId: ID!
    endedAt: DateTime
    samples: [SampleInput!]!
    commandId: ID
  }
  input ReadChemicalIndicatorInput {
    loadId: ID!
    "ISO 11140-1 type, 1 to 6. The types have no order of merit."
    type: Int!
    lot: String!
    result: TestResult!
    commandId: ID
  }
  input ReleaseLoadInput {
    loadId: ID!
    commandId: ID
  }
  input RejectLoadInput {
    loadId: ID!
    reason: String!
    commandId: ID
  }
  input AbortLoadInput {
    loadId: ID!
    reason: String!
    commandId: ID
  }
  input ReadBiologicalIndicatorInput {
    loadId: ID!
    lot: String!
    growth: Boolean!
    controlLot: String!
    controlGrowth: Boolean!
    readAt: DateTime
    commandId: ID
  }
  type LoadPayload {
    load: Load
    refusals: [Refusal!]!
  }
  type ReadBiologicalIndicatorPayload {
    result: IndicatorResult
    sterilizer: Sterilizer
    "The recall that a grown indicator opened or widened."
    recall: Recall
    refusals: [Refusal!]!
  }
  extend type Query {
    load(id: ID!): Load
    "Newest first."
    loads(clinicId: ID!, first: Int, after: String): LoadConnection!
  }
  extend type Mutation {
    startLoad(input: StartLoadInput!): LoadPayload!
    recordCycle(input: RecordCycleInput!): LoadPayload!
    readChemicalIndicator(input: ReadChemicalIndicatorInput!): LoadPayload!
    releaseLoad(input: ReleaseLoadInput!): LoadPayload!
    rejectLoad(input: RejectLoadInput!): LoadPayload!
    abortLoad(input: AbortLoadInput!): LoadPayload!
    readBiologicalIndicator(input: ReadBiologicalIndicatorInput!): ReadBiologicalIndicatorPayload!
  }
`;

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
    return answer('load', await this.commands.execute<LoadCommand, Outcome<Load>>(command), shownLoad);
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
      shownLoad,
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
      sterilizer: machine ? shownSterilizer(machine) : null,
      recall: recallId ? shownRecall(await this.store.state(recall, recallId)) : null,
      refusals: [...outcome.refusals],
    };
  }

  readonly resolvers = {
    Query: {
      load: async (_parent, { id }, request) => {
        void request.actor;
        const row = found(await this.links.load(request, id), 'load');
        needAnyRole(request, row.clinic_id);
        return shownLoad(row.state);
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
          (row) => found(shownLoad(row.state), 'load'),
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
        const row = await this.links.load(request, id ?? '');
        return row && worksAt(request, row.clinic_id) ? shownLoad(row.state) : null;
      },
      packs: (parent: Partial<LoadNode>, _args, request) =>
        this.links.packs(
          request,
          (parent.packs ?? []).map((one) => one.id),
        ),
      sterilizer: (parent: Partial<LoadNode>, _args, request) =>
        this.links.sterilizer(request, parent.sterilizer?.id ?? ''),
    },
  } satisfies Resolvers;
}
