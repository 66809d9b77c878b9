import {
  already,
  command,
  ignored,
  needsReason,
  noLonger,
  noMore,
  refusal,
  refuse,
  unless,
  uuidOf,
  type Decider,
} from '@stipple/event-store';
import type { Instant } from '@stipple/time';
import {
  isMore,
  isNegative,
  isPayable,
  isZero,
  less,
  minus,
  normal,
  nothingOf,
  partOf,
  plus,
  sumsThrough,
  taxOn,
  type Money,
} from '../money.rules.js';
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

/** Takes part of an invoice back. Its own number counts within the clinic without a gap. */
export interface CreditNote {
  id: string;
  sequence: number;
  /** The payment that was refunded. */
  paymentId: string;
  method: PaymentMethod;
  /** With its tax. */
  amount: Money;
  /** The part of `amount` that is tax. */
  tax: Money;
  issuedAt: Instant;
  /** Null where the client was erased. */
  reason: string | null;
}

export class IssueInvoice extends command('IssueInvoice')<Charge> {}
export class RecordPayment extends command('RecordPayment')<{
  invoiceId: string;
  paymentId: string;
  amount: Money;
  method: PaymentMethod;
  reference?: string;
}> {}
/** An `amount` without a currency is in the invoice's. Without a method it goes back the way it came. */
export class RefundPayment extends command('RefundPayment')<{
  invoiceId: string;
  paymentId: string;
  refundId: string;
  amount: { amount: string; currency?: string };
  method?: PaymentMethod;
  reason: string;
}> {}

export type InvoiceCommand = IssueInvoice | RecordPayment | RefundPayment;

// Stored for ever: add, never rename. A refund without `creditNoteId` was made when there were no credit notes.
export type InvoiceEvent =
  | {
      type: 'InvoiceIssued';
      data: Charge & { sequence: number; lines: readonly Line[]; taxRate: string; tax: Money; total: Money };
    }
  | {
      type: 'PaymentRecorded';
      data: { paymentId: string; clientId: string; amount: Money; method: PaymentMethod; reference: string | null };
    }
  | {
      type: 'CreditNoteIssued';
      data: {
        creditNoteId: string;
        invoiceId: string;
        clinicId: string;
        clientId: string;
        paymentId: string;
        sequence: number;
        amount: Money;
        tax: Money;
        method: PaymentMethod;
        issuedAt: Instant;
        reason: string | null;
      };
    }
  | {
      type: 'PaymentRefunded';
      data: {
        paymentId: string;
        refundId: string;
        clientId: string;
        amount: Money;
        reason: string | null;
        creditNoteId?: string;
        method?: PaymentMethod;
      };
    };

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
      /** The part of the total that was taken back. */
      credited: Money;
      /** The amount still owed: the total, less credits, less payments that were not refunded. */
      balance: Money;
      payments: readonly Payment[];
      creditNotes: readonly CreditNote[];
    };
export type KnownInvoice = Exclude<Invoice, { status: 'unknown' }>;

export interface InvoiceFacts {
  IssueInvoice: {
    /** In force when the treatment was completed. */
    price: Price | undefined;
    procedureName: string | undefined;
    /** The first number of this clinic that nobody holds. */
    nextSequence: number;
  };
  /** Undefined where there is no such invoice. */
  RefundPayment:
    | {
        /** The first number of a credit note of this clinic that nobody holds. */
        nextCreditNote: number;
      }
    | undefined;
}

/** One booking, one invoice. */
export const invoiceIdOf = (bookingId: string): string => uuidOf(`invoice of booking ${bookingId}`);
/** A payment's id leads to its invoice. */
export const paymentIdOf = (invoiceId: string, id: string): string => `${invoiceId}.${id}`;
export const invoiceOfPayment = (paymentId: string): string => paymentId.split('.')[0] ?? '';
export const numberOf = (sequence: number): string => `INV-${String(sequence).padStart(6, '0')}`;
export const numberClaim = (clinicId: string, sequence: number): string => `invoice-number:${clinicId}:${sequence}`;
export const creditNoteNumberOf = (sequence: number): string => `CN-${String(sequence).padStart(6, '0')}`;
export const creditNoteClaim = (clinicId: string, sequence: number): string =>
  `credit-note-number:${clinicId}:${sequence}`;

/** Most payments and most refunds of one invoice. More of them would be an attack. */
const mostEntries = 200;

/** The part of a payment that was not refunded. */
export const restOf = (payment: Pick<Payment, 'amount' | 'refunded'>): Money => minus(payment.amount, payment.refunded);

/**
 * Status, credit and balance of an invoice, for the decider and the read model.
 * @param credited the amount before the last entry
 */
export function sumUp({
  total,
  credited,
  payments,
}: {
  total: Money;
  credited: Money;
  payments: readonly Pick<Payment, 'amount' | 'refunded'>[];
}): Pick<KnownInvoice, 'status' | 'credited' | 'balance'> {
  const paid = payments.map(restOf).reduce(plus, nothingOf(total));
  // A refund of the time before credit notes made the client owe again; where they then paid again, that much was not taken back.
  const stillCredited = less(credited, minus(total, paid));
  const balance = minus(minus(total, stillCredited), paid);
  const status = !isZero(balance)
    ? isZero(paid)
      ? 'ISSUED'
      : 'PARTLY_PAID'
    : isZero(total) || isMore(total, stillCredited)
      ? 'PAID'
      : 'CREDITED';
  return { status, credited: stillCredited, balance };
}

/**
 * A completed treatment is invoiced once, at the price in force at its end, plus tax. Payments never exceed the balance,
 * and refunds never exceed their payment. A credit note takes back what is refunded, so that nobody owes it again.
 */
export const invoice: Decider<InvoiceCommand, InvoiceEvent, Invoice, InvoiceFacts> = {
  stream: 'invoice',
  idOf: ({ data }) => data.invoiceId,
  initial: { status: 'unknown' },
  foldDependencies: [withEntries, sumUp, restOf, ...sumsThrough],
  clinicOf: (state) => (state.status === 'unknown' ? undefined : state.clinicId),
  claims(state) {
    if (state.status === 'unknown') return [];
    const { clinicId, sequence, creditNotes } = state;
    return [
      { resource: numberClaim(clinicId, sequence) },
      ...creditNotes.map((note) => ({ resource: creditNoteClaim(clinicId, note.sequence) })),
    ];
  },
  personal: {
    PaymentRecorded: { subject: (data) => data.clientId, fields: ['reference'] },
    PaymentRefunded: { subject: (data) => data.clientId, fields: ['reason'] },
    CreditNoteIssued: { subject: (data) => data.clientId, fields: ['reason'] },
  },

  decide({ type, data, facts }, state, { now }) {
    if (type === 'IssueInvoice') {
      if (state.status !== 'unknown') return already();
      const { price, procedureName, nextSequence } = facts;
      if (!price) return ignored('No price was in force when the treatment was completed. The charge waits for one.');
      const tax = taxOn(price.price, price.taxRate);
      const lines = [{ description: procedureName ?? data.procedureCode, amount: price.price }];
      return [
        {
          type: 'InvoiceIssued',
          data: { ...data, sequence: nextSequence, lines, taxRate: price.taxRate, tax, total: plus(price.price, tax) },
        },
      ];
    }
    if (state.status === 'unknown') return refuse('UNKNOWN', 'There is no such invoice.');
    const { balance, clientId } = state;
    const { currency } = balance;
    switch (type) {
      case 'RecordPayment':
        return (
          unless(
            ...amountChecks(data.amount, currency),
            data.amount.currency === currency &&
              isMore(data.amount, balance) &&
              refusal('OVERPAYMENT', `Only ${balance.amount} ${currency} is still owed.`, 'amount'),
            noMore(state.payments.length + 1, mostEntries, `An invoice has at most ${mostEntries} payments.`),
            noLonger(data.reference, 200, 'A reference', 'reference'),
          ) ?? [
            {
              type: 'PaymentRecorded',
              data: {
                paymentId: data.paymentId,
                clientId,
                amount: normal(data.amount),
                method: data.method,
                reference: data.reference?.trim() || null,
              },
            },
          ]
        );
      case 'RefundPayment': {
        const payment = state.payments.find((one) => one.id === data.paymentId);
        if (!payment || !facts) return refuse('UNKNOWN', 'There is no such payment.');
        const amount: Money = { amount: data.amount.amount, currency: data.amount.currency ?? currency };
        const rest = restOf(payment);
        const refused = unless(
          ...amountChecks(amount, currency),
          amount.currency === currency &&
            isMore(amount, rest) &&
            refusal('REFUND_EXCEEDS_PAYMENT', `${rest.amount} ${currency} of this payment is left.`, 'amount'),
          needsReason(data.reason, 'Say why it is refunded.'),
          noMore(state.creditNotes.length + 1, mostEntries, `An invoice has at most ${mostEntries} credit notes.`),
        );
        if (refused) return refused;
        const { refundId } = data;
        const entry = {
          paymentId: payment.id,
          clientId,
          amount: normal(amount),
          method: data.method ?? payment.method,
          reason: data.reason.trim(),
        };
        // Of all notes together, so that the taxes of many small ones add up to that of one large one.
        const noted = {
          amount: state.creditNotes.map((note) => note.amount).reduce(plus, nothingOf(entry.amount)),
          tax: state.creditNotes.map((note) => note.tax).reduce(plus, nothingOf(state.tax)),
        };
        const tax = minus(partOf(state.tax, plus(noted.amount, entry.amount), state.total), noted.tax);
        const note = {
          ...entry,
          creditNoteId: refundId,
          invoiceId: state.id,
          clinicId: state.clinicId,
          sequence: facts.nextCreditNote,
          tax,
          issuedAt: now,
        };
        return [
          { type: 'CreditNoteIssued', data: note },
          { type: 'PaymentRefunded', data: { ...entry, refundId, creditNoteId: refundId } },
        ];
      }
    }
  },

  evolve(state, { type, data }) {
    if (type === 'InvoiceIssued') {
      const { invoiceId: id, clinicId, clientId, bookingId, treatmentId, sequence, lines, tax, total } = data;
      const begun = { payments: [], creditNotes: [] };
      return {
        ...sumUp({ total, credited: nothingOf(total), ...begun }),
        ...begun,
        id,
        clinicId,
        clientId,
        bookingId,
        treatmentId,
        sequence,
        lines,
        tax,
        total,
      };
    }
    if (state.status === 'unknown') return state;
    switch (type) {
      case 'PaymentRecorded': {
        const { paymentId: id, method, amount, reference } = data;
        return withEntries(state, {
          payments: [...state.payments, { id, method, amount, refunded: nothingOf(amount), reference }],
        });
      }
      case 'CreditNoteIssued': {
        const { creditNoteId: id, sequence, paymentId, method, amount, tax, issuedAt, reason } = data;
        return {
          ...state,
          creditNotes: [...state.creditNotes, { id, sequence, paymentId, method, amount, tax, issuedAt, reason }],
        };
      }
      case 'PaymentRefunded': {
        const payments = state.payments.map((payment) =>
          payment.id === data.paymentId ? { ...payment, refunded: plus(payment.refunded, data.amount) } : payment,
        );
        return withEntries(state, { payments, credited: plus(state.credited, data.amount) });
      }
    }
  },
};

function withEntries(state: KnownInvoice, entries: Partial<Pick<KnownInvoice, 'payments' | 'credited'>>): KnownInvoice {
  const next = { ...state, ...entries };
  return { ...next, ...sumUp(next) };
}

const amountChecks = (amount: Money, currency: string) => [
  amount.currency !== currency &&
    refusal('CURRENCY_MISMATCH', `This invoice is in ${currency}, not in ${amount.currency.slice(0, 10)}.`, [
      'amount',
      'currency',
    ]),
  (isNegative(amount) || isZero(amount)) &&
    refusal('NEGATIVE_AMOUNT', 'The amount has to be more than nothing.', ['amount', 'amount']),
  !isPayable(amount, currency) &&
    refusal('TOO_MANY_DECIMALS', `${amount.amount} has more decimals than ${currency}.`, ['amount', 'amount']),
];
