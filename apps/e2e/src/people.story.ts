import { describe, expect, it } from '@jest/globals';
import { GraphClient, operations, Person } from '@stipple/demo';
import { plusHours } from '@stipple/time';
import {
  book,
  certify,
  codes,
  now,
  nobody,
  openClinic,
  registerClient,
  shape,
  signIn,
  soon,
  type Clinic,
  type DaySheetLine,
  type Thing,
} from './world.js';

const attentionOf = async (clinic: Clinic, bookingId: string, start: string) => {
  const lines = await clinic.people.desk.asks<DaySheetLine[]>('daySheet', {
    clinicId: clinic.id,
    date: start.slice(0, 10),
  });
  return lines.find((line) => line.id === bookingId)?.attention.map((one) => one.code);
};
const codesOf = async (person: Person, operation: keyof typeof operations, variables: object): Promise<string[]> =>
  ((await person.client.ask(operations[operation], variables)).errors ?? []).map(
    ({ extensions }) => extensions?.code ?? '',
  );

describe(`people who come and go (${shape.name})`, () => {
  it('are asked before they work at a further clinic, and leave it with what was theirs there alone', async () => {
    const [home, other] = [await openClinic(), await openClinic()];
    const { credentialId } = await certify(home, 'technician');
    const { manager, manager2, desk } = other.people;
    const staffMemberId = home.ids.technician;

    const hired = await manager.does<{ staffMember: { id: string; name: string }; invitation: string | null }>(
      'hireStaff',
      { clinicId: other.id, name: 'As typed', email: home.emails.technician, roles: ['TECHNICIAN'] },
    );
    expect(hired).toMatchObject({ staffMember: { id: staffMemberId, name: 'As typed' }, invitation: null });
    expect(
      codes(
        await manager.tries('publishShift', {
          staffMemberId,
          clinicId: other.id,
          start: now(),
          end: plusHours(now(), 8),
        }),
      ),
    ).toEqual(['MEMBERSHIP_PENDING']);
    const clientId = await registerClient(other);
    const start = soon();
    const wanted = book(other, clientId, { staffMemberId, start });
    expect(codes(await desk.tries('book', wanted))).toContain('WRONG_CLINIC');
    expect(await codesOf(manager, 'revokeCredential', { input: { credentialId, reason: 'Because' } })).toEqual([
      'NOT_FOUND',
    ]);

    const { technician } = home.people;
    expect((await technician.does<{ user: { id: string } }>('acceptMembership', { clinicId: other.id })).user.id).toBe(
      staffMemberId,
    );
    await manager.does('verifyCredential', { credentialId, method: 'PRIMARY_SOURCE', note: 'By telephone.' });
    await manager2.does('grantPrivilege', {
      staffMemberId,
      clinicId: other.id,
      procedureCode: 'SMP',
      credentialIds: [credentialId],
      from: plusHours(now(), -1),
      until: plusHours(now(), 24 * 300),
    });
    await manager.does('publishShift', {
      staffMemberId,
      clinicId: other.id,
      start: plusHours(now(), -1),
      end: plusHours(now(), 24),
    });
    const { booking } = await desk.does<Thing<'booking'>>('book', wanted);
    expect(await attentionOf(other, booking.id, start)).toEqual([]);

    await manager.does('endMembership', { staffMemberId, clinicId: other.id, reason: 'Went to another town' });
    expect(await attentionOf(other, booking.id, start)).toEqual(['NOT_AT_CLINIC']);
    expect(
      codes(
        await desk.tries('book', {
          ...wanted,
          clientId: await registerClient(other, 'Kanya Thongdee'),
          start: plusHours(start, 3),
        }),
      ),
    ).toContain('WRONG_CLINIC');
    expect(await codesOf(technician, 'daySheet', { clinicId: other.id, date: start.slice(0, 10) })).toEqual([
      'FORBIDDEN',
    ]);
    const there = await home.people.desk.does<Thing<'booking'>>(
      'book',
      book(home, await registerClient(home), { start: plusHours(start, 3) }),
    );
    expect(await attentionOf(home, there.booking.id, plusHours(start, 3))).toEqual([]);
  });

  it('hold the roles that they hold now, and are signed out when the last clinic is left', async () => {
    const clinic = await openClinic();
    const { manager, desk, technician2 } = clinic.people;
    await manager.does('changeRoles', { staffMemberId: clinic.ids.desk, clinicId: clinic.id, roles: ['AUDITOR'] });
    expect(await desk.asks('me', {})).toMatchObject({ roles: ['AUDITOR'] });
    expect(
      await codesOf(desk, 'registerClient', {
        input: {
          clinicId: clinic.id,
          name: 'Somebody',
          phone: '+66811111111',
          email: 's@example.test',
          dateOfBirth: '1980-04-12',
        },
      }),
    ).toEqual(['FORBIDDEN']);
    expect(
      await codesOf(desk, 'changeRoles', {
        input: { staffMemberId: clinic.ids.desk, clinicId: clinic.id, roles: ['MANAGER'] },
      }),
    ).toEqual(['FORBIDDEN']);
    await technician2.does('endMembership', {
      staffMemberId: clinic.ids.technician2,
      clinicId: clinic.id,
      reason: 'Mine',
    });
    expect(await codesOf(technician2, 'me', {})).toEqual(['UNAUTHENTICATED']);
    const back = await signIn(clinic.emails.technician2);
    expect(await back.asks('me', {})).toMatchObject({ roles: [], clinics: [] });
  });

  it('change and reset their passwords, and sign out everywhere', async () => {
    const clinic = await openClinic();
    const { manager, hygiene } = clinic.people;
    const password = `${shape.password} and more`;
    const changed = await hygiene.does<{ token: string }>('changePassword', { current: shape.password, password });
    expect(await codesOf(hygiene, 'me', {})).toEqual(['UNAUTHENTICATED']);
    const renewed = new Person(new GraphClient(shape.url, changed.token));
    expect(await renewed.asks('me', {})).toMatchObject({ id: clinic.ids.hygiene });

    const { reset } = await manager.does<{ reset: string }>('issuePasswordReset', {
      staffMemberId: clinic.ids.hygiene,
    });
    expect(
      (await nobody.does<{ user: { id: string } }>('resetPassword', { token: reset, password: shape.password })).user
        .id,
    ).toBe(clinic.ids.hygiene);
    expect(codes(await nobody.tries('resetPassword', { token: reset, password }))).toEqual(['RESET_INVALID']);
    expect(await codesOf(renewed, 'me', {})).toEqual(['UNAUTHENTICATED']);
    const [one, two] = [await signIn(clinic.emails.hygiene), await signIn(clinic.emails.hygiene)];
    await one.does('signOutEverywhere', {});
    for (const person of [one, two]) expect(await codesOf(person, 'me', {})).toEqual(['UNAUTHENTICATED']);
  });
});
