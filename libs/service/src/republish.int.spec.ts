import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { beginning, Kept } from '@stipple/event-store';
import { openPair, type Pair } from './pair.fixture.js';
import { republish, RepublishProblem } from './republish.js';

describe('a broker that lost its messages', () => {
  let pair: Pair;
  let listening: Promise<{ stop(): Promise<void> }>;
  beforeAll(async () => {
    pair = await openPair();
  });
  afterAll(() => pair.close());

  const noted = async () =>
    (
      await pair.admin.query<{ id: string; n: number }>(
        'select stream as id, count(*)::int as n from treatments.events group by stream order by stream',
      )
    ).rows;
  const sent = async () =>
    (
      await pair.admin.query<{ id: string }>(
        `select headers ->> 'ce_id' as id from broker.messages where topic = 'stipple.bookings' order by partition, "offset"`,
      )
    ).rows.map(({ id }) => id);
  const until = async (isSo: () => Promise<boolean>, what: string): Promise<void> => {
    for (const deadline = Date.now() + 15_000; !(await isSo()); await new Promise((resolve) => setTimeout(resolve, 30)))
      if (Date.now() > deadline) throw new Error(`Waited in vain until ${what}.`);
  };
  const losing = async () => {
    await pair.admin.query("delete from broker.messages where topic = 'stipple.bookings'");
    await pair.admin.query(
      "update broker.topics set next_offset = array_fill(0::bigint, array[cardinality(next_offset)]) where topic = 'stipple.bookings'",
    );
  };
  const again = (from: string | undefined, broker = pair.broker) => {
    const { parts, database, log } = pair.asking;
    const seen: [number, number][] = [];
    return republish({
      parts,
      database,
      log,
      kept: new Kept(Buffer.alloc(32, 1)),
      broker,
      from,
      progress: (done, total) => seen.push([done, total]),
    }).then((done) => ({ done, seen }));
  };

  it('is given them again from the log, once each, in order; listeners lose nothing and do nothing twice', async () => {
    for (const visitId of ['a', 'b', 'c']) await pair.ask({ visitId });
    await until(async () => (await noted()).length === 3, 'three visits were noted');
    const before = await sent();
    await pair.noting.stop();
    for (const visitId of ['d', 'e']) await pair.ask({ visitId });
    await until(async () => (await sent()).length === 5, 'five were sent');
    // The publisher that runs is idle by now; in an installation it has to be stopped.
    await losing();
    const { done, seen } = await again(beginning);
    expect(done).toBe(5);
    expect(seen.at(-1)).toEqual([5, 5]);
    expect([...(await sent())].sort()).toEqual([...new Set([...before, ...(await sent())])].sort());
    await again(undefined);
    expect(await sent()).toHaveLength(10);
    listening = pair.noteAgain();
    await listening;
    await until(async () => (await noted()).length === 5, 'all five visits were noted');
    expect(await noted()).toEqual(['a', 'b', 'c', 'd', 'e'].map((id) => ({ id: `noted-${id}`, n: 1 })));
  });

  it('is seen to have begun anew where it is longer by now than it was, and what lies where others lay is heard', async () => {
    const many = (name: string, count: number) =>
      Promise.all(Array.from({ length: count }, (_, n) => pair.ask({ visitId: `${name}${n}` })));
    await many('old', 30);
    await until(async () => (await noted()).length === 35, 'the visits before were noted');
    await (await listening).stop();
    await losing();
    await many('new', 60);
    await until(async () => (await sent()).length === 60, 'the new ones were sent');
    await pair.noteAgain();
    await until(async () => (await noted()).length === 95, 'all visits were noted');
    expect((await noted()).every(({ n }) => n === 1)).toBe(true);
  });

  it('is sent nothing from behind the end of the log, nor what listeners may have forgotten', async () => {
    await expect(again('281474976710656000:1')).rejects.toThrow(RepublishProblem);
    await pair.admin.query(
      "update bookings.events set recorded_at = recorded_at - interval '31 days' where stream in ('visit-a', 'visit-b')",
    );
    await expect(again(beginning)).rejects.toThrow('is more than 30 days old in part');
    expect((await again(undefined)).done).toBe(93);
  });

  it('is given the rest at the next start, where that was interrupted', async () => {
    const places = async () =>
      (
        await pair.admin.query<{ at: string }>(
          "select distinct xid::text || ':' || position as at from bookings.checkpoints where subscription = 'publisher'",
        )
      ).rows.map(({ at }) => at);
    const end = await places();
    const failing = { publish: () => Promise.reject(new Error('The broker is away.')) };
    await expect(again(undefined, failing as never)).rejects.toThrow('The broker is away.');
    expect(await places()).not.toEqual(end);
    await again(undefined);
    expect(await places()).toEqual(end);
  });
});
