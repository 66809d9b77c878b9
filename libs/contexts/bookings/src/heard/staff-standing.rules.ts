import type { Privilege, Shift } from './staff-standing.decider.js';

/** A reason why no privilege of a person covers an appointment. */
export type PrivilegeProblem = 'NOT_PRIVILEGED' | 'PRIVILEGE_SUSPENDED' | 'PRIVILEGE_ENDS_TOO_SOON';

/**
 * Reasons against one procedure from `start` to `end`. There is none when one privilege covers all of it and is not
 * suspended. A privilege that has run out before `now` does not count; one that runs out before `end` is too short.
 */
export function privilegeProblems(
  privileges: readonly Privilege[],
  {
    clinicId,
    procedureCode,
    start,
    end,
    now,
  }: { clinicId: string; procedureCode: string; start: string; end: string; now: string },
): PrivilegeProblem[] {
  const held = privileges.filter(
    (one) =>
      one.clinicId === clinicId &&
      one.procedureCode === procedureCode &&
      !one.ended &&
      one.from <= start &&
      one.until > now,
  );
  if (held.length === 0) return ['NOT_PRIVILEGED'];
  const lasting = held.filter((one) => one.until >= end);
  if (lasting.some((one) => !one.suspended)) return [];
  const problems: PrivilegeProblem[] = [];
  if (held.every((one) => one.suspended) || lasting.length > 0) problems.push('PRIVILEGE_SUSPENDED');
  if (lasting.length === 0) problems.push('PRIVILEGE_ENDS_TOO_SOON');
  return problems;
}

/** Whether one published shift at the clinic covers the whole time. */
export const onShift = (
  shifts: readonly Shift[],
  { clinicId, start, end }: { clinicId: string; start: string; end: string },
): boolean => shifts.some((shift) => shift.clinicId === clinicId && shift.start <= start && shift.end >= end);
