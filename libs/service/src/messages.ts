import type { Log, Recorded } from '@stipple/event-store';
import { deadLettersOf, topicOf, type Broker, type Consumer } from '@stipple/messaging';
import type { ContextHost } from './host.js';
import { Inbox } from './inbox.js';
import type { ParkedOutgoingOptions } from './outgoing.js';
import { heardBy, type ContextDefinition } from './definitions.js';
import type { Storage } from './storage.js';

/** A context's two directions of messages: what it sends, and the inbox for those of others. */
export interface Messages {
  inbox: Inbox;
  /** How its events become messages, for the publisher and for what it could not send. */
  sending: ParkedOutgoingOptions & { broker: Broker; log: Log };
  /** Begins to take messages of others. Undefined where it subscribes to none. */
  consume(): Promise<Consumer | undefined>;
}

/** Opens the inbox, and makes the topics that this context writes and reads. */
export async function openMessages(parts: ContextDefinition, host: ContextHost, storage: Storage): Promise<Messages> {
  const { database, store, keys, log, watched, sound } = storage;
  const { broker } = host;
  const inbox = new Inbox({
    context: parts.name,
    database,
    store,
    broker,
    subscriptions: parts.subscriptions,
    handlers: parts.handlers,
    log: host.log,
    kept: keys.kept,
    watched,
  });
  const topics = heardBy(parts).map(topicOf);
  await broker.ensureTopics([topicOf(parts.name), deadLettersOf(parts.name), ...topics]);
  return {
    inbox,
    sending: {
      database,
      log,
      kept: keys.kept,
      context: parts.name,
      publishes: (event: Recorded) => parts.publishes(event),
      broker,
    },
    async consume() {
      if (topics.length === 0) return undefined;
      return broker.consume({
        group: `stipple.${parts.name}`,
        topics,
        nextOffset: (topic, partition) => inbox.nextOffset(topic, partition),
        recognises: (topic, _partition, messages) => inbox.recognises(topic, messages),
        handle: (batch) =>
          sound.problem === undefined ? inbox.handle(batch) : Promise.reject(new Error(sound.problem)),
      });
    },
  };
}
