/**
 * What any broker does for Stipple. Two adapters stand behind it: Apache Kafka, and the embedded one on PostgreSQL.
 * Delivery is at least once and in order per subject; doing an effect once is the inbox's work, not the broker's.
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
   * Id of what it is about: the key that order holds for, 1 to 200 characters. CloudEvents `subject` and
   * `partitionkey`.
   */
  subject: string;
  /** When it happened, an RFC 3339 instant in UTC. CloudEvents `time`. */
  time: string;
  /** The JSON payload. */
  data: unknown;
  /**
   * Who it follows from: the id shared by everything one request caused. Left out on the wire when it is not 1 to 200
   * printable characters.
   */
  correlationId?: string;
  /**
   * Id of the person whose act it follows from; none where nobody's did. CloudEvents extension `actor`. Left out on the
   * wire when it is not 1 to 200 printable characters.
   */
  actor?: string;
  /** W3C trace context of what caused it. Left out on the wire when it is not of that form. */
  traceparent?: string;
}

/**
 * A message as it arrived. `message` is absent where the bytes were not a message; `problem` then says why in a
 * sentence, and `raw` shows the headers and the start of the value, cut to 4,000 characters, free of U+0000. `key` is
 * the subject; of what is no message, the record's key made fit to be one, or empty where it had none.
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
   * False as soon as another member may own the partition, and when the consumer is being stopped: stop and leave the
   * rest to whoever comes next.
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
   * partition is assigned and after each rejection. `handle` never sees offsets below it, with one exception: where it
   * lies beyond the topic's end, the topic has been made anew (the broker lost its data), and is read from its
   * beginning. What comes then has to be handled, not skipped, and its offsets recorded although they are lower; the
   * inbox tells what was done before. Where it lies before what the topic still holds, reading starts with the first
   * message that is left. The log says both as errors.
   */
  nextOffset(topic: string, partition: number): Promise<bigint | undefined>;
  /**
   * Whether the last of these messages that concerns the consumer is known to its database; undefined where none
   * concerns it. They lie just before `nextOffset`, and are asked about after each assignment, and after a time in
   * which nothing was fetched. False: the topic is not the one that was read up to there; it was made anew, and is
   * longer than the other was by now. It is then read from its beginning, as where it is shorter.
   */
  recognises?(topic: string, partition: number, messages: readonly Delivered[]): Promise<boolean | undefined>;
  /**
   * Does the effects and records the offset of the last message + 1. What it has not recorded when it rejects comes
   * again, after a growing pause (100 ms to 5 s), from `nextOffset`; other partitions go on meanwhile. Called for
   * several partitions at the same time, never twice at once for one. It may take as long as it needs, but has to end:
   * nothing else of that partition is read meanwhile.
   */
  handle(batch: Batch): Promise<void>;
}

export interface Consumer {
  /**
   * Rejects no message in flight: `isCurrent` turns false, and it waits for `handle`, at most 5 s, before it leaves the
   * group.
   */
  stop(): Promise<void>;
}

export interface Broker {
  /**
   * Makes the topics that do not exist yet. Safe to call by many at once. Rejects with `BrokerUnavailable` after the
   * publish deadline.
   */
  ensureTopics(topics: readonly string[]): Promise<void>;
  /**
   * Resolves once every message is durable. Order per subject is the order given; between two calls it holds when the
   * first has been awaited. Rejects with `MessageRefused`, having sent none, when one is not well formed, larger than
   * `LARGEST_MESSAGE`, or of another context than the topic (dead letters excepted); with `BrokerUnavailable` after a
   * stated deadline (10 s unless configured), when some may have been sent: publish them all again.
   */
  publish(topic: string, messages: readonly Message[]): Promise<void>;
  /**
   * Resolves once the group is joined or the first attempt has failed; it goes on trying by itself until stopped, and
   * `problem` tells meanwhile.
   */
  consume(consumption: Consumption): Promise<Consumer>;
  /** Why it cannot work now, in a sentence; undefined when it can. */
  problem(): string | undefined;
  /** Stops the consumers as `Consumer.stop` does, rejects what could not be published, and closes every connection. */
  close(): Promise<void>;
}

/** The broker could not be reached, or did not answer, within the deadline. `cause` is the last error. */
export class BrokerUnavailable extends Error {
  override name = 'BrokerUnavailable';
}

/** A message that no broker would take: malformed or too large. Publishing it again cannot help. */
export class MessageRefused extends Error {
  override name = 'MessageRefused';
}

/**
 * Where an adapter tells what it lived through: a pino child or `console` behind an arrow function. Never given message
 * contents.
 */
export type Log = (
  level: 'debug' | 'info' | 'warn' | 'error',
  message: string,
  details?: Record<string, unknown>,
) => void;
