import { epochOf, instantOf } from '@stipple/time';
import type { Privilege, Shift } from '../heard/staff-standing.decider.js';

/** A stretch of time, half-open, in milliseconds since 1970. */
interface Stretch {
  from: number;
  to: number;
}

export interface Slot {
  start: string;
  end: string;
  staffMemberId: string;
  roomId: string;
}

export interface SlotQuestion {
  /** Nothing starts before it. */
  now: string;
  from: string;
  to: string;
  durationMinutes: number;
  bufferBeforeMinutes: number;
  bufferAfterMinutes: number;
  gridMinutes: number;
  most: number;
  /** Shifts at the clinic. */
  shifts: readonly (Shift & { staffMemberId: string })[];
  /** Privileges for the procedure at the clinic; undefined when it takes none. */
  privileges: readonly (Privilege & { staffMemberId: string })[] | undefined;
  /** Rooms in the order in which they are offered, quarantined ones left out. */
  roomIds: readonly string[];
  /** Times at which `staff:<id>` and `room:<id>` are taken, buffers included. */
  taken: readonly { resource: string; from: string; to: string }[];
}

/**
 * Free times on the grid, earliest first: for each member of staff and start the first free room. Times are moments, so
 * a day on which the clocks change needs no care. Every zone's offset is a multiple of 15 minutes, so starts lie on the
 * quarter hour there too.
 */
export function freeSlots(question: SlotQuestion): Slot[] {
  const minute = 60_000;
  const [grid, duration, before, after] = [
    question.gridMinutes * minute,
    question.durationMinutes * minute,
    question.bufferBeforeMinutes * minute,
    question.bufferAfterMinutes * minute,
  ];
  const earliest = Math.max(epochOf(question.from), epochOf(question.now));
  const latest = epochOf(question.to) - duration;
  const taken = takenBy(question.taken);
  const privileges = question.privileges?.filter((one) => !one.suspended && !one.ended);

  const starts = new Map<number, Set<string>>();
  for (const shift of question.shifts) {
    const last = Math.min(latest, epochOf(shift.end) - duration);
    for (let start = Math.ceil(Math.max(earliest, epochOf(shift.start)) / grid) * grid; start <= last; start += grid) {
      const staff = starts.get(start);
      if (staff) staff.add(shift.staffMemberId);
      else starts.set(start, new Set([shift.staffMemberId]));
    }
  }

  const slots: Slot[] = [];
  for (const start of [...starts.keys()].sort((one, other) => one - other)) {
    const around = { from: start - before, to: start + duration + after };
    const roomId = question.roomIds.find((id) => isFree(taken.get(`room:${id}`), around));
    if (roomId === undefined) continue;
    const [startsAt, endsAt] = [instantOf(start), instantOf(start + duration)];
    for (const staffMemberId of [...(starts.get(start) ?? [])].sort()) {
      if (
        privileges &&
        !privileges.some((one) => one.staffMemberId === staffMemberId && one.from <= startsAt && one.until >= endsAt)
      )
        continue;
      if (!isFree(taken.get(`staff:${staffMemberId}`), around)) continue;
      slots.push({ start: startsAt, end: endsAt, staffMemberId, roomId });
      if (slots.length === question.most) return slots;
    }
  }
  return slots;
}

/** The stretches of each resource, in order. Those of one resource never overlap. */
function takenBy(taken: SlotQuestion['taken']): Map<string, Stretch[]> {
  const by = new Map<string, Stretch[]>();
  for (const { resource, from, to } of taken) {
    const stretches = by.get(resource);
    const stretch = { from: epochOf(from), to: epochOf(to) };
    if (stretches) stretches.push(stretch);
    else by.set(resource, [stretch]);
  }
  for (const stretches of by.values()) stretches.sort((one, other) => one.from - other.from);
  return by;
}

/** Whether no stretch overlaps. Bisects, for the stretches lie in order. */
function isFree(stretches: readonly Stretch[] | undefined, wanted: Stretch): boolean {
  if (!stretches) return true;
  let [low, high] = [0, stretches.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((stretches[middle] as Stretch).to <= wanted.from) low = middle + 1;
    else high = middle;
  }
  const next = stretches[low];
  return next === undefined || next.from >= wanted.to;
}
