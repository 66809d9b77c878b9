import { billing, nothing, type Draft } from '@stipple/contracts';
import type { EventOf, Recorded } from '@stipple/event-store';
import type { knownClinic } from './heard/clinic.decider.js';
import type { knownProcedure } from './heard/procedure.decider.js';
import type { invoice } from './invoice/invoice.decider.js';
import type { price } from './price/price.decider.js';

type BillingEvent = EventOf<typeof knownClinic | typeof knownProcedure | typeof invoice | typeof price>;

/** The messages that follow from this context's events. This context listens to them too. */
export function publishes(event: Recorded<BillingEvent>): readonly Draft[] {
  switch (event.type) {
    case 'AwaitedPriceFound':
      return event.data.charges.map((charge) => billing.chargePriced.of(charge.bookingId, { ...charge }));
    case 'ClinicNoted':
    case 'ProcedureNoted':
    case 'InvoiceIssued':
    case 'PaymentRecorded':
    case 'CreditNoteIssued':
    case 'PaymentRefunded':
    case 'PriceSet':
    case 'ChargeAwaitedPrice':
      return nothing;
  }
}
