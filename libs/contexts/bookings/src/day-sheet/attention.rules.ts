import type { BookingStatus } from '../booking/booking.decider.js';
import { clock, spoken } from '@stipple/time';
import type { Privilege, Shift } from '../heard/staff-standing.decider.js';
import { onShift, privilegeProblems } from '../heard/staff-standing.rules.js';

export interface Attention {
  code:
    | 'NOT_AT_CLINIC'
    | 'PRIVILEGE_SUSPENDED'
    | 'NOT_PRIVILEGED'
    | 'ROOM_QUARANTINED'
    | 'OUTSIDE_SHIFT'
    | 'PATCH_TEST_REACTION'
    | 'PACK_RECALLED'
    | 'PIGMENT_RECALLED';
  message: string;
}

export interface BookedAppointment {
  clinicId: string;
  procedureCode: string;
  requiresPrivilege: boolean;
  requiresPatchTest: boolean;
  start: string;
  end: string;
  mode: 'IN_PERSON' | 'VIDEO';
  status: BookingStatus;
}

/** The staff, room and client of a booking as they are now. */
export interface CurrentFacts {
  now: string;
  timeZone: string;
  /** Whether the member of staff works at the clinic. */
  worksThere: boolean;
  privileges: readonly Privilege[];
  shifts: readonly Shift[];
  room: { name: string | null; quarantined: boolean } | undefined;
  patchTestReaction: boolean;
  packRecalled: boolean;
  pigmentRecalled: boolean;
}

const over: readonly BookingStatus[] = ['COMPLETED', 'CANCELLED', 'NO_SHOW'];

/** What changed for the worse since a booking was made. Nothing for one that is over. */
export function attentionOf(booking: BookedAppointment, present: CurrentFacts): Attention[] {
  if (over.includes(booking.status) || booking.end <= present.now) return [];
  const when = spoken(booking.start, present.timeZone);
  // Shifts and privileges end with the membership: somebody who has left is one thing to see to, not three.
  const problems =
    booking.requiresPrivilege && present.worksThere
      ? privilegeProblems(present.privileges, { ...booking, now: present.now })
      : [];
  const ended = problems.includes('NOT_PRIVILEGED') || problems.includes('PRIVILEGE_ENDS_TOO_SOON');
  const checks: (Attention | false)[] = [
    !present.worksThere && {
      code: 'NOT_AT_CLINIC',
      message: 'The member of staff does not work at this clinic any more.',
    },
    problems.includes('PRIVILEGE_SUSPENDED') && {
      code: 'PRIVILEGE_SUSPENDED',
      message: `The privilege of the member of staff for ${booking.procedureCode} is suspended.`,
    },
    ended && {
      code: 'NOT_PRIVILEGED',
      message: `The member of staff holds no privilege for ${booking.procedureCode} throughout ${when} to ${clock(booking.end, present.timeZone)}.`,
    },
    booking.mode === 'IN_PERSON' &&
      present.room?.quarantined === true && {
        code: 'ROOM_QUARANTINED',
        message: `${present.room.name ?? 'The room'} is in quarantine.`,
      },
    present.worksThere &&
      !onShift(present.shifts, booking) && {
        code: 'OUTSIDE_SHIFT',
        message: `No published shift of the member of staff covers ${when} to ${clock(booking.end, present.timeZone)}.`,
      },
    booking.requiresPatchTest &&
      present.patchTestReaction && {
        code: 'PATCH_TEST_REACTION',
        message: 'The client reacted to the last patch test.',
      },
    present.packRecalled && { code: 'PACK_RECALLED', message: 'A pack that was used on this client was recalled.' },
    present.pigmentRecalled && {
      code: 'PIGMENT_RECALLED',
      message: 'A pigment that was used on this client was recalled.',
    },
  ];
  return checks.filter((check): check is Attention => check !== false);
}
