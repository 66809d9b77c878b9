import { billing, bookings, staff, treatments } from '@stipple/contracts';
import { onMessage, type Subscription } from '@stipple/service';
import { NoteClinic } from './heard/clinic.decider.js';
import { NoteProcedure } from './heard/procedure.decider.js';
import { invoiceIdOf, IssueInvoice } from './invoice/invoice.decider.js';
import { FindWaiting, NoteCharge } from './price/price.decider.js';

/** The commands that follow from other contexts' messages, and from its own about late prices. */
export const subscribes: readonly Subscription[] = [
  onMessage(staff.clinicOpened, ({ data: { clinicId, currency, timeZone } }) => [
    new NoteClinic({ clinicId, currency, timeZone }),
  ]),
  onMessage(bookings.procedureDefined, ({ data: { clinicId, code, name } }) => [
    new NoteProcedure({ clinicId, code, name }),
  ]),
  // Both are stored together: either the price was in force and the invoice is issued, or the charge waits where the
  // next price finds it.
  onMessage(
    treatments.treatmentCompleted,
    ({ data: { bookingId, treatmentId, clinicId, clientId, procedureCode, completedAt } }) => {
      const charge = {
        invoiceId: invoiceIdOf(bookingId),
        bookingId,
        treatmentId,
        clinicId,
        clientId,
        procedureCode,
        completedAt,
      };
      return [new NoteCharge(charge), new IssueInvoice(charge)];
    },
  ),
  onMessage(
    billing.chargePriced,
    ({ data: { invoiceId, bookingId, treatmentId, clinicId, clientId, procedureCode, completedAt } }) => [
      new IssueInvoice({ invoiceId, bookingId, treatmentId, clinicId, clientId, procedureCode, completedAt }),
      new FindWaiting({ clinicId, procedureCode }),
    ],
  ),
];
