import { Injectable } from '@nestjs/common';
import { keeps, view } from '@stipple/event-store';
import { Reads, type Slice } from '@stipple/service';
import { nothingOf, plus, sumsThrough, type Money } from '../money.rules.js';
import {
  restOf,
  sumUp,
  type CreditNote,
  type invoice,
  type KnownInvoice,
  type Line,
  type Payment,
} from './invoice.decider.js';

export interface InvoiceRow {
  id: string;
  clinic_id: string;
  client_id: string;
  booking_id: string;
  treatment_id: string;
  sequence: number;
  status: KnownInvoice['status'];
  issued_at: string;
  lines: readonly Line[];
  tax: Money;
  total: Money;
  credited: Money;
  balance: Money;
  /** Without their references, which may name who paid. Those are read from the log. */
  payments: readonly Omit<Payment, 'reference'>[];
  /** Without their reasons, likewise. */
  credit_notes: readonly Omit<CreditNote, 'reason'>[];
}

const withEntries = (row: InvoiceRow, entries: Partial<Pick<InvoiceRow, 'payments' | 'credited'>>): InvoiceRow => ({
  ...row,
  ...entries,
  ...sumUp({ ...row, ...entries }),
});

/** Every clinic's invoices. */
export const invoices = view<InvoiceRow, typeof invoice>({
  name: 'invoices',
  key: 'id',
  columns: {
    id: 'text',
    clinic_id: 'text',
    client_id: 'text',
    booking_id: 'text',
    treatment_id: 'text',
    sequence: 'int',
    status: 'text',
    issued_at: 'timestamptz',
    lines: 'jsonb',
    tax: 'jsonb',
    total: 'jsonb',
    credited: 'jsonb',
    balance: 'jsonb',
    payments: 'jsonb',
    credit_notes: 'jsonb',
  },
  indexes: ['(clinic_id, sequence)'],
  on: {
    InvoiceIssued: (_row, { data, occurredAt }) => ({
      id: data.invoiceId,
      clinic_id: data.clinicId,
      client_id: data.clientId,
      booking_id: data.bookingId,
      treatment_id: data.treatmentId,
      sequence: data.sequence,
      issued_at: occurredAt,
      lines: data.lines,
      tax: data.tax,
      total: data.total,
      payments: [],
      credit_notes: [],
      ...sumUp({ total: data.total, credited: nothingOf(data.total), payments: [] }),
    }),
    PaymentRecorded: (row, { data: { paymentId, method, amount } }) =>
      row &&
      withEntries(row, { payments: [...row.payments, { id: paymentId, method, amount, refunded: nothingOf(amount) }] }),
    CreditNoteIssued: (row, { data: { creditNoteId: id, sequence, paymentId, method, amount, tax, issuedAt } }) =>
      row && {
        ...row,
        credit_notes: [...row.credit_notes, { id, sequence, paymentId, method, amount, tax, issuedAt }],
      },
    PaymentRefunded: (row, { data }) =>
      row &&
      withEntries(row, {
        payments: row.payments.map((payment) =>
          payment.id === data.paymentId ? { ...payment, refunded: plus(payment.refunded, data.amount) } : payment,
        ),
        credited: plus(row.credited, data.amount),
      }),
  },
  foldDependencies: [withEntries, sumUp, restOf, ...sumsThrough],
});

export interface CreditNoteRow {
  id: string;
  clinic_id: string;
  invoice_id: string;
  payment_id: string;
  sequence: number;
  method: CreditNote['method'];
  amount: Money;
  tax: Money;
  issued_at: string;
}

/** Every clinic's credit notes. */
export const creditNotes = view<CreditNoteRow, typeof invoice>({
  name: 'credit_notes',
  key: 'id',
  columns: {
    id: 'text',
    clinic_id: 'text',
    invoice_id: 'text',
    payment_id: 'text',
    sequence: 'int',
    method: 'text',
    amount: 'jsonb',
    tax: 'jsonb',
    issued_at: 'timestamptz',
  },
  indexes: ['(clinic_id, sequence)'],
  keysOf: (event) => (event.type === 'CreditNoteIssued' ? [event.data.creditNoteId] : []),
  on: {
    CreditNoteIssued: (_row, { data }, id) => ({
      id,
      clinic_id: data.clinicId,
      invoice_id: data.invoiceId,
      payment_id: data.paymentId,
      sequence: data.sequence,
      method: data.method,
      amount: data.amount,
      tax: data.tax,
      issued_at: data.issuedAt,
    }),
    InvoiceIssued: keeps,
    PaymentRecorded: keeps,
    PaymentRefunded: keeps,
  },
});

export interface InvoiceFilter {
  clinicId: string;
  status?: string | null | undefined;
  /** Issued then or later. */
  from?: string | null | undefined;
  /** Issued before it. */
  to?: string | null | undefined;
}

@Injectable()
export class Invoices {
  constructor(private readonly reads: Reads) {}

  byId(ids: readonly string[]): Promise<(InvoiceRow | undefined)[]> {
    return this.reads.byKey<InvoiceRow>('select * from invoices where id = any ($1)', ids, (row) => row.id);
  }

  /** A clinic's invoices, the newest first. Reads one more than asked for. */
  page(
    { clinicId, status, from, to }: InvoiceFilter,
    slice: Slice,
  ): Promise<{ rows: InvoiceRow[]; totalCount: number }> {
    return this.newest<InvoiceRow>(
      `invoices where clinic_id = $1 and ($2::timestamptz is null or issued_at >= $2)
        and ($3::timestamptz is null or issued_at < $3) and ($4::text is null or status = $4)`,
      [clinicId, from ?? null, to ?? null, status ?? null],
      slice,
    );
  }

  /** A clinic's credit notes, the newest first. Reads one more than asked for. */
  creditNotes(
    { clinicId, from, to }: Omit<InvoiceFilter, 'status'>,
    slice: Slice,
  ): Promise<{ rows: CreditNoteRow[]; totalCount: number }> {
    return this.newest<CreditNoteRow>(
      `credit_notes where clinic_id = $1 and ($2::timestamptz is null or issued_at >= $2)
        and ($3::timestamptz is null or issued_at < $3)`,
      [clinicId, from ?? null, to ?? null],
      slice,
    );
  }

  /** @param these a table and its condition. Rows are sorted by the table's `sequence`. */
  private async newest<Row extends object>(
    these: string,
    parameters: readonly unknown[],
    { first, after }: Slice,
  ): Promise<{ rows: Row[]; totalCount: number }> {
    const [before, most] = [parameters.length + 1, parameters.length + 2];
    const [rows, counted] = await Promise.all([
      this.reads.rows<Row>(
        `select * from ${these} and ($${before}::int is null or sequence < $${before})
          order by sequence desc limit $${most}`,
        [...parameters, after?.[0] ?? null, first + 1],
      ),
      this.reads.one<{ count: number }>(`select count(*)::int as count from ${these}`, parameters),
    ]);
    return { rows, totalCount: counted?.count ?? 0 };
  }
}
