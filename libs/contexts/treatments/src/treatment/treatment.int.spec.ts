import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { bookings } from '@stipple/contracts';
import {
  complete,
  desk,
  elsewhere,
  hygiene,
  manager,
  otherTechnician,
  pass,
  postChecklist,
  start,
  technician,
  openTreatmentRoom,
  type TreatmentRoom,
} from './treatment.fixture.js';

describe('treatments in the graph', () => {
  let stage: TreatmentRoom['stage'];
  let answerOf: TreatmentRoom['answerOf'];
  let codeOf: TreatmentRoom['codeOf'];
  let ready: TreatmentRoom['ready'];
  beforeAll(async () => {
    ({ stage, answerOf, codeOf, ready } = await openTreatmentRoom());
  });
  afterAll(() => stage.close());

  it('run from start over passes to completion, and tell the others', async () => {
    const { number, input, lot, bookingId } = await ready();
    const started = await answerOf(technician, start, { input });
    expect(started).toMatchObject({
      treatment: {
        status: 'IN_PROGRESS',
        packs: [{ id: `pack${number}` }],
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
            pigmentLot: { lot: `L${number}` },
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
    const followUp = `mutation ($input: RecordFollowUpInput!) {
        recordFollowUp(input: $input) { treatment { id status followUps { findings note } } refusals { code } }
      }`;
    expect(
      await answerOf(technician, followUp, { input: { treatmentId, findings: ['FADING'], note: 'Itches a little.' } }),
    ).toMatchObject({ treatment: { followUps: [{ findings: ['FADING'], note: 'Itches a little.' }] } });
    const seen = await stage.ask(
      desk,
      `{
        treatments(clinicId: "c1", first: 1) {
          totalCount pageInfo { hasNextPage } nodes { id status passes { zone } followUps { note } }
        }
      }`,
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
    const { number, input } = await ready();
    expect(
      await answerOf(technician, start, { input: { ...input, packBarcodes: [`bc\u2013${number}`, ` BC-${number} `] } }),
    ).toMatchObject({ treatment: { packs: [{ id: `pack${number}` }] }, refusals: [] });
  });

  it('stay as they are when what says how somebody was treated is erased', async () => {
    const { number, input, lot, clientId } = await ready();
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
        passes: [{ zone: null, needle: null, needleType: null, pigmentLot: { lot: `L${number}` } }, { zone: 'NAPE' }],
      },
      refusals: [],
    });
  });

  it('are for the booked technician and managers alone', async () => {
    const { input } = await ready();
    expect(await codeOf(undefined, start, { input })).toEqual(['UNAUTHENTICATED']);
    for (const actor of [otherTechnician, desk, hygiene])
      expect(await codeOf(actor, start, { input })).toEqual(['FORBIDDEN']);
    expect(await codeOf(elsewhere, start, { input })).toEqual(['NOT_FOUND']);
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
});
