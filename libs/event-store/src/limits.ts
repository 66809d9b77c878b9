import { sizes } from '@stipple/contracts';

const eventLimits = {
  /** Bytes of data and meta together. */
  bytes: sizes.event,
  /** Events that one command leads to. */
  perCommand: 1_000,
};

/** What a command leads to is too much to be stored: nothing of it was. */
export class TooLarge extends Error {
  override name = 'TooLarge';
}

/** @throws TooLarge for an event that no message and no leaf of the audit log could hold */
export function checkSize(type: string, data: string, meta: string): void {
  const bytes = Buffer.byteLength(data) + Buffer.byteLength(meta);
  if (bytes > eventLimits.bytes)
    throw new TooLarge(
      `This is too much to be stored at once: ${type} would take ${grouped(bytes)} bytes, and at most ${grouped(eventLimits.bytes)} are kept.`,
    );
}

/** @throws TooLarge for more events than one command may lead to */
export function checkNumber(command: string, events: number): void {
  if (events > eventLimits.perCommand)
    throw new TooLarge(
      `This is too much to be done at once: ${command} would lead to ${grouped(events)} changes, and at most ${grouped(eventLimits.perCommand)} are stored.`,
    );
}

const grouped = (count: number): string => count.toLocaleString('en-US');
