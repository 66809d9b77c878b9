import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as elapse } from 'node:timers/promises';
import { type Batch, type Broker, type Consumption, type Message } from './broker.js';
import type { IncomingRecord } from './cloud-events.js';

/** Servers that a suite may take down without disturbing anybody. */
export interface Outage {
  make(options: { publishDeadline: number }): Broker;
  down(): Promise<void>;
  up(): Promise<void>;
  /** Removes its servers and topics. Call it after the brokers are closed. */
  end(): Promise<void>;
}

export interface BrokerUnderTest {
  name: string;
  /** A broker of its own on the servers that all of them share. */
  make(): Broker;
  /** Writes a record as it is, past every check, to partition 0. */
  writeRaw(
    topic: string,
    record: Pick<IncomingRecord, 'key' | 'value'> & { headers: Record<string, string> },
  ): Promise<void>;
  outage(): Promise<Outage>;
}

/** In place of a consuming context's database: the messages it handled, and the offsets it recorded. */
export class Effects {
  readonly seen: {
    topic: string;
    partition: number;
    offset: bigint;
    key: string;
    id?: string;
    problem?: string;
    message?: Message;
  }[] = [];
  readonly next = new Map<string, bigint>();

  /** Records every message of every batch, unless `before` rejects. */
  consumption(
    group: string,
    topics: readonly string[],
    before: (batch: Batch) => Promise<void> = () => Promise.resolve(),
  ): Consumption {
    return {
      group,
      topics,
      nextOffset: (topic, partition) => Promise.resolve(this.next.get(`${topic} ${partition}`)),
      handle: async (batch) => {
        await before(batch);
        this.record(batch);
      },
    };
  }

  record({ topic, partition, messages }: Batch): void {
    for (const { offset, key, message, problem } of messages)
      this.seen.push({ topic, partition, offset, key, id: message?.id, message, problem });
    const last = messages.at(-1);
    if (last) this.next.set(`${topic} ${partition}`, last.offset + 1n);
  }

  get ids(): (string | undefined)[] {
    return this.seen.map(({ id }) => id);
  }
}

export const message = (subject: string, data: unknown = { hello: 'world' }): Message => ({
  id: randomUUID(),
  type: 'staff.privilege-granted.v1',
  source: 'staff',
  subject,
  time: new Date().toISOString(),
  data,
});

/** A new name for a topic of `stipple.staff` or for a group. */
export const fresh = (what: string): string => `stipple.staff.${what}-${randomBytes(5).toString('hex')}`;

/** Waits until `isSo`, asking every 20 ms. The error names `what`. */
export async function until(what: string, isSo: () => boolean, seconds = 120): Promise<void> {
  const end = Date.now() + seconds * 1_000;
  while (!isSo()) {
    if (Date.now() > end) throw new Error(`Waited ${seconds} s in vain until ${what}.`);
    await elapse(20);
  }
}

/** Ids in one order, so that lists can be compared. */
export const sorted = (ids: readonly (string | undefined)[]): (string | undefined)[] => [...ids].sort();
