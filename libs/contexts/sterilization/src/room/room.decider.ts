import {
  already,
  between,
  command,
  ignored,
  needsName,
  needsReason,
  needsStatus,
  needsText,
  notInFuture,
  refusal,
  refuse,
  unless,
  type Decider,
  type Refusal,
} from '@stipple/event-store';
import { epochOf, instantOf, type Instant } from '@stipple/time';

export class AddRoom extends command('AddRoom')<{ roomId: string; clinicId: string; name: string }> {}
export class StartTurnover extends command('StartTurnover')<{ roomId: string }> {}
export class ApplyDisinfectant extends command('ApplyDisinfectant')<{
  roomId: string;
  product: string;
  lot: string;
  contactSeconds: number;
  appliedAt?: Instant;
}> {}
export class ReleaseRoom extends command('ReleaseRoom')<{ roomId: string; at?: Instant }> {}
export class QuarantineRoom extends command('QuarantineRoom')<{ roomId: string; reason: string }> {}
export class ReopenRoom extends command('ReopenRoom')<{ roomId: string; reason: string }> {}
export class OccupyRoom extends command('OccupyRoom')<{ roomId: string; treatmentId: string; at: Instant }> {}
export class VacateRoom extends command('VacateRoom')<{ roomId: string; treatmentId: string; at: Instant }> {}

export type RoomCommand =
  AddRoom | StartTurnover | ApplyDisinfectant | ReleaseRoom | QuarantineRoom | ReopenRoom | OccupyRoom | VacateRoom;

interface RoomIds {
  roomId: string;
  clinicId: string;
}

// Stored for ever: add, never rename.
export type RoomEvent =
  | { type: 'RoomAdded'; data: RoomIds & { name: string; at: Instant } }
  | { type: 'RoomCleaningStarted'; data: RoomIds & { at: Instant } }
  | {
      type: 'DisinfectantApplied';
      data: RoomIds & { product: string; lot: string; contactSeconds: number; at: Instant };
    }
  | { type: 'RoomReleased'; data: RoomIds & { at: Instant } }
  | { type: 'RoomQuarantined'; data: RoomIds & { reason: string | null; at: Instant } }
  | { type: 'RoomReopened'; data: RoomIds & { reason: string | null; at: Instant } }
  | { type: 'RoomOccupied'; data: RoomIds & { treatmentId: string; at: Instant } }
  | { type: 'RoomVacated'; data: RoomIds & { treatmentId: string; at: Instant } };

export type HygieneStatus = 'READY' | 'OCCUPIED' | 'DIRTY' | 'DISINFECTING' | 'QUARANTINED';

export interface KnownRoom {
  id: string;
  clinicId: string;
  name: string;
  status: HygieneStatus;
  since: Instant;
  cleaningStarted: boolean;
  /** When the disinfectant has stood long enough. */
  contactUntil?: Instant;
  treatmentId?: string;
}
export type Room = { status: 'unknown' } | KnownRoom;

const isIn = (state: KnownRoom, ...allowed: HygieneStatus[]): Refusal | false =>
  needsStatus(state.name, state.status, allowed);

/**
 * A room goes from DIRTY over cleaning and disinfecting to READY. A treatment makes it OCCUPIED, and DIRTY afterwards.
 * Quarantine stops all of this.
 */
export const room: Decider<RoomCommand, RoomEvent, Room> = {
  stream: 'room',
  idOf: ({ data }) => data.roomId,
  initial: { status: 'unknown' },
  clinicOf: (state) => (state.status === 'unknown' ? undefined : state.clinicId),
  occurredAt: ({ data }) => data.at,
  personal: {
    RoomQuarantined: { subject: (data) => `room:${data.roomId}`, fields: ['reason'] },
    RoomReopened: { subject: (data) => `room:${data.roomId}`, fields: ['reason'] },
  },

  decide({ type, data }, state, { now }) {
    if (type === 'AddRoom') {
      return (
        unless(
          state.status !== 'unknown' && refusal('ALREADY_EXISTS', 'This room exists already.'),
          needsName(data.name, 'A name', 'name'),
        ) ?? [{ type: 'RoomAdded', data: { ...data, name: data.name.trim(), at: now } }]
      );
    }
    if (state.status === 'unknown')
      return type === 'OccupyRoom' || type === 'VacateRoom'
        ? ignored('There is no such room here.')
        : refuse('UNKNOWN', 'There is no such room.', 'roomId');
    const of = { roomId: state.id, clinicId: state.clinicId };
    switch (type) {
      case 'StartTurnover':
        if (state.status === 'DIRTY' && state.cleaningStarted) return already();
        return unless(isIn(state, 'DIRTY')) ?? [{ type: 'RoomCleaningStarted', data: { ...of, at: now } }];
      case 'ApplyDisinfectant': {
        const { product, lot, contactSeconds, appliedAt = now } = data;
        return (
          unless(
            isIn(state, 'DIRTY', 'DISINFECTING'),
            state.status === 'DIRTY' &&
              !state.cleaningStarted &&
              refusal('WRONG_STATUS', `${state.name} is DIRTY and has not been cleaned: start its turnover first.`),
            needsText('PRODUCT_MISSING', product, 'The name of the disinfectant', 'product'),
            needsText('LOT_MISSING', lot, 'The lot of the disinfectant', 'lot'),
            between(contactSeconds, [1, 86_400], 'contactSeconds', 'The contact time is between one second and a day.'),
            notInFuture(appliedAt, now, 'appliedAt'),
          ) ?? [
            {
              type: 'DisinfectantApplied',
              data: { ...of, product: product.trim(), lot: lot.trim(), contactSeconds, at: appliedAt },
            },
          ]
        );
      }
      case 'ReleaseRoom': {
        const { at = now } = data;
        if (state.status === 'READY') return already();
        return (
          unless(
            isIn(state, 'DISINFECTING'),
            state.contactUntil !== undefined &&
              at < state.contactUntil &&
              refusal(
                'CONTACT_TIME_SHORT',
                `The disinfectant in ${state.name} has to stand until ${state.contactUntil}.`,
                'at',
              ),
            notInFuture(at, now, 'at'),
          ) ?? [{ type: 'RoomReleased', data: { ...of, at } }]
        );
      }
      case 'QuarantineRoom':
        if (state.status === 'QUARANTINED') return already();
        return (
          unless(needsReason(data.reason, 'Say why it is quarantined.')) ?? [
            { type: 'RoomQuarantined', data: { ...of, reason: data.reason.trim(), at: now } },
          ]
        );
      case 'ReopenRoom':
        return (
          unless(isIn(state, 'QUARANTINED'), needsReason(data.reason, 'Say why it is reopened.')) ?? [
            { type: 'RoomReopened', data: { ...of, reason: data.reason.trim(), at: now } },
          ]
        );
      // What another context did is a fact: it is noted, never refused. A quarantine outlasts it.
      case 'OccupyRoom':
        if (state.treatmentId === data.treatmentId) return already();
        return state.status === 'QUARANTINED'
          ? ignored(`${state.name} is in quarantine, which outlasts a treatment.`)
          : [{ type: 'RoomOccupied', data: { ...of, treatmentId: data.treatmentId, at: data.at } }];
      case 'VacateRoom':
        if (state.status === 'DIRTY') return already();
        if (state.status === 'QUARANTINED')
          return ignored(`${state.name} is in quarantine, which outlasts a treatment.`);
        return state.status === 'OCCUPIED' && state.treatmentId !== data.treatmentId
          ? ignored(`Another treatment goes on in ${state.name} by now.`)
          : [{ type: 'RoomVacated', data: { ...of, treatmentId: data.treatmentId, at: data.at } }];
    }
  },

  evolve(state, { type, data }) {
    const { roomId: id, clinicId } = data;
    const name = type === 'RoomAdded' ? data.name : state.status === 'unknown' ? '' : state.name;
    const as = (status: HygieneStatus, more: Partial<KnownRoom> = {}): KnownRoom => ({
      id,
      clinicId,
      name,
      status,
      since: data.at,
      cleaningStarted: false,
      ...more,
    });
    switch (type) {
      case 'RoomAdded':
      case 'RoomReopened':
      case 'RoomVacated':
        return as('DIRTY');
      case 'RoomCleaningStarted':
        return as('DIRTY', { cleaningStarted: true, ...(state.status === 'unknown' ? {} : { since: state.since }) });
      case 'DisinfectantApplied':
        return as('DISINFECTING', {
          cleaningStarted: true,
          contactUntil: instantOf(epochOf(data.at) + data.contactSeconds * 1_000),
        });
      case 'RoomReleased':
        return as('READY');
      case 'RoomQuarantined':
        return as('QUARANTINED');
      case 'RoomOccupied':
        return as('OCCUPIED', { treatmentId: data.treatmentId });
    }
  },
};
