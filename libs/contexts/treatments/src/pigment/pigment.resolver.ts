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
import { anyRole } from '../access.js';
import type {
  ClosePigmentRecallInput,
  RecallPigmentInput,
  ReceivePigmentLotInput,
  ReleasePigmentLotInput,
} from '../graphql.gen.js';
import { PigmentLotLoader, TreatmentLoader } from '../loaders.js';
import type { Resolvers } from '../resolvers.gen.js';
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
import { everyLot, type PigmentRecall } from './pigment.rules.js';
import { pigmentLotRowToGraph, pigmentLotToGraph } from './pigment-lot.graph.js';
import { pigmentRecallRowsToGraph, pigmentRecallToGraph } from './pigment-recall.graph.js';
import { PigmentRecalls } from './pigment-recall.view.js';
import { PigmentLots } from './pigment.view.js';

/** What whoever recalls has to know of what was matched. */
const warningsOf = (matched: number, near: number): string[] => [
  ...(matched === 0
    ? ['No lot that was received matches: nothing is recalled yet. One that arrives later will be.']
    : []),
  ...(near === 0
    ? []
    : [
        `${near === 100 ? 'A hundred lots or more are' : near === 1 ? 'One lot is' : `${near} lots are`} ` +
          'of the same manufacturer, product or number and not recalled. See whether they were meant.',
      ]),
];

@Injectable()
export class PigmentResolver implements GraphPart {
  constructor(
    private readonly commands: CommandBus,
    private readonly store: EventStore,
    private readonly lots: PigmentLots,
    private readonly recalls: PigmentRecalls,
    private readonly lotLoader: PigmentLotLoader,
    private readonly treatmentLoader: TreatmentLoader,
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
    const recall = pigmentRecallToGraph(parts);
    if (!recall) return { recall, nearMisses: [], warnings: [], refusals };
    const near = await this.lots.near(clinicIds, { manufacturer, product, lot }, recall.pigmentLotIds);
    const nearMisses = await Promise.all(near.map((row) => this.lotLoader.toGraph(row)));
    return { recall, nearMisses, warnings: warningsOf(recall.pigmentLotIds.length, nearMisses.length), refusals };
  }

  readonly resolvers = {
    Query: {
      pigmentLot: async (_parent, { id }, request) => {
        const row = found(await this.lotLoader.row(request, id), 'pigment lot');
        request.need(row.clinic_id, ...anyRole);
        return this.lotLoader.toGraph(row);
      },
      pigmentLots: async (_parent, { clinicId, first, after }, request) => {
        request.need(clinicId, ...anyRole);
        const slice = sliceOf({ first, after }, ['text']);
        const [{ rows, total }, zone] = await Promise.all([
          this.lots.page(clinicId, slice),
          this.lotLoader.zone(clinicId),
        ]);
        return connectionOf(
          rows,
          slice,
          total,
          (row) => [row.id],
          (row) => pigmentLotRowToGraph(row, zone),
        );
      },
      pigmentRecall: async (_parent, { id }, request) =>
        found(pigmentRecallRowsToGraph(await this.recalls.byRecall(id, request.clinicsAs(...anyRole))), 'recall'),
      pigmentRecalls: async (_parent, { clinicId }, request) => {
        request.need(clinicId, ...anyRole);
        const rows = await this.recalls.ofClinic(clinicId, 100);
        return [...new Set(rows.map((row) => row.recall_id))].flatMap(
          (id) => pigmentRecallRowsToGraph(rows.filter((row) => row.recall_id === id)) ?? [],
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
          const zone = await this.lotLoader.zone(clinicId);
          return answer('pigmentLot', outcome, ({ lots }) => {
            const lot = own(lots, pigmentLotId);
            return lot ? pigmentLotToGraph(lot, zone) : null;
          });
        },
      ),
      releasePigmentLot: mutation(async ({ pigmentLotId, certificateOfAnalysis }: ReleasePigmentLotInput, request) => {
        const pigmentId = pigmentOfLot(pigmentLotId);
        const lot = found(own((await this.store.state(pigment, pigmentId)).lots, pigmentLotId), 'pigment lot');
        request.need(lot.clinicId, 'HYGIENE_LEAD');
        const outcome: Outcome<Pigment> = await this.commands.execute(
          new ReleasePigmentLot({ pigmentId, pigmentLotId, certificateOfAnalysis }),
        );
        const zone = await this.lotLoader.zone(lot.clinicId);
        return answer('pigmentLot', outcome, ({ lots }) => {
          const lot = own(lots, pigmentLotId);
          return lot ? pigmentLotToGraph(lot, zone) : null;
        });
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
        return { recall: pigmentRecallToGraph(parts), refusals };
      }),
    },
    PigmentRecall: {
      // Read from the log, so that a recall's answer already says RECALLED.
      pigmentLots: async ({ pigmentLotIds }) => {
        const states = new Map(
          await Promise.all(
            [...new Set(pigmentLotIds.map(pigmentOfLot))].map(
              async (id) => [id, await this.store.state(pigment, id)] as const,
            ),
          ),
        );
        const lots = pigmentLotIds.flatMap((id) => own(states.get(pigmentOfLot(id))?.lots ?? {}, id) ?? []);
        return Promise.all(lots.map(async (lot) => pigmentLotToGraph(lot, await this.lotLoader.zone(lot.clinicId))));
      },
      treatments: ({ treatmentIds }, _args, request) => this.treatmentLoader.load(request, treatmentIds),
    },
    PigmentLot: {
      __resolveReference: async ({ id }, request) => {
        void request.actor;
        const row = await this.lotLoader.row(request, id);
        if (!row) return null;
        request.need(row.clinic_id, ...anyRole);
        return this.lotLoader.toGraph(row);
      },
    },
  } satisfies Resolvers;
}
