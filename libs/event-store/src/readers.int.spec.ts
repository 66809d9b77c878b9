import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import {
  anyView,
  beginning,
  Follower,
  OrderFault,
  prepareView,
  rebuildView,
  ViewFollowing,
  type AnyView,
  type Following,
  type Position,
  type Recorded,
} from './index.js';
import { as, box, boxes, openStore, Put, type BoxEvent, type BoxRow } from './store.fixture.js';

type Store = Awaited<ReturnType<typeof openStore>>;
const boxesView: AnyView = anyView(boxes);
const soon = () => Date.now() + 120_000;

describe('readers of the log', () => {
  let lab: Store;
  const troubles: unknown[] = [];
  const followers: Follower[] = [];
  beforeAll(async () => {
    lab = await openStore();
  });
  afterAll(async () => {
    await Promise.all([lab.feed.close(), ...followers.map((follower) => follower.stop())]);
    await lab.close();
  });
  const follow = (following: Following) => {
    const follower = new Follower(lab.feed, following, { onTrouble: (_name, error) => troubles.push(error) });
    followers.push(follower);
    follower.start();
    return follower;
  };
  const put = (boxId: string, item: string) => as(() => lab.store.handle(box, new Put({ boxId, item })));
  const head = async (): Promise<Position> => {
    const { rows } = await lab.database.query<{ at: string }>(
      "select xid::text || ':' || position as at from events order by events.xid desc, events.position desc limit 1",
    );
    return rows[0]?.at ?? beginning;
  };
  const rows = async () => (await lab.database.query<BoxRow>('select * from boxes order by id')).rows;

  it('miss nothing and see nothing twice while writers hold transactions open and roll them back', async () => {
    const seen: string[] = [];
    const follower = follow({
      name: 'everything',
      load: () => Promise.resolve(beginning),
      apply: (events) => {
        seen.push(...events.map((event) => event.eventId));
        return Promise.resolve(true);
      },
    });
    const naive: number[] = [];
    let writing = true;
    const polling = (async () => {
      let last = 0;
      while (writing) {
        const { rows: found } = await lab.database.query<{ position: number }>(
          'select position from events where position > $1 order by position',
          [last],
        );
        for (const { position } of found) naive.push(position);
        last = found[found.length - 1]?.position ?? last;
      }
    })();
    await Promise.all(
      Array.from({ length: 8 }, async (_, writer) => {
        const client = new pg.Client({ connectionString: lab.url });
        await client.connect();
        for (let n = 0; n < 60; n += 1) {
          const event = (step: number) => [
            [`box-held${writer}x${n}x${step}`],
            [-1],
            [null],
            [null],
            [null],
            [1],
            [1],
            [1],
            [crypto.randomUUID()],
            ['ItemPut'],
            [1],
            [`{"boxId":"held${writer}x${n}x${step}","item":"y"}`],
            ['{"actor":"a","correlation":"b"}'],
            ['2026-06-15T12:00:00Z'],
          ];
          await client.query('begin');
          for (const step of [1, 2]) {
            await client.query(
              `select * from append_many($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
              event(step),
            );
            await new Promise((resolve) => setTimeout(resolve, Math.random() * 8));
          }
          await client.query(n % 20 === 0 ? 'rollback' : 'commit');
        }
        await client.end();
      }),
    );
    expect(await follower.reached(await head(), soon())).toBe(true);
    writing = false;
    await polling;
    const { rows: stored } = await lab.database.query<{ event_id: string }>('select event_id from events');
    expect(stored).toHaveLength(8 * 57 * 2);
    expect([...seen].sort()).toEqual(stored.map((row) => row.event_id).sort());
    expect(new Set(naive).size).toBeLessThan(stored.length);
  });

  it('may ask for one category or one stream, in the same order as everything, and see nothing of the others', async () => {
    await Promise.all(['a', 'ab', 'b'].map((id) => put(id, 'cup')));
    await put('a', 'spoon');
    const all = await lab.everything();
    const ofA = await lab.log.afterOf({ stream: 'box-a' }, beginning, 10);
    expect(ofA.map(({ stream, version }) => [stream, version])).toEqual([
      ['box-a', 1],
      ['box-a', 2],
    ]);
    expect(
      (await lab.log.afterOf({ stream: 'box-a' }, ofA[0]?.position ?? '', 10)).map(({ version }) => version),
    ).toEqual([2]);
    expect(await lab.log.afterOf({ category: 'box' }, beginning, 10_000)).toEqual(all);
    expect(await lab.log.afterOf({ category: 'bo' }, beginning, 10)).toEqual([]);
    expect(await lab.log.afterOf({ category: 'box-a' }, beginning, 10)).toEqual([]);
  });

  it('keep a read model that shows what was done as soon as its place is reached', async () => {
    await prepareView(lab.database, boxesView);
    const follower = follow(new ViewFollowing(lab.database, boxesView));
    await put('one', 'cup');
    await put('one', 'spoon');
    expect(await follower.reached(await head(), soon())).toBe(true);
    expect((await rows()).find((row) => row.id === 'one')).toEqual({ id: 'one', items: 2, last: 'spoon' });
  });

  it('put aside what one subject cannot take, and go on with the others', async () => {
    const [, follower] = followers;
    await put('sick', 'cup');
    await put('sick', 'poison');
    await put('sick', 'spoon');
    await put('well', 'cup');
    expect(await follower?.reached(await head(), soon())).toBe(true);
    const now = await rows();
    expect(now.find((row) => row.id === 'sick')).toEqual({ id: 'sick', items: 1, last: 'cup' });
    expect(now.find((row) => row.id === 'well')).toEqual({ id: 'well', items: 1, last: 'cup' });
    const { rows: parked } = await lab.database.query<{ key: string; problem: string }>(
      'select key, problem from parked_events order by position',
    );
    expect(parked).toEqual([
      { key: 'sick', problem: 'poison' },
      { key: 'sick', problem: 'An earlier event of the same subject is parked.' },
    ]);
  });

  it('stop a rebuild at what cannot be taken, and leave the old read model as it was', async () => {
    const before = await rows();
    await expect(rebuildView(lab.database, lab.log, boxesView, () => undefined)).rejects.toThrow('poison');
    expect(await rows()).toEqual(before);
  });

  it('give the same rows when made again, with progress, while the old one is read', async () => {
    const forgiving = anyView<BoxRow, BoxEvent>({
      ...boxes,
      on: {
        ...boxes.on,
        ItemPut: (row, { data }) => ({ id: data.boxId, items: (row?.items ?? 0) + 1, last: data.item }),
      },
    });
    const progress: number[] = [];
    await rebuildView(lab.database, lab.log, forgiving, (done) => progress.push(done), { pageSize: 100 });
    const once = await rows();
    expect(once.find((row) => row.id === 'sick')).toEqual({ id: 'sick', items: 3, last: 'spoon' });
    await rebuildView(lab.database, lab.log, forgiving, () => undefined, { pageSize: 37 });
    expect(await rows()).toEqual(once);
    expect(progress.length).toBeGreaterThan(5);
    expect([...progress].sort((a, b) => a - b)).toEqual(progress);
  });

  it('make a read model again once when several find it defined otherwise, and leave nothing of what it was before', async () => {
    const changed = anyView<BoxRow, BoxEvent>({
      ...boxes,
      on: {
        ...boxes.on,
        ItemPut: (row, { data }) => ({ id: data.boxId, items: (row?.items ?? 0) + 10, last: data.item }),
      },
    });
    expect(await prepareView(lab.database, changed)).toBeUndefined();
    let pages = 0;
    const tables = await Promise.all(
      [1, 2, 3].map(() =>
        rebuildView(
          lab.database,
          lab.log,
          changed,
          () => {
            pages += 1;
          },
          { always: false },
        ),
      ),
    );
    expect(new Set(tables).size).toBe(1);
    expect(pages).toBeGreaterThan(0);
    expect((await rows()).find((row) => row.id === 'one')).toEqual({ id: 'one', items: 20, last: 'spoon' });
    expect(
      await rebuildView(
        lab.database,
        lab.log,
        changed,
        () => {
          throw new Error('It was made again for nothing.');
        },
        { always: false },
      ),
    ).toBe(tables[0]);
    const { rows: left } = await lab.database.query<{ name: string }>(
      "select tablename as name from pg_tables where starts_with(tablename, 'boxes__')",
    );
    expect(left).toEqual([{ name: tables[0] }]);
    expect(await prepareView(lab.database, changed)).toBe(tables[0]);
  });

  it('do not both move one read model: the second finds it moved and goes on from there', async () => {
    const twice: AnyView = { ...boxesView, name: 'twice' };
    const two = [0, 1].map(() => new ViewFollowing(lab.database, twice));
    await prepareView(lab.database, twice);
    const [first, second] = two as [ViewFollowing, ViewFollowing];
    const [from = beginning] = await Promise.all([first.load(), second.load()]);
    const page = (await lab.everything()).filter((event) => event.stream === 'box-one');
    const to = page[page.length - 1]?.position ?? from;
    expect(await first.apply(page, from, to)).toBe(true);
    expect(await second.apply(page, from, to)).toBe(false);
    expect(await second.load()).toBe(to);
    const { rows: counted } = await lab.database.query("select items from twice where id = 'one'");
    expect(counted).toEqual([{ items: 2 }]);
  });

  it('stop loudly when a stream comes out of order', async () => {
    const reversed = async (): Promise<readonly Recorded[]> => [...(await lab.log.stream('box-one', 0))].reverse();
    const feed = { page: reversed, next: () => new Promise<void>(() => undefined) };
    const faults: unknown[] = [];
    const follower = new Follower(
      feed as never,
      { name: 'reversed', load: () => Promise.resolve(beginning), apply: () => Promise.resolve(true) },
      { onTrouble: (_name, error) => faults.push(error) },
    );
    follower.start();
    for (const deadline = soon(); faults.length === 0 && Date.now() < deadline;)
      await new Promise((resolve) => setTimeout(resolve, 10));
    expect(faults).toEqual([expect.any(OrderFault)]);
    expect(follower.problem()).toContain('box-one');
  });
});
