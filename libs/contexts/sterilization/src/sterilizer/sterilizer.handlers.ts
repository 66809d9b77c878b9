import type { Facts } from '@stipple/event-store';
import { handlerFor, type Consequence } from '@stipple/service';
import type { Instant } from '@stipple/time';
import { loadsOf, packsOf } from '../facts.js';
import { RecallLoad } from '../load/load.decider.js';
import { recallsLoad } from '../load/load.handlers.js';
import { RecallPack } from '../pack/pack.decider.js';
import { recallsPack } from '../pack/pack.handlers.js';
import { OpenRecall, WidenRecall } from '../recall/recall.decider.js';
import type { Reach } from '../recall/reach.js';
import { opensRecall, widensRecall } from '../recall/recall.handlers.js';
import {
  CommissionSterilizer,
  ReadBiologicalIndicator,
  RecallFurtherLoads,
  RecordRequalificationRun,
  RecordRoutineTest,
  ReturnToService,
  sterilizer,
  suspected,
  TakeOutOfService,
  type SterilizerFacts,
} from './sterilizer.decider.js';
import { resultOf, type SterilizerEvent } from './sterilizer.events.js';
import { atSterilizer, beginsCycle, endsCycle, sterilizerRecallCloses } from './cycle.handlers.js';
import { isKnown } from './sterilizer.state.js';

/** The packs that one step of a recall takes. A load is never split, so a step may take up to a hundred more. */
const packsAtOnce = 200;
const readAtOnce = 20;

/** The first of the loads, as many as one step takes; at least one. */
async function oneStep(facts: Facts, loadIds: readonly string[]): Promise<string[]> {
  const taken: string[] = [];
  for (let packs = 0, at = 0; packs < packsAtOnce && at < packsAtOnce && at < loadIds.length; at += readAtOnce) {
    const ids = loadIds.slice(at, at + readAtOnce);
    const loads = new Map((await loadsOf(facts, ids)).map((load) => [load.id, load]));
    for (const id of ids) {
      if (packs >= packsAtOnce) break;
      packs += loads.get(id)?.packs.length ?? 0;
      taken.push(id);
    }
  }
  return taken;
}

/** What a recall of these loads affects, and the commands that mark the loads and their packs. */
async function reachOf(
  facts: Facts,
  loadIds: readonly string[],
  recallId: string,
  at: Instant,
): Promise<{ reach: Reach; marks: Consequence[] }> {
  const loads = await loadsOf(facts, loadIds);
  const packs = await packsOf(
    facts,
    loads.flatMap((load) => load.packs.map((pack) => pack.packId)),
  );
  const uses = packs.flatMap((pack) => pack.usedIn);
  return {
    reach: {
      loadIds: loads.map((load) => load.id),
      packIds: packs.map((pack) => pack.id),
      treatmentIds: [...new Set(uses.map((use) => use.treatmentId))],
      clientIds: [...new Set(uses.map((use) => use.clientId))],
    },
    marks: [
      ...loads.map((load): Consequence => [recallsLoad, new RecallLoad({ loadId: load.id, recallId, at })]),
      ...packs.map((pack): Consequence => [recallsPack, new RecallPack({ packId: pack.id, recallId, at })]),
    ],
  };
}

/**
 * A grown indicator opens a recall or widens the open one. Loads that the first step does not take follow in later steps,
 * each by a message of the step before.
 */
async function recalls(events: readonly SterilizerEvent[], facts: Facts): Promise<readonly Consequence[]> {
  const consequences: Consequence[] = [];
  for (const { type, data } of events) {
    if (type === 'BiologicalIndicatorRead' && data.recallId !== null) {
      const { recallId, clinicId, sterilizerId, loadId, at, awaiting = 0 } = data;
      const { reach, marks } = await reachOf(facts, data.recalledLoadIds, recallId, at);
      consequences.push(
        ...marks,
        data.opensRecall
          ? [opensRecall, new OpenRecall({ recallId, clinicId, sterilizerId, loadId, reach, awaiting, at })]
          : [widensRecall, new WidenRecall({ recallId, reach, awaiting, at })],
      );
    } else if (type === 'FurtherLoadsRecalled') {
      const { recallId, awaiting, at } = data;
      const { reach, marks } = await reachOf(facts, data.loadIds, recallId, at);
      consequences.push(...marks, [widensRecall, new WidenRecall({ recallId, reach, awaiting, at })]);
    }
  }
  return consequences;
}

async function toRead(
  command: ReadBiologicalIndicator,
  facts: Facts,
): Promise<SterilizerFacts['ReadBiologicalIndicator']> {
  const { sterilizerId, loadId } = command.data;
  const [{ policy }, [load], machine] = await Promise.all([
    atSterilizer(command, facts),
    loadsOf(facts, [loadId]),
    facts.state(sterilizer, sterilizerId),
  ]);
  const grew = resultOf(command.data) === 'POSITIVE';
  return {
    policy,
    load,
    atOnce: grew && isKnown(machine) ? await oneStep(facts, [loadId, ...suspected(machine, loadId, false)]) : [],
  };
}

async function toRecallFurther(
  command: RecallFurtherLoads,
  facts: Facts,
): Promise<SterilizerFacts['RecallFurtherLoads']> {
  const machine = await facts.state(sterilizer, command.data.sterilizerId);
  const { suspects = [] } = isKnown(machine) ? machine : {};
  return {
    atOnce: await oneStep(
      facts,
      suspects.map((one) => one.loadId),
    ),
  };
}

export const sterilizerHandlers = [
  handlerFor(sterilizer, CommissionSterilizer),
  handlerFor(sterilizer, RecordRoutineTest),
  handlerFor(sterilizer, TakeOutOfService),
  handlerFor(sterilizer, ReturnToService, atSterilizer),
  handlerFor(sterilizer, RecordRequalificationRun),
  handlerFor(sterilizer, ReadBiologicalIndicator, toRead, recalls),
  handlerFor(sterilizer, RecallFurtherLoads, toRecallFurther, recalls),
  beginsCycle,
  endsCycle,
  sterilizerRecallCloses,
];
