import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { upkeep } from './index.js';
import { as, asAdmin, box, openStore, Put } from './store.fixture.js';

describe('a log of years', () => {
  let lab: Awaited<ReturnType<typeof openStore>>;
  beforeAll(async () => {
    lab = await openStore();
  });
  afterAll(() => lab.close());
  const put = (boxId: string, item: string) => as(() => lab.store.handle(box, new Put({ boxId, item })));
  const partitions = async () =>
    (
      await lab.database.query<{ name: string; events: number }>(
        'select tableoid::regclass::text as name, count(*)::int as events from events group by 1 order by 1',
      )
    ).rows;

  it('goes on over the border of its partitions, and what lies in the older ones is read as before', async () => {
    await put('old', 'first');
    await asAdmin(lab.adminUrl, ["select setval('boxes.event_position', 19999995)"]);
    for (let n = 0; n < 10; n += 1) await put('old', `item${n}`);
    expect(await partitions()).toEqual([
      { name: 'events_0', events: 5 },
      { name: 'events_1', events: 6 },
    ]);
    const all = await lab.everything();
    expect(all.map(({ version }) => version)).toEqual(Array.from({ length: 11 }, (_, nth) => nth + 1));
    expect((await lab.another().state(box, 'old')).items).toHaveLength(11);
  });

  it('makes further partitions long before they are needed', async () => {
    await asAdmin(lab.adminUrl, ["select setval('boxes.event_position', 65000000)"]);
    await upkeep(lab.database);
    await put('new', 'cup');
    expect((await partitions()).map(({ name }) => name)).toEqual(['events_0', 'events_1', 'events_3']);
  });

  it('remembers a command for thirty days: sent again within them it changes nothing, later it is a new one', async () => {
    const give = (commandId: string) =>
      as(() => lab.store.handle(box, new Put({ boxId: 'memory', item: commandId })), commandId);
    const [young, old] = [randomUUID(), randomUUID()];
    const [first] = [await give(young), await give(old)];
    await asAdmin(lab.adminUrl, [
      `update boxes.commands set recorded_at = now() - interval '29 days 23 hours' where command_id = '${young}'`,
      `update boxes.commands set recorded_at = now() - interval '30 days 1 hour' where command_id = '${old}'`,
    ]);
    expect(await upkeep(lab.database)).toMatchObject({ commands: 1 });
    expect(await give(young)).toEqual(first);
    expect(await give(old)).toEqual({
      accepted: false,
      refusals: [expect.objectContaining({ code: 'THERE_ALREADY' })],
    });
  });

  it('remembers what was heard for sixty days, and what is parked still for as long as it is', async () => {
    const [young, old, parked] = [randomUUID(), randomUUID(), randomUUID()];
    for (const messageId of [young, old, parked]) await as(() => lab.store.handleMessage({ messageId }, []));
    await asAdmin(lab.adminUrl, [
      `update boxes.inbox set handled_at = now() - interval '59 days 23 hours' where message_id = '${young}'`,
      `update boxes.inbox set handled_at = now() - interval '60 days 1 hour' where message_id in ('${old}', '${parked}')`,
      `insert into boxes.parked_messages (message_id, topic, partition, "offset", key, type, message, problem, attempts)
        values ('${parked}', 't', 0, 1, 'k', 'x', 'null', '', 1)`,
    ]);
    expect(await upkeep(lab.database)).toMatchObject({ inbox: 1 });
    const heard = async (messageId: string) => (await as(() => lab.store.handleMessage({ messageId }, []))).status;
    expect([await heard(young), await heard(old), await heard(parked)]).toEqual(['seen', 'done', 'seen']);
    await expect(lab.database.query('select trim_inbox(1, 1000)')).rejects.toThrow('45 days at least');
    await expect(lab.database.query('delete from inbox')).rejects.toThrow('permission denied');
  });

  it('keeps a decision about what was parked for three years', async () => {
    const decided = (ago: string) =>
      asAdmin(lab.adminUrl, [
        `insert into boxes.parked_decisions (decision, actor, about, fingerprint, decided_at) values ('RETRY', '${ago}', '{}', '', now() - interval '${ago}')`,
      ]);
    await decided('3 years 1 day');
    await decided('2 years 364 days');
    expect(await upkeep(lab.database)).toMatchObject({ parkedDecisions: 1 });
    const { rows } = await lab.database.query<{ actor: string }>('select actor from parked_decisions');
    expect(rows).toEqual([{ actor: '2 years 364 days' }]);
  });
});
