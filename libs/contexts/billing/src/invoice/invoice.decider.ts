import { command, refusal, unless, uuidOf, type Decider } from '@stipple/event-store';
import { isMore, isNegative, isPayable, isZero, minus, normal, nothing, plus, sumsThrough, taxOn, type Money } from '../money.js';
import type { Charge, Price } from '../price/price.decider.js';

export const paymentMethods = ['CASH', 'CARD', 'TRANSFER', 'PROMPTPAY'] as const;
export type PaymentMethod = (typeof paymentMethods)[number];

export interface Line {
  description: string;
  /** Without tax. */
  amount: Money;
}

export interface Payment {
  id: string;
  method: PaymentMethod;
  amount: Money;
  refunded: Money;
  /** Null where the client was erased. */
  reference: string | null;
}

export class IssueInvoice extends command('IssueInvoice')<Charge> {}
export class RecordPayment extends command('RecordPayment')<{ invoiceId: string; paymentId: string; amount: Money; method: PaymentMethod; reference?: string }> {}
/** `amount` without a currency is meant in the invoice's. */
export class RefundPayment extends command('RefundPayment')<{ invoiceId: string; paymentId: string; refundId: string; amount: { amount: string; currency?: string }; reason: string }> {}

export type InvoiceCommand = IssueInvoice | RecordPayment | RefundPayment;

// Stored for ever: add, never rename.
export type InvoiceEvent =
  | { type: 'InvoiceIssued'; data: Charge & { sequence: number; lines: readonly Line[]; taxRate: string; tax: Money; total: Money } }
  | { type: 'PaymentRecorded'; data: { paymentId: string; clientId: string; amount: Money; method: PaymentMethod; reference: string | null } }
  | { type: 'PaymentRefunded'; data: { paymentId: string; refundId: string; clientId: string; amount: Money; reason: string | null } };

export type Invoice =
  | { status: 'unknown' }
  | {
      status: 'ISSUED' | 'PARTLY_PAID' | 'PAID' | 'CREDITED';
      id: string;
      clinicId: string;
      clientId: string;
      bookingId: string;
      treatmentId: string;
      /** Counts within the clinic from 1 on, without a gap. */
      sequence: number;
      lines: readonly Line[];
      tax: Money;
      total: Money;
      /** What is still owed. */
      balance: Money;
      payments: readonly Payment[];
    };
export type KnownInvoice = Exclude<Invoice, { status: 'unknown' }>;

export interface InvoiceFacts {
  /** In force when the treatment was completed. */
  price?: Price | undefined;
  procedureName?: string | undefined;
  /** The first number of this clinic that nobody holds. */
  nextSequence?: number;
}

/** One booking, one invoice. */
export const invoiceIdOf = (bookingId: string): string => uuidOf(`invoice of booking ${bookingId}`);
/** A payment's id leads to its invoice. */
export const paymentIdOf = (invoiceId: string, id: string): string => `${invoiceId}.${id}`;
export const invoiceOfPayment = (paymentId: string): string => paymentId.split('.')[0] ?? '';
export const numberOf = (sequence: number): string => `INV-${String(sequence).padStart(6, '0')}`;
export const numberClaim = (clinicId: string, sequence: number): string => `invoice-number:${clinicId}:${sequence}`;

export const settled = (balance: Money, paid: Money): KnownInvoice['status'] => (isZero(balance) ? 'PAID' : isZero(paid) ? 'ISSUED' : 'PARTLY_PAID');

const restOf = (payment: Payment): Money => minus(payment.amount, payment.refunded);

/**
 * A completed treatment is invoiced once, at the price in force at its end, plus tax. No more is ever paid than is owed, and no
 * more refunded than that payment brought.
 */
export const invoice: Decider<InvoiceCommand, InvoiceEvent, Invoice, InvoiceFacts> = {
  stream: 'invoice',
  idOf: ({ data }) => data.invoiceId,
  initial: { status: 'unknown' },
  through: [standing, settled, restOf, ...sumsThrough],
  clinicOf: (state) => (state.status === 'unknown' ? undefined : state.clinicId),
  claims: (state) => (state.status === 'unknown' ? [] : [{ resource: numberClaim(state.clinicId, state.sequence) }]),
  personal: {
    PaymentRecorded: { subject: (data) => data.clientId, fields: ['reference'] },
    PaymentRefunded: { subject: (data) => data.clientId, fields: ['reason'] },
  },

  decide({ type, data }, state, { price, procedureName, nextSequence }) {
    if (type === 'IssueInvoice') {
      if (state.status !== 'unknown' || !price || nextSequence === undefined) return [];
      const tax = taxOn(price.price, price.taxRate);
      const lines = [{ description: procedureName ?? data.procedureCode, amount: price.price }];
      return [{ type: 'InvoiceIssued', data: { ...data, sequence: nextSequence, lines, taxRate: price.taxRate, tax, total: plus(price.price, tax) } }];
    }
    if (state.status === 'unknown') return unless(refusal('WRONG_STATUS', 'There is no such invoice.')) ?? [];
    const { balance, clientId } = state;
    const { currency } = balance;
    switch (type) {
      case 'RecordPayment':
        return (
          unless(
            ...amountChecks(data.amount, currency),
            data.amount.currency === currency && isMore(data.amount, balance) && refusal('OVERPAYMENT', `Only ${balance.amount} ${currency} is still owed.`, 'amount'),
            (data.reference?.length ?? 0) > 200 && refusal('TOO_LONG', 'A reference has at most 200 characters.', 'reference'),
          ) ?? [{ type: 'PaymentRecorded', data: { paymentId: data.paymentId, clientId, amount: normal(data.amount), method: data.method, reference: data.reference?.trim() || null } }]
        );
      case 'RefundPayment': {
        const payment = state.payments.find((one) => one.id === data.paymentId);
        if (!payment) return unless(refusal('WRONG_STATUS', 'There is no such payment.')) ?? [];
        const amount: Money = { amount: data.amount.amount, currency: data.amount.currency ?? currency };
        const rest = restOf(payment);
        return (
          unless(
            ...amountChecks(amount, currency),
            amount.currency === currency && isMore(amount, rest) && refusal('REFUND_EXCEEDS_PAYMENT', `${rest.amount} ${currency} of this payment is left.`, 'amount'),
            data.reason.trim() === '' && refusal('REASON_MISSING', 'Say why it is refunded.', 'reason'),
            data.reason.length > 2_000 && refusal('TOO_LONG', 'A reason has at most 2,000 characters.', 'reason'),
          ) ?? [{ type: 'PaymentRefunded', data: { paymentId: payment.id, refundId: data.refundId, clientId, amount: normal(amount), reason: data.reason.trim() } }]
        );
      }
    }
  },

  evolve(state, { type, data }) {
    if (type === 'InvoiceIssued') {
      const { invoiceId: id, clinicId, clientId, bookingId, treatmentId, sequence, lines, tax, total } = data;
      return { status: settled(total, nothing(total.currency)), id, clinicId, clientId, bookingId, treatmentId, sequence, lines, tax, total, balance: total, payments: [] };
    }
    if (state.status === 'unknown') return state;
    switch (type) {
      case 'PaymentRecorded': {
        const { paymentId: id, method, amount, reference } = data;
        return standing(state, [...state.payments, { id, method, amount, refunded: nothing(amount.currency), reference }]);
      }
      case 'PaymentRefunded':
        return standing(state, state.payments.map((payment) => (payment.id === data.paymentId ? { ...payment, refunded: plus(payment.refunded, data.amount) } : payment)));
    }
  },
};

function standing(state: KnownInvoice, payments: readonly Payment[]): KnownInvoice {
  const paid = payments.map(restOf).reduce(plus, nothing(state.total.currency));
  const balance = minus(state.total, paid);
  return { ...state, payments, balance, status: settled(balance, paid) };
}

const amountChecks = (amount: Money, currency: string) => [
  amount.currency !== currency && refusal('CURRENCY_MISMATCH', `This invoice is in ${currency}, not in ${amount.currency.slice(0, 10)}.`, ['amount', 'currency']),
  (isNegative(amount) || isZero(amount)) && refusal('NEGATIVE_AMOUNT', 'The amount has to be more than nothing.', ['amount', 'amount']),
  !isPayable(amount, currency) && refusal('TOO_MANY_DECIMALS', `${amount.amount} has more decimals than ${currency}.`, ['amount', 'amount']),
];
