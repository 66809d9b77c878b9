import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { billing, bookings, staff, treatments } from '@stipple/contracts';
import { actAs } from '@stipple/event-store';
import { openStage, person, type Stage } from '@stipple/service/stage';
import { BillingModule } from '../billing.module.js';
import { invoiceIdOf, IssueInvoice } from './invoice.decider.js';
import { invoiceHandlers } from './invoice.handlers.js';

const manager = person('manager', 'c1', 'MANAGER');
const desk = person('desk', 'c1', 'FRONT_DESK');
const technician = person('tech', 'c1', 'TECHNICIAN');
const elsewhere = person('desk', 'c2', 'MANAGER');
const completedAt = '2026-06-15T15:00:00.000Z';

const setPrice =
  'mutation ($input: SetPriceInput!) { setPrice(input: $input) { price { procedureCode from price { amount } } refusals { code path } } }';
const pay =
  'mutation ($input: RecordPaymentInput!) { recordPayment(input: $input) { invoice { id status balance { amount currency } payments { id } } refusals { code } } }';
const refund =
  'mutation ($input: RefundPaymentInput!) { refundPayment(input: $input) { invoice { id status balance { amount currency } } refusals { code } } }';
const notes =
  '{ creditNotes(clinicId: "c1", first: 2) { totalCount nodes { number amount { amount currency } tax { amount } method reason invoice { id } } } }';
const invoice =
  'query ($id: ID!) { invoice(id: $id) { id number status total { amount currency } tax { amount } balance { amount } lines { description amount { amount } } payments { id method reference amount { amount } } } }';

describe('billing in the graph', () => {
  let stage: Stage;
  let count = 0;

  beforeAll(async () => {
    stage = await openStage(BillingModule);
    await stage.hear(
      staff.clinicOpened,
      staff.clinicOpened.of('c1', { clinicId: 'c1', timeZone: 'Asia/Bangkok', currency: 'THB', country: 'TH' }),
    );
    await stage.hear(
      bookings.procedureDefined,
      bookings.procedureDefined.of('c1:SMP', {
        clinicId: 'c1',
        code: 'SMP',
        name: 'SMP, full head',
        kind: 'TREATMENT',
        durationMinutes: 180,
        requiresPrivilege: true,
        requiresConsent: true,
      }),
    );
    const set = await stage.ask(manager, setPrice, {
      input: {
        clinicId: 'c1',
        procedureCode: 'SMP',
        price: { amount: '25000.5', currency: 'THB' },
        taxRate: '0.07',
        from: '2026-01-01T00:00:00+07:00',
      },
    });
    expect(set).toMatchObject({
      data: {
        setPrice: {
          price: { procedureCode: 'SMP', from: '2025-12-31T17:00:00.000Z', price: { amount: '25000.50' } },
          refusals: [],
        },
      },
    });
  });
  afterAll(() => stage.close());

  const completed = (bookingId: string, procedureCode = 'SMP') =>
    treatments.treatmentCompleted.of(`t-${bookingId}`, {
      treatmentId: `t-${bookingId}`,
      bookingId,
      clinicId: 'c1',
      clientId: 'client',
      staffMemberId: 'tech',
      roomId: 'r1',
      procedureCode,
      completedAt,
    });
  const issued = async () => {
    count += 1;
    await stage.hear(treatments.treatmentCompleted, completed(`b${count}`));
    return invoiceIdOf(`b${count}`);
  };
  const codeOf = async (...args: Parameters<Stage['ask']>) =>
    (await stage.ask(...args)).errors?.map((error) => error.extensions['code']);
  const refusalsOf = async (...args: Parameters<Stage['ask']>) => {
    const { data, errors } = await stage.ask(...args);
    expect(errors).toBeUndefined();
    return Object.values(data as unknown as Record<string, { refusals: { code: string }[] }>)[0]!.refusals.map(
      ({ code }) => code,
    );
  };

  it('issues one invoice for a completed treatment, however often it is told', async () => {
    const id = await issued();
    await stage.hear(treatments.treatmentCompleted, completed(`b${count}`));
    expect(await stage.ask(desk, invoice, { id })).toMatchObject({
      data: {
        invoice: {
          number: 'INV-000001',
          status: 'ISSUED',
          total: { amount: '26750.54', currency: 'THB' },
          tax: { amount: '1750.04' },
          balance: { amount: '26750.54' },
          lines: [{ description: 'SMP, full head', amount: { amount: '25000.50' } }],
          payments: [],
        },
      },
    });
    const day = await stage.ask(
      desk,
      'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Booking { invoice { id status balance { amount currency } } } } }',
      {
        of: [
          { __typename: 'Booking', id: 'b1' },
          { __typename: 'Booking', id: 'none' },
        ],
      },
    );
    expect(day.data).toEqual({
      _entities: [
        { invoice: { id, status: 'ISSUED', balance: { amount: '26750.54', currency: 'THB' } } },
        { invoice: null },
      ],
    });
  });

  it('numbers a clinic’s invoices without a gap, also at once', async () => {
    // From the table: a reader of the log waits for every transaction on the server that began before.
    const sequences = async () =>
      (
        await stage.context.database.query<{ data: string }>("select data from events where type = 'InvoiceIssued'")
      ).rows.map(({ data }) => (JSON.parse(data) as { sequence: number }).sequence);
    const before = (await sequences()).length;
    const { store } = stage.context;
    const atOnce = ['x1', 'x2', 'x3', 'x4'].map((bookingId) => {
      const charge = {
        invoiceId: invoiceIdOf(bookingId),
        bookingId,
        treatmentId: `t-${bookingId}`,
        clinicId: 'c1',
        clientId: 'client',
        procedureCode: 'SMP',
        completedAt,
      };
      return () =>
        store.handleMessage({ messageId: randomUUID() }, [invoiceHandlers[0]!.given(store, new IssueInvoice(charge))]);
    });
    const situation = {
      actor: { id: 'context:billing', admin: false, roles: {} },
      now: completedAt,
      correlationId: randomUUID(),
    };
    await actAs(situation, () => Promise.all(atOnce.map((issue) => issue())));
    await issued();
    expect((await sequences()).sort((a, b) => a - b)).toEqual(
      Array.from({ length: before + 5 }, (_, index) => index + 1),
    );
    expect(
      await stage.ask(
        desk,
        '{ invoices(clinicId: "c1", first: 2) { totalCount nodes { number } pageInfo { hasNextPage } } }',
      ),
    ).toMatchObject({
      data: {
        invoices: {
          totalCount: before + 5,
          nodes: [{ number: `INV-00000${before + 5}` }, {}],
          pageInfo: { hasNextPage: true },
        },
      },
    });
  });

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
        `mutation { refundPayment(input: { paymentId: "${first!.id}", amount: "0.46", reason: "goodwill" }) { invoice { balance { amount } } } }`,
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

  it('keeps a treatment without a price until one is set, then issues its invoice', async () => {
    await stage.hear(
      bookings.procedureDefined,
      bookings.procedureDefined.of('c1:NEW', {
        clinicId: 'c1',
        code: 'NEW',
        name: 'New',
        kind: 'TREATMENT',
        durationMinutes: 60,
        requiresPrivilege: false,
        requiresConsent: false,
      }),
    );
    await stage.hear(treatments.treatmentCompleted, completed('unpriced', 'NEW'));
    expect(
      await stage.ask(desk, '{ waitingCharges(clinicId: "c1") { code message procedureCode booking { id } } }'),
    ).toMatchObject({
      data: {
        waitingCharges: [
          {
            code: 'NO_PRICE',
            message: 'NEW had no price on Mon, 15 Jun 2026, 22:00.',
            procedureCode: 'NEW',
            booking: { id: 'unpriced' },
          },
        ],
      },
    });
    const price = { clinicId: 'c1', procedureCode: 'NEW', price: { amount: '100', currency: 'THB' }, taxRate: '0.07' };
    expect(await refusalsOf(manager, setPrice, { input: { ...price, from: '2026-07-01T00:00:00Z' } })).toEqual([]);
    expect(stage.sent().filter((message) => message.type === 'billing.charge-priced.v1')).toHaveLength(0);
    expect(await refusalsOf(manager, setPrice, { input: { ...price, from: '2026-06-01T00:00:00Z' } })).toEqual([]);
    expect(await stage.ask(desk, '{ waitingCharges(clinicId: "c1") { code } }')).toMatchObject({
      data: { waitingCharges: [] },
    });
    const id = invoiceIdOf('unpriced');
    const charge = {
      invoiceId: id,
      bookingId: 'unpriced',
      treatmentId: 't-unpriced',
      clinicId: 'c1',
      clientId: 'client',
      procedureCode: 'NEW',
      completedAt,
    };
    await stage.hear(billing.chargePriced, billing.chargePriced.of('unpriced', charge));
    expect(await stage.ask(desk, invoice, { id })).toMatchObject({
      data: { invoice: { total: { amount: '107.00' } } },
    });
  });

  it('sets prices for procedures that the clinic has, however their code is spelt', async () => {
    const price = {
      clinicId: 'c1',
      price: { amount: '100', currency: 'THB' },
      taxRate: '0.09975',
      from: '2027-01-01T00:00:00Z',
    };
    expect(await refusalsOf(manager, setPrice, { input: { ...price, procedureCode: 'NONE' } })).toEqual([
      'UNKNOWN_PROCEDURE',
    ]);
    expect(await refusalsOf(manager, setPrice, { input: { ...price, procedureCode: 'constructor' } })).toEqual([
      'UNKNOWN_PROCEDURE',
    ]);
    expect(await stage.ask(manager, setPrice, { input: { ...price, procedureCode: ' smp\u200b' } })).toMatchObject({
      data: { setPrice: { price: { procedureCode: 'SMP' }, refusals: [] } },
    });
  });

  it('shows money to the desk and to managers of the clinic alone', async () => {
    const id = await issued();
    expect(await codeOf(undefined, invoice, { id })).toEqual(['UNAUTHENTICATED']);
    for (const actor of [technician, elsewhere]) expect(await codeOf(actor, invoice, { id })).toEqual(['FORBIDDEN']);
    expect(await codeOf(desk, invoice, { id: 'none' })).toEqual(['NOT_FOUND']);
    expect(
      await codeOf(desk, setPrice, {
        input: {
          clinicId: 'c1',
          procedureCode: 'SMP',
          price: { amount: '1', currency: 'THB' },
          taxRate: '0',
          from: completedAt,
        },
      }),
    ).toEqual(['FORBIDDEN']);
    expect(
      await refusalsOf(manager, setPrice, {
        input: {
          clinicId: 'c1',
          procedureCode: 'SMP',
          price: { amount: '-1.001', currency: 'EUR' },
          taxRate: '7',
          from: completedAt,
        },
      }),
    ).toEqual(['CURRENCY_MISMATCH', 'NEGATIVE_AMOUNT', 'TOO_MANY_DECIMALS', 'OUT_OF_RANGE']);
    expect(
      await stage.ask(
        technician,
        'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Booking { invoice { id } } } }',
        { of: [{ __typename: 'Booking', id: 'b1' }] },
      ),
    ).toMatchObject({ data: { _entities: [{ invoice: null }] } });
  });
});
