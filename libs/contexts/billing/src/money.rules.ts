import { digitsOf } from '@stipple/money';
import { Decimal } from 'decimal.js';

/**
 * An amount as decimal text with all its minor units: `{ amount: '250.00', currency: 'THB' }`. Stored amounts are added
 * up by the digits that they are written with, whatever the runtime knows of currencies.
 */
export interface Money {
  amount: string;
  currency: string;
}

const exactly = { precision: 40, toExpNeg: -30, toExpPos: 40, rounding: Decimal.ROUND_HALF_UP };
const Exact = Decimal.clone(exactly);

/** Decimals of an amount, as written. */
const digitsIn = (amount: string): number => amount.split('.')[1]?.length ?? 0;
/**
 * Writes a sum with the decimals of whichever amount has more. An amount may be stored from a time when its currency was
 * thought to have fewer.
 */
const sum = (value: Decimal, one: Money, other: Money): Money => ({
  amount: value.toFixed(Math.max(digitsIn(one.amount), digitsIn(other.amount))),
  currency: one.currency,
});

/**
 * Decimals of a currency by ISO 4217. Two for an unknown one: clinics of the time before currencies were checked may
 * have one.
 */
export const minorUnits = (currency: string): number => digitsOf(currency) ?? 2;

/** Whether the amount can be paid in this currency: no more decimals than it has. */
export const isPayable = ({ amount }: Money, currency: string): boolean =>
  new Exact(amount).decimalPlaces() <= minorUnits(currency);
export const isNegative = ({ amount }: Money): boolean => new Exact(amount).isNegative() && !new Exact(amount).isZero();
export const isZero = ({ amount }: Money): boolean => new Exact(amount).isZero();
export const isMore = (one: Money, other: Money): boolean =>
  new Exact(one.amount).greaterThan(sameCurrency(one, other).amount);

/** An amount as it is stored: `5` becomes `5.00` where the currency has two decimals. */
export const normal = ({ amount, currency }: Money): Money => ({
  amount: new Exact(amount).toFixed(minorUnits(currency)),
  currency,
});
export const plus = (one: Money, other: Money): Money =>
  sum(new Exact(one.amount).plus(sameCurrency(one, other).amount), one, other);
export const minus = (one: Money, other: Money): Money =>
  sum(new Exact(one.amount).minus(sameCurrency(one, other).amount), one, other);
export const less = (one: Money, other: Money): Money => (isMore(one, other) ? other : one);
/** Nothing, in the currency and with the digits of another amount. */
export const nothingOf = ({ amount, currency }: Money): Money => ({
  amount: new Exact(0).toFixed(digitsIn(amount)),
  currency,
});

const rounded = (value: Decimal, currency: string): Money => ({
  amount: value.toDecimalPlaces(minorUnits(currency), Decimal.ROUND_HALF_UP).toFixed(minorUnits(currency)),
  currency,
});

/** Tax on a net amount, rounded half up to the currency's smallest unit. `rate` is decimal text: `0.07` is 7 %. */
export const taxOn = ({ amount, currency }: Money, rate: string): Money =>
  rounded(new Exact(amount).times(rate), currency);

/** The part of `whole` that falls to `share` out of `total`, rounded half up; nothing of nothing. */
export const partOf = (whole: Money, share: Money, total: Money): Money =>
  isZero(total)
    ? nothingOf(whole)
    : rounded(
        new Exact(whole.amount).times(sameCurrency(whole, share).amount).dividedBy(sameCurrency(whole, total).amount),
        whole.currency,
      );

/** Whether a rate lies from 0 up to, not including, 1, with at most six decimals: Quebec's is 0.09975. */
export const isRate = (rate: string): boolean =>
  new Exact(rate).greaterThanOrEqualTo(0) && new Exact(rate).lessThan(1) && new Exact(rate).decimalPlaces() <= 6;

function sameCurrency(one: Money, other: Money): Money {
  if (one.currency !== other.currency)
    throw new RangeError(`${one.currency} and ${other.currency} cannot be added up.`);
  return other;
}

/** The functions that sums depend on, for `foldDependencies`. */
export const sumsThrough = [
  plus,
  minus,
  less,
  isMore,
  nothingOf,
  isZero,
  sum,
  digitsIn,
  sameCurrency,
  JSON.stringify(exactly),
];
