import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Batcher, CommandIdReused } from './index.js';
import { as, asAdmin, box, openStore, Put, Reserve } from './store.fixture.js';

type Store = Awaited<ReturnType<typeof openStore>>;

describe('the event store', () => {
  let lab: Store;
  beforeAll(async () => {
    lab = await openStore();
  });
  afterAll(() => lab.close());

  const put = (boxId: string, item: string, commandId?: string, store = lab.store) =>
    as(() => store.handle(box, new Put({ boxId, item }), undefined), commandId);

  it('answers with the thing as it is after the command', async () => {
    const outcome = await put('a', 'cup');
    expect(outcome).toEqual({
      accepted: true,
      version: 1,
      refusals: [],
      state: { items: ['cup'], owner: null, reserved: [] },
    });
    expect(await lab.store.state(box, 'a')).toEqual({ items: ['cup'], owner: null, reserved: [] });
  });

  it('stores nothing of a command that is refused', async () => {
    await put('b', 'cup');
    const outcome = await put('b', 'cup');
    expect(outcome).toEqual({ accepted: false, refusals: [{ code: 'THERE_ALREADY', message: 'cup is in the box.' }] });
    expect(await lab.log.stream('box-b', 0)).toHaveLength(1);
  });

  it('does a command sent fifty times at once a single time, and answers all fifty alike', async () => {
    const id = randomUUID();
    const another = lab.another();
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) => put('c', 'cup', id, index % 2 ? another : lab.store)),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]?.accepted).toBe(true);
    expect(await lab.log.stream('box-c', 0)).toHaveLength(1);
  });

  it('answers a command sent again as the first time, also when it was refused and would not be now', async () => {
    const id = randomUUID();
    const refused = await put('d', 'heavy', id);
    expect(refused.accepted).toBe(false);
    expect(await put('d', 'heavy', id)).toEqual(refused);
    const accepted = randomUUID();
    const first = await put('d', 'cup', accepted);
    await put('d', 'spoon');
    expect(await put('d', 'cup', accepted)).toEqual(first);
  });

  it('does not take a command id for another command', async () => {
    const id = randomUUID();
    await put('e', 'cup', id);
    await expect(put('e', 'spoon', id)).rejects.toThrow(CommandIdReused);
  });

  it('lets many writers of one stream all through, one after the other', async () => {
    const stores = [lab.store, lab.another(), lab.another()];
    await Promise.all(
      stores.map((store, writer) =>
        (async () => {
          for (let n = 0; n < 10; n += 1)
            expect((await put('f', `${writer}/${n}`, undefined, store)).accepted).toBe(true);
        })(),
      ),
    );
    const events = await lab.log.stream('box-f', 0);
    expect(events.map((event) => event.version)).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
  });

  it('gives what there is one of to one of many who ask at once, through several processes', async () => {
    const stores = [lab.store, lab.another()];
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        as(() =>
          (stores[index % 2] ?? lab.store).handle(
            box,
            new Reserve({
              boxId: `g${index}`,
              resource: 'room:1',
              from: '2026-06-15T10:00:00.000Z',
              to: '2026-06-15T11:00:00.000Z',
            }),
            async (facts) => ({
              held: await facts.claimed(
                [{ resource: 'room:1', during: { from: '2026-06-15T10:00:00.000Z', to: '2026-06-15T11:00:00.000Z' } }],
                `box-g${index}`,
              ),
            }),
          ),
        ),
      ),
    );
    expect(outcomes.filter((outcome) => outcome.accepted)).toHaveLength(1);
    expect(outcomes.filter((outcome) => !outcome.accepted).map((outcome) => outcome.refusals[0]?.code)).toEqual(
      Array(19).fill('TAKEN'),
    );
  });

  it('lets one time follow another without a gap', async () => {
    const reserve = (boxId: string, from: string, to: string) =>
      as(() =>
        lab.store.handle(
          box,
          new Reserve({
            boxId,
            resource: 'room:2',
            from: `2026-06-15T${from}:00.000Z`,
            to: `2026-06-15T${to}:00.000Z`,
          }),
        ),
      );
    expect((await reserve('h1', '10:00', '11:00')).accepted).toBe(true);
    expect((await reserve('h2', '11:00', '12:00')).accepted).toBe(true);
    await expect(reserve('h3', '11:59', '12:30')).rejects.toThrow('changed by somebody else');
  });

  it('keeps personal fields unreadable at rest, bound to their event, and gone once the key is', async () => {
    await as(() => lab.store.handle(box, new Put({ boxId: 'p', item: 'cup', owner: 'Somchai' })));
    const { rows } = await lab.database.query<{ data: string }>("select data from events where stream = 'box-p'");
    expect(rows[0]?.data).not.toContain('Somchai');
    expect((await lab.log.stream('box-p', 0))[0]?.data).toMatchObject({ owner: 'Somchai', item: 'cup' });
    await lab.keys.forget('owner-of-p');
    expect((await lab.log.stream('box-p', 0))[0]?.data).toEqual({ boxId: 'p', item: 'cup', owner: null });
  });

  it('does what follows from a message once, together with the place in its topic', async () => {
    const commands = [
      lab.store.given(box, new Put({ boxId: 'm', item: 'cup' })),
      lab.store.given(box, new Put({ boxId: 'n', item: 'cup' })),
    ];
    const inbound = { messageId: randomUUID(), topic: 'stipple.x', partition: 0, nextAfter: 1n };
    expect((await as(() => lab.store.handleMessage(inbound, commands))).status).toBe('done');
    expect(
      (
        await as(() =>
          lab.store.handleMessage({ ...inbound, nextBefore: 1n, nextAfter: 2n }, [
            lab.store.given(box, new Put({ boxId: 'm', item: 'fork' })),
          ]),
        )
      ).status,
    ).toBe('seen');
    expect(
      (
        await as(() =>
          lab.store.handleMessage({ ...inbound, messageId: randomUUID(), nextBefore: 0n, nextAfter: 3n }, [
            lab.store.given(box, new Put({ boxId: 'm', item: 'knife' })),
          ]),
        )
      ).status,
    ).toBe('fenced');
    expect((await lab.store.state(box, 'm')).items).toEqual(['cup']);
    expect((await lab.store.state(box, 'n')).items).toEqual(['cup']);
    const { rows } = await lab.database.query('select next_offset from consumer_offsets');
    expect(rows).toEqual([{ next_offset: 1 }]);
  });

  it('does nothing of a message of which one part is refused', async () => {
    await put('q', 'cup');
    const commands = [
      lab.store.given(box, new Put({ boxId: 'r', item: 'cup' })),
      lab.store.given(box, new Put({ boxId: 'q', item: 'cup' })),
    ];
    expect(await as(() => lab.store.handleMessage({ messageId: randomUUID() }, commands))).toEqual({
      status: 'refused',
      refusals: [{ code: 'THERE_ALREADY', message: 'cup is in the box.' }],
    });
    expect((await lab.store.state(box, 'r')).items).toEqual([]);
  });

  it('says so at once when too much waits', async () => {
    const batcher = new Batcher(lab.database, { commands: 1, bytes: 1_000, calls: 1, queue: 3 });
    const append = (stream: string) => batcher.append({ stream, expected: -1, events: [] });
    const answers = await Promise.allSettled(['s1', 's2', 's3', 's4', 's5'].map(append));
    expect(answers.map((answer) => answer.status)).toEqual([
      'fulfilled',
      'fulfilled',
      'fulfilled',
      'rejected',
      'rejected',
    ]);
  });

  it('keeps of a command nothing that could be guessed back, neither what was typed nor why it was refused', async () => {
    const [taken, refused] = [randomUUID(), randomUUID()];
    await put('kept', 'cup', taken);
    const first = await put('kept', 'heavy', refused);
    const { rows } = await lab.database.query<{ fingerprint: string; refusals: string | null }>(
      'select fingerprint, refusals from commands where command_id in ($1, $2) order by refusals nulls first',
      [taken, refused],
    );
    expect(rows).toEqual([
      { fingerprint: expect.stringMatching(/^k1\./) as unknown, refusals: null },
      { fingerprint: expect.stringMatching(/^k1\./) as unknown, refusals: expect.stringMatching(/^k1\./) as unknown },
    ]);
    expect(await put('kept', 'heavy', refused)).toEqual(first);
    // A plain hash, as it was written once, could be made by anybody.
    const plain = createHash('sha256')
      .update(JSON.stringify(['somebody', 'Put', { boxId: 'kept', item: 'cup' }]))
      .digest('base64url');
    expect(rows[0]?.fingerprint).not.toContain(plain);
  });

  it('refuses what is too large before anything of it is stored, by its bytes and not its letters', async () => {
    await expect(put('large', '\u4E07'.repeat(17_000))).rejects.toMatchObject({
      name: 'TooLarge',
      message: expect.stringMatching(
        /^This is too much to be stored at once: ItemPut would take 51,\d+ bytes, and at most 49,152 are kept\.$/,
      ) as unknown,
    });
    expect(await lab.log.stream('box-large', 0)).toEqual([]);
    expect((await put('large', 'x'.repeat(48_000))).accepted).toBe(true);
  });

  it('survives losing every connection: what was in flight is settled by sending it again', async () => {
    const ids = Array.from({ length: 40 }, () => randomUUID());
    const writing = Promise.allSettled(ids.map((id, index) => put(`t${index}`, 'cup', id)));
    await asAdmin(lab.adminUrl, [
      'select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    ]);
    const first = await writing;
    for (const answer of first)
      if (answer.status === 'rejected')
        expect(answer.reason).toMatchObject({
          message: expect.stringMatching(/database|terminat|connection/i) as unknown,
        });
    const again = await Promise.all(ids.map((id, index) => put(`t${index}`, 'cup', id)));
    expect(again.every((answer) => answer.accepted)).toBe(true);
    for (const index of ids.keys()) expect(await lab.log.stream(`box-t${index}`, 0)).toHaveLength(1);
  });

  it('lets the service role write events by appending and in no other way, and never change or remove one', async () => {
    await expect(lab.database.query("update events set data = '{}'")).rejects.toThrow('permission denied');
    await expect(lab.database.query('delete from events')).rejects.toThrow('permission denied');
    await expect(lab.database.query('truncate events')).rejects.toThrow('permission denied');
    await expect(
      lab.database.query(
        `insert into events (stream, version, event_id, type, schema_version, data, meta, occurred_at)
          values ('box-z', 1, gen_random_uuid(), 'ItemPut', 1, '{}', '{}', now())`,
      ),
    ).rejects.toThrow('permission denied');
    await expect(lab.database.query('delete from claims')).rejects.toThrow('permission denied');
    await expect(lab.database.query('update streams set version = 0')).rejects.toThrow('permission denied');
  });
});
