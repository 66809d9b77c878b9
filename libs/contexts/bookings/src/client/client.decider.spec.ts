import { describe, expect, it } from '@jest/globals';
import { noon, specify } from '@stipple/event-store';
import { plusHours } from '@stipple/time';
import {
  client,
  RecordConsultation,
  RecordPatchTest,
  RegisterClient,
  SignConsent,
  type ClientEvent,
} from './client.decider.js';

const given = specify(client, {});
const person = {
  clientId: 'p1',
  clinicId: 'c1',
  name: 'Somchai Jaidee',
  phone: '+66 81 234 5678',
  email: 'somchai@example.org',
  dateOfBirth: '1990-02-28',
};
const registered: ClientEvent = { type: 'ClientRegistered', data: person };
const [before, after] = [plusHours(noon, -30), plusHours(noon, 1)];
const consultation = {
  consultationId: 'k1',
  clientId: 'p1',
  clinicId: 'c1',
  mode: 'VIDEO' as const,
  hairLoss: { scale: 'NORWOOD' as const, stage: '3' },
  contraindications: [' keloid '],
  outcome: 'GO' as const,
  plan: { procedureCode: 'SMP', sessions: 3 },
};
const patchTest = { patchTestId: 't1', clientId: 'p1', pigmentProduct: 'Black', result: 'CLEAR' as const };
const consent = { consentId: 's1', clientId: 'p1', procedureCode: 'SMP', templateVersion: '2' };

describe('a client', () => {
  it('is registered', () =>
    given()
      .when(new RegisterClient({ ...person, name: ' Somchai Jaidee ' }))
      .then(registered));
  it('is registered once', () => given(registered).when(new RegisterClient(person)).refuses('ALREADY_EXISTS'));
  it('is told everything that is wrong at once', () =>
    given()
      .when(new RegisterClient({ ...person, name: ' ', phone: 'none', email: 'somchai', dateOfBirth: '2026-06-16' }))
      .refuses('NAME_MISSING', 'PHONE_INVALID', 'EMAIL_INVALID', 'IN_THE_FUTURE'));

  it.each(['\u200b\u2060', '\u202e', '-', '...'])('is not called %j', (name) =>
    given()
      .when(new RegisterClient({ ...person, name }))
      .refuses('TEXT_INVALID'),
  );
  it.each([
    '081-234-5678',
    '(02) 123 4567',
    '+44 20 7946 0018 ext. 12',
    '+66\u00a081\u2013234\u20135678',
    '\u202a+66 81 234 5678\u202c',
    '020 7946 0018 x3',
    '12345',
  ])('has the number %j', (phone) =>
    given()
      .when(new RegisterClient({ ...person, phone }))
      .then({ type: 'ClientRegistered', data: { ...person, phone } }),
  );
  it.each(['.....', '+ - ( )', '1234', '1'.repeat(21), '....1'])('has no number %j, which nobody could dial', (phone) =>
    given()
      .when(new RegisterClient({ ...person, phone }))
      .refuses('TEXT_INVALID'),
  );
  it.each(['', 'none', 'ext 12345', '12345 or ask', '081234567; drop', '1'.repeat(61), '12345\u0000'])(
    'has no number %j, which is none',
    (phone) =>
      given()
        .when(new RegisterClient({ ...person, phone }))
        .refuses('PHONE_INVALID'),
  );
  it.each(['a@b', 'a@@b.c', 'a b@c.d', 'a@b..c', 'a@.b', 'a\u200b@b.c', '@b.c', `${'a'.repeat(251)}@b.c`])(
    'has no address %j',
    (email) =>
      given()
        .when(new RegisterClient({ ...person, email }))
        .refuses('EMAIL_INVALID'),
  );

  it('has a consultation, now or when it took place', () => {
    const recorded = { ...consultation, contraindications: ['keloid'] };
    given(registered)
      .when(new RecordConsultation(consultation))
      .then({ type: 'ConsultationRecorded', data: { ...recorded, at: noon } });
    given(registered)
      .when(new RecordConsultation({ ...consultation, at: before }))
      .then({ type: 'ConsultationRecorded', data: { ...recorded, at: before } });
    given(registered)
      .when(new RecordConsultation({ ...consultation, at: after }))
      .refuses('IN_THE_FUTURE');
  });
  it('has a consultation within bounds, at their own clinic', () =>
    given(registered)
      .when(
        new RecordConsultation({
          ...consultation,
          clinicId: 'c2',
          hairLoss: { scale: 'LUDWIG', stage: '' },
          contraindications: Array.from({ length: 101 }, () => ''),
          plan: { procedureCode: 'SMP', sessions: 0 },
        }),
      )
      .refuses('WRONG_CLINIC', 'NAME_MISSING', 'TOO_MANY', 'NAME_MISSING', 'OUT_OF_RANGE'));
  it('has everything that was found out about them sealed under their key', () => {
    const [keys, shape] = [
      Object.entries(client.personal ?? {}),
      {
        ConsultationRecorded: consultation,
        PatchTestRecorded: patchTest,
        ConsentSigned: consent,
        ClientRegistered: person,
      },
    ];
    const open = Object.fromEntries(
      keys.map(([type, sealed]) => [
        type,
        Object.keys(shape[type as keyof typeof shape]).filter(
          (field) => !(sealed.fields as readonly string[]).includes(field),
        ),
      ]),
    );
    expect(open).toEqual({
      ClientRegistered: ['clientId', 'clinicId'],
      ConsultationRecorded: ['consultationId', 'clientId', 'clinicId', 'mode'],
      PatchTestRecorded: ['patchTestId', 'clientId'],
      ConsentSigned: ['consentId', 'clientId', 'procedureCode'],
    });
    for (const [, { subject }] of keys)
      expect(
        subject({
          ...person,
          ...consultation,
          at: noon,
          ...patchTest,
          performedAt: noon,
          readAt: noon,
          ...consent,
          signedAt: noon,
        }),
      ).toBe('p1');
  });

  it('has a patch test, read after it was performed', () => {
    given(registered)
      .when(new RecordPatchTest({ ...patchTest, performedAt: before }))
      .then({ type: 'PatchTestRecorded', data: { ...patchTest, performedAt: before, readAt: noon } });
    given(registered)
      .when(new RecordPatchTest({ ...patchTest, readAt: before }))
      .refuses('READ_BEFORE_PERFORMED');
    given(registered)
      .when(new RecordPatchTest({ ...patchTest, pigmentProduct: '', performedAt: after, readAt: after }))
      .refuses('NAME_MISSING', 'IN_THE_FUTURE', 'IN_THE_FUTURE');
  });
  it('signs a consent', () => {
    given(registered)
      .when(new SignConsent({ ...consent, signedAt: before }))
      .then({ type: 'ConsentSigned', data: { ...consent, signedAt: before } });
    given(registered)
      .when(new SignConsent({ ...consent, templateVersion: ' ', signedAt: after }))
      .refuses('NAME_MISSING', 'IN_THE_FUTURE');
  });
  it('is registered before anything is recorded of them', () => {
    given().when(new RecordConsultation(consultation)).refuses('UNKNOWN');
    given().when(new RecordPatchTest(patchTest)).refuses('UNKNOWN');
    given().when(new SignConsent(consent)).refuses('UNKNOWN');
  });
  it('keeps the time of a late entry', () => {
    expect(client.occurredAt?.({ type: 'ConsentSigned', data: { ...consent, signedAt: before } })).toBe(before);
    expect(
      client.occurredAt?.({ type: 'PatchTestRecorded', data: { ...patchTest, performedAt: before, readAt: noon } }),
    ).toBe(noon);
    expect(client.occurredAt?.(registered)).toBeUndefined();
  });
});
