import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Actor } from '@stipple/event-store';
import { administrator, type Stage } from '@stipple/service/stage';
import { instantOf } from '@stipple/time';
import { asNow, codesOf, does, hire, openClinic, openStaff } from '../staff.fixture.js';

let stage: Stage;
let clinicId: string;
let elsewhere: string;
let manager: Actor;
let technician: Actor;
beforeAll(async () => {
  stage = await openStaff();
  clinicId = await openClinic(stage, 'Sukhumvit');
  elsewhere = await openClinic(stage, 'Silom');
  manager = await hire(stage, administrator, clinicId, 'manager', ['MANAGER']);
  await hire(stage, administrator, elsewhere, 'manager', ['MANAGER']);
  technician = await hire(stage, administrator, clinicId, 'technician', ['TECHNICIAN']);
  await hire(stage, administrator, elsewhere, 'technician', ['TECHNICIAN']);
  manager = await asNow(stage, manager.id);
});
afterAll(() => stage.close());

const hours = (n: number) => instantOf(Math.floor(Date.now() / 3_600_000) * 3_600_000 + n * 3_600_000);
const publish = (from: number, to: number, changes: object = {}, by: Actor | undefined = manager) =>
  does(
    stage,
    by,
    'publishShift',
    { staffMemberId: technician.id, clinicId, start: hours(from), end: hours(to), ...changes },
    'shift { id start end }',
  );

describe('a shift', () => {
  it('is published and shown', async () => {
    const { shift } = await publish(100, 108);
    expect(shift).toMatchObject({ start: hours(100), end: hours(108) });
    const { data } = await stage.ask(
      technician,
      'query ($clinicId: ID!, $from: DateTime!, $to: DateTime!) { shifts(clinicId: $clinicId, from: $from, to: $to) { id staffMember { name } } }',
      { clinicId, from: hours(107), to: hours(120) },
    );
    expect(data).toEqual({ shifts: [{ id: shift?.id, staffMember: { name: 'technician' } }] });
  });

  it('may follow another or overlap it, also at another clinic: it says when, and not where, somebody may be booked', async () => {
    await publish(200, 208);
    expect(codesOf(await publish(208, 216))).toEqual([]);
    expect(codesOf(await publish(207, 209))).toEqual([]);
    expect(codesOf(await publish(201, 202, { clinicId: elsewhere }))).toEqual([]);
  });

  it('is published once by the same command twice', async () => {
    const commandId = randomUUID();
    const input = { commandId, start: hours(400), end: hours(408) };
    const answers = await Promise.all(Array.from({ length: 50 }, () => publish(0, 0, input)));
    expect(new Set(answers.map((answer) => answer.shift?.id)).size).toBe(1);
  });

  it('lasts up to a month, and is there on each of its days', async () => {
    const { shift } = await publish(1_000, 1_000 + 30 * 24);
    const { data } = await stage.ask(
      technician,
      'query ($clinicId: ID!, $from: DateTime!, $to: DateTime!) { shifts(clinicId: $clinicId, from: $from, to: $to) { id } }',
      { clinicId, from: hours(1_000 + 10 * 24), to: hours(1_001 + 10 * 24) },
    );
    expect(data).toEqual({ shifts: [{ id: shift?.id }] });
  });

  it('is over for the clinic when its person leaves, also when they come back', async () => {
    const leaver = await hire(stage, manager, clinicId, 'leaver', ['TECHNICIAN']);
    await publish(2_000, 2_008, { staffMemberId: leaver.id });
    const question =
      'query ($clinicId: ID!, $from: DateTime!, $to: DateTime!) { shifts(clinicId: $clinicId, from: $from, to: $to) { id } }';
    const listed = async () =>
      (
        (await stage.ask(manager, question, { clinicId, from: hours(1_999), to: hours(2_009) })).data as unknown as {
          shifts: unknown[];
        }
      ).shifts;
    expect(await listed()).toHaveLength(1);
    await does(stage, manager, 'endMembership', { staffMemberId: leaver.id, clinicId, reason: 'Moved away' });
    expect(await listed()).toEqual([]);
    expect(codesOf(await publish(2_100, 2_108, { staffMemberId: leaver.id }))).toEqual(['WRONG_CLINIC']);
    await does(stage, manager, 'hireStaff', {
      clinicId,
      name: 'leaver',
      email: 'leaver@example.com',
      roles: ['TECHNICIAN'],
    });
    expect(codesOf(await publish(2_100, 2_108, { staffMemberId: leaver.id }))).toEqual(['MEMBERSHIP_PENDING']);
    await does(stage, leaver, 'acceptMembership', { clinicId });
    expect(await listed()).toEqual([]);
    expect(codesOf(await publish(2_000, 2_008, { staffMemberId: leaver.id }))).toEqual([]);
    expect(await listed()).toHaveLength(1);
  });

  it('is published by a manager of the clinic, for who works there', async () => {
    await expect(publish(500, 501, {}, technician)).rejects.toThrow('FORBIDDEN');
    await expect(
      does(stage, undefined, 'publishShift', {
        staffMemberId: technician.id,
        clinicId,
        start: hours(1),
        end: hours(2),
      }),
    ).rejects.toThrow('UNAUTHENTICATED');
    await expect(publish(500, 501, { staffMemberId: randomUUID() })).rejects.toThrow('NOT_FOUND');
    await expect(publish(500, 501, { clinicId: randomUUID() })).rejects.toThrow('NOT_FOUND');
    await expect(publish(500, 501, { start: 'tomorrow' })).rejects.toThrow('BAD_USER_INPUT');
    const desk = await hire(stage, administrator, clinicId, 'desk', ['FRONT_DESK']);
    expect(codesOf(await publish(501, 500, { staffMemberId: desk.id, clinicId: elsewhere }))).toEqual([
      'WRONG_CLINIC',
      'ENDS_BEFORE_START',
    ]);
  });
});
