import type { Actor } from '@stipple/event-store';
import { readsOf } from '../access.js';
import type { StaffMember } from '../graphql.gen.js';
import type { MemberRow } from './member.view.js';

/** A person on their way through the graph. What their node does not carry is read when it is asked for. */
export type StaffMemberNode = Pick<StaffMember, 'id'> & Partial<Pick<StaffMember, 'name' | 'roles'>>;

/** A person; `left` names clinics where they worked once. */
type Known = Pick<MemberRow, 'id' | 'name' | 'roles'> & { left: readonly string[] };

/** Who worked at a clinic once is known there by name for ever: what they did stays. */
const sees = (actor: Actor, person: Known): boolean =>
  actor.admin ||
  actor.id === person.id ||
  [...Object.keys(person.roles), ...person.left].some((clinicId) => readsOf(actor, clinicId));

/** What somebody sees of a person. */
export function memberToGraph(actor: Actor, person: Known): Required<StaffMemberNode> {
  const shared = Object.entries(person.roles).filter(
    ([clinicId]) => actor.id === person.id || readsOf(actor, clinicId),
  );
  return {
    id: person.id,
    name: sees(actor, person) ? person.name : null,
    roles: [...new Set(shared.flatMap(([, roles]) => roles))],
  };
}

export const memberRowToGraph = (actor: Actor, { id, name, roles, left_at }: MemberRow): Required<StaffMemberNode> =>
  memberToGraph(actor, { id, name, roles, left: Object.keys(left_at) });
