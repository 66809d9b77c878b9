import { bookings } from '@stipple/contracts';
import { hears, type Hearing } from '@stipple/service';
import { NoteProcedure } from './procedure/procedure.decider.js';

/** What this context does on hearing of others. */
export const subscribes: readonly Hearing[] = [
  hears(bookings.procedureDefined, ({ data: { clinicId, code } }) => [new NoteProcedure({ clinicId, code })]),
];
