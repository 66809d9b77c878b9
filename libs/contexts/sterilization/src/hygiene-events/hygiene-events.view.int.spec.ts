import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openStage, type Stage } from '@stipple/service/stage';
import { ago, auditor, clinicId, desk, give, hygiene, idOf, labelled, manager, opens, releasedLoad, stranger, technician, testedSterilizer } from '../day.fixture.js';
import { SterilizationModule } from '../sterilization.module.js';

interface Page {
  totalCount: number;
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
  edges: { cursor: string; node: { id: string; context: string; type: string; subject: string; occurredAt: string; recordedAt: string; actor: { id: string } | null; data: Record<string, unknown> } }[];
}

describe('the hygiene events', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage(SterilizationModule);
    await opens(stage);
    await opens(stage, 'clinic-2');
    const sterilizerId = await testedSterilizer(stage);
    await releasedLoad(stage, sterilizerId, 4, [(await labelled(stage)).id]);
    const roomId = idOf(await give(stage, manager, 'addRoom', { clinicId, name: 'Room 1' }), 'room');
    await give(stage, technician, 'startTurnover', { roomId });
    await give(stage, technician, 'applyDisinfectant', { roomId, product: 'Surfa', lot: 'L1', contactSeconds: 60, appliedAt: ago(60 * 24 * 3) });
  });
  afterAll(() => stage.close());

  const ask = async (variables: object, as = auditor): Promise<Page> => {
    const answer = await stage.ask(
      as,
      `query ($clinicId: ID!, $from: DateTime, $to: DateTime, $first: Int, $after: String) { hygieneEvents(clinicId: $clinicId, from: $from, to: $to, first: $first, after: $after) {
        totalCount pageInfo { hasNextPage endCursor } edges { cursor node { id context type subject occurredAt recordedAt actor { id } data } } } }`,
      { clinicId, ...variables },
    );
    if (answer.errors) throw new Error(String(answer.errors[0]?.extensions['code']));
    return (answer.data as Record<string, unknown>)['hygieneEvents'] as Page;
  };

  it('are listed to the auditor in the order of the log, page after page', async () => {
    const all = await ask({ first: 1000 });
    const logged = (await stage.events()).filter((event) => event.meta.clinic === clinicId && event.category !== 'clinic');
    expect(all.edges.map(({ node }) => node.id)).toEqual(logged.map((event) => event.eventId));
    expect(all.totalCount).toBe(logged.length);
    const paged: string[] = [];
    for (let after: string | null = null, more = true; more; ) {
      const page: Page = await ask({ first: 5, after });
      paged.push(...page.edges.map(({ node }) => node.id));
      [after, more] = [page.pageInfo.endCursor, page.pageInfo.hasNextPage];
    }
    expect(paged).toEqual(all.edges.map(({ node }) => node.id));
    expect(all.edges.find(({ node }) => node.type === 'LoadReleased')?.node).toMatchObject({ context: 'sterilization', actor: { id: 'hygiene2' }, data: { basis: 'PARAMETRIC', by: 'hygiene2' } });
  });

  it('are chosen by when they happened, not by when they were entered', async () => {
    const late = await ask({ to: ago(60 * 24) });
    expect(late.edges.map(({ node }) => node.type)).toEqual(['DisinfectantApplied']);
    expect((late.edges[0]?.node.recordedAt ?? '') > (late.edges[0]?.node.occurredAt ?? '')).toBe(true);
    expect((await ask({ from: ago(60 * 24) })).totalCount).toBe((await ask({})).totalCount - 1);
  });

  it('are for auditor, hygiene lead and manager of the clinic', async () => {
    await expect(ask({}, hygiene)).resolves.toBeTruthy();
    await expect(ask({}, manager)).resolves.toBeTruthy();
    await expect(ask({}, desk)).rejects.toThrow('FORBIDDEN');
    await expect(ask({}, technician)).rejects.toThrow('FORBIDDEN');
    await expect(ask({}, stranger)).rejects.toThrow('FORBIDDEN');
    await expect(ask({ clinicId: 'none' })).rejects.toThrow('NOT_FOUND');
    await expect(ask({ after: 'nonsense' })).rejects.toThrow('BAD_USER_INPUT');
    await expect(ask({ first: -1 })).rejects.toThrow('BAD_USER_INPUT');
    expect((await ask({ clinicId: 'clinic-2' }, stranger)).totalCount).toBe(0);
  });
});
