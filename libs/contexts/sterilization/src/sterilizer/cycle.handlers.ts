import type { Facts } from '@stipple/event-store';
import { handlerFor } from '@stipple/service';
import { rulesAt } from '../facts.js';
import type { ReadinessFacts } from './readiness.rules.js';
import { BeginCycle, EndCycle, NoteRecallClosed, sterilizer } from './sterilizer.decider.js';
import { isKnown } from './sterilizer.state.js';

/** The policy and the time zone of the sterilizer's clinic. */
export async function atSterilizer(
  { data }: { data: { sterilizerId: string } },
  facts: Facts,
): Promise<ReadinessFacts> {
  const state = await facts.state(sterilizer, data.sterilizerId);
  return rulesAt(facts, isKnown(state) ? state.clinicId : undefined);
}

// Commands that follow from a load or a recall. They stand apart because handlers of loads import them.
export const beginsCycle = handlerFor(sterilizer, BeginCycle, atSterilizer);
export const endsCycle = handlerFor(sterilizer, EndCycle);
export const sterilizerRecallCloses = handlerFor(sterilizer, NoteRecallClosed);
