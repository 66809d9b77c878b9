import { sizes } from '@stipple/contracts';
import type { Kept } from '@stipple/event-store';
import { deadLettersOf, type Batch, type Broker, type Delivered, type Message } from '@stipple/messaging';
import { instantOf } from '@stipple/time';
import type { ParkedKind } from './message-handling.js';
import { parkedIdOf, parkedTypeOf } from './parked-messages.js';
import type { Watched } from './watched.js';

interface DeadLetterOptions {
  context: string;
  /** Without a broker no letters are sent: nothing is parked then, only looked after. */
  broker?: Broker;
  kept: Kept;
  log: { error(fields: object, message: string): void };
  watched?: Watched;
}

/**
 * Sends a dead letter about a message that was parked. It leaves out the sentence that says why, which may speak of a
 * person. Of an unreadable message it gives only the size and a fingerprint.
 */
export async function sendDeadLetter(
  { context, broker, kept, log, watched }: DeadLetterOptions,
  { topic, partition }: Batch,
  delivered: Delivered,
  kind: ParkedKind,
): Promise<void> {
  const { message = null, raw = '' } = delivered;
  const id = parkedIdOf({ topic, partition }, delivered);
  const unreadable = message ? null : { bytes: Buffer.byteLength(raw), fingerprint: kept.fingerprint(raw) };
  const fits = Buffer.byteLength(JSON.stringify(message)) <= sizes.event;
  const letter: Message = {
    id,
    type: parkedTypeOf(delivered),
    source: context,
    subject: delivered.key || topic,
    time: instantOf(Date.now()),
    data: { topic, partition, offset: delivered.offset.toString(), kind, message: fits ? message : null, unreadable },
  };
  await broker?.publish(deadLettersOf(context), [letter]).then(
    () => watched?.by?.deadLetter('sent'),
    (error: unknown) => {
      watched?.by?.deadLetter('lost');
      log.error(
        { context, messageId: id, error: String(error) },
        'a dead letter could not be sent; the message stays parked',
      );
    },
  );
}
