import {
  already,
  command,
  ignored,
  needsReason,
  needsStatus,
  needsText,
  refusal,
  refuse,
  unless,
  type Decider,
  type Refusal,
} from '@stipple/event-store';
import type { Instant } from '@stipple/time';
import { barcodeOf } from './barcode.rules.js';

export class LabelPack extends command('LabelPack')<{
  packId: string;
  clinicId: string;
  contents: readonly string[];
  wrapped: boolean;
  hollow: boolean;
}> {}
export class PutInLoad extends command('PutInLoad')<{
  packId: string;
  loadId: string;
  clinicId: string;
  at: Instant;
}> {}
export class SterilizePack extends command('SterilizePack')<{
  packId: string;
  loadId: string;
  expiresAt: Instant;
  at: Instant;
}> {}
export class QuarantinePack extends command('QuarantinePack')<{ packId: string; reason: string; at: Instant }> {}
export class RecallPack extends command('RecallPack')<{ packId: string; recallId: string; at: Instant }> {}
export class UsePack extends command('UsePack')<{
  packId: string;
  treatmentId: string;
  clientId: string;
  at: Instant;
}> {}
export class DamagePack extends command('DamagePack')<{ packId: string; reason: string }> {}

export type PackCommand = LabelPack | PutInLoad | SterilizePack | QuarantinePack | RecallPack | UsePack | DamagePack;

interface PackIds {
  packId: string;
  barcode: string;
  clinicId: string;
  at: Instant;
}
/** Every change carries what its listeners have to know of the pack. */
interface Known extends PackIds {
  recalled: boolean;
  expiresAt?: Instant;
}

// Stored for ever: add, never rename.
export type PackEvent =
  | { type: 'PackLabelled'; data: PackIds & { contents: readonly string[]; wrapped: boolean; hollow: boolean } }
  | { type: 'PackPutInLoad'; data: PackIds & { loadId: string } }
  | { type: 'PackSterilized'; data: PackIds & { loadId: string; expiresAt: Instant } }
  | { type: 'PackQuarantined'; data: Known & { reason: string } }
  | { type: 'PackRecalled'; data: Known & { recallId: string } }
  | { type: 'PackUsed'; data: Known & { treatmentId: string; clientId: string; recallId: string | null } }
  | { type: 'PackDamaged'; data: Known & { reason: string | null } };

/** As stored. EXPIRED follows from the date when somebody asks. */
export type PackStatus = 'LABELLED' | 'IN_LOAD' | 'STERILE' | 'USED' | 'QUARANTINED' | 'DAMAGED';

export interface KnownPack {
  id: string;
  barcode: string;
  clinicId: string;
  contents: readonly string[];
  wrapped: boolean;
  hollow: boolean;
  status: PackStatus;
  loadId?: string;
  expiresAt?: Instant;
  recallId?: string;
  usedIn: readonly { treatmentId: string; clientId: string }[];
}
export type Pack = { status: 'unknown' } | KnownPack;

/** The status of a pack at a moment. A sterile pack past its date is EXPIRED. */
export const statusAt = (
  { status, expiresAt }: Pick<KnownPack, 'status' | 'expiresAt'>,
  moment: Instant,
): PackStatus | 'EXPIRED' =>
  status === 'STERILE' && expiresAt !== undefined && expiresAt <= moment ? 'EXPIRED' : status;

const onlyLabelled = 'only a LABELLED pack of this clinic goes into a load.';

/** Why a pack cannot go into a load of this clinic. Of another clinic's pack it says nothing else. */
export const packProblems = (pack: KnownPack, clinicId: string): Refusal[] => {
  const not = (code: string, message: string) => refusal(code, message, 'packIds');
  if (pack.clinicId !== clinicId)
    return [
      not('WRONG_CLINIC', 'This pack belongs to another clinic.'),
      not('PACK_NOT_AVAILABLE', `This pack is not here; ${onlyLabelled}`),
    ];
  return pack.status === 'LABELLED'
    ? []
    : [not('PACK_NOT_AVAILABLE', `Pack ${pack.barcode} is ${pack.status}; ${onlyLabelled}`)];
};

/**
 * A pack is labelled once, goes through one load, and is used once. After that, or when anything was wrong, its
 * instruments get a new label.
 */
export const pack: Decider<PackCommand, PackEvent, Pack> = {
  stream: 'pack',
  idOf: ({ data }) => data.packId,
  initial: { status: 'unknown' },
  clinicOf: (state) => (state.status === 'unknown' ? undefined : state.clinicId),
  occurredAt: ({ data }) => data.at,
  personal: { PackDamaged: { subject: (data) => `pack:${data.packId}`, fields: ['reason'] } },
  claims: (state) => (state.status === 'unknown' ? [] : [{ resource: `barcode:${state.barcode}` }]),

  decide({ type, data }, state, { now }) {
    if (type === 'LabelPack') {
      const { packId, clinicId, contents, wrapped, hollow } = data;
      return (
        unless(
          state.status !== 'unknown' && refusal('ALREADY_EXISTS', 'This pack is labelled already.'),
          (contents.length === 0 || contents.length > 100) &&
            refusal('CONTENTS_MISSING', 'A pack holds between one and a hundred instruments; name them.', 'contents'),
          contents.map((one) => needsText('CONTENTS_MISSING', one, 'The name of an instrument', 'contents')),
        ) ?? [
          {
            type: 'PackLabelled',
            data: {
              packId,
              barcode: barcodeOf(packId),
              clinicId,
              contents: contents.map((one) => one.trim()),
              wrapped,
              hollow,
              at: now,
            },
          },
        ]
      );
    }
    if (state.status === 'unknown') return refuse('UNKNOWN', 'There is no such pack.', 'packId');
    const of = { packId: state.id, barcode: state.barcode, clinicId: state.clinicId };
    const known = {
      ...of,
      recalled: state.recallId !== undefined,
      ...(state.expiresAt === undefined ? {} : { expiresAt: state.expiresAt }),
    };
    switch (type) {
      case 'PutInLoad':
        return (
          unless(packProblems(state, data.clinicId)) ?? [
            { type: 'PackPutInLoad', data: { ...of, loadId: data.loadId, at: data.at } },
          ]
        );
      case 'SterilizePack':
        // One that was found damaged in the chamber stays damaged when its load is released.
        if (state.status === 'STERILE' && state.loadId === data.loadId) return already();
        return state.status === 'IN_LOAD' && state.loadId === data.loadId
          ? [{ type: 'PackSterilized', data: { ...of, loadId: data.loadId, expiresAt: data.expiresAt, at: data.at } }]
          : ignored(`Pack ${state.barcode} is ${state.status}, which the release of this load does not change.`);
      case 'QuarantinePack':
        if (state.status === 'QUARANTINED') return already();
        return state.status === 'DAMAGED'
          ? ignored(`Pack ${state.barcode} is DAMAGED, and is not used either way.`)
          : [{ type: 'PackQuarantined', data: { ...known, reason: data.reason, at: data.at } }];
      case 'RecallPack':
        return state.recallId === data.recallId
          ? already()
          : [{ type: 'PackRecalled', data: { ...known, recalled: true, recallId: data.recallId, at: data.at } }];
      case 'UsePack':
        if (state.usedIn.some(({ treatmentId }) => treatmentId === data.treatmentId)) return already();
        return [
          {
            type: 'PackUsed',
            data: {
              ...known,
              treatmentId: data.treatmentId,
              clientId: data.clientId,
              recallId: state.recallId ?? null,
              at: data.at,
            },
          },
        ];
      case 'DamagePack':
        if (state.status === 'DAMAGED') return already();
        return (
          unless(
            needsStatus(`Pack ${state.barcode}`, state.status, ['LABELLED', 'IN_LOAD', 'STERILE', 'QUARANTINED']),
            needsReason(data.reason, 'Say what is wrong with the pack.'),
          ) ?? [{ type: 'PackDamaged', data: { ...known, reason: data.reason.trim(), at: now } }]
        );
    }
  },

  evolve(state, event) {
    if (event.type === 'PackLabelled') {
      const { packId: id, barcode, clinicId, contents, wrapped, hollow } = event.data;
      return { id, barcode, clinicId, contents, wrapped, hollow, status: 'LABELLED', usedIn: [] };
    }
    if (state.status === 'unknown') return state;
    switch (event.type) {
      case 'PackPutInLoad':
        return { ...state, status: 'IN_LOAD', loadId: event.data.loadId };
      case 'PackSterilized':
        return { ...state, status: 'STERILE', expiresAt: event.data.expiresAt };
      case 'PackQuarantined':
        return { ...state, status: 'QUARANTINED' };
      case 'PackRecalled':
        return { ...state, status: 'QUARANTINED', recallId: event.data.recallId };
      case 'PackUsed': {
        const { treatmentId, clientId } = event.data;
        return {
          ...state,
          status: state.recallId === undefined ? 'USED' : 'QUARANTINED',
          usedIn: [...state.usedIn, { treatmentId, clientId }],
        };
      }
      case 'PackDamaged':
        return { ...state, status: 'DAMAGED' };
    }
  },
};
