import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Registry } from 'prom-client';
import { measure } from './metrics.js';
import { openPair, type Pair } from './pair.fixture.js';

const until = async (isSo: () => Promise<boolean>): Promise<void> => {
  for (const deadline = Date.now() + 120_000; !(await isSo()); await new Promise((resolve) => setTimeout(resolve, 20)))
    if (Date.now() > deadline) throw new Error('Waited two minutes in vain.');
};

describe('what a context tells those who watch it', () => {
  let pair: Pair;
  const registry = new Registry();
  /** The values of a metric by their labels, as Prometheus would read them. */
  const read = async (name: string): Promise<Record<string, number>> => {
    const text = await registry.metrics();
    return Object.fromEntries(
      [...text.matchAll(new RegExp(`^${name}(?:\\{(.*)\\})? (\\S+)$`, 'gm'))].map(([, labels = '', value]) => [
        labels.replaceAll('"', ''),
        Number(value),
      ]),
    );
  };
  beforeAll(async () => {
    pair = await openPair();
    measure(registry, [pair.asking, pair.noting]);
  });
  afterAll(() => pair.close());

  it('counts appends, batches and messages, and how long appends took', async () => {
    expect((await pair.ask({ visitId: 'one' })).errors).toBeUndefined();
    expect((await pair.ask({ visitId: 'two', room: 'room-2' })).errors).toBeUndefined();
    await until(
      async () =>
        ((await read('stipple_messages_consumed_total'))[
          'context=treatments,type=bookings.visit-asked.v1,outcome=done'
        ] ?? 0) === 2,
    );
    expect(await read('stipple_append_duration_seconds_count')).toEqual({
      'context=bookings,outcome=stored': 2,
      'context=treatments,outcome=stored': 2,
    });
    expect(await read('stipple_append_batch_commands_count')).toEqual({ 'context=bookings': 1 });
    expect(await read('stipple_messages_published_total')).toEqual({ 'context=bookings': 2 });
    expect(await read('stipple_append_queue')).toEqual({ 'context=bookings': 0, 'context=treatments': 0 });
    expect(await read('stipple_database_up')).toEqual({ 'context=bookings': 1, 'context=treatments': 1 });
  });

  it('counts what was parked, and its dead letter', async () => {
    await pair.ask({ visitId: 'refused' });
    await until(async () => ((await read('stipple_dead_letters_total'))['context=treatments,outcome=sent'] ?? 0) === 1);
    expect(await read('stipple_parked_messages')).toEqual({ 'context=bookings': 0, 'context=treatments': 1 });
    expect(await read('stipple_messages_consumed_total')).toMatchObject({
      'context=treatments,type=bookings.visit-asked.v1,outcome=parked': 1,
    });
    await pair.admin.query(
      "insert into bookings.parked_events (subscription, key, xid, position, type, problem) values ($1, 'k', '1', 1, 'VisitAsked', 'poison')",
      [pair.asking.followers[0]?.name],
    );
    expect(Object.values(await read('stipple_parked_events')).reduce((sum, count) => sum + count, 0)).toBe(1);
  });

  it('tells how far each reader is behind, in events and in seconds, and how old the oldest open transaction is', async () => {
    const held = await pair.asking.database.connect();
    await held.query('begin');
    await held.query('select pg_current_xact_id()');
    try {
      await pair.ask({ visitId: 'held-back' });
      await until(async () => Object.values(await read('stipple_reader_lag_seconds')).some((seconds) => seconds > 0));
      expect(
        Object.entries(await read('stipple_reader_lag_events'))
          .filter(([labels]) => labels.startsWith('context=bookings'))
          .map(([, events]) => events),
      ).toEqual([1, 1]);
      expect((await read('stipple_open_transaction_oldest_seconds'))['context=bookings']).toBeGreaterThan(0);
      expect((await read('stipple_gate_age_seconds'))['context=bookings']).toBeGreaterThan(0);
      // Also where a reader believes that it stands beyond all there is: what waits behind the gate has been read by
      // nobody.
      const [first] = pair.asking.followers;
      const before = first?.position;
      if (first) first.position = '999999999:1';
      expect((await read('stipple_reader_lag_events'))[`context=bookings,reader=${first?.name ?? ''}`]).toBe(1);
      if (first && before !== undefined) first.position = before;
    } finally {
      await held.query('rollback');
      held.release();
    }
    const none = async (name: string) => Object.values(await read(name)).every((value) => value === 0);
    await until(async () => (await none('stipple_reader_lag_events')) && (await none('stipple_reader_lag_seconds')));
  });

  it('goes on telling what it knows by itself while a database is away', async () => {
    const name = (await pair.admin.query<{ name: string }>('select current_database() as name')).rows[0]?.name ?? '';
    await pair.admin.query(`alter role ${name}_bookings nologin`);
    await pair.admin.query('select pg_terminate_backend(pid) from pg_stat_activity where usename = $1', [
      `${name}_bookings`,
    ]);
    try {
      await until(async () => (await read('stipple_database_up'))['context=bookings'] === 0);
      expect(await read('stipple_append_queue')).toEqual({ 'context=bookings': 0, 'context=treatments': 0 });
      expect(Object.keys(await read('stipple_parked_messages'))).toEqual(['context=treatments']);
    } finally {
      await pair.admin.query(`alter role ${name}_bookings login`);
    }
    await until(async () => (await read('stipple_database_up'))['context=bookings'] === 1);
  });
});
