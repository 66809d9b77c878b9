import type { Actor } from '@stipple/event-store';
import type { Seen } from '@stipple/service';
import { isUuid } from '@stipple/text';

/** One request and its answer, shared by everything that works on it. */
export interface Exchange {
  correlationId: string;
  traceparent?: string;
  /** Undefined for somebody not signed in. */
  actor?: Actor;
  /** The fault of the token that came, in a sentence. */
  badToken?: string;
  address: string;
  device?: string;
  /** The deadline for the answer, in epoch milliseconds. */
  deadline: number;
  /**
   * The writes to wait for: those that the client has seen, through this gateway or another, and those of this request
   * so far.
   */
  told: Seen[];
  /** Whether an entity came back as null, so that the answer has to be checked for holes. */
  incomplete: boolean;
  /** Name of the operation, once it is known to be a valid one. */
  operation?: string;
  /** Codes of the errors in the answer, for the metrics. */
  codes: Set<string>;
}

const trace = /^[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

/** The client's id of its request, where it is a UUID. */
export const correlationIdOf = (header: string | string[] | undefined): string | undefined =>
  typeof header === 'string' && isUuid(header) ? header.toLowerCase() : undefined;

/** A W3C trace context, where it is valid. */
export const traceparentOf = (header: string | string[] | undefined): string | undefined =>
  typeof header === 'string' && trace.test(header) ? header : undefined;

/** A device's name: at most 80 printable characters. */
export function deviceOf(header: string | string[] | undefined): string | undefined {
  if (typeof header !== 'string') return undefined;
  return (
    header
      .replace(/[^\x20-\x7e\xa0-\xff]/g, '')
      .trim()
      .slice(0, 80) || undefined
  );
}
