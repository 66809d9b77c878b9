import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { serialize } from 'node:v8';
import type { Decider } from './index.js';
import { Snapshots } from './snapshots.js';
import { Add, doubled, openProcess, tally, type Added, type Tally } from './snapshots.fixture.js';
import { as, asAdmin, openStore } from './store.fixture.js';

type Process = ReturnType<typeof openProcess>;

/** Numbers that look random and are the same in each run. */
function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

describe('snapshots of long streams', () => {
  let lab: Awaited<ReturnType<typeof openStore>>;
  const processes: Process[] = [];
  beforeAll(async () => {
    lab = await openStore();
  });
  afterAll(async () => {
    for (const one of processes) await one.close();
    await lab.close();
  });
  const start = (...of: Parameters<typeof openProcess> extends [unknown, ...infer Rest] ? Rest : never): Process => {
    const one = openProcess(lab.database, ...of);
    processes.push(one);
    return one;
  };
  const add = (
    to: Process,
    data: Partial<Add['data']> & { tallyId: string },
    commandId?: string,
    decider: Decider<Add, Added, Tally> = tally,
  ) => as(() => to.store.handle(decider, new Add({ what: 'cup', amount: 1, ...data })), commandId);
  const replayed = async (id: string, decider = tally) =>
    (await lab.log.stream(`tally-${id}`, 0)).reduce(
      (before, event) => decider.evolve(before, event as unknown as Added),
      decider.initial,
    );
  const kept = async (id: string) =>
    (
      await lab.database.query<{ version: number; fingerprint: string; subjects: string[]; state: Buffer }>(
        'select * from snapshots where stream = $1 order by version',
        [`tally-${id}`],
      )
    ).rows;
  /** A stream of so many events, written as a superuser: appending them one by one is not what is looked at. */
  const long = (id: string, events: number) =>
    asAdmin(lab.adminUrl, [
      `insert into boxes.events (stream, version, event_id, type, schema_version, data, meta, occurred_at)
         select 'tally-${id}', n, gen_random_uuid(), 'Added', 1,
            '{"tallyId":"${id}","what":"w' || n % 7 || '","amount":1}', '{"actor":"a","correlation":"b"}', now()
            from generate_series(1, ${events}) n`,
      `insert into boxes.streams values ('tally-${id}', ${events}, 1)`,
    ]);

  it('change nothing that is decided: random commands through processes that start anew lead to what all events lead to', async () => {
    const random = chance(7);
    let current = start({ every: 4, page: 3 });
    for (let step = 0; step < 400; step += 1) {
      if (random(12) === 0) current = start({ every: 2 + random(9), page: 1 + random(9) });
      const tallyId = `random${random(3)}`;
      const person = random(3) === 0 ? { person: `person${random(4)}`, name: `Name ${step}` } : {};
      const before = await replayed(tallyId);
      const amount = random(9) - 4;
      const outcome = await add(current, { tallyId, what: `w${random(5)}`, amount, ...person });
      expect(outcome.accepted).toBe(before.total + amount >= 0);
      if (random(4) === 0) await current.store.states.settled();
      expect(await start({ every: 3, page: 2 }).store.state(tally, tallyId)).toEqual(await replayed(tallyId));
    }
    expect((await kept('random0')).length).toBeGreaterThan(0);
    expect(processes.flatMap(({ troubles }) => troubles)).toEqual([]);
  });

  it('let a process that has read nothing decide on a stream of 100,000 events by reading a bounded number', async () => {
    await long('long', 100_000);
    const first = start();
    expect(await add(first, { tallyId: 'long' })).toMatchObject({ accepted: true, version: 100_001 });
    expect(first.log.read).toBe(100_000);
    await first.store.states.settled();
    const second = start();
    expect(await add(second, { tallyId: 'long', amount: -100_002 })).toMatchObject({ accepted: false });
    expect(await add(second, { tallyId: 'long', amount: -100_001 })).toMatchObject({
      accepted: true,
      version: 100_002,
      state: { total: 0 },
    });
    expect(second.log.read).toBeLessThanOrEqual(2 * 500);
    expect(await second.store.state(tally, 'long')).toEqual(await replayed('long'));
  });

  it('are taken while a process goes on appending, and never for short streams', async () => {
    const one = start({ every: 20 });
    for (let n = 0; n < 19; n += 1) await add(one, { tallyId: 'short' });
    await one.store.states.settled();
    expect(await kept('short')).toEqual([]);
    for (let n = 0; n < 50; n += 1) {
      await add(one, { tallyId: 'short' });
      await one.store.states.settled();
    }
    expect((await kept('short')).map(({ version }) => version)).toEqual([40, 60]);
  });

  it('are discarded and made anew when evolve changes', async () => {
    await long('changed', 1_000);
    const before = start();
    await before.store.state(tally, 'changed');
    await before.store.states.settled();
    const after = start();
    expect((await after.store.state(doubled, 'changed')).total).toBe(2_000);
    expect(after.log.read).toBe(1_000);
    await after.store.states.settled();
    const [one, ...others] = await kept('changed');
    expect(others).toEqual([]);
    const again = start();
    expect((await again.store.state(doubled, 'changed')).total).toBe(2_000);
    expect(again.log.read).toBe(500);
    const through: Decider<Add, Added, Tally> = { ...doubled, foldDependencies: [() => 'another rule'] };
    expect((await again.store.state(through, 'changed')).total).toBe(2_000);
    const anew = start();
    await anew.store.state(through, 'changed');
    expect(anew.log.read).toBe(1_000);
    await anew.store.states.settled();
    expect((await kept('changed')).map(({ fingerprint }) => fingerprint)).not.toContain(one?.fingerprint);
  });

  it('hold nothing readable of people, and nothing at all once one of their keys is gone: their fields are null then', async () => {
    const one = start({ every: 5 });
    for (let n = 0; n < 10; n += 1)
      await add(one, { tallyId: 'people', person: `p${n % 2}`, name: `Somchai ${n % 2}` });
    await one.store.states.settled();
    const rows = await kept('people');
    expect(rows.at(-1)?.subjects).toEqual(['p0', 'p1']);
    for (const { state } of rows) expect(state.includes('Somchai')).toBe(false);
    const reading = start({ every: 5 });
    expect((await reading.store.state(tally, 'people')).names).toEqual({ p0: 'Somchai 0', p1: 'Somchai 1' });

    await one.keys.forget('p1');
    const fresh = start({ every: 5, page: 5 });
    const erased = { names: { p0: 'Somchai 0', p1: null } };
    expect(await fresh.store.state(tally, 'people')).toMatchObject(erased);
    expect(fresh.log.read).toBe(10);
    expect(fresh.troubles).toEqual([]);
    expect(await one.store.state(tally, 'people')).toMatchObject(erased);
    await fresh.store.states.settled();
    expect((await kept('people')).at(-1)?.subjects).toEqual(['p0']);
    // The process that had read it before drops it as soon as it looks again.
    await reading.keys.erasures(0);
    expect(await reading.store.state(tally, 'people')).toMatchObject(erased);
  });

  it('do not keep what was read before a key was destroyed', async () => {
    const [one, other] = [start({ every: 5, delay: 200 }), start()];
    for (let n = 0; n < 5; n += 1) await add(one, { tallyId: 'meanwhile', person: 'p9', name: 'Malee' });
    await other.keys.forget('p9');
    await one.store.states.settled();
    expect(await kept('meanwhile')).toEqual([]);
    expect((await one.store.state(tally, 'meanwhile')).names).toEqual({ p9: null });
  });

  it('leave somebody readable of whom more became known after their key was destroyed, but for what was sealed before', async () => {
    const one = start({ every: 3 });
    for (let n = 0; n < 4; n += 1) await add(one, { tallyId: 'again', person: 'p8', name: 'Anong' });
    await one.keys.forget('p8');
    await add(one, { tallyId: 'again', what: 'fork', person: 'p8', name: 'Anong B.' });
    expect((await one.log.stream('tally-again', 0)).map(({ data }) => (data as Added['data']).name)).toEqual([
      null,
      null,
      null,
      null,
      'Anong B.',
    ]);
    expect((await start({ every: 3 }).store.state(tally, 'again')).names).toEqual({ p8: 'Anong B.' });
  });

  it('are ignored and replaced when they are corrupted, forged, or moved from another stream', async () => {
    await long('corrupted', 700);
    await long('donor', 900);
    const one = start();
    for (const id of ['corrupted', 'donor']) {
      await one.store.state(tally, id);
      await one.store.states.settled();
    }
    const [good] = await kept('donor');
    const states = [
      Buffer.from('nonsense'),
      serialize({ total: 1e9 }),
      good?.state ?? Buffer.alloc(0),
      Buffer.alloc(64),
    ];
    for (const state of states) {
      await lab.database.query("update snapshots set state = $1 where stream = 'tally-corrupted'", [state]);
      const fresh = start();
      expect(await fresh.store.state(tally, 'corrupted')).toEqual(await replayed('corrupted'));
      expect(fresh.log.read).toBe(700);
      expect(fresh.troubles).toEqual([
        {
          what: expect.stringContaining('tally-corrupted at version 700 cannot be read') as unknown,
          error: expect.anything() as unknown,
        },
      ]);
      await fresh.store.states.settled();
      const healed = start();
      expect((await healed.store.state(tally, 'corrupted')).total).toBe(700);
      expect(healed.log.read).toBe(500);
      expect(healed.troubles).toEqual([]);
    }
  });

  it('are not used by somebody with another master key, nor for an earlier version than their own', async () => {
    const id = randomUUID();
    const one = start({ every: 10, page: 10 });
    for (let n = 0; n < 24; n += 1) await add(one, { tallyId: 'sent' });
    const first = await add(one, { tallyId: 'sent' }, id);
    for (let n = 0; n < 30; n += 1) {
      await add(one, { tallyId: 'sent' });
      await one.store.states.settled();
    }
    expect((await kept('sent')).every(({ version }) => version > 25)).toBe(true);
    const again = start({ every: 10, page: 10 });
    expect(await add(again, { tallyId: 'sent' }, id)).toEqual(first);
    expect(first).toMatchObject({ version: 25, state: { total: 25 } });
    const stranger = start({ every: 10 }, Buffer.alloc(32, 9));
    await expect(stranger.store.state(tally, 'sent')).rejects.toThrow();
  });

  it('are written by several processes at once without harm, and an older one never takes the place of a newer one', async () => {
    await long('shared', 3_000);
    const many = Array.from({ length: 6 }, () => start());
    const snapshots = many.map(
      ({ database, keys, troubles }) =>
        new Snapshots({ database, keys, onTrouble: (what, error) => troubles.push({ what, error }) }),
    );
    const events = await lab.log.stream('tally-shared', 0);
    const at = (version: number) =>
      events
        .slice(0, version)
        .reduce((before, event) => tally.evolve(before, event as unknown as Added), tally.initial);
    const erasures = (await many[0]?.keys.erasures()) ?? 0;
    for (const round of [
      [1_000, 1_000, 1_000, 1_000, 1_000, 1_000],
      [2_000, 1_500, 2_500, 2_500, 1_000, 2_000],
      [1_200, 600, 3_000, 2_900, 3_000, 600],
    ]) {
      await Promise.all(
        round.map(async (version, index) =>
          snapshots[index]?.write(
            tally as never,
            'tally-shared',
            version,
            at(version),
            { version: 0, subjects: [] },
            erasures,
          ),
        ),
      );
      const fresh = start();
      expect(await fresh.store.state(tally, 'shared')).toEqual(at(3_000));
      await fresh.store.close();
      expect((await kept('shared')).at(-1)?.version).toBeGreaterThanOrEqual(Math.max(...round));
    }
    expect(many.flatMap(({ troubles }) => troubles)).toEqual([]);
  });

  it('are not made of states that would come back otherwise, which is told once per so many events and fails no command', async () => {
    class Money {
      constructor(readonly amount: number) {}
    }
    const rich = {
      ...tally,
      evolve: (state: Tally, event: Added) => ({ ...tally.evolve(state, event), money: new Money(1) }),
    };
    const one = start({ every: 10 });
    for (let n = 0; n < 25; n += 1) {
      expect((await add(one, { tallyId: 'rich' }, undefined, rich)).accepted).toBe(true);
      await one.store.states.settled();
    }
    expect(await kept('rich')).toEqual([]);
    expect(one.troubles.map(({ what }) => what)).toEqual(
      Array(2).fill('No snapshot of tally-rich could be made; it is read from its events.'),
    );
  });

  it('are not worth failing for: a command is done though none can be written', async () => {
    const one = start({ every: 5 });
    await asAdmin(lab.adminUrl, ['alter table boxes.snapshots rename to elsewhere']);
    try {
      for (let n = 0; n < 4; n += 1) await add(one, { tallyId: 'away' });
      expect((await add(one, { tallyId: 'away' })).accepted).toBe(true);
      await one.store.states.settled();
    } finally {
      await asAdmin(lab.adminUrl, ['alter table boxes.elsewhere rename to snapshots']);
    }
    expect(one.troubles).toEqual([
      { what: expect.stringContaining('No snapshot of tally-away') as unknown, error: expect.anything() as unknown },
    ]);
  });

  it('keep memory bounded by the events that states were folded from, the longest unused first', async () => {
    const one = start({ events: 1_500, states: 3 });
    await long('heavy', 1_400);
    for (const tallyId of ['a', 'b', 'c', 'd']) await add(one, { tallyId: `light-${tallyId}` });
    const readAgain = async (id: string) => {
      const before = one.log.read;
      await one.store.state(tally, id);
      return one.log.read - before;
    };
    expect(await readAgain('light-d')).toBe(0);
    expect(await readAgain('light-a')).toBe(1);
    expect(await readAgain('heavy')).toBe(1_400);
    expect(await readAgain('heavy')).toBe(0);
    await long('larger', 1_600);
    expect(await readAgain('larger')).toBe(1_600);
    expect(await readAgain('heavy')).toBe(0);
  });
});
