import { found, handlerFor } from '@stipple/service';
import { knownClinic } from '../heard/clinic.decider.js';
import { knownProcedure, procedureIdOf } from '../heard/procedure.decider.js';
import { FindWaiting, NoteCharge, price, SetPrice } from './price.decider.js';

export const priceHandlers = [
  handlerFor(price, SetPrice, async ({ data: { clinicId, procedureCode } }, facts) => {
    const [clinic, procedure] = await Promise.all([
      facts.state(knownClinic, clinicId),
      facts.state(knownProcedure, procedureIdOf(clinicId, procedureCode)),
    ]);
    return { currency: found(clinic, 'clinic').currency, hasProcedure: procedure !== undefined };
  }),
  handlerFor(price, NoteCharge),
  handlerFor(price, FindWaiting),
];
