import { describe, expect, it } from '@jest/globals';
import { isMore, isNegative, isPayable, isRate, minorUnits, minus, normal, nothing, plus, taxOn } from './money.js';

const thb = (amount: string) => ({ amount, currency: 'THB' });

describe('money', () => {
  it('has the decimals of its currency', () => expect(['THB', 'JPY', 'KWD'].map(minorUnits)).toEqual([2, 0, 3]));
  it('is written with all of them', () => expect([normal(thb('5')), normal({ amount: '5', currency: 'JPY' }), nothing('KWD')].map(({ amount }) => amount)).toEqual(['5.00', '5', '0.000']));
  it('adds up where floats do not', () => {
    expect(plus(thb('0.10'), thb('0.20'))).toEqual(thb('0.30'));
    expect(minus(thb('999999999999999.99'), thb('0.01'))).toEqual(thb('999999999999999.98'));
  });
  it('is not added across currencies', () => expect(() => plus(thb('1'), { amount: '1', currency: 'EUR' })).toThrow('cannot be added up'));
  it('rounds tax half up to the smallest unit', () => {
    expect(taxOn(thb('0.50'), '0.07')).toEqual(thb('0.04'));
    expect(taxOn(thb('0.49'), '0.07')).toEqual(thb('0.03'));
    expect(taxOn({ amount: '105', currency: 'JPY' }, '0.1')).toEqual({ amount: '11', currency: 'JPY' });
    expect(taxOn({ amount: '0.105', currency: 'KWD' }, '0.05')).toEqual({ amount: '0.005', currency: 'KWD' });
  });
  it('is compared by value, not by text', () => expect([isMore(thb('10'), thb('9.99')), isMore(thb('10'), thb('10.00'))]).toEqual([true, false]));
  it('knows what cannot be paid', () => expect([isPayable(thb('1.005'), 'THB'), isPayable(thb('1.500'), 'THB'), isPayable(thb('1.5'), 'JPY'), isNegative(thb('-0.01')), isNegative(thb('-0'))]).toEqual([false, true, false, true, false]));
  it('knows a tax rate', () => expect(['0', '0.07', '0.0725', '1', '-0.01', '0.00001'].map(isRate)).toEqual([true, true, true, false, false, false]));
});
