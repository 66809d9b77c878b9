import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { billing, bookings, treatments } from '@stipple/contracts';
import { actAs } from '@stipple/event-store';
import { invoiceIdOf, IssueInvoice } from './invoice.decider.js';
import { invoiceHandlers } from './invoice.handlers.js';
import {
  completedAt,
  desk,
  elsewhere,
  invoice,
  manager,
  setPrice,
  technician,
  openTill,
  type Till,
} from './invoice.fixture.js';

describe('billing in the graph', () => {
  let stage: Till['stage'];
  let completed: Till['completed'];
  let issued: Till['issued'];
  let codeOf: Till['codeOf'];
  let refusalsOf: Till['refusalsOf'];
  beforeAll(async () => {
    ({ stage, completed, issued, codeOf, refusalsOf } = await openTill());
  });
  afterAll(() => stage.close());

  it('issues one invoice for a completed treatment, however often it is told', async () => {
    const id = await issued();
    await stage.hear(treatments.treatmentCompleted, completed('b1'));
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
      `query ($of: [_Any!]!) {
        _entities(representations: $of) { ... on Booking { invoice { id status balance { amount currency } } } }
      }`,
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

  it('answers whoever works at a clinic before it has heard of it, and forbids others one that it knows', async () => {
    const prices = 'query ($clinicId: ID!) { prices(clinicId: $clinicId) { procedureCode } }';
    const price = {
      clinicId: 'c2',
      procedureCode: 'SMP',
      price: { amount: '1', currency: 'THB' },
      taxRate: '0',
      from: completedAt,
    };
    expect((await stage.ask(elsewhere, prices, { clinicId: 'c2' })).data).toEqual({ prices: [] });
    expect(await codeOf(elsewhere, setPrice, { input: price })).toEqual(['NOT_FOUND']);
    expect(await codeOf(desk, prices, { clinicId: 'c2' })).toEqual(['NOT_FOUND']);
    expect(await codeOf(elsewhere, prices, { clinicId: 'c1' })).toEqual(['FORBIDDEN']);
  });

  it('shows money to the desk and to managers of the clinic alone', async () => {
    const id = await issued();
    expect(await codeOf(undefined, invoice, { id })).toEqual(['UNAUTHENTICATED']);
    expect(await codeOf(technician, invoice, { id })).toEqual(['FORBIDDEN']);
    expect(await codeOf(elsewhere, invoice, { id })).toEqual(['NOT_FOUND']);
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
