import type { EventStore } from '@stipple/event-store';
import type { Identity } from '../identity.js';
import { member } from './member.decider.js';

/**
 * The id of the one person who has an e-mail address, whether or not they are known; whoever is known by how it was
 * spelled once keeps their id.
 */
export async function memberIdFor(store: EventStore, identity: Identity, email: string): Promise<string> {
  const [id, former] = [identity.memberIdOf(email), identity.formerMemberIdOf(email)];
  if (id === former) return id;
  return (await store.state(member, former)).status === 'unknown' ? id : former;
}
