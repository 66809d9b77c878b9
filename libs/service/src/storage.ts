import {
  ensurePartitions,
  Feed,
  Log,
  openDatabase,
  PersonalKeys,
  Shares,
  upkeep,
  type Database,
  type EventStore,
  type Recorded,
} from '@stipple/event-store';
import { messageOf } from '@stipple/text';
import { every } from './every.js';
import { Stopped } from './health.js';
import type { ContextHost } from './host.js';
import { announced } from './outgoing.js';
import type { ContextDefinition } from './definitions.js';
import { Soundness } from './sound.js';
import type { ContextName } from './subgraph.port.js';
import { WatchedStore } from './telemetry-log.js';
import type { Watched } from './watched.js';

/** Milliseconds between two rounds of forgetting old rows. */
const upkeepEvery = 3_600_000;

/** The channel on which processes of a context tell each other that they have appended events. */
export const channelOf = (context: ContextName): string => `stipple_${context}`;

/** Opens a context's part of the database. Everything that reads its log goes through this. */
export function openContext(parts: ContextDefinition, host: Pick<ContextHost, 'databaseUrl' | 'masterKey' | 'log'>) {
  const database = openDatabase({
    url: host.databaseUrl,
    name: `stipple ${parts.name}`,
    max: 12,
    onError: (error) => host.log.warn({ context: parts.name, error: error.message }, 'a database connection was lost'),
  });
  const keys = new PersonalKeys(database, host.masterKey);
  return {
    database,
    keys,
    log: new Log(database, keys, [...new Set(parts.handlers.map((handler) => handler.decider))]),
  };
}

/** A context's database, log and store, with everything that keeps them going. */
export interface Storage {
  database: Database;
  keys: PersonalKeys;
  log: Log;
  store: EventStore;
  feed: Feed;
  shares: Shares;
  sound: Soundness;
  stopped: Stopped;
  watched: Watched;
  /** Notes that a named part of the background work failed. */
  trouble(name: string, error: unknown): void;
  /** Ends the hourly upkeep. Resolves once none of it runs any more. */
  endUpkeep(): Promise<void>;
}

/** @throws StartProblem when the log cannot be read on */
export async function openStorage(parts: ContextDefinition, host: ContextHost): Promise<Storage> {
  const { database, keys, log } = openContext(parts, host);
  const warn = (what: string, error: unknown) => host.log.warn({ context: parts.name, error: messageOf(error) }, what);
  const stopped = new Stopped();
  const sound = new Soundness(database, parts.name, stopped, warn);
  try {
    await sound.begin();
  } catch (error) {
    await database.end();
    throw error;
  }
  const trouble = (name: string, error: unknown) => {
    stopped.follower(name, error);
    host.log.error(
      { context: parts.name, follower: name, error: messageOf(error) },
      'a reader of the log does not get on',
    );
  };
  const feed = openFeed(parts.name, host, database, log);
  const watched: Watched = {};
  const store = new WatchedStore(
    {
      database,
      log,
      keys,
      appended: () => feed.wake(),
      announces: (event: Recorded) => announced(event, (one) => parts.publishes(one)),
      ignored: (one) => {
        host.log.debug?.({ context: parts.name, ...one }, 'a command was ignored');
        watched.by?.ignored(one.command);
      },
      onTrouble: warn,
    },
    watched,
  );
  await ensurePartitions(database);
  const endUpkeep = startUpkeep(parts.name, host, database, (error) => trouble('upkeep', error));
  const shares = new Shares({
    database,
    peers: host.peers,
    changed: () => feed.wakeLocal(),
    onTrouble: (error) => trouble('shares', error),
  });
  await shares.start();
  return { database, keys, log, store, feed, shares, sound, stopped, watched, trouble, endUpkeep };
}

function openFeed(context: ContextName, host: ContextHost, database: Database, log: Log): Feed {
  const onError = (error: Error) =>
    host.log.warn({ context, error: error.message }, 'wake-ups between processes are out; polling goes on');
  return new Feed(log, {
    database,
    channel: channelOf(context),
    // Where nobody else appends, waking is certain and polling a mere precaution.
    pollMilliseconds: host.peers ? 500 : 2_000,
    ...(host.peers ? { peers: { url: host.databaseUrl, onError } } : {}),
  });
}

const startUpkeep = (
  context: ContextName,
  host: ContextHost,
  database: Database,
  onTrouble: (error: unknown) => void,
): (() => Promise<void>) =>
  every(
    upkeepEvery,
    async (_nth, stopping) => {
      const forgotten = await upkeep(database, stopping);
      if (Object.values(forgotten).some((rows) => rows > 0))
        host.log.info({ context, ...forgotten }, 'rows older than their stated age were forgotten');
    },
    onTrouble,
  );
