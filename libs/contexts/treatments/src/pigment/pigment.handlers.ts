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
  type PigmentFacts,
} from './pigment.decider.js';

const zoneOf = async (facts: Facts, clinicId: string | undefined): Promise<PigmentFacts> => ({
  timeZone: (await facts.state(knownClinic, clinicId ?? '')).timeZone,
});
const known = async (
  { data }: ReleasePigmentLot | ContinuePigmentRecall | ClosePigmentRecall | NotePigmentUse,
  facts: Facts,
) => zoneOf(facts, (await facts.state(pigment, data.pigmentId)).clinicId);

export const pigmentHandlers = [
  handlerFor(pigment, ReceivePigmentLot, ({ data }, facts) => zoneOf(facts, data.clinicId)),
  handlerFor(pigment, RecallPigment, ({ data }, facts) => zoneOf(facts, data.clinicId)),
  handlerFor(pigment, ReleasePigmentLot, known),
  handlerFor(pigment, ContinuePigmentRecall, known),
  handlerFor(pigment, ClosePigmentRecall, known),
  handlerFor(pigment, NotePigmentUse, known),
];
