import type { Facts } from '@stipple/event-store';
import { handlerFor } from '@stipple/service';
import { knownProcedure, procedureIdOf } from '../heard/procedure.decider.js';
import { price, priceAt, priceIdOf } from '../price/price.decider.js';
import {
  creditNoteClaim,
  invoice,
  invoiceOfPayment,
  IssueInvoice,
  numberClaim,
  RecordPayment,
  RefundPayment,
} from './invoice.decider.js';

const window = 64;

/** Series of numbers within a clinic: the read model with most of the numbers, and the claim that holds each. */
const series = {
  invoices: { highest: 'select max(sequence) as highest from invoices where clinic_id = $1', claim: numberClaim },
  creditNotes: {
    highest: 'select max(sequence) as highest from credit_notes where clinic_id = $1',
    claim: creditNoteClaim,
  },
};

/** The first free number after those in the read model. Numbers are never given up, so this leaves no gap. */
async function nextNumber(
  facts: Facts,
  { highest, claim }: (typeof series)[keyof typeof series],
  clinicId: string,
): Promise<number> {
  const [row] = await facts.rows<{ highest: number | null }>(highest, [clinicId]);
  for (let from = (row?.highest ?? 0) + 1; ; from += window) {
    const numbers = Array.from({ length: window }, (_, index) => from + index);
    const held = new Set(
      await facts.claimed(
        numbers.map((sequence) => ({ resource: claim(clinicId, sequence) })),
        '',
      ),
    );
    const free = numbers.find((sequence) => !held.has(claim(clinicId, sequence)));
    if (free !== undefined) return free;
  }
}

export const invoiceHandlers = [
  handlerFor(invoice, IssueInvoice, async ({ data }, facts) => {
    const [prices, procedure, next] = await Promise.all([
      facts.state(price, priceIdOf(data.clinicId, data.procedureCode)),
      facts.state(knownProcedure, procedureIdOf(data.clinicId, data.procedureCode)),
      nextNumber(facts, series.invoices, data.clinicId),
    ]);
    return { price: priceAt(prices, data.completedAt), procedureName: procedure?.name, nextSequence: next };
  }),
  handlerFor(invoice, RecordPayment),
  handlerFor(invoice, RefundPayment, async ({ data }, facts) => {
    const state = await facts.state(invoice, invoiceOfPayment(data.paymentId));
    return state.status === 'unknown'
      ? undefined
      : { nextCreditNote: await nextNumber(facts, series.creditNotes, state.clinicId) };
  }),
];
