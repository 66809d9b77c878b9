import type { EventStore, Role } from '@stipple/event-store';
import { found, holds, type Request } from '@stipple/service';
import { clinic } from './clinic/clinic.decider.js';

/** Lets somebody with one of the roles at the clinic pass. @throws GraphFault UNAUTHENTICATED, NOT_FOUND for a clinic there is none of, FORBIDDEN */
export async function needAt(request: Request, store: EventStore, clinicId: string, ...wanted: readonly Role[]): Promise<void> {
  if (holds(request.actor, clinicId, ...wanted)) return;
  found((await store.state(clinic, clinicId)).id, 'clinic');
  request.need(clinicId, ...wanted);
}
