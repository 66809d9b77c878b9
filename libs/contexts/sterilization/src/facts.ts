import type { Facts } from '@stipple/event-store';
import { clinic } from './heard/clinic.decider.js';
import { load } from './load/load.decider.js';
import type { KnownLoad } from './load/load.state.js';
import { pack, type KnownPack } from './pack/pack.decider.js';
import { defaultPolicy } from './policy.js';
import type { ReadinessFacts } from './sterilizer/readiness.rules.js';

/** The policy in force at a clinic, and its time zone. */
export async function rulesAt(facts: Facts, clinicId: string | undefined): Promise<ReadinessFacts> {
  const known = clinicId === undefined ? undefined : await facts.state(clinic, clinicId);
  return { policy: defaultPolicy, zone: known?.status === 'open' ? known.timeZone : 'UTC' };
}

export async function loadsOf(facts: Facts, loadIds: readonly string[]): Promise<KnownLoad[]> {
  const states = await Promise.all(loadIds.map((id) => facts.state(load, id)));
  return states.flatMap((state) => (state.status === 'unknown' ? [] : [state]));
}

export async function packsOf(facts: Facts, packIds: readonly string[]): Promise<KnownPack[]> {
  const states = await Promise.all(packIds.map((id) => facts.state(pack, id)));
  return states.flatMap((state) => (state.status === 'unknown' ? [] : [state]));
}
