import { messageOf } from '@stipple/text';
import { pause } from '@stipple/time';
import type { Consumption, Log } from './broker.js';
import type { Member } from './embedded.control.js';
import type { EmbeddedLog, Ends, Reading } from './embedded.log.js';
import { PartitionReader } from './partition-reader.js';
import { GrowingPause } from './growing-pause.js';

const keyOf = (topic: string, partition: number): string => `${topic} ${partition}`;

/** One member of a group. Reads each assigned partition to its end, then waits to be woken. */
export class EmbeddedConsumer implements Member {
  readonly group: string;
  readonly topics: readonly string[];
  private readonly readers = new Map<string, PartitionReader>();
  /** The last reader of each partition, in this or an earlier assignment. */
  private readonly latest = new Map<string, PartitionReader>();
  private readonly sleepers = new Map<string, () => void>();
  private readonly known = new Map<string, bigint[]>();
  private settleStarted: () => void = () => undefined;
  /** Resolves when the group was joined for the first time, or the first attempt failed. */
  readonly started = new Promise<void>((resolve) => (this.settleStarted = resolve));

  constructor(
    private readonly consumption: Consumption,
    private readonly messages: EmbeddedLog,
    private readonly log: Log,
  ) {
    this.group = consumption.group;
    this.topics = [...new Set(consumption.topics)];
  }

  assign(topic: string, partition: number): void {
    const key = keyOf(topic, partition);
    const { consumption, messages, log } = this;
    // `release` and `lost` retire a reader at once, so a reader that runs owns its partition.
    const reader = new PartitionReader(
      { topic, partition, consumption, log, bounds: (...at) => messages.bounds(...at), owned: () => true },
      this.latest.get(key),
    );
    this.readers.set(key, reader);
    this.latest.set(key, reader);
    void this.read(reader, topic, partition);
  }

  async release(topic: string, partition: number): Promise<void> {
    const key = keyOf(topic, partition);
    const reader = this.readers.get(key);
    this.readers.delete(key);
    reader?.retire();
    this.wake(key);
    await reader?.settled();
  }

  /**
   * How far this member has come in each partition it reads. A topic of which it reads none stands there without a
   * position, to show that the group is alive.
   */
  readings(): Reading[] {
    return this.topics.flatMap((topic) => {
      const read = [...this.readers].flatMap(([key, { position }]) =>
        key.startsWith(`${topic} `)
          ? [{ group: this.group, topic, partition: Number(key.slice(topic.length + 1)), position }]
          : [],
      );
      return read.length > 0 ? read : [{ group: this.group, topic, partition: -1, position: undefined }];
    });
  }

  lost(): void {
    for (const [key, reader] of this.readers) {
      reader.retire();
      this.wake(key);
    }
    this.readers.clear();
    this.settleStarted();
  }

  ends(ends: Ends): void {
    for (const topic of this.topics) {
      const before = this.known.get(topic) ?? [];
      const told = ends.get(topic) ?? before;
      // A publish that ended meanwhile may already have reported a later end.
      const now = told.map((end, partition) => (end > (before[partition] ?? 0n) ? end : (before[partition] ?? 0n)));
      this.known.set(topic, now);
      for (const [partition, end] of now.entries()) if (end !== before[partition]) this.wake(keyOf(topic, partition));
    }
    this.settleStarted();
  }

  private async read(reader: PartitionReader, topic: string, partition: number): Promise<void> {
    const pauses = new GrowingPause();
    let position = await reader.locate();
    while (position !== undefined && !reader.retired) {
      if (position >= (this.known.get(topic)?.[partition] ?? 0n)) {
        await new Promise<void>((resolve) => this.sleepers.set(keyOf(topic, partition), resolve));
        continue;
      }
      try {
        const messages = await this.messages.read(topic, partition, position);
        position = messages.length > 0 ? await reader.deliver(messages) : await reader.relocate();
        pauses.reset();
      } catch (error) {
        this.log('warn', 'Messages could not be read. It is tried again.', {
          group: this.group,
          topic,
          partition,
          reason: messageOf(error),
        });
        await pause(pauses.next(), reader.retirement);
      }
    }
  }

  private wake(key: string): void {
    const wake = this.sleepers.get(key);
    this.sleepers.delete(key);
    wake?.();
  }
}
