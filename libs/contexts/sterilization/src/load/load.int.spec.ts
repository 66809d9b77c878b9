import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openStage, type Stage } from '@stipple/service/stage';
import {
  codes,
  cycle,
  give,
  hygiene,
  hygiene2,
  idOf,
  labelled,
  opens,
  releasedLoad,
  stranger,
  technician,
  testedSterilizer,
} from '../day.fixture.js';
import { SterilizationModule } from '../sterilization.module.js';

describe('loads', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage(SterilizationModule);
    await opens(stage);
  });
  afterAll(() => stage.close());

  const packStatus = async (barcode: string, asOf?: string) => {
    const answer = await stage.ask(
      technician,
      'query ($b: String!, $t: DateTime) { pack(barcode: $b, asOf: $t) { status load { status } } }',
      { b: barcode, ...(asOf ? { t: asOf } : {}) },
    );
    expect(answer.errors).toBeUndefined();
    return (answer.data as Record<string, unknown>)['pack'];
  };

  it('go from start over cycle and indicator to release by a second person, and their packs with them', async () => {
    const sterilizerId = await testedSterilizer(stage);
    const pack = await labelled(stage);
    expect(await packStatus(pack.barcode)).toEqual({ status: 'LABELLED', load: null });
    const loadId = idOf(
      await give(stage, hygiene, 'startLoad', {
        sterilizerId,
        cycleNumber: 4,
        program: 'STEAM_134_3',
        packIds: [pack.id],
      }),
      'load',
    );
    expect(await packStatus(pack.barcode)).toEqual({ status: 'IN_LOAD', load: { status: 'RUNNING' } });
    expect((await give(stage, hygiene, 'recordCycle', { loadId, samples: cycle(180) }))['load']).toMatchObject({
      status: 'AWAITING_RELEASE',
      holdSeconds: 180,
    });
    await give(stage, hygiene, 'readChemicalIndicator', { loadId, type: 5, lot: 'CI-1', result: 'PASS' });
    expect(codes(await give(stage, hygiene, 'releaseLoad', { loadId }))).toEqual(['RELEASER_IS_LOADER']);
    const before = new Date().toISOString();
    expect((await give(stage, hygiene2, 'releaseLoad', { loadId }))['load']).toEqual({
      id: loadId,
      status: 'RELEASED',
      releasedBy: { id: 'hygiene2' },
    });
    expect(await packStatus(pack.barcode)).toEqual({ status: 'STERILE', load: { status: 'RELEASED' } });
    expect(await packStatus(pack.barcode, before)).toEqual({ status: 'IN_LOAD', load: { status: 'AWAITING_RELEASE' } });
    expect(await packStatus(pack.barcode, '2020-01-01T00:00:00Z')).toBeNull();
    expect(await packStatus(pack.barcode, new Date(Date.now() + 61 * 86_400_000).toISOString())).toEqual({
      status: 'EXPIRED',
      load: { status: 'RELEASED' },
    });
  });

  it('let one of two loads have a pack that both want, and one of two loads the sterilizer', async () => {
    const [one, other] = [await testedSterilizer(stage), await testedSterilizer(stage)];
    const pack = await labelled(stage);
    const both = await Promise.all(
      [one, other].map((sterilizerId) =>
        give(stage, hygiene, 'startLoad', { sterilizerId, cycleNumber: 4, program: 'STEAM_134_3', packIds: [pack.id] }),
      ),
    );
    expect(both.map(codes).sort()).toEqual([[], ['PACK_NOT_AVAILABLE']]);
    const machine = await testedSterilizer(stage);
    const packs = await Promise.all([labelled(stage), labelled(stage)]);
    const race = await Promise.all(
      packs.map((mine, index) =>
        give(stage, hygiene, 'startLoad', {
          sterilizerId: machine,
          cycleNumber: 4 + index,
          program: 'STEAM_134_3',
          packIds: [mine.id],
        }),
      ),
    );
    expect(race.filter((answer) => codes(answer).length === 0)).toHaveLength(1);
    expect(race.flatMap(codes)).toContain('WRONG_STATUS');
  });

  it('start once however often the same command is sent', async () => {
    const sterilizerId = await testedSterilizer(stage);
    const pack = await labelled(stage);
    const input = { sterilizerId, cycleNumber: 4, program: 'STEAM_134_3', packIds: [pack.id], commandId: randomUUID() };
    const answers = await Promise.all(Array.from({ length: 50 }, () => give(stage, hygiene, 'startLoad', input)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]?.['load']).toMatchObject({ status: 'RUNNING' });
    expect(
      (await stage.events()).filter(
        (event) =>
          event.type === 'LoadStarted' && (event.data as { sterilizerId: string }).sterilizerId === sterilizerId,
      ),
    ).toHaveLength(1);
  });

  it('give their packs up to quarantine when they are aborted, and the sterilizer back', async () => {
    const sterilizerId = await testedSterilizer(stage);
    const pack = await labelled(stage);
    const loadId = idOf(
      await give(stage, hygiene, 'startLoad', {
        sterilizerId,
        cycleNumber: 4,
        program: 'STEAM_134_3',
        packIds: [pack.id],
      }),
      'load',
    );
    expect((await give(stage, hygiene, 'abortLoad', { loadId, reason: 'power cut' }))['load']).toEqual({
      id: loadId,
      status: 'ABORTED',
    });
    expect(await packStatus(pack.barcode)).toEqual({ status: 'QUARANTINED', load: { status: 'ABORTED' } });
    await releasedLoad(stage, sterilizerId, 5, [(await labelled(stage)).id]);
  });

  it('are listed newest first, by pages', async () => {
    const answer = await stage.ask(
      hygiene,
      `query ($a: String) {
        loads(clinicId: "clinic-1", first: 2, after: $a) {
          totalCount
          nodes { id cycleNumber sterilizer { name } packs { barcode } }
          pageInfo { hasNextPage endCursor }
        }
      }`,
    );
    expect(answer.errors).toBeUndefined();
    const page = (answer.data as Record<string, unknown>)['loads'] as {
      totalCount: number;
      nodes: { id: string; packs: unknown[]; sterilizer: unknown }[];
      pageInfo: { hasNextPage: boolean; endCursor: string };
    };
    expect(page.nodes).toHaveLength(2);
    expect(page.nodes[0]).toMatchObject({ sterilizer: { name: 'Autoclave' }, packs: [{}] });
    const next = await stage.ask(
      hygiene,
      'query ($a: String) { loads(clinicId: "clinic-1", first: 100, after: $a) { nodes { id } pageInfo { hasNextPage } } }',
      { a: page.pageInfo.endCursor },
    );
    const rest = (next.data as Record<string, unknown>)['loads'] as { nodes: { id: string }[]; pageInfo: unknown };
    expect(new Set([...page.nodes, ...rest.nodes].map((node) => node.id)).size).toBe(page.totalCount);
    expect(rest.pageInfo).toEqual({ hasNextPage: false });
  });

  it('are for who runs the sterilizers of the clinic', async () => {
    const sterilizerId = await testedSterilizer(stage);
    const pack = await labelled(stage);
    const input = { sterilizerId, cycleNumber: 4, program: 'STEAM_134_3', packIds: [pack.id] };
    await expect(give(stage, undefined, 'startLoad', input)).rejects.toThrow('UNAUTHENTICATED');
    await expect(give(stage, stranger, 'startLoad', input)).rejects.toThrow('NOT_FOUND');
    await expect(give(stage, technician, 'startLoad', input)).rejects.toThrow('FORBIDDEN');
    await expect(give(stage, hygiene, 'startLoad', { ...input, sterilizerId: 'none' })).rejects.toThrow('NOT_FOUND');
    await expect(give(stage, hygiene, 'startLoad', { ...input, packIds: ['none'] })).rejects.toThrow('NOT_FOUND');
    await expect(give(stage, hygiene, 'startLoad', { ...input, packIds: [] })).rejects.toThrow('BAD_USER_INPUT');
    const loadId = idOf(await give(stage, hygiene, 'startLoad', input), 'load');
    const samples = cycle(180);
    await expect(give(stage, hygiene, 'recordCycle', { loadId, samples: samples.slice(0, 1) })).rejects.toThrow(
      'between 2 and 20,000',
    );
    await expect(give(stage, hygiene, 'recordCycle', { loadId, samples: [...samples].reverse() })).rejects.toThrow(
      'ascending',
    );
    await expect(
      give(stage, hygiene, 'readChemicalIndicator', { loadId, type: 7, lot: 'x', result: 'PASS' }),
    ).rejects.toThrow('BAD_USER_INPUT');
  });
});
