import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { closeAll, codesOf, open } from '../test/client.js';

afterAll(closeAll);

/**
 * How long an operation may take, in milliseconds: what is silent holds up a test as long, and a busy machine all
 * others less.
 */
const usualTimeout = 4_000;

const daySheet = `query DaySheet($rows: Int) {
  daySheet(date: "2026-11-23", rows: $rows) {
    id status client { name } staffMember { id name privileges { procedureCode status } }
    room { id name hygiene { status } } treatment { id status } invoice { id status }
  }
}`;

type Row = Record<string, unknown>;

// The same for both planners: they differ in speed alone.
describe.each(['native', 'stitching'])('a day sheet out of five contexts, by the %s planner', (planner) => {
  let clinic: Awaited<ReturnType<typeof open>>;
  const before = process.env.STIPPLE_PLANNER;

  beforeAll(async () => {
    if (planner === 'stitching') process.env.STIPPLE_PLANNER = planner;
    clinic = await open({ timeout: usualTimeout });
    if (before === undefined) delete process.env.STIPPLE_PLANNER;
  });

  const rowsOf = (data: Record<string, unknown> | null | undefined): Row[] => (data?.daySheet ?? []) as Row[];
  const quiet = () => {
    for (const context of Object.values(clinic.contexts))
      Object.assign(context, { trouble: 'none', slow: 0, asked: [] });
  };

  it('runs on the planner asked for', () => {
    expect(clinic.gateway.planner).toBe(planner);
  });

  it('joins what each context knows of a row', async () => {
    quiet();
    const { status, data, errors } = await clinic.ask(daySheet, { rows: 2 });
    expect(errors).toBeUndefined();
    expect(status).toBe(200);
    expect(rowsOf(data)[1]).toEqual({
      id: '1',
      status: 'CONFIRMED',
      client: { name: 'Client of 1' },
      staffMember: { id: 'staff-1', name: 'Member staff-1', privileges: [{ procedureCode: 'SMP', status: 'ACTIVE' }] },
      room: { id: 'room-1', name: 'Room', hygiene: { status: 'READY' } },
      treatment: { id: 'treatment-1', status: 'COMPLETED' },
      invoice: { id: '1', status: 'ISSUED' },
    });
  });

  it('asks each context once for fifty rows', async () => {
    quiet();
    const { data } = await clinic.ask(daySheet, { rows: 50 });
    expect(rowsOf(data)).toHaveLength(50);
    const { staff, billing, bookings, sterilization, treatments } = clinic.contexts;
    expect([staff, billing, bookings, sterilization, treatments].map(({ asked }) => asked.length)).toEqual([
      1, 1, 1, 1, 1,
    ]);
    expect(billing.asked[0]?.variables?.representations).toHaveLength(50);
    expect(sterilization.asked[0]?.variables?.representations).toHaveLength(3);
  });

  it('asks with the same document node every time, so that a context compiles it once', async () => {
    quiet();
    await clinic.ask(daySheet, { rows: 1 });
    await clinic.ask(daySheet, { rows: 2 });
    const [first, second] = clinic.contexts.billing.asked;
    expect(first?.document).toBeDefined();
    expect(second?.document).toBe(first?.document);
  });

  it('answers the rest when one context is down, and says at which positions what is missing', async () => {
    quiet();
    clinic.contexts.billing.trouble = 'down';
    const { status, data, errors } = await clinic.ask(daySheet, { rows: 2 });
    expect(status).toBe(200);
    expect(rowsOf(data).map(({ invoice, treatment }) => [invoice, treatment])).toEqual([
      [null, { id: 'treatment-0', status: 'COMPLETED' }],
      [null, { id: 'treatment-1', status: 'COMPLETED' }],
    ]);
    expect(errors?.map(({ path, extensions }) => [path, extensions])).toEqual([
      [['daySheet', 0, 'invoice'], { code: 'SERVICE_UNAVAILABLE', service: 'billing' }],
      [['daySheet', 1, 'invoice'], { code: 'SERVICE_UNAVAILABLE', service: 'billing' }],
    ]);
    expect(errors?.[0]?.message).toBe('The billing service cannot be reached.');
  });

  it('waits for a silent context until the deadline and no longer', async () => {
    quiet();
    clinic.contexts.sterilization.trouble = 'silent';
    const { data, errors } = await clinic.ask(daySheet, { rows: 1 });
    expect(rowsOf(data)[0]).toMatchObject({
      room: { id: 'room-0', name: 'Room', hygiene: null },
      invoice: { id: '0' },
    });
    expect(errors?.map(({ path, extensions }) => [path, extensions])).toEqual([
      [['daySheet', 0, 'room', 'hygiene'], { code: 'SERVICE_UNAVAILABLE', service: 'sterilization' }],
    ]);
    expect(errors?.[0]?.message).toBe('The sterilization service did not answer in time.');
  });

  it('carries a null up to the nearest field that may be null', async () => {
    quiet();
    clinic.contexts.staff.trouble = 'down';
    const { data, errors } = await clinic.ask(daySheet, { rows: 1 });
    expect(rowsOf(data)[0]).toMatchObject({ id: '0', staffMember: null });
    expect(errors?.map(({ extensions }) => extensions.service)).toContain('staff');
    quiet();
    clinic.contexts.bookings.trouble = 'down';
    const both = await clinic.ask('{ daySheet(date: "2026-11-23") { id } me { id } }');
    expect(both.data).toBeNull();
    expect(both.errors?.map(({ path, extensions }) => [path, extensions.code])).toEqual([
      [['daySheet'], 'SERVICE_UNAVAILABLE'],
    ]);
  });

  it('answers null for the one nullable field at the root of a context that is down', async () => {
    quiet();
    clinic.contexts.billing.trouble = 'down';
    const { status, data, errors } = await clinic.ask('{ invoice(id: "1") { id } me { id } }');
    expect(status).toBe(200);
    expect(data).toEqual({ invoice: null, me: { id: 'desk' } });
    expect(errors?.map(({ path, extensions }) => [path, extensions])).toEqual([
      [['invoice'], { code: 'SERVICE_UNAVAILABLE', service: 'billing' }],
    ]);
  });

  it('answers null for something that the other context does not know', async () => {
    quiet();
    const { data } = await clinic.ask('{ booking(id: "stranger") { id staffMember { id name } } }');
    expect(data).toEqual({ booking: { id: '1', staffMember: null } });
  });

  it('runs the mutations of one operation one after the other, joins included', async () => {
    quiet();
    clinic.contexts.bookings.slow = 30;
    const { data, errors } = await clinic.ask(
      'mutation { a: note(text: "first") pay(invoiceId: "1") { status booking { status } } b: note(text: "second") c: note(text: "third") }',
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      a: 'first',
      pay: { status: 'PAID', booking: { status: 'CONFIRMED' } },
      b: 'second',
      c: 'third',
    });
    expect(Object.keys(data ?? {})).toEqual(['a', 'pay', 'b', 'c']);
    expect(clinic.contexts.bookings.asked).toHaveLength(4);
  });

  it('begins nothing after a mutation whose null reached the root', async () => {
    quiet();
    const { data, errors } = await clinic.ask(
      'mutation { a: note(text: "first") cancel(id: "unknown") { id } b: note(text: "second") }',
    );
    expect(data).toBeNull();
    expect(errors).toHaveLength(1);
    expect(clinic.contexts.bookings.asked).toHaveLength(2);
  });

  it('says that a mutation answered too late may still happen', async () => {
    quiet();
    clinic.contexts.bookings.trouble = 'silent';
    const { errors } = await clinic.ask('mutation { note(text: "x") }');
    expect(errors?.[0]?.message).toBe(
      'The bookings service did not answer in time. What you asked for may still happen: send it again with the same commandId to learn the outcome.',
    );
  });

  it('says the same of one that broke off', async () => {
    quiet();
    clinic.contexts.bookings.trouble = 'down';
    const { errors } = await clinic.ask('mutation { note(text: "x") }');
    expect(errors?.[0]?.message).toBe(
      'The bookings service cannot be reached. What you asked for may still happen: send it again with the same commandId to learn the outcome.',
    );
  });

  it('keeps a context’s refusal of a field with its code and place', async () => {
    quiet();
    const { status, data, errors } = await clinic.ask('{ forbidden me { id } booking(id: "unknown") { id } }');
    expect(status).toBe(200);
    expect(data).toEqual({ forbidden: null, me: { id: 'desk' }, booking: null });
    expect(errors).toEqual(
      expect.arrayContaining([
        { message: 'Only a manager may see this.', path: ['forbidden'], extensions: { code: 'FORBIDDEN' } },
        { message: 'There is no such booking.', path: ['booking'], extensions: { code: 'NOT_FOUND' } },
      ]),
    );
  });

  it('shows nothing of what went wrong inside, and logs it under the id that it tells', async () => {
    quiet();
    const { data, errors, text, headers } = await clinic.ask('{ fails me { id } }');
    const id = headers.get('x-correlation-id') ?? '';
    expect(data).toEqual({ fails: null, me: { id: 'desk' } });
    expect(errors).toEqual([
      {
        message: `Something went wrong here. Quote ${id}.`,
        path: ['fails'],
        extensions: { code: 'INTERNAL_SERVER_ERROR' },
      },
    ]);
    expect(text).not.toContain('hunter2');
    const told = clinic.logged.filter(({ details }) => details.correlationId === id);
    expect(told).toHaveLength(1);
    expect(String(told[0]?.details.err)).toContain('hunter2');
    clinic.contexts.bookings.trouble = 'broken';
    const broken = await clinic.ask('{ booking(id: "1") { id } me { id } }');
    expect(broken.data).toEqual({ booking: null, me: { id: 'desk' } });
    expect(codesOf(broken)).toEqual(['INTERNAL_SERVER_ERROR']);
    expect(broken.text).not.toContain('row.password');
  });

  it.each([
    ['{ me @skip(if: true) { id } }', {}],
    ['query ($yes: Boolean = false) { me @include(if: $yes) { id } }', {}],
    ['{ booking(id: "1") { id @skip(if: true) } }', { booking: {} }],
    ['{ q: __typename me { __typename id } }', { q: 'Query', me: { __typename: 'User', id: 'desk' } }],
    ['query A { me { id } } query B { __typename }', undefined],
    [
      '{ ...F } fragment F on Query { me { id } ...G } fragment G on Query { me { name } }',
      { me: { id: 'desk', name: 'Somebody desk' } },
    ],
    [
      'mutation { ...M b: note(text: "b") } fragment M on Mutation { a: note(text: "a") ... @include(if: false) { c: note(text: "c") } }',
      { a: 'a', b: 'b' },
    ],
  ])('answers %s as the specification says', async (query, expected) => {
    quiet();
    const { data } = await clinic.ask(query);
    expect(data).toEqual(expected);
  });

  it('tells every context who asks, from where, and until when', async () => {
    quiet();
    const correlationId = '0b0e7e0a-8a0f-4c39-9a52-3f6f4cf7c0de';
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    const { headers } = await clinic.ask(
      daySheet,
      { rows: 1 },
      { 'x-correlation-id': correlationId, traceparent, 'x-stipple-device': 'Desk tablet 2' },
    );
    expect(headers.get('x-correlation-id')).toBe(correlationId);
    for (const { asked } of Object.values(clinic.contexts)) {
      expect(asked[0]).toMatchObject({
        actor: { id: 'desk' },
        correlationId,
        traceparent,
        device: 'Desk tablet 2',
        address: '127.0.0.1',
        after: { own: [], others: [] },
      });
      expect(asked[0]?.deadline).toBeLessThanOrEqual(Date.now() + usualTimeout);
    }
  });

  it('makes its own id where a client’s is none, and leaves out a trace that is none', async () => {
    quiet();
    const { headers } = await clinic.ask(
      '{ me { id } }',
      {},
      { 'x-correlation-id': 'x'.repeat(300), traceparent: 'nonsense' },
    );
    expect(headers.get('x-correlation-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(clinic.contexts.staff.asked[0]?.traceparent).toBeUndefined();
  });
});
