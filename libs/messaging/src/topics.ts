import { ages } from '@stipple/contracts';
import { MessageRefused, type Message } from './broker.js';
import { toRecord, type OutgoingRecord } from './cloud-events.js';

/** The topic on which a context publishes: `stipple.staff`. */
export const topicOf = (context: string): string => `stipple.${context}`;
/** Where a context leaves what it could not handle, for people and tools to see: `stipple.bookings.dead-letters`. */
export const deadLettersOf = (context: string): string => `stipple.${context}.dead-letters`;

const topicForm = /^stipple\.([a-z][a-z0-9-]*)(\.[a-z0-9.-]+)?$/;
const isDeadLetters = (topic: string): boolean => topic.endsWith('.dead-letters');

/** The context whose topic it is; undefined of a topic that is none of ours. */
const ownerOf = (topic: string): string | undefined => topicForm.exec(topic)?.[1];

/** Days for which brokers keep messages: long enough for any outage. What is older is sent again from the log. */
export const messagesKept = ages.broker;
/** Days for which they keep dead letters, at which people look later. */
export const deadLettersKept = ages.deadLetters;

/** Milliseconds for which a topic's messages are kept. */
export const keptFor = (topic: string): number => (isDeadLetters(topic) ? deadLettersKept : messagesKept) * 86_400_000;

/**
 * Messages as the records that a topic takes: its own context's, or anybody's where it holds dead letters.
 * @throws MessageRefused for the first that is malformed, too large, or not of that context
 */
export function recordsFor(topic: string, messages: readonly Message[]): OutgoingRecord[] {
  const owner = ownerOf(topic);
  if (owner === undefined) throw new MessageRefused(`Nothing is published on ${topic}: it is the topic of no context.`);
  return messages.map((message) => {
    const record = toRecord(message);
    if (!isDeadLetters(topic) && (message.source !== owner || !message.type.startsWith(`${owner}.`)))
      throw new MessageRefused(
        `A message cannot be published: ${message.type} of ${message.source} does not belong on ${topic}, which carries what ${owner} says.`,
      );
    return record;
  });
}
