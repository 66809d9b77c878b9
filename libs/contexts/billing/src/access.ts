import { roles, type EventStore } from '@stipple/event-store';
import { existing, role, worksAt, type About } from '@stipple/service';
import { knownClinic } from './heard/clinic.decider.js';
import { invoice, invoiceOfPayment, type KnownInvoice } from './invoice/invoice.decider.js';

/** Whoever works at the clinic. */
export const everybodyThere = role(...roles);
/** Whoever takes money at the clinic. */
export const desk = role('FRONT_DESK');

/** A clinic's id. Whoever works there need not wait until this context has heard of the clinic. */
export const theClinic = (store: EventStore): About<{ clinicId: string }, string> => ({
  name: 'clinic',
  load: async ({ clinicId }, { actor }) =>
    worksAt(actor, clinicId) ? clinicId : (await store.state(knownClinic, clinicId))?.clinicId,
  clinicOf: (clinicId) => clinicId,
  isPublic: true,
});

export const theInvoice = (store: EventStore): About<{ invoiceId: string }, KnownInvoice> => ({
  name: 'invoice',
  load: ({ invoiceId }) => existing(store, invoice, invoiceId),
  clinicOf: ({ clinicId }) => clinicId,
});

/** The invoice of a payment, where it has this payment. */
export const thePayment = (store: EventStore): About<{ paymentId: string }, KnownInvoice> => ({
  name: 'payment',
  async load({ paymentId }) {
    const paid = await existing(store, invoice, invoiceOfPayment(paymentId));
    return paid?.payments.some(({ id }) => id === paymentId) ? paid : undefined;
  },
  clinicOf: ({ clinicId }) => clinicId,
});
