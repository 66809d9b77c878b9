import { describe, expect, it } from '@jest/globals';
import { digitsOf, isCurrency } from './index.js';

describe('a currency', () => {
  it.each([
    ['HUF', 2],
    ['PKR', 2],
    ['IDR', 2],
    ['COP', 2],
    ['LAK', 2],
    ['MMK', 2],
    ['THB', 2],
    ['IQD', 3],
    ['KWD', 3],
    ['TND', 3],
    ['JPY', 0],
    ['ISK', 0],
    ['VND', 0],
    ['CLF', 4],
    ['UYW', 4],
  ] as const)('%s has %i decimals, whatever the runtime says', (code, digits) => {
    expect(digitsOf(code)).toBe(digits);
    expect(isCurrency(code)).toBe(true);
  });
  it.each(['', 'thb', 'XXX', 'THBX', 'constructor', 'BTC'])('is not %j', (code) => {
    expect(isCurrency(code)).toBe(false);
    expect(digitsOf(code)).toBeUndefined();
  });
  it.each(['BGN', 'HRK'])('%s, withdrawn, is reckoned with and charged in no more', (code) =>
    expect([digitsOf(code), isCurrency(code)]).toEqual([2, false]),
  );
});
