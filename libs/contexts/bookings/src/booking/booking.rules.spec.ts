import { describe, expect, it } from '@jest/globals';
import { noon } from '@stipple/event-store';
import { plusFullDays, plusHours, plusMinutes } from '@stipple/time';
import { Book, Reschedule } from './booking.decider.js';
import {
  start,
  terms,
  patchTest,
  consent,
  person,
  standing,
  room,
  given,
  book,
  appointment,
  confirmed,
  withStanding,
  withConsultation,
  withPatchTest,
} from './booking.fixture.js';

describe('an appointment', () => {
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
});
