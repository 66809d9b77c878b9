import { setTimeout as elapse } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import {
  anyView,
  beginning,
  Feed,
  Follower,
  gateOf,
  prepareView,
  rebuildView,
  ViewFollowing,
  type AnyView,
  type Position,
} from './index.js';
import { as, box, boxes, openStore, Put, type BoxEvent, type BoxRow } from './store.fixture.js';

const indexed: AnyView = anyView<BoxRow, BoxEvent>({
  ...boxes,
  name: 'indexed',
  indexes: ['(items)', '(last, items)'],
});
const until = async (isSo: () => boolean | Promise<boolean>): Promise<void> => {
  for (const deadline = Date.now() + 120_000; !(await isSo()); await elapse(20))
    if (Date.now() > deadline) throw new Error('Waited two minutes in vain.');
};

describe('who follows the log', () => {
  let lab: Awaited<ReturnType<typeof openStore>>;
  beforeAll(async () => {
    lab = await openStore();
  });
  afterAll(() => lab.close());
  const put = (boxId: string, item: string) => as(() => lab.store.handle(box, new Put({ boxId, item })));
  const session = async () => {
    const client = new pg.Client({ connectionString: lab.adminUrl, application_name: 'somebody else' });
    await client.connect();
    return client;
  };

  it('is not stranded behind another who read on from the same place a moment later', async () => {
    await put('a', 'cup');
    const [first] = await lab.everything();
    const feed = new Feed(lab.log, { database: lab.database, channel: 'nobody', pollMilliseconds: 50 });
    const at = first?.position ?? beginning;
    // The gate is shut when one looks for more, and open when the other does; both would have it all, and no further
    // event comes.
    const other = await session();
    await other.query('begin');
    await other.query('select pg_current_xact_id()');
    await put('a', 'spoon');
    expect(await feed.page(at, 10)).toEqual([]);
    await other.query('commit');
    await other.end();
    await until(async () => (await lab.log.after(at, 10)).length === 1);
    const [second] = await feed.page(at, 10);
    const stranded = feed.next(at);
    const further = feed.next(second?.position ?? at);
    expect(await Promise.race([stranded, elapse(10_000).then(() => 'stranded')])).toBe(true);
    await feed.close();
    await further;
  });

  it('goes on while an index is made, however long that takes', async () => {
    await prepareView(lab.database, indexed);
    const old = await session();
    // An index made concurrently waits for whoever began to read before: here that lasts as long as we like.
    await old.query('begin isolation level repeatable read');
    await old.query('select count(*) from boxes.events');
    const building = rebuildView(lab.database, lab.log, indexed, () => undefined);
    const look = await session();
    await until(
      async () =>
        (
          await look.query(
            "select 1 from pg_stat_activity where query ilike 'create index concurrently%' and state = 'active' and wait_event is not null",
          )
        ).rowCount === 1,
    );
    const before = await lab.log.after(beginning, 1_000);
    await put('meanwhile', 'cup');
    await until(async () =>
      (await lab.log.after(before[before.length - 1]?.position ?? beginning, 10)).some(
        ({ stream }) => stream === 'box-meanwhile',
      ),
    );
    expect(
      (
        await look.query(
          "select 1 from pg_stat_activity where query ilike 'create index concurrently%' and state = 'active'",
        )
      ).rowCount,
    ).toBe(1);
    await old.query('commit');
    await Promise.all([old.end(), look.end()]);
    const table = await building;
    const { rows } = await lab.database.query<{ valid: boolean }>(
      'select i.indisvalid as valid from pg_index i where i.indrelid = $1::text::regclass',
      [table],
    );
    expect(rows).toEqual([{ valid: true }, { valid: true }, { valid: true }]);
  });

  it('makes an index anew that an interrupted rebuild has left unfinished', async () => {
    const { rows: served } = await lab.database.query<{ serving: string }>(
      "select serving from views where name = 'indexed'",
    );
    const next = (served[0]?.serving ?? '').replace(/_r(\d+)$/, (_, n) => `_r${Number(n) + 1}`);
    await lab.database.query(`create table ${next} (id text primary key, items int, last text)`);
    await lab.database.query(`create index ${next}_i0 on ${next} (id)`);
    expect(await rebuildView(lab.database, lab.log, indexed, () => undefined)).toBe(next);
    const { rows } = await lab.database.query<{ of: string }>('select pg_get_indexdef($1::text::regclass) as of', [
      `${next}_i0`,
    ]);
    expect(rows[0]?.of).toMatch(/\(items\)$/);
  });

  it.each([
    ['is told', true],
    ['finds out by itself', false],
  ])(
    '%s when its read model was made again and swapped in by another process, also when nothing happens any more',
    async (_how, listens) => {
      const channel = `swaps_${String(listens)}`;
      const feed = new Feed(lab.log, {
        database: lab.database,
        channel,
        pollMilliseconds: listens ? 60_000 : 50,
        ...(listens ? { peers: { url: lab.url, onError: () => undefined } } : {}),
      });
      await feed.listen();
      const loads: (Position | undefined)[] = [];
      const following = new ViewFollowing(lab.database, indexed);
      const load = following.load.bind(following);
      following.load = async () => {
        const position = await load();
        loads.push(position);
        return position;
      };
      const follower = new Follower(feed, following, { onTrouble: () => undefined });
      follower.start();
      await until(() => loads.length === 1);
      const { rows } = await lab.database.query<{ at: Position }>(
        "select xid::text || ':' || position as at from events order by events.xid desc, events.position desc limit 1",
      );
      expect(await follower.reached(rows[0]?.at ?? beginning, Date.now() + 120_000)).toBe(true);
      // Rested: it sleeps without end.
      await elapse(2_300);
      await rebuildView(lab.database, lab.log, indexed, () => undefined, { channel });
      await until(() => loads.length === 2);
      const { rows: served } = await lab.database.query<{ serving: string }>(
        "select serving from views where name = 'indexed'",
      );
      await until(() => follower.name === `view:${served[0]?.serving}`);
      await Promise.all([feed.close(), follower.stop()]);
    },
  );

  it('is kept waiting by whoever writes and does not end, and that is told by name', async () => {
    await until(async () => (await gateOf(lab.database)).events === 0);
    const other = await session();
    await other.query('begin');
    await other.query('select pg_current_xact_id()');
    await put('kept', 'cup');
    const { rows } = await other.query<{ pid: number }>('select pg_backend_pid() as pid');
    // The gate is the whole server's: for a moment the oldest transaction may be another's.
    const holder = `process ${rows[0]?.pid} (somebody else)`;
    await until(async () => (await gateOf(lab.database)).holder?.includes(holder) === true);
    const gate = await gateOf(lab.database);
    expect(gate.events).toBe(1);
    expect(gate.seconds).toBeGreaterThan(0);
    await other.query('rollback');
    await other.end();
    await until(async () => (await gateOf(lab.database)).events === 0);
  });
});
