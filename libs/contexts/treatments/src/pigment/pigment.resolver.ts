import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { actAs, acting, EventStore, newId, own, uuidOf, type Outcome, type Refusal } from '@stipple/event-store';
import {
  ask,
  changesBy,
  connectionOf,
  holds,
  perform,
  pointsToAll,
  refers,
  role,
  sliceOf,
  type Given,
  type GraphPart,
} from '@stipple/service';
import { everybodyThere, hygieneLead, theClinic, theirClinics, thePigmentLot, thePigmentRecall } from '../access.js';
import type { RecallPigmentInput } from '../graphql.gen.js';
import { Loaders } from '../loaders.js';
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
import { PigmentRecalls, type PigmentRecallRow } from './pigment-recall.view.js';
import { PigmentLots } from './pigment.view.js';

/** Sentences for the person who recalls: that no lot matched, or that lots came near. @param near a hundred at most */
function warningsOf(matched: number, near: number): string[] {
  const lots = near === 100 ? 'A hundred lots or more are' : near === 1 ? 'One lot is' : `${near} lots are`;
  return [
    ...(matched === 0
      ? ['No lot that was received matches: nothing is recalled yet. One that arrives later will be.']
      : []),
    ...(near === 0
      ? []
      : [`${lots} of the same manufacturer, product or number and not recalled. See whether they were meant.`]),
  ];
}

@Injectable()
export class PigmentResolver implements GraphPart {
  readonly resolvers;

  constructor(
    private readonly commands: CommandBus,
    private readonly store: EventStore,
    private readonly lots: PigmentLots,
    private readonly recalls: PigmentRecalls,
    private readonly loaders: Loaders,
  ) {
    const change = changesBy(commands);
    const clinic = theClinic(store);

    this.resolvers = {
      Query: {
        pigmentLot: ask({ who: everybodyThere, about: loaders.pigmentLot, answer: loaders.pigmentLotToGraph }),
        pigmentLots: ask({
          who: everybodyThere,
          about: clinic,
          answer: async ({ clinicId, timeZone }, { first, after }) => {
            const slice = sliceOf({ first, after }, ['text']);
            const { rows, totalCount } = await lots.page(clinicId, slice);
            return connectionOf(
              rows,
              slice,
              totalCount,
              (row) => [row.id],
              (row) => pigmentLotRowToGraph(row, timeZone),
            );
          },
        }),
        pigmentRecall: ask({
          who: everybodyThere,
          about: thePigmentRecall(recalls, ({ id }: { id: string }) => id),
          answer: pigmentRecallRowsToGraph,
        }),
        pigmentRecalls: ask({
          who: everybodyThere,
          about: clinic,
          answer: async ({ clinicId }) => {
            const rows = await recalls.ofClinic(clinicId, 100);
            return [...new Set(rows.map((row) => row.recall_id))].flatMap(
              (id) => pigmentRecallRowsToGraph(rows.filter((row) => row.recall_id === id)) ?? [],
            );
          },
        }),
      },
      Mutation: {
        receivePigmentLot: change({
          who: role('HYGIENE_LEAD', 'TECHNICIAN'),
          about: clinic,
          gives: ReceivePigmentLot,
          command: async (input) => {
            const { clinicId, manufacturer, product } = input;
            const [known] = await recalls.streamsOf(clinicId, manufacturer, product);
            const pigmentId = known ?? pigmentIdOf(clinicId, manufacturer, product);
            return new ReceivePigmentLot({ ...input, pigmentId, pigmentLotId: lotIdOf(pigmentId, newId()) });
          },
          as: 'pigmentLot',
          toGraph: (state: Pigment, _input, _request, { command, known: { timeZone } }) =>
            lotToGraph(state, command.data.pigmentLotId, timeZone),
        }),
        releasePigmentLot: change({
          who: hygieneLead,
          about: thePigmentLot(store),
          gives: ReleasePigmentLot,
          command: (input) => new ReleasePigmentLot({ ...input, pigmentId: pigmentOfLot(input.pigmentLotId) }),
          as: 'pigmentLot',
          toGraph: async (state: Pigment, { pigmentLotId }, _request, { known: { clinicId } }) =>
            lotToGraph(state, pigmentLotId, await loaders.zone(clinicId)),
        }),
        recallPigment: perform({
          who: hygieneLead,
          about: theirClinics,
          gives: RecallPigment,
          answer: (clinicIds, input) => this.recall(clinicIds, input),
        }),
        closePigmentRecall: perform({
          who: hygieneLead,
          about: thePigmentRecall(recalls, ({ recallId }: { recallId: string }) => recallId),
          gives: ClosePigmentRecall,
          answer: async (rows: readonly PigmentRecallRow[], { recallId, reason }, { actor }) => {
            const { parts, refusals } = await this.atEach(
              recallId,
              rows
                .filter((row) => holds(actor, row.clinic_id, ...hygieneLead.roles))
                .map((row) => new ClosePigmentRecall({ pigmentId: row.pigment_id, recallId, reason })),
            );
            return { recall: pigmentRecallToGraph(parts), refusals };
          },
        }),
      },
      PigmentRecall: {
        // Read from the log, so that a recall's answer already says RECALLED.
        pigmentLots: ({ pigmentLotIds }) => this.recalledLots(pigmentLotIds),
        treatments: pointsToAll({
          who: everybodyThere,
          about: loaders.newestTreatment,
          keys: ({ treatmentIds }) => treatmentIds.map((id) => ({ id })),
          toGraph: (treatment) => treatment,
        }),
      },
      PigmentLot: {
        __resolveReference: refers({
          who: everybodyThere,
          about: loaders.pigmentLot,
          toGraph: loaders.pigmentLotToGraph,
        }),
      },
    } satisfies Resolvers;
  }

  private async recall(clinicIds: readonly string[], { lot: number, ...recalled }: Given<RecallPigmentInput>) {
    const { manufacturer, product } = recalled;
    const lot = number?.trim() || everyLot;
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
      streams.flat().map((at) => new RecallPigment({ ...recalled, ...at, recallId, lot })),
    );
    const recall = pigmentRecallToGraph(parts);
    if (!recall) return { recall, nearMisses: [], warnings: [], refusals };
    const near = await this.lots.near(clinicIds, { manufacturer, product, lot }, recall.pigmentLotIds);
    const nearMisses = await Promise.all(near.map(this.loaders.pigmentLotToGraph));
    return { recall, nearMisses, warnings: warningsOf(recall.pigmentLotIds.length, nearMisses.length), refusals };
  }

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

  private async recalledLots(pigmentLotIds: readonly string[]) {
    const states = new Map(
      await Promise.all(
        [...new Set(pigmentLotIds.map(pigmentOfLot))].map(
          async (id) => [id, await this.store.state(pigment, id)] as const,
        ),
      ),
    );
    const lots = pigmentLotIds.flatMap((id) => own(states.get(pigmentOfLot(id))?.lots ?? {}, id) ?? []);
    return Promise.all(lots.map(async (lot) => pigmentLotToGraph(lot, await this.loaders.zone(lot.clinicId))));
  }
}

function lotToGraph({ lots }: Pigment, pigmentLotId: string, timeZone: string) {
  const lot = own(lots, pigmentLotId);
  return lot ? pigmentLotToGraph(lot, timeZone) : null;
}
