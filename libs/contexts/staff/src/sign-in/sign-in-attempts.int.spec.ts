import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Reads } from '@stipple/service';
import type { Stage } from '@stipple/service/stage';
import { Identity } from '../identity.js';
import { openStaff } from '../staff.fixture.js';
import { SignInAttempts } from './sign-in-attempts.js';

let stage: Stage;
let attempts: SignInAttempts;
let reads: Reads;
beforeAll(async () => {
  stage = await openStaff();
  reads = new Reads(stage.context.database);
  attempts = new SignInAttempts(reads, new Identity(randomBytes(32)));
});
afterAll(() => stage.close());

/** Lets so many seconds pass for all that was counted. */
const later = (seconds: number) =>
  reads.rows(
    `update sign_in_attempts set blocked_until = blocked_until - make_interval(secs => $1), forget_at = forget_at - make_interval(secs => $1),
    succeeded_at = succeeded_at - make_interval(secs => $1), keep_until = keep_until - make_interval(secs => $1)`,
    [seconds],
  );
const fail = async (times: number, email: string, address: (n: number) => string) => {
  let last: string | undefined;
  for (let n = 0; n < times && last === undefined; n += 1) last = await attempts.start(email, address(n));
  return last;
};
describe('attempts to sign in', () => {
  it('wait twice as long after each failure, up to a quarter of an hour', async () => {
    let before = Date.now();
    expect(await fail(5, 'ann', () => '1.1.1.1')).toBeUndefined();
    for (let n = 0, wait = 30; n < 8; n += 1, wait = Math.min(900, 2 * wait)) {
      const after = Date.now();
      const until = Date.parse((await attempts.start('ann', '1.1.1.1')) ?? '');
      expect(until).toBeGreaterThan(before + wait * 1_000 - 1_000);
      expect(until).toBeLessThan(after + wait * 1_000 + 1_000);
      await later(wait + 1);
      before = Date.now();
      expect(await attempts.start('ann', '1.1.1.1')).toBeUndefined();
    }
  });

  it('are forgotten after a day without one', async () => {
    await fail(5, 'bob', () => '1.1.1.2');
    await later(25 * 3_600);
    expect(await fail(5, 'bob', () => '1.1.1.2')).toBeUndefined();
    expect(await attempts.start('bob', '1.1.1.2')).toBeDefined();
  });

  it('from one address do not keep the person out at another', async () => {
    await fail(6, 'cat', () => '1.1.1.3');
    expect(await attempts.start('cat', '1.1.1.3')).toBeDefined();
    expect(await attempts.start('cat', '1.1.1.4')).toBeUndefined();
  });

  it('from everywhere slow the account, but not where its person signed in before', async () => {
    await attempts.start('dan', '9.9.9.9');
    await attempts.succeeded('dan', '9.9.9.9');
    expect(await fail(100, 'dan', (n) => `2.2.${n}.1`)).toBeUndefined();
    expect(await attempts.start('dan', '2.3.0.1')).toBeDefined();
    expect(await attempts.start('dan', '9.9.9.9')).toBeUndefined();
    await attempts.succeeded('dan', '9.9.9.9');
  });

  it('on many accounts slow the address, but those that succeed do not count', async () => {
    for (let n = 0; n < 60; n += 1) {
      expect(await attempts.start(`eve${n}`, '3.3.3.3')).toBeUndefined();
      await attempts.succeeded(`eve${n}`, '3.3.3.3');
    }
    for (let n = 0; n < 30; n += 1) expect(await attempts.start(`fay${n}`, '3.3.3.3')).toBeUndefined();
    expect(await attempts.start('fay', '3.3.3.3')).toBeDefined();
    await later(3_700);
    expect(await attempts.start('fay', '3.3.3.3')).toBeUndefined();
  });

  it('are thrown away when they no longer matter', async () => {
    await later(100 * 24 * 3_600);
    for (let n = 0; n < 20; n += 1) await attempts.start('gil', `4.4.4.${n}`);
    const [row] = await reads.rows<{ old: number }>(
      'select count(*)::int as old from sign_in_attempts where keep_until < now()',
    );
    expect(row?.old).toBe(0);
  });
});
