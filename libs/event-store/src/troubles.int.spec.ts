import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { appendColumns, appendParameters, type AppendRow } from './append.js';
import { Batcher, EventStore, Log, openDatabase, PersonalKeys, StoreUnavailable, type Database } from './index.js';
import { as, asAdmin, box, openStore, Put } from './store.fixture.js';

describe('when the database is in trouble', () => {
  let lab: Awaited<ReturnType<typeof openStore>>;
  beforeAll(async () => {
    lab = await openStore();
  });
  afterAll(() => lab.close());

  const event = () => ({
    eventId: randomUUID(),
    type: 'Moved',
    schemaVersion: 1,
    data: '{}',
    meta: { actor: 'a', correlation: 'c' },
    occurredAt: '2026-06-15T12:00:00.000Z',
  });

  it('two that swap what they hold never wait for each other', async () => {
    const move = async (holder: string, expected: number, resource: string) => {
      const { rows } = await lab.database.query<AppendRow>(
        `select * from append_atomic(${appendColumns}, $15::text[], $16::jsonb, null, null, null, null, null)`,
        [
          ...appendParameters([{ stream: holder, expected, events: [event()] }]),
          [holder],
          JSON.stringify([{ holder, resource, from: null, to: null }]),
        ],
      );
      return rows[0]?.status;
    };
    const swap = async (round: string) => {
      const [a, b, r, s] = [`a-${round}`, `b-${round}`, `r${round}`, `s${round}`];
      await Promise.all([move(a, 0, r), move(b, 0, s)]);
      // Each wants what the other has: neither gets it, and neither waits for the other.
      expect(await Promise.all([move(a, 1, s), move(b, 1, r)])).toEqual(['claimed', 'claimed']);
    };
    for (let round = 0; round < 100; round += 1) await Promise.all([0, 1, 2, 3].map((nth) => swap(`${round}.${nth}`)));
  });

  it('a batch that took too long is told as unavailable all at once, and nothing of it is tried again one by one', async () => {
    let calls = 0;
    const slow = {
      query: () => {
        calls += 1;
        return Promise.reject(
          Object.assign(new Error('canceling statement due to statement timeout'), { code: '57014' }),
        );
      },
    } as unknown as Database;
    const batcher = new Batcher(slow);
    const answers = await Promise.allSettled(
      Array.from({ length: 100 }, (_, nth) => batcher.append({ stream: `box-${nth}`, expected: 0, events: [event()] })),
    );
    for (const answer of answers)
      expect(answer).toMatchObject({ status: 'rejected', reason: expect.any(StoreUnavailable) as unknown });
    expect(calls).toBe(1);
  });

  it('one of a batch that is at fault fails alone; once the database then does not answer, the rest is told so', async () => {
    const asked: number[] = [];
    const failing = {
      query: ({ values }: { values: readonly { length: number }[] }) => {
        asked.push(asked.length);
        const code = asked.length === 1 ? '22021' : asked.length === 2 ? '22021' : '57014';
        return Promise.reject(Object.assign(new Error(`${code} of ${values.length}`), { code }));
      },
    } as unknown as Database;
    const batcher = new Batcher(failing);
    const answers = await Promise.allSettled(
      Array.from({ length: 20 }, (_, nth) => batcher.append({ stream: `box-${nth}`, expected: 0, events: [event()] })),
    );
    expect(answers[0]).toMatchObject({ reason: { code: '22021' } });
    for (const answer of answers.slice(1))
      expect(answer).toMatchObject({ reason: expect.any(StoreUnavailable) as unknown });
    expect(asked).toHaveLength(3);
  });

  it('a command that waits for a lock for too long is told that the store is unavailable', async () => {
    const url = new URL(lab.url);
    const database = openDatabase({ url: url.toString(), name: 'impatient', max: 1, onError: () => undefined });
    await database.query('set lock_timeout = 100');
    const keys = new PersonalKeys(database, Buffer.alloc(32, 7));
    const store = new EventStore({ database, log: new Log(database, keys, [box]), keys });
    await asAdmin(lab.adminUrl, [], async (client) => {
      await client.query('begin');
      await client.query('lock table boxes.streams in share mode');
      await expect(as(() => store.handle(box, new Put({ boxId: 'slow', item: 'cup' })))).rejects.toBeInstanceOf(
        StoreUnavailable,
      );
      await client.query('rollback');
    });
    await store.close();
    await database.end();
  });
});
