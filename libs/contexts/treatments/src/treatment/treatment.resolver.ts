import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { EventStore, newId } from '@stipple/event-store';
import {
  ask,
  changesBy,
  connectionOf,
  existing,
  GraphFault,
  pointsTo,
  pointsToAll,
  refers,
  signedIn,
  sliceOf,
  type About,
  type GraphPart,
} from '@stipple/service';
import { canonicalCode } from '@stipple/text';
import { everybodyThere, itsTechnician, technicians, theBooking, theClinic, theTreatment } from '../access.js';
import { Loaders } from '../loaders.js';
import type { Resolvers } from '../resolvers.gen.js';
import { needleOf } from './needle.js';
import {
  AbandonTreatment,
  CompleteTreatment,
  RecordFollowUp,
  RecordPass,
  StartTreatment,
  treatment,
  treatmentIdOf,
} from './treatment.decider.js';
import { treatmentRowToGraph, treatmentToGraph, type BookingNode, type FollowUpNode } from './treatment.graph.js';
import { Treatments } from './treatment.view.js';

/** A booking, which is another context's: here it is only named. */
const namedBooking: About<BookingNode, BookingNode> = {
  name: 'booking',
  load: ({ id }) => Promise.resolve({ id }),
  clinicOf: () => undefined,
};

/** A follow-up whose note is read once it is known who may. */
const namedFollowUp: About<FollowUpNode, FollowUpNode> = {
  name: 'follow-up',
  load: (followUp) => Promise.resolve(followUp),
  clinicOf: ({ clinicId }) => clinicId,
};

@Injectable()
export class TreatmentResolver implements GraphPart {
  readonly resolvers;

  constructor(commands: CommandBus, store: EventStore, treatments: Treatments, loaders: Loaders) {
    const change = changesBy(commands);
    const shown = { as: 'treatment', toGraph: treatmentToGraph } as const;
    const about = theTreatment(store);

    this.resolvers = {
      Query: {
        treatment: ask({ who: everybodyThere, about: loaders.treatment, answer: treatmentRowToGraph }),
        treatments: ask({
          who: everybodyThere,
          about: theClinic(store),
          answer: async ({ clinicId }, { status, from, to, first, after }) => {
            const slice = sliceOf({ first, after }, ['moment', 'text']);
            const filter = { clinicId, status: status ?? null, from: from ?? null, to: to ?? null };
            const { rows, totalCount } = await treatments.page(filter, slice);
            return connectionOf(rows, slice, totalCount, (row) => [row.started_at, row.id], treatmentRowToGraph);
          },
        }),
      },
      Mutation: {
        startTreatment: change({
          who: itsTechnician,
          about: theBooking(store),
          gives: StartTreatment,
          command: (input) =>
            new StartTreatment({
              ...input,
              treatmentId: treatmentIdOf(input.bookingId),
              packBarcodes: bounded('packBarcodes', [...new Set(input.packBarcodes.map(canonicalCode))]),
              pigmentLotIds: bounded('pigmentLotIds', [...new Set(input.pigmentLotIds)]),
              cartridges: bounded('cartridges', input.cartridges),
              preChecklist: bounded('preChecklist', [...new Set(input.preChecklist)]),
            }),
          ...shown,
        }),
        recordPass: change({
          who: itsTechnician,
          about,
          gives: RecordPass,
          command: (input) => new RecordPass({ ...input, needle: needleCode(input.needle) }),
          ...shown,
        }),
        completeTreatment: change({
          who: itsTechnician,
          about,
          gives: CompleteTreatment,
          command: (input) =>
            new CompleteTreatment({
              ...input,
              postChecklist: bounded('postChecklist', [...new Set(input.postChecklist)]),
            }),
          ...shown,
        }),
        abandonTreatment: change({
          who: itsTechnician,
          about,
          gives: AbandonTreatment,
          command: (input) => new AbandonTreatment(input),
          ...shown,
        }),
        recordFollowUp: change({
          who: technicians,
          about,
          gives: RecordFollowUp,
          command: (input) =>
            new RecordFollowUp({ ...input, followUpId: newId(), findings: bounded('findings', input.findings) }),
          ...shown,
        }),
      },
      Treatment: {
        __resolveReference: refers({ who: everybodyThere, about: loaders.treatment, toGraph: treatmentRowToGraph }),
        pigmentLots: pointsToAll({
          who: everybodyThere,
          about: loaders.pigmentLot,
          keys: ({ pigmentLotIds }) => pigmentLotIds.map((id) => ({ id })),
          toGraph: loaders.pigmentLotToGraph,
        }),
      },
      Pass: {
        pigmentLot: pointsTo({
          who: everybodyThere,
          about: loaders.pigmentLot,
          key: ({ pigmentLotId }) => ({ id: pigmentLotId }),
          toGraph: loaders.pigmentLotToGraph,
        }),
      },
      FollowUp: {
        note: pointsTo({
          who: technicians,
          about: namedFollowUp,
          key: (followUp) => followUp,
          toGraph: async ({ id, treatmentId }) =>
            (await existing(store, treatment, treatmentId))?.followUps.find((followUp) => followUp.id === id)?.note ??
            null,
        }),
      },
      Booking: {
        __resolveReference: refers({
          who: signedIn('A booking is only named here; its own context says who sees it.'),
          about: namedBooking,
          toGraph: (booking) => booking,
        }),
        treatment: pointsTo({
          who: everybodyThere,
          about: loaders.treatment,
          key: ({ id }) => ({ id: treatmentIdOf(id) }),
          toGraph: treatmentRowToGraph,
        }),
      },
    } satisfies Resolvers;
  }
}

/** @throws GraphFault BAD_USER_INPUT */
function bounded<T>(name: string, list: readonly T[]): readonly T[] {
  if (list.length > 100) throw new GraphFault('BAD_USER_INPUT', `${name} has more than 100 entries.`);
  return list;
}

/** @throws GraphFault BAD_USER_INPUT */
function needleCode(text: string): string {
  const needle = needleOf(text);
  if (!needle) throw new GraphFault('BAD_USER_INPUT', `"${text.slice(0, 40)}" is not a needle code such as 0803RL.`);
  return needle.code;
}
