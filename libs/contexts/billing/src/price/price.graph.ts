import type { Price } from '../graphql.gen.js';
import type { PriceRow } from './price.view.js';

export const priceRowToGraph = (row: PriceRow): Price => ({
  procedureCode: row.procedure_code,
  price: { amount: row.amount, currency: row.currency },
  taxRate: row.tax_rate,
  from: row.begins_at,
});
