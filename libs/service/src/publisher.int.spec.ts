import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Module } from '@nestjs/common';
import { staff, type Draft } from '@stipple/contracts';
import { actAs, command, eventStoreMigrations, type Decider, type Recorded } from '@stipple/event-store';
import type { Message } from '@stipple/messaging';
import { openParked } from './open-parked.js';
import { handlerFor, type ContextDefinition } from './definitions.js';
import { administrator, openStage, type Stage } from './stage.js';

class Tell extends command('Tell')<{ id: string; what: string }> {}
type Told = { type: 'Told'; data: { id: string; what: string } };
/** Whether the translation is as it was meant: looked up from outside, as a new version would bring it. */
const world = { mended: false };
const teller: Decider<Tell, Told, number> = {
  stream: 'teller',
  idOf: ({ data }) => data.id,
  initial: 0,
  decide: ({ data }) => [{ type: 'Told', data }],
  evolve: (n) => n + 1,
};

function publishes({ id, data }: Recorded): readonly Draft[] {
  const { what } = data as Told['data'];
  if (what === 'throws' && !world.mended) throw new Error('Nobody knows what follows.');
  const drafts: Record<string, Draft> = {
    large: { type: 'billing.told.v1', subject: id, data: { text: world.mended ? 'short' : 'x'.repeat(70_000) } },
    broken: { type: staff.clinicOpened.type, subject: id, data: world.mended ? {} : { clinicId: 7 } },
    control: { type: 'billing.told.v1', subject: world.mended ? id : `${id}\u0000`, data: {} },
  };
  return [drafts[what] ?? { type: 'billing.told.v1', subject: id, data: { what } }];
}

@Module({})
class TellerModule {
  static readonly parts: ContextDefinition = {
    name: 'billing',
    handlers: [handlerFor(teller, Tell)],
    views: [],
    sdl: ['type Query { nothing: Boolean }'],
    resolvers: [],
    publishes,
    subscriptions: [],
    migrations: eventStoreMigrations('billing'),
  };
}

describe('what a context sends', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage(TellerModule);
  });
  afterAll(() => stage.close());
  const tell = (id: string, what: string) =>
    actAs({ actor: administrator, now: '2026-06-15T12:00:00.000Z', correlationId: 'c' }, () =>
      stage.context.store.handle(teller, new Tell({ id, what })),
    );
  const about = (id: string): unknown[] =>
    stage
      .sent()
      .filter(({ subject }: Message) => subject === id)
      .map(({ data }) => (data as { what?: string }).what ?? data);
  const parked = async () =>
    (await outside((one) => one.list())).map(({ kind, subject, problem, attempts }) => [
      kind,
      subject,
      problem,
      attempts,
    ]);
  async function outside<T>(work: (opened: ReturnType<typeof openParked>) => Promise<T>): Promise<T> {
    const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
    const opened = openParked(
      TellerModule.parts,
      { databaseUrl: stage.context.database.options.connectionString ?? '', masterKey: stage.masterKey, log },
      'command-line:somebody',
    );
    try {
      return await work(opened);
    } finally {
      await opened.close();
    }
  }
  async function until(is: () => boolean | Promise<boolean>): Promise<void> {
    for (const end = Date.now() + 120_000; !(await is()); await new Promise((resolve) => setTimeout(resolve, 20)))
      if (Date.now() > end) throw new Error('It did not come to that.');
  }
  const ask = async (document: string) =>
    (await stage.ask(administrator, document)).data as unknown as Record<string, never>;

  it('puts aside a message that cannot be sent, with what follows about the same subject, and sends all else', async () => {
    for (const what of ['throws', 'large', 'broken', 'control'])
      for (const next of [what, 'later']) await tell(what, next);
    await tell('well', 'first');
    await tell('large', 'last');
    await until(() => about('well').length === 1);
    await until(async () => (await parked()).length === 9);
    const behind = 'An earlier message about the same subject could not be sent.';
    expect(await parked()).toEqual([
      ['OUTGOING', 'broken', expect.stringContaining(staff.clinicOpened.type), 1],
      ['OUTGOING', 'broken', behind, 1],
      ['OUTGOING', 'control', expect.stringContaining('subject'), 1],
      ['OUTGOING', 'control', behind, 1],
      ['OUTGOING', 'large', expect.stringContaining('bytes'), 1],
      ['OUTGOING', 'large', behind, 1],
      ['OUTGOING', 'large', behind, 1],
      ['OUTGOING', 'throws', 'What follows from Told could not be told: Nobody knows what follows.', 1],
      ['OUTGOING', 'throws', behind, 1],
    ]);
    expect(['throws', 'large', 'broken'].flatMap(about)).toEqual([]);
    expect((await stage.context.health())['parked']?.detail).toContain('9 messages of its own');
  });

  it('keeps why in the clear nowhere', async () => {
    const { rows } = await stage.context.database.query<{ problem: string }>('select problem from parked_outgoing');
    for (const { problem } of rows) expect(problem).toMatch(/^k1\./);
  });

  it('stays put aside while nothing is mended, and is asked for from outside without a broker', async () => {
    expect((await outside((one) => one.retry('large', undefined))).retried).toEqual({
      messages: 0,
      rows: 0,
      stillParked: 3,
    });
    expect(
      (
        await stage.context.database.query<{ subject: string }>(
          'select distinct subject from parked_outgoing where asked',
        )
      ).rows,
    ).toEqual([{ subject: 'large' }]);
    await ask('mutation { retryParkedInBilling(input: { subject: "large" }) { retried { messages } } }');
    expect((await parked()).filter(([, subject]) => subject === 'large').map(([, , , attempts]) => attempts)).toEqual([
      2, 1, 1,
    ]);
  });

  it('is sent in its order once it can be, also what came meanwhile, and after that as before', async () => {
    world.mended = true;
    await tell('large', 'meanwhile');
    await until(async () => (await parked()).length === 10);
    expect(
      await ask('mutation { retryParkedInBilling(input: { subject: "large" }) { retried { messages stillParked } } }'),
    ).toMatchObject({ retryParkedInBilling: { retried: { messages: 4, stillParked: 0 } } });
    await tell('large', 'afterwards');
    await until(() => about('large').length === 5);
    expect(about('large')).toEqual([{ text: 'short' }, 'later', 'last', 'meanwhile', 'afterwards']);
    expect(
      await ask('mutation { retryParkedInBilling(input: {}) { retried { messages stillParked } } }'),
    ).toMatchObject({ retryParkedInBilling: { retried: { messages: 4, stillParked: 2 } } });
    expect([about('throws'), about('control')]).toEqual([
      ['throws', 'later'],
      [{}, 'later'],
    ]);
  });

  it('is given up with a reason, after which what waited behind it is asked for', async () => {
    const [first] = await outside((one) => one.list());
    expect(first).toMatchObject({ kind: 'OUTGOING', subject: 'broken' });
    expect((await outside((one) => one.giveUp(first?.id ?? '', 'It was told by telephone.'))).givenUp).toMatchObject({
      kind: 'OUTGOING',
      subject: 'broken',
    });
    expect((await stage.context.database.query('select from parked_outgoing where asked')).rowCount).toBe(1);
    await ask('mutation { retryParkedInBilling(input: {}) { retried { messages } } }');
    expect(about('broken')).toEqual(['later']);
    expect(await parked()).toEqual([]);
  });

  it('tells who gave the command that it is stored, whatever becomes of what follows', async () => {
    world.mended = false;
    expect(await tell('throws', 'throws')).toMatchObject({ accepted: true });
    world.mended = true;
  });
});
