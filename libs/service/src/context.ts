import type { INestApplicationContext } from '@nestjs/common';
import type { Database, EventStore, Follower, Log } from '@stipple/event-store';
import type { Consumer } from '@stipple/messaging';
import type { GraphQLSchema } from 'graphql';
import { contextSubgraph } from './context-subgraph.js';
import { every } from './every.js';
import { buildGraph } from './graph.js';
import { healthOf, type PartHealth } from './health.js';
import type { ContextHost } from './host.js';
import type { Inbox } from './inbox.js';
import { openMessages, type Messages } from './messages.js';
import { openNest } from './nest.js';
import { ParkedOutgoings } from './outgoing.js';
import { parkedPart, wholeSdl } from './parked-graph.js';
import { Parked } from './parked.js';
import type { ContextModule, ContextDefinition, Notice } from './definitions.js';
import { startReaders, type Readers } from './readers.js';
import { openStorage, type Storage } from './storage.js';
import type { Subgraph } from './subgraph.port.js';
import type { Watched } from './watched.js';

/** A context at work in this process. */
export interface RunningContext {
  parts: ContextDefinition;
  subgraph: Subgraph;
  schema: GraphQLSchema;
  store: EventStore;
  inbox: Inbox;
  database: Database;
  log: Log;
  followers: readonly Follower[];
  /** Sentences for whoever started it, such as a first administrator's invitation. */
  notices: readonly Notice[];
  health(): Promise<Record<string, PartHealth>>;
  /** The reason, in a sentence, why only a new process can go on. Undefined while a restart would not help. */
  restart(): string | undefined;
  /** The observer of its work, for metrics. */
  watched: Watched;
  /** Asked twice, it stops once. */
  stop(): Promise<void>;
}

/** Milliseconds between two looks at the parked messages that are due, and how long one round may begin new tries. */
const tendEvery = 3_000;
const tendFor = 3_000;

/** The parts of a context that are running, in the order in which they were started. */
interface Started {
  module: ContextModule;
  host: ContextHost;
  storage: Storage;
  messages: Messages;
  nest: INestApplicationContext;
  readers: Readers;
  consumer: Consumer | undefined;
}

/**
 * Starts a context: its storage, its messages, its Nest application, and its read models. Its tables have to exist
 * (see `installDatabase`).
 */
export async function startContext(module: ContextModule, host: ContextHost): Promise<RunningContext> {
  const { parts } = module;
  const storage = await openStorage(parts, host);
  const messages = await openMessages(parts, host, storage);
  const nest = await openNest(module, host, storage, messages);
  const readers = await startReaders(parts, host.log, storage, messages);
  const consumer = await messages.consume();
  return running({ module, host, storage, messages, nest, readers, consumer });
}

async function running(started: Started): Promise<RunningContext> {
  const { module, host, storage, messages, nest, readers } = started;
  const { parts } = module;
  const parked = parkedOf(started);
  const schema = buildGraph(wholeSdl(parts), [
    ...parts.resolvers.map((resolver) => nest.get(resolver)),
    parkedPart(parts.name, parked),
  ]);
  const endTending = every(
    tendEvery,
    async (nth) => host.tends === false || parked.tend(Date.now() + tendFor, nth === 0),
    (error) => storage.trouble('parked', error),
  );
  const { store, database, log, sound, stopped, watched } = storage;
  const { inbox } = messages;
  const notices =
    (await parts.begin?.(nest, {
      ...(host.firstAdministrator ? { firstAdministrator: host.firstAdministrator } : {}),
    })) ?? [];
  let stopping: Promise<void> | undefined;
  return {
    parts,
    subgraph: contextSubgraph({ parts, schema, sound, inbox, readers, log: host.log }),
    schema,
    notices,
    store,
    inbox,
    database,
    log,
    get followers() {
      return readers.followers();
    },
    health: async () => {
      await sound.look();
      return healthOf({ database, broker: host.broker, followers: readers.followers(), stopped });
    },
    restart: () => stopped.restart(),
    watched,
    stop: () => (stopping ??= stop(started, endTending)),
  };
}

function parkedOf({ module, storage, messages }: Started): Parked {
  const { database, log, keys } = storage;
  return new Parked({
    database,
    log,
    kept: keys.kept,
    messages: messages.inbox.parked,
    outgoing: new ParkedOutgoings(messages.sending),
    views: module.parts.views,
  });
}

/** Stops what brings work in before what does it, and the database last. */
async function stop({ storage, nest, readers, consumer }: Started, endTending: () => Promise<void>): Promise<void> {
  await consumer?.stop();
  await Promise.all([storage.endUpkeep(), endTending()]);
  await readers.stop();
  await storage.shares.stop();
  await nest.close();
  await storage.store.close();
  await storage.database.end();
}
