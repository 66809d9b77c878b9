import { decides } from '@stipple/service';
import { knownClinic } from '../heard/clinic.decider.js';
import { NoteCharge, price, SetPrice } from './price.decider.js';

export const priceHandlers = [
  decides(price, SetPrice, async ({ data }, facts) => ({ currency: (await facts.state(knownClinic, data.clinicId))?.currency ?? '' })),
  decides(price, NoteCharge, () => Promise.resolve({ currency: '' })),
];
