import { describe, expect, it } from '@jest/globals';
import { specify } from '@stipple/event-store';
import { FindWaiting, NoteCharge, price, priceAt, SetPrice, type PriceEvent } from './price.decider.js';

const given = specify(price, { currency: 'THB', hasProcedure: true });
const january = '2026-01-01T00:00:00.000Z';
const june = '2026-06-01T00:00:00.000Z';
const set = (amount: string, from = january, taxRate = '0.07'): PriceEvent => ({
  type: 'PriceSet',
  data: { clinicId: 'c1', procedureCode: 'SMP', price: { amount, currency: 'THB' }, taxRate, from },
});
const ask = (amount: string, from = january, taxRate = '0.07', currency = 'THB') =>
  new SetPrice({ clinicId: 'c1', procedureCode: 'SMP', price: { amount, currency }, taxRate, from });
const charge = {
  invoiceId: 'i1',
  bookingId: 'b1',
  treatmentId: 't1',
  clinicId: 'c1',
  clientId: 'client',
  procedureCode: 'SMP',
  completedAt: '2026-03-01T00:00:00.000Z',
};
const waits: PriceEvent = { type: 'ChargeAwaitedPrice', data: charge };

describe('a price', () => {
  it('is set from a moment on', () => given().when(ask('250')).then(set('250.00')));
  it('set again as it is changes nothing', () => given(set('250.00')).when(ask('250.0')).isSo());
  it('is corrected for the same moment', () => given(set('250.00')).when(ask('300')).then(set('300.00')));
  it('is in the clinic’s currency, not negative, in its smallest unit at most, with a sane tax rate, and says all at once', () =>
    given()
      .when(ask('-1.005', january, '7', 'EUR'))
      .refuses('CURRENCY_MISMATCH', 'NEGATIVE_AMOUNT', 'TOO_MANY_DECIMALS', 'OUT_OF_RANGE'));
  it('is for a procedure that the clinic has', () =>
    given().with({ hasProcedure: false }).when(ask('250')).refuses('UNKNOWN_PROCEDURE'));
  it('may be taxed in six decimals', () =>
    given()
      .when(ask('250', january, '0.09975'))
      .then(set('250.00', january, '0.09975')));
  it('in yen has no decimals', () =>
    given()
      .with({ currency: 'JPY' })
      .when(ask('5.5', january, '0.1', 'JPY'))
      .refuses('TOO_MANY_DECIMALS'));
  it('holds until a later one begins', () => {
    const { state } = given(set('300.00', june), set('250.00', january));
    expect(
      ['2025-12-31T23:59:59.999Z', january, '2026-05-31T00:00:00.000Z', june].map(
        (at) => priceAt(state, at)?.price.amount,
      ),
    ).toEqual([undefined, '250.00', '250.00', '300.00']);
  });
  it('that is missing makes a completed treatment wait', () => given().when(new NoteCharge(charge)).then(waits));
  it('that begins later makes it wait too', () => given(set('250.00', june)).when(new NoteCharge(charge)).then(waits));
  it('in force leaves nothing to wait for', () => given(set('250.00')).when(new NoteCharge(charge)).isSo());
  it('is waited for once', () => given(waits).when(new NoteCharge(charge)).isSo());
  it('set for its time finds what waits', () =>
    given(waits)
      .when(ask('250'))
      .then(set('250.00'), { type: 'AwaitedPriceFound', data: { charges: [charge] } }));
  it('set for a later time leaves it waiting', () => given(waits).when(ask('250', june)).then(set('250.00', june)));
  it('finds thousands of waiting charges in steps of fifty, each once, however many prices are set meanwhile', () => {
    const many = Array.from({ length: 3_120 }, (_, index) => ({ ...charge, invoiceId: `i${index}` }));
    const found: string[] = [];
    let past = many.map((one): PriceEvent => ({ type: 'ChargeAwaitedPrice', data: one }));
    for (
      let next: readonly PriceEvent[] = given(...past)
        .when(ask('250'))
        .events();
      next.length > 0;
      next = given(...past)
        .when(new FindWaiting({ clinicId: 'c1', procedureCode: 'SMP' }))
        .events()
    ) {
      for (const event of next) {
        if (event.type !== 'AwaitedPriceFound') continue;
        expect(JSON.stringify(event).length).toBeLessThan(20_000);
        found.push(...event.data.charges.map(({ invoiceId }) => invoiceId));
      }
      past = [...past, ...next];
    }
    expect(found).toEqual(many.map(({ invoiceId }) => invoiceId));
    expect(given(...past).state.waiting).toEqual([]);
  });
  it('goes on to no charge for whose time there is no price', () =>
    given(waits, set('250.00', june))
      .when(new FindWaiting({ clinicId: 'c1', procedureCode: 'SMP' }))
      .isSo());
  it('finds what waits once', () =>
    given(waits, set('250.00'), { type: 'AwaitedPriceFound', data: { charges: [charge] } })
      .when(ask('300'))
      .then(set('300.00')));
});
