import { already, command, happened, needsName, noMore, refusal, unless, type Decider } from '@stipple/event-store';
import type { Instant } from '@stipple/time';
import { isNegative, isPayable, isRate, normal, type Money } from '../money.rules.js';

/** A treatment that was completed and has to be paid for. */
export interface Charge {
  invoiceId: string;
  bookingId: string;
  treatmentId: string;
  clinicId: string;
  clientId: string;
  procedureCode: string;
  completedAt: Instant;
}

export class SetPrice extends command('SetPrice')<{
  clinicId: string;
  procedureCode: string;
  price: Money;
  taxRate: string;
  from: Instant;
}> {}
/** A treatment was completed. The charge waits here where no price was in force. */
export class NoteCharge extends command('NoteCharge')<Charge> {}
/** A charge that waited was invoiced. The next ones with a price follow. */
export class FindWaiting extends command('FindWaiting')<{ clinicId: string; procedureCode: string }> {}

export type PriceCommand = SetPrice | NoteCharge | FindWaiting;

export interface Price {
  price: Money;
  /** Decimal text, `0.07` is 7 %. */
  taxRate: string;
  from: Instant;
}

// Stored for ever: add, never rename. `AwaitedPriceFound` holds a step's charges; what was stored earlier may hold
// more.
export type PriceEvent =
  | { type: 'PriceSet'; data: Price & { clinicId: string; procedureCode: string } }
  | { type: 'ChargeAwaitedPrice'; data: Charge }
  | { type: 'AwaitedPriceFound'; data: { charges: readonly Charge[] } };

export interface PriceList {
  clinicId?: string;
  procedureCode?: string;
  prices: readonly Price[];
  waiting: readonly Charge[];
}

export interface PriceFacts {
  SetPrice: {
    /** The clinic's currency. */
    currency: string;
    /** Whether the clinic has a procedure of this code. */
    hasProcedure: boolean;
  };
}

/** Charges that find their price in one step. They fill an event of some 20 kB. */
const stepSize = 50;

/** The next waiting charges that have a price. */
function nextStep(state: PriceList): PriceEvent[] {
  const charges: Charge[] = [];
  for (const charge of state.waiting) {
    if (charges.length === stepSize) break;
    if (priceAt(state, charge.completedAt)) charges.push(charge);
  }
  return charges.length > 0 ? [{ type: 'AwaitedPriceFound', data: { charges } }] : [];
}

export const priceIdOf = (clinicId: string, procedureCode: string): string => `${clinicId}:${procedureCode}`;

/** The price in force at a moment. It is the one that began last. */
export const priceAt = ({ prices }: PriceList, at: Instant): Price | undefined =>
  prices.reduce<Price | undefined>(
    (best, one) => (one.from <= at && (!best || one.from > best.from) ? one : best),
    undefined,
  );

/**
 * A procedure's price at a clinic, without tax, holds from a moment on until a later one begins. A treatment completed
 * before any price waits until a price is set for its time. Waiting charges are priced in steps. Each step follows once
 * the one before was invoiced.
 */
export const price: Decider<PriceCommand, PriceEvent, PriceList, PriceFacts> = {
  stream: 'price',
  idOf: ({ data }) => priceIdOf(data.clinicId, data.procedureCode),
  initial: { prices: [], waiting: [] },
  clinicOf: (state) => state.clinicId,

  decide({ type, data, facts }, state) {
    switch (type) {
      case 'SetPrice': {
        const { currency, hasProcedure } = facts;
        const refused = unless(
          needsName(data.procedureCode, 'The code of a procedure', 'procedureCode', 60),
          !hasProcedure &&
            refusal(
              'UNKNOWN_PROCEDURE',
              `This clinic has no procedure ${data.procedureCode.slice(0, 60)}.`,
              'procedureCode',
            ),
          data.price.currency !== currency &&
            refusal(
              'CURRENCY_MISMATCH',
              `This clinic charges in ${currency}, not in ${data.price.currency.slice(0, 10)}.`,
              ['price', 'currency'],
            ),
          isNegative(data.price) && refusal('NEGATIVE_AMOUNT', 'A price is not negative.', ['price', 'amount']),
          !isPayable(data.price, currency) &&
            refusal('TOO_MANY_DECIMALS', `${data.price.amount} has more decimals than ${currency}.`, [
              'price',
              'amount',
            ]),
          !isRate(data.taxRate) &&
            refusal(
              'OUT_OF_RANGE',
              'A tax rate is a share such as 0.07, less than 1, with at most six decimals.',
              'taxRate',
            ),
          noMore(state.prices.length + 1, 1_000, 'A procedure has at most 1,000 prices.'),
        );
        if (refused) return refused;
        const set = { ...data, price: normal(data.price) };
        const before = state.prices.find((one) => one.from === data.from);
        if (before && before.taxRate === set.taxRate && before.price.amount === set.price.amount) return already();
        return [{ type: 'PriceSet', data: set }, ...nextStep({ ...state, prices: [...state.prices, set] })];
      }
      case 'NoteCharge':
        return priceAt(state, data.completedAt) || state.waiting.some((charge) => charge.invoiceId === data.invoiceId)
          ? already()
          : [{ type: 'ChargeAwaitedPrice', data }];
      case 'FindWaiting':
        return happened(nextStep(state)) ?? already();
    }
  },

  evolve(state, { type, data }) {
    switch (type) {
      case 'PriceSet': {
        const { clinicId, procedureCode, ...set } = data;
        return {
          ...state,
          clinicId,
          procedureCode,
          prices: [...state.prices.filter((one) => one.from !== set.from), set],
        };
      }
      case 'ChargeAwaitedPrice':
        return {
          ...state,
          clinicId: data.clinicId,
          procedureCode: data.procedureCode,
          waiting: [...state.waiting, data],
        };
      case 'AwaitedPriceFound': {
        const found = new Set(data.charges.map((charge) => charge.invoiceId));
        return { ...state, waiting: state.waiting.filter((charge) => !found.has(charge.invoiceId)) };
      }
    }
  },
};
