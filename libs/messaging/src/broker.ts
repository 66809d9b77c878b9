/**
 * The port to a message broker, with two adapters: Apache Kafka, and the embedded broker on PostgreSQL. Delivery is at
 * least once and in order per subject. The inbox, not the broker, makes sure that an effect happens once.
 */

/** One message as contexts promise it to each other. It never carries personal data. */
export interface Message {
  /** UUID; the same for every delivery of the same message. CloudEvents `id`. */
  id: string;
  /** Contract name with its version, `staff.privilege-granted.v1`. CloudEvents `type`. */
  type: string;
  /** The context that sends it, `staff`. CloudEvents `source` is `/stipple/staff`. */
  source: string;
  /**
   * Id of the thing the message is about, 1 to 200 characters. Messages of one subject stay in order. CloudEvents
   * `subject` and `partitionkey`.
   */
  subject: string;
  /** When it happened, an RFC 3339 instant in UTC. CloudEvents `time`. */
  time: string;
  /** The JSON payload. */
  data: unknown;
  /**
   * The id shared by everything that one request caused. Left out on the wire when it is not 1 to 200 printable
   * characters.
   */
  correlationId?: string;
  /**
   * Id of the person whose act caused it, if a person did. CloudEvents extension `actor`. Left out on the wire when it
   * is not 1 to 200 printable characters.
   */
  actor?: string;
  /** W3C trace context of what caused it. Left out on the wire when it is not of that form. */
  traceparent?: string;
}

/**
 * A message as it arrived. `message` is absent where the bytes were not a message. `problem` then says why in a
 * sentence, and `raw` shows the headers and the start of the value, cut to 4,000 characters, free of U+0000. `key` is
 * the subject. Without a message it is the record's key, made fit to be a subject, or empty.
 */
export type Delivered = { offset: bigint; key: string } & (
  { message: Message; problem?: undefined; raw?: undefined } | { message?: undefined; problem: string; raw: string }
);

export interface Batch {
  topic: string;
  partition: number;
  /**
   * Ascending by offset, never empty, at most 500. Offsets may have gaps (compaction, other producers' transactions).
   */
  messages: readonly Delivered[];
  /**
   * False as soon as another member may own the partition, or the consumer is being stopped. Then stop: the next owner
   * handles the rest.
   */
  isCurrent(): boolean;
}

export interface Consumption {
  /** The consuming context's name; one group shares the work. Every member of a group names the same topics. */
  group: string;
  /** Made when they do not exist yet. */
  topics: readonly string[];
  /**
   * The next offset to read according to the consumer's own database; undefined: from the beginning. Asked whenever a
   * partition is assigned and after each rejection. `handle` never sees offsets below it, with one exception. An offset
   * beyond the topic's end means that the broker lost its data and the topic was made anew: it is then read from its
   * beginning. Handle those messages and record their lower offsets; the inbox knows the ones that were handled before.
   * If the messages at this offset were removed, reading starts with the first one that is left. Both are logged as
   * errors.
   */
  nextOffset(topic: string, partition: number): Promise<bigint | undefined>;
  /**
   * Whether the consumer's database knows the last of these messages that concerns the consumer; undefined if none
   * does. The messages lie just before `nextOffset`. Asked after each assignment, and after a time in which nothing was
   * fetched. False means that the topic was made anew and has grown past the recorded offset. It is then read from its
   * beginning, as a shorter one is.
   */
  recognises?(topic: string, partition: number, messages: readonly Delivered[]): Promise<boolean | undefined>;
  /**
   * Does the effects and records the offset of the last message + 1. If it rejects, messages from `nextOffset` on come
   * again after a growing pause (100 ms to 5 s); other partitions go on meanwhile. Called for several partitions at the
   * same time, never twice at once for one. It may take as long as it needs, but has to end: nothing else of that
   * partition is read meanwhile.
   */
  handle(batch: Batch): Promise<void>;
}

export interface Consumer {
  /** Turns `isCurrent` false, waits at most 5 s for `handle` to end, then leaves the group. */
  stop(): Promise<void>;
}

export interface Broker {
  /**
   * Makes the topics that do not exist yet. Many processes may call it at once. Rejects with `BrokerUnavailable` after
   * the publish deadline.
   */
  ensureTopics(topics: readonly string[]): Promise<void>;
  /**
   * Resolves once every message is durable. Messages of one subject keep the order given; await a call before the next
   * to keep it between calls. Rejects with `MessageRefused`, having sent none, if one is malformed, larger than
   * `LARGEST_MESSAGE`, or of another context than the topic (dead letters excepted). Rejects with `BrokerUnavailable`
   * after a deadline (10 s unless configured): some may have been sent, so publish them all again.
   */
  publish(topic: string, messages: readonly Message[]): Promise<void>;
  /**
   * Resolves once the group is joined or the first attempt has failed. The consumer keeps trying until stopped;
   * meanwhile `problem` says why.
   */
  consume(consumption: Consumption): Promise<Consumer>;
  /** Why the broker cannot work now, in a sentence; undefined when it can. */
  problem(): string | undefined;
  /** Stops the consumers as `Consumer.stop` does, rejects unfinished publishes, and closes every connection. */
  close(): Promise<void>;
}

/** The broker could not be reached, or did not answer, within the deadline. `cause` is the last error. */
export class BrokerUnavailable extends Error {
  override name = 'BrokerUnavailable';
}

/** The message is malformed or too large for any broker. Publishing it again cannot help. */
export class MessageRefused extends Error {
  override name = 'MessageRefused';
}

/**
 * The log of an adapter: a pino child, or an arrow function around `console`. Message contents are never passed to it.
 */
export type Log = (
  level: 'debug' | 'info' | 'warn' | 'error',
  message: string,
  details?: Record<string, unknown>,
) => void;
