import { describe, expect, it } from '@jest/globals';
import { setTimeout as elapse } from 'node:timers/promises';
import type { Batch, Delivered } from './broker.js';
import { PartitionReader, type Assignment } from './partition-reader.js';

const delivered = (from: number, to: number): Delivered[] =>
  Array.from({ length: to - from }, (_, nth) => ({ offset: BigInt(from + nth), key: 'a', problem: 'none', raw: '' }));

function assignment(
  changed: Partial<Assignment> & { next?: bigint; handle?: (batch: Batch) => Promise<void> },
): Assignment & { handled: bigint[][]; errors: string[] } {
  const handled: bigint[][] = [];
  const errors: string[] = [];
  return {
    handled,
    errors,
    topic: 't',
    partition: 0,
    bounds: () => Promise.resolve({ low: 5n, high: 20n }),
    owned: () => true,
    log: (level, text) => level === 'error' && errors.push(text),
    consumption: {
      group: 'g',
      topics: ['t'],
      nextOffset: () => Promise.resolve(changed.next),
      handle: async (batch) => {
        handled.push(batch.messages.map(({ offset }) => offset));
        await changed.handle?.(batch);
      },
    },
    ...changed,
  };
}

describe('a partition reader', () => {
  it.each([
    ['where the database says', 12n, 12n, 0],
    ['at the end when all is read', 20n, 20n, 0],
    ['at the beginning when nothing is recorded', undefined, 5n, 0],
    ['with what is left when some was removed, and says so', 2n, 5n, 1],
    ['at the beginning of a topic made anew, and says so', 21n, 5n, 1],
  ])('begins %s', async (_, next, position, errors) => {
    const its = assignment({ next });
    expect(await new PartitionReader(its).locate()).toBe(position);
    expect(its.errors).toHaveLength(errors);
  });

  describe('where a topic was made anew and is longer by now than the other was', () => {
    const told = (known: (messages: readonly Delivered[]) => boolean | undefined) => {
      const asked: bigint[][] = [];
      const its = assignment({ next: 50n, bounds: () => Promise.resolve({ low: 5n, high: 100n }) });
      its.consumption.recognises = (_topic, _partition, messages) => {
        asked.push(messages.map(({ offset }) => offset));
        return Promise.resolve(known(messages));
      };
      return { its, asked };
    };

    it('looks at what lies before its place, and reads from the beginning where nothing of it is known', async () => {
      const { its, asked } = told(() => false);
      const reader = new PartitionReader(its);
      expect(await reader.locate()).toBe(30n);
      expect(await reader.deliver(delivered(30, 60))).toBe(5n);
      expect(asked).toEqual([Array.from({ length: 20 }, (_, n) => BigInt(30 + n))]);
      expect(its.handled).toEqual([]);
      expect(its.errors).toHaveLength(1);
      expect(await reader.deliver(delivered(5, 60))).toBe(60n);
      expect(its.handled.flat()).toEqual(Array.from({ length: 55 }, (_, n) => BigInt(5 + n)));
    });

    it('goes back to the beginning again when what comes from there is rejected and the old place is still recorded', async () => {
      const { its } = told(() => false);
      let rejecting = true;
      its.consumption.handle = ({ messages }) => {
        if (rejecting) {
          rejecting = false;
          return Promise.reject(new Error('not now'));
        }
        its.handled.push(messages.map(({ offset }) => offset));
        return Promise.resolve();
      };
      const reader = new PartitionReader(its);
      await reader.locate();
      await reader.deliver(delivered(30, 60));
      expect(await reader.deliver(delivered(5, 10))).toBe(10n);
      expect(its.handled).toEqual([[5n, 6n, 7n, 8n, 9n]]);
    });

    it('goes on where they are known', async () => {
      const { its } = told(() => true);
      const reader = new PartitionReader(its);
      expect(await reader.locate()).toBe(30n);
      expect(await reader.deliver(delivered(30, 60))).toBe(60n);
      expect(its.handled.flat()[0]).toBe(50n);
      expect(its.errors).toEqual([]);
    });

    it('looks further back where none of them concerns it, to the beginning, and goes on where none does', async () => {
      const { its, asked } = told(() => undefined);
      its.consumption.nextOffset = () => Promise.resolve(1_000n);
      its.bounds = () => Promise.resolve({ low: 5n, high: 1_100n });
      const reader = new PartitionReader(its);
      expect(await reader.locate()).toBe(980n);
      expect(await reader.deliver(delivered(980, 1_100))).toBe(800n);
      expect(await reader.deliver(delivered(800, 1_100))).toBe(5n);
      expect(await reader.deliver(delivered(5, 700))).toBe(700n);
      expect(await reader.deliver(delivered(700, 1_100))).toBe(1_100n);
      expect(asked.map(({ length }) => length)).toEqual([20, 200, 695, 300]);
      expect(its.handled.flat()[0]).toBe(1_000n);
      expect(its.errors).toEqual([]);
    });

    it('is told by the last of them: what was heard before that may lie in both topics', async () => {
      const { its } = told((messages) => messages.every(({ offset }) => offset < 40n));
      const reader = new PartitionReader(its);
      await reader.locate();
      expect(await reader.deliver(delivered(30, 40))).toBe(40n);
      expect(await reader.deliver(delivered(40, 60))).toBe(5n);
      expect(its.handled).toEqual([]);
    });

    it('looks on where they come in pieces, and what does not concern it tells nothing', async () => {
      const { its, asked } = told((messages) => (messages[0]?.offset === 30n ? true : undefined));
      const reader = new PartitionReader(its);
      await reader.locate();
      expect(await reader.deliver(delivered(30, 40))).toBe(40n);
      expect(await reader.deliver(delivered(40, 50))).toBe(50n);
      expect(asked).toHaveLength(2);
      expect(await reader.deliver(delivered(50, 51))).toBe(51n);
      expect(its.handled).toEqual([[50n]]);
    });

    it('looks again where what lies before its place comes unasked', async () => {
      const { its } = told(() => false);
      const reader = new PartitionReader(its);
      its.consumption.nextOffset = () => Promise.resolve(undefined);
      await reader.locate();
      expect(await reader.deliver(delivered(5, 50))).toBe(50n);
      its.consumption.nextOffset = () => Promise.resolve(50n);
      expect(await reader.deliver(delivered(5, 10))).toBe(30n);
      expect(await reader.deliver(delivered(30, 60))).toBe(5n);
    });

    it('looks again also where that reaches beyond its place', async () => {
      const { its } = told(() => false);
      const reader = new PartitionReader(its);
      its.consumption.nextOffset = () => Promise.resolve(undefined);
      await reader.locate();
      expect(await reader.deliver(delivered(5, 50))).toBe(50n);
      its.consumption.nextOffset = () => Promise.resolve(50n);
      expect(await reader.deliver(delivered(5, 80))).toBe(30n);
      expect(await reader.deliver(delivered(30, 80))).toBe(5n);
      expect(its.handled.flat()).toHaveLength(45);
    });

    it("looks again after a time in which the partition may have been another member's", async () => {
      let owned = true;
      const { its } = told(() => false);
      its.owned = () => owned;
      its.consumption.nextOffset = () => Promise.resolve(undefined);
      its.consumption.handle = () => ((owned = false), Promise.resolve());
      const reader = new PartitionReader(its);
      await reader.locate();
      const delivering = reader.deliver(delivered(5, 50));
      await elapse(50);
      its.consumption.nextOffset = () => Promise.resolve(50n);
      owned = true;
      expect(await delivering).toBe(30n);
      expect(await reader.deliver(delivered(30, 60))).toBe(5n);
    });

    it('looks again after a time in which nothing was fetched', async () => {
      let same = true;
      const { its } = told(() => same);
      const reader = new PartitionReader(its);
      await reader.locate();
      expect(await reader.deliver(delivered(30, 60))).toBe(60n);
      its.consumption.nextOffset = () => Promise.resolve(60n);
      expect(await reader.revisit()).toBe(40n);
      expect(await reader.deliver(delivered(40, 62))).toBe(62n);
      same = false;
      its.consumption.nextOffset = () => Promise.resolve(62n);
      expect(await reader.revisit()).toBe(42n);
      expect(await reader.deliver(delivered(42, 100))).toBe(5n);
    });

    it('asks again where it cannot be told', async () => {
      let failures = 1;
      const { its } = told(() => {
        failures -= 1;
        if (failures === 0) throw new Error('the database is away');
        return true;
      });
      const reader = new PartitionReader(its);
      await reader.locate();
      expect(await reader.deliver(delivered(30, 60))).toBe(30n);
      expect(await reader.deliver(delivered(30, 60))).toBe(60n);
      expect(its.handled.flat()[0]).toBe(50n);
    });
  });

  it('hands over at most 500 messages at once', async () => {
    const its = assignment({ next: 7n });
    const reader = new PartitionReader(its);
    await reader.locate();
    expect(await reader.deliver(delivered(7, 1_010))).toBe(1_010n);
    expect(its.handled.map(({ length }) => length)).toEqual([500, 500, 3]);
  });

  it('hands over nothing of what begins below its position unasked, and asks where to go on', async () => {
    const its = assignment({ next: 7n });
    const reader = new PartitionReader(its);
    await reader.locate();
    expect(await reader.deliver(delivered(5, 12))).toBe(7n);
    expect(its.handled).toEqual([]);
    expect(await reader.deliver(delivered(7, 12))).toBe(12n);
    expect(its.handled).toEqual([[7n, 8n, 9n, 10n, 11n]]);
  });

  it('hands over again, without fetching, what was not recorded', async () => {
    let recorded = 5n;
    const its = assignment({
      handle: ({ messages }) => {
        if (recorded === 8n) return Promise.resolve();
        recorded = 8n;
        return Promise.reject(new Error(`at ${messages[0]?.offset}`));
      },
    });
    its.consumption.nextOffset = () => Promise.resolve(recorded);
    const reader = new PartitionReader(its);
    await reader.locate();
    expect(await reader.deliver(delivered(5, 10))).toBe(10n);
    expect(its.handled).toEqual([
      [5n, 6n, 7n, 8n, 9n],
      [8n, 9n],
    ]);
  });

  it('goes where the database says after a rejection, when that is not at hand', async () => {
    const its = assignment({ handle: () => Promise.reject(new Error('no')) });
    let next = 10n;
    its.consumption.nextOffset = () => Promise.resolve(next);
    const reader = new PartitionReader(its);
    await reader.locate();
    next = 6n;
    expect(await reader.deliver(delivered(10, 12))).toBe(6n);
  });

  it('asks again where to begin as long as that fails', async () => {
    const its = assignment({});
    let asked = 0;
    its.consumption.nextOffset = () => (++asked < 3 ? Promise.reject(new Error('no database')) : Promise.resolve(9n));
    expect(await new PartitionReader(its).locate()).toBe(9n);
  });

  it('ends when it is retired, while it handles and while it pauses', async () => {
    const its = assignment({ next: 5n, handle: () => Promise.reject(new Error('no')) });
    const reader = new PartitionReader(its);
    await reader.locate();
    const delivering = reader.deliver(delivered(5, 10));
    await elapse(50);
    reader.retire();
    expect(await delivering).toBeUndefined();
    expect(await reader.deliver(delivered(5, 10))).toBeUndefined();
    expect(its.handled).toHaveLength(1);
  });

  it('waits for the handler of whoever read the partition before', async () => {
    let free: () => void = () => undefined;
    const busy = assignment({ next: 5n, handle: () => new Promise((resolve) => (free = resolve)) });
    const before = new PartitionReader(busy);
    await before.locate();
    void before.deliver(delivered(5, 6));
    await elapse(10);
    before.retire();
    let located = false;
    const after = new PartitionReader(assignment({ next: 6n }), before);
    const locating = after.locate().then(() => (located = true));
    await elapse(50);
    expect(located).toBe(false);
    free();
    await locating;
    expect(after.position).toBe(6n);
  });

  it('asks anew where to go on after it could not tell whether the partition was its own', async () => {
    let owned = true;
    const its = assignment({ next: 5n, owned: () => owned, handle: () => ((owned = false), Promise.resolve()) });
    const reader = new PartitionReader(its);
    await reader.locate();
    const delivering = reader.deliver(delivered(5, 10));
    await elapse(50);
    its.consumption.nextOffset = () => Promise.resolve(17n);
    owned = true;
    expect(await delivering).toBe(17n);
    expect(its.handled).toHaveLength(1);
  });
});
