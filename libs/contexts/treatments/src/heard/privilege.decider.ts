import { already, command, own, type Decider } from '@stipple/event-store';
import type { Instant } from '@stipple/time';

export interface KnownPrivilege {
  privilegeId: string;
  staffMemberId: string;
  clinicId: string;
  procedureCode: string;
  from: Instant;
  /** Held up to, not including, this moment. */
  until: Instant;
  suspended: boolean;
  ended: boolean;
}

export class NotePrivilege extends command('NotePrivilege')<KnownPrivilege> {}

// Stored for ever: add, never rename.
export type KnownPrivilegeEvent = { type: 'PrivilegeNoted'; data: KnownPrivilege };

/** A person's privileges by id. */
export type Privileges = Readonly<Record<string, KnownPrivilege>>;

/** What a person may do is what was told last; messages about one person come in order. */
export const privileges: Decider<NotePrivilege, KnownPrivilegeEvent, Privileges> = {
  stream: 'privilege',
  idOf: ({ data }) => data.staffMemberId,
  initial: {},
  decide: ({ data }, state) =>
    JSON.stringify(own(state, data.privilegeId)) === JSON.stringify(data)
      ? already()
      : [{ type: 'PrivilegeNoted', data }],
  evolve: (state, { data }) => ({ ...state, [data.privilegeId]: data }),
};

/** Whether a procedure may be done at a clinic at a moment. `suspended`: it would be held if it were not suspended. */
export function privilegeFor(
  state: Privileges,
  clinicId: string,
  procedureCode: string,
  at: Instant,
): 'held' | 'suspended' | 'none' {
  const valid = Object.values(state).filter(
    (one) =>
      one.clinicId === clinicId &&
      one.procedureCode === procedureCode &&
      !one.ended &&
      one.from <= at &&
      at < one.until,
  );
  if (valid.some((one) => !one.suspended)) return 'held';
  return valid.length > 0 ? 'suspended' : 'none';
}
