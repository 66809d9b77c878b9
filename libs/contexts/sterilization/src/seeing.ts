import { own, roles, type EventStore } from '@stipple/event-store';
import { found, type Request } from '@stipple/service';
import { clinic } from './clinic/clinic.decider.js';

/** Whoever works at the clinic. @throws GraphFault UNAUTHENTICATED, FORBIDDEN */
export const needAnyRole = (request: Request, clinicId: string) => request.need(clinicId, ...roles);

/**
 * Whether somebody works at the clinic; for things that another service points to.
 * @throws GraphFault UNAUTHENTICATED
 */
export const worksAt = (request: Request, clinicId: string): boolean =>
  (own(request.actor.roles, clinicId) ?? []).length > 0;

/** A clinic that this context has heard of. @throws GraphFault UNAUTHENTICATED, NOT_FOUND */
export async function knownClinic(store: EventStore, request: Request, clinicId: string): Promise<string> {
  void request.actor;
  const state = await store.state(clinic, clinicId);
  return found(state.status === 'open' ? state.id : undefined, 'clinic');
}
