import { describe, expect, it } from '@jest/globals';
import { noon, specify, type Actor } from '@stipple/event-store';
import { plusFullDays, plusHours, plusMinutes } from '@stipple/time';
import type { KnownClient } from '../client/client.decider.js';
import { bookingPolicy } from '../policy.js';
import type { ProcedureTerms } from '../procedure/procedure.decider.js';
import {
  Book,
  booking,
  CancelBooking,
  CheckIn,
  NoteTreatmentEnded,
  NoteTreatmentStarted,
  Reschedule,
  type BookingEvent,
} from './booking.decider.js';
import { appointmentOf, claimsOf, type BookingFacts } from './booking.rules.js';

const start = plusHours(noon, 48);
const terms: ProcedureTerms = {
  clinicId: 'c1',
  code: 'SMP',
  name: 'Full head',
  kind: 'TREATMENT',
  durationMinutes: 60,
  bufferBeforeMinutes: 15,
  bufferAfterMinutes: 30,
  healingDays: 10,
  requiresPrivilege: true,
  requiresConsultation: true,
  requiresPatchTest: true,
  requiresConsent: true,
};
const consultation: KnownClient['consultations'][number] = {
  consultationId: 'k',
  clientId: 'p1',
  clinicId: 'c1',
  mode: 'VIDEO',
  at: plusHours(noon, -80),
  hairLoss: null,
  contraindications: [],
  outcome: 'GO',
  plan: null,
};
const patchTest: KnownClient['patchTests'][number] = {
  patchTestId: 't',
  clientId: 'p1',
  pigmentProduct: 'Black',
  performedAt: plusHours(noon, -72),
  readAt: plusHours(noon, -24),
  result: 'CLEAR',
};
const consent: KnownClient['consents'][number] = {
  consentId: 's',
  clientId: 'p1',
  procedureCode: 'SMP',
  templateVersion: '1',
  signedAt: noon,
};
const person: KnownClient = {
  status: 'registered',
  id: 'p1',
  clinicId: 'c1',
  name: 'Somchai',
  phone: null,
  email: null,
  dateOfBirth: null,
  consultations: [consultation],
  patchTests: [patchTest],
  consents: [consent],
};
const privilege = {
  privilegeId: 'v',
  clinicId: 'c1',
  procedureCode: 'SMP',
  from: noon,
  until: plusFullDays(noon, 30),
  suspended: false,
  ended: false,
  at: noon,
};
const shift = { shiftId: 'h', clinicId: 'c1', start: plusHours(start, -2), end: plusHours(start, 8), at: noon };
const standing = { clinics: ['c1'], left: [], privileges: { v: privilege }, shifts: { h: shift } };
const room = { clinicId: 'c1', name: 'Room 1', quarantined: false, at: noon };
const facts: BookingFacts = {
  policy: bookingPolicy,
  timeZone: 'Asia/Bangkok',
  procedure: terms,
  client: person,
  room,
  standing,
  claimed: [],
};

const given = specify(booking, facts);
const wish = {
  clinicId: 'c1',
  clientId: 'p1',
  procedureCode: 'SMP',
  staffMemberId: 's1',
  roomId: 'r1',
  start,
  mode: 'IN_PERSON' as const,
};
const book = new Book({ bookingId: 'b1', ...wish });
const appointment = appointmentOf(wish, terms);
const confirmed: BookingEvent = { type: 'BookingConfirmed', data: { bookingId: 'b1', appointment, policyVersion: 1 } };
const checkedIn: BookingEvent = { type: 'ClientCheckedIn', data: { bookingId: 'b1', appointment, policyVersion: 1 } };
const cancelled: BookingEvent = {
  type: 'BookingCancelled',
  data: { bookingId: 'b1', appointment, clientId: 'p1', by: 'CLIENT', reason: 'ill' },
};
const started: BookingEvent = {
  type: 'BookingTreatmentStarted',
  data: { bookingId: 'b1', appointment, treatmentId: 't1', at: start },
};
const completed: BookingEvent = {
  type: 'BookingCompleted',
  data: { bookingId: 'b1', appointment, treatmentId: 't1', at: plusHours(start, 1) },
};

const withStanding = (more: Partial<typeof privilege>, other: Partial<typeof shift> = {}) => ({
  standing: { ...standing, privileges: { v: { ...privilege, ...more } }, shifts: { h: { ...shift, ...other } } },
});
const withConsultation = (more: Partial<typeof consultation>) => ({
  client: { ...person, consultations: [consultation, { ...consultation, at: noon, ...more }] },
});
const withPatchTest = (more: Partial<typeof patchTest>) => ({
  client: { ...person, patchTests: [{ ...patchTest, ...more }] },
});

describe('a booking', () => {
  it('is confirmed when nothing stands in its way', () => given().when(book).then(confirmed));
  it('is made once', () => given(confirmed).when(book).refuses('ALREADY_EXISTS'));
  it('begins now or later', () => {
    given().at(plusMinutes(start, 1)).when(book).refuses('IN_THE_PAST');
    given().at(start).when(book).then(confirmed);
  });
  it('is of a client of this clinic', () =>
    given()
      .with({ client: { ...person, clinicId: 'c2' } })
      .when(book)
      .refuses('WRONG_CLINIC'));
  it('is in a room of this clinic', () =>
    given()
      .with({ room: { ...room, clinicId: 'c2' } })
      .when(book)
      .refuses('WRONG_CLINIC'));
  it('is with somebody who works at this clinic', () =>
    given()
      .with({ standing: { ...standing, clinics: ['c2'] } })
      .when(book)
      .refuses('WRONG_CLINIC'));
  it('is not with somebody who is busy', () =>
    given()
      .with({ claimed: ['staff:s1'] })
      .when(book)
      .refuses('STAFF_BUSY'));
  it('is not in a room that is taken', () =>
    given()
      .with({ claimed: ['room:r1'] })
      .when(book)
      .refuses('ROOM_BUSY'));
  it('is not for a client who is elsewhere', () =>
    given()
      .with({ claimed: ['client:p1'] })
      .when(book)
      .refuses('CLIENT_BUSY'));
  it('keeps the healing days', () =>
    given()
      .with({ claimed: ['healing:p1:SMP'] })
      .when(book)
      .refuses('HEALING_INTERVAL'));

  it('lies wholly within one shift at the clinic', () => {
    given()
      .with(withStanding({}, { start, end: plusMinutes(start, 60) }))
      .when(book)
      .then(confirmed);
    given()
      .with(withStanding({}, { end: plusMinutes(start, 59) }))
      .when(book)
      .refuses('OUTSIDE_SHIFT');
    given()
      .with(withStanding({}, { start: plusMinutes(start, 1) }))
      .when(book)
      .refuses('OUTSIDE_SHIFT');
    given()
      .with(withStanding({}, { clinicId: 'c2' }))
      .when(book)
      .refuses('OUTSIDE_SHIFT');
  });

  it('is with somebody whose privilege holds through all of it', () => {
    given()
      .with(withStanding({ from: start, until: plusMinutes(start, 60) }))
      .when(book)
      .then(confirmed);
    given()
      .with({ standing: { ...standing, privileges: {} } })
      .when(book)
      .refuses('NOT_PRIVILEGED');
    given()
      .with(withStanding({ procedureCode: 'OTHER' }))
      .when(book)
      .refuses('NOT_PRIVILEGED');
    given()
      .with(withStanding({ clinicId: 'c2' }))
      .when(book)
      .refuses('NOT_PRIVILEGED');
    given()
      .with(withStanding({ ended: true }))
      .when(book)
      .refuses('NOT_PRIVILEGED');
    given()
      .with(withStanding({ until: noon }))
      .when(book)
      .refuses('NOT_PRIVILEGED');
    given()
      .with(withStanding({ from: plusMinutes(start, 1) }))
      .when(book)
      .refuses('NOT_PRIVILEGED');
    given()
      .with(withStanding({ suspended: true }))
      .when(book)
      .refuses('PRIVILEGE_SUSPENDED');
    given()
      .with(withStanding({ until: plusMinutes(start, 59) }))
      .when(book)
      .refuses('PRIVILEGE_ENDS_TOO_SOON');
    given()
      .with(withStanding({ until: plusHours(noon, 1) }))
      .when(book)
      .refuses('PRIVILEGE_ENDS_TOO_SOON');
    given()
      .with(withStanding({ suspended: true, until: plusHours(noon, 1) }))
      .when(book)
      .refuses('PRIVILEGE_SUSPENDED', 'PRIVILEGE_ENDS_TOO_SOON');
  });
  it('takes no privilege where the procedure needs none', () =>
    given()
      .with({ procedure: { ...terms, requiresPrivilege: false }, standing: { ...standing, privileges: {} } })
      .when(book)
      .then({
        type: 'BookingConfirmed',
        data: { bookingId: 'b1', appointment: { ...appointment, requiresPrivilege: false }, policyVersion: 1 },
      }));

  it('follows the last consultation', () => {
    given()
      .with({ client: { ...person, consultations: [] } })
      .when(book)
      .refuses('CONSULTATION_MISSING');
    given()
      .with(withConsultation({ outcome: 'NO_GO' }))
      .when(book)
      .refuses('CONSULTATION_NO_GO');
    given()
      .with(withConsultation({ outcome: 'REFER' }))
      .when(book)
      .refuses('CONSULTATION_NO_GO');
    given()
      .with(withConsultation({ outcome: 'NO_GO', contraindications: ['keloid'] }))
      .when(book)
      .refuses('CONSULTATION_NO_GO', 'CONTRAINDICATED');
    given()
      .with(withConsultation({ outcome: 'NO_GO', at: plusHours(noon, -100) }))
      .when(book)
      .then(confirmed);
  });
  it('trusts a clinician who found a contraindication and said go, but for an absolute one', () => {
    given()
      .with(withConsultation({ contraindications: ['keloid'] }))
      .when(book)
      .then(confirmed);
    given()
      .with(withConsultation({ contraindications: ['scalp infection'] }))
      .when(book)
      .refuses('CONTRAINDICATED');
  });
  it.each([
    'scalp infection',
    ' SCALP-INFECTION ',
    'Ｓcalp\u00a0Infection',
    'scalp\u200b_infection',
    'Scalp – infection.',
  ])('knows %j for the infection that no go overrides', (text) =>
    given()
      .with(withConsultation({ contraindications: [text] }))
      .when(book)
      .refuses('CONTRAINDICATED'),
  );
  it('takes what was erased with the client for missing, never for a go or a clear test', () => {
    given()
      .with(withConsultation({ outcome: null, contraindications: null, hairLoss: null, plan: null }))
      .when(book)
      .refuses('CONSULTATION_MISSING');
    given()
      .with(withConsultation({ contraindications: null, hairLoss: null }))
      .when(book)
      .refuses('CONSULTATION_MISSING');
    given()
      .with(withPatchTest({ result: null, pigmentProduct: null }))
      .when(book)
      .refuses('PATCH_TEST_MISSING');
    given()
      .with({
        client: {
          ...person,
          patchTests: [
            { ...patchTest, result: null, pigmentProduct: null },
            { ...patchTest, performedAt: plusHours(noon, -50) },
          ],
        },
      })
      .when(book)
      .then(confirmed);
    given()
      .with({ client: { ...person, consents: [{ ...consent, templateVersion: null }] } })
      .when(book)
      .then(confirmed);
  });

  it('follows a clear patch test in its window', () => {
    given()
      .with({ client: { ...person, patchTests: [] } })
      .when(book)
      .refuses('PATCH_TEST_MISSING');
    given()
      .with(withPatchTest({ result: 'REACTION' }))
      .when(book)
      .refuses('PATCH_TEST_REACTION');
    given()
      .with(withPatchTest({ performedAt: plusHours(start, -24) }))
      .when(book)
      .then(confirmed);
    given()
      .with(withPatchTest({ performedAt: plusMinutes(plusHours(start, -24), 1) }))
      .when(book)
      .refuses('PATCH_TEST_OUT_OF_WINDOW');
    given()
      .with(withPatchTest({ performedAt: plusFullDays(start, -180) }))
      .when(book)
      .then(confirmed);
    given()
      .with(withPatchTest({ performedAt: plusMinutes(plusFullDays(start, -180), -1) }))
      .when(book)
      .refuses('PATCH_TEST_OUT_OF_WINDOW');
  });
  it('needs a consent to this procedure', () => {
    given()
      .with({ client: { ...person, consents: [] } })
      .when(book)
      .refuses('CONSENT_MISSING');
    given()
      .with({ client: { ...person, consents: [{ ...consent, procedureCode: 'OTHER' }] } })
      .when(book)
      .refuses('CONSENT_MISSING');
    given()
      .with({ client: { ...person, consents: [{ ...consent, procedureCode: 'smp' }] } })
      .when(book)
      .then(confirmed);
  });
  it('is not in a room in quarantine, unless by video', () => {
    given()
      .with({ room: { ...room, quarantined: true } })
      .when(book)
      .refuses('ROOM_QUARANTINED');
    given()
      .with({ room: { ...room, quarantined: true }, claimed: ['room:r1'] })
      .when(new Book({ ...book.data, mode: 'VIDEO' }))
      .then({
        type: 'BookingConfirmed',
        data: { bookingId: 'b1', appointment: { ...appointment, mode: 'VIDEO' }, policyVersion: 1 },
      });
  });

  const everything = {
    claimed: ['staff:s1', 'room:r1', 'client:p1', 'healing:p1:SMP'],
    room: { ...room, quarantined: true },
    standing: { clinics: ['c1'], left: [], privileges: {}, shifts: {} },
    client: { ...person, consultations: [], patchTests: [], consents: [] },
  };
  it('is told every reason at once, in sentences without names of clients', () => {
    const refused = given().at(plusHours(start, 1)).with(everything).when(book);
    refused.refuses(
      'IN_THE_PAST',
      'STAFF_BUSY',
      'ROOM_BUSY',
      'CLIENT_BUSY',
      'OUTSIDE_SHIFT',
      'NOT_PRIVILEGED',
      'CONSULTATION_MISSING',
      'PATCH_TEST_MISSING',
      'CONSENT_MISSING',
      'HEALING_INTERVAL',
      'ROOM_QUARANTINED',
    );
    expect(
      refused
        .refusals()
        .map((one) => one.message)
        .join(' '),
    ).not.toContain('Somchai');
    expect(refused.refusals()[2]?.message).toBe('Room 1 is taken by another booking around Wed, 17 Jun 2026, 19:00.');
  });

  const ofTheirs = {
    client: ['CLIENT_BUSY', 'CONSULTATION_MISSING', 'PATCH_TEST_MISSING', 'CONSENT_MISSING', 'HEALING_INTERVAL'],
    staff: ['STAFF_BUSY', 'OUTSIDE_SHIFT', 'NOT_PRIVILEGED'],
    room: ['ROOM_BUSY', 'ROOM_QUARANTINED'],
  };
  const elsewhere: { of: (keyof typeof ofTheirs)[]; paths: string[] }[] = [
    { of: ['client'], paths: ['clientId'] },
    { of: ['room'], paths: ['roomId'] },
    { of: ['staff'], paths: ['staffMemberId'] },
    { of: ['client', 'room'], paths: ['clientId', 'roomId'] },
    { of: ['client', 'staff'], paths: ['clientId', 'staffMemberId'] },
    { of: ['room', 'staff'], paths: ['roomId', 'staffMemberId'] },
    { of: ['client', 'room', 'staff'], paths: ['clientId', 'roomId', 'staffMemberId'] },
  ];
  it.each(elsewhere)('says of $of of another clinic that, and nothing else of them', ({ of, paths }) => {
    const facts = {
      ...everything,
      ...(of.includes('client') ? { client: { ...everything.client, clinicId: 'c2' } } : {}),
      ...(of.includes('room') ? { room: { ...everything.room, clinicId: 'c2' } } : {}),
      ...(of.includes('staff') ? { standing: { ...everything.standing, clinics: ['c2'] } } : {}),
    };
    const hidden = of.flatMap((one) => ofTheirs[one]);
    const told = [
      'STAFF_BUSY',
      'ROOM_BUSY',
      'CLIENT_BUSY',
      'OUTSIDE_SHIFT',
      'NOT_PRIVILEGED',
      'CONSULTATION_MISSING',
      'PATCH_TEST_MISSING',
      'CONSENT_MISSING',
      'HEALING_INTERVAL',
      'ROOM_QUARANTINED',
    ];
    for (const command of [
      book,
      new Reschedule({ bookingId: 'b1', start, staffMemberId: 's2', roomId: 'r1', reason: 'asked' }),
    ]) {
      const claimed = command.type === 'Book' ? facts.claimed : [...facts.claimed, 'staff:s2'];
      const refused = given(...(command.type === 'Book' ? [] : [confirmed]))
        .with({ ...facts, claimed })
        .when(command);
      refused.refuses(...of.map(() => 'WRONG_CLINIC'), ...told.filter((code) => !hidden.includes(code)));
      expect(refused.refusals().flatMap(({ code, path }) => (code === 'WRONG_CLINIC' ? path : []))).toEqual(paths);
    }
  });
  it('does not name the room of another clinic', () =>
    expect(
      given()
        .with({ room: { ...room, clinicId: 'c2' } })
        .when(book)
        .refusals(),
    ).toEqual([{ code: 'WRONG_CLINIC', message: 'This room belongs to another clinic.', path: ['roomId'] }]));

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
      .changesNothing();
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
    given(confirmed, cancelled).when(cancel).changesNothing();
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
    given(confirmed, checkedIn).when(checkIn).changesNothing();
    given(confirmed, cancelled).when(checkIn).refuses('WRONG_STATUS', 'TOO_EARLY');
  });

  const context: Actor = { id: 'context:bookings', admin: false, roles: {} };
  it('follows its treatment', () => {
    const begin = new NoteTreatmentStarted({ bookingId: 'b1', treatmentId: 't1', at: start });
    const end = new NoteTreatmentEnded({ bookingId: 'b1', treatmentId: 't1', at: plusHours(start, 1) });
    given(confirmed, checkedIn).by(context).when(begin).then(started);
    given(confirmed, checkedIn, started).by(context).when(begin).changesNothing();
    given(confirmed, checkedIn, started).by(context).when(end).then(completed);
    given(confirmed, completed).by(context).when(end).changesNothing();
    given(confirmed, cancelled).by(context).when(begin).changesNothing();
    given().by(context).when(end).changesNothing();
  });
  it('that nobody made is not changed', () => {
    for (const command of [move, cancel, checkIn]) given().when(command).refuses('WRONG_STATUS');
  });
});
