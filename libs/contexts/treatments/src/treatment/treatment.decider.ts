import {
  already,
  command,
  needsReason,
  needsStatus,
  noLongNote,
  noMore,
  notInFuture,
  own,
  refusal,
  refuse,
  unless,
  uuidOf,
  type Decider,
} from '@stipple/event-store';
import type { Instant } from '@stipple/time';
import type { PigmentLot } from '../pigment/pigment.rules.js';
import { within, type TreatmentPolicy, type Zone } from '../policy.js';
import {
  cartridgeRefusals,
  checklistRefusal,
  packClaim,
  packRefusals,
  personRefusals,
  pigmentRefusals,
  roomClaim,
  roomRefusals,
  type Cartridge,
  type Circumstances,
} from './readiness.js';

export const findings = ['NONE', 'FADING', 'COLOUR_CHANGE', 'MIGRATION', 'INFECTION', 'REACTION', 'SCARRING'] as const;
export type Finding = (typeof findings)[number];

/** Millimetres; dilution in parts of distilled water to one part of pigment. */
export interface Pass {
  zone: Zone;
  needle: string;
  depthMm: number;
  dotMm: number;
  pigmentLotId: string;
  dilution: number;
}

type Sealed = Exclude<keyof Pass, 'pigmentLotId'>;
/** A pass as it was recorded; what was done is erased with the client, with which pigment stays. */
export type RecordedPass = { pigmentLotId: string } & { [Field in Sealed]: Pass[Field] | null };

export class StartTreatment extends command('StartTreatment')<{
  treatmentId: string;
  bookingId: string;
  packBarcodes: readonly string[];
  pigmentLotIds: readonly string[];
  cartridges: readonly Cartridge[];
  preChecklist: readonly string[];
  at?: Instant;
}> {}
export class RecordPass extends command('RecordPass')<{ treatmentId: string } & Pass> {}
export class CompleteTreatment extends command('CompleteTreatment')<{
  treatmentId: string;
  aftercareGiven: boolean;
  postChecklist: readonly string[];
  at?: Instant;
}> {}
export class AbandonTreatment extends command('AbandonTreatment')<{
  treatmentId: string;
  reason: string;
  at?: Instant;
}> {}
export class RecordFollowUp extends command('RecordFollowUp')<{
  treatmentId: string;
  followUpId: string;
  findings: readonly Finding[];
  note?: string;
  at?: Instant;
}> {}

export type TreatmentCommand = StartTreatment | RecordPass | CompleteTreatment | AbandonTreatment | RecordFollowUp;

interface Started {
  treatmentId: string;
  bookingId: string;
  clinicId: string;
  clientId: string;
  staffMemberId: string;
  roomId: string;
  procedureCode: string;
  packs: readonly { packId: string; barcode: string }[];
  pigmentLotIds: readonly string[];
  cartridges: readonly Cartridge[];
  preChecklist: readonly string[] | null;
  startedAt: Instant;
  policyVersion: number;
}

/** Whose treatment it was, and where: repeated at its end, so that a message can be made of the one event. */
interface Whose {
  treatmentId: string;
  bookingId: string;
  clinicId: string;
  clientId: string;
  staffMemberId: string;
  roomId: string;
  procedureCode: string;
}

// Stored for ever: add, never rename.
export type TreatmentEvent =
  | { type: 'TreatmentStarted'; data: Started }
  | { type: 'PassRecorded'; data: RecordedPass & { clientId?: string; policyVersion: number } }
  | {
      type: 'TreatmentCompleted';
      data: Whose & {
        aftercareGiven: boolean;
        postChecklist: readonly string[] | null;
        completedAt: Instant;
        policyVersion: number;
      };
    }
  | { type: 'TreatmentAbandoned'; data: Whose & { reason: string | null; abandonedAt: Instant } }
  | {
      type: 'FollowUpRecorded';
      data: {
        followUpId: string;
        clientId: string;
        at: Instant;
        findings: readonly Finding[] | null;
        note: string | null;
      };
    };

export interface FollowUp {
  id: string;
  at: Instant;
  /** Null, like the note, where they were erased with the client. */
  findings: readonly Finding[] | null;
  note: string | null;
}

export type Treatment =
  | { status: 'unknown' }
  | (Whose & {
      status: 'IN_PROGRESS' | 'COMPLETED' | 'ABANDONED';
      packs: Started['packs'];
      pigmentLotIds: readonly string[];
      cartridges: readonly Cartridge[];
      passes: readonly RecordedPass[];
      followUps: readonly FollowUp[];
      startedAt: Instant;
      completedAt?: Instant;
      abandonedAt?: Instant;
    });
export type KnownTreatment = Exclude<Treatment, { status: 'unknown' }>;

export interface TreatmentFacts {
  StartTreatment: {
    policy: TreatmentPolicy;
    /** Undefined where there is no such booking. */
    circumstances: Circumstances | undefined;
  };
  RecordPass: {
    policy: TreatmentPolicy;
    /** The lot it was made with. */
    pigmentLot: PigmentLot | undefined;
  };
  CompleteTreatment: { policy: TreatmentPolicy };
}

/** One booking, one treatment. */
export const treatmentIdOf = (bookingId: string): string => uuidOf(`treatment of booking ${bookingId}`);

const mostPasses = 2_000;

/**
 * A treatment starts when the client is checked in and agreed, the technician may do it today, the room is ready, and
 * packs, pigments and cartridges are fit for use. A pack serves one treatment ever, a room one at a time.
 */
export const treatment: Decider<TreatmentCommand, TreatmentEvent, Treatment, TreatmentFacts> = {
  stream: 'treatment',
  idOf: ({ data }) => data.treatmentId,
  initial: { status: 'unknown' },
  clinicOf: (state) => (state.status === 'unknown' ? undefined : state.clinicId),
  personal: {
    TreatmentStarted: { subject: (data) => data.clientId, fields: ['preChecklist'] },
    PassRecorded: {
      subject: (data) => data.clientId ?? '',
      fields: ['zone', 'needle', 'depthMm', 'dotMm', 'dilution'],
    },
    TreatmentCompleted: { subject: (data) => data.clientId, fields: ['postChecklist'] },
    TreatmentAbandoned: { subject: (data) => data.clientId, fields: ['reason'] },
    FollowUpRecorded: { subject: (data) => data.clientId, fields: ['findings', 'note'] },
  },
  occurredAt({ type, data }) {
    switch (type) {
      case 'TreatmentStarted':
        return data.startedAt;
      case 'TreatmentCompleted':
        return data.completedAt;
      case 'TreatmentAbandoned':
        return data.abandonedAt;
      case 'FollowUpRecorded':
        return data.at;
      case 'PassRecorded':
        return undefined;
    }
  },
  claims: (state) =>
    state.status === 'unknown'
      ? []
      : [
          ...state.packs.map(({ barcode }) => ({ resource: packClaim(barcode) })),
          ...(state.status === 'IN_PROGRESS' ? [{ resource: roomClaim(state.roomId) }] : []),
        ],

  decide({ type, data, facts }, state, { now }) {
    if (type === 'StartTreatment') {
      if (state.status !== 'unknown')
        return refuse('ALREADY_EXISTS', `This booking's treatment was started before; it is ${state.status}.`);
      const { policy, circumstances } = facts;
      if (!circumstances) return refuse('UNKNOWN', 'There is no such booking.', 'bookingId');
      const at = data.at ?? now;
      const { booking } = circumstances;
      return (
        unless(
          notInFuture(at, now, 'at'),
          personRefusals(circumstances, at),
          roomRefusals(circumstances),
          packRefusals(circumstances, data.packBarcodes, at),
          pigmentRefusals(circumstances, data.pigmentLotIds, at),
          cartridgeRefusals(circumstances, data.cartridges, at),
          checklistRefusal(policy.preChecklist, data.preChecklist, 'preChecklist'),
        ) ?? [
          {
            type: 'TreatmentStarted',
            data: {
              treatmentId: data.treatmentId,
              bookingId: booking.bookingId,
              clinicId: booking.clinicId,
              clientId: booking.clientId,
              staffMemberId: booking.staffMemberId,
              roomId: booking.roomId,
              procedureCode: booking.procedureCode,
              packs: data.packBarcodes.map((barcode) => ({
                packId: own(circumstances.packs, barcode)?.packId ?? '',
                barcode,
              })),
              pigmentLotIds: data.pigmentLotIds,
              cartridges: data.cartridges.map(({ lot, expiresOn }) => ({ lot: lot.trim(), expiresOn })),
              preChecklist: data.preChecklist,
              startedAt: at,
              policyVersion: policy.version,
            },
          },
        ]
      );
    }
    if (state.status === 'unknown') return refuse('UNKNOWN', 'There is no such treatment.', 'treatmentId');
    const { treatmentId, bookingId, clinicId, clientId, staffMemberId, roomId, procedureCode } = state;
    const whose: Whose = { treatmentId, bookingId, clinicId, clientId, staffMemberId, roomId, procedureCode };
    const over = needsStatus('This treatment', state.status, ['IN_PROGRESS']);
    switch (type) {
      case 'RecordPass': {
        const { treatmentId: _stream, ...pass } = data;
        const { policy, pigmentLot } = facts;
        const outside = (name: 'depthMm' | 'dotMm' | 'dilution', range: readonly [number, number], what: string) =>
          !within(pass[name], range) &&
          refusal(
            'OUTSIDE_PROTOCOL',
            `${what} is ${pass[name]}; the protocol for ${pass.zone} allows ${range[0]} to ${range[1]}.`,
            name,
          );
        return (
          unless(
            over,
            noMore(state.passes.length + 1, mostPasses, `A treatment has at most ${mostPasses} passes.`),
            outside('depthMm', policy.depthMm[pass.zone], 'The depth in mm'),
            outside('dotMm', policy.dotMm, 'The dot in mm'),
            outside('dilution', policy.dilution, 'The dilution in parts of water to one of pigment'),
            !state.pigmentLotIds.includes(pass.pigmentLotId) &&
              refusal('PIGMENT_NOT_OPENED', 'That pigment lot was not opened for this treatment.', 'pigmentLotId'),
            pigmentLot?.recalled &&
              refusal('PIGMENT_RECALLED', `${pigmentLot.product} lot ${pigmentLot.lot} is recalled.`, 'pigmentLotId'),
          ) ?? [{ type: 'PassRecorded', data: { ...pass, clientId, policyVersion: policy.version } }]
        );
      }
      case 'CompleteTreatment': {
        if (state.status === 'COMPLETED') return already();
        const at = data.at ?? now;
        return (
          unless(
            over,
            notInFuture(at, now, 'at'),
            at < state.startedAt && refusal('WRONG_ORDER', `It started at ${state.startedAt}, after that.`, 'at'),
            !data.aftercareGiven &&
              refusal('CHECKLIST_INCOMPLETE', 'The client has to be given the aftercare sheet.', 'aftercareGiven'),
            checklistRefusal(facts.policy.postChecklist, data.postChecklist, 'postChecklist'),
          ) ?? [
            {
              type: 'TreatmentCompleted',
              data: {
                ...whose,
                aftercareGiven: data.aftercareGiven,
                postChecklist: data.postChecklist,
                completedAt: at,
                policyVersion: facts.policy.version,
              },
            },
          ]
        );
      }
      case 'AbandonTreatment': {
        if (state.status === 'ABANDONED') return already();
        const at = data.at ?? now;
        return (
          unless(
            over,
            notInFuture(at, now, 'at'),
            at < state.startedAt && refusal('WRONG_ORDER', `It started at ${state.startedAt}, after that.`, 'at'),
            needsReason(data.reason, 'Say why it was abandoned.'),
          ) ?? [{ type: 'TreatmentAbandoned', data: { ...whose, reason: data.reason.trim(), abandonedAt: at } }]
        );
      }
      case 'RecordFollowUp': {
        const at = data.at ?? now;
        return (
          unless(
            needsStatus('This treatment', state.status, ['COMPLETED', 'ABANDONED']),
            notInFuture(at, now, 'at'),
            at < (state.completedAt ?? state.abandonedAt ?? state.startedAt) &&
              refusal('WRONG_ORDER', 'A follow-up comes after the treatment.', 'at'),
            data.findings.length === 0 && refusal('FINDINGS_MISSING', 'Say what was found, or NONE.', 'findings'),
            data.findings.includes('NONE') &&
              data.findings.length > 1 &&
              refusal('FINDINGS_CONTRADICT', 'NONE stands alone.', 'findings'),
            noLongNote(data.note),
            noMore(state.followUps.length + 1, 100, 'A treatment has at most 100 follow-ups.'),
          ) ?? [
            {
              type: 'FollowUpRecorded',
              data: {
                followUpId: data.followUpId,
                clientId,
                at,
                findings: [...new Set(data.findings)],
                note: data.note?.trim() || null,
              },
            },
          ]
        );
      }
    }
  },

  evolve(state, { type, data }) {
    if (type === 'TreatmentStarted') {
      const { preChecklist: _ticked, policyVersion: _policy, ...started } = data;
      return { ...started, status: 'IN_PROGRESS', passes: [], followUps: [] };
    }
    if (state.status === 'unknown') return state;
    switch (type) {
      case 'PassRecorded': {
        const { policyVersion: _policy, clientId: _client, ...pass } = data;
        return { ...state, passes: [...state.passes, pass] };
      }
      case 'TreatmentCompleted':
        return { ...state, status: 'COMPLETED', completedAt: data.completedAt };
      case 'TreatmentAbandoned':
        return { ...state, status: 'ABANDONED', abandonedAt: data.abandonedAt };
      case 'FollowUpRecorded':
        return {
          ...state,
          followUps: [
            ...state.followUps,
            { id: data.followUpId, at: data.at, findings: data.findings, note: data.note },
          ],
        };
    }
  },
};
