import { randomUUID } from 'node:crypto';
import { actAs, EventStore, type Refusal } from '@stipple/event-store';
import { instantOf } from '@stipple/time';
import type { ContextHost } from './host.js';
import { openContext } from './storage.js';
import { Inbox } from './inbox.js';
import { ParkedOutgoings } from './outgoing.js';
import { Parked, type ParkedThing, type Retried } from './parked.js';
import type { ContextDefinition } from './definitions.js';

/** The parked messages and events of a context that is not running. */
export interface OpenParked {
  /** At most a thousand things. */
  list(): Promise<ParkedThing[]>;
  retry(
    subject: string | undefined,
    reason: string | undefined,
  ): Promise<{ retried: Retried | null; refusals: Refusal[] }>;
  giveUp(id: string, reason: string): Promise<{ givenUp: ParkedThing | null; refusals: Refusal[] }>;
  close(): Promise<void>;
}

/** @param actor the name recorded with each decision */
export function openParked(
  parts: ContextDefinition,
  host: Pick<ContextHost, 'databaseUrl' | 'masterKey' | 'log'>,
  actor: string,
): OpenParked {
  const { database, keys, log } = openContext(parts, host);
  const store = new EventStore({ database, log, keys });
  const { parked: messages } = new Inbox({
    context: parts.name,
    database,
    store,
    subscriptions: parts.subscriptions,
    handlers: parts.handlers,
    log: host.log,
    kept: keys.kept,
  });
  const outgoing = new ParkedOutgoings({
    database,
    log,
    kept: keys.kept,
    context: parts.name,
    publishes: (event) => parts.publishes(event),
  });
  const parked = new Parked({ database, log, kept: keys.kept, messages, outgoing, views: parts.views });
  const acts = <T>(work: () => T): T =>
    actAs(
      { actor: { id: actor, admin: true, roles: {} }, now: instantOf(Date.now()), correlationId: randomUUID() },
      work,
    );
  return {
    list: async () => (await parked.page(1_000)).rows,
    retry: (subject, reason) =>
      acts(() =>
        parked.retry({ ...(subject === undefined ? {} : { subject }), ...(reason === undefined ? {} : { reason }) }),
      ),
    giveUp: (id, reason) => acts(() => parked.giveUp(id, reason)),
    async close() {
      await store.close();
      await database.end();
    },
  };
}
