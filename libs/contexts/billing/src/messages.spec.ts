import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { billing, bookings, staff, treatments, type Contract, type Heard } from '@stipple/contracts';
import { invoiceIdOf } from './invoice/invoice.decider.js';
import { publishes } from './publishes.js';
import { subscribes } from './subscribes.js';

const sample = (type: string): unknown =>
  JSON.parse(readFileSync(path.join(import.meta.dirname, `../../../contracts/samples/${type}.json`), 'utf8'));
const commandsOf = (contract: Contract, data: unknown) => {
  expect(contract.problem(data)).toBeUndefined();
  const hearing = subscribes.find((one) => one.contract.type === contract.type);
  return hearing
    ?.commands({
      id: 'm1',
      type: contract.type,
      subject: 's',
      time: '2026-06-15T12:00:00.000Z',
      data,
    } as Heard<Contract>)
    .map(({ type, data: given }) => ({ type, data: given }));
};

describe('billing', () => {
  it('tells which charges found their price', () => {
    const data = sample(billing.chargePriced.type);
    expect(
      publishes({ type: 'AwaitedPriceFound', data: { charges: [data] } } as unknown as Parameters<typeof publishes>[0]),
    ).toEqual([{ type: billing.chargePriced.type, subject: 'booking-1', data }]);
    expect(publishes({ type: 'PriceSet', data: {} } as unknown as Parameters<typeof publishes>[0])).toEqual([]);
  });

  it('invoices a charge that found its price', () => {
    const data = sample(billing.chargePriced.type);
    expect(commandsOf(billing.chargePriced, data)).toEqual([
      { type: 'IssueInvoice', data },
      {
        type: 'FindWaiting',
        data: {
          clinicId: (data as { clinicId: string }).clinicId,
          procedureCode: (data as { procedureCode: string }).procedureCode,
        },
      },
    ]);
  });

  it('invoices a completed treatment, or lets it wait for a price', () => {
    const { treatmentId, bookingId, clinicId, clientId, procedureCode, completedAt } = sample(
      treatments.treatmentCompleted.type,
    ) as Record<string, string>;
    const charge = {
      invoiceId: invoiceIdOf(bookingId ?? ''),
      treatmentId,
      bookingId,
      clinicId,
      clientId,
      procedureCode,
      completedAt,
    };
    expect(commandsOf(treatments.treatmentCompleted, sample(treatments.treatmentCompleted.type))).toEqual([
      { type: 'NoteCharge', data: charge },
      { type: 'IssueInvoice', data: charge },
    ]);
  });

  it('remembers a clinic’s currency and zone and a procedure’s name', () => {
    const { clinicId, currency, timeZone } = sample(staff.clinicOpened.type) as Record<string, string>;
    expect(commandsOf(staff.clinicOpened, sample(staff.clinicOpened.type))).toEqual([
      { type: 'NoteClinic', data: { clinicId, currency, timeZone } },
    ]);
    const { clinicId: at, code, name } = sample(bookings.procedureDefined.type) as Record<string, string>;
    expect(commandsOf(bookings.procedureDefined, sample(bookings.procedureDefined.type))).toEqual([
      { type: 'NoteProcedure', data: { clinicId: at, code, name } },
    ]);
  });

  it('hears every message for which it listens as its sender writes it', () =>
    expect(
      subscribes
        .filter(({ contract }) => commandsOf(contract, sample(contract.type))?.length === 0)
        .map(({ contract }) => contract.type),
    ).toEqual([]));
});
