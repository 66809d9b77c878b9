import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { actAs, acting, EventStore, newId, own, uuidOf, type Outcome, type Refusal } from '@stipple/event-store';
import {
  answer,
  connectionOf,
  found,
  GraphFault,
  holds,
  mutation,
  sliceOf,
  type GraphPart,
  type Request,
} from '@stipple/service';
import type {
  ClosePigmentRecallInput,
  PigmentRecall as GraphRecall,
  RecallPigmentInput,
  ReceivePigmentLotInput,
  ReleasePigmentLotInput,
  Resolvers,
} from '../graphql.gen.js';
import {
  ClosePigmentRecall,
  lotIdOf,
  pigment,
  pigmentIdOf,
  pigmentOfLot,
  RecallPigment,
  ReceivePigmentLot,
  ReleasePigmentLot,
  type Pigment,
  type PigmentCommand,
} from './pigment.decider.js';
import { everyLot, type PigmentLot, type PigmentRecall } from './pigment.rules.js';
import { PigmentRecalls, type PigmentRecallRow } from './pigment-recall.view.js';
import { anyRole, lotOf, lotShown, ShownLots } from './pigment-lot.shown.js';
import { PigmentLots } from './pigment.view.js';
import { ShownTreatments } from '../treatment/treatment.shown.js';

export const pigmentSdl = /* GraphQL */ `
  enum PigmentLotStatus {
    QUARANTINED
    RELEASED
    RECALLED
    "Past its expiry, or past the days allowed after opening. Derived when asked."
    EXPIRED
  }
  "One delivery of one manufacturer's product and lot at one clinic."
  type PigmentLot @key(fields: "id") {
    id: ID!
    manufacturer: String!
    product: String!
    lot: String!
    status: PigmentLotStatus!
    expiresOn: Date!
    distributedOn: Date!
    useWithinDaysOfOpening: Int!
    certificateOfAnalysis: String
    "When it was first used."
    openedAt: DateTime
  }
  type PigmentLotEdge {
    cursor: String!
    node: PigmentLot!
  }
  type PigmentLotConnection {
    totalCount: Int!
    pageInfo: PageInfo!
    edges: [PigmentLotEdge!]!
    nodes: [PigmentLot!]!
  }
  enum RecallStatus {
    OPEN
    CLOSED
  }
  "A recall of pigment, at the clinics of whoever asks, with everything it reached so far."
  type PigmentRecall {
    id: ID!
    "OPEN until it is closed at every one of these clinics, and again when it reaches further."
    status: RecallStatus!
    manufacturer: String!
    product: String!
    "A lot number, or * for all lots."
    lot: String!
    "From when on, and until when, the maker sent what is recalled; null: without bound."
    distributedFrom: Date
    distributedTo: Date
    "Null where it was erased."
    source: String
    "How many treatments are still to be told: 0 once it names everything."
    awaitingTreatments: Int!
    pigmentLots: [PigmentLot!]!
    treatments: [Treatment!]!
    clients: [Client!]!
  }
  type Client @key(fields: "id", resolvable: false) {
    id: ID!
  }
  input ReceivePigmentLotInput {
    clinicId: ID!
    manufacturer: String!
    product: String!
    lot: String!
    expiresOn: Date!
    "When the maker or dealer sent it: recalls name lots by it too."
    distributedOn: Date!
    useWithinDaysOfOpening: Int!
    commandId: ID
  }
  type ReceivePigmentLotPayload {
    pigmentLot: PigmentLot
    refusals: [Refusal!]!
  }
  input ReleasePigmentLotInput {
    pigmentLotId: ID!
    "Number or address of the certificate."
    certificateOfAnalysis: String!
    commandId: ID
  }
  type ReleasePigmentLotPayload {
    pigmentLot: PigmentLot
    refusals: [Refusal!]!
  }
  input RecallPigmentInput {
    manufacturer: String!
    product: String!
    "A lot number; * or nothing: all lots."
    lot: String
    "Left out: without bound."
    distributedFrom: Date
    distributedTo: Date
    "Who said so: an authority's notice, the maker's letter."
    source: String!
    commandId: ID
  }
  type RecallPigmentPayload {
    recall: PigmentRecall
    "Lots of the maker, of the product or of the number that the recall does not name: whether they were meant, somebody has to see. A hundred at most."
    nearMisses: [PigmentLot!]!
    "What whoever recalls has to know of it, a sentence each: that no lot matched, that lots came near."
    warnings: [String!]!
    refusals: [Refusal!]!
  }
  input ClosePigmentRecallInput {
    recallId: ID!
    "What became of what it touched."
    reason: String!
    commandId: ID
  }
  type ClosePigmentRecallPayload {
    recall: PigmentRecall
    refusals: [Refusal!]!
  }
  type Query {
    pigmentLot(id: ID!): PigmentLot
    pigmentLots(clinicId: ID!, first: Int, after: String): PigmentLotConnection!
    pigmentRecall(id: ID!): PigmentRecall
    "The newest hundred recalls at a clinic."
    pigmentRecalls(clinicId: ID!): [PigmentRecall!]!
  }
  type Mutation {
    receivePigmentLot(input: ReceivePigmentLotInput!): ReceivePigmentLotPayload!
    releasePigmentLot(input: ReleasePigmentLotInput!): ReleasePigmentLotPayload!
    recallPigment(input: RecallPigmentInput!): RecallPigmentPayload!
    "Ends it at the clinics where whoever asks leads hygiene; its lots stay RECALLED."
    closePigmentRecall(input: ClosePigmentRecallInput!): ClosePigmentRecallPayload!
  }
`;

const recallOf = (row: PigmentRecallRow): PigmentRecall => ({
  id: row.recall_id,
  status: row.status,
  clinicId: row.clinic_id,
  manufacturer: row.manufacturer,
  product: row.product,
  lot: row.lot,
  source: row.source,
  awaiting: row.awaiting,
  ...(row.distributed_from === null ? {} : { distributedFrom: row.distributed_from }),
  ...(row.distributed_to === null ? {} : { distributedTo: row.distributed_to }),
  pigmentLotIds: row.pigment_lot_ids,
  treatmentIds: row.treatment_ids,
  clientIds: row.client_ids,
});

/** A recall on its way through the graph, with the ids of what is found only when asked for. */
type ShownRecall = GraphRecall & { lotIds: readonly string[]; treatmentIds: readonly string[] };

/** Entries of each list that one answer gives. */
const mostShown = 20_000;

/** One recall at several clinics, seen as one. */
function recallShown(parts: readonly PigmentRecall[]): ShownRecall | null {
  const [first] = parts;
  if (!first) return null;
  const all = (ids: (part: PigmentRecall) => readonly string[]) => [...new Set(parts.flatMap(ids))];
  const shown: Omit<ShownRecall, 'pigmentLots' | 'treatments'> = {
    id: first.id,
    status: parts.every((part) => part.status === 'CLOSED') ? 'CLOSED' : 'OPEN',
    manufacturer: first.manufacturer,
    product: first.product,
    lot: first.lot,
    distributedFrom: first.distributedFrom ?? null,
    distributedTo: first.distributedTo ?? null,
    source: first.source,
    awaitingTreatments: parts.reduce((sum, part) => sum + part.awaiting, 0),
    clients: all((part) => part.clientIds)
      .slice(0, mostShown)
      .map((id) => ({ id })),
    lotIds: all((part) => part.pigmentLotIds).slice(0, mostShown),
    treatmentIds: all((part) => part.treatmentIds).slice(0, mostShown),
  };
  return shown as ShownRecall;
}

/** What whoever recalls has to know of what was matched. */
const warningsOf = (matched: number, near: number): string[] => [
  ...(matched === 0
    ? ['No lot that was received matches: nothing is recalled yet. One that arrives later will be.']
    : []),
  ...(near === 0
    ? []
    : [
        `${near === 100 ? 'A hundred lots or more are' : near === 1 ? 'One lot is' : `${near} lots are`} of the same manufacturer, product or number and not recalled. See whether they were meant.`,
      ]),
];

const shownOf = (lot: PigmentLot | undefined, zone: string) => (lot ? lotShown(lot, zone) : null);

@Injectable()
export class PigmentResolver implements GraphPart {
  constructor(
    private readonly commands: CommandBus,
    private readonly store: EventStore,
    private readonly lots: PigmentLots,
    private readonly recalls: PigmentRecalls,
    private readonly shownLots: ShownLots,
    private readonly shownTreatments: ShownTreatments,
  ) {}

  /**
   * Each clinic's products are streams of their own; a command sent again finds those that were done before it was cut
   * off.
   */
  private async atEach(
    recallId: string,
    commands: readonly PigmentCommand[],
  ): Promise<{ parts: PigmentRecall[]; refusals: Refusal[] }> {
    const { commandId } = acting();
    const parts: PigmentRecall[] = [];
    for (const command of commands) {
      const situation = {
        ...acting(),
        ...(commandId === undefined ? {} : { commandId: uuidOf(`${commandId} ${command.data.pigmentId}`) }),
      };
      const outcome = await actAs(situation, () => this.commands.execute<PigmentCommand, Outcome<Pigment>>(command));
      if (!outcome.accepted) return { parts: [], refusals: [...outcome.refusals] };
      const part = own(outcome.state.recalls, recallId);
      if (part) parts.push(part);
    }
    return { parts, refusals: [] };
  }

  private async recall(
    { manufacturer, product, distributedFrom, distributedTo, source, lot: number }: RecallPigmentInput,
    request: Request,
  ) {
    const clinicIds = request.clinicsAs('HYGIENE_LEAD').sort();
    if (clinicIds.length === 0) throw new GraphFault('FORBIDDEN', 'This takes the role HYGIENE_LEAD at a clinic.');
    const lot = number?.trim() || everyLot;
    const window = { ...(distributedFrom ? { distributedFrom } : {}), ...(distributedTo ? { distributedTo } : {}) };
    const recallId = newId();
    const streams = await Promise.all(
      clinicIds.map(async (clinicId) => {
        const known = await this.recalls.streamsOf(clinicId, manufacturer, product);
        return [...new Set([pigmentIdOf(clinicId, manufacturer, product), ...known])]
          .sort()
          .map((pigmentId) => ({ clinicId, pigmentId }));
      }),
    );
    const { parts, refusals } = await this.atEach(
      recallId,
      streams.flat().map((at) => new RecallPigment({ ...at, ...window, recallId, manufacturer, product, lot, source })),
    );
    const recall = recallShown(parts);
    if (!recall) return { recall, nearMisses: [], warnings: [], refusals };
    const near = await this.lots.near(clinicIds, { manufacturer, product, lot }, recall.lotIds);
    const nearMisses = await Promise.all(
      near.map(async (row) => lotShown(lotOf(row), await this.shownLots.zone(row.clinic_id))),
    );
    return { recall, nearMisses, warnings: warningsOf(recall.lotIds.length, nearMisses.length), refusals };
  }

  readonly resolvers = {
    Query: {
      pigmentLot: async (_parent, { id }, request) => {
        const row = found(await this.shownLots.row(request, id), 'pigment lot');
        request.need(row.clinic_id, ...anyRole);
        return lotShown(lotOf(row), await this.shownLots.zone(row.clinic_id));
      },
      pigmentLots: async (_parent, { clinicId, first, after }, request) => {
        request.need(clinicId, ...anyRole);
        const slice = sliceOf({ first, after }, ['text']);
        const [{ rows, total }, zone] = await Promise.all([
          this.lots.page(clinicId, slice),
          this.shownLots.zone(clinicId),
        ]);
        return connectionOf(
          rows,
          slice,
          total,
          (row) => [row.id],
          (row) => lotShown(lotOf(row), zone),
        );
      },
      pigmentRecall: async (_parent, { id }, request) =>
        found(recallShown((await this.recalls.byRecall(id, request.clinicsAs(...anyRole))).map(recallOf)), 'recall'),
      pigmentRecalls: async (_parent, { clinicId }, request) => {
        request.need(clinicId, ...anyRole);
        const rows = await this.recalls.ofClinic(clinicId, 100);
        return [...new Set(rows.map((row) => row.recall_id))].flatMap(
          (id) => recallShown(rows.filter((row) => row.recall_id === id).map(recallOf)) ?? [],
        );
      },
    },
    Mutation: {
      receivePigmentLot: mutation(
        async (
          {
            clinicId,
            manufacturer,
            product,
            lot,
            expiresOn,
            distributedOn,
            useWithinDaysOfOpening,
          }: ReceivePigmentLotInput,
          request,
        ) => {
          request.need(clinicId, 'HYGIENE_LEAD', 'TECHNICIAN');
          const [known] = await this.recalls.streamsOf(clinicId, manufacturer, product);
          const pigmentId = known ?? pigmentIdOf(clinicId, manufacturer, product);
          const pigmentLotId = lotIdOf(pigmentId, newId());
          const outcome: Outcome<Pigment> = await this.commands.execute(
            new ReceivePigmentLot({
              pigmentId,
              pigmentLotId,
              clinicId,
              manufacturer,
              product,
              lot,
              expiresOn,
              distributedOn,
              useWithinDaysOfOpening,
            }),
          );
          const zone = await this.shownLots.zone(clinicId);
          return answer('pigmentLot', outcome, ({ lots }) => shownOf(own(lots, pigmentLotId), zone));
        },
      ),
      releasePigmentLot: mutation(async ({ pigmentLotId, certificateOfAnalysis }: ReleasePigmentLotInput, request) => {
        const pigmentId = pigmentOfLot(pigmentLotId);
        const lot = found(own((await this.store.state(pigment, pigmentId)).lots, pigmentLotId), 'pigment lot');
        request.need(lot.clinicId, 'HYGIENE_LEAD');
        const outcome: Outcome<Pigment> = await this.commands.execute(
          new ReleasePigmentLot({ pigmentId, pigmentLotId, certificateOfAnalysis }),
        );
        const zone = await this.shownLots.zone(lot.clinicId);
        return answer('pigmentLot', outcome, ({ lots }) => shownOf(own(lots, pigmentLotId), zone));
      }),
      recallPigment: mutation((input: RecallPigmentInput, request) => this.recall(input, request)),
      closePigmentRecall: mutation(async ({ recallId, reason }: ClosePigmentRecallInput, request) => {
        const rows = await this.recalls.byRecall(recallId, request.clinicsAs(...anyRole));
        found(rows[0], 'recall');
        const mine = rows.filter((row) => holds(request.actor, row.clinic_id, 'HYGIENE_LEAD'));
        if (mine.length === 0)
          throw new GraphFault('FORBIDDEN', 'This takes the role HYGIENE_LEAD at a clinic of the recall.');
        const { parts, refusals } = await this.atEach(
          recallId,
          mine.map((row) => new ClosePigmentRecall({ pigmentId: row.pigment_id, recallId, reason })),
        );
        return { recall: recallShown(parts), refusals };
      }),
    },
    PigmentRecall: {
      // Read from the log, so that a recall's answer already says RECALLED.
      pigmentLots: async (parent) => {
        const { lotIds } = parent as ShownRecall;
        const states = new Map(
          await Promise.all(
            [...new Set(lotIds.map(pigmentOfLot))].map(
              async (id) => [id, await this.store.state(pigment, id)] as const,
            ),
          ),
        );
        const lots = lotIds.flatMap((id) => own(states.get(pigmentOfLot(id))?.lots ?? {}, id) ?? []);
        return Promise.all(lots.map(async (lot) => lotShown(lot, await this.shownLots.zone(lot.clinicId))));
      },
      treatments: (parent, _args, request) => this.shownTreatments.load(request, (parent as ShownRecall).treatmentIds),
    },
    PigmentLot: {
      __resolveReference: async ({ id }, request) => {
        void request.actor;
        const row = await this.shownLots.row(request, id ?? '');
        if (!row) return null;
        request.need(row.clinic_id, ...anyRole);
        return lotShown(lotOf(row), await this.shownLots.zone(row.clinic_id));
      },
    },
  } satisfies Resolvers;
}
