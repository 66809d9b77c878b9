import type { Facts } from '@stipple/event-store';
import { handlerFor } from '@stipple/service';
import { knownClinic } from '../heard/clinic.decider.js';
import {
  ClosePigmentRecall,
  ContinuePigmentRecall,
  NotePigmentUse,
  pigment,
  RecallPigment,
  ReceivePigmentLot,
  ReleasePigmentLot,
} from './pigment.decider.js';

const zoneOf = async (facts: Facts, clinicId: string | undefined): Promise<{ timeZone: string }> => ({
  timeZone: (await facts.state(knownClinic, clinicId ?? '')).timeZone,
});
export const pigmentHandlers = [
  handlerFor(pigment, ReceivePigmentLot, ({ data }, facts) => zoneOf(facts, data.clinicId)),
  handlerFor(pigment, RecallPigment),
  handlerFor(pigment, ReleasePigmentLot, async ({ data }, facts) =>
    zoneOf(facts, (await facts.state(pigment, data.pigmentId)).clinicId),
  ),
  handlerFor(pigment, ContinuePigmentRecall),
  handlerFor(pigment, ClosePigmentRecall),
  handlerFor(pigment, NotePigmentUse),
];
