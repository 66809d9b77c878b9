import { spoken } from '@stipple/time';
import type { Price } from '../graphql.gen.js';
import type { PriceList } from './price.decider.js';
import type { PriceRow, WaitingChargeRow } from './price.view.js';

export const priceRowToGraph = (row: PriceRow): Price => ({
  procedureCode: row.procedure_code,
  price: { amount: row.amount, currency: row.currency },
  taxRate: row.tax_rate,
  from: row.begins_at,
});

/** The price that begins at a moment; null where none does. */
export function priceToGraph({ procedureCode, prices }: PriceList, from: string): Price | null {
  const set = prices.find((one) => one.from === from);
  return set && procedureCode !== undefined
    ? { procedureCode, price: set.price, taxRate: set.taxRate, from: set.from }
    : null;
}

/** @param timeZone the clinic's, in which people read the moment */
export const waitingChargeToGraph = (row: WaitingChargeRow, timeZone: string) => ({
  code: 'NO_PRICE',
  message: `${row.procedure_code} had no price on ${spoken(row.completed_at, timeZone)}.`,
  booking: { id: row.booking_id },
  procedureCode: row.procedure_code,
  completedAt: row.completed_at,
});
