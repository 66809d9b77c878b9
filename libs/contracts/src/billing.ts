import { Type } from '@sinclair/typebox';
import { code, id, moment } from './fields.js';
import { contract } from './message.js';

/**
 * A price was set for a treatment that was completed without one: its invoice can be issued now. Subject: the booking.
 */
export const chargePriced = contract(
  'billing.charge-priced.v1',
  Type.Object({
    invoiceId: id,
    bookingId: id,
    treatmentId: id,
    clinicId: id,
    clientId: id,
    procedureCode: code,
    completedAt: moment,
  }),
);
