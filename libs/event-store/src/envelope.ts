import type { Instant } from '@stipple/time';
import type { StoredEvent } from './decider.js';

/** A place in a context's log, `<xid>:<position>`; compare with `isAtOrAfter`. */
export type Position = string;
export const beginning: Position = '0:0';

export function isAtOrAfter(position: Position, other: Position): boolean {
  const [xid, at] = position.split(':');
  const [otherXid, otherAt] = other.split(':');
  const difference = BigInt(xid ?? 0) - BigInt(otherXid ?? 0);
  return difference === 0n ? BigInt(at ?? 0) >= BigInt(otherAt ?? 0) : difference > 0n;
}

/** Who did it, from where and why, stored beside every event. It holds ids only, no names. */
export interface Meta {
  actor: string;
  /** The person whose act it follows from, where the actor is a context that handled a message. */
  onBehalfOf?: string;
  correlation: string;
  causation?: string;
  command?: string;
  clinic?: string;
  device?: string;
  trace?: string;
}

/** An event of the log. Its personal fields are readable where their key still exists, and `null` where not. */
export type Recorded<Event extends StoredEvent = StoredEvent> = Event extends StoredEvent
  ? {
      type: Event['type'];
      data: Event['data'];
      eventId: string;
      stream: string;
      /** The stream's name before its first `-`. */
      category: string;
      /** The stream's name behind its first `-`. */
      id: string;
      version: number;
      position: Position;
      occurredAt: Instant;
      recordedAt: Instant;
      meta: Meta;
    }
  : never;
