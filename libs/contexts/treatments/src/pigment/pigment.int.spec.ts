import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { staff, treatments } from '@stipple/contracts';
import { actAs, uuidOf, type Command } from '@stipple/event-store';
import { openStage, person, type Stage } from '@stipple/service/stage';
import { instantOf } from '@stipple/time';
import { TreatmentsModule } from '../treatments.module.js';
import { NotePigmentUse, pigment, pigmentOfLot, RecallPigment, ReceivePigmentLot } from './pigment.decider.js';

const hygiene = person('hygiene', 'c1', 'HYGIENE_LEAD');
const receive =
  'mutation ($input: ReceivePigmentLotInput!) { receivePigmentLot(input: $input) { pigmentLot { id status } refusals { code } } }';
const recall = `mutation ($input: RecallPigmentInput!) { recallPigment(input: $input) {
  recall { id status distributedFrom distributedTo awaitingTreatments pigmentLots { id status } clients { id } }
  nearMisses { lot product } warnings refusals { code } } }`;
const close =
  'mutation ($input: ClosePigmentRecallInput!) { closePigmentRecall(input: $input) { recall { status } refusals { code } } }';

interface Recalled {
  recall: {
    id: string;
    status: string;
    awaitingTreatments: number;
    distributedFrom: string | null;
    pigmentLots: { id: string; status: string }[];
    clients: { id: string }[];
  } | null;
  nearMisses: { lot: string; product: string }[];
  warnings: string[];
  refusals: { code: string }[];
}

describe('recalls of pigment in the graph', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage(TreatmentsModule);
    await stage.hear(
      staff.clinicOpened,
      staff.clinicOpened.of('c1', { clinicId: 'c1', timeZone: 'UTC', currency: 'THB', country: 'TH' }),
    );
  });
  afterAll(() => stage.close());

  const answerOf = async <T>(document: string, input: object): Promise<T> => {
    const answer = await stage.ask(hygiene, document, { input });
    expect(answer.errors).toBeUndefined();
    return Object.values(answer.data as unknown as Record<string, T>)[0] as T;
  };
  const received = async (manufacturer: string, product: string, lot: string): Promise<string> => {
    const answer = await answerOf<{ pigmentLot: { id: string } | null; refusals: { code: string }[] }>(receive, {
      clinicId: 'c1',
      manufacturer,
      product,
      lot,
      expiresOn: '2190-01-01',
      distributedOn: '2026-01-05',
      useWithinDaysOfOpening: 90,
    });
    return answer.pigmentLot?.id ?? answer.refusals.map(({ code }) => code).join();
  };
  const recalled = (manufacturer: string, product: string, more: object) =>
    answerOf<Recalled>(recall, { manufacturer, product, source: 'the maker', ...more });
  /** Does commands as a message's are done. */
  const done = async (...commands: Command[]): Promise<void> => {
    const given = commands.map((command) => {
      const handler = TreatmentsModule.parts.handlers.find((one) => one.commandType === command.type);
      if (!handler) throw new Error(`Nobody handles ${command.type}.`);
      return handler.given(stage.context.store, command);
    });
    const situation = {
      actor: { id: 'context:treatments', admin: false, roles: {} },
      now: instantOf(Date.now()),
      correlationId: randomUUID(),
    };
    expect(
      await actAs(situation, () => stage.context.store.handleMessage({ messageId: randomUUID() }, given)),
    ).toMatchObject({ status: 'done' });
  };

  /** Once the read model has what was done. */
  const readable = async (field: 'pigmentLot' | 'pigmentRecall', id: string): Promise<void> => {
    const query = `query ($id: ID!) { ${field}(id: $id) { id } }`;
    while ((await stage.ask(hygiene, query, { id })).errors) await new Promise((resolve) => setTimeout(resolve, 10));
  };

  it('reach a lot however its maker, product and number were spelled', async () => {
    const id = await received('Cafe\u0301 Noir', 'SC\u2013Black\u00ae', 'BL23');
    const answer = await recalled('CAF\u00c9 NOIR', 'sc black', { lot: 'BL 23' });
    expect(answer).toMatchObject({
      recall: { pigmentLots: [{ id, status: 'RECALLED' }], distributedFrom: null },
      warnings: [],
    });
    expect(await received('CAF\u00c9\u200b noir', 'SC-BLACK', 'bl-23 ')).toBe('ALREADY_EXISTS');
    const later = await received('CAF\u00c9\u200b noir', 'SC-BLACK', 'bl-24 ');
    expect(pigmentOfLot(later)).toBe(pigmentOfLot(id));
  });

  it('reach lots and recalls that were stored before spellings were compared', async () => {
    const old = (manufacturer: string, product: string) =>
      uuidOf(`pigment c1 ${JSON.stringify([manufacturer, product])}`);
    const named = { clinicId: 'c1', manufacturer: 'World Famous', product: 'Onyx - 2' };
    const [one, other] = [old('world famous', 'onyx - 2'), old('world-famous', 'onyx 2')];
    const lot = { lot: 'W1', expiresOn: '2190-01-01', distributedOn: '2026-01-05', useWithinDaysOfOpening: 90 };
    await done(
      new ReceivePigmentLot({ ...named, ...lot, pigmentId: one, pigmentLotId: `${one}.a` }),
      new ReceivePigmentLot({
        ...named,
        ...lot,
        product: 'Onyx 2',
        manufacturer: 'World-Famous',
        pigmentId: other,
        pigmentLotId: `${other}.b`,
      }),
    );
    const empty = old('world famous', 'pearl white');
    await done(
      new RecallPigment({
        ...named,
        product: 'Pearl White',
        pigmentId: empty,
        recallId: 'before-any',
        lot: '*',
        source: 'the maker',
      }),
    );
    await readable('pigmentRecall', 'before-any');
    for (const id of [`${one}.a`, `${other}.b`]) await readable('pigmentLot', id);
    const waited = await recalled('World Famous', 'Onyx-2', { lot: 'w-1' });
    expect(waited.recall?.pigmentLots.map((found) => [found.id, found.status]).sort()).toEqual(
      [
        [`${one}.a`, 'RECALLED'],
        [`${other}.b`, 'RECALLED'],
      ].sort(),
    );
    const late = await received('WORLD FAMOUS', 'Pearl-White', 'P1');
    expect(pigmentOfLot(late)).toBe(empty);
    expect((await stage.context.store.state(pigment, empty)).lots[late]).toMatchObject({ recalled: true });
    expect(await answerOf(close, { recallId: waited.recall?.id, reason: 'sent back' })).toMatchObject({
      recall: { status: 'CLOSED' },
      refusals: [],
    });
  });

  it('say that nothing matched, and what came near', async () => {
    await received('Perma Blend', 'Espresso', 'E-1');
    await received('Perma Blend', 'Mocha', 'M-1');
    const answer = await recalled('PermaBlend', 'Espresso', { lot: 'E-2' });
    expect(answer.recall?.pigmentLots).toEqual([]);
    expect(answer.nearMisses.map(({ product, lot }) => `${product} ${lot}`).sort()).toEqual([
      'Espresso E-1',
      'Mocha M-1',
    ]);
    expect(answer.warnings).toEqual([
      expect.stringContaining('No lot that was received matches'),
      expect.stringContaining('2 lots are of the same manufacturer'),
    ]);
    expect(await recalled('\u200b', 'Espresso', {})).toMatchObject({
      recall: null,
      refusals: [{ code: 'TEXT_INVALID' }],
      nearMisses: [],
      warnings: [],
    });
  });

  it('go on step by step where they reach far, and can be closed once they name everything', async () => {
    const lotId = await received('Far', 'Reaching', 'F1');
    const pigmentId = pigmentOfLot(lotId);
    for (let nth = 0; nth < 600; nth += 1)
      await done(
        new NotePigmentUse({
          pigmentId,
          pigmentLotIds: [lotId],
          treatmentId: `t${nth}`,
          clientId: `k${nth}`,
          at: instantOf(Date.now()),
        }),
      );
    const begun = await recalled('far', 'reaching', {});
    const recallId = begun.recall?.id ?? '';
    expect(begun.recall).toMatchObject({
      status: 'OPEN',
      awaitingTreatments: 350,
      pigmentLots: [{ id: lotId, status: 'RECALLED' }],
    });
    expect(await answerOf(close, { recallId, reason: 'too early' })).toMatchObject({
      refusals: [{ code: 'WRONG_STATUS' }],
    });
    const heard = new Set<string>();
    for (
      const deadline = Date.now() + 30_000;
      heard.size < 2 && Date.now() < deadline;
      await new Promise((resolve) => setTimeout(resolve, 10))
    ) {
      const next = stage
        .sent()
        .find(
          ({ id, type, subject }) =>
            type === treatments.pigmentRecallContinues.type && subject === recallId && !heard.has(id),
        );
      if (!next) continue;
      heard.add(next.id);
      for (let twice = 0; twice < 2; twice += 1)
        await stage.hear(
          treatments.pigmentRecallContinues,
          { type: next.type, subject: recallId, data: next.data },
          { id: next.id },
        );
    }
    const { recalls } = await stage.context.store.state(pigment, pigmentId);
    expect(recalls[recallId]).toMatchObject({ awaiting: 0 });
    expect(new Set(recalls[recallId]?.clientIds).size).toBe(600);
    const reached = (await stage.events()).filter(
      (event) => (event.data as { recallId?: string }).recallId === recallId,
    );
    expect(Math.max(...reached.map((event) => JSON.stringify(event.data).length))).toBeLessThan(40_960);
    const named = reached.flatMap((event) => (event.data as { treatmentIds?: string[] }).treatmentIds ?? []);
    expect([named.length, new Set(named).size]).toEqual([600, 600]);
    expect(await answerOf(close, { recallId, reason: 'Malee was told' })).toMatchObject({
      recall: { status: 'CLOSED' },
      refusals: [],
    });
    const { rows } = await stage.context.database.query<{ data: string }>(
      "select data from events where type in ('PigmentRecalled', 'PigmentRecallClosed')",
    );
    expect(rows.map(({ data }) => data).join()).not.toMatch(/Malee|the maker/);
  });
});
