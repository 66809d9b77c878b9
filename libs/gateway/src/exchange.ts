import type { Actor } from '@stipple/event-store';
import type { Seen } from '@stipple/service';

/** One request and its answer, as everything that works on it knows it. */
export interface Exchange {
  correlationId: string;
  traceparent?: string;
  /** Undefined for somebody not signed in. */
  actor?: Actor;
  /** A token came and was not good, in a sentence. */
  badToken?: string;
  address: string;
  device?: string;
  /** Epoch milliseconds by which an answer is worth having. */
  deadline: number;
  /** What the client says it was told, by this gateway or another, and what this request has written so far. */
  told: Seen[];
  /** An entity came back as null, so the answer has to be checked for holes. */
  incomplete: boolean;
  /** Name of the operation, once it is known to be a valid one. */
  operation?: string;
  /** Codes of the errors in the answer, for the metrics. */
  codes: Set<string>;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const trace = /^[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

/** The id that a client gave its request, when it is a UUID. */
export const correlationIdOf = (header: string | string[] | undefined): string | undefined =>
  typeof header === 'string' && uuid.test(header) ? header.toLowerCase() : undefined;

/** A W3C trace context, when it is one. */
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
