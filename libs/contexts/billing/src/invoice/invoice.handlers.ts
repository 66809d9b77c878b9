import type { Facts } from '@stipple/event-store';
import { decides } from '@stipple/service';
import { knownProcedure, procedureIdOf } from '../heard/procedure.decider.js';
import { price, priceAt, priceIdOf } from '../price/price.decider.js';
import { invoice, IssueInvoice, numberClaim, RecordPayment, RefundPayment } from './invoice.decider.js';

const window = 64;

/** The first number after those in the read model that no invoice holds: numbers are never let go, so none is left out. */
async function nextSequence(facts: Facts, clinicId: string, holder: string): Promise<number> {
  const [row] = await facts.rows<{ highest: number | null }>('select max(sequence) as highest from invoices where clinic_id = $1', [clinicId]);
  for (let from = (row?.highest ?? 0) + 1; ; from += window) {
    const numbers = Array.from({ length: window }, (_, index) => from + index);
    const held = new Set(await facts.claimed(numbers.map((sequence) => ({ resource: numberClaim(clinicId, sequence) })), holder));
    const free = numbers.find((sequence) => !held.has(numberClaim(clinicId, sequence)));
    if (free !== undefined) return free;
  }
}

export const invoiceHandlers = [
  decides(invoice, IssueInvoice, async ({ data }, facts) => {
    const [prices, procedure, next] = await Promise.all([
      facts.state(price, priceIdOf(data.clinicId, data.procedureCode)),
      facts.state(knownProcedure, procedureIdOf(data.clinicId, data.procedureCode)),
      nextSequence(facts, data.clinicId, `${invoice.stream}-${data.invoiceId}`),
    ]);
    return { price: priceAt(prices, data.completedAt), procedureName: procedure?.name, nextSequence: next };
  }),
  decides(invoice, RecordPayment),
  decides(invoice, RefundPayment),
];
