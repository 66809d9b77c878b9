import { describe, expect, it } from '@jest/globals';
import { boundsOf } from '@stipple/time';
import { freeSlots, type SlotQuestion } from './slots.rules.js';

const shift = {
  shiftId: 'h',
  clinicId: 'c1',
  staffMemberId: 's1',
  start: '2026-06-15T02:00:00.000Z',
  end: '2026-06-15T04:00:00.000Z',
};
const privilege = {
  privilegeId: 'v',
  clinicId: 'c1',
  procedureCode: 'SMP',
  staffMemberId: 's1',
  from: '2026-01-01T00:00:00.000Z',
  until: '2027-01-01T00:00:00.000Z',
  suspended: false,
  ended: false,
};
const question: SlotQuestion = {
  now: '2026-01-01T00:00:00.000Z',
  from: '2026-06-15T00:00:00.000Z',
  to: '2026-06-16T00:00:00.000Z',
  durationMinutes: 60,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
  gridMinutes: 30,
  most: 500,
  shifts: [shift],
  privileges: [privilege],
  roomIds: ['r1', 'r2'],
  taken: [],
};
const starts = (more: Partial<SlotQuestion>): string[] =>
  freeSlots({ ...question, ...more }).map((slot) => slot.start.slice(11, 16));

describe('the free times', () => {
  it('lie on the grid within a shift', () => {
    expect(starts({})).toEqual(['02:00', '02:30', '03:00']);
    expect(starts({ shifts: [{ ...shift, start: '2026-06-15T02:10:00.000Z' }] })).toEqual(['02:30', '03:00']);
  });
  it('lie within what was asked for, and not in the past', () => {
    expect(starts({ from: '2026-06-15T02:20:00.000Z', to: '2026-06-15T03:30:00.000Z' })).toEqual(['02:30']);
    expect(starts({ now: '2026-06-15T02:45:00.000Z' })).toEqual(['03:00']);
  });
  it('leave out time that the person is taken for, buffers included, half-open', () => {
    const taken = [{ resource: 'staff:s1', from: '2026-06-15T03:00:00.000Z', to: '2026-06-15T03:30:00.000Z' }];
    expect(starts({ taken })).toEqual(['02:00']);
    expect(starts({ taken, bufferAfterMinutes: 1 })).toEqual([]);
    expect(
      starts({
        taken: [
          { ...taken[0], resource: 'staff:s1', from: '2026-06-15T01:00:00.000Z', to: '2026-06-15T02:00:00.000Z' },
        ],
        bufferBeforeMinutes: 30,
      }),
    ).toEqual(['02:30', '03:00']);
  });
  it('offer the first room that is free, and none when all are taken', () => {
    const taken = [{ resource: 'room:r1', from: '2026-06-15T02:00:00.000Z', to: '2026-06-15T03:00:00.000Z' }];
    expect(freeSlots({ ...question, taken }).map((slot) => slot.roomId)).toEqual(['r2', 'r2', 'r1']);
    expect(starts({ taken, roomIds: ['r1'] })).toEqual(['03:00']);
    expect(starts({ roomIds: [] })).toEqual([]);
  });
  it('are of people whose privilege holds through all of it', () => {
    expect(starts({ privileges: [] })).toEqual([]);
    expect(starts({ privileges: [{ ...privilege, suspended: true }] })).toEqual([]);
    expect(starts({ privileges: [{ ...privilege, ended: true }] })).toEqual([]);
    expect(starts({ privileges: [{ ...privilege, until: '2026-06-15T03:30:00.000Z' }] })).toEqual(['02:00', '02:30']);
    expect(starts({ privileges: undefined })).toEqual(['02:00', '02:30', '03:00']);
  });
  it('are each person once, also where shifts overlap', () => {
    const shifts = [shift, { ...shift, shiftId: 'h2' }, { ...shift, shiftId: 'h3', staffMemberId: 's2' }];
    expect(
      freeSlots({ ...question, shifts, privileges: undefined }).map(
        (slot) => `${slot.start.slice(11, 16)} ${slot.staffMemberId}`,
      ),
    ).toEqual(['02:00 s1', '02:00 s2', '02:30 s1', '02:30 s2', '03:00 s1', '03:00 s2']);
  });
  it('stop at the most that is asked for', () => expect(starts({ most: 2 })).toEqual(['02:00', '02:30']));
  it('are 23 or 25 hours of starts on a day on which the clocks change', () => {
    const on = (date: string) => {
      const { start, end } = boundsOf(date, 'Europe/Berlin');
      return starts({ from: start, to: end, shifts: [{ ...shift, start, end }], gridMinutes: 60 }).length;
    };
    expect([on('2026-03-28'), on('2026-03-29'), on('2026-10-25')]).toEqual([24, 23, 25]);
  });
});
