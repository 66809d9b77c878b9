import type { EventStore } from '@stipple/event-store';
import { found, GraphFault, holds, type Request } from '@stipple/service';
import { member } from '../member/member.decider.js';

/**
 * An id that says whose it is, so that it leads to the holder's own stream without asking a read model that may be
 * behind.
 */
export const idWithin = (memberId: string, id: string): string => `${memberId}.${id}`;

/** Whose credential or privilege it is; text that is no such id leads to nobody. */
export const holderOf = (id: string): string => /^([0-9a-f-]{36})\.[0-9a-f-]{36}$/.exec(id)?.[1] ?? 'nobody';

/** Somebody hired, and the clinics at which they work. @throws GraphFault NOT_FOUND */
export async function clinicsOf(store: EventStore, memberId: string): Promise<string[]> {
  const state = await store.state(member, memberId);
  return Object.keys(found(state.status === 'unknown' ? undefined : state, 'staff member').roles);
}

/**
 * Who asks, when they are a manager where the holder works, or an administrator.
 * @throws GraphFault UNAUTHENTICATED, FORBIDDEN
 */
export function needManagerAt(request: Request, clinicIds: readonly string[]): void {
  const { actor } = request;
  if (actor.admin || clinicIds.some((clinicId) => holds(actor, clinicId, 'MANAGER'))) return;
  throw new GraphFault('FORBIDDEN', 'This takes the role MANAGER at a clinic where this person works.');
}
