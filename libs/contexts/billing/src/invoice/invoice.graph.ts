import type { Booking, CreditNote, Invoice as InvoiceOfGraph, Payment } from '../graphql.gen.js';
import { creditNoteNumberOf, numberOf, type Invoice } from './invoice.decider.js';
import type { CreditNoteRow, InvoiceRow } from './invoice.view.js';

export type InvoiceNode = Omit<InvoiceOfGraph, 'payments' | 'creditNotes' | 'booking'> & {
  payments: PaymentNode[];
  creditNotes: CreditNoteNode[];
  booking: BookingNode;
};

/** A payment on its way through the graph. Its reference is read from its invoice when it is asked for. */
export type PaymentNode = Omit<Payment, 'reference'> & { invoiceId: string };

/** A credit note on its way through the graph. Its invoice and its reason are read when they are asked for. */
export type CreditNoteNode = Omit<CreditNote, 'invoice' | 'reason'> & { invoiceId: string };

/** A booking, which this context only knows by its id. */
export type BookingNode = Pick<Booking, 'id'>;

type Numbered = Omit<CreditNoteNode, 'number'> & { sequence: number };

const creditNoteToGraph = ({ sequence, ...note }: Numbered): CreditNoteNode => ({
  ...note,
  number: creditNoteNumberOf(sequence),
});

export const creditNoteRowToGraph = (row: CreditNoteRow): CreditNoteNode =>
  creditNoteToGraph({
    id: row.id,
    amount: row.amount,
    tax: row.tax,
    method: row.method,
    paymentId: row.payment_id,
    issuedAt: row.issued_at,
    invoiceId: row.invoice_id,
    sequence: row.sequence,
  });

type Payable = Pick<
  InvoiceRow,
  | 'id'
  | 'sequence'
  | 'status'
  | 'lines'
  | 'tax'
  | 'total'
  | 'credited'
  | 'balance'
  | 'payments'
  | 'credit_notes'
  | 'client_id'
  | 'booking_id'
>;

export const invoiceRowToGraph = (row: Payable): InvoiceNode => ({
  id: row.id,
  number: numberOf(row.sequence),
  status: row.status,
  lines: [...row.lines],
  tax: row.tax,
  total: row.total,
  credited: row.credited,
  balance: row.balance,
  payments: row.payments.map(({ id, method, amount, refunded }) => ({
    id,
    method,
    amount,
    refunded,
    invoiceId: row.id,
  })),
  creditNotes: row.credit_notes.map((note) => creditNoteToGraph({ ...note, invoiceId: row.id })),
  client: { id: row.client_id },
  booking: { id: row.booking_id },
});

export const invoiceToGraph = (state: Invoice): InvoiceNode | null =>
  state.status === 'unknown'
    ? null
    : invoiceRowToGraph({
        ...state,
        client_id: state.clientId,
        booking_id: state.bookingId,
        credit_notes: state.creditNotes,
      });
