import { describe, expect, it } from '@jest/globals';
import {
  isMore,
  isNegative,
  isPayable,
  isRate,
  minorUnits,
  minus,
  normal,
  nothingOf,
  partOf,
  plus,
  taxOn,
} from './money.rules.js';

const thb = (amount: string) => ({ amount, currency: 'THB' });
const huf = (amount: string) => ({ amount, currency: 'HUF' });

describe('money', () => {
  it('has the decimals of its currency', () =>
    expect(['THB', 'JPY', 'KWD', 'HUF', 'IQD'].map(minorUnits)).toEqual([2, 0, 3, 2, 3]));
  it('has two decimals in a currency of which nobody knows', () => expect(minorUnits('QQQ')).toBe(2));
  it('is written with all of them', () =>
    expect(
      [normal(thb('5')), normal({ amount: '5', currency: 'JPY' }), nothingOf({ amount: '1.000', currency: 'KWD' })].map(
        ({ amount }) => amount,
      ),
    ).toEqual(['5.00', '5', '0.000']));
  it('adds up where floats do not', () => {
    expect(plus(thb('0.10'), thb('0.20'))).toEqual(thb('0.30'));
    expect(minus(thb('999999999999999.99'), thb('0.01'))).toEqual(thb('999999999999999.98'));
  });
  it('keeps the filler that some runtimes do not know of', () =>
    expect(minus(huf('106.47'), huf('100.00'))).toEqual(huf('6.47')));
  it('stored without decimals is added to money with them and loses nothing', () =>
    expect([plus(huf('106'), huf('0.47')), minus(huf('106.47'), huf('100'))]).toEqual([huf('106.47'), huf('6.47')]));
  it('is not added across currencies', () =>
    expect(() => plus(thb('1'), { amount: '1', currency: 'EUR' })).toThrow('cannot be added up'));
  it('rounds tax half up to the smallest unit', () => {
    expect(taxOn(thb('0.50'), '0.07')).toEqual(thb('0.04'));
    expect(taxOn(thb('0.49'), '0.07')).toEqual(thb('0.03'));
    expect(taxOn({ amount: '105', currency: 'JPY' }, '0.1')).toEqual({ amount: '11', currency: 'JPY' });
    expect(taxOn({ amount: '0.105', currency: 'KWD' }, '0.05')).toEqual({ amount: '0.005', currency: 'KWD' });
    expect(taxOn({ amount: '1000.00', currency: 'CAD' }, '0.09975')).toEqual({ amount: '99.75', currency: 'CAD' });
    expect(taxOn({ amount: '40.00', currency: 'USD' }, '0.08875')).toEqual({ amount: '3.55', currency: 'USD' });
  });
  it('is divided by what falls to a part of a total', () => {
    expect(partOf(thb('70.00'), thb('535.00'), thb('1070.00'))).toEqual(thb('35.00'));
    expect(partOf(thb('0.00'), thb('0.00'), thb('0.00'))).toEqual(thb('0.00'));
  });
  it('is compared by value, not by text', () =>
    expect([isMore(thb('10'), thb('9.99')), isMore(thb('10'), thb('10.00'))]).toEqual([true, false]));
  it('knows what cannot be paid', () =>
    expect([
      isPayable(thb('1.005'), 'THB'),
      isPayable(thb('1.500'), 'THB'),
      isPayable(thb('1.5'), 'JPY'),
      isPayable(huf('1.5'), 'HUF'),
      isNegative(thb('-0.01')),
      isNegative(thb('-0')),
    ]).toEqual([false, true, false, true, true, false]));
  it('knows a tax rate', () =>
    expect(['0', '0.07', '0.0725', '0.09975', '0.088755', '1', '-0.01', '0.0000001'].map(isRate)).toEqual([
      true,
      true,
      true,
      true,
      true,
      false,
      false,
      false,
    ]));
});
