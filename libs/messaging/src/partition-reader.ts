import { messageOf } from '@stipple/text';
import { pause } from '@stipple/time';
import type { Consumption, Delivered, Log } from './broker.js';
import { GrowingPause } from './growing-pause.js';

const MOST_MESSAGES = 500;
/**
 * After an assignment, this many offsets before the position are read again, to check that the topic is still the same.
 */
const LOOKED_BACK = 20n;
/** If none of them concerns the consumer, the step grows by this factor. */
const FURTHER_BACK = 10n;

/** The offsets that a partition holds: the first that can be read, and the next to be written. */
export interface Bounds {
  low: bigint;
  high: bigint;
}

export interface Assignment {
  topic: string;
  partition: number;
  consumption: Consumption;
  bounds(topic: string, partition: number): Promise<Bounds>;
  /** Whether the consumer, as far as it knows, still owns what it was assigned. */
  owned(): boolean;
  log: Log;
}

/**
 * Reads one partition for as long as it is assigned. Finds where to begin and hands over messages one batch at a time.
 * After a rejection it hands over unrecorded messages again, with growing pauses. Never rejects; ends when it is
 * retired.
 */
export class PartitionReader {
  /** The next offset to hand over; undefined until `locate` has found it. */
  position: bigint | undefined;
  private readonly retiring = new AbortController();
  private readonly pauses = new GrowingPause(100, 5_000);
  /**
   * The offsets being read again to check that the topic is still the same; undefined once that is known. `known`:
   * whether the consumer had read the last message that concerns it.
   */
  private lookingBack: { from: bigint; to: bigint; low: bigint; known: boolean | undefined } | undefined;
  private lookedBack = false;
  /** A recorded offset of a topic that no longer exists; ignored until another one is recorded. */
  private stale: bigint | undefined;
  private work: Promise<unknown>;

  /**
   * @param predecessor the partition's last reader in this process. Nothing is handled until its `handle` has ended.
   */
  constructor(
    private readonly assignment: Assignment,
    predecessor?: PartitionReader,
  ) {
    this.work = predecessor?.settled() ?? Promise.resolve();
  }

  get current(): boolean {
    return !this.retirement.aborted && this.assignment.owned();
  }

  get retired(): boolean {
    return this.retirement.aborted;
  }

  /** Aborted by `retire`. */
  get retirement(): AbortSignal {
    return this.retiring.signal;
  }

  /** Turns `isCurrent` false. Nothing more is handed over. */
  retire(): void {
    this.retiring.abort();
  }

  /** Resolves when no `handle` is running, nor will be. Only of use after `retire`. */
  async settled(): Promise<void> {
    await this.work;
  }

  /** Finds where to begin, asking until it succeeds. Answers undefined when retired meanwhile. */
  locate(): Promise<bigint | undefined> {
    return this.after(async () => this.position ?? this.find().then((position) => this.lookingBack?.from ?? position));
  }

  /** Asks again where to go on, because the message at `position` does not exist. */
  relocate(): Promise<bigint | undefined> {
    return this.after(() => this.find());
  }

  /**
   * As `relocate`, after a time in which nothing was fetched. The topic may have been made anew unseen, so the messages
   * before the position are checked again.
   */
  revisit(): Promise<bigint | undefined> {
    return this.after(() => this.findAnew());
  }

  /**
   * Hands over messages, ascending by offset, until all are recorded. Answers the offset to go on from; after a
   * rejection the consumer's database may name another one. Undefined when retired meanwhile.
   */
  deliver(messages: readonly Delivered[]): Promise<bigint | undefined> {
    return this.after(() => this.handOver(messages));
  }

  /** Queues work, so that `handle` is never called twice at once. */
  private after<T>(work: () => Promise<T>): Promise<T> {
    const result = this.work.then(work);
    this.work = result;
    return result;
  }

  /**
   * Sets `position` to the offset of the consumer's database, limited to what the partition holds.
   * @param known a range of offsets, ends included, that the partition is known to hold.
   */
  private async find(known?: { from: bigint; to: bigint }): Promise<bigint | undefined> {
    const { topic, partition, consumption } = this.assignment;
    while (await this.ownership()) {
      try {
        const next = await consumption.nextOffset(topic, partition);
        const isKnown = next !== undefined && known && next >= known.from && next <= known.to && next !== this.stale;
        const position = isKnown ? next : await this.bounded(next);
        if (this.current) return (this.position = position);
      } catch (error) {
        if (!(await this.rest('Where to go on could not be found.', error))) return undefined;
      }
    }
    return undefined;
  }

  private async findAnew(): Promise<bigint | undefined> {
    this.lookedBack = false;
    const position = await this.find();
    return position === undefined ? undefined : (this.lookingBack?.from ?? position);
  }

  private async bounded(next: bigint | undefined): Promise<bigint> {
    const { topic, partition, bounds, log } = this.assignment;
    const { low, high } = await bounds(topic, partition);
    if (next === undefined || next === this.stale) return low;
    if (this.assignment.consumption.recognises && !this.lookedBack && next > low && next <= high) {
      const from = next - LOOKED_BACK;
      this.lookingBack = { from: from < low ? low : from, to: next, low, known: undefined };
    }
    this.lookedBack = true;
    if (next < low)
      log('error', 'Messages were removed before they were read.', { topic, partition, from: `${next}`, to: `${low}` });
    if (next > high)
      log('error', 'The topic ends before what was read of it: it has been made anew and is read from its beginning.', {
        topic,
        partition,
        read: `${next}`,
        end: `${high}`,
      });
    return next < low || next > high ? low : next;
  }

  private async handOver(messages: readonly Delivered[]): Promise<bigint | undefined> {
    const { topic, partition, consumption } = this.assignment;
    const first = this.position;
    const end = messages.at(-1)?.offset;
    if (first === undefined || end === undefined) return first;
    if (this.lookingBack) {
      const elsewhere = await this.lookBack(this.lookingBack, messages, end);
      if (elsewhere !== undefined) return elsewhere;
      if (end < first) return first;
    } else if ((messages[0]?.offset ?? first) < first) {
      // The broker went back without being asked: the topic was made anew, and may be longer by now.
      return this.findAnew();
    }
    while (this.current) {
      const from = this.position ?? first;
      const some = messages.filter(({ offset }) => offset >= from).slice(0, MOST_MESSAGES);
      const last = some.at(-1);
      if (!last) return from;
      try {
        await consumption.handle({ topic, partition, messages: some, isCurrent: () => this.current });
        if (!this.current) break;
        this.position = last.offset + 1n;
        this.stale = undefined;
        this.pauses.reset();
      } catch (error) {
        if (!(await this.rest('A batch was not handled.', error))) return undefined;
        const next = await this.find({ from: first, to: end + 1n });
        if (next === undefined) return undefined;
        if (next > from) this.pauses.reset();
        // The messages from `next` to `first` have to be fetched first.
        if (next < first) return next;
      }
    }
    // Retired, or ownership was uncertain for a time in which another member may have gone on, or the topic was made anew.
    return this.findAnew();
  }

  /**
   * Checks whether these messages were read before, by the last one that concerns the consumer. If it was not read, the
   * topic is another one and is read from its beginning. If none concerns the consumer, earlier messages are checked.
   * Answers the offset to fetch next: messages still to check, or the beginning of the other topic. Undefined when
   * reading can go on.
   */
  private async lookBack(
    back: NonNullable<PartitionReader['lookingBack']>,
    messages: readonly Delivered[],
    end: bigint,
  ): Promise<bigint | undefined> {
    const { topic, partition, consumption, log } = this.assignment;
    try {
      back.known =
        (await consumption.recognises?.(
          topic,
          partition,
          messages.filter(({ offset }) => offset < back.to),
        )) ?? back.known;
    } catch (error) {
      return (await this.rest('It could not be seen whether a topic is still the same.', error))
        ? back.from
        : undefined;
    }
    if (end < back.to - 1n) return end + 1n;
    if (back.known === undefined && back.from > back.low) {
      const further = back.to - (back.to - back.from) * FURTHER_BACK;
      back.from = further < back.low ? back.low : further;
      return back.from;
    }
    this.lookingBack = undefined;
    if (back.known !== false) return undefined;
    log(
      'error',
      'The messages before the recorded offset are not those that were read: ' +
        'the topic has been made anew and is read from its beginning.',
      { topic, partition, read: `${back.to}` },
    );
    this.stale = back.to;
    this.position = back.low;
    return back.low;
  }

  /** Waits until we know that we own the partition; false when retired. */
  private async ownership(): Promise<boolean> {
    while (!this.retirement.aborted && !this.assignment.owned()) await pause(200, this.retirement);
    return !this.retirement.aborted;
  }

  private async rest(what: string, error: unknown): Promise<boolean> {
    const { topic, partition, consumption, log } = this.assignment;
    const milliseconds = this.pauses.next();
    log('warn', `${what} It is tried again.`, {
      group: consumption.group,
      topic,
      partition,
      milliseconds,
      reason: messageOf(error),
    });
    return pause(milliseconds, this.retirement);
  }
}
