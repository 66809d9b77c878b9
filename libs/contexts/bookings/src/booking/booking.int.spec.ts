import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { treatments } from '@stipple/contracts';
import { person } from '@stipple/service/stage';
import { plusMinutes } from '@stipple/time';
import { randomUUID } from 'node:crypto';
import { codes, openDesk, refused, type Desk } from '../desk.fixture.js';

describe('booking at the desk', () => {
  let at: Desk;
  beforeAll(async () => {
    at = await openDesk();
  });
  afterAll(() => at.stage.close());

  const move = (bookingId: string, start: string, more: object = {}) =>
    at.give(
      at.desk,
      'reschedule',
      'RescheduleInput',
      { bookingId, start, staffMemberId: 'technician', roomId: 'room', reason: 'the client asked', ...more },
      'booking { id status start end }',
    );
  const cancel = (bookingId: string) =>
    at.give(
      at.desk,
      'cancelBooking',
      'CancelBookingInput',
      { bookingId, by: 'CLIENT', reason: 'ill' },
      'booking { id status }',
    );
  const checkIn = (bookingId: string) =>
    at.give(at.desk, 'checkIn', 'CheckInInput', { bookingId }, 'booking { id status }');
  const idOf = (answer: { booking?: { id: string } | null }): string => answer.booking?.id ?? '';

  it('gives one of twenty who want a room at the same time the room, and tells the others so', async () => {
    const people: { staffMemberId: string; clientId: string }[] = [];
    for (let index = 0; index < 20; index += 1) {
      await at.hear.member(`technician-${index}`);
      await at.hear.shift(`technician-${index}`);
      people.push({ staffMemberId: `technician-${index}`, clientId: await at.client(`Client ${index}`) });
    }
    const answers = await Promise.all(people.map((one) => at.book({ ...one, start: at.hour(24) })));
    expect(answers.filter((answer) => answer.booking?.status === 'CONFIRMED')).toHaveLength(1);
    expect(answers.filter((answer) => answer.booking === null).map(codes)).toEqual(
      Array.from({ length: 19 }, () => ['ROOM_BUSY']),
    );
  });

  it('gives one of twenty who want the same person in different rooms the person', async () => {
    await at.hear.member('wanted');
    await at.hear.shift('wanted');
    const wishes: { roomId: string; clientId: string }[] = [];
    for (let index = 0; index < 20; index += 1) {
      await at.hear.room(`room-${index}`, `Room ${index}`);
      wishes.push({ roomId: `room-${index}`, clientId: await at.client() });
    }
    const answers = await Promise.all(
      wishes.map((one) => at.book({ ...one, staffMemberId: 'wanted', start: at.hour(24) })),
    );
    expect(answers.filter((answer) => answer.booking?.status === 'CONFIRMED')).toHaveLength(1);
    expect(answers.filter((answer) => answer.booking === null).map(codes)).toEqual(
      Array.from({ length: 19 }, () => ['STAFF_BUSY']),
    );
  });

  it('counts the buffers, and lets the next booking begin when they end', async () => {
    await at.define({ code: 'BUFFERED', bufferBeforeMinutes: 15, bufferAfterMinutes: 30 });
    const clientId = await at.client();
    const start = at.hour(48);
    expect(codes(await at.book({ clientId, procedureCode: 'BUFFERED', start }))).toEqual([]);
    const other = await at.client();
    expect(codes(await at.book({ clientId: other, start: plusMinutes(start, 89) }))).toEqual([
      'STAFF_BUSY',
      'ROOM_BUSY',
    ]);
    expect(codes(await at.book({ clientId: other, start: plusMinutes(start, -74) }))).toEqual([
      'STAFF_BUSY',
      'ROOM_BUSY',
    ]);
    expect(codes(await at.book({ clientId: other, start: plusMinutes(start, 90) }))).toEqual([]);
    expect(codes(await at.book({ clientId: other, start: plusMinutes(start, -75) }))).toEqual([]);
  });

  it('frees the time when a booking is cancelled', async () => {
    const [clientId, other] = [await at.client(), await at.client()];
    const start = at.hour(60);
    const booked = await at.book({ clientId, start });
    expect(codes(await at.book({ clientId: other, start }))).toEqual(['STAFF_BUSY', 'ROOM_BUSY']);
    expect((await cancel(idOf(booked))).booking).toEqual({ id: idOf(booked), status: 'CANCELLED' });
    expect((await cancel(idOf(booked))).refusals).toEqual([]);
    expect(codes(await at.book({ clientId: other, start }))).toEqual([]);
    expect(codes(await move(idOf(booked), at.hour(62)))).toEqual(['WRONG_STATUS']);
  });

  it('moves a booking, keeps the old time when the new one is taken, and does not count the booking against itself', async () => {
    const [clientId, other] = [await at.client(), await at.client()];
    const [first, second] = [
      await at.book({ clientId, start: at.hour(70) }),
      await at.book({ clientId: other, start: at.hour(72) }),
    ];
    expect(codes(second)).toEqual([]);
    expect(codes(await move(idOf(first), at.hour(72)))).toEqual(['STAFF_BUSY', 'ROOM_BUSY']);
    expect(codes(await at.book({ clientId: other, start: at.hour(70) }))).toEqual(['STAFF_BUSY', 'ROOM_BUSY']);
    const later = plusMinutes(at.hour(70), 30);
    expect((await move(idOf(first), later)).booking).toEqual({
      id: idOf(first),
      status: 'CONFIRMED',
      start: later,
      end: plusMinutes(later, 60),
    });
    expect(codes(await move(idOf(first), at.hour(70), { reason: ' ' }))).toEqual(['REASON_MISSING']);
  });

  it('keeps a client out of two places', async () => {
    await at.hear.member('elsewhere');
    await at.hear.shift('elsewhere');
    await at.hear.room('elsewhere', 'Room elsewhere');
    const clientId = await at.client();
    expect(codes(await at.book({ clientId, start: at.hour(80) }))).toEqual([]);
    expect(
      codes(
        await at.book({
          clientId,
          start: plusMinutes(at.hour(80), 59),
          staffMemberId: 'elsewhere',
          roomId: 'elsewhere',
        }),
      ),
    ).toEqual(['CLIENT_BUSY']);
  });

  it('keeps healing days on both sides of a session, also between two bookings made at once', async () => {
    await at.define({ code: 'HEALING', healingDays: 10 });
    const clientId = await at.client();
    const day = (days: number) => at.hour(24 * days + 6);
    expect(codes(await at.book({ clientId, procedureCode: 'HEALING', start: day(20) }))).toEqual([]);
    expect(codes(await at.book({ clientId, procedureCode: 'HEALING', start: plusMinutes(day(30), -1) }))).toEqual([
      'HEALING_INTERVAL',
    ]);
    expect(codes(await at.book({ clientId, procedureCode: 'HEALING', start: plusMinutes(day(10), 1) }))).toEqual([
      'HEALING_INTERVAL',
    ]);
    expect(codes(await at.book({ clientId, procedureCode: 'HEALING', start: day(10) }))).toEqual([]);
    const both = await Promise.all(
      [day(50), day(52)].map((start) => at.book({ clientId, procedureCode: 'HEALING', start })),
    );
    expect(both.map(codes).sort()).toEqual([[], ['HEALING_INTERVAL']]);
  });

  it('does a command sent fifty times at once once', async () => {
    const clientId = await at.client();
    const commandId = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => at.book({ clientId, start: at.hour(90), commandId })),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]?.booking?.status).toBe('CONFIRMED');
    const made = (await at.stage.events()).filter(
      (event) => event.type === 'BookingConfirmed' && event.id === idOf(answers[0] ?? {}),
    );
    expect(made).toHaveLength(1);
  });

  it('opens check-in two hours before the start, and follows the treatment from there', async () => {
    const clientId = await at.client();
    const [soon, later] = [
      await at.book({ clientId, start: at.hour(0) }),
      await at.book({ clientId, start: at.hour(4) }),
    ];
    expect(codes(await checkIn(idOf(later)))).toEqual(['TOO_EARLY']);
    const bookingId = idOf(soon);
    expect((await checkIn(bookingId)).booking).toEqual({ id: bookingId, status: 'CHECKED_IN' });
    expect((await checkIn(bookingId)).refusals).toEqual([]);
    const about = {
      treatmentId: 'treatment',
      bookingId,
      clinicId: at.clinicId,
      clientId,
      staffMemberId: 'technician',
      roomId: 'room',
      procedureCode: 'SCALP',
    };
    const status = async () =>
      (
        await at.read<{ booking: { status: string } }>(at.desk, 'query ($id: ID!) { booking(id: $id) { status } }', {
          id: bookingId,
        })
      ).booking.status;
    const started = treatments.treatmentStarted.of('treatment', { ...about, packIds: [], startedAt: at.now });
    const message = { id: randomUUID() };
    await at.stage.hear(treatments.treatmentStarted, started, message);
    await at.stage.hear(treatments.treatmentStarted, started, message);
    expect(await status()).toBe('IN_TREATMENT');
    expect(codes(await cancel(bookingId))).toEqual(['WRONG_STATUS']);
    await at.stage.hear(
      treatments.treatmentCompleted,
      treatments.treatmentCompleted.of('treatment', { ...about, completedAt: at.now }),
    );
    expect(await status()).toBe('COMPLETED');
    expect((await at.told(bookingId, 4)).map((sent) => (sent.data as { status: string }).status)).toEqual([
      'CONFIRMED',
      'CHECKED_IN',
      'IN_TREATMENT',
      'COMPLETED',
    ]);
  });

  it('is over when its treatment is broken off', async () => {
    const clientId = await at.client();
    const bookingId = idOf(await at.book({ clientId, start: at.hour(6) }));
    const about = {
      treatmentId: 'fainted',
      bookingId,
      clinicId: at.clinicId,
      clientId,
      staffMemberId: 'technician',
      roomId: 'room',
      procedureCode: 'SCALP',
    };
    await at.stage.hear(
      treatments.treatmentStarted,
      treatments.treatmentStarted.of('fainted', { ...about, packIds: [], startedAt: at.now }),
    );
    await at.stage.hear(
      treatments.treatmentAbandoned,
      treatments.treatmentAbandoned.of('fainted', { ...about, abandonedAt: at.now }),
    );
    expect(await at.read(at.desk, 'query ($id: ID!) { booking(id: $id) { status } }', { id: bookingId })).toEqual({
      booking: { status: 'COMPLETED' },
    });
  });

  it('is told every reason at once', async () => {
    await at.define({
      code: 'STRICT',
      requiresPrivilege: true,
      requiresConsultation: true,
      requiresPatchTest: true,
      requiresConsent: true,
    });
    await at.hear.member('stranger');
    await at.hear.room('closed', 'Room 9');
    await at.hear.hygiene('closed', 'QUARANTINED');
    const clientId = await at.client();
    const answer = await at.book({
      clientId,
      procedureCode: 'STRICT',
      staffMemberId: 'stranger',
      roomId: 'closed',
      start: '2020-01-01T00:00:00Z',
    });
    expect(codes(answer)).toEqual([
      'IN_THE_PAST',
      'OUTSIDE_SHIFT',
      'NOT_PRIVILEGED',
      'CONSULTATION_MISSING',
      'PATCH_TEST_MISSING',
      'CONSENT_MISSING',
      'ROOM_QUARANTINED',
    ]);
    const video = await at.book({
      clientId,
      procedureCode: 'SCALP',
      roomId: 'closed',
      start: at.hour(95),
      mode: 'VIDEO',
    });
    expect(codes(video)).toEqual([]);
  });

  it('is for the desk of the clinic, and says what there is not', async () => {
    const clientId = await at.client();
    const wish = {
      clinicId: at.clinicId,
      clientId,
      procedureCode: 'SCALP',
      staffMemberId: 'technician',
      roomId: 'room',
      start: at.hour(99),
      mode: 'IN_PERSON',
    };
    const fault = async (actor: typeof at.desk | undefined, input: object) => {
      const { errors } = await at.stage.ask(
        actor,
        `mutation ($input: BookInput!) { book(input: $input) { booking { id } ${refused} } }`,
        { input },
      );
      return errors?.[0]?.extensions['code'];
    };
    expect(await fault(undefined, wish)).toBe('UNAUTHENTICATED');
    expect(await fault(at.as('TECHNICIAN'), wish)).toBe('FORBIDDEN');
    expect(await fault(person('other desk', 'another clinic', 'FRONT_DESK'), wish)).toBe('FORBIDDEN');
    expect(await fault(at.desk, { ...wish, clinicId: 'nowhere' })).toBe('NOT_FOUND');
    expect(await fault(at.desk, { ...wish, clientId: 'nobody' })).toBe('NOT_FOUND');
    expect(await fault(at.desk, { ...wish, procedureCode: 'NOTHING' })).toBe('NOT_FOUND');
    expect(await fault(at.desk, { ...wish, staffMemberId: 'nobody' })).toBe('NOT_FOUND');
    expect(await fault(at.desk, { ...wish, roomId: 'nowhere' })).toBe('NOT_FOUND');
    expect(await fault(at.desk, { ...wish, start: 'tomorrow' })).toBe('BAD_USER_INPUT');
    expect(await fault(at.desk, { ...wish, mode: 'LETTER' })).toBe('BAD_USER_INPUT');
    const unknown = await at.stage.ask(at.desk, '{ booking(id: "none") { id } }');
    expect(unknown.errors?.[0]?.extensions['code']).toBe('NOT_FOUND');
  });
});
