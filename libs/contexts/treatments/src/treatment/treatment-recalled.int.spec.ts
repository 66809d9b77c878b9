import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { treatments } from '@stipple/contracts';
import {
  close,
  desk,
  elsewhere,
  hygiene,
  manager,
  pass,
  recall,
  receive,
  start,
  technician,
  openTreatmentRoom,
  type TreatmentRoom,
} from './treatment.fixture.js';

describe('treatments with a recalled pigment', () => {
  let stage: TreatmentRoom['stage'];
  let answerOf: TreatmentRoom['answerOf'];
  let codeOf: TreatmentRoom['codeOf'];
  let sent: TreatmentRoom['sent'];
  let ready: TreatmentRoom['ready'];
  beforeAll(async () => {
    ({ stage, answerOf, codeOf, sent, ready } = await openTreatmentRoom());
  });
  afterAll(() => stage.close());

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
