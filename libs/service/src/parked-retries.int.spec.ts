import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { delivered, list, openShelf, shelf, world, type Counted } from './parked.fixture.js';
import type { Stage } from './stage.js';

describe('a retry of what is parked', () => {
  let shelves: Awaited<ReturnType<typeof openShelf>>;
  let stage: Stage;
  beforeAll(async () => {
    shelves = await openShelf();
    ({ stage } = shelves);
  });
  afterAll(() => stage.close());

  it('keeps the order in which messages came, also while more of the same subject keeps coming', async () => {
    await shelves.hear('busy', 13);
    world.shelfMended = true;
    const amounts = Array.from({ length: 25 }, (_, n) => 100 + n);
    let coming = true;
    const hearing = (async () => {
      for (const amount of amounts) await shelves.hear('busy', amount);
      coming = false;
    })();
    while (coming) await stage.context.inbox.parked.retry({ subject: 'busy' });
    await hearing;
    await stage.context.inbox.parked.retry({ subject: 'busy' });
    expect(
      (await stage.context.log.stream('shelf-busy', 0)).map(({ data }) => (data as Counted['data']).amount),
    ).toEqual([13, ...amounts]);
    expect(await shelves.parked()).toEqual([]);
    world.shelfMended = false;
  });

  it('reaches a message however much is parked before it', async () => {
    const message = (subject: string, amount: number) =>
      JSON.stringify({
        id: randomUUID(),
        type: delivered.type,
        source: 'staff',
        subject,
        time: '2026-06-15T12:00:00.000Z',
        data: { amount },
      });
    await stage.context.database.query(
      `insert into parked_messages (message_id, topic, partition, "offset", key, type, message, problem, attempts)
         select gen_random_uuid(), 'stipple.staff', 0, 1000000 + n, 'many' || lpad(n::text, 5, '0'), $1,
           replace($2, 'SUBJECT', 'many' || lpad(n::text, 5, '0')), 'The shelf is locked.', 1
           from generate_series(1, 1200) n`,
      [delivered.type, message('SUBJECT', 13)],
    );
    await stage.context.database.query(
      `insert into parked_messages (message_id, topic, partition, "offset", key, type, message, problem, attempts)
         values (gen_random_uuid(), 'stipple.staff', 0, 2000000, 'many99999', $1, $2, 'The shelf was locked.', 1)`,
      [delivered.type, message('many99999', 1)],
    );
    expect(await stage.context.inbox.parked.retry()).toBe(1);
    expect((await stage.context.store.state(shelf, 'many99999')).total).toBe(1);
    expect((await shelves.ask('parkedInBilling', list, { first: 1 })).totalCount).toBe(1_200);
    await stage.context.database.query("delete from parked_messages where key like 'many%'");
  });
});
