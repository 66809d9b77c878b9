import type { Facts } from '@stipple/event-store';
import { found, handlerFor, type Consequence } from '@stipple/service';
import { packsOf, rulesAt } from '../facts.js';
import { PutInLoad, QuarantinePack, SterilizePack } from '../pack/pack.decider.js';
import { putsInLoad, quarantinesPack, sterilizesPack } from '../pack/pack.handlers.js';
import type { ReadinessFacts } from '../sterilizer/readiness.rules.js';
import { BeginCycle, EndCycle, sterilizer } from '../sterilizer/sterilizer.decider.js';
import { beginsCycle, endsCycle } from '../sterilizer/cycle.handlers.js';
import { isKnown } from '../sterilizer/sterilizer.state.js';
import { digestOf } from './digest.rules.js';
import {
  AbortLoad,
  load,
  ReadChemicalIndicator,
  RecallLoad,
  RecordCycle,
  RejectLoad,
  ReleaseLoad,
  StartLoad,
  type LoadEvent,
  type LoadFacts,
} from './load.decider.js';

async function atLoad({ data }: { data: { loadId: string } }, facts: Facts): Promise<ReadinessFacts> {
  const state = await facts.state(load, data.loadId);
  return rulesAt(facts, state.status === 'unknown' ? undefined : state.clinicId);
}

/** @throws GraphFault NOT_FOUND for a pack that there is none of */
async function toStart({ data }: StartLoad, facts: Facts): Promise<LoadFacts['StartLoad']> {
  const [machine, packs] = await Promise.all([
    facts.state(sterilizer, data.sterilizerId),
    packsOf(facts, data.packIds),
  ]);
  const known = isKnown(machine) ? machine : undefined;
  return {
    ...(await rulesAt(facts, known?.clinicId)),
    sterilizer: known,
    packs: found(packs.length === data.packIds.length ? packs : undefined, 'pack'),
  };
}

/** The commands on the sterilizer and on the packs that follow from a load's events. */
async function follows(events: readonly LoadEvent[], facts: Facts): Promise<readonly Consequence[]> {
  const consequences: Consequence[] = [];
  for (const { type, data } of events) {
    const { loadId, sterilizerId, clinicId, at } = data;
    switch (type) {
      case 'LoadStarted':
        consequences.push([beginsCycle, new BeginCycle({ sterilizerId, loadId, cycleNumber: data.cycleNumber, at })]);
        consequences.push(
          ...data.packs.map(({ packId }): Consequence => [putsInLoad, new PutInLoad({ packId, loadId, clinicId, at })]),
        );
        break;
      case 'CycleRecorded':
        consequences.push([endsCycle, new EndCycle({ sterilizerId, loadId, at })]);
        break;
      case 'LoadReleased':
        consequences.push(
          ...data.packs.map(({ packId, expiresAt }): Consequence => [
            sterilizesPack,
            new SterilizePack({ packId, loadId, expiresAt, at }),
          ]),
        );
        break;
      case 'LoadRejected':
      case 'LoadAborted': {
        const state = await facts.state(load, loadId);
        const reason = type === 'LoadAborted' ? 'Its load was aborted.' : 'Its load was rejected.';
        if (type === 'LoadAborted') consequences.push([endsCycle, new EndCycle({ sterilizerId, loadId, at })]);
        if (state.status !== 'unknown')
          consequences.push(
            ...state.packs.map(({ packId }): Consequence => [
              quarantinesPack,
              new QuarantinePack({ packId, reason, at }),
            ]),
          );
        break;
      }
      case 'ChemicalIndicatorRead':
      case 'LoadRecalled':
        break;
    }
  }
  return consequences;
}

export const recallsLoad = handlerFor(load, RecallLoad);

export const loadHandlers = [
  handlerFor(load, StartLoad, toStart, follows),
  handlerFor(
    load,
    RecordCycle,
    async (command, facts) => ({ ...(await atLoad(command, facts)), digest: digestOf(command.data.samples) }),
    follows,
  ),
  handlerFor(load, ReadChemicalIndicator),
  handlerFor(load, ReleaseLoad, atLoad, follows),
  handlerFor(load, RejectLoad, undefined, follows),
  handlerFor(load, AbortLoad, undefined, follows),
  recallsLoad,
];
