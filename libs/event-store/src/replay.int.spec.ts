import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { appendColumns, appendParameters } from './append.js';
import { beginning, Log, OrderFault, PersonalKeys, type Position, type Recorded } from './index.js';
import { as, asAdmin, box, openStore, Put } from './store.fixture.js';

type Store = Awaited<ReturnType<typeof openStore>>;

describe('a replay of the log', () => {
  let lab: Store;
  beforeAll(async () => {
    lab = await openStore();
  });
  afterAll(() => lab.close());

  const all = async (pages: AsyncIterable<Recorded[]>): Promise<Recorded[]> => {
    const events: Recorded[] = [];
    for await (const page of pages) events.push(...page);
    return events;
  };
  /** What is behind a position, once no writer elsewhere on the server, such as another test, holds any of it back. */
  const settled = async (position: Position, count: number): Promise<Recorded[]> => {
    for (let tries = 0; tries < 500; tries += 1) {
      const events = await lab.log.after(position, 100_000);
      if (events.length >= count) return events;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error('Some events are held back by an old transaction.');
  };
  const plain = (events: readonly Recorded[]): Recorded[] =>
    events.map(({ type, data, eventId, stream, category, id, version, position, occurredAt, recordedAt, meta }) => ({
      type,
      data,
      eventId,
      stream,
      category,
      id,
      version,
      position,
      occurredAt,
      recordedAt,
      meta,
    }));

  it('gives the very events that are read page by page, personal fields and old versions included', async () => {
    const texts = ['cup', 'ส้ม 🍊', 'with "sealed":{"subject": in it', '\\u0041 \t'];
    for (let n = 0; n < 40; n += 1)
      await as(() =>
        lab.store.handle(
          box,
          new Put({ boxId: `a${n % 7}`, item: `${n} ${texts[n % 4]}`, ...(n % 3 ? {} : { owner: `Owner ${n}` }) }),
        ),
      );
    await lab.keys.forget('owner-of-a3');
    await settled(beginning, 40);
    const today = {
      ...box,
      versions: { ItemPut: 2 },
      upcast: (type: string, version: number, data: object) => ({ ...data, was: `${type} ${version}` }),
    };
    for (const decider of [box, today]) {
      const log = new Log(lab.database, new PersonalKeys(lab.database, Buffer.alloc(32, 7)), [decider]);
      const expected = await log.after(beginning, 10_000);
      expect(expected).toHaveLength(40);
      const replayed = await all(log.replay(beginning, 7));
      expect(plain(replayed)).toEqual(expected);
      expect(JSON.parse(JSON.stringify(replayed))).toEqual(expected);
      expect(await all(log.replay(expected[24]?.position ?? beginning))).toHaveLength(15);
      expect(await all(log.replay(expected[39]?.position ?? beginning))).toEqual([]);
    }
  });

  it('misses nothing and gives nothing twice while writers hold transactions open and roll them back', async () => {
    const from = (await lab.log.after(beginning, 10_000)).at(-1)?.position ?? beginning;
    const seen: Recorded[] = [];
    let writing = true;
    let position: Position = from;
    const read = async () => {
      for await (const page of lab.log.replay(position, 50)) {
        seen.push(...page);
        position = page.at(-1)?.position ?? position;
      }
    };
    const reading = (async () => {
      while (writing) await read();
    })();
    await Promise.all(
      Array.from({ length: 6 }, async (_, writer) => {
        const client = new pg.Client({ connectionString: lab.url });
        await client.connect();
        for (let n = 0; n < 40; n += 1) {
          await client.query('begin');
          for (const step of [1, 2]) {
            const stream = `box-held${writer}x${n % 5}x${step}`;
            const event = {
              eventId: crypto.randomUUID(),
              type: 'ItemPut',
              schemaVersion: 1,
              data: '{"boxId":"x","item":"y"}',
              meta: { actor: 'a', correlation: 'b' },
              occurredAt: '2026-06-15T12:00:00.000Z',
            };
            await client.query(
              `select * from append_many(${appendColumns})`,
              appendParameters([
                {
                  stream,
                  expected: -1,
                  events: Array.from({ length: 10 }, (__, k) => ({
                    ...event,
                    eventId: k === 0 ? event.eventId : crypto.randomUUID(),
                  })),
                },
              ]),
            );
            await new Promise((resolve) => setTimeout(resolve, Math.random() * 8));
          }
          await client.query(n % 10 === 0 ? 'rollback' : 'commit');
        }
        await client.end();
      }),
    );
    writing = false;
    await reading;
    const expected = await settled(from, 6 * 36 * 20);
    expect(expected).toHaveLength(6 * 36 * 20);
    await read();
    expect(seen.map(({ eventId }) => eventId)).toEqual(expected.map(({ eventId }) => eventId));
    expect(plain(await all(lab.log.replay(from)))).toEqual(expected);
  });

  it('gives its connection back when it is left early', async () => {
    for (let n = 0; n < 50; n += 1) for await (const page of lab.log.replay(beginning, 3)) if (page.length > 0) break;
    expect(lab.database.idleCount).toBe(lab.database.totalCount);
    expect((await lab.database.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  });

  it('gives nothing out of its order when its connection is lost, and can be begun again', async () => {
    const events = await all(lab.log.replay(beginning));
    const seen: string[] = [];
    const losing = (async () => {
      for await (const page of lab.log.replay(beginning, 1)) {
        seen.push(...page.map(({ eventId }) => eventId));
        if (seen.length === 1)
          await asAdmin(lab.adminUrl, [
            'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
          ]);
      }
    })();
    // What was read ahead may have been all.
    const problem = await losing.then(
      () => undefined,
      (error: Error) => error.message,
    );
    if (problem === undefined) expect(seen).toHaveLength(events.length);
    else expect(problem).toMatch(/terminat|connection/i);
    expect(seen).toEqual(events.slice(0, seen.length).map(({ eventId }) => eventId));
    expect(await all(lab.log.replay(beginning))).toHaveLength(events.length);
  });

  it('stops loudly at a hole', async () => {
    await asAdmin(lab.adminUrl, ["delete from boxes.events where stream = 'box-a2' and version = 2"]);
    await expect(all(lab.log.replay(beginning))).rejects.toThrow(OrderFault);
  });
});
