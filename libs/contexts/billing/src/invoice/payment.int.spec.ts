import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { desk, invoice, manager, notes, pay, refund, technician, openTill, type Till } from './invoice.fixture.js';

describe('the payments of an invoice', () => {
  let stage: Till['stage'];
  let issued: Till['issued'];
  let codeOf: Till['codeOf'];
  let refusalsOf: Till['refusalsOf'];
  beforeAll(async () => {
    ({ stage, issued, codeOf, refusalsOf } = await openTill());
  });
  afterAll(() => stage.close());

  it('takes payments up to what is owed and gives them back', async () => {
    const id = await issued();
    const payment = (amount: string, currency = 'THB') => ({
      input: { invoiceId: id, amount: { amount, currency }, method: 'PROMPTPAY', reference: 'slip of Somchai' },
    });
    expect(await refusalsOf(desk, pay, payment('26750.55'))).toEqual(['OVERPAYMENT']);
    expect(await refusalsOf(desk, pay, payment('-1.005', 'EUR'))).toEqual([
      'CURRENCY_MISMATCH',
      'NEGATIVE_AMOUNT',
      'TOO_MANY_DECIMALS',
    ]);
    expect(await stage.ask(desk, pay, payment('750.54'))).toMatchObject({
      data: { recordPayment: { invoice: { status: 'PARTLY_PAID', balance: { amount: '26000.00' } } } },
    });
    const paid = await stage.ask(desk, pay, payment('26000'));
    expect(paid).toMatchObject({
      data: { recordPayment: { invoice: { status: 'PAID', balance: { amount: '0.00' } } } },
    });
    const [first] = (paid.data as unknown as { recordPayment: { invoice: { payments: { id: string }[] } } })
      .recordPayment.invoice.payments;
    expect(await codeOf(desk, refund, { input: { paymentId: first!.id, amount: '1', reason: 'goodwill' } })).toEqual([
      'FORBIDDEN',
    ]);
    expect(
      await refusalsOf(manager, refund, { input: { paymentId: first!.id, amount: '750.55', reason: 'goodwill' } }),
    ).toEqual(['REFUND_EXCEEDS_PAYMENT']);
    expect(
      await stage.ask(manager, refund, {
        input: { paymentId: first!.id, amount: { amount: '50.54', currency: 'THB' }, reason: 'goodwill' },
      }),
    ).toMatchObject({ data: { refundPayment: { invoice: { status: 'PAID', balance: { amount: '0.00' } } } } });
    expect(
      await refusalsOf(manager, refund, { input: { paymentId: first!.id, amount: '700.01', reason: 'goodwill' } }),
    ).toEqual(['REFUND_EXCEEDS_PAYMENT']);
    expect(await codeOf(manager, refund, { input: { paymentId: first!.id, amount: 5, reason: 'goodwill' } })).toEqual([
      'BAD_USER_INPUT',
    ]);
    expect(
      await stage.ask(
        manager,
        `mutation {
          refundPayment(input: { paymentId: "${first!.id}", amount: "0.46", reason: "goodwill" }) {
            invoice { balance { amount } }
          }
        }`,
      ),
    ).toMatchObject({ data: { refundPayment: { invoice: { balance: { amount: '0.00' } } } } });
    expect(await stage.ask(desk, invoice, { id })).toMatchObject({
      data: {
        invoice: {
          status: 'PAID',
          balance: { amount: '0.00' },
          payments: [{ reference: 'slip of Somchai', method: 'PROMPTPAY' }, {}],
        },
      },
    });
    expect(await stage.ask(desk, notes)).toMatchObject({
      data: {
        creditNotes: {
          totalCount: 2,
          nodes: [
            {
              number: 'CN-000002',
              amount: { amount: '0.46' },
              method: 'PROMPTPAY',
              reason: 'goodwill',
              invoice: { id },
            },
            {
              number: 'CN-000001',
              amount: { amount: '50.54', currency: 'THB' },
              tax: { amount: '3.31' },
              reason: 'goodwill',
            },
          ],
        },
      },
    });
    expect(await codeOf(technician, notes)).toEqual(['FORBIDDEN']);
    const stored = (
      await stage.context.database.query<{ data: string }>("select data from events where type = 'PaymentRecorded'")
    ).rows;
    expect(stored.some(({ data }) => data.includes('Somchai'))).toBe(false);
  });

  it('numbers credit notes without a gap when many refund at once, on one invoice and on several', async () => {
    const ids = [await issued(), await issued(), await issued()];
    const input = (invoiceId: string) => ({
      input: { invoiceId, amount: { amount: '1000', currency: 'THB' }, method: 'CASH' },
    });
    const paid = await Promise.all(ids.map((id) => stage.ask(desk, pay, input(id))));
    const payments = paid.map(
      ({ data }) =>
        (data as unknown as { recordPayment: { invoice: { payments: { id: string }[] } } }).recordPayment.invoice
          .payments[0]!.id,
    );
    const answers = await Promise.all(
      [...payments, ...payments].map((paymentId) =>
        stage.ask(manager, refund, { input: { paymentId, amount: '600', reason: 'goodwill' } }),
      ),
    );
    const refusals = answers.map(
      ({ data, errors }) =>
        errors?.[0]?.extensions['code'] ??
        (data as unknown as { refundPayment: { refusals: { code: string }[] } }).refundPayment.refusals
          .map(({ code }) => code)
          .join(),
    );
    expect(refusals.sort()).toEqual([
      '',
      '',
      '',
      'REFUND_EXCEEDS_PAYMENT',
      'REFUND_EXCEEDS_PAYMENT',
      'REFUND_EXCEEDS_PAYMENT',
    ]);
    const { rows } = await stage.context.database.query<{ data: string }>(
      "select data from events where type = 'CreditNoteIssued'",
    );
    expect(rows.map(({ data }) => (JSON.parse(data) as { sequence: number }).sequence).sort((a, b) => a - b)).toEqual(
      rows.map((_, index) => index + 1),
    );
    expect(rows.some(({ data }) => data.includes('goodwill'))).toBe(false);
  });

  it('is never overpaid by two who pay at once, and once by one who sends the same fifty times', async () => {
    const id = await issued();
    const input = { invoiceId: id, amount: { amount: '26750.54', currency: 'THB' }, method: 'CASH' };
    const both = await Promise.all([refusalsOf(desk, pay, { input }), refusalsOf(manager, pay, { input })]);
    expect(both.sort()).toEqual([[], ['OVERPAYMENT']]);
    const other = await issued();
    const commandId = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 50 }, () =>
        stage.ask(desk, pay, {
          input: { ...input, invoiceId: other, amount: { amount: '100', currency: 'THB' }, commandId },
        }),
      ),
    );
    expect(new Set(answers.map(({ data, errors }) => JSON.stringify([data, errors]))).size).toBe(1);
    expect(await stage.ask(desk, invoice, { id: other })).toMatchObject({
      data: { invoice: { balance: { amount: '26650.54' }, payments: [{}] } },
    });
  });
});
