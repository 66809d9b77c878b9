import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import type { RunningContext } from './context.js';
import { openPair, type Pair } from './pair.fixture.js';
import type { Seen } from './subgraph.port.js';

describe('two processes of one service', () => {
  let pair: Pair;
  let other: RunningContext;
  beforeAll(async () => {
    pair = await openPair({ peers: true });
    other = await pair.another();
  });
  afterAll(() => pair.close());
  const place = (context: RunningContext) => ({
    document: parse('{ nothing }'),
    actor: { id: 'desk', admin: false, roles: {} },
    deadline: Date.now() + 120_000,
    correlationId: randomUUID(),
    address: '127.0.0.1',
    context,
  });
  /**
   * Asks a process something after what was seen elsewhere, as the gateway does, and answers which visits its read
   * model has then.
   */
  async function after(context: RunningContext, seen: Seen) {
    await context.subgraph.execute({ ...place(context), after: { own: [seen], others: [] } });
    return (await context.database.query<{ id: string }>('select id from visits')).rows.map(({ id }) => id);
  }

  it('answer with what the other was just told, whoever keeps that row', async () => {
    const asked: string[] = [];
    for (let n = 0; n < 30; n += 1) {
      const visitId = `shared-${n}`;
      const { extensions } = await pair.ask({ visitId });
      asked.push(visitId);
      const seen = extensions?.seen;
      expect(seen).toBeDefined();
      if (seen) expect(await after(n % 2 === 0 ? other : pair.asking, seen)).toEqual(expect.arrayContaining(asked));
    }
  });

  it('both do some of the work, send each message once, and the effect in the other context is there', async () => {
    const { rows } = await pair.admin.query<{ members: number; shares: number }>(
      'select count(distinct member)::int as members, count(*)::int as shares from bookings.shares where member is not null',
    );
    expect(rows).toEqual([{ members: 2, shares: 16 }]);
    const noted = async () =>
      (await pair.noting.database.query<{ id: string }>("select id from noted_visits where id like 'shared-%'")).rows
        .length;
    for (const until = Date.now() + 120_000; (await noted()) < 30 && Date.now() < until;)
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await noted()).toBe(30);
    const { rows: sent } = await pair.admin.query<{ count: number }>(
      "select count(*)::int as count from broker.messages where topic = 'stipple.bookings'",
    );
    expect(sent).toEqual([{ count: 30 }]);
  });

  it('go on when one of them stops', async () => {
    await other.stop();
    const { extensions } = await pair.ask({ visitId: 'alone' });
    const seen = extensions?.seen;
    if (!seen) throw new Error('The answer did not say where it stands.');
    expect(await after(pair.asking, seen)).toContain('alone');
  });
});
