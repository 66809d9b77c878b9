import { describe, expect, it } from '@jest/globals';
import { noon, specify } from '@stipple/event-store';
import {
  invoice,
  invoiceOfPayment,
  IssueInvoice,
  numberOf,
  paymentIdOf,
  RecordPayment,
  RefundPayment,
  type InvoiceEvent,
  type InvoiceFacts,
  type PaymentMethod,
} from './invoice.decider.js';

const thb = (amount: string) => ({ amount, currency: 'THB' });
const charge = {
  invoiceId: 'i1',
  bookingId: 'b1',
  treatmentId: 't1',
  clinicId: 'c1',
  clientId: 'client',
  procedureCode: 'SMP',
  completedAt: '2026-06-15T11:00:00.000Z',
};
const facts: InvoiceFacts['IssueInvoice'] & InvoiceFacts['RefundPayment'] = {
  price: { price: thb('1000.00'), taxRate: '0.07', from: '2026-01-01T00:00:00.000Z' },
  procedureName: 'Full head',
  nextSequence: 7,
  nextCreditNote: 3,
};
const issued: InvoiceEvent = {
  type: 'InvoiceIssued',
  data: {
    ...charge,
    sequence: 7,
    lines: [{ description: 'Full head', amount: thb('1000.00') }],
    taxRate: '0.07',
    tax: thb('70.00'),
    total: thb('1070.00'),
  },
};
const paid = (amount: string, paymentId = 'i1.p1'): InvoiceEvent => ({
  type: 'PaymentRecorded',
  data: { paymentId, clientId: 'client', amount: thb(amount), method: 'CASH', reference: null },
});
const entry = (amount: string, method: PaymentMethod) => ({
  paymentId: 'i1.p1',
  clientId: 'client',
  amount: thb(amount),
  method,
  reason: 'goodwill',
});
const refunded = (amount: string, method: PaymentMethod = 'CASH'): InvoiceEvent => ({
  type: 'PaymentRefunded',
  data: { ...entry(amount, method), refundId: 'r1', creditNoteId: 'r1' },
});
const refundedThen = (amount: string): InvoiceEvent => ({
  type: 'PaymentRefunded',
  data: { paymentId: 'i1.p1', refundId: 'r1', clientId: 'client', amount: thb(amount), reason: 'goodwill' },
});
const note = (amount: string, tax: string, method: PaymentMethod = 'CASH'): InvoiceEvent => ({
  type: 'CreditNoteIssued',
  data: {
    ...entry(amount, method),
    creditNoteId: 'r1',
    invoiceId: 'i1',
    clinicId: 'c1',
    sequence: 3,
    tax: thb(tax),
    issuedAt: noon,
  },
});
const pay = (amount: string, currency = 'THB') =>
  new RecordPayment({ invoiceId: 'i1', paymentId: 'i1.p2', amount: { amount, currency }, method: 'CASH' });
const refund = (amount: string, reason = 'goodwill') =>
  new RefundPayment({ invoiceId: 'i1', paymentId: 'i1.p1', refundId: 'r1', amount: { amount }, reason });
const given = specify(invoice, facts);
const balance = (...past: InvoiceEvent[]) => {
  const { state } = given(...past);
  return state.status === 'unknown' ? [] : [state.status, state.balance.amount];
};

describe('an invoice', () => {
  it('is issued at the price in force, its lines and tax making the total', () =>
    given().when(new IssueInvoice(charge)).then(issued));
  it('is issued once', () => given(issued).with({ nextSequence: 8 }).when(new IssueInvoice(charge)).isSo());
  it('waits while there is no price', () =>
    given()
      .with({ price: undefined })
      .when(new IssueInvoice(charge))
      .ignores('No price was in force when the treatment was completed. The charge waits for one.'));
  it('names the procedure by its code where its name was not heard of', () => {
    const [line] = [{ description: 'SMP', amount: thb('1000.00') }];
    given()
      .with({ procedureName: undefined })
      .when(new IssueInvoice(charge))
      .then({ ...issued, data: { ...issued.data, lines: [line] } });
  });
  it('is paid at once when it is over nothing', () => {
    const free = { ...issued, data: { ...issued.data, tax: thb('0.00'), total: thb('0.00') } } as InvoiceEvent;
    expect(balance(free)).toEqual(['PAID', '0.00']);
  });
  it('is paid in parts', () => {
    given(issued).when(pay('70')).then(paid('70.00', 'i1.p2'));
    expect([balance(issued), balance(issued, paid('70.00')), balance(issued, paid('1070.00'))]).toEqual([
      ['ISSUED', '1070.00'],
      ['PARTLY_PAID', '1000.00'],
      ['PAID', '0.00'],
    ]);
  });
  it('is never paid beyond what is owed', () =>
    given(issued, paid('70.00')).when(pay('1000.01')).refuses('OVERPAYMENT'));
  it('is not paid when nothing is owed', () => given(issued, paid('1070.00')).when(pay('0.01')).refuses('OVERPAYMENT'));
  it('is paid in its own currency, with something, in its smallest unit at most, and says so at once', () =>
    given(issued).when(pay('-0.001', 'EUR')).refuses('CURRENCY_MISMATCH', 'NEGATIVE_AMOUNT', 'TOO_MANY_DECIMALS'));
  it('bounds a payment’s reference', () =>
    given(issued)
      .when(
        new RecordPayment({
          invoiceId: 'i1',
          paymentId: 'p',
          amount: thb('1'),
          method: 'CARD',
          reference: 'x'.repeat(201),
        }),
      )
      .refuses('TOO_LONG'));
  it('is not owed again for what is refunded: a credit note takes it back, with its part of the tax', () => {
    given(issued, paid('1070.00')).when(refund('70')).then(note('70.00', '4.58'), refunded('70.00'));
    expect([
      balance(issued, paid('1070.00'), note('70.00', '4.58'), refunded('70.00')),
      balance(issued, paid('1070.00'), note('1070.00', '70.00'), refunded('1070.00')),
    ]).toEqual([
      ['PAID', '0.00'],
      ['CREDITED', '0.00'],
    ]);
  });
  it('is not paid once it was taken back whole', () =>
    given(issued, paid('1070.00'), note('1070.00', '70.00'), refunded('1070.00'))
      .when(pay('0.01'))
      .refuses('OVERPAYMENT'));
  it('is still owed as far as neither paid nor taken back', () => {
    const past = [issued, paid('1000.00'), note('400.00', '26.17'), refunded('400.00')];
    expect(balance(...past)).toEqual(['PARTLY_PAID', '70.00']);
    given(...past)
      .when(pay('70.01'))
      .refuses('OVERPAYMENT');
    expect(balance(...past, paid('70.00', 'i1.p2'))).toEqual(['PAID', '0.00']);
  });
  it('gives back by another method where that is said', () =>
    given(issued, paid('1070.00'))
      .when(
        new RefundPayment({
          invoiceId: 'i1',
          paymentId: 'i1.p1',
          refundId: 'r1',
          amount: { amount: '1070' },
          method: 'TRANSFER',
          reason: 'goodwill',
        }),
      )
      .then(note('1070.00', '70.00', 'TRANSFER'), refunded('1070.00', 'TRANSFER')));
  it('takes back its tax to the last unit, in however many notes', () => {
    let past: InvoiceEvent[] = [issued, paid('1070.00')];
    for (const amount of ['333.33', '333.33', '333.33', '70.01']) {
      past = [
        ...past,
        ...given(...past)
          .when(refund(amount))
          .events(),
      ];
    }
    const { state } = given(...past);
    expect(state.status === 'unknown' ? [] : [state.status, state.creditNotes.map(({ tax }) => tax.amount)]).toEqual([
      'CREDITED',
      ['21.81', '21.80', '21.81', '4.58'],
    ]);
  });
  it('refunded before there were credit notes owes nothing for that, and can have been paid again', () => {
    expect([
      balance(issued, paid('1070.00'), refundedThen('1070.00')),
      balance(issued, paid('1070.00'), refundedThen('1070.00'), paid('1070.00', 'i1.p2')),
    ]).toEqual([
      ['CREDITED', '0.00'],
      ['PAID', '0.00'],
    ]);
  });
  it('refunds no more than the payment brought, all refunds together', () => {
    given(issued, paid('70.00')).when(refund('70.01')).refuses('REFUND_EXCEEDS_PAYMENT');
    given(issued, paid('70.00'), refunded('50.00')).when(refund('20.01')).refuses('REFUND_EXCEEDS_PAYMENT');
    given(issued, paid('70.00'), note('50.00', '3.27'), refunded('50.00'))
      .when(refund('20'))
      .then(note('20.00', '1.31'), refunded('20.00'));
  });
  it('refunds for a reason', () =>
    given(issued, paid('70.00')).when(refund('0', ' ')).refuses('NEGATIVE_AMOUNT', 'REASON_MISSING'));
  it('holds its number and those of its credit notes for ever', () =>
    expect(invoice.claims?.(given(issued, paid('70.00'), note('50.00', '3.27')).state)).toEqual([
      { resource: 'invoice-number:c1:7' },
      { resource: 'credit-note-number:c1:3' },
    ]));
  it('bears a forgotten client', () =>
    expect(balance(issued, { ...paid('70.00') })).toEqual(['PARTLY_PAID', '1000.00']));
  it('has a readable number, and payments that lead to it', () =>
    expect([numberOf(7), numberOf(1_234_567), invoiceOfPayment(paymentIdOf('i1', 'p1'))]).toEqual([
      'INV-000007',
      'INV-1234567',
      'i1',
    ]));
});
