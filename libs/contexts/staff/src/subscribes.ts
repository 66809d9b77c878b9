import type { Hearing } from '@stipple/service';

/** What this context does on hearing of others: nothing yet concerns it. */
export const subscribes: readonly Hearing[] = [];
