import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { find, findIf, pack, recall, treat, treatGiven, usePack, usePackGiven } from './guards.fixture.js';
import { as, openStore } from './store.fixture.js';

describe('what a decision looked at', () => {
  let lab: Awaited<ReturnType<typeof openStore>>;
  beforeAll(async () => {
    lab = await openStore();
  });
  afterAll(() => lab.close());

  const once = (work: () => Promise<unknown>) => {
    let left = 1;
    return async () => (left-- > 0 ? work() : undefined);
  };
  const named = async (id: string) => (await lab.store.state(recall, `of-${id}`))?.treatments;

  it('is guarded: a pack that is used after a recall has read it is in the recall all the same', async () => {
    const other = lab.another();
    await as(() =>
      find(
        lab.store,
        'f1',
        ['p1', 'p2'],
        once(() => as(() => treat(other, 't1', 'p2'))),
      ),
    );
    expect(await named('f1')).toEqual(['t1']);
  });

  it('is guarded the other way round: a treatment that has read a pack before it was recalled widens the recall', async () => {
    const other = lab.another();
    await as(() =>
      treat(
        lab.store,
        't2',
        'p3',
        once(() => as(() => find(other, 'f2', ['p3']))),
      ),
    );
    expect(await named('f2')).toEqual(['t2']);
    expect((await lab.store.state(pack, 'p3')).usedIn).toEqual(['t2']);
  });

  it('is guarded for the commands of a message together', async () => {
    const other = lab.another();
    await as(() =>
      lab.store.handleMessage({ messageId: randomUUID() }, [
        treatGiven(
          lab.store,
          't3',
          'p4',
          once(() => as(() => find(other, 'f3', ['p4']))),
        ),
        treatGiven(lab.store, 't4', 'p5'),
      ]),
    );
    expect(await named('f3')).toEqual(['t3']);
    expect((await lab.store.state(pack, 'p5')).usedIn).toEqual(['t4']);
  });

  it('is guarded where it was already so: what others rely on may be so no longer', async () => {
    const other = lab.another();
    await as(() => usePack(lab.store, 'p6', 't5'));
    // "t5 has used it already" is decided on the version that was read; another use moves it, so that everything is
    // decided again.
    let tries = 0;
    const meanwhile = async () => (tries += 1) === 1 && as(() => usePack(other, 'p6', 'somebody'));
    await as(() =>
      lab.store.handleMessage({ messageId: randomUUID() }, [
        usePackGiven(lab.store, 'p6', 't5'),
        treatGiven(lab.store, 't6', 'p7', meanwhile),
      ]),
    );
    expect(tries).toBe(2);
    expect((await lab.store.state(pack, 'p7')).usedIn).toEqual(['t6']);
  });

  it('is guarded on request where nothing is stored about it, also where it does not exist yet', async () => {
    const other = lab.another();
    const unused = (state: { usedIn: readonly string[] }) => state.usedIn.length === 0;
    const answer = await as(() =>
      findIf(
        lab.store,
        'f4',
        'p8',
        true,
        unused,
        once(() => as(() => usePack(other, 'p8', 't7'))),
      ),
    );
    expect(answer).toMatchObject({ accepted: true, state: false });
    expect(await as(() => findIf(lab.store, 'f5', 'p9', true, unused))).toMatchObject({ accepted: true, state: true });
    await as(() => usePack(lab.store, 'p9', 't8'));
    expect((await lab.store.state(pack, 'p9')).usedIn).toEqual(['t8']);
  });

  it('lets only one of two go ahead that each wrote what the other looked at', async () => {
    const stores = [lab.store, lab.another()];
    for (let round = 0; round < 40; round += 1) {
      const [a, b] = [`a${round}`, `b${round}`];
      const free = (state: { usedIn: readonly string[] }) => state.usedIn.length === 0;
      const guarding = (store: typeof lab.store, mine: string, others: string) =>
        as(() =>
          lab.store.handleMessage({ messageId: randomUUID() }, [
            async (reading) =>
              free(await reading.facts.state(pack, others, { guarded: true }))
                ? usePackGiven(store, mine, 'me')(reading)
                : [],
          ]),
        );
      await Promise.all([guarding(stores[0] ?? lab.store, a, b), guarding(stores[1] ?? lab.store, b, a)]);
      const used = await Promise.all([a, b].map(async (id) => (await lab.store.state(pack, id)).usedIn.length));
      expect(used[0] === 0 || used[1] === 0).toBe(true);
    }
  });

  it('is not guarded without that: it is as of a moment before', async () => {
    const other = lab.another();
    const answer = await as(() =>
      findIf(
        lab.store,
        'f6',
        'p10',
        false,
        ({ usedIn }) => usedIn.length === 0,
        once(() => as(() => usePack(other, 'p10', 't9'))),
      ),
    );
    expect(answer).toMatchObject({ accepted: true, state: true });
  });

  it('is the same however often a decision asks for it', async () => {
    const other = lab.another();
    const seen: number[] = [];
    await as(() =>
      lab.store.handleMessage({ messageId: randomUUID() }, [
        async (reading) => {
          seen.push((await reading.facts.state(pack, 'p11')).usedIn.length);
          await as(() => usePack(other, 'p11', 't10'));
          seen.push((await reading.facts.state(pack, 'p11')).usedIn.length);
          return [];
        },
      ]),
    );
    expect(seen).toEqual([0, 0]);
  });

  it('loses nobody when recalls and treatments race from two processes', async () => {
    const [one, two] = [lab.another(), lab.another()];
    for (let round = 0; round < 150; round += 1) {
      const packs = ['x', 'y', 'z'].map((name) => `${name}${round}`);
      await Promise.all([
        as(() => find(one, `race${round}`, packs)),
        ...packs.map((id, nth) => as(() => treat(nth % 2 === 0 ? two : one, `of-${id}`, id))),
      ]);
      const used = (await Promise.all(packs.map((id) => lab.store.state(pack, id)))).flatMap(({ usedIn }) => usedIn);
      expect([...((await named(`race${round}`)) ?? [])].sort()).toEqual([...used].sort());
    }
  });
});
