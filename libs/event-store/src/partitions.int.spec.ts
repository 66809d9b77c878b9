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
    (await lab.database.query<{ name: string; events: number }>('select tableoid::regclass::text as name, count(*)::int as events from events group by 1 order by 1')).rows;

  it('goes on over the border of its partitions, and what lies in the older ones is read as before', async () => {
    await put('old', 'first');
    await asAdmin(lab.adminUrl, ["select setval('boxes.event_position', 19999995)"]);
    for (let n = 0; n < 10; n += 1) await put('old', `item${n}`);
    expect(await partitions()).toEqual([{ name: 'events_0', events: 5 }, { name: 'events_1', events: 6 }]);
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
    const give = (commandId: string) => as(() => lab.store.handle(box, new Put({ boxId: 'memory', item: commandId })), commandId);
    const [young, old] = [randomUUID(), randomUUID()];
    const [first] = [await give(young), await give(old)];
    await asAdmin(lab.adminUrl, [
      `update boxes.commands set recorded_at = now() - interval '29 days 23 hours' where command_id = '${young}'`,
      `update boxes.commands set recorded_at = now() - interval '30 days 1 hour' where command_id = '${old}'`,
    ]);
    expect(await upkeep(lab.database)).toBe(1);
    expect(await give(young)).toEqual(first);
    expect(await give(old)).toEqual({ accepted: false, refusals: [expect.objectContaining({ code: 'THERE_ALREADY' })] });
  });
});
