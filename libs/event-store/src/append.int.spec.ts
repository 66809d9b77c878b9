import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { appendColumns, appendedMany, appendParameters, type Append, type AppendedMany } from './append.js';
import { intArray, smallintArray, textArray, timestamptzArray, uuidArray } from './binary.js';
import { openStore } from './store.fixture.js';

type Store = Awaited<ReturnType<typeof openStore>>;

const event = (item = 'cup') => ({
  eventId: randomUUID(),
  type: 'ItemPut',
  schemaVersion: 1,
  data: JSON.stringify({ item }),
  meta: { actor: 'a', correlation: 'c' },
  occurredAt: '2026-06-15T12:00:00.123Z',
});
const append = (stream: string, expected: number, count: number, command?: string): Append => ({
  stream: `box-${stream}`,
  expected,
  events: Array.from({ length: count }, () => event()),
  ...(command ? { command: { id: command, fingerprint: 'print' } } : {}),
});

describe('appending many at once', () => {
  let lab: Store;
  beforeAll(async () => {
    lab = await openStore();
  });
  afterAll(() => lab.close());

  const many = async (appends: readonly Append[], connection: Pick<pg.Client, 'query'> = lab.database) => {
    const { rows } = await connection.query<AppendedMany>(
      `select * from append_many(${appendColumns})`,
      appendParameters(appends),
    );
    return appendedMany(appends, rows[0] as AppendedMany);
  };
  /** Waits until somebody in this database waits for a lock that another holds. */
  const untilHeldUp = async () => {
    const heldUp = async () =>
      (
        await lab.database.query(
          `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
        )
      ).rowCount ?? 0;
    while ((await heldUp()) === 0) await new Promise((resolve) => setTimeout(resolve, 10));
  };
  const versions = async (stream: string) =>
    (await lab.log.stream(`box-${stream}`, 0)).map(({ version, position }) => [version, position]);

  it('answers for each what came of it, and stores only what fits', async () => {
    const known = randomUUID();
    await many([append('a', 0, 2), append('b', 0, 1, known)]);
    const [conflict, next, duplicate, any, nothing, fresh] = await many([
      append('a', 1, 1),
      append('b', 1, 2, randomUUID()),
      append('c', 0, 1, known),
      append('d', -1, 3),
      { ...append('e', -1, 0, randomUUID()) },
      append('f', 0, 1),
    ]);
    expect(conflict).toEqual({ status: 'conflict', version: 2 });
    expect(next).toMatchObject({ status: 'ok', version: 3 });
    expect(duplicate).toEqual({ status: 'duplicate', version: 0 });
    expect(any).toMatchObject({ status: 'ok', version: 3 });
    expect(nothing).toEqual({ status: 'ok', version: 0 });
    expect((await versions('b')).at(-1)).toEqual([3, next?.position]);
    expect((await versions('d')).at(-1)).toEqual([3, any?.position]);
    expect((await versions('f')).at(-1)).toEqual([1, fresh?.position]);
    expect(await versions('a')).toHaveLength(2);
    expect(await versions('c')).toEqual([]);
  });

  it('is the one way to append without claims: the function of earlier releases is gone', async () => {
    const { rows } = await lab.database.query("select proname from pg_proc where proname = 'append_batch'");
    expect(rows).toEqual([]);
  });

  it('finds a conflict with a writer who was faster after the versions were read, and forgets the command', async () => {
    const other = new pg.Client({ connectionString: lab.url });
    await other.connect();
    try {
      await other.query('begin');
      await many([append('j', 0, 1)], other);
      const [late, unconcerned] = [randomUUID(), randomUUID()];
      const waiting = many([append('j', 0, 1, late), append('k', 0, 1, unconcerned)]);
      await untilHeldUp();
      await other.query('commit');
      const answers = await waiting;
      expect(answers.map(({ status }) => status)).toEqual(['conflict', 'ok']);
      const { rows } = await lab.database.query<{ command_id: string }>(
        'select command_id from commands where command_id = any ($1)',
        [[late, unconcerned]],
      );
      expect(rows).toEqual([{ command_id: unconcerned }]);
      expect(await versions('j')).toHaveLength(1);
    } finally {
      await other.end();
    }
  });

  it('finds that a command was stored by another process a moment ago', async () => {
    const other = new pg.Client({ connectionString: lab.url });
    await other.connect();
    try {
      const id = randomUUID();
      await other.query('begin');
      await many([append('l', 0, 1, id)], other);
      const waiting = many([append('m', 0, 1, id), append('n', 0, 1)]);
      await untilHeldUp();
      await other.query('commit');
      expect((await waiting).map(({ status }) => status)).toEqual(['duplicate', 'ok']);
      expect(await versions('m')).toEqual([]);
    } finally {
      await other.end();
    }
  });

  it('does one command id once, however many streams it is sent for at the same time', async () => {
    const id = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, n) => lab.store.batcher.append(append(`o${n}`, 0, 1, id))),
    );
    expect(answers.filter(({ status }) => status === 'ok')).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 'duplicate')).toHaveLength(39);
  });

  it('keeps the order in which appends to one stream were given', async () => {
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, n) =>
        lab.store.batcher.append({ ...append('p', n, 1), events: [event(String(n))] }),
      ),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set(['ok']));
    expect((await lab.log.stream('box-p', 0)).map(({ data }) => (data as { item: string }).item)).toEqual(
      Array.from({ length: 200 }, (_, n) => String(n)),
    );
  });

  it('fails only what is wrong in itself', async () => {
    const wrong = { ...append('q', 0, 1), events: [{ ...event(), eventId: 'no uuid' }] };
    const answers = await Promise.allSettled(
      [append('r', 0, 1), wrong, append('s', 0, 1)].map((one) => lab.store.batcher.append(one)),
    );
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('sends arrays in the binary form that PostgreSQL reads as the same values', async () => {
    const texts = ['', null, 'plain', 'with "quotes", {braces} \\ and NULL', 'ส้ม 🍊', 'x'.repeat(70_000)];
    const uuids = [randomUUID(), null, randomUUID().toUpperCase()];
    const moments = ['1969-12-31T23:59:59.999Z', '2026-11-23T17:41:28.123Z', '2199-12-31T00:00:00.000Z'];
    const { rows } = await lab.database.query<Record<string, unknown>>(
      `select $1::text[] as texts, $2::int[] as ints, $3::smallint[] as smallints, $4::uuid[]::text[] as uuids,
        $5::timestamptz[]::text[] as moments, cardinality($6::text[]) as none`,
      [
        textArray(texts),
        intArray([0, -1, 2_147_483_647]),
        smallintArray([1, -32_768]),
        uuidArray(uuids),
        timestamptzArray(moments),
        textArray([]),
      ],
    );
    expect(rows[0]).toEqual({
      texts,
      ints: [0, -1, 2_147_483_647],
      smallints: [1, -32_768],
      uuids: uuids.map((one) => one?.toLowerCase() ?? null),
      moments: ['1969-12-31 23:59:59.999+00', '2026-11-23 17:41:28.123+00', '2199-12-31 00:00:00+00'],
      none: 0,
    });
    expect(() => uuidArray(['12345678-1234-1234-1234-12345678901g'])).toThrow(TypeError);
    expect(() => timestamptzArray(['yesterday'])).toThrow(TypeError);
  });
});
