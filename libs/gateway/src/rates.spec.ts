import { describe, expect, it } from '@jest/globals';
import { RateLimit } from './rates.js';

const rates = { person: { perSecond: 10, burst: 2 }, address: { perSecond: 0.5, burst: 1 } };

describe('a rate', () => {
  it('lets a burst through, then as many as the seconds that pass', () => {
    let now = 0;
    const limit = new RateLimit(rates, () => now);
    expect([1, 2, 3].map(() => limit.take('person', 'desk'))).toEqual([0, 0, 1]);
    now += 100;
    expect([1, 2].map(() => limit.take('person', 'desk'))).toEqual([0, 1]);
    now += 60_000;
    expect([1, 2, 3].map(() => limit.take('person', 'desk'))).toEqual([0, 0, 1]);
  });

  it('is each person’s and each address’s own, and says how long to wait', () => {
    const limit = new RateLimit(rates, () => 0);
    expect(['10.0.0.1', '10.0.0.1', '10.0.0.2'].map((address) => limit.take('address', address))).toEqual([0, 2, 0]);
    expect(limit.take('person', '10.0.0.1')).toBe(0);
  });

  it('is one for a whole network of IPv6 addresses', () => {
    const limit = new RateLimit(rates, () => 0);
    expect(
      [
        '2001:db8:1:2::1',
        '2001:db8:1:2:ffff::9',
        '2001:db8:1:3::1',
        '::1',
        '::1',
        '::ffff:10.0.0.1',
        '::ffff:10.0.0.2',
      ].map((address) => limit.take('address', address)),
    ).toEqual([0, 2, 0, 0, 2, 0, 0]);
  });

  it('is not undone by a clock set back', () => {
    let now = 10_000;
    const limit = new RateLimit(rates, () => now);
    limit.take('address', 'a');
    now = 0;
    expect(limit.take('address', 'a')).toBe(2);
  });
});
