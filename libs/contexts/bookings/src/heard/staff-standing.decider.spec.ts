import { describe, expect, it } from '@jest/globals';
import { noon, specify } from '@stipple/event-store';
import { plusHours } from '@stipple/time';
import {
  NoteMember,
  NoteMembershipEnded,
  NotePrivilege,
  NoteShift,
  staffStanding,
  type StaffStandingEvent,
} from './staff-standing.decider.js';

const given = specify(staffStanding, {});
const [earlier, later] = [plusHours(noon, -1), plusHours(noon, 1)];
const member = { staffMemberId: 's1', clinicId: 'c1' };
const privilege = {
  staffMemberId: 's1',
  privilegeId: 'v',
  clinicId: 'c1',
  procedureCode: 'SMP',
  from: noon,
  until: later,
  suspended: false,
  ended: false,
  at: noon,
};
const shift = { staffMemberId: 's1', shiftId: 'h', clinicId: 'c1', start: noon, end: later, at: noon };
const held: StaffStandingEvent = { type: 'PrivilegeNoted', data: privilege };

describe('staff as bookings know them', () => {
  it('are hired at each clinic once', () => {
    given().when(new NoteMember(member)).then({ type: 'MemberNoted', data: member });
    given({ type: 'MemberNoted', data: member }).when(new NoteMember(member)).isSo();
    given({ type: 'MemberNoted', data: member })
      .when(new NoteMember({ ...member, clinicId: 'c2' }))
      .then({ type: 'MemberNoted', data: { ...member, clinicId: 'c2' } });
  });
  it('hold a privilege as it was told last', () => {
    given().when(new NotePrivilege(privilege)).then(held);
    given(held)
      .when(new NotePrivilege({ ...privilege, at: later }))
      .isSo();
    given(held)
      .when(new NotePrivilege({ ...privilege, suspended: true, at: later }))
      .then({ type: 'PrivilegeNoted', data: { ...privilege, suspended: true, at: later } });
    given(held)
      .when(new NotePrivilege({ ...privilege, suspended: true, at: earlier }))
      .ignores('Newer news of this was heard before.');
  });
  it('work a shift as it was told last', () => {
    given().when(new NoteShift(shift)).then({ type: 'ShiftNoted', data: shift });
    given({ type: 'ShiftNoted', data: shift }).when(new NoteShift(shift)).isSo();
    given({ type: 'ShiftNoted', data: shift })
      .when(new NoteShift({ ...shift, end: plusHours(noon, 2), at: earlier }))
      .ignores('Newer news of this was heard before.');
  });
  it('leave a clinic with all that counted there, and come back with nothing of it', () => {
    const elsewhere = { ...shift, shiftId: 'e', clinicId: 'c2' };
    const ended: StaffStandingEvent = { type: 'MembershipEndNoted', data: { ...member, at: later } };
    const hired: StaffStandingEvent = { type: 'MemberNoted', data: member };
    const before: StaffStandingEvent[] = [
      hired,
      held,
      { type: 'ShiftNoted', data: shift },
      { type: 'ShiftNoted', data: elsewhere },
    ];
    given(before).when(new NoteMembershipEnded(ended.data)).then(ended);
    given(before, ended).when(new NoteMembershipEnded(ended.data)).isSo();
    expect(given(before, ended).state).toMatchObject({
      clinics: [],
      left: ['c1'],
      privileges: {},
      shifts: { e: { clinicId: 'c2' } },
    });
    given(before, ended).when(new NoteMember(member)).then(hired);
    expect(given(before, ended, hired).state).toMatchObject({ clinics: ['c1'], left: [], privileges: {} });
    expect(Object.keys(given(before, ended, hired).state.shifts)).toEqual(['e']);
  });
});
