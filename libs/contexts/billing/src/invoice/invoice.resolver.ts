import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { EventStore, newId, type Outcome } from '@stipple/event-store';
import { answer, connectionOf, found, holds, mutation, sliceOf, type GraphPart, type Request } from '@stipple/service';
import DataLoader from 'dataloader';
import type {
  CreditNote as GraphCreditNote,
  Payment as GraphPayment,
  RecordPaymentInput,
  RefundPaymentInput,
} from '../graphql.gen.js';
import type { Resolvers } from '../resolvers.gen.js';
import {
  creditNoteNumberOf,
  invoice,
  invoiceIdOf,
  invoiceOfPayment,
  numberOf,
  paymentIdOf,
  RecordPayment,
  RefundPayment,
  type Invoice,
  type KnownInvoice,
} from './invoice.decider.js';
import { Invoices, type CreditNoteRow, type InvoiceRow } from './invoice.view.js';
import { givenAmount, refundAmount } from './refund-amount.js';

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
type ShownPayment = GraphPayment & { invoiceId: string };
type ShownCreditNote = GraphCreditNote & { invoiceId: string };

type Note = Pick<ShownCreditNote, 'id' | 'amount' | 'tax' | 'method' | 'paymentId' | 'issuedAt' | 'invoiceId'> & {
  sequence: number;
};
// Its invoice and its reason are looked up where they are asked for.
const noteShown = ({ sequence, ...note }: Note) =>
  ({ ...note, number: creditNoteNumberOf(sequence) }) as ShownCreditNote;
const noteOfRow = (row: CreditNoteRow): ShownCreditNote =>
  noteShown({
    id: row.id,
    amount: row.amount,
    tax: row.tax,
    method: row.method,
    paymentId: row.payment_id,
    issuedAt: row.issued_at,
    invoiceId: row.invoice_id,
    sequence: row.sequence,
  });

const shown = (row: Payable) => ({
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
  creditNotes: row.credit_notes.map((note) => noteShown({ ...note, invoiceId: row.id })),
  client: { id: row.client_id },
  booking: { id: row.booking_id },
});

const fromState = (state: Invoice) =>
  state.status === 'unknown'
    ? null
    : shown({ ...state, client_id: state.clientId, booking_id: state.bookingId, credit_notes: state.creditNotes });

@Injectable()
export class InvoiceResolver implements GraphPart {
  constructor(
    private readonly commands: CommandBus,
    private readonly store: EventStore,
    private readonly invoices: Invoices,
  ) {}

  private row(request: Request, id: string): Promise<InvoiceRow | undefined> {
    return request
      .loader('invoices', () => new DataLoader<string, InvoiceRow | undefined>((ids) => this.invoices.byId(ids)))
      .load(id);
  }

  private async known(invoiceId: string, what: string): Promise<KnownInvoice> {
    const state = await this.store.state(invoice, invoiceId);
    return found(state.status === 'unknown' ? undefined : state, what);
  }

  readonly resolvers = {
    RefundAmount: refundAmount,
    ...this.fields(),
  };

  private fields() {
    return {
      Query: {
        invoice: async (_parent, { id }, request) => {
          const row = found(await this.row(request, id), 'invoice');
          request.need(row.clinic_id, 'FRONT_DESK');
          return shown(row);
        },
        invoices: async (_parent, { clinicId, status, from, to, first, after }, request) => {
          request.need(clinicId, 'FRONT_DESK');
          const slice = sliceOf({ first, after }, ['count']);
          const { rows, total } = await this.invoices.page(
            { clinicId, status: status ?? null, from: from ?? null, to: to ?? null },
            slice,
          );
          return connectionOf(rows, slice, total, (row) => [String(row.sequence)], shown);
        },
        creditNotes: async (_parent, { clinicId, from, to, first, after }, request) => {
          request.need(clinicId, 'FRONT_DESK');
          const slice = sliceOf({ first, after }, ['count']);
          const { rows, total } = await this.invoices.creditNotes(
            { clinicId, from: from ?? null, to: to ?? null },
            slice,
          );
          return connectionOf(rows, slice, total, (row) => [String(row.sequence)], noteOfRow);
        },
      },
      Mutation: {
        recordPayment: mutation(
          async ({ invoiceId, amount: { amount, currency }, method, reference }: RecordPaymentInput, request) => {
            const { clinicId } = await this.known(invoiceId, 'invoice');
            request.need(clinicId, 'FRONT_DESK');
            const outcome: Outcome<Invoice> = await this.commands.execute(
              new RecordPayment({
                invoiceId,
                paymentId: paymentIdOf(invoiceId, newId()),
                amount: { amount, currency },
                method,
                ...(reference ? { reference } : {}),
              }),
            );
            return answer('invoice', outcome, fromState);
          },
        ),
        refundPayment: mutation(async ({ paymentId, amount, method, reason }: RefundPaymentInput, request) => {
          const invoiceId = invoiceOfPayment(paymentId);
          const { clinicId, payments } = await this.known(invoiceId, 'payment');
          request.need(clinicId, 'MANAGER');
          found(
            payments.find((payment) => payment.id === paymentId),
            'payment',
          );
          const outcome: Outcome<Invoice> = await this.commands.execute(
            new RefundPayment({
              invoiceId,
              paymentId,
              refundId: newId(),
              amount: givenAmount(amount),
              ...(method ? { method } : {}),
              reason,
            }),
          );
          return answer('invoice', outcome, fromState);
        }),
      },
      Invoice: {
        __resolveReference: async ({ id }, request) => {
          void request.actor;
          const row = await this.row(request, id ?? '');
          if (!row) return null;
          request.need(row.clinic_id, 'FRONT_DESK');
          return shown(row);
        },
      },
      Payment: {
        reference: async (parent) => {
          const { id, invoiceId } = parent as ShownPayment;
          return (
            (await this.known(invoiceId, 'invoice')).payments.find((payment) => payment.id === id)?.reference ?? null
          );
        },
      },
      CreditNote: {
        invoice: async (parent, _args, request) =>
          shown(found(await this.row(request, (parent as ShownCreditNote).invoiceId), 'invoice')),
        reason: async (parent) => {
          const { id, invoiceId } = parent as ShownCreditNote;
          return (await this.known(invoiceId, 'invoice')).creditNotes.find((note) => note.id === id)?.reason ?? null;
        },
      },
      Booking: {
        __resolveReference: ({ id }, request) => {
          void request.actor;
          return { id: id ?? '' };
        },
        invoice: async ({ id }, _args, request) => {
          const row = await this.row(request, invoiceIdOf(id ?? ''));
          return row && holds(request.actor, row.clinic_id, 'FRONT_DESK') ? shown(row) : null;
        },
      },
    } satisfies Resolvers;
  }
}
