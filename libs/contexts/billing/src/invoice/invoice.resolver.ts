import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { EventStore, newId, type Outcome } from '@stipple/event-store';
import { answer, connectionOf, found, holds, mutation, sliceOf, type GraphPart, type Request } from '@stipple/service';
import DataLoader from 'dataloader';
import type { RecordPaymentInput, RefundPaymentInput } from '../graphql.gen.js';
import type { Resolvers } from '../resolvers.gen.js';
import {
  invoice,
  invoiceIdOf,
  invoiceOfPayment,
  paymentIdOf,
  RecordPayment,
  RefundPayment,
  type Invoice,
  type KnownInvoice,
} from './invoice.decider.js';
import { creditNoteRowToGraph, invoiceRowToGraph, invoiceToGraph } from './invoice.graph.js';
import { Invoices, type InvoiceRow } from './invoice.view.js';
import { givenAmount, refundAmount } from './refund-amount.js';

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
          return invoiceRowToGraph(row);
        },
        invoices: async (_parent, { clinicId, status, from, to, first, after }, request) => {
          request.need(clinicId, 'FRONT_DESK');
          const slice = sliceOf({ first, after }, ['count']);
          const { rows, total } = await this.invoices.page(
            { clinicId, status: status ?? null, from: from ?? null, to: to ?? null },
            slice,
          );
          return connectionOf(rows, slice, total, (row) => [String(row.sequence)], invoiceRowToGraph);
        },
        creditNotes: async (_parent, { clinicId, from, to, first, after }, request) => {
          request.need(clinicId, 'FRONT_DESK');
          const slice = sliceOf({ first, after }, ['count']);
          const { rows, total } = await this.invoices.creditNotes(
            { clinicId, from: from ?? null, to: to ?? null },
            slice,
          );
          return connectionOf(rows, slice, total, (row) => [String(row.sequence)], creditNoteRowToGraph);
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
            return answer('invoice', outcome, invoiceToGraph);
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
          return answer('invoice', outcome, invoiceToGraph);
        }),
      },
      Invoice: {
        __resolveReference: async ({ id }, request) => {
          void request.actor;
          const row = await this.row(request, id);
          if (!row) return null;
          request.need(row.clinic_id, 'FRONT_DESK');
          return invoiceRowToGraph(row);
        },
      },
      Payment: {
        reference: async ({ id, invoiceId }) => {
          return (
            (await this.known(invoiceId, 'invoice')).payments.find((payment) => payment.id === id)?.reference ?? null
          );
        },
      },
      CreditNote: {
        invoice: async ({ invoiceId }, _args, request) =>
          invoiceRowToGraph(found(await this.row(request, invoiceId), 'invoice')),
        reason: async ({ id, invoiceId }) => {
          return (await this.known(invoiceId, 'invoice')).creditNotes.find((note) => note.id === id)?.reason ?? null;
        },
      },
      Booking: {
        __resolveReference: ({ id }, request) => {
          void request.actor;
          return { id };
        },
        invoice: async ({ id }, _args, request) => {
          const row = await this.row(request, invoiceIdOf(id));
          return row && holds(request.actor, row.clinic_id, 'FRONT_DESK') ? invoiceRowToGraph(row) : null;
        },
      },
    } satisfies Resolvers;
  }
}
