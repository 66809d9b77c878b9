import type { Facts } from '@stipple/event-store';
import { decides } from '@stipple/service';
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
  decides(pigment, ReceivePigmentLot, ({ data }, facts) => zoneOf(facts, data.clinicId)),
  decides(pigment, RecallPigment, ({ data }, facts) => zoneOf(facts, data.clinicId)),
  decides(pigment, ReleasePigmentLot, known),
  decides(pigment, ContinuePigmentRecall, known),
  decides(pigment, ClosePigmentRecall, known),
  decides(pigment, NotePigmentUse, known),
];
