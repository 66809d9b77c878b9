import { bookings } from '@stipple/contracts';
import { onMessage, type Subscription } from '@stipple/service';
import { NoteProcedure } from './heard/procedure.decider.js';

/** What this context does on hearing of others. */
export const subscribes: readonly Subscription[] = [
  onMessage(bookings.procedureDefined, ({ data: { clinicId, code } }) => [new NoteProcedure({ clinicId, code })]),
];
