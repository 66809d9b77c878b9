import { own, type Actor, type EventStore } from '@stipple/event-store';
import { found, GraphFault, type Request } from '@stipple/service';
import { clinic } from './clinic/clinic.decider.js';

/** Whether somebody may read what concerns a clinic: who works there in any role, and administrators. */
export const readsOf = (actor: Actor, clinicId: string): boolean =>
  actor.admin || (own(actor.roles, clinicId)?.length ?? 0) > 0;

/** A clinic that exists and that the one who asks works at. @throws GraphFault UNAUTHENTICATED, NOT_FOUND, FORBIDDEN */
export async function readableClinic(store: EventStore, request: Request, clinicId: string): Promise<void> {
  const { actor } = request;
  const state = await store.state(clinic, clinicId);
  found(state.status === 'unknown' ? undefined : state, 'clinic');
  if (!readsOf(actor, clinicId)) throw new GraphFault('FORBIDDEN', 'This takes a role at this clinic.');
}
