import { sizes } from '@stipple/contracts';
import { withThousands } from '@stipple/text';

const eventLimits = {
  /** Bytes of data and meta together. */
  bytes: sizes.event,
  /** The most events of one command. */
  perCommand: 1_000,
};

/** The events of a command are too many or too large. Nothing was stored. */
export class TooLarge extends Error {
  override name = 'TooLarge';
}

/** @throws TooLarge for an event that would not fit into a message or a leaf of the audit log */
export function checkSize(type: string, data: string, meta: string): void {
  const bytes = Buffer.byteLength(data) + Buffer.byteLength(meta);
  if (bytes > eventLimits.bytes)
    throw new TooLarge(
      `This is too much to be stored at once: ${type} would take ${withThousands(bytes)} bytes, and at most ${withThousands(eventLimits.bytes)} are kept.`,
    );
}

/** @throws TooLarge for more events than one command may have */
export function checkNumber(command: string, events: number): void {
  if (events > eventLimits.perCommand)
    throw new TooLarge(
      `This is too much to be done at once: ${command} would lead to ${withThousands(events)} changes, ` +
        `and at most ${withThousands(eventLimits.perCommand)} are stored.`,
    );
}
