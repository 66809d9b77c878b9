import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import {
  anyView,
  beginning,
  Elsewhere,
  Follower,
  openDatabase,
  prepareView,
  shareOf,
  Shares,
  ViewFollowing,
  type AnyView,
  type Position,
} from './index.js';
import { as, box, boxes, openStore, Put, type BoxRow } from './store.fixture.js';

type Store = Awaited<ReturnType<typeof openStore>>;
const boxesView: AnyView = anyView(boxes);
const soon = () => Date.now() + 120_000;

describe('processes of one service', () => {
  let lab: Store;
  let groups = 0;
  let group = '';
  const undo: (() => Promise<unknown>)[] = [];
  beforeAll(async () => {
    lab = await openStore();
    await prepareView(lab.database, boxesView);
  });
  afterEach(async () => {
    for (const step of undo.splice(0).reverse()) await step();
  });
  afterAll(() => lab.close());

  const newCrew = () => {
    groups += 1;
    group = `group-${groups}`;
  };
  const open = () => openDatabase({ url: lab.url, name: 'member', max: 4, onError: () => undefined });
  /** A process that takes part, alive until it is stopped or cut off from the database for good. */
  async function join(patience = 500, peers = true) {
    const database = open();
    const shares = new Shares({
      database,
      group,
      peers,
      patience,
      changed: () => lab.feed.wakeLocal(),
      onTrouble: () => undefined,
    });
    await shares.start();
    let ended = false;
    const die = async () => {
      if (ended) return;
      ended = true;
      await database.end();
    };
    undo.push(async () => {
      if (!ended) await shares.stop();
      await die();
    });
    return { shares, die };
  }
  const until = async (what: () => boolean, deadline = soon()) => {
    while (!what() && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 20));
    return what();
  };
  const put = (boxId: string, item: string) => as(() => lab.store.handle(box, new Put({ boxId, item })));
  const head = async (): Promise<Position> => {
    const { rows } = await lab.database.query<{ at: string }>(
      "select xid::text || ':' || position as at from events order by events.xid desc, events.position desc limit 1",
    );
    return rows[0]?.at ?? beginning;
  };
  const holders = (...members: { shares: Shares }[]) => members.map(({ shares }) => [...shares.held.keys()]);
  const whole = Array.from({ length: 16 }, (_, share) => share);

  it('share the work out evenly, each share with one of them, as they come and go', async () => {
    newCrew();
    const first = await join();
    expect(first.shares.held.size).toBe(16);
    const second = await join();
    expect(await until(() => first.shares.held.size === 8 && second.shares.held.size === 8)).toBe(true);
    const third = await join();
    expect(await until(() => third.shares.held.size >= 4 && holders(first, second, third).flat().length === 16)).toBe(
      true,
    );
    expect(
      holders(first, second, third)
        .flat()
        .sort((a, b) => a - b),
    ).toEqual(whole);
    await second.shares.stop();
    expect(await until(() => first.shares.held.size === 8 && third.shares.held.size === 8)).toBe(true);
  });

  it('take over what belonged to one that died', async () => {
    newCrew();
    const [one, other] = [await join(), await join()];
    expect(await until(() => one.shares.held.size === 8 && other.shares.held.size === 8)).toBe(true);
    await one.die();
    expect(await until(() => other.shares.held.size === 16)).toBe(true);
    expect(one.shares.isCurrent).toBe(false);
  });

  it('keep a share for one who stays, under the same epoch', async () => {
    newCrew();
    const { shares } = await join(200);
    const before = new Map(shares.held);
    const { generation } = shares;
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(shares.held).toEqual(before);
    expect(shares.generation).toBe(generation);
  });

  it('leave everything to one that runs alone, at once', async () => {
    newCrew();
    await join(60_000);
    const alone = await join(60_000, false);
    expect(alone.shares.held.size).toBe(16);
    expect(alone.shares.isCurrent).toBe(true);
  });

  it('keep one read model together: each row is written by the owner of its share, and what is waited for is there', async () => {
    newCrew();
    const [one, other] = [await join(), await join()];
    expect(await until(() => one.shares.held.size === 8 && other.shares.held.size === 8)).toBe(true);
    const following = [one, other].map(({ shares }) => {
      const follower = new Follower(lab.feed, new ViewFollowing(lab.database, boxesView, shares), {
        pageSize: 7,
        onTrouble: () => undefined,
      });
      follower.start();
      undo.push(() => follower.stop());
      return { follower, shares };
    });
    await Promise.all(
      Array.from({ length: 40 }, async (_, n) => {
        await put(`shared${n}`, 'cup');
        await put(`shared${n}`, 'spoon');
      }),
    );
    const to = await head();
    const [mine] = following;
    const elsewhere = new Elsewhere(lab.database, one.shares, () => [mine?.follower.name ?? '']);
    expect(await mine?.follower.reached(to, soon())).toBe(true);
    expect(await elsewhere.reached(to, soon())).toBe(true);
    const { rows } = await lab.database.query<BoxRow>("select * from boxes where id like 'shared%'");
    expect(rows).toHaveLength(40);
    expect(rows.every((row) => row.items === 2 && row.last === 'spoon')).toBe(true);
  });

  it('are told at the deadline when nobody does the others’ work', async () => {
    newCrew();
    const { shares } = await join(60_000);
    const { shares: lazy } = await join(60_000);
    expect(lazy.held.size).toBe(0);
    await put('waiting', 'cup');
    const elsewhere = new Elsewhere(
      lab.database,
      {
        get others() {
          return [...shares.held.keys()];
        },
      },
      () => ['view:of_nobody'],
    );
    expect(await elsewhere.reached(await head(), Date.now() + 200)).toBe(false);
  });

  it('write nothing after they were replaced, and the replacement goes on from where they were', async () => {
    newCrew();
    const view: AnyView = { ...boxesView, name: 'fenced' };
    await prepareView(lab.database, view);
    const frozen = await join();
    const stale = new ViewFollowing(lab.database, view, frozen.shares);
    const from = await stale.load();
    await put('fence', 'cup');
    const page = (await lab.everything()).filter(({ id }) => id === 'fence');
    const to = page[page.length - 1]?.position ?? beginning;
    await frozen.die();
    const successor = await join();
    expect(await until(() => successor.shares.held.size === 16)).toBe(true);
    expect(await stale.apply(page, from ?? beginning, to)).toBe(false);
    expect((await lab.database.query('select * from fenced')).rows).toEqual([]);
    const fresh = new ViewFollowing(lab.database, view, successor.shares);
    expect(await fresh.load()).toBe(beginning);
    expect(await fresh.apply(page, beginning, to)).toBe(true);
    expect(await stale.apply(page, from ?? beginning, to)).toBe(false);
    expect((await lab.database.query('select * from fenced')).rows).toEqual([{ id: 'fence', items: 1, last: 'cup' }]);
  });

  it('do not do again, in a share that is further on, what a share that is further back makes them read again', async () => {
    newCrew();
    const view: AnyView = { ...boxesView, name: 'uneven' };
    await prepareView(lab.database, view);
    const { shares } = await join();
    const keys = ['u1', 'u2', 'u3', 'u4', 'u5', 'u6'];
    for (const key of keys) for (const item of ['a', 'b', 'c']) await put(key, item);
    const page = (await lab.everything()).filter(({ id }) => keys.includes(id));
    const to = page[page.length - 1]?.position ?? beginning;
    const first = new ViewFollowing(lab.database, view, shares);
    await first.load();
    expect(await first.apply(page, beginning, to)).toBe(true);
    const back = shareOf('u1');
    await lab.database.query("update checkpoints set xid = '0', position = 0 where subscription = $1 and share = $2", [
      first.name,
      back,
    ]);
    await lab.database.query('delete from uneven where id = any ($1)', [keys.filter((key) => shareOf(key) === back)]);
    const again = new ViewFollowing(lab.database, view, shares);
    expect(await again.load()).toBe(beginning);
    expect(await again.apply(page, beginning, to)).toBe(true);
    const { rows } = await lab.database.query<BoxRow>('select * from uneven order by id');
    expect(rows).toEqual(keys.map((id) => ({ id, items: 3, last: 'c' })));
    expect(await again.load()).toBe(to);
  });

  it('record after a pause how far they have come in every share, and go on from there without loading their places again', async () => {
    newCrew();
    const view: AnyView = { ...boxesView, name: 'resting' };
    await prepareView(lab.database, view);
    const { shares } = await join();
    const troubles: unknown[] = [];
    const following = new ViewFollowing(lab.database, view, shares);
    let loads = 0;
    const counted = Object.assign(Object.create(following) as ViewFollowing, {
      load: () => {
        loads += 1;
        return following.load();
      },
    });
    const follower = new Follower(lab.feed, counted, { onTrouble: (_name, error) => troubles.push(error) });
    follower.start();
    undo.push(() => follower.stop());
    const earliest = async () =>
      (
        await lab.database.query<{ at: string }>(
          "select xid::text || ':' || position as at from checkpoints where subscription = $1 order by xid, position limit 1",
          [following.name],
        )
      ).rows[0]?.at;
    for (const item of ['one', 'two', 'three']) {
      await put(`rest-${item}`, 'cup');
      await put('rest-again', item);
      const to = await head();
      expect(await follower.reached(to, soon())).toBe(true);
      for (const deadline = soon(); (await earliest()) !== to && Date.now() < deadline;)
        await new Promise((resolve) => setTimeout(resolve, 50));
      expect(await earliest()).toBe(to);
    }
    expect(troubles).toEqual([]);
    expect(loads).toBe(1);
  });
});
