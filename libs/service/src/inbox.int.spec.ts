import { randomUUID } from 'node:crypto';
import { Module } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { contract } from '@stipple/contracts';
import { actAs, command, eventStoreMigrations, ignored, refusal, unless, type Decider } from '@stipple/event-store';
import type { Batch, Delivered, Message } from '@stipple/messaging';
import { Type } from '@sinclair/typebox';
import { handlerFor, onMessage, type ContextDefinition } from './definitions.js';
import { administrator, openStage, type Stage } from './stage.js';

class Count extends command('Count')<{ shelf: string; amount: number }> {}
type Counted = { type: 'Counted'; data: { shelf: string; amount: number } };
/** A shelf counts what it is told of, but for what it cannot bear while it is locked. */
const shelf: Decider<Count, Counted, { total: number }, { Count: { locked: boolean } }> = {
  stream: 'shelf',
  idOf: ({ data }) => data.shelf,
  initial: { total: 0 },
  decide({ data, facts: { locked } }) {
    if (data.amount === 666) throw new Error('Nobody counts so far.');
    if (data.amount === 0) return ignored('Nothing was delivered.');
    return (
      unless(locked && data.amount === 13 && refusal('LOCKED', 'The shelf is locked.')) ?? [{ type: 'Counted', data }]
    );
  },
  evolve: ({ total }, { data }) => ({ total: total + data.amount }),
};

const delivered = contract('staff.goods-delivered.v1', Type.Object({ amount: Type.Integer() }));
let locked = true;

@Module({})
class ShelfModule {
  static readonly parts: ContextDefinition = {
    name: 'billing',
    handlers: [handlerFor(shelf, Count, () => Promise.resolve({ locked }))],
    views: [],
    sdl: ['type Query { nothing: Boolean }'],
    resolvers: [],
    publishes: () => [],
    subscriptions: [onMessage(delivered, ({ subject, data }) => [new Count({ shelf: subject, amount: data.amount })])],
    migrations: eventStoreMigrations('billing'),
  };
}

describe('the inbox', () => {
  let stage: Stage;
  let offset = 0n;
  beforeAll(async () => {
    stage = await openStage(ShelfModule);
  });
  afterAll(() => stage.close());

  const message = (subject: string, data: unknown, more: Partial<Message> = {}): Message => ({
    id: randomUUID(),
    type: delivered.type,
    source: 'staff',
    subject,
    time: '2026-06-15T12:00:00.000Z',
    data,
    ...more,
  });
  const at = (one: Message | { raw: string }): Delivered => {
    const place = { offset, key: 'subject' in one ? one.subject : '' };
    offset += 1n;
    return 'raw' in one ? { ...place, problem: 'It is not JSON.', raw: one.raw } : { ...place, message: one };
  };
  const handle = (messages: readonly Delivered[], isCurrent = () => true) =>
    stage.context.inbox.handle({ topic: 'stipple.staff', partition: 0, messages, isCurrent } satisfies Batch);
  const total = async (id: string) => (await stage.context.store.state(shelf, id)).total;
  const next = async () =>
    (
      await stage.context.database.query<{ next: number }>(
        "select next_offset as next from consumer_offsets where topic = 'stipple.staff'",
      )
    ).rows[0]?.next;

  it('does the effect of a message once, however often it comes', async () => {
    const once = message('a', { amount: 1 });
    await handle([at(once), at(once), at(message('a', { amount: 2 }))]);
    await handle([at(once)]);
    expect(await total('a')).toBe(3);
    expect(await next()).toBe(Number(offset));
  });

  it('passes over what it does not listen to', async () => {
    await handle([
      at(message('a', {}, { type: 'staff.something-new.v9' })),
      at(message('a', { amount: 5 })),
      at(message('a', {}, { type: 'staff.something-new.v9' })),
    ]);
    expect(await total('a')).toBe(8);
    expect(await next()).toBe(Number(offset));
    expect(await stage.context.inbox.parked.page()).toEqual([]);
  });

  it('goes by the version that it knows, passes over a newer one, and counts it', async () => {
    const counted: [string, string][] = [];
    const { watched } = stage.context;
    watched.by = {
      consumed: (type, outcome) => counted.push([type, outcome]),
      appended: () => undefined,
      batched: () => undefined,
      published: () => undefined,
      ignored: () => undefined,
      deadLetter: () => undefined,
    };
    await handle([
      at(message('versions', { amount: 1 })),
      at(message('versions', { amount: 1, unit: 'box' }, { type: 'staff.goods-delivered.v2' })),
    ]);
    delete watched.by;
    expect(await total('versions')).toBe(1);
    expect(counted).toEqual([
      ['staff.goods-delivered.v1', 'done'],
      ['staff.goods-delivered.v2', 'newer'],
    ]);
    expect(await stage.context.inbox.parked.page()).toEqual([]);
  });

  it('lets what a decider ignores through, stores nothing of it, and counts it once', async () => {
    const ignoredCommands: string[] = [];
    const { watched, store } = stage.context;
    watched.by = {
      consumed: () => undefined,
      appended: () => undefined,
      batched: () => undefined,
      published: () => undefined,
      ignored: (one) => ignoredCommands.push(one),
      deadLetter: () => undefined,
    };
    const late = message('ignored', { amount: 0 });
    await handle([at(late), at(late), at(message('ignored', { amount: 2 }))]);
    const outcome = await actAs({ actor: administrator, now: late.time, correlationId: 'c' }, () =>
      store.handle(shelf, new Count({ shelf: 'ignored', amount: 0 }), () => Promise.resolve({ locked })),
    );
    delete watched.by;
    expect(outcome).toMatchObject({
      accepted: true,
      version: 1,
      ignored: [{ command: 'Count', stream: 'shelf-ignored', because: 'Nothing was delivered.' }],
    });
    expect(ignoredCommands).toEqual(['Count', 'Count']);
    expect(await stage.context.inbox.parked.page()).toEqual([]);
  });

  it('puts aside what cannot be handled, with what concerns the same subject behind it, while others go on', async () => {
    await handle([
      at(message('sick', { amount: 13 })),
      at(message('well', { amount: 1 })),
      at(message('sick', { amount: 2 })),
      at(message('worse', { amount: 666 })),
      at(message('worst', { amount: 'many' })),
      at({ raw: 'not a message' }),
    ]);
    expect(await total('well')).toBe(1);
    expect(await total('sick')).toBe(0);
    const parked = await stage.context.inbox.parked.page();
    expect(parked.map(({ key, problem }) => [key, problem]).sort()).toEqual([
      ['', 'It is not JSON.'],
      ['sick', 'An earlier message about the same subject is parked.'],
      ['sick', 'The shelf is locked.'],
      ['worse', 'Nobody counts so far.'],
      ['worst', expect.stringContaining('amount')],
    ]);
    expect(parked.map(({ key, kind }) => [key, kind]).sort()).toEqual([
      ['', 'UNREADABLE'],
      ['sick', 'BEHIND'],
      ['sick', 'REFUSED'],
      ['worse', 'FAILED'],
      ['worst', 'INVALID'],
    ]);
    expect(
      stage
        .sent()
        .map((letter) => letter.subject)
        .sort(),
    ).toEqual(['sick', 'sick', 'stipple.staff', 'worse', 'worst']);
    expect(await next()).toBe(Number(offset));
  });

  it('keeps nothing that says why in the clear, neither in the database nor in a dead letter, nor what was no message', async () => {
    const { rows } = await stage.context.database.query<{ problem: string }>('select problem from parked_messages');
    for (const { problem } of rows) expect(problem).toMatch(/^k1\.[0-9a-f]{8}\.[A-Za-z0-9+/]+=*$/);
    const letters = stage
      .sent()
      .map(
        ({ data }) =>
          data as { kind: string; message: Message | null; unreadable: { bytes: number; fingerprint: string } | null },
      );
    expect(JSON.stringify(letters)).not.toMatch(/locked|Nobody counts|not a message/);
    expect(letters.find(({ kind }) => kind === 'UNREADABLE')).toMatchObject({
      message: null,
      unreadable: { bytes: 13, fingerprint: expect.stringMatching(/^k1\./) as unknown },
    });
    expect(letters.find(({ kind }) => kind === 'REFUSED')).toMatchObject({
      message: { subject: 'sick', data: { amount: 13 } },
      unreadable: null,
    });
  });

  it('does not wait in line with a refusal: it is tried again later, by itself', async () => {
    const attempts = async () =>
      (await stage.context.inbox.parked.page({ subject: 'sick' })).map(({ kind, attempts: n }) => [kind, n]);
    expect(await attempts()).toEqual([
      ['REFUSED', 1],
      ['BEHIND', 1],
    ]);
    expect(await stage.context.inbox.parked.due()).toEqual([]);
    await stage.context.database.query("update parked_messages set next_try = next_try - interval '1 hour'");
    expect((await stage.context.inbox.parked.due()).sort()).toEqual(['sick', 'worse']);
    expect(await stage.context.inbox.parked.retry({ subject: 'sick' })).toBe(0);
    expect(await attempts()).toEqual([
      ['REFUSED', 2],
      ['BEHIND', 1],
    ]);
    // After the last pause nothing is tried any more unless somebody asks for it.
    await stage.context.database.query("update parked_messages set attempts = 7 where key = 'sick'");
    await stage.context.inbox.parked.retry({ subject: 'sick' });
    const { rows } = await stage.context.database.query<{ due: string | null }>(
      "select next_try as due from parked_messages where key = 'sick'",
    );
    expect(rows).toEqual([{ due: null }, { due: null }]);
  });

  it('takes a message only from the context whose it is, and lets one from elsewhere hold up nobody', async () => {
    const one = message('foreign', { amount: 50 });
    await stage.context.inbox.handle({
      topic: 'stipple.treatments',
      partition: 0,
      messages: [{ offset: 0n, key: 'foreign', message: one }],
      isCurrent: () => true,
    });
    await handle([at(message('foreign', { amount: 60 }, { source: 'treatments' }))]);
    expect(await total('foreign')).toBe(0);
    expect(await stage.context.inbox.parked.page({ subject: 'foreign' })).toEqual([]);
    await handle([at(one)]);
    expect(await total('foreign')).toBe(50);
    await stage.context.database.query("delete from parked_messages where key = 'foreign'");
  });

  it('handles at once what was to wait behind something that is parked no longer', async () => {
    const letGo = { amount: 13 };
    await handle([at(message('let go', letGo))]);
    const [parked] = await stage.context.inbox.parked.page({ subject: 'let go' });
    const batch = [
      at(message('other', { amount: 1 })),
      at(message('let go', { amount: 2 })),
      at(message('let go', { amount: 3 })),
    ];
    let asked = 0;
    // Given up after the batch has asked what is parked, and before it comes to the subject.
    const givingUp = async () => stage.context.inbox.parked.giveUp(parked?.message_id ?? '');
    const slow = stage.context.inbox.handle({
      topic: 'stipple.staff',
      partition: 0,
      messages: batch,
      isCurrent: () => {
        asked += 1;
        if (asked === 1) gone = givingUp();
        return true;
      },
    });
    let gone: Promise<boolean> | undefined;
    await slow;
    expect(await gone).toBe(true);
    await stage.context.inbox.parked.retry({ subject: 'let go' });
    expect(await stage.context.inbox.parked.page({ subject: 'let go' })).toEqual([]);
    expect(await total('let go')).toBe(5);
  });

  it('handles it in order once it can be, and forgets what is given up', async () => {
    locked = false;
    expect(await stage.context.inbox.parked.retry()).toBe(2);
    expect(await total('sick')).toBe(15);
    for (const { message_id } of await stage.context.inbox.parked.page())
      expect(await stage.context.inbox.parked.giveUp(message_id)).toBe(true);
    expect(await stage.context.inbox.parked.page()).toEqual([]);
    await handle([at(message('worse', { amount: 4 })), at(message('sick', { amount: 1 }))]);
    expect([await total('worse'), await total('sick')]).toEqual([4, 16]);
  });

  it('does not do nor park again what was given up, when it is sent again', async () => {
    locked = true;
    const [refused, wrong] = [message('dropped', { amount: 13 }), message('dropped', { amount: 'none' })];
    await handle([at(refused), at(wrong)]);
    for (const { message_id } of await stage.context.inbox.parked.page({ subject: 'dropped' }))
      await stage.context.inbox.parked.giveUp(message_id);
    locked = false;
    await handle([at(refused), at(wrong), at(message('dropped', { amount: 2 }))]);
    expect(await stage.context.inbox.parked.page({ subject: 'dropped' })).toEqual([]);
    expect(await total('dropped')).toBe(2);
  });

  it('knows a topic by the last message in it that concerns this context: heard, parked or given up', async () => {
    locked = true;
    const [heard, parked, dropped] = [
      message('known', { amount: 1 }),
      message('known', { amount: 13 }),
      message('known too', { amount: 13 }),
    ];
    await handle([at(heard), at(parked), at(dropped)]);
    await stage.context.inbox.parked.giveUp(dropped.id);
    const unheard = at(message('known', { amount: 1 }));
    const foreign = at(message('known', { amount: 1 }, { source: 'treatments' }));
    const recognises = (...messages: Delivered[]) => stage.context.inbox.recognises('stipple.staff', messages);
    expect(await recognises(at(heard))).toBe(true);
    expect(await recognises(at(parked), foreign)).toBe(true);
    expect(await recognises(at(dropped))).toBe(true);
    expect(await recognises(at(heard), unheard)).toBe(false);
    expect(await recognises(unheard, at(heard))).toBe(true);
    expect(await recognises(foreign)).toBeUndefined();
    locked = false;
    await stage.context.inbox.parked.retry({ subject: 'known' });
  });

  it('lets what cannot be read hold up nobody, when it comes and when it is retried', async () => {
    locked = true;
    const unreadable: Delivered = { offset, key: 'mixed', problem: 'It is not JSON.', raw: 'nonsense' };
    offset += 1n;
    await handle([unreadable, at(message('mixed', { amount: 1 })), at(message('mixed', { amount: 13 }))]);
    expect(await total('mixed')).toBe(1);
    locked = false;
    expect(await stage.context.inbox.parked.retry({ subject: 'mixed' })).toBe(1);
    expect(await total('mixed')).toBe(14);
    for (const { message_id } of await stage.context.inbox.parked.page({ subject: 'mixed' }))
      await stage.context.inbox.parked.giveUp(message_id);
  });

  it('leaves the rest to whoever owns the partition now', async () => {
    let current = true;
    const before = await next();
    const rest = [at(message('left', { amount: 1 })), at(message('left', { amount: 1 }))];
    await handle([...rest], () => {
      const answer = current;
      current = false;
      return answer;
    });
    expect(await total('left')).toBe(1);
    expect(await next()).toBe((before ?? 0) + 1);
    await handle(rest.slice(1));
    expect(await total('left')).toBe(2);
  });

  it('writes nothing once another process has moved on', async () => {
    await stage.context.database.query(
      'select advance_offset(topic, partition, next_offset, next_offset + 10) from consumer_offsets',
    );
    await expect(handle([at(message('late', { amount: 1 }))])).rejects.toThrow('Another process');
    expect(await total('late')).toBe(0);
  });

  it('tells where an effect stands as soon as it is there, and does not wait for what is no message', async () => {
    const one = message('told', { amount: 1 });
    offset = BigInt((await stage.context.inbox.nextOffset('stipple.staff', 0)) ?? 0);
    const [position] = await Promise.all([
      stage.context.inbox.settled(one.id, Date.now() + 120_000),
      handle([at(one)]),
    ]);
    expect(position).toMatch(/^\d+:\d+$/);
    expect(await stage.context.inbox.settled('nonsense', Date.now() + 60_000)).toBeUndefined();
    expect(await stage.context.inbox.settled(randomUUID(), Date.now() + 50)).toBeUndefined();
  });
});
