import { Decimal } from 'decimal.js';

/** An amount as decimal text in the currency's units, with all its minor units: `{ amount: '250.00', currency: 'THB' }`. */
export interface Money {
  amount: string;
  currency: string;
}

const exactly = { precision: 40, toExpNeg: -30, toExpPos: 40, rounding: Decimal.ROUND_HALF_UP };
const Exact = Decimal.clone(exactly);

/** How many decimals a currency has (ISO 4217 as ICU knows it): THB 2, JPY 0, KWD 3. */
export const minorUnits = (currency: string): number => new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;

const written = (amount: Decimal, currency: string): Money => ({ amount: amount.toFixed(minorUnits(currency)), currency });

/** Whether the amount can be paid in this currency: no more decimals than it has. */
export const isPayable = ({ amount }: Money, currency: string): boolean => new Exact(amount).decimalPlaces() <= minorUnits(currency);
export const isNegative = ({ amount }: Money): boolean => new Exact(amount).isNegative() && !new Exact(amount).isZero();
export const isZero = ({ amount }: Money): boolean => new Exact(amount).isZero();
export const isMore = (one: Money, other: Money): boolean => new Exact(one.amount).greaterThan(sameCurrency(one, other).amount);

/** `5` to `5.00` where the currency has two decimals. */
export const normal = ({ amount, currency }: Money): Money => written(new Exact(amount), currency);
export const plus = (one: Money, other: Money): Money => written(new Exact(one.amount).plus(sameCurrency(one, other).amount), one.currency);
export const minus = (one: Money, other: Money): Money => written(new Exact(one.amount).minus(sameCurrency(one, other).amount), one.currency);
export const nothing = (currency: string): Money => written(new Exact(0), currency);

/** Tax on a net amount, rounded half up to the currency's smallest unit. `rate` is decimal text: `0.07` is 7 %. */
export const taxOn = ({ amount, currency }: Money, rate: string): Money => written(new Exact(amount).times(rate).toDecimalPlaces(minorUnits(currency), Decimal.ROUND_HALF_UP), currency);

/** Whether a rate lies from 0 up to, not including, 1, in steps of a hundredth of a per cent. */
export const isRate = (rate: string): boolean => new Exact(rate).greaterThanOrEqualTo(0) && new Exact(rate).lessThan(1) && new Exact(rate).decimalPlaces() <= 4;

function sameCurrency(one: Money, other: Money): Money {
  if (one.currency !== other.currency) throw new RangeError(`${one.currency} and ${other.currency} cannot be added up.`);
  return other;
}

/** What adding and taking away go through. */
export const sumsThrough = [plus, minus, nothing, isZero, written, minorUnits, sameCurrency, JSON.stringify(exactly)];
