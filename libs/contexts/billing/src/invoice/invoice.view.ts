import { Injectable } from '@nestjs/common';
import { view } from '@stipple/event-store';
import { Reads, type Slice } from '@stipple/service';
import { minus, nothing, plus, sumsThrough, type Money } from '../money.js';
import { settled, type InvoiceEvent, type KnownInvoice, type Line, type Payment } from './invoice.decider.js';

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
  balance: Money;
  /** Without their references, which may say who paid and are read from the log. */
  payments: readonly Omit<Payment, 'reference'>[];
}

const owing = (row: InvoiceRow, balance: Money): InvoiceRow => ({ ...row, balance, status: settled(balance, minus(row.total, balance)) });

/** Every clinic's invoices. */
export const invoices = view<InvoiceRow, InvoiceEvent>({
  name: 'invoices',
  key: 'id',
  columns: {
    id: 'text', clinic_id: 'text', client_id: 'text', booking_id: 'text', treatment_id: 'text', sequence: 'int', status: 'text', issued_at: 'timestamptz',
    lines: 'jsonb', tax: 'jsonb', total: 'jsonb', balance: 'jsonb', payments: 'jsonb',
  },
  indexes: ['(clinic_id, sequence)'],
  on: {
    InvoiceIssued: (_row, { data, occurredAt }) => ({
      id: data.invoiceId, clinic_id: data.clinicId, client_id: data.clientId, booking_id: data.bookingId, treatment_id: data.treatmentId, sequence: data.sequence,
      status: settled(data.total, nothing(data.total.currency)), issued_at: occurredAt, lines: data.lines, tax: data.tax, total: data.total, balance: data.total, payments: [],
    }),
    PaymentRecorded: (row, { data: { paymentId, method, amount } }) =>
      row && owing({ ...row, payments: [...row.payments, { id: paymentId, method, amount, refunded: nothing(amount.currency) }] }, minus(row.balance, amount)),
    PaymentRefunded: (row, { data }) =>
      row &&
      owing(
        { ...row, payments: row.payments.map((payment) => (payment.id === data.paymentId ? { ...payment, refunded: plus(payment.refunded, data.amount) } : payment)) },
        plus(row.balance, data.amount),
      ),
  },
  through: [owing, settled, ...sumsThrough],
});

export interface InvoiceFilter {
  clinicId: string;
  status: string | null;
  from: string | null;
  to: string | null;
}

@Injectable()
export class Invoices {
  constructor(private readonly reads: Reads) {}

  byId(ids: readonly string[]): Promise<(InvoiceRow | undefined)[]> {
    return this.reads.byKey<InvoiceRow>('select * from invoices where id = any ($1)', ids, (row) => row.id);
  }

  /** The newest first, sorted by number; one more than asked for. */
  async page({ clinicId, status, from, to }: InvoiceFilter, { first, after }: Slice): Promise<{ rows: InvoiceRow[]; total: number }> {
    const matching = 'clinic_id = $1 and ($2::text is null or status = $2) and ($3::timestamptz is null or issued_at >= $3) and ($4::timestamptz is null or issued_at < $4)';
    const [rows, count] = await Promise.all([
      this.reads.rows<InvoiceRow>(`select * from invoices where ${matching} and ($5::int is null or sequence < $5) order by sequence desc limit $6`, [clinicId, status, from, to, after?.[0] ?? null, first + 1]),
      this.reads.one<{ total: number }>(`select count(*) as total from invoices where ${matching}`, [clinicId, status, from, to]),
    ]);
    return { rows, total: count?.total ?? 0 };
  }
}
