import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { bookings, staff, sterilization, treatments } from '@stipple/contracts';
import { openStage, person, type Stage } from '@stipple/service/stage';
import { TreatmentsModule } from '../treatments.module.js';

const manager = person('manager', 'c1', 'MANAGER');
const technician = person('tech', 'c1', 'TECHNICIAN');
const otherTechnician = person('tech2', 'c1', 'TECHNICIAN');
const desk = person('desk', 'c1', 'FRONT_DESK');
const hygiene = person('hygiene', 'c1', 'HYGIENE_LEAD');
const elsewhere = person('tech', 'c2', 'TECHNICIAN');

const start =
  'mutation ($input: StartTreatmentInput!) { startTreatment(input: $input) { treatment { id status packs { id } pigmentLots { id status } } refusals { code message path } } }';
const pass =
  'mutation ($input: RecordPassInput!) { recordPass(input: $input) { treatment { id passes { zone depthMm needle needleType { diameterMm count } pigmentLot { lot } } } refusals { code } } }';
const complete =
  'mutation ($input: CompleteTreatmentInput!) { completeTreatment(input: $input) { treatment { id status completedAt } refusals { code } } }';
const receive =
  'mutation ($input: ReceivePigmentLotInput!) { receivePigmentLot(input: $input) { pigmentLot { id status } refusals { code } } }';
const release =
  'mutation ($input: ReleasePigmentLotInput!) { releasePigmentLot(input: $input) { pigmentLot { id status } refusals { code } } }';
const recall =
  'mutation ($input: RecallPigmentInput!) { recallPigment(input: $input) { recall { id pigmentLots { id status } treatments { id status } clients { id } } refusals { code } } }';
const close =
  'mutation ($input: ClosePigmentRecallInput!) { closePigmentRecall(input: $input) { recall { id status pigmentLots { id status } } refusals { code } } }';
const preChecklist = ['HANDS_WASHED', 'GLOVES', 'BARRIERS', 'SURFACES', 'SHARPS_CONTAINER'];
const postChecklist = ['SHARPS_DISPOSED', 'BARRIERS_REMOVED', 'SURFACES_CLEANED'];

describe('treatments in the graph', () => {
  let stage: Stage;
  let count = 0;

  beforeAll(async () => {
    stage = await openStage(TreatmentsModule);
    await stage.hear(
      staff.clinicOpened,
      staff.clinicOpened.of('c1', { clinicId: 'c1', timeZone: 'Asia/Bangkok', currency: 'THB', country: 'TH' }),
    );
    const privilege = {
      privilegeId: 'p1',
      staffMemberId: 'tech',
      clinicId: 'c1',
      procedureCode: 'SMP',
      from: '2020-01-01T00:00:00.000Z',
      until: '2190-01-01T00:00:00.000Z',
      suspended: false,
      ended: false,
    };
    await stage.hear(staff.privilegeChanged, staff.privilegeChanged.of('tech', privilege));
  });
  afterAll(() => stage.close());

  const answerOf = async (...args: Parameters<Stage['ask']>) => {
    const answer = await stage.ask(...args);
    expect(answer.errors).toBeUndefined();
    return Object.values(
      answer.data as unknown as Record<
        string,
        Record<string, { id: string; status: string }> & { refusals: { code: string }[] }
      >,
    )[0]!;
  };
  const codeOf = async (...args: Parameters<Stage['ask']>) =>
    (await stage.ask(...args)).errors?.map((error) => error.extensions['code']);

  /** The first message about something, which is sent soon after the answer. */
  async function sent(subject: string) {
    const found = () => stage.sent().find((message) => message.subject === subject);
    for (const deadline = Date.now() + 120_000; !found() && Date.now() < deadline;)
      await new Promise((resolve) => setTimeout(resolve, 10));
    return found()!;
  }

  /** A client checked in to a ready room of their own, with a sterile pack and a released lot. */
  async function ready() {
    count += 1;
    const [bookingId, clientId, roomId, barcode] = [`b${count}`, `client${count}`, `r${count}`, `BC-${count}`];
    const booking = {
      bookingId,
      clinicId: 'c1',
      clientId,
      procedureCode: 'SMP',
      procedureKind: 'TREATMENT' as const,
      requiresPrivilege: true,
      requiresConsent: true,
      staffMemberId: 'tech',
      roomId,
      start: '2026-06-15T12:00:00.000Z',
      end: '2026-06-15T15:00:00.000Z',
      status: 'CHECKED_IN',
    };
    await stage.hear(bookings.bookingChanged, bookings.bookingChanged.of(bookingId, booking as never));
    await stage.hear(
      bookings.consentSigned,
      bookings.consentSigned.of(clientId, {
        consentId: `k${count}`,
        clientId,
        procedureCode: 'SMP',
        signedAt: '2026-01-01T00:00:00.000Z',
      }),
    );
    await stage.hear(
      sterilization.roomAdded,
      sterilization.roomAdded.of(roomId, { roomId, clinicId: 'c1', name: `Room ${count}` }),
    );
    await stage.hear(
      sterilization.roomHygieneChanged,
      sterilization.roomHygieneChanged.of(roomId, { roomId, clinicId: 'c1', status: 'READY' }),
    );
    const pack = {
      packId: `pack${count}`,
      barcode,
      clinicId: 'c1',
      status: 'STERILE' as never,
      recalled: false,
      expiresAt: '2190-01-01T00:00:00.000Z',
    };
    await stage.hear(sterilization.packChanged, sterilization.packChanged.of(pack.packId, pack));
    const lot = await released(`L${count}`);
    return {
      bookingId,
      clientId,
      roomId,
      barcode,
      lot,
      input: {
        bookingId,
        packBarcodes: [barcode],
        pigmentLotIds: [lot],
        cartridges: [{ lot: 'N1', expiresOn: '2190-01-01' }],
        preChecklist,
      },
    };
  }

  async function released(lot: string, product = 'Scalpaink SC'): Promise<string> {
    const received = await answerOf(technician, receive, {
      input: {
        clinicId: 'c1',
        manufacturer: 'Scalpaink',
        product,
        lot,
        expiresOn: '2190-01-01',
        distributedOn: '2018-08-10',
        useWithinDaysOfOpening: 90,
      },
    });
    expect(received).toMatchObject({ pigmentLot: { status: 'QUARANTINED' }, refusals: [] });
    const pigmentLotId = received['pigmentLot']!.id;
    expect(await answerOf(hygiene, release, { input: { pigmentLotId, certificateOfAnalysis: 'CoA 7' } })).toMatchObject(
      { pigmentLot: { id: pigmentLotId, status: 'RELEASED' }, refusals: [] },
    );
    return pigmentLotId;
  }

  it('run from start over passes to completion, and tell the others', async () => {
    const { input, lot, bookingId } = await ready();
    const started = await answerOf(technician, start, { input });
    expect(started).toMatchObject({
      treatment: {
        status: 'IN_PROGRESS',
        packs: [{ id: `pack${count}` }],
        pigmentLots: [{ id: lot, status: 'RELEASED' }],
      },
      refusals: [],
    });
    const treatmentId = started['treatment']!.id;
    const made = await answerOf(technician, pass, {
      input: {
        treatmentId,
        zone: 'HAIRLINE',
        needle: '0803RL',
        depthMm: 0.5,
        dotMm: 0.12,
        pigmentLotId: lot,
        dilution: 3,
      },
    });
    expect(made).toMatchObject({
      treatment: {
        passes: [
          {
            zone: 'HAIRLINE',
            depthMm: 0.5,
            needle: '0803RL',
            needleType: { diameterMm: 0.25, count: 3 },
            pigmentLot: { lot: `L${count}` },
          },
        ],
      },
      refusals: [],
    });
    expect(
      await answerOf(technician, pass, {
        input: {
          treatmentId,
          zone: 'HAIRLINE',
          needle: '0803RL',
          depthMm: 3,
          dotMm: 0.12,
          pigmentLotId: lot,
          dilution: 3,
        },
      }),
    ).toMatchObject({ refusals: [{ code: 'OUTSIDE_PROTOCOL' }] });
    expect(
      await codeOf(technician, pass, {
        input: {
          treatmentId,
          zone: 'HAIRLINE',
          needle: 'thick',
          depthMm: 0.5,
          dotMm: 0.12,
          pigmentLotId: lot,
          dilution: 3,
        },
      }),
    ).toEqual(['BAD_USER_INPUT']);
    expect(
      await answerOf(technician, complete, { input: { treatmentId, aftercareGiven: true, postChecklist } }),
    ).toMatchObject({ treatment: { status: 'COMPLETED' }, refusals: [] });
    const followUp =
      'mutation ($input: RecordFollowUpInput!) { recordFollowUp(input: $input) { treatment { id status followUps { findings note } } refusals { code } } }';
    expect(
      await answerOf(technician, followUp, { input: { treatmentId, findings: ['FADING'], note: 'Itches a little.' } }),
    ).toMatchObject({ treatment: { followUps: [{ findings: ['FADING'], note: 'Itches a little.' }] } });
    const seen = await stage.ask(
      desk,
      '{ treatments(clinicId: "c1", first: 1) { totalCount pageInfo { hasNextPage } nodes { id status passes { zone } followUps { note } } } }',
    );
    expect(seen).toMatchObject({
      data: {
        treatments: {
          totalCount: 1,
          pageInfo: { hasNextPage: false },
          nodes: [
            { id: treatmentId, status: 'COMPLETED', passes: [{ zone: 'HAIRLINE' }], followUps: [{ note: null }] },
          ],
        },
      },
    });
    const entity = await stage.ask(
      desk,
      'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Booking { treatment { id status } } } }',
      {
        of: [
          { __typename: 'Booking', id: bookingId },
          { __typename: 'Booking', id: 'none' },
        ],
      },
    );
    expect(entity.data).toEqual({
      _entities: [{ treatment: { id: treatmentId, status: 'COMPLETED' } }, { treatment: null }],
    });
    const stored = (await stage.context.database.query<{ data: string }>('select data from events')).rows;
    expect(
      stored.filter(({ data }) => /Itches|FADING|HAIRLINE|0803RL|HANDS_WASHED|SHARPS_DISPOSED/.test(data)),
    ).toEqual([]);
  });

  it('find a pack by its code in small letters, and by every kind of dash', async () => {
    const { input } = await ready();
    expect(
      await answerOf(technician, start, { input: { ...input, packBarcodes: [`bc\u2013${count}`, ` BC-${count} `] } }),
    ).toMatchObject({ treatment: { packs: [{ id: `pack${count}` }] }, refusals: [] });
  });

  it('stay as they are when what says how somebody was treated is erased', async () => {
    const { input, lot, clientId } = await ready();
    const { treatment } = (await answerOf(technician, start, { input })) as { treatment?: { id: string } };
    await answerOf(technician, pass, {
      input: {
        treatmentId: treatment?.id,
        zone: 'CROWN',
        needle: '0803RL',
        depthMm: 0.5,
        dotMm: 0.12,
        pigmentLotId: lot,
        dilution: 3,
      },
    });
    await stage.context.database.query('delete from subject_keys where subject = $1', [clientId]);
    const passes = async () =>
      (await stage.events())
        .filter((event) => event.type === 'PassRecorded' && event.id === treatment?.id)
        .map((event) => event.data);
    const erased = async () => ((await passes())[0] as { zone: unknown }).zone === null;
    for (const deadline = Date.now() + 10_000; !(await erased()) && Date.now() < deadline;)
      await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await passes()).toEqual([
      {
        clientId,
        pigmentLotId: lot,
        policyVersion: 1,
        zone: null,
        needle: null,
        depthMm: null,
        dotMm: null,
        dilution: null,
      },
    ]);
    const again = await answerOf(technician, pass, {
      input: {
        treatmentId: treatment?.id,
        zone: 'NAPE',
        needle: '0803RL',
        depthMm: 0.5,
        dotMm: 0.12,
        pigmentLotId: lot,
        dilution: 3,
      },
    });
    expect(again).toMatchObject({
      treatment: {
        passes: [{ zone: null, needle: null, needleType: null, pigmentLot: { lot: `L${count}` } }, { zone: 'NAPE' }],
      },
      refusals: [],
    });
  });

  it('are for the booked technician and managers alone', async () => {
    const { input } = await ready();
    expect(await codeOf(undefined, start, { input })).toEqual(['UNAUTHENTICATED']);
    for (const actor of [otherTechnician, desk, hygiene, elsewhere])
      expect(await codeOf(actor, start, { input })).toEqual(['FORBIDDEN']);
    expect(await codeOf(technician, start, { input: { ...input, bookingId: 'none' } })).toEqual(['NOT_FOUND']);
    expect(await answerOf(manager, start, { input })).toMatchObject({
      treatment: { status: 'IN_PROGRESS' },
      refusals: [],
    });
  });

  it('never share a pack, though two start at once', async () => {
    const [one, two] = [await ready(), await ready()];
    const answers = await Promise.all(
      [one, two].map(({ input }) => answerOf(technician, start, { input: { ...input, packBarcodes: [one.barcode] } })),
    );
    expect(answers.map((answer) => answer.refusals.map(({ code }) => code)).sort()).toEqual([[], ['PACK_USED']]);
  });

  it('never share a room at one time', async () => {
    const [one, two] = [await ready(), await ready()];
    await stage.hear(
      bookings.bookingChanged,
      bookings.bookingChanged.of(two.bookingId, {
        bookingId: two.bookingId,
        clinicId: 'c1',
        clientId: two.clientId,
        procedureCode: 'SMP',
        procedureKind: 'TREATMENT',
        requiresPrivilege: true,
        requiresConsent: true,
        staffMemberId: 'tech',
        roomId: one.roomId,
        start: '2026-06-15T12:00:00.000Z',
        end: '2026-06-15T15:00:00.000Z',
        status: 'CHECKED_IN',
      }),
    );
    const answers = await Promise.all([one, two].map(({ input }) => answerOf(technician, start, { input })));
    expect(answers.map((answer) => answer.refusals.map(({ code }) => code)).sort()).toEqual([[], ['ROOM_NOT_READY']]);
  });

  it('start once, however often the same command is sent', async () => {
    const { input } = await ready();
    const commandId = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => answerOf(technician, start, { input: { ...input, commandId } })),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ treatment: { status: 'IN_PROGRESS' }, refusals: [] });
    const stored = (
      await stage.context.database.query<{ data: string }>("select data from events where type = 'TreatmentStarted'")
    ).rows.map(({ data }) => (JSON.parse(data) as { bookingId: string }).bookingId);
    expect(stored.filter((bookingId) => bookingId === input.bookingId)).toHaveLength(1);
  });

  it('are found by a recall of their pigment, also where it is heard of only later', async () => {
    const { input, lot, clientId } = await ready();
    const started = await answerOf(technician, start, { input });
    const treatmentId = started['treatment']!.id;
    const { data } = await sent(treatmentId);
    const draft = treatments.treatmentStarted.of(treatmentId, data as never);
    const id = randomUUID();
    const details = {
      manufacturer: ' scalpaink',
      product: 'SCALPAINK SC',
      lot: '*',
      distributedFrom: '2018-08-06',
      distributedTo: '2018-10-01',
      source: 'FDA safety alert',
    };
    await stage.hear(treatments.treatmentStarted, draft, { id });
    await stage.hear(treatments.treatmentStarted, draft, { id });
    expect(await codeOf(technician, recall, { input: details })).toEqual(['FORBIDDEN']);
    const recalled = await answerOf(hygiene, recall, { input: { ...details, commandId: randomUUID() } });
    expect(recalled['recall']).toMatchObject({
      treatments: [{ id: treatmentId, status: 'IN_PROGRESS' }],
      clients: [{ id: clientId }],
    });
    expect(recalled['recall']!['pigmentLots' as never]).toContainEqual({ id: lot, status: 'RECALLED' });
    const later = await answerOf(hygiene, receive, {
      input: {
        clinicId: 'c1',
        manufacturer: 'Scalpaink',
        product: 'Scalpaink SC',
        lot: 'late',
        expiresOn: '2190-01-01',
        distributedOn: '2018-09-01',
        useWithinDaysOfOpening: 90,
      },
    });
    expect(later).toMatchObject({ pigmentLot: { status: 'RECALLED' }, refusals: [] });
    expect(
      await answerOf(technician, pass, {
        input: {
          treatmentId,
          zone: 'CROWN',
          needle: '0603RL',
          depthMm: 0.5,
          dotMm: 0.12,
          pigmentLotId: lot,
          dilution: 0,
        },
      }),
    ).toMatchObject({ refusals: [{ code: 'PIGMENT_RECALLED' }] });
    const shown = await stage.ask(
      desk,
      'query ($id: ID!) { pigmentRecall(id: $id) { pigmentLots { id } treatments { id } clients { id } } }',
      { id: recalled['recall']!.id },
    );
    expect(shown).toMatchObject({ data: { pigmentRecall: { treatments: [{ id: treatmentId }] } } });
    expect(
      await codeOf(elsewhere, 'query ($id: ID!) { pigmentRecall(id: $id) { id } }', { id: recalled['recall']!.id }),
    ).toEqual(['NOT_FOUND']);

    const recallId = recalled['recall']!.id;
    const status = async () =>
      (await stage.ask(desk, 'query ($id: ID!) { pigmentRecall(id: $id) { status clients { id } } }', { id: recallId }))
        .data;
    expect(await status()).toMatchObject({ pigmentRecall: { status: 'OPEN' } });
    const reasoned = { recallId, reason: 'clients told, lots sent back' };
    expect(await codeOf(undefined, close, { input: reasoned })).toEqual(['UNAUTHENTICATED']);
    for (const actor of [technician, desk])
      expect(await codeOf(actor, close, { input: reasoned })).toEqual(['FORBIDDEN']);
    expect(await codeOf(elsewhere, close, { input: reasoned })).toEqual(['NOT_FOUND']);
    expect(await codeOf(hygiene, close, { input: { ...reasoned, recallId: 'none' } })).toEqual(['NOT_FOUND']);
    expect(await answerOf(hygiene, close, { input: { ...reasoned, reason: ' ' } })).toMatchObject({
      recall: null,
      refusals: [{ code: 'REASON_MISSING' }],
    });
    const commandId = randomUUID();
    const closed = await Promise.all(
      Array.from({ length: 5 }, () => answerOf(hygiene, close, { input: { ...reasoned, commandId } })),
    );
    for (const answer of closed)
      expect(answer).toEqual({
        recall: {
          id: recallId,
          status: 'CLOSED',
          pigmentLots: expect.arrayContaining([{ id: lot, status: 'RECALLED' }]),
        },
        refusals: [],
      });
    expect(await status()).toEqual({ pigmentRecall: { status: 'CLOSED', clients: [{ id: clientId }] } });
    expect((await stage.events()).filter((event) => event.type === 'PigmentRecallClosed')).toHaveLength(1);

    // Another delivery of it arrives: there is something to see to again.
    await answerOf(hygiene, receive, {
      input: {
        clinicId: 'c1',
        manufacturer: 'Scalpaink',
        product: 'Scalpaink SC',
        lot: 'later still',
        expiresOn: '2190-01-01',
        distributedOn: '2018-09-02',
        useWithinDaysOfOpening: 90,
      },
    });
    expect(await status()).toEqual({ pigmentRecall: { status: 'OPEN', clients: [{ id: clientId }] } });
    expect(await answerOf(manager, close, { input: reasoned })).toMatchObject({
      recall: { status: 'CLOSED' },
      refusals: [],
    });
    expect(await codeOf(desk, '{ treatments(clinicId: "c1", first: 1, after: "nonsense") { totalCount } }')).toEqual([
      'BAD_USER_INPUT',
    ]);
  });
});
