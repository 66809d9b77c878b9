import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { EventStore, newId, type Outcome } from '@stipple/event-store';
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
import { canonicalCode } from '@stipple/text';
import { anyRole } from '../access.js';
import type {
  AbandonTreatmentInput,
  CompleteTreatmentInput,
  RecordFollowUpInput,
  RecordPassInput,
  StartTreatmentInput,
} from '../graphql.gen.js';
import { knownBooking } from '../heard/booking.decider.js';
import { PigmentLotLoader, TreatmentLoader } from '../loaders.js';
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
  type KnownTreatment,
  type Treatment,
} from './treatment.decider.js';
import { treatmentRowToGraph, treatmentToGraph } from './treatment.graph.js';
import { Treatments } from './treatment.view.js';

@Injectable()
export class TreatmentResolver implements GraphPart {
  constructor(
    private readonly commands: CommandBus,
    private readonly store: EventStore,
    private readonly treatments: Treatments,
    private readonly treatmentLoader: TreatmentLoader,
    private readonly lotLoader: PigmentLotLoader,
  ) {}

  private async known(treatmentId: string): Promise<KnownTreatment> {
    const state = await this.store.state(treatment, treatmentId);
    return found(state.status === 'unknown' ? undefined : state, 'treatment');
  }

  /** The technician whose work it is, or a manager. @throws GraphFault NOT_FOUND, FORBIDDEN */
  private async own(treatmentId: string, request: Request): Promise<void> {
    const { clinicId, staffMemberId } = await this.known(treatmentId);
    onlyOwn(request, clinicId, staffMemberId);
  }

  private payload(outcome: Outcome<Treatment>) {
    return answer('treatment', outcome, treatmentToGraph);
  }

  readonly resolvers = {
    Query: {
      treatment: async (_parent, { id }, request) => {
        const row = found(await this.treatmentLoader.row(request, id), 'treatment');
        request.need(row.clinic_id, ...anyRole);
        return treatmentRowToGraph(row);
      },
      treatments: async (_parent, { clinicId, status, from, to, first, after }, request) => {
        request.need(clinicId, ...anyRole);
        const slice = sliceOf({ first, after }, ['moment', 'text']);
        const { rows, total } = await this.treatments.page(
          { clinicId, status: status ?? null, from: from ?? null, to: to ?? null },
          slice,
        );
        return connectionOf(rows, slice, total, (row) => [row.started_at, row.id], treatmentRowToGraph);
      },
    },
    Mutation: {
      startTreatment: mutation(
        async (
          { bookingId, packBarcodes, pigmentLotIds, cartridges, preChecklist, at }: StartTreatmentInput,
          request,
        ) => {
          const { clinicId, staffMemberId } = found(await this.store.state(knownBooking, bookingId), 'booking');
          onlyOwn(request, clinicId, staffMemberId);
          const input = {
            packBarcodes: bounded('packBarcodes', [...new Set(packBarcodes.map(canonicalCode))]),
            pigmentLotIds: bounded('pigmentLotIds', [...new Set(pigmentLotIds)]),
            cartridges: bounded(
              'cartridges',
              cartridges.map(({ lot, expiresOn }) => ({ lot, expiresOn })),
            ),
            preChecklist: bounded('preChecklist', [...new Set(preChecklist)]),
          };
          return this.payload(
            await this.commands.execute(
              new StartTreatment({ treatmentId: treatmentIdOf(bookingId), bookingId, ...input, ...(at ? { at } : {}) }),
            ),
          );
        },
      ),
      recordPass: mutation(
        async (
          { treatmentId, zone, needle: code, depthMm, dotMm, pigmentLotId, dilution }: RecordPassInput,
          request,
        ) => {
          await this.own(treatmentId, request);
          const needle = needleOf(code);
          if (!needle)
            throw new GraphFault('BAD_USER_INPUT', `"${code.slice(0, 40)}" is not a needle code such as 0803RL.`);
          return this.payload(
            await this.commands.execute(
              new RecordPass({ treatmentId, zone, needle: needle.code, depthMm, dotMm, pigmentLotId, dilution }),
            ),
          );
        },
      ),
      completeTreatment: mutation(
        async ({ treatmentId, aftercareGiven, postChecklist, at }: CompleteTreatmentInput, request) => {
          await this.own(treatmentId, request);
          return this.payload(
            await this.commands.execute(
              new CompleteTreatment({
                treatmentId,
                aftercareGiven,
                postChecklist: bounded('postChecklist', [...new Set(postChecklist)]),
                ...(at ? { at } : {}),
              }),
            ),
          );
        },
      ),
      abandonTreatment: mutation(async ({ treatmentId, reason, at }: AbandonTreatmentInput, request) => {
        await this.own(treatmentId, request);
        return this.payload(
          await this.commands.execute(new AbandonTreatment({ treatmentId, reason, ...(at ? { at } : {}) })),
        );
      }),
      recordFollowUp: mutation(async ({ treatmentId, at, findings, note }: RecordFollowUpInput, request) => {
        request.need((await this.known(treatmentId)).clinicId, 'TECHNICIAN');
        const followUp = {
          treatmentId,
          followUpId: newId(),
          findings: bounded('findings', findings),
          ...(note ? { note } : {}),
          ...(at ? { at } : {}),
        };
        return this.payload(await this.commands.execute(new RecordFollowUp(followUp)));
      }),
    },
    Treatment: {
      __resolveReference: async ({ id }, request) => {
        void request.actor;
        const row = await this.treatmentLoader.row(request, id);
        if (!row) return null;
        request.need(row.clinic_id, ...anyRole);
        return treatmentRowToGraph(row);
      },
      pigmentLots: ({ pigmentLotIds }, _args, request) => this.lotLoader.load(request, pigmentLotIds),
    },
    Pass: {
      pigmentLot: async ({ pigmentLotId }, _args, request) =>
        (await this.lotLoader.load(request, [pigmentLotId]))[0] ?? null,
    },
    FollowUp: {
      note: async ({ id, treatmentId, clinicId }, _args, request) => {
        if (!holds(request.actor, clinicId, 'TECHNICIAN')) return null;
        return (await this.known(treatmentId)).followUps.find((followUp) => followUp.id === id)?.note ?? null;
      },
    },
    Booking: {
      __resolveReference: ({ id }, request) => {
        void request.actor;
        return { id };
      },
      treatment: async ({ id }, _args, request) => {
        const row = await this.treatmentLoader.row(request, treatmentIdOf(id));
        if (!row) return null;
        request.need(row.clinic_id, ...anyRole);
        return treatmentRowToGraph(row);
      },
    },
  } satisfies Resolvers;
}

function onlyOwn(request: Request, clinicId: string, staffMemberId: string): void {
  const actor = request.need(clinicId, 'TECHNICIAN');
  if (actor.id !== staffMemberId && !holds(actor, clinicId, 'MANAGER'))
    throw new GraphFault('FORBIDDEN', "This is another technician's booking.");
}

function bounded<T>(name: string, list: readonly T[]): readonly T[] {
  if (list.length > 100) throw new GraphFault('BAD_USER_INPUT', `${name} has more than 100 entries.`);
  return list;
}
