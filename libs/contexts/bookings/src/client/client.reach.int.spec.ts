import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sterilization } from '@stipple/contracts';
import { administrator, person } from '@stipple/service/stage';
import { plusFullDays, plusMinutes } from '@stipple/time';
import { codes, openDesk, type Desk } from '../desk.fixture.js';

describe('the clients that somebody may know', () => {
  let at: Desk;
  beforeAll(async () => {
    at = await openDesk();
  });
  afterAll(() => at.stage.close());

  it('show who they are to an auditor only while a recall touches them', async () => {
    const clientId = await at.client('Hidden');
    const auditor = at.as('AUDITOR');
    const ask = () => at.stage.ask(auditor, 'query ($id: ID!) { client(id: $id) { id name } }', { id: clientId });
    const before = await ask();
    expect(before.data).toEqual({ client: { id: clientId, name: null } });
    expect(before.errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
    const opens = (recallId: string) =>
      at.stage.hear(
        sterilization.recallOpened,
        sterilization.recallOpened.of(recallId, {
          recallId,
          clinicId: at.clinicId,
          loadIds: [],
          packIds: [],
          treatmentIds: [],
          clientIds: [clientId],
        }),
      );
    const closes = (recallId: string) =>
      at.stage.hear(
        sterilization.recallClosed,
        sterilization.recallClosed.of(recallId, {
          recallId,
          clinicId: at.clinicId,
          clientIds: [clientId],
          closedAt: at.now,
        }),
      );
    const seen = { data: { client: { id: clientId, name: 'Hidden' } } };
    await opens('r');
    expect(await ask()).toEqual(seen);
    expect(
      await at.fault(auditor, 'query ($id: ID!) { client(id: $id) { consultations { id } } }', { id: clientId }),
    ).toBe('FORBIDDEN');
    await opens('s');
    await closes('r');
    expect(await ask()).toEqual(seen);
    await closes('s');
    expect(await ask()).toMatchObject({ data: before.data, errors: [{ extensions: { code: 'FORBIDDEN' } }] });
    await opens('r');
    expect(await ask()).toEqual(seen);
  });

  it('show hygiene their name and no more, and other clinics nothing', async () => {
    const clientId = await at.client('Named');
    const asked = 'query ($id: ID!) { client(id: $id) { name phone } }';
    const seen = await at.stage.ask(at.as('HYGIENE_LEAD'), asked, { id: clientId });
    expect(seen.data).toEqual({ client: { name: 'Named', phone: null } });
    expect(await at.fault(undefined, asked, { id: clientId })).toBe('UNAUTHENTICATED');
    expect(await at.fault(at.desk, asked, { id: 'nobody' })).toBe('NOT_FOUND');
  });

  it('of another clinic are answered as those that do not exist, whatever is asked', async () => {
    await at.hear.member('somebody-else');
    await at.hear.shift('somebody-else');
    const clientId = await at.client();
    const bookingId =
      (await at.book({ clientId, staffMemberId: 'somebody-else', start: at.hour(10) })).booking?.id ?? '';
    expect(bookingId).not.toBe('');
    const questions: [string, (known: boolean) => object][] = [
      ['query ($id: ID!) { client(id: $id) { id name } }', (known) => ({ id: known ? clientId : 'nobody' })],
      ['query ($id: ID!) { booking(id: $id) { id } }', (known) => ({ id: known ? bookingId : 'none' })],
      [
        'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Client { id name } } }',
        (known) => ({ r: [{ __typename: 'Client', id: known ? clientId : 'nobody' }] }),
      ],
      [
        'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Booking { id } } }',
        (known) => ({ r: [{ __typename: 'Booking', id: known ? bookingId : 'none' }] }),
      ],
      [
        'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Procedure { id } } }',
        (known) => ({ r: [{ __typename: 'Procedure', id: `${at.clinicId}:${known ? 'SCALP' : 'NONE'}` }] }),
      ],
      [
        'mutation ($input: RecordConsultationInput!) { recordConsultation(input: $input) { refusals { code } } }',
        (known) => ({ input: at.consultation(known ? clientId : 'nobody') }),
      ],
      [
        'mutation ($input: RecordPatchTestInput!) { recordPatchTest(input: $input) { refusals { code } } }',
        (known) => ({ input: { clientId: known ? clientId : 'nobody', pigmentProduct: 'Black', result: 'CLEAR' } }),
      ],
      [
        'mutation ($input: SignConsentInput!) { signConsent(input: $input) { refusals { code } } }',
        (known) => ({ input: { clientId: known ? clientId : 'nobody', procedureCode: 'SCALP', templateVersion: '1' } }),
      ],
      [
        'mutation ($input: CheckInInput!) { checkIn(input: $input) { refusals { code } } }',
        (known) => ({ input: { bookingId: known ? bookingId : 'none' } }),
      ],
      [
        'mutation ($input: CancelBookingInput!) { cancelBooking(input: $input) { refusals { code } } }',
        (known) => ({ input: { bookingId: known ? bookingId : 'none', by: 'CLIENT', reason: 'ill' } }),
      ],
      [
        'mutation ($input: RescheduleInput!) { reschedule(input: $input) { refusals { code } } }',
        (known) => ({
          input: {
            bookingId: known ? bookingId : 'none',
            start: at.hour(11),
            staffMemberId: 'technician',
            roomId: 'room',
            reason: 'asked',
          },
        }),
      ],
    ];
    for (const stranger of [person('desk', 'another clinic', 'FRONT_DESK', 'MANAGER', 'TECHNICIAN'), administrator])
      for (const [document, variables] of questions) {
        const [known, unknown] = [
          await at.stage.ask(stranger, document, variables(true) as Record<string, unknown>),
          await at.stage.ask(stranger, document, variables(false) as Record<string, unknown>),
        ];
        expect(JSON.stringify([known.data, known.errors])).toBe(JSON.stringify([unknown.data, unknown.errors]));
      }
  });

  describe('as a technician sees them', () => {
    const technician = () => person('technician', at.clinicId, 'TECHNICIAN');
    const days = (count: number) => plusFullDays(at.now, count);
    const everything =
      'name phone email dateOfBirth consultations { outcome } patchTests { result } consents { procedureCode }';
    const asked = `query ($id: ID!) { client(id: $id) { id ${everything} } }`;
    const sees = async (id: string) => {
      const answer = await at.stage.ask(technician(), asked, { id });
      const forbidden = answer.errors?.map((error) => error.extensions['code']);
      if (forbidden) expect([answer.data, forbidden]).toEqual([{ client: null }, ['FORBIDDEN']]);
      return forbidden === undefined;
    };

    it('are those of their own bookings, from ninety days back on', async () => {
      await at.hear.shift('technician', days(-100), at.hour(24 * 100));
      await at.hear.member('colleague');
      await at.hear.shift('colleague');
      const [ahead, before, longAgo, none, colleagues, moved, called] = (await Promise.all(
        ['Ahead', 'Before', 'Long ago', 'None', 'Colleagues', 'Moved', 'Called off'].map((name) => at.client(name)),
      )) as [string, string, string, string, string, string, string];
      await at.book({ clientId: ahead, start: at.hour(200) });
      await at.bookedAt(days(-92), { clientId: before, staffMemberId: 'technician', start: plusMinutes(days(-90), 5) });
      await at.bookedAt(days(-92), {
        clientId: longAgo,
        staffMemberId: 'technician',
        start: plusMinutes(days(-90), -65),
      });
      await at.book({ clientId: colleagues, staffMemberId: 'colleague', start: at.hour(202) });
      const toMove = await at.book({ clientId: moved, start: at.hour(204) });
      const toCancel = await at.book({ clientId: called, start: at.hour(206) });
      for (const seen of [ahead, before, moved, called]) expect(await sees(seen)).toBe(true);
      for (const hidden of [longAgo, none, colleagues]) expect(await sees(hidden)).toBe(false);

      expect(
        codes(
          await at.give(
            at.desk,
            'reschedule',
            'RescheduleInput',
            {
              bookingId: toMove.booking?.id,
              start: at.hour(204),
              staffMemberId: 'colleague',
              roomId: 'room',
              reason: 'asked',
            },
            'booking { id }',
          ),
        ),
      ).toEqual([]);
      await at.give(
        at.desk,
        'cancelBooking',
        'CancelBookingInput',
        { bookingId: toCancel.booking?.id, by: 'CLIENT', reason: 'ill' },
        'booking { id }',
      );
      for (const hidden of [moved, called]) expect(await sees(hidden)).toBe(false);
      const own = await at.stage.ask(
        technician(),
        'query ($id: ID!) { booking(id: $id) { status client { id name } } }',
        { id: toCancel.booking?.id },
      );
      expect([own.data, own.errors?.map((error) => error.extensions['code'])]).toEqual([
        { booking: { status: 'CANCELLED', client: { id: called, name: null } } },
        ['FORBIDDEN'],
      ]);

      const listed = async (search: string | null = null, actor = technician()) =>
        (
          await at.read<{ clients: { nodes: { name: string }[]; totalCount: number } }>(
            actor,
            'query ($c: ID!, $s: String) { clients(clinicId: $c, search: $s) { nodes { name } totalCount } }',
            { c: at.clinicId, s: search },
          )
        ).clients;
      expect(await listed('')).toEqual({ nodes: [{ name: 'Ahead' }, { name: 'Before' }], totalCount: 2 });
      expect(await listed('mo')).toEqual({ nodes: [], totalCount: 0 });
      expect(await listed('mo', at.desk)).toEqual({ nodes: [{ name: 'Moved' }], totalCount: 1 });
      expect(await listed('mo', person('both', at.clinicId, 'TECHNICIAN', 'MANAGER'))).toEqual({
        nodes: [{ name: 'Moved' }],
        totalCount: 1,
      });

      const entities = await at.stage.ask(
        technician(),
        `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Client { id ${everything} } } }`,
        { r: [ahead, colleagues].map((id) => ({ __typename: 'Client', id })) },
      );
      const nothing = {
        name: null,
        phone: null,
        email: null,
        dateOfBirth: null,
        consultations: null,
        patchTests: null,
        consents: null,
      };
      expect(entities.data).toMatchObject({
        _entities: [
          { id: ahead, name: 'Ahead', phone: '+66 81 234 5678', consultations: [] },
          { id: colleagues, ...nothing },
        ],
      });
      expect(entities.errors?.map((error) => error.extensions['code'])).toEqual(
        Array.from({ length: 7 }, () => 'FORBIDDEN'),
      );
    });

    it('may be written about all the same, and are told no more for it', async () => {
      const clientId = await at.client('Walked in');
      const consulted = await at.give(
        technician(),
        'recordConsultation',
        'RecordConsultationInput',
        at.consultation(clientId, { outcome: 'REFER' }),
        'consultation { outcome }',
      );
      expect(consulted['consultation']).toEqual({ outcome: 'REFER' });
      expect(await sees(clientId)).toBe(false);
    });

    it('are asked for in the same number of questions to the database, however many there are', async () => {
      const { database } = at.stage.context;
      const plain = database.query.bind(database);
      const questions = async (first: number): Promise<string[]> => {
        const texts: string[] = [];
        Object.assign(database, {
          query: (...parameters: Parameters<typeof plain>) => (
            texts.push(JSON.stringify(parameters[0])),
            plain(...parameters)
          ),
        });
        await at.read(
          technician(),
          'query ($c: ID!, $f: Int) { clients(clinicId: $c, first: $f) { nodes { name phone email } } }',
          { c: at.clinicId, f: first },
        );
        Object.assign(database, { query: plain });
        return texts.filter((text) => /from (clients|bookings)/.test(text));
      };
      expect(await questions(2)).toHaveLength((await questions(1)).length);
    });
  });
});
