import type { Facts } from '@stipple/event-store';
import { decides, type Consequence } from '@stipple/service';
import { loadsOf, packsOf } from '../facts.js';
import { RecallLoad } from '../load/load.decider.js';
import { recallsLoad } from '../load/load.handlers.js';
import { RecallPack } from '../pack/pack.decider.js';
import { recallsPack } from '../pack/pack.handlers.js';
import { OpenRecall, WidenRecall } from '../recall/recall.decider.js';
import { opensRecall, widensRecall } from '../recall/recall.handlers.js';
import { CommissionSterilizer, ReadBiologicalIndicator, RecordRequalificationRun, RecordRoutineTest, ReturnToService, sterilizer, TakeOutOfService } from './sterilizer.decider.js';
import type { SterilizerEvent } from './sterilizer.events.js';
import { atSterilizer, beginsCycle, endsCycle, sterilizerRecallCloses } from './sterilizer.links.js';

/** A grown indicator recalls the loads, quarantines their packs, and names the treatments and clients that those packs reached. */
async function recalls(events: readonly SterilizerEvent[], facts: Facts): Promise<readonly Consequence[]> {
  const consequences: Consequence[] = [];
  for (const { type, data } of events) {
    if (type !== 'BiologicalIndicatorRead' || data.recallId === null) continue;
    const { recallId, clinicId, sterilizerId, loadId, at } = data;
    const loads = await loadsOf(facts, data.recalledLoadIds);
    const packs = await packsOf(facts, loads.flatMap((load) => load.packs.map((pack) => pack.packId)));
    const uses = packs.flatMap((pack) => pack.usedIn);
    const reach = {
      loadIds: loads.map((load) => load.id),
      packIds: packs.map((pack) => pack.id),
      treatmentIds: [...new Set(uses.map((use) => use.treatmentId))],
      clientIds: [...new Set(uses.map((use) => use.clientId))],
    };
    consequences.push(
      ...loads.map((load): Consequence => [recallsLoad, new RecallLoad({ loadId: load.id, recallId, at })]),
      ...packs.map((pack): Consequence => [recallsPack, new RecallPack({ packId: pack.id, recallId, at })]),
      data.opensRecall ? [opensRecall, new OpenRecall({ recallId, clinicId, sterilizerId, loadId, reach, at })] : [widensRecall, new WidenRecall({ recallId, reach, at })],
    );
  }
  return consequences;
}

export const sterilizerHandlers = [
  decides(sterilizer, CommissionSterilizer, atSterilizer),
  decides(sterilizer, RecordRoutineTest, atSterilizer),
  decides(sterilizer, TakeOutOfService, atSterilizer),
  decides(sterilizer, ReturnToService, atSterilizer),
  decides(sterilizer, RecordRequalificationRun, atSterilizer),
  decides(
    sterilizer,
    ReadBiologicalIndicator,
    async (command, facts) => {
      const [load] = await loadsOf(facts, [command.data.loadId]);
      return { ...(await atSterilizer(command, facts)), ...(load ? { load } : {}) };
    },
    recalls,
  ),
  beginsCycle,
  endsCycle,
  sterilizerRecallCloses,
];
