import { command, refusal, unless, type Decider, type Refusal } from '@stipple/event-store';
import { plusHours, type Instant } from '@stipple/time';

export class PublishShift extends command('PublishShift')<{
  shiftId: string;
  memberId: string;
  clinicId: string;
  start: Instant;
  end: Instant;
}> {}

export type ShiftCommand = PublishShift;

// Stored for ever: add, never rename.
export type ShiftEvent = {
  type: 'ShiftPublished';
  data: { shiftId: string; memberId: string; clinicId: string; start: Instant; end: Instant };
};

export type Shift =
  | { status: 'unknown' }
  | { status: 'published'; id: string; memberId: string; clinicId: string; start: Instant; end: Instant };

export interface ShiftFacts {
  PublishShift: {
    /** Why the person can be given no shift at the clinic; undefined when they work there. */
    notThere: Refusal | undefined;
  };
}

/** Hours of the longest shift. */
export const longestHours = 31 * 24;

/**
 * A shift says when a person may be booked at one of their clinics. Shifts may overlap, also at two clinics: it is the
 * bookings that put somebody in one place.
 */
export const shift: Decider<ShiftCommand, ShiftEvent, Shift, ShiftFacts> = {
  stream: 'shift',
  idOf: ({ data }) => data.shiftId,
  initial: { status: 'unknown' },
  clinicOf: (state) => (state.status === 'unknown' ? undefined : state.clinicId),

  decide({ data, facts: { notThere } }, _state, { now }) {
    return (
      unless(
        notThere,
        !(data.start < data.end) && refusal('ENDS_BEFORE_START', 'A shift ends after it begins.', 'end'),
        data.end > plusHours(data.start, longestHours) &&
          refusal('SHIFT_TOO_LONG', 'A shift lasts at most 31 days.', 'end'),
        data.end <= now && refusal('IN_THE_PAST', 'This shift would be over already.', 'end'),
      ) ?? [{ type: 'ShiftPublished', data }]
    );
  },

  evolve(_state, { data }) {
    return {
      status: 'published',
      id: data.shiftId,
      memberId: data.memberId,
      clinicId: data.clinicId,
      start: data.start,
      end: data.end,
    };
  },
};
