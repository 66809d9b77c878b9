import { randomUUID } from 'node:crypto';
import { Module } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { contract } from '@stipple/contracts';
import { command, eventStoreMigrations, refusal, unless, type Decider } from '@stipple/event-store';
import type { Batch, Delivered, Message } from '@stipple/messaging';
import { Type } from '@sinclair/typebox';
import { decides, hears, type ContextParts } from './parts.js';
import { openStage, type Stage } from './stage.js';

class Count extends command('Count')<{ shelf: string; amount: number }> {}
type Counted = { type: 'Counted'; data: { shelf: string; amount: number } };
/** A shelf counts what it is told of, but for what it cannot bear while it is locked. */
const shelf: Decider<Count, Counted, { total: number }, { locked: boolean }> = {
  stream: 'shelf',
  idOf: ({ data }) => data.shelf,
  initial: { total: 0 },
  decide({ data }, _state, { locked }) {
    if (data.amount === 666) throw new Error('Nobody counts so far.');
    return unless(locked && data.amount === 13 && refusal('LOCKED', 'The shelf is locked.')) ?? [{ type: 'Counted', data }];
  },
  evolve: ({ total }, { data }) => ({ total: total + data.amount }),
};

const delivered = contract('staff.goods-delivered.v1', Type.Object({ amount: Type.Integer() }));
let locked = true;

@Module({})
class ShelfModule {
  static readonly parts: ContextParts = {
    name: 'billing',
    handlers: [decides(shelf, Count, () => Promise.resolve({ locked }))],
    views: [],
    sdl: ['type Query { nothing: Boolean }'],
    resolvers: [],
    publishes: () => [],
    hears: [hears(delivered, ({ subject, data }) => [new Count({ shelf: subject, amount: data.amount })])],
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

  const message = (subject: string, data: unknown, more: Partial<Message> = {}): Message => ({ id: randomUUID(), type: delivered.type, source: 'staff', subject, time: '2026-06-15T12:00:00.000Z', data, ...more });
  const at = (one: Message | { raw: string }): Delivered => {
    const place = { offset, key: 'subject' in one ? one.subject : '' };
    offset += 1n;
    return 'raw' in one ? { ...place, problem: 'It is not JSON.', raw: one.raw } : { ...place, message: one };
  };
  const handle = (messages: readonly Delivered[], isCurrent = () => true) => stage.context.inbox.handle({ topic: 'stipple.staff', partition: 0, messages, isCurrent } satisfies Batch);
  const total = async (id: string) => (await stage.context.store.state(shelf, id)).total;
  const next = async () => (await stage.context.database.query<{ next: number }>('select next_offset as next from consumer_offsets')).rows[0]?.next;

  it('does the effect of a message once, however often it comes', async () => {
    const once = message('a', { amount: 1 });
    await handle([at(once), at(once), at(message('a', { amount: 2 }))]);
    await handle([at(once)]);
    expect(await total('a')).toBe(3);
    expect(await next()).toBe(Number(offset));
  });

  it('passes over what it does not listen to', async () => {
    await handle([at(message('a', {}, { type: 'staff.something-new.v9' })), at(message('a', { amount: 5 })), at(message('a', {}, { type: 'staff.something-new.v9' }))]);
    expect(await total('a')).toBe(8);
    expect(await next()).toBe(Number(offset));
    expect(await stage.context.inbox.parked()).toEqual([]);
  });

  it('goes by the version that it knows, passes over a newer one, and counts it', async () => {
    const counted: [string, string][] = [];
    const { watched } = stage.context;
    watched.by = { consumed: (type, outcome) => counted.push([type, outcome]), appended: () => undefined, batched: () => undefined, published: () => undefined, deadLetter: () => undefined };
    await handle([at(message('versions', { amount: 1 })), at(message('versions', { amount: 1, unit: 'box' }, { type: 'staff.goods-delivered.v2' }))]);
    delete watched.by;
    expect(await total('versions')).toBe(1);
    expect(counted).toEqual([['staff.goods-delivered.v1', 'done'], ['staff.goods-delivered.v2', 'newer']]);
    expect(await stage.context.inbox.parked()).toEqual([]);
  });

  it('puts aside what cannot be handled, with what concerns the same subject behind it, while others go on', async () => {
    await handle([at(message('sick', { amount: 13 })), at(message('well', { amount: 1 })), at(message('sick', { amount: 2 })), at(message('worse', { amount: 666 })), at(message('worst', { amount: 'many' })), at({ raw: 'not a message' })]);
    expect(await total('well')).toBe(1);
    expect(await total('sick')).toBe(0);
    const parked = await stage.context.inbox.parked();
    expect(parked.map(({ key, problem }) => [key, problem]).sort()).toEqual([
      ['', 'It is not JSON.'],
      ['sick', 'An earlier message about the same subject is parked.'],
      ['sick', 'The shelf is locked.'],
      ['worse', 'Nobody counts so far.'],
      ['worst', expect.stringContaining('amount')],
    ]);
    expect(stage.sent().map((letter) => letter.subject).sort()).toEqual(['sick', 'sick', 'stipple.staff', 'worse', 'worst']);
    expect(await next()).toBe(Number(offset));
  });

  it('handles it in order once it can be, and forgets what is given up', async () => {
    locked = false;
    expect(await stage.context.inbox.retryParked()).toBe(2);
    expect(await total('sick')).toBe(15);
    for (const { message_id } of await stage.context.inbox.parked()) expect(await stage.context.inbox.giveUp(message_id)).toBe(true);
    expect(await stage.context.inbox.parked()).toEqual([]);
    await handle([at(message('worse', { amount: 4 })), at(message('sick', { amount: 1 }))]);
    expect([await total('worse'), await total('sick')]).toEqual([4, 16]);
  });

  it('lets what cannot be read hold up nobody, when it comes and when it is retried', async () => {
    locked = true;
    const unreadable: Delivered = { offset, key: 'mixed', problem: 'It is not JSON.', raw: 'nonsense' };
    offset += 1n;
    await handle([unreadable, at(message('mixed', { amount: 1 })), at(message('mixed', { amount: 13 }))]);
    expect(await total('mixed')).toBe(1);
    locked = false;
    expect(await stage.context.inbox.retryParked({ subject: 'mixed' })).toBe(1);
    expect(await total('mixed')).toBe(14);
    for (const { message_id } of await stage.context.inbox.parked({ subject: 'mixed' })) await stage.context.inbox.giveUp(message_id);
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
    await stage.context.database.query("select advance_offset(topic, partition, next_offset, next_offset + 10) from consumer_offsets");
    await expect(handle([at(message('late', { amount: 1 }))])).rejects.toThrow('Another process');
    expect(await total('late')).toBe(0);
  });

  it('tells where an effect stands as soon as it is there, and does not wait for what is no message', async () => {
    const one = message('told', { amount: 1 });
    offset = BigInt((await stage.context.inbox.nextOffset('stipple.staff', 0)) ?? 0);
    const [position] = await Promise.all([stage.context.inbox.settled(one.id, Date.now() + 5_000), handle([at(one)])]);
    expect(position).toMatch(/^\d+:\d+$/);
    expect(await stage.context.inbox.settled('nonsense', Date.now() + 60_000)).toBeUndefined();
    expect(await stage.context.inbox.settled(randomUUID(), Date.now() + 50)).toBeUndefined();
  });
});
