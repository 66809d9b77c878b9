import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OrderFault } from '@stipple/event-store';
import { Stopped } from './health.js';
import { openPair, type Pair } from './pair.fixture.js';

const until = async (isSo: () => Promise<boolean>): Promise<void> => {
  for (const deadline = Date.now() + 120_000; !(await isSo()); await new Promise((resolve) => setTimeout(resolve, 20)))
    if (Date.now() > deadline) throw new Error('Waited two minutes in vain.');
};

describe('the health of a context', () => {
  let pair: Pair;
  beforeAll(async () => {
    pair = await openPair();
    await pair.ask({ visitId: 'one' });
  });
  afterAll(() => pair.close());
  const bad = async (): Promise<string[]> =>
    Object.entries(await pair.asking.health()).flatMap(([part, { ok }]) => (ok ? [] : [part]));

  it('is good while everything is there that it needs', async () => {
    expect(await bad()).toEqual([]);
    expect(pair.asking.restart()).toBeUndefined();
  });

  it('is bad while the database is away, which no restart would cure, and good again by itself', async () => {
    const name = (await pair.admin.query<{ name: string }>('select current_database() as name')).rows[0]?.name ?? '';
    await pair.admin.query(`alter role ${name}_bookings nologin`);
    await pair.admin.query('select pg_terminate_backend(pid) from pg_stat_activity where usename = $1', [
      `${name}_bookings`,
    ]);
    try {
      await until(async () => (await bad()).includes('database'));
      expect(pair.asking.restart()).toBeUndefined();
    } finally {
      await pair.admin.query(`alter role ${name}_bookings login`);
    }
    await until(async () => (await bad()).length === 0);
  });

  it('is bad while a transaction elsewhere keeps every reader waiting, and names it', async () => {
    const held = await pair.admin.connect();
    await held.query("set application_name = 'a report'");
    await held.query('begin');
    await held.query('select pg_current_xact_id()');
    await pair.ask({ visitId: 'waiting' });
    // As if it had lasted for a while already.
    await pair.admin.query(
      "update bookings.events set recorded_at = recorded_at - interval '20 seconds' where stream = 'visit-waiting'",
    );
    try {
      await until(async () => (await bad()).includes('gate'));
      expect((await pair.asking.health())['gate']?.detail).toMatch(
        /^1 events have waited for \d+ s behind a transaction that is open still: process \d+ \(a report\)/,
      );
    } finally {
      await held.query('rollback');
      held.release();
    }
    await until(async () => (await bad()).length === 0);
  });

  it('is bad once readers have stopped at an event out of order, and a restart would help', async () => {
    await pair.admin.query(
      `insert into bookings.events (stream, version, event_id, type, schema_version, data, meta, occurred_at)
       select stream, 5, gen_random_uuid(), type, schema_version, data, meta, occurred_at from bookings.events order by position desc limit 1`,
    );
    await until(async () => pair.asking.restart() !== undefined);
    expect(await bad()).toEqual(['readers']);
    expect(pair.asking.restart()).toMatch(/has stopped: Stream visit-waiting went from version 1 to 5/);
  });

  it('is bad once the broker is closed', async () => {
    await pair.broker.close();
    expect(await bad()).toContain('broker');
  });
});

describe('a context whose log was copied from another server', () => {
  let pair: Pair;
  const ask = async (visitId: string) =>
    (await pair.ask({ visitId })).errors?.map(({ message, extensions }) => ({ code: extensions['code'], message }));
  beforeAll(async () => {
    pair = await openPair({ peers: true });
    await pair.ask({ visitId: 'one' });
    await pair.admin.query('update bookings.events set xid = (xid::text::bigint + 1000000000)::text::xid8');
  });
  afterAll(() => pair.close());
  const sentence =
    'The log of bookings was copied here from another server or another time: ' +
    'its newest event comes from a transaction that this server has not had, ' +
    'so nobody would see what is written now. Stop Stipple and run npx stipple adopt.';

  it('is told by its health, and takes no further command', async () => {
    const { readers } = await pair.asking.health();
    expect(readers?.ok).toBe(false);
    expect(readers?.detail).toContain(sentence);
    expect(pair.asking.restart()).toContain(sentence);
    expect(await ask('two')).toEqual([{ code: 'SERVICE_UNAVAILABLE', message: sentence }]);
  });

  it('does not start', async () => {
    await expect(pair.another()).rejects.toThrow(sentence);
  });
});

describe('readers that have stopped', () => {
  it('are put right by a restart after an event out of order', () => {
    const stopped = new Stopped();
    stopped.follower('day_sheet', new Error('a row was refused'));
    expect([stopped.all(), stopped.restart()]).toEqual([[], undefined]);
    stopped.follower('day_sheet', new OrderFault('Stream a went from version 1 to 3.'));
    expect(stopped.restart()).toBe('day_sheet has stopped: Stream a went from version 1 to 3.');
  });

  it('are put right by a restart when making a read model again failed for want of the database, and not when an event stands in the way', () => {
    const stopped = new Stopped();
    stopped.rebuild('visits', new Error('visits cannot take VisitAsked'));
    expect([stopped.all(), stopped.restart()]).toEqual([
      ['visits could not be made again: visits cannot take VisitAsked'],
      undefined,
    ]);
    stopped.rebuild('clients', new Error('Connection terminated unexpectedly'));
    expect(stopped.restart()).toBe('clients could not be made again: Connection terminated unexpectedly');
  });
});
