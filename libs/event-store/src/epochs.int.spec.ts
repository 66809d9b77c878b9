import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import {
  anyView,
  beginEpoch,
  beginning,
  epochOf,
  faultsOf,
  Follower,
  inTransaction,
  isAtOrAfter,
  openDatabase,
  rebuildView,
  strandedBy,
  ViewFollowing,
  type Database,
  type Position,
  type Recorded,
} from './index.js';
import { as, asAdmin, box, boxes, openStore, Put, type BoxRow } from './store.fixture.js';

type Store = Awaited<ReturnType<typeof openStore>>;
const soon = () => Date.now() + 120_000;

/** What `xid`s a log shows that was written on a server which had counted so many transactions more. */
const fromElsewhere = (lab: Store, more: bigint) =>
  asAdmin(lab.adminUrl, [
    `update boxes.events set xid = (xid::text::bigint + ${more})::text::xid8`,
    `update boxes.checkpoints set xid = (xid::text::bigint + ${more})::text::xid8 where xid > '0'`,
  ]);

describe('a log that was copied to a server which has counted fewer transactions', () => {
  let lab: Store;
  let owner: Database;
  const followers: Follower[] = [];
  beforeAll(async () => {
    lab = await openStore();
    owner = openDatabase({ url: lab.adminUrl, name: 'owner', max: 2, onError: () => undefined });
  });
  afterAll(async () => {
    await Promise.all([lab.feed.close(), ...followers.map((follower) => follower.stop())]);
    await owner.end();
    await lab.close();
  });
  const follow = () => {
    const follower = new Follower(lab.feed, new ViewFollowing(lab.database, anyView(boxes)), {
      onTrouble: () => undefined,
    });
    followers.push(follower);
    follower.start();
    return follower;
  };
  const put = (boxId: string, item: string) => as(() => lab.store.handle(box, new Put({ boxId, item })));
  const begin = () => inTransaction(owner, (connection) => beginEpoch(connection, 'boxes', 'test'));
  const head = async (): Promise<Position> =>
    (
      await lab.database.query<{ at: string }>(
        "select xid::text || ':' || position as at from events order by events.xid desc, events.position desc limit 1",
      )
    ).rows[0]?.at ?? beginning;
  const visible = async (): Promise<Recorded[]> => lab.log.after(beginning, 10_000);
  const rows = async () => (await lab.database.query<BoxRow>('select * from boxes order by id')).rows;

  it('is found before anything is written to it, and not where all is well', async () => {
    expect(await strandedBy(lab.database)).toBeUndefined();
    await put('one', 'a');
    await put('one', 'b');
    const follower = follow();
    expect(await follower.reached(await head(), soon())).toBe(true);
    await follower.stop();
    expect(await strandedBy(lab.database)).toBeUndefined();
    await fromElsewhere(lab, 1_000_000_000n);
    expect(await strandedBy(lab.database)).toContain('a transaction that this server has not had');
  });

  it('would show no reader what is written, and shows all of it in the next epoch, in order', async () => {
    const readTo = await head();
    await put('one', 'unseen');
    expect(await lab.log.after(readTo, 10)).toEqual([]);
    await asAdmin(lab.adminUrl, [
      "delete from boxes.events where data like '%unseen%'",
      "update boxes.streams set version = 2 where stream = 'box-one'",
    ]);

    const begun = await begin();
    expect(begun).toEqual({ epoch: 1, after: await head(), returned: 0 });
    expect(await strandedBy(lab.database)).toBeUndefined();
    const other = lab.another();
    await as(() => other.handle(box, new Put({ boxId: 'one', item: 'c' })));
    await put('two', 'd');
    const events = await lab.everything();
    expect(events.map(({ stream, version }) => `${stream} ${version}`)).toEqual([
      'box-one 1',
      'box-one 2',
      'box-one 3',
      'box-two 1',
    ]);
    expect(events.map(({ position }) => epochOf(position))).toEqual([0, 0, 1, 1]);
    const replayed: string[] = [];
    for await (const page of lab.log.replay(beginning)) replayed.push(...page.map(({ position }) => position));
    expect(replayed).toEqual(events.map(({ position }) => position));
  });

  it('is followed on from where readers were, and answers where an append stands', async () => {
    const follower = follow();
    const written: Position[] = [];
    const { status, position } = await lab.store.batcher.append({
      stream: 'box-three',
      expected: 0,
      events: [
        {
          eventId: crypto.randomUUID(),
          type: 'ItemPut',
          schemaVersion: 1,
          data: '{"boxId":"three","item":"e"}',
          meta: { actor: 'a', correlation: 'b' },
          occurredAt: '2026-06-15T12:00:00Z',
        },
      ],
    });
    expect(status).toBe('ok');
    if (position) written.push(position);
    expect(written).toEqual([await head()]);
    lab.feed.wake();
    expect(await follower.reached(await head(), soon())).toBe(true);
    expect(await rows()).toEqual([
      { id: 'one', items: 3, last: 'c' },
      { id: 'three', items: 1, last: 'e' },
      { id: 'two', items: 1, last: 'd' },
    ]);
    const before = await rows();
    await follower.stop();
    await rebuildView(lab.database, lab.log, anyView(boxes), () => undefined);
    expect(await rows()).toEqual(before);
  });

  it('holds back what an older open transaction may still come before, in every epoch', async () => {
    const slow = new pg.Client({ connectionString: lab.adminUrl });
    await slow.connect();
    try {
      await slow.query('begin');
      await slow.query(
        `insert into boxes.events (stream, version, event_id, type, schema_version, data, meta, occurred_at)
          values ('box-slow', 1, gen_random_uuid(), 'ItemPut', 1, '{}', '{}', now())`,
      );
      await put('quick', 'f');
      const seen = await visible();
      expect(seen.some(({ stream }) => stream === 'box-quick')).toBe(false);
      expect(seen.filter(({ position }) => epochOf(position) === 0)).toHaveLength(2);
      await slow.query('rollback');
      const after = await lab.everything();
      expect(after.some(({ stream }) => stream === 'box-quick')).toBe(true);
    } finally {
      await slow.end();
    }
  });

  it('is copied again and again', async () => {
    await fromElsewhere(lab, 5_000_000_000n);
    expect(await strandedBy(lab.database)).toContain('a transaction that this server has not had');
    expect((await begin()).epoch).toBe(2);
    expect(await strandedBy(lab.database)).toBeUndefined();
    await put('four', 'g');
    const last = (await lab.everything()).at(-1);
    expect(last?.stream).toBe('box-four');
    expect(epochOf(last?.position ?? '')).toBe(2);
    expect(await lab.log.at([last?.position ?? ''])).toHaveLength(1);
  });

  it('stays in one piece until the last epoch there can be', async () => {
    await asAdmin(lab.adminUrl, ["select boxes.begin_epoch(32766, '0:0', 'test')"]);
    expect((await begin()).epoch).toBe(32_767);
    await put('five', 'h');
    const events = await lab.everything();
    const replayed: string[] = [];
    for await (const page of lab.log.replay(beginning)) replayed.push(...page.map(({ position }) => position));
    expect(replayed).toEqual(events.map(({ position }) => position));
    expect(epochOf(events.at(-1)?.position ?? '')).toBe(32_767);
    expect(
      events.every(({ position }, index) => index === 0 || isAtOrAfter(position, events[index - 1]?.position ?? '')),
    ).toBe(true);
    await expect(begin()).rejects.toThrow();
  });
});

describe('a log of which only a part was copied', () => {
  let lab: Store;
  let owner: Database;
  beforeAll(async () => {
    lab = await openStore();
    owner = openDatabase({ url: lab.adminUrl, name: 'owner', max: 2, onError: () => undefined });
    for (const item of ['a', 'b', 'c']) await as(() => lab.store.handle(box, new Put({ boxId: 'one', item })));
  });
  afterAll(async () => {
    await lab.feed.close();
    await owner.end();
    await lab.close();
  });

  it('is found where readers have come further than it goes, and readers begin the next epoch at its end', async () => {
    await asAdmin(lab.adminUrl, [
      `insert into boxes.checkpoints (subscription, share, xid, position)
        select 'publisher', 0, xid, position + 10 from boxes.events order by xid desc, position desc limit 1`,
    ]);
    expect(await strandedBy(lab.database)).toContain('its readers have come further than it goes');
    const begun = await inTransaction(owner, (connection) => beginEpoch(connection, 'boxes', 'test'));
    expect(begun.returned).toBe(1);
    expect(await strandedBy(lab.database)).toBeUndefined();
    const { rows } = await owner.query("select xid::text || ':' || position as at from boxes.checkpoints");
    expect(rows).toEqual([{ at: begun.after }]);
  });

  it('is found where numbers would be drawn twice, and numbers go on behind the highest', async () => {
    await asAdmin(lab.adminUrl, ["select setval('boxes.event_position', 1)"]);
    expect(await strandedBy(lab.database)).toContain('its numbers would be drawn twice');
    await inTransaction(owner, (connection) => beginEpoch(connection, 'boxes', 'test'));
    expect(await strandedBy(lab.database)).toBeUndefined();
    await as(() => lab.store.handle(box, new Put({ boxId: 'one', item: 'd' })));
    const positions = (await lab.everything()).map(({ position }) => position.split(':')[1]);
    expect(new Set(positions).size).toBe(positions.length);
  });

  it('is whole, or what is wrong with it is said', async () => {
    const faults = () => faultsOf(owner, 'boxes');
    expect(await faults()).toEqual([]);
    await asAdmin(lab.adminUrl, ["delete from boxes.events where stream = 'box-one' and version = 2"]);
    expect(await faults()).toEqual(['The versions of box-one do not follow one another from 1 to the last.']);
    await asAdmin(lab.adminUrl, [
      "update boxes.events set version = version - 1 where stream = 'box-one' and version > 2",
      "update boxes.streams set version = 3 where stream = 'box-one'",
      'update boxes.events set position = 1 where version = 2',
    ]);
    expect(await faults()).toEqual(['Position 1 is there twice.']);
    await asAdmin(lab.adminUrl, [
      "update boxes.events set xid = '3', position = 9 where version = 3",
      "update boxes.events set xid = '4', position = 8 where version = 2",
      "update boxes.events set event_id = '00000000-0000-4000-8000-000000000000' where version > 1",
    ]);
    expect(await faults()).toEqual([
      'Event 00000000-0000-4000-8000-000000000000 is there twice.',
      'The versions of box-one lie in the log in another order.',
    ]);
  });
});
