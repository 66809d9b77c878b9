import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { actAs } from '@stipple/event-store';
import { openStage, type Stage } from '@stipple/service/stage';
import {
  ago,
  auditor,
  clinicId,
  completesTreatment,
  desk,
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
} from '../day.fixture.js';
import { DamagePack } from '../pack/pack.decider.js';
import { SterilizationModule } from '../sterilization.module.js';

interface Page {
  totalCount: number;
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
  edges: {
    cursor: string;
    node: {
      id: string;
      context: string;
      type: string;
      subject: string;
      occurredAt: string;
      recordedAt: string;
      actor: { id: string } | null;
      actorId: string;
      data: Record<string, unknown> | null;
      unreadable: string | null;
    };
  }[];
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
    await give(stage, technician, 'applyDisinfectant', {
      roomId,
      product: 'Surfa',
      lot: 'L1',
      contactSeconds: 60,
      appliedAt: ago(60 * 24 * 3),
    });
  });
  afterAll(() => stage.close());

  const ask = async (variables: object, as = auditor): Promise<Page> => {
    const answer = await stage.ask(
      as,
      `query ($clinicId: ID!, $from: DateTime, $to: DateTime, $first: Int, $after: String) {
        hygieneEvents(clinicId: $clinicId, from: $from, to: $to, first: $first, after: $after) {
          totalCount
          pageInfo { hasNextPage endCursor }
          edges {
            cursor
            node { id context type subject occurredAt recordedAt actor { id } actorId data unreadable }
          }
        }
      }`,
      { clinicId, ...variables },
    );
    if (answer.errors) throw new Error(String(answer.errors[0]?.extensions['code']));
    return (answer.data as Record<string, unknown>)['hygieneEvents'] as Page;
  };

  it('are listed to the auditor in the order of the log, page after page', async () => {
    const all = await ask({ first: 1000 });
    const logged = (await stage.events()).filter(
      (event) => event.meta.clinic === clinicId && event.category !== 'clinic',
    );
    expect(all.edges.map(({ node }) => node.id)).toEqual(logged.map((event) => event.eventId));
    expect(all.totalCount).toBe(logged.length);
    const paged: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const page: Page = await ask({ first: 5, after });
      paged.push(...page.edges.map(({ node }) => node.id));
      [after, more] = [page.pageInfo.endCursor, page.pageInfo.hasNextPage];
    }
    expect(paged).toEqual(all.edges.map(({ node }) => node.id));
    expect(all.edges.find(({ node }) => node.type === 'LoadReleased')?.node).toMatchObject({
      context: 'sterilization',
      actor: { id: 'hygiene2' },
      data: { basis: 'PARAMETRIC', by: 'hygiene2' },
    });
  });

  it('are chosen by when they happened, not by when they were entered', async () => {
    const late = await ask({ to: ago(60 * 24) });
    expect(late.edges.map(({ node }) => node.type)).toEqual(['DisinfectantApplied']);
    expect((late.edges[0]?.node.recordedAt ?? '') > (late.edges[0]?.node.occurredAt ?? '')).toBe(true);
    expect((await ask({ from: ago(60 * 24) })).totalCount).toBe((await ask({})).totalCount - 1);
  });

  it('that followed from a treatment name who did it; where nobody told, nobody', async () => {
    const pack = await labelled(stage);
    const roomId = idOf(await give(stage, manager, 'addRoom', { clinicId, name: 'Room 2' }), 'room');
    await startsTreatment(stage, 'treatment-of-somebody', [pack.id], 'client-1', roomId);
    await completesTreatment(stage, 'treatment-of-somebody', roomId);
    const followed = (await ask({ first: 1000 })).edges
      .map(({ node }) => node)
      .filter((node) => node.subject === pack.id || node.subject === roomId);
    expect(followed.map(({ type, actor, actorId }) => [type, actor?.id, actorId])).toEqual([
      ['PackLabelled', 'technician', 'technician'],
      ['RoomAdded', 'manager', 'manager'],
      ['PackUsed', 'technician', 'technician'],
      ['RoomOccupied', 'technician', 'technician'],
      ['RoomVacated', undefined, 'context:sterilization'],
    ]);
  });

  it('that the list could not take stand in their place as unreadable, and health says so', async () => {
    const { database } = stage.context;
    const { rows } = await database.query<{ serving: string }>(
      "select serving from views where name = 'hygiene_events'",
    );
    const table = rows[0]?.serving ?? '';
    const pack = await labelled(stage);
    await database.query(`alter table ${table} add constraint no_damage check (type <> 'PackDamaged')`);
    const before = await ask({ first: 1000 });
    expect((await stage.context.health())['parked']).toEqual({ ok: true, status: 'ok' });
    await give(stage, technician, 'damagePack', { packId: pack.id, reason: 'Nok dropped it' });
    const after = await labelled(stage);
    const page = await ask({ first: 1000 });
    expect(page.totalCount).toBe(before.totalCount + 2);
    const last = page.edges.map(({ node }) => node).slice(-2);
    expect(last[0]).toMatchObject({
      type: 'PackDamaged',
      subject: pack.id,
      actor: { id: 'technician' },
      data: null,
      unreadable: expect.stringMatching(
        /^This event lies in the log and could not be taken into the list: .+/,
      ) as unknown,
    });
    expect(last[0]?.unreadable).not.toContain('Nok');
    expect(last[1]).toMatchObject({ type: 'PackLabelled', subject: after.id, unreadable: null });
    const paged = await ask({ first: 1, after: before.pageInfo.endCursor });
    expect([paged.edges[0]?.node.type, paged.pageInfo.hasNextPage]).toEqual(['PackDamaged', true]);
    expect((await ask({ to: ago(60) })).edges.map(({ node }) => node.type)).not.toContain('PackDamaged');
    const health = (await stage.context.health())['parked'];
    expect(health).toMatchObject({ ok: true, status: 'degraded' });
    expect(health?.detail).toContain('hygiene_events 1');
    await database.query(`alter table ${table} drop constraint no_damage`);
  });

  it('are listed whatever they hold', async () => {
    const pack = await labelled(stage);
    const reason = 'nothing \u0000, half \ud83e, "quoted" \\ %';
    // As something that was stored before texts had a gate.
    const damages = SterilizationModule.parts.handlers.find((one) => one.commandType === 'DamagePack');
    const given = damages?.given(stage.context.store, new DamagePack({ packId: pack.id, reason }));
    const situation = { actor: technician, now: ago(0), correlationId: randomUUID() };
    await actAs(situation, () => stage.context.store.handleMessage({ messageId: randomUUID() }, given ? [given] : []));
    await labelled(stage);
    expect(
      (await ask({ first: 1000 })).edges.find(({ node }) => node.subject === pack.id && node.type === 'PackDamaged')
        ?.node,
    ).toMatchObject({ data: { reason }, unreadable: null });
    expect((await stage.context.health())['parked']?.detail ?? '').not.toMatch(/hygiene_events 2/);
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
