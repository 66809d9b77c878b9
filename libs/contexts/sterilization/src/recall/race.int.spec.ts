import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openStage, type Stage } from '@stipple/service/stage';
import { give, hygiene, idOf, labelled, opens, releasedLoad, startsTreatment, testedSterilizer } from '../day.fixture.js';
import { SterilizationModule } from '../sterilization.module.js';

const grown = { lot: 'BI-1', growth: true, controlLot: 'BI-1', controlGrowth: true };

describe('a recall and treatments at the same moment', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage(SterilizationModule);
    await opens(stage);
  });
  afterAll(() => stage.close());

  it('lose nobody: whoever used a recalled pack is named by its recall', async () => {
    for (let round = 0; round < 8; round += 1) {
      const sterilizerId = await testedSterilizer(stage);
      const packs = (await Promise.all(Array.from({ length: 6 }, () => labelled(stage)))).map(({ id }) => id);
      const loadId = await releasedLoad(stage, sterilizerId, 4, packs);
      const treating = async () => {
        for (const [nth, packId] of packs.entries()) await startsTreatment(stage, `treatment-${round}-${nth}`, [packId], `client-${round}-${nth}`);
      };
      const [reading] = await Promise.all([give(stage, hygiene, 'readBiologicalIndicator', { loadId, ...grown }), treating()]);
      const { data } = await stage.ask(hygiene, 'query ($id: ID!) { recall(id: $id) { treatments { id } clients { id } packs { id } } }', { id: idOf(reading, 'recall') });
      const reach = (data as Record<string, unknown>)['recall'] as Record<'treatments' | 'clients' | 'packs', { id: string }[]>;
      const sorted = (things: readonly { id: string }[]) => things.map(({ id }) => id).sort();
      expect([sorted(reach.packs), sorted(reach.treatments), sorted(reach.clients)]).toEqual([
        [...packs].sort(), packs.map((_, nth) => `treatment-${round}-${nth}`), packs.map((_, nth) => `client-${round}-${nth}`),
      ]);
    }
    expect(await stage.context.inbox.parked()).toEqual([]);
  });
});
