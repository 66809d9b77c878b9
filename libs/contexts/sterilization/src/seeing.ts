import { roles, type EventStore } from '@stipple/event-store';
import { found, GraphFault, type Request } from '@stipple/service';
import { clinic } from './clinic/clinic.decider.js';

/** Whoever works at the clinic. @throws GraphFault UNAUTHENTICATED, FORBIDDEN */
export const needAnyRole = (request: Request, clinicId: string) => request.need(clinicId, ...roles);

/** Whether somebody works at the clinic; for things that another service points to. @throws GraphFault UNAUTHENTICATED */
export const worksAt = (request: Request, clinicId: string): boolean => (request.actor.roles[clinicId] ?? []).length > 0;

/** A clinic that this context has heard of. @throws GraphFault UNAUTHENTICATED, NOT_FOUND */
export async function knownClinic(store: EventStore, request: Request, clinicId: string): Promise<string> {
  void request.actor;
  const state = await store.state(clinic, clinicId);
  return found(state.status === 'open' ? state.id : undefined, 'clinic');
}

/** Page size asked for, within what one answer may hold. @throws GraphFault BAD_USER_INPUT */
export function pageSize(first: number | null | undefined, most: number, otherwise = 50): number {
  if (first === null || first === undefined) return Math.min(otherwise, most);
  if (first < 0) throw new GraphFault('BAD_USER_INPUT', 'first cannot be negative.');
  return Math.min(first, most);
}

export const cursorOf = (key: string): string => Buffer.from(key).toString('base64url');

/** @throws GraphFault BAD_USER_INPUT when the cursor is none of ours. */
export function keyOf(cursor: string | null | undefined, form: RegExp): string | undefined {
  if (cursor === null || cursor === undefined) return undefined;
  const key = Buffer.from(cursor, 'base64url').toString();
  if (!form.test(key)) throw new GraphFault('BAD_USER_INPUT', 'That is not a cursor of this list.');
  return key;
}
