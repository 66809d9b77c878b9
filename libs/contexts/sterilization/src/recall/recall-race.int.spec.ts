import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { actAs, type Command } from '@stipple/event-store';
import { openStage, type Stage } from '@stipple/service/stage';
import { instantOf } from '@stipple/time';
import { clinicId, cycle, hygiene, opens } from '../day.fixture.js';
import { RecordCycle, StartLoad } from '../load/load.decider.js';
import { LabelPack } from '../pack/pack.decider.js';
import { SterilizationModule } from '../sterilization.module.js';
import { CommissionSterilizer, ReadBiologicalIndicator, RecordRoutineTest } from '../sterilizer/sterilizer.decider.js';
import { NoteTreatmentStarted } from '../heard/treatment.decider.js';
import { strays } from './strays.fixture.js';

const rounds = 200;
const packsOfLoad = 40;
const grown = { lot: 'BI-1', growth: true, controlLot: 'BI-1', controlGrowth: true };

describe('a recall, and a treatment of which is heard at the same instant', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage(SterilizationModule);
    await opens(stage);
  });
  afterAll(() => stage.close());

  /**
   * Does commands as a message's are done, in one transaction; again where others were faster, as a message is tried
   * again.
   */
  const done = async (...commands: Command[]): Promise<void> => {
    const { store } = stage.context;
    const given = commands.map((command) => {
      const handler = SterilizationModule.parts.handlers.find((one) => one.commandType === command.type);
      if (!handler) throw new Error(`Nobody handles ${command.type}.`);
      return handler.given(store, command);
    });
    await actAs({ actor: hygiene, now: instantOf(Date.now()), correlationId: randomUUID() }, async () => {
      for (let tries = 0; ; tries += 1) {
        try {
          const answer = await store.handleMessage({ messageId: randomUUID() }, given);
          if (answer.status !== 'done') throw new Error(`${commands[0]?.type}: ${JSON.stringify(answer)}`);
          return;
        } catch (error) {
          if (!(error instanceof Error) || error.name !== 'Conflict' || tries > 20) throw error;
        }
      }
    });
  };
  const later = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

  it(`lose nobody, in ${rounds} meetings`, async () => {
    let longest = 20;
    for (let round = 0; round < rounds; round += 1) {
      const [sterilizerId, loadId, packIds] = [
        randomUUID(),
        randomUUID(),
        Array.from({ length: packsOfLoad }, () => randomUUID()),
      ];
      await done(
        new CommissionSterilizer({
          sterilizerId,
          clinicId,
          name: 'Autoclave',
          type: 'N',
          serialNumber: 'SN-1',
          nextCycleNumber: 1,
        }),
        ...packIds.map(
          (packId) => new LabelPack({ packId, clinicId, contents: ['tweezers'], wrapped: false, hollow: false }),
        ),
      );
      await done(new RecordRoutineTest({ sterilizerId, kind: 'AUTOMATIC_CONTROL', cycleNumber: 1, result: 'PASS' }));
      await done(new StartLoad({ loadId, sterilizerId, cycleNumber: 2, program: 'STEAM_134_3', packIds }));
      await done(new RecordCycle({ loadId, samples: cycle(200) }));
      const begun = Date.now();
      const recall = done(new ReadBiologicalIndicator({ sterilizerId, loadId, recallId: randomUUID(), ...grown })).then(
        () => (longest = Math.max(10, Date.now() - begun)),
      );
      // Whenever it comes while the recall goes on: from its first look at the packs to after its end.
      const treatment = later((longest * (round % 10)) / 10).then(() =>
        done(
          new NoteTreatmentStarted({
            treatmentId: randomUUID(),
            clinicId,
            clientId: randomUUID(),
            roomId: 'room-1',
            packIds: packIds.slice(-3),
            at: instantOf(Date.now()),
          }),
        ),
      );
      await Promise.all([recall, treatment]);
    }
    expect(await strays(stage)).toEqual([]);
  });
});
