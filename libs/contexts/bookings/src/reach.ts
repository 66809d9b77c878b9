import { own, type EventStore, type Role } from '@stipple/event-store';
import { found, holds, type Request } from '@stipple/service';
import { clinic } from './clinic/clinic.decider.js';

/**
 * Lets somebody with one of the roles at the clinic pass.
 * @throws GraphFault UNAUTHENTICATED, NOT_FOUND for a clinic there is none of, FORBIDDEN
 */
export async function needAt(
  request: Request,
  store: EventStore,
  clinicId: string,
  ...wanted: readonly Role[]
): Promise<void> {
  if (holds(request.actor, clinicId, ...wanted)) return;
  found((await store.state(clinic, clinicId)).id, 'clinic');
  request.need(clinicId, ...wanted);
}

/** Whether somebody holds any role at a clinic. @throws GraphFault UNAUTHENTICATED */
export const worksAt = ({ actor }: Request, clinicId: string): boolean => (own(actor.roles, clinicId)?.length ?? 0) > 0;

/**
 * A thing of a clinic, for somebody with any role there. For everybody else there is none: what another clinic has and
 * what nobody has are answered alike. What the role allows is for the caller to ask.
 * @throws GraphFault UNAUTHENTICATED, NOT_FOUND
 */
export function foundAt<T>(request: Request, thing: T | undefined, clinicOf: (thing: T) => string, what: string): T {
  const here = thing !== undefined && worksAt(request, clinicOf(thing));
  void request.actor;
  return found(here ? thing : undefined, what);
}
