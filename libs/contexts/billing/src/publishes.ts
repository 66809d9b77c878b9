import { billing, type Draft } from '@stipple/contracts';
import type { Recorded } from '@stipple/event-store';
import type { PriceEvent } from './price/price.decider.js';

/** What follows from this context's events for its listeners, itself among them. */
export function publishes(recorded: Recorded): readonly Draft[] {
  const event = recorded as Recorded<PriceEvent>;
  return event.type === 'AwaitedPriceFound'
    ? event.data.charges.map((charge) => billing.chargePriced.of(charge.bookingId, { ...charge }))
    : [];
}
