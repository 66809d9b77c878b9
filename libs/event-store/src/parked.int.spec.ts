import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  keeps,
  anyView,
  beginning,
  Follower,
  giveUpParkedEvent,
  parkedEvents,
  prepareView,
  retryParkedEvents,
  ViewFollowing,
  type AnyView,
  type Position,
} from './index.js';
import { as, box, boxes, openStore, Put, type BoxEvent, type BoxRow } from './store.fixture.js';

/**
 * Whether the code has been mended: a view's fold looks it up outside, so that its text, and so its table, stay the
 * same.
 */
const world = { mended: false };
const sick: AnyView = anyView<BoxRow, BoxEvent>({
  ...boxes,
  name: 'sick',
  on: {
    ItemPut: (row, { data }) => {
      if (data.item === 'poison' && !world.mended) throw new Error('poison');
      return { id: data.boxId, items: (row?.items ?? 0) + 1, last: data.item };
    },
    Reserved: keeps,
  },
});

describe('what a read model has put aside', () => {
  let lab: Awaited<ReturnType<typeof openStore>>;
  let follower: Follower;
  beforeAll(async () => {
    lab = await openStore();
    await prepareView(lab.database, sick);
    follower = new Follower(lab.feed, new ViewFollowing(lab.database, sick), { onTrouble: () => undefined });
    follower.start();
  });
  afterAll(async () => {
    await Promise.all([lab.feed.close(), follower.stop()]);
    await lab.close();
  });
  async function put(boxId: string, ...items: string[]) {
    for (const item of items) await as(() => lab.store.handle(box, new Put({ boxId, item })));
    const { rows } = await lab.database.query<{ at: Position }>(
      "select xid::text || ':' || position as at from events order by events.xid desc, events.position desc limit 1",
    );
    expect(await follower.reached(rows[0]?.at ?? beginning, Date.now() + 120_000)).toBe(true);
  }
  const row = async (id: string) =>
    (await lab.database.query<BoxRow>('select * from sick where id = $1', [id])).rows[0];
  const parkedOf = async (id: string) => (await parkedEvents(lab.database)).filter(({ key }) => key === id);

  it('is listed with its problem, and what waits behind it', async () => {
    await put('one', 'cup', 'poison', 'spoon');
    expect(await parkedOf('one')).toEqual([
      expect.objectContaining({ view: 'sick', key: 'one', type: 'ItemPut', problem: 'poison' }),
      expect.objectContaining({
        view: 'sick',
        key: 'one',
        type: 'ItemPut',
        problem: 'An earlier event of the same subject is parked.',
      }),
    ]);
  });

  it('stays when it is retried and nothing was mended', async () => {
    expect(await retryParkedEvents(lab.database, lab.log, [sick])).toBe(0);
    expect(await row('one')).toEqual({ id: 'one', items: 1, last: 'cup' });
    expect(await parkedOf('one')).toHaveLength(2);
  });

  it('is put right by a retry after the code was mended, and later events go on by themselves', async () => {
    await put('two', 'cup', 'poison');
    world.mended = true;
    expect(await retryParkedEvents(lab.database, lab.log, [sick], { view: 'sick', key: 'one' })).toBe(1);
    expect(await row('one')).toEqual({ id: 'one', items: 3, last: 'spoon' });
    expect(await parkedOf('one')).toEqual([]);
    expect(await parkedOf('two')).toHaveLength(1);
    await put('one', 'fork');
    expect(await row('one')).toEqual({ id: 'one', items: 4, last: 'fork' });
    expect(await parkedOf('one')).toEqual([]);
    world.mended = false;
  });

  it('is left out for good when it is given up, and what waited behind it is folded', async () => {
    await put('three', 'cup', 'poison', 'spoon');
    const [poison] = await parkedOf('three');
    expect(
      await giveUpParkedEvent(lab.database, lab.log, [sick], { view: 'sick', key: 'three', position: '1:1' }),
    ).toBe(false);
    expect(
      await giveUpParkedEvent(lab.database, lab.log, [sick], {
        view: 'sick',
        key: 'three',
        position: poison?.position ?? '',
      }),
    ).toBe(true);
    expect(await row('three')).toEqual({ id: 'three', items: 2, last: 'spoon' });
    expect(await parkedOf('three')).toEqual([]);
  });

  it('is retried while more of the same row comes, and nothing is lost or counted twice', async () => {
    await put('busy', 'cup', 'poison');
    world.mended = true;
    const more = Array.from({ length: 30 }, (_, n) => `item${n}`);
    const putting = put('busy', ...more);
    for (let tries = 0; tries < 20; tries += 1)
      await retryParkedEvents(lab.database, lab.log, [sick], { view: 'sick', key: 'busy' });
    await putting;
    await retryParkedEvents(lab.database, lab.log, [sick], { view: 'sick', key: 'busy' });
    expect(await row('busy')).toEqual({ id: 'busy', items: 32, last: 'item29' });
    expect(await parkedOf('busy')).toEqual([]);
    world.mended = false;
  });
});
