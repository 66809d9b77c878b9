import { describe, expect, it } from '@jest/globals';
import { type Actor } from '@stipple/event-store';
import { plusFullDays, plusHours, plusMinutes } from '@stipple/time';
import {
  booking,
  CancelBooking,
  CheckIn,
  NoteTreatmentEnded,
  NoteTreatmentStarted,
  Reschedule,
} from './booking.decider.js';
import { appointmentOf, claimsOf } from './booking.rules.js';
import {
  start,
  terms,
  person,
  given,
  wish,
  book,
  appointment,
  confirmed,
  checkedIn,
  cancelled,
  started,
  completed,
} from './booking.fixture.js';

describe('a booking', () => {
  it('is confirmed when nothing stands in its way', () => given().when(book).then(confirmed));
  it('is made once', () => given(confirmed).when(book).refuses('ALREADY_EXISTS'));
  it('holds its people and its room with buffers, its client without, and the healing days, until it is cancelled', () => {
    const around = { from: plusMinutes(start, -15), to: plusMinutes(start, 90) };
    const held = [
      { resource: 'staff:s1', during: around },
      { resource: 'room:r1', during: around },
      { resource: 'client:p1', during: { from: start, to: plusMinutes(start, 60) } },
      { resource: 'healing:p1:SMP', during: { from: start, to: plusFullDays(start, 10) } },
    ];
    expect(booking.claims?.(given(confirmed).state)).toEqual(held);
    expect(booking.claims?.(given(confirmed, checkedIn, started, completed).state)).toEqual(held);
    expect(booking.claims?.(given(confirmed, cancelled).state)).toEqual([]);
    expect(
      claimsOf({ ...appointment, mode: 'VIDEO', procedureKind: 'CONSULTATION' }).map((one) => one.resource),
    ).toEqual(['staff:s1', 'client:p1']);
  });

  const later = plusHours(start, 3);
  const move = new Reschedule({ bookingId: 'b1', start: later, staffMemberId: 's1', roomId: 'r2', reason: ' asked ' });
  it('is moved under the same rules', () => {
    const moved = appointmentOf({ ...wish, start: later, roomId: 'r2' }, terms);
    given(confirmed)
      .when(move)
      .then({
        type: 'BookingRescheduled',
        data: { bookingId: 'b1', appointment: moved, clientId: 'p1', reason: 'asked', policyVersion: 1 },
      });
    given(confirmed)
      .with({ claimed: ['room:r2'] })
      .when(move)
      .refuses('ROOM_BUSY');
    given(confirmed)
      .with({ claimed: ['room:r2'], client: { ...person, consents: [] } })
      .when(new Reschedule({ ...move.data, reason: '' }))
      .refuses('REASON_MISSING', 'ROOM_BUSY', 'CONSENT_MISSING');
    given(confirmed)
      .when(new Reschedule({ ...move.data, reason: '\u200b\u2060 ...' }))
      .refuses('REASON_MISSING');
    given(confirmed)
      .when(new Reschedule({ ...move.data, start, roomId: 'r1' }))
      .isSo();
  });
  it('is not moved once the client is there, or it is over', () => {
    for (const past of [
      [confirmed, checkedIn],
      [confirmed, started],
      [confirmed, completed],
      [confirmed, cancelled],
    ])
      given(...past)
        .when(move)
        .refuses('WRONG_STATUS');
  });

  const cancel = new CancelBooking({ bookingId: 'b1', by: 'CLIENT', reason: ' ill ' });
  it('is cancelled with a reason before it begins', () => {
    given(confirmed).when(cancel).then(cancelled);
    given(confirmed, checkedIn).when(cancel).then(cancelled);
    given(confirmed, cancelled).when(cancel).isSo();
    given(confirmed, started)
      .when(new CancelBooking({ ...cancel.data, reason: '' }))
      .refuses('WRONG_STATUS', 'REASON_MISSING');
    given(confirmed, completed).when(cancel).refuses('WRONG_STATUS');
  });

  const checkIn = new CheckIn({ bookingId: 'b1' });
  it('is checked in from two hours before its start until its end', () => {
    given(confirmed).at(plusHours(start, -2)).when(checkIn).then(checkedIn);
    given(confirmed).at(plusMinutes(start, 59)).when(checkIn).then(checkedIn);
    given(confirmed)
      .at(plusMinutes(plusHours(start, -2), -1))
      .when(checkIn)
      .refuses('TOO_EARLY');
    given(confirmed).at(plusMinutes(start, 60)).when(checkIn).refuses('TOO_LATE');
    given(confirmed, checkedIn).when(checkIn).isSo();
    given(confirmed, cancelled).when(checkIn).refuses('WRONG_STATUS', 'TOO_EARLY');
  });

  const context: Actor = { id: 'context:bookings', admin: false, roles: {} };
  it('follows its treatment', () => {
    const begin = new NoteTreatmentStarted({ bookingId: 'b1', treatmentId: 't1', at: start });
    const end = new NoteTreatmentEnded({ bookingId: 'b1', treatmentId: 't1', at: plusHours(start, 1) });
    given(confirmed, checkedIn).by(context).when(begin).then(started);
    given(confirmed, checkedIn, started).by(context).when(begin).isSo();
    given(confirmed, checkedIn, started).by(context).when(end).then(completed);
    given(confirmed, completed).by(context).when(end).isSo();
    given(confirmed, cancelled).by(context).when(begin).ignores('This booking is CANCELLED already.');
    given().by(context).when(end).ignores('There is no such booking here.');
  });
  it('is unknown where nobody made it', () => {
    for (const command of [move, cancel, checkIn]) given().when(command).refuses('UNKNOWN');
  });
});
