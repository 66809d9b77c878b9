import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openParked } from './open-parked.js';
import {
  behind,
  decided,
  delivered,
  giveUp,
  list,
  openShelf,
  retry,
  shelf,
  ShelfModule,
  world,
  type Thing,
} from './parked.fixture.js';
import { person, type Stage } from './stage.js';

describe('what a context has put aside, in the graph', () => {
  let shelves: Awaited<ReturnType<typeof openShelf>>;
  let stage: Stage;
  beforeAll(async () => {
    shelves = await openShelf();
    ({ stage } = shelves);
    for (const [subject, amount] of [
      ['a', 13],
      ['a', 1],
      ['b', 13],
      ['b', 2],
      ['c', 5],
      ['d', 77],
      ['d', 3],
      ['e', 77],
    ] as const)
      await hear(subject, amount);
  });
  afterAll(() => stage.close());
  const ask: typeof shelves.ask = (...question) => shelves.ask(...question);
  const hear: typeof shelves.hear = (...message) => shelves.hear(...message);
  const parked: typeof shelves.parked = () => shelves.parked();
  const rowOf = async (id: string) =>
    (await stage.context.database.query<{ total: number }>('select total from shelves where id = $1', [id])).rows[0]
      ?.total;

  it("is nobody's business but an administrator's", async () => {
    for (const [document, variables] of [
      [list, {}],
      [decided, {}],
      [retry, { input: {} }],
      [giveUp, { input: { id: 'x', reason: 'y' } }],
    ] as const) {
      for (const [actor, code] of [
        [undefined, 'UNAUTHENTICATED'],
        [person('m', 'clinic', 'MANAGER', 'AUDITOR'), 'FORBIDDEN'],
      ] as const) {
        expect(
          (await stage.ask(actor, document, variables)).errors?.map(({ extensions }) => extensions['code']),
        ).toEqual([code]);
      }
    }
    expect((await ask('parkedDecisionsInBilling', decided)).totalCount).toBe(0);
  });

  it('is listed, messages and events of read models alike, without what it holds', async () => {
    const of = (kind: string, subject: string, problem: string, more: Partial<Thing> = {}) => ({
      id: expect.any(String) as unknown,
      kind,
      type: kind === 'MESSAGE' ? delivered.type : 'Counted',
      subject,
      problem,
      readModel: kind === 'MESSAGE' ? null : 'shelves',
      attempts: kind === 'MESSAGE' ? 1 : null,
      ...more,
    });
    const { totalCount, nodes } = await ask('parkedInBilling', list);
    expect(nodes).toEqual([
      of('MESSAGE', 'a', 'The shelf is locked.'),
      of('MESSAGE', 'a', behind),
      of('MESSAGE', 'b', 'The shelf is locked.'),
      of('MESSAGE', 'b', behind),
      of('EVENT', 'd', 'Seventy-seven does not fit.'),
      of('EVENT', 'd', 'An earlier event of the same subject is parked.'),
      of('EVENT', 'e', 'Seventy-seven does not fit.'),
    ]);
    expect(totalCount).toBe(7);
    expect((await stage.context.health())['parked']).toEqual({
      ok: true,
      status: 'degraded',
      detail: '4 messages and 3 events of read models are parked: staff.goods-delivered.v1 4, shelves 3.',
    });
  });

  it('is read page by page, none missing and none twice, whatever the size of a page', async () => {
    const all = await parked();
    for (const first of [1, 2, 3, 4, 5, 7, 9]) {
      const seen: Thing[] = [];
      let after: string | undefined;
      do {
        const page = await ask('parkedInBilling', list, { first, ...(after ? { after } : {}) });
        expect(page.nodes.length).toBeLessThanOrEqual(first);
        seen.push(...page.nodes);
        after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : undefined;
      } while (after !== undefined);
      expect(seen).toEqual(all);
    }
    const nonsense = Buffer.from(JSON.stringify(['SOMETHING', 'a', 'b', 'c'])).toString('base64url');
    for (const after of [nonsense, 'nonsense'])
      await expect(ask('parkedInBilling', list, { after })).rejects.toThrow(
        'BAD_USER_INPUT: after is not a cursor of this list.',
      );
  });

  it('stays parked when it is retried and nothing was mended, tried once more', async () => {
    expect(await ask('retryParkedInBilling', retry, { input: {} })).toEqual({
      retried: { messages: 0, rows: 0, stillParked: 7 },
      refusals: [],
    });
    expect(
      (await parked()).filter(({ kind }) => kind === 'MESSAGE').map(({ subject, attempts }) => [subject, attempts]),
    ).toEqual([
      ['a', 2],
      ['a', 1],
      ['b', 2],
      ['b', 1],
    ]);
  });

  it('goes through in order once it can, for one subject alone or in one read model alone', async () => {
    world.shelfMended = true;
    world.rowMended = true;
    expect((await ask('retryParkedInBilling', retry, { input: { subject: 'a' } })).retried).toEqual({
      messages: 2,
      rows: 0,
      stillParked: 0,
    });
    expect((await stage.context.store.state(shelf, 'a')).total).toBe(14);
    expect((await stage.context.store.state(shelf, 'b')).total).toBe(0);
    expect(
      (
        await ask('retryParkedInBilling', retry, {
          input: { readModel: 'shelves', subject: 'd', reason: 'The shelf was made larger.' },
        })
      ).retried,
    ).toEqual({ messages: 0, rows: 1, stillParked: 0 });
    expect([await rowOf('d'), await rowOf('e')]).toEqual([80, undefined]);
    await expect(ask('retryParkedInBilling', retry, { input: { readModel: 'nothing' } })).rejects.toThrow('NOT_FOUND');
    world.shelfMended = false;
    world.rowMended = false;
  });

  it('is given up with a reason, after which what waits behind a message goes on by a retry', async () => {
    const [stuck, waiting] = await parked();
    expect([stuck?.subject, waiting?.subject]).toEqual(['b', 'b']);
    const input = { id: stuck?.id, reason: 'Counted by hand.', commandId: randomUUID() };
    const first = await ask('giveUpParkedInBilling', giveUp, { input });
    expect(first).toEqual({ givenUp: { id: stuck?.id, kind: 'MESSAGE', subject: 'b' }, refusals: [] });
    expect(await ask('giveUpParkedInBilling', giveUp, { input })).toEqual(first);
    await expect(ask('giveUpParkedInBilling', giveUp, { input: { ...input, id: waiting?.id } })).rejects.toThrow(
      'BAD_USER_INPUT: This commandId was used for something else before.',
    );
    expect((await parked()).map(({ subject, problem }) => [subject, problem])[0]).toEqual(['b', behind]);
    await hear('b', 4);
    expect((await ask('retryParkedInBilling', retry, { input: { subject: 'b' } })).retried).toEqual({
      messages: 2,
      rows: 0,
      stillParked: 0,
    });
    expect((await stage.context.store.state(shelf, 'b')).total).toBe(6);
  });

  it('is given up of one row alone, after which what waited behind an event is folded at once', async () => {
    await hear('e', 8);
    const [poison, waiting] = await parked();
    expect([poison?.kind, waiting?.kind]).toEqual(['EVENT', 'EVENT']);
    expect(
      (await ask('giveUpParkedInBilling', giveUp, { input: { id: poison?.id, reason: 'It was a test.' } })).givenUp,
    ).toEqual({ id: poison?.id, kind: 'EVENT', subject: 'e' });
    expect(await rowOf('e')).toBe(8);
    expect(await parked()).toEqual([]);
    expect((await stage.context.health())['parked']).toEqual({ ok: true, status: 'ok' });
  });

  it('is not given up without a reason, nor where it is not parked', async () => {
    await hear('f', 13);
    const [one] = await parked();
    const refused = (reason: string) => ask('giveUpParkedInBilling', giveUp, { input: { id: one?.id, reason } });
    expect(await refused(' ')).toEqual({ givenUp: null, refusals: [{ code: 'REASON_MISSING', path: ['reason'] }] });
    expect(await refused('x'.repeat(501))).toEqual({
      givenUp: null,
      refusals: [{ code: 'TOO_LONG', path: ['reason'] }],
    });
    for (const id of ['nothing', randomUUID(), 'shelves@1:1@e', "shelves@1:1@'; drop table shelves", ''])
      await expect(ask('giveUpParkedInBilling', giveUp, { input: { id, reason: 'So.' } })).rejects.toThrow(
        'NOT_FOUND: There is no such parked message or event.',
      );
    expect(await parked()).toHaveLength(1);
  });

  it('is decided on by one person at a time, and a retry sent again answers as the first time', async () => {
    const held = await stage.context.database.connect();
    await held.query("select pg_advisory_lock(hashtextextended(current_schema() || '.parked', 0))");
    await expect(ask('retryParkedInBilling', retry, { input: {} })).rejects.toThrow(
      'CONFLICT: Somebody else is seeing to what is parked here',
    );
    await held.query("select pg_advisory_unlock(hashtextextended(current_schema() || '.parked', 0))");
    held.release();
    const input = { commandId: randomUUID() };
    const first = await ask('retryParkedInBilling', retry, { input });
    expect(first.retried).toEqual({ messages: 0, rows: 0, stillParked: 1 });
    world.shelfMended = true;
    expect(await ask('retryParkedInBilling', retry, { input })).toEqual(first);
    expect((await ask('retryParkedInBilling', retry, { input: {} })).retried).toEqual({
      messages: 1,
      rows: 0,
      stillParked: 0,
    });
    world.shelfMended = false;
  });

  it('is looked after from outside of the running context as well, and whoever does is recorded', async () => {
    await hear('outside', 13);
    const databaseUrl = stage.context.database.options.connectionString ?? '';
    const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
    const outside = openParked(
      ShelfModule.parts,
      { databaseUrl, masterKey: stage.masterKey, log },
      'command-line:somebody',
    );
    try {
      const [one] = await outside.list();
      expect(one).toMatchObject({ kind: 'MESSAGE', subject: 'outside', problem: 'The shelf is locked.' });
      expect((await outside.retry('outside', undefined)).retried).toEqual({ messages: 0, rows: 0, stillParked: 1 });
      expect((await outside.giveUp(one?.id ?? '', '')).refusals.map(({ code }) => code)).toEqual(['REASON_MISSING']);
      expect((await outside.giveUp(one?.id ?? '', 'Nobody comes for it.')).givenUp).toMatchObject({
        subject: 'outside',
      });
    } finally {
      await outside.close();
    }
    expect((await ask('parkedDecisionsInBilling', decided, { first: 1 })).nodes).toEqual([
      expect.objectContaining({
        actorId: 'command-line:somebody',
        decision: 'GIVE_UP',
        reason: 'Nobody comes for it.',
      }),
    ]);
  });

  it('leaves a record of who decided what, when and why, that the service can neither change nor remove', async () => {
    const { nodes, totalCount, pageInfo } = await ask('parkedDecisionsInBilling', decided, { first: 20 });
    expect([totalCount, pageInfo.hasNextPage]).toEqual([10, false]);
    expect(nodes.every(({ finished }) => finished)).toBe(true);
    expect(nodes.map(({ actorId }) => actorId)).toEqual([
      'command-line:somebody',
      'command-line:somebody',
      ...Array<string>(8).fill('admin'),
    ]);
    expect(
      nodes
        .map(({ decision, reason, subject, givenUp }) => [decision, reason, subject, givenUp?.problem ?? null])
        .reverse(),
    ).toEqual([
      ['RETRY', null, null, null],
      ['RETRY', null, 'a', null],
      ['RETRY', 'The shelf was made larger.', 'd', null],
      ['GIVE_UP', 'Counted by hand.', 'b', 'The shelf is locked.'],
      ['RETRY', null, 'b', null],
      ['GIVE_UP', 'It was a test.', 'e', 'Seventy-seven does not fit.'],
      ['RETRY', null, null, null],
      ['RETRY', null, null, null],
      ['RETRY', null, 'outside', null],
      ['GIVE_UP', 'Nobody comes for it.', 'outside', 'The shelf is locked.'],
    ]);
    const page = await ask('parkedDecisionsInBilling', decided, { first: 5 });
    const rest = await ask('parkedDecisionsInBilling', decided, { first: 5, after: page.pageInfo.endCursor });
    expect([...page.nodes, ...rest.nodes]).toEqual(nodes);
    for (const sql of ["update parked_decisions set actor = 'x'", 'delete from parked_decisions'])
      await expect(stage.context.database.query(sql)).rejects.toThrow('permission denied');
  });
});
