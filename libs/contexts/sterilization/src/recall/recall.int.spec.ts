import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openStage, type Stage } from '@stipple/service/stage';
import {
  auditor,
  codes,
  desk,
  followed,
  give,
  hygiene,
  idOf,
  labelled,
  manager,
  opens,
  releasedLoad,
  startsTreatment,
  stranger,
  technician,
  testedSterilizer,
  told,
} from '../day.fixture.js';
import { SterilizationModule } from '../sterilization.module.js';
import { recall, type KnownRecall } from './recall.decider.js';
import { strays } from './strays.fixture.js';

const clear = { lot: 'BI-1', growth: false, controlLot: 'BI-1', controlGrowth: true };
const grown = { ...clear, growth: true };

describe('a recall', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage(SterilizationModule);
    await opens(stage);
  });
  afterAll(() => stage.close());

  const look = async (id: string, as = hygiene) => {
    const answer = await stage.ask(
      as,
      'query ($id: ID!) { recall(id: $id) { status trigger loads { id status } packs { id barcode status } treatments { id } clients { id } } }',
      { id },
    );
    if (answer.errors) throw new Error(String(answer.errors[0]?.extensions['code']));
    return (answer.data as Record<string, unknown>)['recall'] as {
      loads: { id: string; status: string }[];
      packs: { id: string; status: string }[];
      treatments: { id: string }[];
      clients: { id: string }[];
    };
  };

  it('names every load since the last clear indicator, its packs, and whom they reached', async () => {
    const sterilizerId = await testedSterilizer(stage);
    const packs = await Promise.all([1, 2, 3].map(() => labelled(stage)));
    const [before, used, unused] = packs.map((pack) => pack.id);
    const clean = await releasedLoad(stage, sterilizerId, 4, [before ?? '']);
    expect((await give(stage, hygiene, 'readBiologicalIndicator', { loadId: clean, ...clear }))['result']).toBe(
      'NEGATIVE',
    );
    const first = await releasedLoad(stage, sterilizerId, 5, [used ?? '']);
    await startsTreatment(stage, 'treatment-1', [used ?? '', before ?? ''], 'client-1');
    const second = await releasedLoad(stage, sterilizerId, 6, [unused ?? '']);

    const commandId = randomUUID();
    const answer = await give(stage, hygiene, 'readBiologicalIndicator', { loadId: first, ...grown, commandId });
    expect(answer).toMatchObject({ result: 'POSITIVE', sterilizer: { id: sterilizerId, status: 'OUT_OF_SERVICE' } });
    expect(await give(stage, hygiene, 'readBiologicalIndicator', { loadId: first, ...grown, commandId })).toEqual(
      answer,
    );
    const recallId = idOf(answer, 'recall');
    const reach = await look(recallId);
    expect(reach).toMatchObject({
      status: 'OPEN',
      trigger: 'BIOLOGICAL_INDICATOR',
      treatments: [{ id: 'treatment-1' }],
      clients: [{ id: 'client-1' }],
    });
    expect(reach.loads.map((load) => load.id).sort()).toEqual([first, second].sort());
    expect(new Set([...reach.loads, ...reach.packs].map((thing) => thing.status))).toEqual(
      new Set(['RECALLED', 'QUARANTINED']),
    );
    expect(reach.packs.map((pack) => pack.id).sort()).toEqual([used, unused].sort());

    // A treatment of which we hear late used what was recalled meanwhile.
    const messageId = randomUUID();
    await startsTreatment(stage, 'treatment-2', [unused ?? ''], 'client-2', 'room-1', messageId);
    await startsTreatment(stage, 'treatment-2', [unused ?? ''], 'client-2', 'room-1', messageId);
    expect(await look(recallId)).toMatchObject({
      treatments: [{ id: 'treatment-1' }, { id: 'treatment-2' }],
      clients: [{ id: 'client-1' }, { id: 'client-2' }],
    });
    expect(
      (await stage.events()).filter((event) => event.type === 'RecallReached').map((event) => event.data),
    ).toMatchObject([{ loadIds: [], packIds: [], treatmentIds: ['treatment-2'], clientIds: ['client-2'] }]);

    expect(
      codes(
        await give(stage, hygiene, 'startLoad', {
          sterilizerId,
          cycleNumber: 7,
          program: 'STEAM_134_3',
          packIds: [(await labelled(stage)).id],
        }),
      ),
    ).toEqual(['STERILIZER_OUT_OF_SERVICE']);
    expect(codes(await give(stage, hygiene, 'returnToService', { sterilizerId, reason: 'looks fine' }))).toEqual([
      'REQUALIFICATION_INCOMPLETE',
    ]);
    for (const cycleNumber of [7, 8, 9])
      await give(stage, hygiene, 'recordRequalificationRun', { sterilizerId, cycleNumber, ...clear });
    expect(
      (await give(stage, hygiene, 'returnToService', { sterilizerId, reason: 'three clear runs' }))['sterilizer'],
    ).toMatchObject({ status: 'IN_SERVICE' });
    expect(
      (await give(stage, hygiene, 'closeRecall', { recallId, reason: 'clients told, packs reprocessed' }))['recall'],
    ).toMatchObject({ status: 'CLOSED' });
    await told(stage, recallId, 3);
    const messages = stage.sent().filter((message) => message.subject === recallId);
    expect(messages.map((message) => message.type)).toEqual([
      'sterilization.recall-opened.v1',
      'sterilization.recall-opened.v1',
      'sterilization.recall-closed.v1',
    ]);
    expect(messages[2]?.data).toMatchObject({ recallId, clientIds: ['client-1', 'client-2'] });

    // One more is found once it was closed: somebody has to see to it again.
    await startsTreatment(stage, 'treatment-3', [unused ?? ''], 'client-3');
    expect(await look(recallId)).toMatchObject({
      status: 'OPEN',
      clients: [{ id: 'client-1' }, { id: 'client-2' }, { id: 'client-3' }],
    });
    expect((await give(stage, hygiene, 'closeRecall', { recallId, reason: 'client told' }))['recall']).toMatchObject({
      status: 'CLOSED',
    });
  });

  it('reaches a load that is released at the same moment, one way or the other', async () => {
    const sterilizerId = await testedSterilizer(stage);
    const [one, other] = [await labelled(stage), await labelled(stage)];
    const first = await releasedLoad(stage, sterilizerId, 4, [one.id]);
    const loadId = idOf(
      await give(stage, manager, 'startLoad', {
        sterilizerId,
        cycleNumber: 5,
        program: 'STEAM_134_3',
        packIds: [other.id],
      }),
      'load',
    );
    const samples = [0, 10, 20].flatMap((_, index) =>
      Array.from({ length: 10 }, (_sample, step) => ({
        second: index * 100 + step * 10,
        celsius: 134.6,
        kPaAbsolute: 309.7,
      })),
    );
    await give(stage, hygiene, 'recordCycle', { loadId, samples });
    await give(stage, hygiene, 'readChemicalIndicator', { loadId, type: 5, lot: 'CI', result: 'PASS' });
    const [, reading] = await Promise.all([
      give(stage, hygiene, 'releaseLoad', { loadId }),
      give(stage, hygiene, 'readBiologicalIndicator', { loadId: first, ...grown }),
    ]);
    expect(idOf(reading ?? {}, 'recall')).not.toMatch('no recall');
    const reach = await look(idOf(reading ?? {}, 'recall'));
    expect(reach.loads.map((load) => load.status)).toEqual(['RECALLED', 'RECALLED']);
    expect(reach.packs.map((pack) => pack.status)).toEqual(['QUARANTINED', 'QUARANTINED']);
    const heard = await told(stage, other.id, (await stage.events()).filter((event) => event.id === other.id).length);
    expect(heard[heard.length - 1]).toBe('QUARANTINED');
  });

  it('that reaches further than one step is followed step by step, however often each step is told, and loses nobody meanwhile', async () => {
    const sterilizerId = await testedSterilizer(stage);
    const loads = await Promise.all(
      [0, 1, 2, 3].map(() => Promise.all(Array.from({ length: 70 }, () => labelled(stage)))),
    );
    const loadIds: string[] = [];
    for (const [index, packs] of loads.entries())
      loadIds.push(
        await releasedLoad(
          stage,
          sterilizerId,
          4 + index,
          packs.map((one) => one.id),
        ),
      );
    for (const [index, packs] of loads.entries())
      await startsTreatment(
        stage,
        `far-${index}`,
        packs.slice(0, 30).map((one) => one.id),
        `far-client-${index}`,
      );
    const answer = await give(stage, hygiene, 'readBiologicalIndicator', { loadId: loadIds[3] ?? '', ...grown });
    const recallId = idOf(answer, 'recall');
    const begun = (await stage.context.store.state(recall, recallId)) as KnownRecall;
    expect(begun).toMatchObject({ status: 'OPEN', awaiting: 1 });
    expect(begun.loadIds).toEqual([loadIds[2], loadIds[1], loadIds[3]]);
    expect(codes(await give(stage, hygiene, 'closeRecall', { recallId, reason: 'too early' }))).toEqual([
      'WRONG_STATUS',
    ]);
    // The oldest load is not marked yet: what is used of it now is seen when its turn comes.
    await startsTreatment(stage, 'far-late', loads[0]?.slice(30, 32).map((one) => one.id) ?? [], 'far-client-late');
    expect(await followed(stage, recallId, true)).toBe(1);
    const reach = await look(recallId);
    expect(reach.loads.map((load) => load.status)).toEqual(['RECALLED', 'RECALLED', 'RECALLED', 'RECALLED']);
    expect(new Set(reach.packs.map((one) => one.status))).toEqual(new Set(['QUARANTINED']));
    expect(reach.packs).toHaveLength(280);
    expect(reach.clients.map((client) => client.id).sort()).toEqual([
      'far-client-0',
      'far-client-1',
      'far-client-2',
      'far-client-3',
      'far-client-late',
    ]);
    const events = (await stage.events()).filter(
      (event) => event.id === recallId || (event.data as { recallId?: string }).recallId === recallId,
    );
    expect(Math.max(...events.map((event) => JSON.stringify(event.data).length))).toBeLessThan(40_960);
    expect(events.filter((event) => event.type === 'PackRecalled')).toHaveLength(280);
    expect(
      events
        .filter((event) => event.type === 'FurtherLoadsRecalled')
        .map((event) => [event.meta.actor, event.meta.onBehalfOf]),
    ).toEqual([['context:sterilization', 'hygiene']]);
    await told(stage, recallId, 3);
    const named = stage
      .sent()
      .filter((message) => message.subject === recallId && message.type === 'sterilization.recall-opened.v1')
      .flatMap((message) => (message.data as { packIds: string[] }).packIds);
    expect([named.length, new Set(named).size]).toEqual([280, 280]);
    expect(await strays(stage)).toEqual([]);
    expect((await give(stage, hygiene, 'closeRecall', { recallId, reason: 'all seen to' }))['recall']).toMatchObject({
      status: 'CLOSED',
    });
  });

  it('keeps why it was closed under a key of its own, and stays as it is when that key is destroyed', async () => {
    const sterilizerId = await testedSterilizer(stage);
    const loadId = await releasedLoad(stage, sterilizerId, 4, [(await labelled(stage)).id]);
    const recallId = idOf(await give(stage, hygiene, 'readBiologicalIndicator', { loadId, ...grown }), 'recall');
    await give(stage, hygiene, 'closeRecall', { recallId, reason: 'Malee was told' });
    const closed = async () =>
      (await stage.events())
        .filter((event) => event.type === 'RecallClosed' && event.id === recallId)
        .map((event) => (event.data as { reason: unknown }).reason);
    expect(await closed()).toEqual(['Malee was told']);
    const { rows } = await stage.context.database.query<{ data: string }>(
      "select data from events where type = 'RecallClosed'",
    );
    expect(rows.map((row) => row.data).join()).not.toContain('Malee');
    await stage.context.database.query('delete from subject_keys where subject = $1', [`recall:${recallId}`]);
    for (const deadline = Date.now() + 10_000; (await closed())[0] !== null && Date.now() < deadline;)
      await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await closed()).toEqual([null]);
    expect(await look(recallId)).toMatchObject({ status: 'CLOSED', loads: [{ id: loadId }] });
  });

  it('is not opened by a reading that says nothing', async () => {
    const sterilizerId = await testedSterilizer(stage);
    const loadId = await releasedLoad(stage, sterilizerId, 4, [(await labelled(stage)).id]);
    for (const reading of [
      { ...grown, controlGrowth: false },
      { ...grown, controlLot: 'BI-2' },
    ]) {
      expect(await give(stage, hygiene, 'readBiologicalIndicator', { loadId, ...reading })).toMatchObject({
        result: 'INVALID',
        recall: null,
        sterilizer: { status: 'IN_SERVICE' },
      });
    }
  });

  it('is told to who may know whom it touches', async () => {
    const listed = await stage.ask(auditor, '{ recalls(clinicId: "clinic-1") { id } }');
    const [{ id }] = (listed.data as Record<string, unknown>)['recalls'] as [{ id: string }];
    await expect(look(id, manager)).resolves.toBeTruthy();
    await expect(look(id, desk)).rejects.toThrow('FORBIDDEN');
    await expect(look(id, technician)).rejects.toThrow('FORBIDDEN');
    await expect(look(id, stranger)).rejects.toThrow('NOT_FOUND');
    await expect(look('none')).rejects.toThrow('NOT_FOUND');
  });
});
