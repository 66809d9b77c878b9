import { describe, expect, it } from '@jest/globals';
import { attentionOf, type BookedAppointment, type CurrentFacts } from './attention.rules.js';

const booking: BookedAppointment = {
  clinicId: 'c1',
  procedureCode: 'SMP',
  requiresPrivilege: true,
  requiresPatchTest: true,
  start: '2026-06-15T02:00:00.000Z',
  end: '2026-06-15T03:00:00.000Z',
  mode: 'IN_PERSON',
  status: 'CONFIRMED',
};
const privilege = {
  privilegeId: 'v',
  clinicId: 'c1',
  procedureCode: 'SMP',
  from: '2026-01-01T00:00:00.000Z',
  until: '2027-01-01T00:00:00.000Z',
  suspended: false,
  ended: false,
};
const present: CurrentFacts = {
  now: '2026-06-01T00:00:00.000Z',
  timeZone: 'Asia/Bangkok',
  worksThere: true,
  privileges: [privilege],
  shifts: [{ shiftId: 'h', clinicId: 'c1', start: booking.start, end: booking.end }],
  room: { name: 'Room 1', quarantined: false },
  patchTestReaction: false,
  packRecalled: false,
  pigmentRecalled: false,
};
const on = (more: Partial<CurrentFacts>, other: Partial<BookedAppointment> = {}): string[] =>
  attentionOf({ ...booking, ...other }, { ...present, ...more }).map((one) => one.code);

describe('what a booking needs attention for', () => {
  it('is nothing while all is as it was', () => expect(on({})).toEqual([]));
  it('is a privilege that was suspended', () =>
    expect(on({ privileges: [{ ...privilege, suspended: true }] })).toEqual(['PRIVILEGE_SUSPENDED']));
  it('is a privilege that ended or will have ended', () => {
    expect(on({ privileges: [{ ...privilege, ended: true }] })).toEqual(['NOT_PRIVILEGED']);
    expect(on({ privileges: [{ ...privilege, until: booking.start }] })).toEqual(['NOT_PRIVILEGED']);
  });
  it('is no privilege where none is needed', () =>
    expect(on({ privileges: [] }, { requiresPrivilege: false })).toEqual([]));
  it('is a room in quarantine, unless by video', () => {
    expect(on({ room: { name: 'Room 1', quarantined: true } })).toEqual(['ROOM_QUARANTINED']);
    expect(on({ room: { name: 'Room 1', quarantined: true } }, { mode: 'VIDEO' })).toEqual([]);
  });
  it('is time outside of every shift', () => expect(on({ shifts: [] })).toEqual(['OUTSIDE_SHIFT']));
  it('is somebody who has left, with whom shifts and privileges went', () =>
    expect(on({ worksThere: false, shifts: [], privileges: [] })).toEqual(['NOT_AT_CLINIC']));
  it('is a reaction to a patch test, where one is asked for', () => {
    expect(on({ patchTestReaction: true })).toEqual(['PATCH_TEST_REACTION']);
    expect(on({ patchTestReaction: true }, { requiresPatchTest: false })).toEqual([]);
  });
  it('is a recall that touched the client', () =>
    expect(on({ packRecalled: true, pigmentRecalled: true })).toEqual(['PACK_RECALLED', 'PIGMENT_RECALLED']));
  it('is everything at once', () =>
    expect(
      on({
        privileges: [],
        shifts: [],
        room: { name: null, quarantined: true },
        patchTestReaction: true,
        packRecalled: true,
        pigmentRecalled: true,
      }),
    ).toEqual([
      'NOT_PRIVILEGED',
      'ROOM_QUARANTINED',
      'OUTSIDE_SHIFT',
      'PATCH_TEST_REACTION',
      'PACK_RECALLED',
      'PIGMENT_RECALLED',
    ]));
  it('is nothing once it is over', () => {
    for (const status of ['COMPLETED', 'CANCELLED', 'NO_SHOW'] as const)
      expect(on({ shifts: [] }, { status })).toEqual([]);
    expect(on({ shifts: [], now: booking.end })).toEqual([]);
  });
});
