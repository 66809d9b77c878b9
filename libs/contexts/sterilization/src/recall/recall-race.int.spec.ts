import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openStage, type Stage } from '@stipple/service/stage';
import { actAs, newId } from '@stipple/event-store';
import { randomUUID } from 'node:crypto';
import { clinicId, give, hygiene, idOf, labelled, opens, releasedLoad, testedSterilizer } from '../day.fixture.js';
import { SterilizationModule } from '../sterilization.module.js';
import { NoteTreatmentStarted } from '../treatment/treatment.decider.js';
import { treatmentHandlers } from '../treatment/treatment.handlers.js';
import { strays } from './strays.fixture.js';

const grown = { lot: 'BI-1', growth: true, controlLot: 'BI-1', controlGrowth: true };
const loads = 20;
const packsOfLoad = 15;

describe('a recall and treatments of which is heard at the same instant', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage(SterilizationModule);
    await opens(stage);
  });
  afterAll(() => stage.close());

  /** A treatment as its message is handled, without a topic, so that many are handled at a time. */
  const used = async (packId: string): Promise<void> => {
    const { store } = stage.context;
    const [handler] = treatmentHandlers;
    const situation = { actor: { id: 'context:sterilization', admin: false, roles: {} }, now: new Date().toISOString(), correlationId: randomUUID() };
    await actAs(situation, async () => {
      const command = new NoteTreatmentStarted({ treatmentId: newId(), clinicId, clientId: newId(), roomId: 'room-1', packIds: [packId], at: situation.now });
      for (let tries = 0; ; tries += 1) {
        try {
          const answer = handler && (await store.handleMessage({ messageId: randomUUID() }, [handler.given(store, command)]));
          if (answer?.status !== 'done') throw new Error(`The treatment was ${answer?.status ?? 'not handled'}.`);
          return;
        } catch (error) {
          // Changed by others again and again: a message is tried again then.
          if (!(error instanceof Error) || error.name !== 'Conflict' || tries > 50) throw error;
        }
      }
    });
  };

  it(`lose nobody, in ${loads * packsOfLoad} meetings`, async () => {
    for (let round = 0; round < loads; round += 1) {
      const sterilizerId = await testedSterilizer(stage);
      const packs = await Promise.all(Array.from({ length: packsOfLoad }, () => labelled(stage)));
      const loadId = await releasedLoad(stage, sterilizerId, 4, packs.map((pack) => pack.id));
      const [answer] = await Promise.all([give(stage, hygiene, 'readBiologicalIndicator', { loadId, ...grown }), ...packs.map((pack) => used(pack.id))]);
      expect(idOf(answer, 'recall')).not.toMatch('no recall');
    }
    expect(await strays(stage)).toEqual([]);
  }, 240_000);
});
