import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { EventStore, newId } from '@stipple/event-store';
import {
  ask,
  changesBy,
  connectionOf,
  existing,
  found,
  pointsTo,
  refers,
  role,
  sliceOf,
  type GraphPart,
} from '@stipple/service';
import { desk, theClinic, theInvoice, thePayment } from '../access.js';
import { Loaders } from '../loaders.js';
import type { Resolvers } from '../resolvers.gen.js';
import { invoice, invoiceIdOf, paymentIdOf, RecordPayment, RefundPayment } from './invoice.decider.js';
import { creditNoteRowToGraph, invoiceRowToGraph, invoiceToGraph } from './invoice.graph.js';
import { Invoices } from './invoice.view.js';
import { givenAmount, refundAmount } from './refund-amount.graph.js';

@Injectable()
export class InvoiceResolver implements GraphPart {
  readonly resolvers;

  constructor(commands: CommandBus, store: EventStore, invoices: Invoices, loaders: Loaders) {
    const change = changesBy(commands);
    const clinic = theClinic(store);
    const shown = { as: 'invoice', toGraph: invoiceToGraph } as const;
    const visible = { who: desk, about: loaders.invoice };

    const fields = {
      Query: {
        invoice: ask({ who: desk, about: loaders.invoice, answer: (row) => invoiceRowToGraph(row) }),
        invoices: ask({
          who: desk,
          about: clinic,
          async answer(clinicId, { status, from, to, first, after }) {
            const slice = sliceOf({ first, after }, ['count']);
            const { rows, totalCount } = await invoices.page({ clinicId, status, from, to }, slice);
            return connectionOf(rows, slice, totalCount, (row) => [String(row.sequence)], invoiceRowToGraph);
          },
        }),
        creditNotes: ask({
          who: desk,
          about: clinic,
          async answer(clinicId, { from, to, first, after }) {
            const slice = sliceOf({ first, after }, ['count']);
            const { rows, totalCount } = await invoices.creditNotes({ clinicId, from, to }, slice);
            return connectionOf(rows, slice, totalCount, (row) => [String(row.sequence)], creditNoteRowToGraph);
          },
        }),
      },
      Mutation: {
        recordPayment: change({
          who: desk,
          about: theInvoice(store),
          gives: RecordPayment,
          command: (input) => new RecordPayment({ ...input, paymentId: paymentIdOf(input.invoiceId, newId()) }),
          ...shown,
        }),
        refundPayment: change({
          who: role('MANAGER'),
          about: thePayment(store),
          gives: RefundPayment,
          command: (input, { id }) =>
            new RefundPayment({ ...input, invoiceId: id, refundId: newId(), amount: givenAmount(input.amount) }),
          ...shown,
        }),
      },
      Invoice: {
        __resolveReference: refers({ ...visible, toGraph: (row) => invoiceRowToGraph(row) }),
      },
      Payment: {
        reference: async ({ id, invoiceId }) => {
          const paid = await existing(store, invoice, invoiceId);
          return paid?.payments.find((payment) => payment.id === id)?.reference ?? null;
        },
      },
      CreditNote: {
        invoice: async ({ invoiceId }, _args, request) =>
          invoiceRowToGraph(found(await loaders.invoice.load({ id: invoiceId }, request), 'invoice')),
        reason: async ({ id, invoiceId }) => {
          const credited = await existing(store, invoice, invoiceId);
          return credited?.creditNotes.find((note) => note.id === id)?.reason ?? null;
        },
      },
      Booking: {
        invoice: pointsTo({
          ...visible,
          key: ({ id }) => ({ id: invoiceIdOf(id) }),
          toGraph: (row) => invoiceRowToGraph(row),
        }),
      },
    } satisfies Resolvers;
    this.resolvers = { RefundAmount: refundAmount, ...fields };
  }
}
