import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Batcher } from '@stipple/event-store';
import { person } from '@stipple/service/stage';
import { randomUUID } from 'node:crypto';
import { codes, openDesk, type Desk } from '../desk.fixture.js';

describe('the catalogue of a clinic', () => {
  let at: Desk;
  beforeAll(async () => {
    at = await openDesk();
  });
  afterAll(() => at.stage.close());

  const listed = () =>
    at.read<{ procedures: { code: string; name: string; durationMinutes: number; requiresConsent: boolean }[] }>(
      at.as('TECHNICIAN'),
      'query ($id: ID!) { procedures(clinicId: $id) { code name durationMinutes requiresConsent } }',
      { id: at.clinicId },
    );

  it('shows what was defined, as it was defined last', async () => {
    expect((await at.define({ code: 'NEW', name: 'A new one', requiresConsent: true }))['procedure']).toEqual({
      code: 'NEW',
      name: 'A new one',
      kind: 'TREATMENT',
      durationMinutes: 60,
    });
    await at.define({ code: 'NEW', name: 'A longer one', durationMinutes: 90, requiresConsent: true });
    expect((await listed()).procedures[0]).toEqual({
      code: 'NEW',
      name: 'A longer one',
      durationMinutes: 90,
      requiresConsent: true,
    });
    expect(await at.told(`${at.clinicId}:NEW`, 2)).toHaveLength(2);
  });

  it('leaves the time of a booking that was made before as it was', async () => {
    const clientId = await at.client();
    const booked = await at.book({ clientId, procedureCode: 'NEW', start: at.hour(24) });
    expect(codes(booked)).toEqual(['CONSENT_MISSING']);
    await at.give(
      at.desk,
      'signConsent',
      'SignConsentInput',
      { clientId, procedureCode: 'NEW', templateVersion: '1' },
      'consent { id }',
    );
    const made = await at.book({ clientId, procedureCode: 'NEW', start: at.hour(24) });
    await at.define({ code: 'NEW', name: 'A short one', durationMinutes: 10 });
    const { booking } = await at.read<{ booking: { end: string } }>(
      at.desk,
      'query ($id: ID!) { booking(id: $id) { end } }',
      { id: made.booking?.id },
    );
    expect(booking.end).toBe(made.booking?.end);
  });

  it('is told everything that is wrong with a definition', async () => {
    expect(codes(await at.define({ code: 'with/slash', name: '', durationMinutes: 721 }))).toEqual([
      'CODE_INVALID',
      'NAME_MISSING',
      'OUT_OF_RANGE',
    ]);
  });

  it('keeps one form of a code, and one procedure of all its spellings', async () => {
    expect((await at.define({ code: ' smp – hairline ', name: 'Hairline' }))['procedure']).toMatchObject({
      code: 'SMP-HAIRLINE',
    });
    expect(codes(await at.define({ code: 'ｓｍｐ hairline', name: 'The hairline' }))).toEqual([]);
    const refused = await at.define({ code: 'SMPHAIRLINE', name: 'The same again' });
    expect(refused.refusals).toEqual([
      { code: 'ALREADY_EXISTS', message: 'This clinic has this code already, written SMP-HAIRLINE.', path: ['code'] },
    ]);
    expect((await listed()).procedures.filter((one) => one.code.startsWith('SMP')).map((one) => one.name)).toEqual([
      'The hairline',
    ]);
    const both = await Promise.all(['AT-ONCE', 'ATONCE'].map((code) => at.define({ code })));
    expect(both.map(codes).sort()).toEqual([[], ['ALREADY_EXISTS']]);
    const clientId = await at.client();
    await at.give(
      at.desk,
      'signConsent',
      'SignConsentInput',
      { clientId, procedureCode: 'smp hairline', templateVersion: '1' },
      'consent { id }',
    );
    await at.define({ code: 'SMP-HAIRLINE', requiresConsent: true });
    expect(codes(await at.book({ clientId, procedureCode: 'Smp Hairline', start: at.hour(30) }))).toEqual([]);
    const free = await at.read<{ availability: unknown[] }>(
      at.desk,
      'query ($input: AvailabilityInput!) { availability(input: $input) { start } }',
      { input: { clinicId: at.clinicId, procedureCode: 'smp hairline', from: at.hour(40), to: at.hour(42) } },
    );
    expect(free.availability).toHaveLength(5);
  });

  it('finds a procedure of before by its code as it was defined, and lets nobody define it beside', async () => {
    const terms = {
      clinicId: at.clinicId,
      code: 'smp-old',
      name: 'Old',
      kind: 'TREATMENT',
      durationMinutes: 60,
      bufferBeforeMinutes: 0,
      bufferAfterMinutes: 0,
      healingDays: 0,
      requiresPrivilege: false,
      requiresConsultation: false,
      requiresPatchTest: false,
      requiresConsent: false,
    };
    const event = {
      eventId: randomUUID(),
      type: 'ProcedureDefined',
      schemaVersion: 1,
      data: JSON.stringify(terms),
      meta: { actor: 'manager', correlation: randomUUID() },
      occurredAt: at.now,
    };
    await new Batcher(at.stage.context.database).append({
      stream: `procedure-${at.clinicId}:smp-old`,
      expected: -1,
      events: [event],
    });
    await at.hear.shift('technician');
    expect(codes(await at.book({ clientId: await at.client(), procedureCode: 'smp-old', start: at.hour(50) }))).toEqual(
      [],
    );
    expect((await at.define({ code: 'smp-old', name: 'Old, renamed' }))['procedure']).toMatchObject({
      code: 'smp-old',
      name: 'Old, renamed',
    });
    expect((await at.define({ code: 'SMP-OLD' })).refusals).toEqual([
      { code: 'ALREADY_EXISTS', message: 'This clinic has this code already, written smp-old.', path: ['code'] },
    ]);
  });

  it('is written by a manager of the clinic, and read by who works there', async () => {
    const input = {
      clinicId: at.clinicId,
      code: 'X',
      name: 'X',
      kind: 'TREATMENT',
      durationMinutes: 60,
      bufferBeforeMinutes: 0,
      bufferAfterMinutes: 0,
      healingDays: 0,
      requiresPrivilege: false,
      requiresConsultation: false,
      requiresPatchTest: false,
      requiresConsent: false,
    };
    const define = async (actor: typeof at.desk | undefined, more: object = {}) =>
      (
        await at.stage.ask(
          actor,
          'mutation ($input: DefineProcedureInput!) { defineProcedure(input: $input) { refusals { code } } }',
          { input: { ...input, ...more } },
        )
      ).errors?.[0]?.extensions['code'];
    expect(await define(undefined)).toBe('UNAUTHENTICATED');
    expect(await define(at.desk)).toBe('FORBIDDEN');
    expect(await define(person('manager', 'another clinic', 'MANAGER'))).toBe('FORBIDDEN');
    expect(await define(at.manager, { clinicId: 'nowhere' })).toBe('NOT_FOUND');
    expect(await define(at.manager, { commandId: 'not a uuid' })).toBe('BAD_USER_INPUT');
    expect(await define(at.manager, { durationMinutes: 1.5 })).toBe('BAD_USER_INPUT');
    const read = await at.stage.ask(
      person('desk', 'another clinic', 'FRONT_DESK'),
      'query ($id: ID!) { procedures(clinicId: $id) { code } }',
      { id: at.clinicId },
    );
    expect(read.errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
  });

  it('is the same after a definition sent fifty times at once as after one', async () => {
    const commandId = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => at.define({ code: 'OFTEN', commandId } as object)),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect((await at.stage.events()).filter((event) => event.id === `${at.clinicId}:OFTEN`)).toHaveLength(1);
  });
});
