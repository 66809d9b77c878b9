import { ages } from '@stipple/contracts';
import { MessageRefused, type Message } from './broker.js';
import { toRecord, type OutgoingRecord } from './cloud-events.js';

/** The topic on which a context publishes: `stipple.staff`. */
export const topicOf = (context: string): string => `stipple.${context}`;
/** The topic of messages that a context could not handle, for people and tools: `stipple.bookings.dead-letters`. */
export const deadLettersOf = (context: string): string => `stipple.${context}.dead-letters`;

const topicForm = /^stipple\.([a-z][a-z0-9-]*)(\.[a-z0-9.-]+)?$/;
const isDeadLetters = (topic: string): boolean => topic.endsWith('.dead-letters');

/** The context that a topic belongs to; undefined for a topic that is not ours. */
const ownerOf = (topic: string): string | undefined => topicForm.exec(topic)?.[1];

/**
 * Days for which brokers keep messages: long enough for any outage. `stipple republish` sends older ones from the log.
 */
export const messagesKept = ages.broker;
/** Days for which brokers keep dead letters, because people look at them later. */
export const deadLettersKept = ages.deadLetters;

/** Milliseconds for which brokers keep a topic's messages. */
export const keptFor = (topic: string): number => (isDeadLetters(topic) ? deadLettersKept : messagesKept) * 86_400_000;

/**
 * Messages as records for a topic. A topic takes its own context's messages; dead letters may be of any context.
 * @throws MessageRefused for the first that is malformed, too large, or not of that context
 */
export function recordsFor(topic: string, messages: readonly Message[]): OutgoingRecord[] {
  const owner = ownerOf(topic);
  if (owner === undefined) throw new MessageRefused(`Nothing is published on ${topic}: it is the topic of no context.`);
  return messages.map((message) => {
    const record = toRecord(message);
    if (!isDeadLetters(topic) && (message.source !== owner || !message.type.startsWith(`${owner}.`)))
      throw new MessageRefused(
        `A message cannot be published: ${message.type} of ${message.source} does not belong on ${topic}, ` +
          `which carries messages of ${owner}.`,
      );
    return record;
  });
}
