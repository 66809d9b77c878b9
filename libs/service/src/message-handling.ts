import type { Contract, Heard } from '@stipple/contracts';
import {
  actAs,
  isUnavailable,
  type Actor,
  type Command,
  type Database,
  type EventStore,
  type GivenCommand,
  type Inbound,
} from '@stipple/event-store';
import type { Message } from '@stipple/messaging';
import { messageOf } from '@stipple/text';
import { instantOf } from '@stipple/time';
import { advanceOffset, Fenced } from './offsets.js';
import type { HandlerDefinition, Subscription } from './definitions.js';
import type { SettledMessages } from './settled-messages.js';
import { span, type Running } from './telemetry.js';
import type { Watched } from './watched.js';

/**
 * Why a message was parked: its command was refused, it failed with an error, it breaks its contract, it is no message
 * at all, or it waits behind a parked message about the same subject.
 */
export type ParkedKind = 'REFUSED' | 'FAILED' | 'INVALID' | 'UNREADABLE' | 'BEHIND';

/** The reason why a message had no effect. */
export interface Trouble {
  kind: ParkedKind;
  problem: string;
}

export interface MessageHandlingOptions {
  context: string;
  database: Database;
  store: EventStore;
  subscriptions: readonly Subscription[];
  handlers: readonly HandlerDefinition[];
  watched?: Watched;
}

/** Turns one message into this context's commands, and stores their events together with the message's id. */
export class MessageHandling {
  private readonly subscriptions: ReadonlyMap<string, Subscription>;
  private readonly handlers: ReadonlyMap<string, HandlerDefinition>;
  private readonly actor: Actor;

  constructor(
    private readonly options: MessageHandlingOptions,
    private readonly settled: SettledMessages,
  ) {
    this.subscriptions = new Map(
      options.subscriptions.map((subscription) => [subscription.contract.type, subscription]),
    );
    this.handlers = new Map(options.handlers.map((handler) => [handler.commandType, handler]));
    this.actor = { id: `context:${options.context}`, admin: false, roles: {} };
  }

  /** The types of message that this context subscribes to. */
  get types(): readonly string[] {
    return [...this.subscriptions.keys()];
  }

  isFor(type: string): boolean {
    return this.subscriptions.has(type);
  }

  /**
   * Handles one message. Answers why it had no effect; undefined once it had.
   * @throws Fenced, and what is thrown while the database is away: a later delivery may succeed
   */
  async attempt(inbound: Inbound, message: Message | null): Promise<Trouble | undefined> {
    const subscription = message && this.subscriptions.get(message.type);
    if (!message || !subscription)
      return invalid(message ? `${message.type} is not known here.` : 'It was no message.');
    const wrong = subscription.contract.problem(message.data);
    if (wrong) return invalid(wrong);
    const attributes = {
      'messaging.operation.type': 'process',
      'messaging.destination.name': inbound.topic ?? 'parked',
      'messaging.message.id': message.id,
      'stipple.message_type': message.type,
      'stipple.context': this.options.context,
    };
    try {
      return await span(
        `process ${message.type}`,
        attributes,
        (running) => this.effect(inbound, message, subscription, running),
        { kind: 'consumer', parent: message.traceparent },
      );
    } catch (error) {
      if (error instanceof Fenced || isUnavailable(error)) throw error;
      return { kind: 'FAILED', problem: messageOf(error) };
    }
  }

  private async effect(
    inbound: Inbound,
    message: Message,
    subscription: Subscription,
    { traceparent, note }: Running,
  ): Promise<Trouble | undefined> {
    const situation = {
      actor: this.actor,
      ...(message.actor === undefined ? {} : { onBehalfOf: message.actor }),
      now: instantOf(Date.now()),
      correlationId: message.correlationId ?? message.id,
      causationId: message.id,
      ...(traceparent ? { traceparent } : {}),
    };
    const { store, database, watched } = this.options;
    const answer = await actAs(situation, () => {
      const commands = subscription.commands({ ...message, data: message.data } as Heard<Contract>);
      return store.handleMessage(
        inbound,
        commands.map((command) => this.given(command)),
      );
    });
    note({ 'stipple.outcome': answer.status });
    if (answer.status === 'refused')
      return { kind: 'REFUSED', problem: answer.refusals.map((refusal) => refusal.message).join(' ') };
    if (answer.status === 'fenced')
      throw new Fenced(`Another process reads ${inbound.topic}/${inbound.partition} by now.`);
    if (answer.status === 'seen' && inbound.topic !== undefined && inbound.nextAfter !== undefined)
      await advanceOffset(database, inbound);
    watched?.by?.consumed(message.type, answer.status);
    this.settled.remember(message.id, answer.status === 'done' ? answer.position : undefined);
    return undefined;
  }

  private given(command: Command): GivenCommand {
    const handler = this.handlers.get(command.type);
    if (!handler) throw new Error(`Nobody handles ${command.type}.`);
    return handler.given(this.options.store, command);
  }
}

const invalid = (problem: string): Trouble => ({ kind: 'INVALID', problem: `It cannot be understood: ${problem}` });
