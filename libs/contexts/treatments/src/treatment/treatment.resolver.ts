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
import type {
  AbandonTreatmentInput,
  CompleteTreatmentInput,
  FollowUp as GraphFollowUp,
  Pass as GraphPass,
  RecordFollowUpInput,
  RecordPassInput,
  Resolvers,
  StartTreatmentInput,
} from '../graphql.gen.js';
import { knownBooking } from '../heard/booking.decider.js';
import { anyRole, ShownLots } from '../pigment/pigment-lot.shown.js';
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
import { rowOf, ShownTreatments, treatmentShown, type ShownTreatment } from './treatment.shown.js';
import { Treatments, type TreatmentRow } from './treatment.view.js';

export const treatmentSdl = /* GraphQL */ `
  enum TreatmentStatus {
    IN_PROGRESS
    COMPLETED
    ABANDONED
  }
  enum ScalpZone {
    HAIRLINE
    FRONTAL
    MID_SCALP
    CROWN
    TEMPLE_LEFT
    TEMPLE_RIGHT
    SIDE_LEFT
    SIDE_RIGHT
    NAPE
    SCAR
  }
  enum FollowUpFinding {
    NONE
    FADING
    COLOUR_CHANGE
    MIGRATION
    INFECTION
    REACTION
    SCARRING
  }
  type Treatment @key(fields: "id") {
    id: ID!
    status: TreatmentStatus!
    startedAt: DateTime!
    completedAt: DateTime
    procedureCode: String!
    booking: Booking
    client: Client
    staffMember: StaffMember
    room: Room
    packs: [Pack!]!
    pigmentLots: [PigmentLot!]!
    cartridges: [Cartridge!]!
    passes: [Pass!]!
    followUps: [FollowUp!]!
  }
  "A sealed single-use needle cartridge."
  type Cartridge {
    lot: String!
    expiresOn: Date!
  }
  "A pass of the needle; what was done is null where it was erased with the client."
  type Pass {
    zone: ScalpZone
    "The cartridge's code."
    needle: String
    "What the code says."
    needleType: Needle
    depthMm: Float
    dotMm: Float
    pigmentLot: PigmentLot
    "Parts of distilled water to one part of pigment; 0 is undiluted."
    dilution: Float
  }
  "What a cartridge's code says: 0803RL is 0.25 mm, three needles, round liner."
  type Needle {
    code: String!
    diameterMm: Float!
    count: Int!
    configuration: String!
  }
  type FollowUp {
    id: ID!
    at: DateTime!
    "Null where they were erased with the client."
    findings: [FollowUpFinding!]
    "For technicians and managers; null for everybody else."
    note: String
  }
  type TreatmentEdge {
    cursor: String!
    node: Treatment!
  }
  type TreatmentConnection {
    totalCount: Int!
    pageInfo: PageInfo!
    edges: [TreatmentEdge!]!
    nodes: [Treatment!]!
  }
  type Booking @key(fields: "id") {
    id: ID!
    treatment: Treatment
  }
  type StaffMember @key(fields: "id", resolvable: false) {
    id: ID!
  }
  type Room @key(fields: "id", resolvable: false) {
    id: ID!
  }
  type Pack @key(fields: "id", resolvable: false) {
    id: ID!
  }
  input CartridgeInput {
    lot: String!
    expiresOn: Date!
  }
  input StartTreatmentInput {
    bookingId: ID!
    packBarcodes: [String!]!
    pigmentLotIds: [ID!]!
    cartridges: [CartridgeInput!]!
    "HANDS_WASHED, GLOVES, BARRIERS, SURFACES, SHARPS_CONTAINER by default."
    preChecklist: [String!]!
    "Now when left out; not in the future."
    at: DateTime
    commandId: ID
  }
  type StartTreatmentPayload {
    treatment: Treatment
    refusals: [Refusal!]!
  }
  input RecordPassInput {
    treatmentId: ID!
    zone: ScalpZone!
    "A cartridge's code, such as 0803RL."
    needle: String!
    depthMm: Float!
    dotMm: Float!
    pigmentLotId: ID!
    "Parts of distilled water to one part of pigment; 0 is undiluted."
    dilution: Float!
    commandId: ID
  }
  type RecordPassPayload {
    treatment: Treatment
    refusals: [Refusal!]!
  }
  input CompleteTreatmentInput {
    treatmentId: ID!
    aftercareGiven: Boolean!
    "SHARPS_DISPOSED, BARRIERS_REMOVED, SURFACES_CLEANED by default."
    postChecklist: [String!]!
    "Now when left out; not in the future."
    at: DateTime
    commandId: ID
  }
  type CompleteTreatmentPayload {
    treatment: Treatment
    refusals: [Refusal!]!
  }
  input AbandonTreatmentInput {
    treatmentId: ID!
    reason: String!
    "Now when left out; not in the future."
    at: DateTime
    commandId: ID
  }
  type AbandonTreatmentPayload {
    treatment: Treatment
    refusals: [Refusal!]!
  }
  input RecordFollowUpInput {
    treatmentId: ID!
    "Now when left out; not in the future."
    at: DateTime
    findings: [FollowUpFinding!]!
    note: String
    commandId: ID
  }
  type RecordFollowUpPayload {
    treatment: Treatment
    refusals: [Refusal!]!
  }
  extend type Query {
    treatment(id: ID!): Treatment
    "The newest first; started from \`from\` up to \`to\`."
    treatments(
      clinicId: ID!
      status: TreatmentStatus
      from: DateTime
      to: DateTime
      first: Int
      after: String
    ): TreatmentConnection!
  }
  extend type Mutation {
    startTreatment(input: StartTreatmentInput!): StartTreatmentPayload!
    recordPass(input: RecordPassInput!): RecordPassPayload!
    completeTreatment(input: CompleteTreatmentInput!): CompleteTreatmentPayload!
    abandonTreatment(input: AbandonTreatmentInput!): AbandonTreatmentPayload!
    recordFollowUp(input: RecordFollowUpInput!): RecordFollowUpPayload!
  }
`;

type ShownPass = GraphPass & { lotId: string };
type ShownFollowUp = GraphFollowUp & { row: TreatmentRow };

@Injectable()
export class TreatmentResolver implements GraphPart {
  constructor(
    private readonly commands: CommandBus,
    private readonly store: EventStore,
    private readonly treatments: Treatments,
    private readonly shownTreatments: ShownTreatments,
    private readonly shownLots: ShownLots,
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
    return answer('treatment', outcome, (state) => (state.status === 'unknown' ? null : treatmentShown(rowOf(state))));
  }

  readonly resolvers = {
    Query: {
      treatment: async (_parent, { id }, request) => {
        const row = found(await this.shownTreatments.row(request, id), 'treatment');
        request.need(row.clinic_id, ...anyRole);
        return treatmentShown(row);
      },
      treatments: async (_parent, { clinicId, status, from, to, first, after }, request) => {
        request.need(clinicId, ...anyRole);
        const slice = sliceOf({ first, after }, ['moment', 'text']);
        const { rows, total } = await this.treatments.page(
          { clinicId, status: status ?? null, from: from ?? null, to: to ?? null },
          slice,
        );
        return connectionOf(rows, slice, total, (row) => [row.started_at, row.id], treatmentShown);
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
        const row = await this.shownTreatments.row(request, id ?? '');
        if (!row) return null;
        request.need(row.clinic_id, ...anyRole);
        return treatmentShown(row);
      },
      pigmentLots: (parent, _args, request) =>
        this.shownLots.load(request, (parent as ShownTreatment).row.pigment_lot_ids),
      passes: (parent) =>
        (parent as ShownTreatment).row.passes.map(({ pigmentLotId, ...pass }) => ({
          ...pass,
          needleType: needleOf(pass.needle ?? '') ?? null,
          lotId: pigmentLotId,
        })),
      followUps: (parent) => {
        const { row } = parent as ShownTreatment;
        return row.follow_ups.map(({ id, at, findings }) => ({ id, at, findings: findings && [...findings], row }));
      },
    },
    Pass: {
      pigmentLot: async (parent, _args, request) =>
        (await this.shownLots.load(request, [(parent as ShownPass).lotId]))[0] ?? null,
    },
    FollowUp: {
      note: async (parent, _args, request) => {
        const { id, row } = parent as ShownFollowUp;
        if (!holds(request.actor, row.clinic_id, 'TECHNICIAN')) return null;
        return (await this.known(row.id)).followUps.find((followUp) => followUp.id === id)?.note ?? null;
      },
    },
    Booking: {
      __resolveReference: ({ id }, request) => {
        void request.actor;
        return { id: id ?? '' };
      },
      treatment: async ({ id }, _args, request) => {
        const row = await this.shownTreatments.row(request, treatmentIdOf(id ?? ''));
        if (!row) return null;
        request.need(row.clinic_id, ...anyRole);
        return treatmentShown(row);
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
