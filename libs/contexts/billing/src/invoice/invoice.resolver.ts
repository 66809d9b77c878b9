import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { EventStore, newId, type Outcome } from '@stipple/event-store';
import { answer, connectionOf, found, holds, mutation, sliceOf, type GraphPart, type Request } from '@stipple/service';
import DataLoader from 'dataloader';
import type { Payment as GraphPayment, RecordPaymentInput, RefundPaymentInput, Resolvers } from '../graphql.gen.js';
import { invoice, invoiceIdOf, invoiceOfPayment, numberOf, paymentIdOf, RecordPayment, RefundPayment, type Invoice, type KnownInvoice } from './invoice.decider.js';
import { Invoices, type InvoiceRow } from './invoice.view.js';
import { givenAmount, refundAmount } from './refund-amount.js';

export const invoiceSdl = /* GraphQL */ `
  enum InvoiceStatus {
    ISSUED
    PARTLY_PAID
    PAID
    CREDITED
  }
  enum PaymentMethod {
    CASH
    CARD
    TRANSFER
    PROMPTPAY
  }
  "Lines, without tax, plus tax make the total."
  type Invoice @key(fields: "id") {
    id: ID!
    "Counts up within a clinic without a gap: INV-000001."
    number: String!
    status: InvoiceStatus!
    lines: [InvoiceLine!]!
    tax: Money!
    total: Money!
    "What is still owed."
    balance: Money!
    payments: [Payment!]!
    client: Client
    booking: Booking
  }
  type InvoiceLine {
    description: String!
    "Without tax."
    amount: Money!
  }
  type Payment {
    id: ID!
    method: PaymentMethod!
    amount: Money!
    "What was given back of it."
    refunded: Money!
    reference: String
  }
  type InvoiceEdge {
    cursor: String!
    node: Invoice!
  }
  type InvoiceConnection {
    totalCount: Int!
    pageInfo: PageInfo!
    edges: [InvoiceEdge!]!
    nodes: [Invoice!]!
  }
  type Booking @key(fields: "id") {
    id: ID!
    "For the front desk and managers; null for everybody else."
    invoice: Invoice
  }
  type Client @key(fields: "id", resolvable: false) {
    id: ID!
  }
  "Money as { amount, currency }, or its amount alone as a decimal text, in the invoice's currency."
  scalar RefundAmount
  input RecordPaymentInput {
    invoiceId: ID!
    amount: MoneyInput!
    method: PaymentMethod!
    "Such as the number on the card slip."
    reference: String
    commandId: ID
  }
  type RecordPaymentPayload {
    invoice: Invoice
    refusals: [Refusal!]!
  }
  input RefundPaymentInput {
    paymentId: ID!
    amount: RefundAmount!
    reason: String!
    commandId: ID
  }
  type RefundPaymentPayload {
    invoice: Invoice
    refusals: [Refusal!]!
  }
  extend type Query {
    invoice(id: ID!): Invoice
    "The newest first; issued from \`from\` up to \`to\`."
    invoices(clinicId: ID!, status: InvoiceStatus, from: DateTime, to: DateTime, first: Int, after: String): InvoiceConnection!
  }
  extend type Mutation {
    recordPayment(input: RecordPaymentInput!): RecordPaymentPayload!
    refundPayment(input: RefundPaymentInput!): RefundPaymentPayload!
  }
`;

type Payable = Pick<InvoiceRow, 'id' | 'sequence' | 'status' | 'lines' | 'tax' | 'total' | 'balance' | 'payments' | 'client_id' | 'booking_id'>;
type ShownPayment = GraphPayment & { invoiceId: string };

const shown = (row: Payable) => ({
  id: row.id, number: numberOf(row.sequence), status: row.status, lines: [...row.lines], tax: row.tax, total: row.total, balance: row.balance,
  payments: row.payments.map(({ id, method, amount, refunded }) => ({ id, method, amount, refunded, invoiceId: row.id })),
  client: { id: row.client_id }, booking: { id: row.booking_id },
});

const fromState = (state: Invoice) => (state.status === 'unknown' ? null : shown({ ...state, client_id: state.clientId, booking_id: state.bookingId }));

@Injectable()
export class InvoiceResolver implements GraphPart {
  constructor(
    private readonly commands: CommandBus,
    private readonly store: EventStore,
    private readonly invoices: Invoices,
  ) {}

  private row(request: Request, id: string): Promise<InvoiceRow | undefined> {
    return request.loader('invoices', () => new DataLoader<string, InvoiceRow | undefined>((ids) => this.invoices.byId(ids))).load(id);
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
          const { rows, total } = await this.invoices.page({ clinicId, status: status ?? null, from: from ?? null, to: to ?? null }, slice);
          return connectionOf(rows, slice, total, (row) => [String(row.sequence)], shown);
        },
      },
      Mutation: {
        recordPayment: mutation(async ({ invoiceId, amount: { amount, currency }, method, reference }: RecordPaymentInput, request) => {
          const { clinicId } = await this.known(invoiceId, 'invoice');
          request.need(clinicId, 'FRONT_DESK');
          const outcome: Outcome<Invoice> = await this.commands.execute(
            new RecordPayment({ invoiceId, paymentId: paymentIdOf(invoiceId, newId()), amount: { amount, currency }, method, ...(reference ? { reference } : {}) }),
          );
          return answer('invoice', outcome, fromState);
        }),
        refundPayment: mutation(async ({ paymentId, amount, reason }: RefundPaymentInput, request) => {
          const invoiceId = invoiceOfPayment(paymentId);
          const { clinicId, payments } = await this.known(invoiceId, 'payment');
          request.need(clinicId, 'MANAGER');
          found(payments.find((payment) => payment.id === paymentId), 'payment');
          const outcome: Outcome<Invoice> = await this.commands.execute(new RefundPayment({ invoiceId, paymentId, refundId: newId(), amount: givenAmount(amount), reason }));
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
          return (await this.known(invoiceId, 'invoice')).payments.find((payment) => payment.id === id)?.reference ?? null;
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
