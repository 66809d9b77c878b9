import type { Kept, Position } from '@stipple/event-store';
import { topicOf, type Batch, type Broker, type Delivered, type Message } from '@stipple/messaging';
import { isUuid } from '@stipple/text';
import { pause } from '@stipple/time';
import { sendDeadLetter } from './dead-letters.js';
import { MessageHandling, type MessageHandlingOptions, type Trouble } from './message-handling.js';
import { advanceOffset, Offsets } from './offsets.js';
import { parkedIdOf, ParkedMessages, parkedTypeOf } from './parked-messages.js';
import { SettledMessages } from './settled-messages.js';

export interface InboxOptions extends MessageHandlingOptions {
  /** The broker for dead letters. None where only what is parked is looked after. */
  broker?: Broker;
  log: { warn(fields: object, message: string): void; error(fields: object, message: string): void };
  /** Seals the sentences that say why a message is parked. */
  kept: Kept;
  /** Milliseconds between tries of a message that failed, while its partition waits; by default one pause of 50. */
  pauses?: readonly number[];
}

const behind: Trouble = { kind: 'BEHIND', problem: 'An earlier message about the same subject is parked.' };
const senderOf = (type: string): string => type.slice(0, type.indexOf('.'));
/** Whether a message comes on the topic of the context that owns its type. */
const isOf = ({ type, source }: Pick<Message, 'type' | 'source'>, topic: string): boolean =>
  topic === topicOf(senderOf(type)) && source === senderOf(type);
const familyOf = (type: string): string => type.replace(/\.v\d+$/, '');

/**
 * Takes the messages of other contexts. A command's events, the message's id and the offset are stored in one
 * transaction, so an effect happens once however often a message comes.
 */
export class Inbox {
  readonly parked: ParkedMessages;
  private readonly handling: MessageHandling;
  private readonly settledMessages: SettledMessages;
  private readonly offsets: Offsets;
  /** Newer and foreign messages that were logged already. */
  private readonly logged = new Set<string>();

  constructor(private readonly options: InboxOptions) {
    const { database, kept } = options;
    this.offsets = new Offsets(database);
    this.settledMessages = new SettledMessages(database);
    this.handling = new MessageHandling(options, this.settledMessages);
    this.parked = new ParkedMessages({
      database,
      kept,
      attempt: (inbound, message) => this.handling.attempt(inbound, message),
    });
  }

  listensTo(type: string): boolean {
    return this.handling.isFor(type);
  }

  nextOffset(topic: string, partition: number): Promise<bigint | undefined> {
    return this.offsets.load(topic, partition);
  }

  /**
   * Whether the last of the messages that concerns this context was heard before. Undefined where none concerns it. See
   * `Consumption`.
   */
  async recognises(topic: string, messages: readonly Delivered[]): Promise<boolean | undefined> {
    const last = messages
      .filter(({ message }) => message && this.listensTo(message.type) && isOf(message, topic) && isUuid(message.id))
      .at(-1)?.message;
    if (!last) return undefined;
    const { rows } = await this.options.database.query<{ known: boolean }>(
      'select exists (select from inbox where message_id = $1) or exists (select from parked_messages where message_id = $1) as known',
      [last.id],
    );
    return rows[0]?.known ?? false;
  }

  /** The position in our own log at which a message's effect stands. See `SettledMessages`. */
  settled(messageId: string, deadline: number): Promise<Position | undefined> {
    return this.settledMessages.settled(messageId, deadline);
  }

  /** Handles the messages of a batch in their order, parks those that cannot be handled, and passes over the rest. */
  async handle(batch: Batch): Promise<void> {
    if (!this.offsets.isLoaded(batch)) await this.nextOffset(batch.topic, batch.partition);
    let passed: bigint | undefined;
    const held = await this.parked.subjectsAmong(batch.topic, batch.messages);
    // An offset below the stored one comes only from a topic that was made anew. The stored offset goes back with it.
    for (const delivered of batch.messages) {
      if (!batch.isCurrent()) break;
      if (this.passesOver(delivered, batch.topic)) {
        passed = delivered.offset;
        continue;
      }
      await this.handleOne(batch, delivered, held);
      passed = undefined;
    }
    if (passed === undefined) return;
    const advance = this.offsets.past(batch, passed);
    await advanceOffset(this.options.database, advance);
    this.offsets.note(batch, advance);
  }

  /** Whether a delivery has no effect here: a message of no subscription, or from a context that does not own it. */
  private passesOver({ message }: Delivered, topic: string): boolean {
    if (!message) return false;
    if (this.listensTo(message.type)) return this.isForeign(message, topic);
    this.noticeNewer(message.type);
    return true;
  }

  /**
   * Whether a message of ours came on the topic of a context that does not own it. It has no effect, holds nothing up,
   * is counted, and is logged once. Only a context itself can write to its topic, so this is a mistake or an attempt.
   */
  private isForeign({ id, type, source }: Message, topic: string): boolean {
    if (isOf({ type, source }, topic)) return false;
    const { context, log, watched } = this.options;
    watched?.by?.consumed(type, 'foreign');
    if (this.isFirst(`${type} on ${topic}`))
      log.error(
        { context, type, topic, source, messageId: id },
        'a message came from another context than the one that owns it; it was not taken',
      );
    return true;
  }

  /**
   * Counts a newer version of a message that we subscribe to, and logs it once. It is not for us: its sender goes on
   * sending ours for as long as it is promised.
   */
  private noticeNewer(type: string): void {
    const older = this.handling.types.find((heard) => familyOf(heard) === familyOf(type));
    if (older === undefined) return;
    const { context, log, watched } = this.options;
    watched?.by?.consumed(type, 'newer');
    if (this.isFirst(type))
      log.warn(
        { context, type, heard: older },
        'a newer version of a message is sent; this process still goes by the older one',
      );
  }

  private isFirst(what: string): boolean {
    const first = !this.logged.has(what);
    this.logged.add(what);
    return first;
  }

  /** @param held subjects of the batch with something parked; kept up to date */
  private async handleOne(batch: Batch, delivered: Delivered, held: Set<string>): Promise<void> {
    const { message, key } = delivered;
    if (!message) {
      await this.park(batch, delivered, { kind: 'UNREADABLE', problem: delivered.problem });
      return;
    }
    if (held.has(key) && (await this.park(batch, delivered, behind))) return;
    const advance = this.offsets.past(batch, delivered.offset);
    const trouble = await this.attempts({ messageId: message.id, ...advance }, message);
    if (trouble === undefined) {
      this.offsets.note(batch, advance);
      held.delete(key);
    } else {
      await this.park(batch, delivered, trouble);
      held.add(key);
    }
  }

  /** Tries a message that fails again after each pause. A refusal stays a refusal, so others need not wait for it. */
  private async attempts(
    inbound: Parameters<MessageHandling['attempt']>[0],
    message: Message,
  ): Promise<Trouble | undefined> {
    for (const wait of this.options.pauses ?? [50]) {
      const trouble = await this.handling.attempt(inbound, message);
      if (trouble?.kind !== 'FAILED') return trouble;
      await pause(wait);
    }
    return this.handling.attempt(inbound, message);
  }

  /** Parks a message and sends a dead letter. False where it need not wait any more: nothing was done then. */
  private async park(batch: Batch, delivered: Delivered, trouble: Trouble): Promise<boolean> {
    const { context, log, watched } = this.options;
    const advance = this.offsets.past(batch, delivered.offset);
    const outcome = await this.parked.store(batch, delivered, trouble, advance);
    if (outcome === 'gone') return false;
    const id = parkedIdOf(batch, delivered);
    this.offsets.note(batch, advance);
    this.settledMessages.remember(id, undefined);
    if (outcome === 'heard') return true;
    watched?.by?.consumed(parkedTypeOf(delivered), 'parked');
    log.warn(
      {
        context,
        topic: batch.topic,
        offset: delivered.offset.toString(),
        type: delivered.message?.type,
        messageId: id,
        kind: trouble.kind,
      },
      'a message was parked',
    );
    await sendDeadLetter(this.options, batch, delivered, trouble.kind);
    return true;
  }
}
