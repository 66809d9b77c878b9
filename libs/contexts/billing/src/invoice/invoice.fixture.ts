import { expect } from '@jest/globals';
import { bookings, staff, treatments } from '@stipple/contracts';
import { openStage, person, type Stage } from '@stipple/service/stage';
import { BillingModule } from '../billing.module.js';
import { invoiceIdOf } from './invoice.decider.js';

export const manager = person('manager', 'c1', 'MANAGER');
export const desk = person('desk', 'c1', 'FRONT_DESK');
export const technician = person('tech', 'c1', 'TECHNICIAN');
export const elsewhere = person('desk', 'c2', 'MANAGER');
export const completedAt = '2026-06-15T15:00:00.000Z';

export const setPrice = `mutation ($input: SetPriceInput!) {
    setPrice(input: $input) { price { procedureCode from price { amount } } refusals { code path } }
  }`;
export const pay = `mutation ($input: RecordPaymentInput!) {
    recordPayment(input: $input) {
      invoice { id status balance { amount currency } payments { id } }
      refusals { code }
    }
  }`;
export const refund = `mutation ($input: RefundPaymentInput!) {
    refundPayment(input: $input) { invoice { id status balance { amount currency } } refusals { code } }
  }`;
export const notes = `{
    creditNotes(clinicId: "c1", first: 2) {
      totalCount
      nodes { number amount { amount currency } tax { amount } method reason invoice { id } }
    }
  }`;
export const invoice = `query ($id: ID!) {
    invoice(id: $id) {
      id number status total { amount currency } tax { amount } balance { amount }
      lines { description amount { amount } }
      payments { id method reference amount { amount } }
    }
  }`;

/** A clinic c1 in Bangkok with the procedure SMP, at 25,000.50 THB and 7 % of tax. */
export async function openTill() {
  let count = 0;
  const stage = await openStage(BillingModule);
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
  /** Completes the treatment of the next booking, `b1` at first. Answers the id of its invoice. */
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

  return { stage, completed, issued, codeOf, refusalsOf };
}

export type Till = Awaited<ReturnType<typeof openTill>>;
