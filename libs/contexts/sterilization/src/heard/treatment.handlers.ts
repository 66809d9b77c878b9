import type { Facts } from '@stipple/event-store';
import { handlerFor, type Consequence } from '@stipple/service';
import { packsOf } from '../facts.js';
import { UsePack } from '../pack/pack.decider.js';
import { usesPack } from '../pack/pack.handlers.js';
import { WidenRecall } from '../recall/recall.decider.js';
import { widensRecall } from '../recall/recall.handlers.js';
import { NoteTreatmentStarted, treatment, type TreatmentEvent } from './treatment.decider.js';

/** A treatment uses its packs. If one of them is recalled already, its recall gains the treatment and the client. */
async function usesItsPacks(events: readonly TreatmentEvent[], facts: Facts): Promise<readonly Consequence[]> {
  const consequences: Consequence[] = [];
  for (const { data } of events) {
    const { treatmentId, clientId, at } = data;
    const packs = await packsOf(facts, [...new Set(data.packIds)]);
    const recallIds = new Set(packs.flatMap((pack) => pack.recallId ?? []));
    consequences.push(
      ...packs.map((pack): Consequence => [usesPack, new UsePack({ packId: pack.id, treatmentId, clientId, at })]),
      ...[...recallIds].map((recallId): Consequence => {
        const packIds = packs.filter((pack) => pack.recallId === recallId).map((pack) => pack.id);
        return [
          widensRecall,
          new WidenRecall({
            recallId,
            reach: { loadIds: [], packIds, treatmentIds: [treatmentId], clientIds: [clientId] },
            at,
          }),
        ];
      }),
    );
  }
  return consequences;
}

export const treatmentHandlers = [handlerFor(treatment, NoteTreatmentStarted, undefined, usesItsPacks)];
