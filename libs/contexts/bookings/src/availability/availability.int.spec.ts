import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { plusFullDays, plusMinutes } from '@stipple/time';
import { codes, openDesk, type Desk } from '../desk.fixture.js';

const document =
  'query ($input: AvailabilityInput!) { availability(input: $input) { start end staffMember { id } room { id } } }';

describe('what is free', () => {
  let at: Desk;
  beforeAll(async () => {
    at = await openDesk();
  });
  afterAll(() => at.stage.close());

  const free = async (from: string, to: string, more: object = {}) =>
    (
      await at.read<{
        availability: { start: string; end: string; staffMember: { id: string }; room: { id: string } }[];
      }>(at.desk, document, { input: { clinicId: at.clinicId, procedureCode: 'SCALP', from, to, ...more } })
    ).availability;

  it('can be booked, is gone then, and comes back when it is cancelled', async () => {
    const [from, to] = [at.hour(24), at.hour(26)];
    const before = await free(from, to);
    expect(before.map((slot) => slot.start)).toEqual([0, 15, 30, 45, 60].map((minutes) => plusMinutes(from, minutes)));
    const [slot] = before;
    const booked = await at.book({
      clientId: await at.client(),
      start: slot?.start ?? '',
      staffMemberId: slot?.staffMember.id ?? '',
      roomId: slot?.room.id ?? '',
    });
    expect(codes(booked)).toEqual([]);
    expect((await free(from, to)).map((one) => one.start)).toEqual([plusMinutes(from, 60)]);
    await at.give(
      at.desk,
      'cancelBooking',
      'CancelBookingInput',
      { bookingId: booked.booking?.id, by: 'CLINIC', reason: 'mistake' },
      'booking { id }',
    );
    expect(await free(from, to)).toEqual(before);
  });

  it('leaves out rooms in quarantine and people without the privilege', async () => {
    const [from, to] = [at.hour(24), at.hour(25)];
    await at.hear.hygiene('room', 'QUARANTINED');
    expect(await free(from, to)).toEqual([]);
    await at.hear.hygiene('room', 'DIRTY');
    await at.define({ code: 'SKILLED', requiresPrivilege: true });
    expect(await free(from, to, { procedureCode: 'SKILLED' })).toEqual([]);
    await at.hear.privilege('technician', 'SKILLED');
    expect(await free(from, to, { procedureCode: 'SKILLED' })).toEqual([
      { start: from, end: to, staffMember: { id: 'technician' }, room: { id: 'room' } },
    ]);
    expect(await free(from, to, { procedureCode: 'SKILLED', staffMemberId: 'somebody-else' })).toEqual([]);
  });

  it('is told for 31 days at most, in 500 slots at most', async () => {
    const from = at.hour(24);
    expect(await free(from, plusFullDays(from, 31))).toHaveLength(500);
    const code = async (input: object, actor = at.desk) =>
      (
        await at.stage.ask(actor, document, {
          input: { clinicId: at.clinicId, procedureCode: 'SCALP', from, to: at.hour(30), ...input },
        })
      ).errors?.[0]?.extensions['code'];
    expect(await code({ to: plusMinutes(plusFullDays(from, 31), 1) })).toBe('BAD_USER_INPUT');
    expect(await code({ to: from })).toBe('BAD_USER_INPUT');
    expect(await code({ procedureCode: 'NOTHING' })).toBe('NOT_FOUND');
    expect(await code({ clinicId: 'nowhere' })).toBe('NOT_FOUND');
    expect(await code({}, at.as('AUDITOR'))).toBe('FORBIDDEN');
  });
});
