import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { GraphErrors, operations } from '@stipple/demo';
import { plusDays, plusHours, plusMinutes } from '@stipple/time';
import {
  book,
  certify,
  codes,
  commission,
  dayOf,
  now,
  nobody,
  openClinic,
  registerClient,
  shape,
  signIn,
  soon,
  type Thing,
} from './world.js';

describe(`the rules at the desk (${shape.name})`, () => {
  it('name everything that stands in the way at once', async () => {
    const clinic = await openClinic();
    const { desk } = clinic.people;
    const { client } = await desk.does<Thing<'client'>>('registerClient', {
      clinicId: clinic.id,
      name: 'Nobody Yet',
      phone: '+66811111112',
      email: 'n@example.test',
      dateOfBirth: '1990-01-01',
    });
    const refused = await desk.tries('book', book(clinic, client.id, { start: plusHours(soon(), 24) }));
    expect(codes(refused)).toEqual([
      'CONSENT_MISSING',
      'CONSULTATION_MISSING',
      'NOT_PRIVILEGED',
      'OUTSIDE_SHIFT',
      'PATCH_TEST_MISSING',
    ]);
    for (const { message } of refused.refusals as { message: string }[]) expect(message).toMatch(/^[A-Z].*\.$/);
    expect(codes(await desk.tries('book', book(clinic, client.id, { start: plusHours(now(), -3) })))).toContain(
      'IN_THE_PAST',
    );
  });

  it('never put a person or a room in two places, however many ask at once, buffers included', async () => {
    const clinic = await openClinic();
    const { desk } = clinic.people;
    await certify(clinic, 'technician');
    await certify(clinic, 'technician2');
    const clients = [];
    for (let n = 0; n < 6; n += 1) clients.push(await registerClient(clinic, `Client ${n}`));
    const start = soon();
    const answers = await Promise.all(
      clients.map((clientId, n) =>
        desk.tries(
          'book',
          book(clinic, clientId, { start, staffMemberId: clinic.ids[n % 2 ? 'technician2' : 'technician'] }),
        ),
      ),
    );
    expect(answers.filter((answer) => answer.refusals.length === 0)).toHaveLength(1);
    for (const answer of answers) if (answer.refusals.length > 0) expect(codes(answer)).toContain('ROOM_BUSY');
    const [first = '', second = ''] = clients;
    const winner = answers.findIndex((answer) => answer.refusals.length === 0);
    const other = clients[winner] === first ? second : first;
    const after = { roomId: clinic.rooms[0], staffMemberId: clinic.ids.technician };
    expect(
      codes(await desk.tries('book', book(clinic, other, { ...after, start: plusMinutes(start, 120) }))),
    ).toContain('ROOM_BUSY');
    expect(codes(await desk.tries('book', book(clinic, other, { ...after, start: plusMinutes(start, 135) })))).toEqual(
      [],
    );
    expect(codes(await desk.tries('book', book(clinic, other, { ...after, start: plusHours(start, 24) })))).toEqual([
      'HEALING_INTERVAL',
    ]);
  });

  it('do a command sent fifty times at once a single time', async () => {
    const clinic = await openClinic();
    const { desk } = clinic.people;
    await certify(clinic, 'technician');
    const clientId = await registerClient(clinic);
    const input = { ...book(clinic, clientId), commandId: randomUUID() };
    const answers = await Promise.all(Array.from({ length: 50 }, () => desk.tries('book', input)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]?.refusals).toEqual([]);
    const lines = await desk.asks<unknown[]>('daySheet', { clinicId: clinic.id, date: dayOf(input.start) });
    expect(lines).toHaveLength(1);
  });

  it('release a load only when its cycle held, and by somebody else than who ran it', async () => {
    const clinic = await openClinic();
    const { hygiene, hygiene2 } = clinic.people;
    const autoclave = await commission(clinic);
    const { loadId } = await autoclave.run(1, { plateauSeconds: 100, release: false });
    const refused = codes(await hygiene.tries('releaseLoad', { loadId }));
    expect(refused).toContain('HOLD_TOO_SHORT');
    expect(refused).toContain('RELEASER_IS_LOADER');
    expect(codes(await hygiene2.tries('releaseLoad', { loadId }))).not.toContain('RELEASER_IS_LOADER');
  });

  it('let a credential be verified by neither its holder nor its claimant', async () => {
    const clinic = await openClinic();
    const { manager, manager2 } = clinic.people;
    const claim = {
      kind: 'CERTIFICATION',
      title: 'SMP',
      issuer: 'SPCP',
      number: '1',
      issuedOn: plusDays(dayOf(now()), -300),
      expiresOn: plusDays(dayOf(now()), 300),
    };
    const own = await manager.does<Thing<'credential'>>('claimCredential', {
      staffMemberId: clinic.ids.manager,
      ...claim,
    });
    expect(
      codes(await manager.tries('verifyCredential', { credentialId: own.credential.id, method: 'DOCUMENT', note: '' })),
    ).toEqual(['VERIFIER_IS_CLAIMANT', 'VERIFIER_IS_HOLDER']);
    const others = await manager.does<Thing<'credential'>>('claimCredential', {
      staffMemberId: clinic.ids.manager2,
      ...claim,
    });
    expect(
      codes(
        await manager2.tries('verifyCredential', { credentialId: others.credential.id, method: 'DOCUMENT', note: '' }),
      ),
    ).toEqual(['VERIFIER_IS_HOLDER']);
  });

  it('open check-in two hours before the start', async () => {
    const clinic = await openClinic();
    const { desk } = clinic.people;
    await certify(clinic, 'technician');
    const { booking } = await desk.does<Thing<'booking'>>(
      'book',
      book(clinic, await registerClient(clinic), { start: plusHours(soon(), 5) }),
    );
    const early = await desk.tries('checkIn', { bookingId: booking.id });
    expect(early.refusals).toHaveLength(1);
    const moved = await desk.does<Thing<'booking'>>('reschedule', {
      bookingId: booking.id,
      start: soon(),
      staffMemberId: clinic.ids.technician,
      roomId: clinic.rooms[0],
      reason: 'Earlier suits',
    });
    expect(moved.booking.id).toBe(booking.id);
    expect((await desk.does<Thing<'booking'>>('checkIn', { bookingId: booking.id })).booking.status).toBe('CHECKED_IN');
    expect(
      (await desk.does<Thing<'booking'>>('cancelBooking', { bookingId: booking.id, by: 'CLIENT', reason: 'Ill' }))
        .booking.status,
    ).toBe('CANCELLED');
  });
});

describe(`who may do what (${shape.name})`, () => {
  const failing = async (work: Promise<unknown>): Promise<string[]> => {
    try {
      await work;
    } catch (error) {
      if (error instanceof GraphErrors) return error.codes;
      throw error;
    }
    return [];
  };

  it('keeps everything from nobody, and each clinic from the people of another', async () => {
    const [ours, theirs] = [await openClinic(), await openClinic()];
    const input = book(ours, 'x');
    expect(await failing(nobody.tries('book', input))).toEqual(['UNAUTHENTICATED']);
    expect(await failing(nobody.asks('daySheet', { clinicId: ours.id, date: '2026-06-01' }))).toEqual([
      'UNAUTHENTICATED',
    ]);
    expect(await failing(theirs.people.desk.asks('daySheet', { clinicId: ours.id, date: '2026-06-01' }))).toEqual([
      'FORBIDDEN',
    ]);
    expect(await failing(ours.people.auditor.tries('book', input))).toEqual(['FORBIDDEN']);
    expect(await failing(ours.people.desk.tries('addRoom', { clinicId: ours.id, name: 'Mine' }))).toEqual([
      'FORBIDDEN',
    ]);
    expect(
      await failing(
        ours.people.desk.tries('openClinic', { name: 'Mine', timeZone: 'UTC', currency: 'THB', country: 'TH' }),
      ),
    ).toEqual(['FORBIDDEN']);
    expect(await failing(ours.people.desk.tries('checkIn', { bookingId: 'no-such-booking' }))).toEqual(['NOT_FOUND']);
    expect(await failing(ours.people.desk.tries('book', { ...input, start: 'tomorrow' }))).toEqual(['BAD_USER_INPUT']);
  });

  it('shows a technician the clients they treat, and nobody else of the clinic; another clinic none', async () => {
    const [clinic, theirs] = [await openClinic(), await openClinic()];
    const { desk, technician, technician2, manager } = clinic.people;
    await certify(clinic, 'technician');
    await certify(clinic, 'technician2');
    const [mine, colleagues] = [
      await registerClient(clinic, 'Zoe\u0308 Treated'),
      await registerClient(clinic, 'Wichai Elsewhere'),
    ];
    await desk.does('book', book(clinic, mine));
    await desk.does(
      'book',
      book(clinic, colleagues, { staffMemberId: clinic.ids.technician2, roomId: clinic.rooms[1] }),
    );
    const asked = 'query ($id: ID!) { client(id: $id) { name phone consultations { outcome } patchTests { result } } }';
    const whole = (name: string) => ({
      name,
      phone: '+66811111111',
      consultations: [{ outcome: 'GO' }],
      patchTests: [{ result: 'CLEAR' }],
    });
    const sees = async (by: typeof desk, id: string) => {
      const { data, errors } = await by.client.ask<{ client: object | null }>(asked, { id });
      return errors ? errors.map((error) => error.extensions?.code) : data?.client;
    };
    expect(await sees(technician, mine)).toEqual(whole('Zo\u00eb Treated'));
    expect(await sees(technician, colleagues)).toEqual(['FORBIDDEN']);
    expect(await sees(technician2, colleagues)).toEqual(whole('Wichai Elsewhere'));
    expect(await sees(technician2, mine)).toEqual(['FORBIDDEN']);
    for (const other of [desk, manager]) expect(await sees(other, colleagues)).toEqual(whole('Wichai Elsewhere'));
    for (const stranger of [theirs.people.desk, theirs.people.manager, theirs.people.technician])
      for (const id of [mine, 'no-such-client']) expect(await sees(stranger, id)).toEqual(['NOT_FOUND']);
    const listed = async (by: typeof desk, search: string) =>
      (
        await by.client.get<{ clients: { nodes: { name: string }[] } }>(
          'query ($clinicId: ID!, $search: String) { clients(clinicId: $clinicId, search: $search) { nodes { name } } }',
          { clinicId: clinic.id, search },
        )
      ).clients.nodes.map((node) => node.name);
    expect(await listed(technician, '')).toEqual(['Zo\u00eb Treated']);
    expect(await listed(desk, 'zo\u00cb')).toEqual(['Zo\u00eb Treated']);

    const abroad = await theirs.people.desk.tries('book', {
      ...book(theirs, mine, { staffMemberId: clinic.ids.technician, roomId: clinic.rooms[0] }),
    });
    expect(abroad.refusals).toMatchObject(
      ['clientId', 'roomId', 'staffMemberId'].map((field) => ({ code: 'WRONG_CLINIC', path: [field] })),
    );
  });

  it('answers wrong passwords alike whether the account exists or not, and slows repeated ones', async () => {
    const clinic = await openClinic();
    const attempt = (email: string, password: string) =>
      nobody.tries<{ token: string | null }>('signIn', { email, password });
    const [known, unknown] = [
      await attempt(clinic.emails.desk, 'wrong password 1'),
      await attempt(`nobody.${randomUUID()}@example.test`, 'wrong password 1'),
    ];
    expect(known).toEqual(unknown);
    expect(codes(known)).toEqual(['BAD_CREDENTIALS']);
    let last = known;
    for (let n = 0; n < 12 && !codes(last).includes('TOO_MANY_ATTEMPTS'); n += 1)
      last = await attempt(clinic.emails.desk, `wrong password ${n}`);
    expect(codes(last)).toEqual(['TOO_MANY_ATTEMPTS']);
  });

  it('tells who I am, and takes an invitation once', async () => {
    const clinic = await openClinic();
    const me = await clinic.people.desk.asks<{ id: string; roles: string[]; clinics: { id: string }[] }>('me', {});
    expect(me).toMatchObject({ id: clinic.ids.desk, roles: ['FRONT_DESK'], clinics: [{ id: clinic.id }] });
    const { invitation } = await clinic.people.manager.does<{ invitation: string }>('hireStaff', {
      clinicId: clinic.id,
      name: 'New',
      email: `new.${randomUUID()}@example.test`,
      roles: ['FRONT_DESK'],
    });
    expect(codes(await nobody.tries('acceptInvitation', { token: invitation, password: 'short' }))).toEqual([
      'PASSWORD_TOO_WEAK',
    ]);
    await nobody.does('acceptInvitation', { token: invitation, password: shape.password });
    expect(codes(await nobody.tries('acceptInvitation', { token: invitation, password: shape.password }))).toEqual([
      'INVITATION_INVALID',
    ]);
    const again = await clinic.people.manager.does<{ invitation: string | null }>('hireStaff', {
      clinicId: clinic.id,
      name: 'Desk again',
      email: clinic.emails.desk,
      roles: ['TECHNICIAN'],
    });
    expect(again.invitation).toBeNull();
    // The old token works: the roles that count are the present ones.
    await clinic.people.desk.does('startTurnover', { roomId: clinic.rooms[1] });
    const both = await (await signIn(clinic.emails.desk)).asks<{ roles: string[] }>('me', {});
    expect([...both.roles].sort()).toEqual(['FRONT_DESK', 'TECHNICIAN']);
  });

  it('answers every operation of the day by its name', async () => {
    const { data } = await (
      await signIn(shape.adminEmail)
    ).client.ask<{
      __schema: { mutationType: { fields: { name: string }[] }; queryType: { fields: { name: string }[] } };
    }>('{ __schema { mutationType { fields { name } } queryType { fields { name } } } }');
    const names = [...(data?.__schema.mutationType.fields ?? []), ...(data?.__schema.queryType.fields ?? [])].map(
      (field) => field.name,
    );
    for (const name of Object.keys(operations)) expect(names).toContain(name);
  });
});
