import { already, command, ignored, own, type Already, type Decider, type Ignored } from '@stipple/event-store';

export class NoteMember extends command('NoteMember')<{ staffMemberId: string; clinicId: string }> {}
export class NotePrivilege extends command('NotePrivilege')<Privilege & { staffMemberId: string; at: string }> {}
export class NoteShift extends command('NoteShift')<Shift & { staffMemberId: string; at: string }> {}

export class NoteMembershipEnded extends command('NoteMembershipEnded')<{
  staffMemberId: string;
  clinicId: string;
  at: string;
}> {}

export type StaffStandingCommand = NoteMember | NotePrivilege | NoteShift | NoteMembershipEnded;

/** Held from `from` up to `until`, not while suspended, never again once ended. */
export interface Privilege {
  privilegeId: string;
  clinicId: string;
  procedureCode: string;
  from: string;
  until: string;
  suspended: boolean;
  ended: boolean;
}

/** Works at the clinic from `start` up to `end`. */
export interface Shift {
  shiftId: string;
  clinicId: string;
  start: string;
  end: string;
}

// Stored for ever: add, never rename.
export type StaffStandingEvent =
  | { type: 'MemberNoted'; data: { staffMemberId: string; clinicId: string } }
  | { type: 'PrivilegeNoted'; data: Privilege & { staffMemberId: string; at: string } }
  | { type: 'ShiftNoted'; data: Shift & { staffMemberId: string; at: string } }
  | { type: 'MembershipEndNoted'; data: { staffMemberId: string; clinicId: string; at: string } };

export interface StaffStanding {
  clinics: readonly string[];
  /** Clinics where they no longer work. */
  left: readonly string[];
  privileges: Readonly<Record<string, Privilege & { at: string }>>;
  shifts: Readonly<Record<string, Shift & { at: string }>>;
}

/** The answer to a message that changes nothing: it is older, or says the same. Undefined for news. */
function unchanged<T extends { at: string }>(known: T | undefined, told: T): Already | Ignored | undefined {
  if (known === undefined) return undefined;
  if (told.at < known.at) return ignored('Newer news of this was heard before.');
  const same = (Object.keys(known) as (keyof T)[]).every((name) => name === 'at' || known[name] === told[name]);
  return same ? already() : undefined;
}

const privilegeOf = ({
  privilegeId,
  clinicId,
  procedureCode,
  from,
  until,
  suspended,
  ended,
  at,
}: Privilege & { at: string }) => ({ privilegeId, clinicId, procedureCode, from, until, suspended, ended, at });
const shiftOf = ({ shiftId, clinicId, start, end, at }: Shift & { at: string }) => ({
  shiftId,
  clinicId,
  start,
  end,
  at,
});

/** The entries that pass. */
const only = <T>(record: Readonly<Record<string, T>>, holds: (entry: T) => boolean): Record<string, T> =>
  Object.fromEntries(Object.entries(record).filter(([, entry]) => holds(entry)));

/**
 * A member of staff as bookings know them: their clinics, privileges and shifts. A message older than the newest one
 * about the same thing changes nothing.
 */
export const staffStanding: Decider<StaffStandingCommand, StaffStandingEvent, StaffStanding> = {
  stream: 'standing',
  idOf: ({ data }) => data.staffMemberId,
  initial: { clinics: [], left: [], privileges: {}, shifts: {} },
  foldDependencies: [privilegeOf, shiftOf, only],

  decide({ type, data }, state) {
    switch (type) {
      case 'NoteMember':
        return state.clinics.includes(data.clinicId) ? already() : [{ type: 'MemberNoted', data }];
      case 'NotePrivilege':
        return (
          unchanged(own(state.privileges, data.privilegeId), privilegeOf(data)) ?? [{ type: 'PrivilegeNoted', data }]
        );
      case 'NoteShift':
        return unchanged(own(state.shifts, data.shiftId), shiftOf(data)) ?? [{ type: 'ShiftNoted', data }];
      case 'NoteMembershipEnded':
        if (state.clinics.includes(data.clinicId)) return [{ type: 'MembershipEndNoted', data }];
        return state.left.includes(data.clinicId)
          ? already()
          : ignored('Nothing was heard of this person working at this clinic.');
    }
  },

  evolve(state, event) {
    switch (event.type) {
      case 'MemberNoted':
        return {
          ...state,
          clinics: [...state.clinics, event.data.clinicId],
          left: state.left.filter((one) => one !== event.data.clinicId),
        };
      case 'PrivilegeNoted':
        return { ...state, privileges: { ...state.privileges, [event.data.privilegeId]: privilegeOf(event.data) } };
      case 'ShiftNoted':
        return { ...state, shifts: { ...state.shifts, [event.data.shiftId]: shiftOf(event.data) } };
      // Whoever comes back begins anew: what was published or granted before does not count again.
      case 'MembershipEndNoted': {
        const { clinicId } = event.data;
        const elsewhere = (one: { clinicId: string }): boolean => one.clinicId !== clinicId;
        return {
          clinics: state.clinics.filter((one) => one !== clinicId),
          left: [...state.left, clinicId],
          privileges: only(state.privileges, elsewhere),
          shifts: only(state.shifts, elsewhere),
        };
      }
    }
  },
};
