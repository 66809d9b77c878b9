import { already, command, type Decider } from '@stipple/event-store';
import type { Instant } from '@stipple/time';

/** A pack as the sterilization context last told it. */
export interface KnownPack {
  packId: string;
  barcode: string;
  clinicId: string;
  status: string;
  recalled: boolean;
  expiresAt?: Instant;
}

export class NotePack extends command('NotePack')<KnownPack> {}

// Stored for ever: add, never rename.
export type KnownPackEvent = { type: 'PackNoted'; data: KnownPack };

/** A pack, found by what is printed on it, is as it was told last; messages about one pack come in order. */
export const knownPack: Decider<NotePack, KnownPackEvent, KnownPack | undefined> = {
  stream: 'pack',
  idOf: ({ data }) => data.barcode,
  initial: undefined,
  clinicOf: (state) => state?.clinicId,
  decide: ({ data }, state) =>
    JSON.stringify(state) === JSON.stringify(data) ? already() : [{ type: 'PackNoted', data }],
  evolve: (_state, { data }) => data,
};
