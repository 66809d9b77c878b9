import 'reflect-metadata';
import { Module, type DynamicModule, type InjectionToken } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import {
  actAs,
  CommandIdReused,
  Conflict,
  Elsewhere,
  ensurePartitions,
  EventStore,
  Feed,
  Follower,
  isAtOrAfter,
  isUnavailable,
  Log,
  openDatabase,
  PersonalKeys,
  prepareView,
  rebuildView,
  Shares,
  StoreUnavailable,
  TooLarge,
  troubleOf,
  upkeep,
  ViewFollowing,
  type AnyView,
  type Database,
  type IgnoredCommand,
  type Position,
  type Recorded,
  type Written,
} from '@stipple/event-store';
import { deadLettersOf, topicOf, type Broker, type Consumer, type Log as BrokerLog } from '@stipple/messaging';
import { instantOf } from '@stipple/time';
import { getOperationAST, GraphQLError, type GraphQLSchema } from 'graphql';
import { GraphFault, Request } from './access.js';
import { buildGraph, runGraph } from './graph.js';
import { healthOf, Stopped, type PartHealth } from './health.js';
import { Inbox } from './inbox.js';
import { parkedPart, subgraphSdl, wholeSdl } from './parked-graph.js';
import { Parked } from './parked.js';
import { heardBy, type ContextModule, type ContextParts, type Notice } from './parts.js';
import { announced, ParkedOutgoings, type Outgoing } from './outgoing.js';
import { Publisher } from './publisher.js';
import { every } from './every.js';
import { Reads } from './reads.js';
import { Soundness } from './sound.js';
import type { ContextName, Seen, Subgraph, SubgraphRequest, SubgraphResult } from './subgraph.port.js';
import { span, type Running } from './telemetry.js';
import { watchedFollowing, WatchedStore } from './telemetry-log.js';
import type { Watched } from './watched.js';

/** Structured log lines; never personal data, never secrets. */
export interface Logger {
  debug?(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** The same log for a broker adapter. */
export const brokerLog =
  (log: Logger): BrokerLog =>
  (level, message, fields) => {
    if (level !== 'debug') log[level](fields ?? {}, message);
  };

export interface ContextHost {
  /** Connection of the context's own role. */
  databaseUrl: string;
  broker: Broker;
  /** 32 bytes that wrap the keys of personal data. */
  masterKey: Buffer;
  log: Logger;
  /** Whether other processes of the same service may run: then they wake each other through the database. */
  peers: boolean;
  /** Whether it tries what is parked again by itself; by default it does. */
  tends?: boolean;
  /** Things the context's module injects besides the store: by injection token. */
  provide?: readonly Provided[];
  /** E-mail address of the first administrator, invited where the installation has none. */
  firstAdministrator?: string;
}

/** A value for Nest to inject, under its class or symbol. */
export interface Provided {
  token: InjectionToken;
  value: unknown;
}

/** A context at work in this process. */
export interface RunningContext {
  parts: ContextParts;
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
  /** Why only a new process can go on with the work, in a sentence; undefined while a restart would help nothing. */
  restart(): string | undefined;
  /** Who is told of its work while it does it. */
  watched: Watched;
  /** Asked twice, it stops once. */
  stop(): Promise<void>;
}

const ownPatience = 3_000;
const othersPatience = 1_000;
const upkeepEvery = 3_600_000;
/**
 * Between two looks at what is parked and due to be tried again, and how long such a round goes on beginning something;
 * in milliseconds.
 */
const tendEvery = 3_000;
const tendFor = 3_000;

/** Where processes of a context tell each other of what they have written. */
export const channelOf = (context: ContextName): string => `stipple_${context}`;

/** Opens a context's part of the database; everything that reads its log goes through this. */
export function openContext(parts: ContextParts, host: Pick<ContextHost, 'databaseUrl' | 'masterKey' | 'log'>) {
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

/**
 * Starts a context: its Nest application, its store, its read models, its publisher, and its ear for the others'
 * messages. Its tables have to be there (see `migrateContext`).
 */
export async function startContext(module: ContextModule, host: ContextHost): Promise<RunningContext> {
  const { parts } = module;
  const { database, keys, log } = openContext(parts, host);
  const stopped = new Stopped();
  const sound = new Soundness(database, parts.name, stopped, (what, error) =>
    host.log.warn({ context: parts.name, error: error instanceof Error ? error.message : String(error) }, what),
  );
  try {
    await sound.begin();
  } catch (error) {
    await database.end();
    throw error;
  }
  const watched: Watched = {};
  const trouble = (name: string, error: unknown) => {
    stopped.follower(name, error);
    host.log.error(
      { context: parts.name, follower: name, error: error instanceof Error ? error.message : String(error) },
      'a reader of the log does not get on',
    );
  };
  const feed = new Feed(log, {
    database,
    channel: channelOf(parts.name),
    // Where nobody else appends, waking is certain and polling a mere precaution.
    pollMilliseconds: host.peers ? 500 : 2_000,
    ...(host.peers
      ? {
          peers: {
            url: host.databaseUrl,
            onError: (error: Error) =>
              host.log.warn(
                { context: parts.name, error: error.message },
                'wake-ups between processes are out; polling goes on',
              ),
          },
        }
      : {}),
  });
  const announces = (event: Recorded) => announced(event, (one) => parts.publishes(one));
  const onTrouble = (what: string, error: unknown) =>
    host.log.warn({ context: parts.name, error: error instanceof Error ? error.message : String(error) }, what);
  const ignored = (one: IgnoredCommand) => {
    host.log.debug?.({ context: parts.name, ...one }, 'a command was ignored');
    watched.by?.ignored(one.command);
  };
  const store = new WatchedStore(
    { database, log, keys, appended: () => feed.wake(), announces, ignored, onTrouble },
    watched,
  );
  await ensurePartitions(database);
  const endUpkeep = every(
    upkeepEvery,
    async (_nth, stopping) => {
      const forgotten = await upkeep(database, stopping);
      if (Object.values(forgotten).some((rows) => rows > 0))
        host.log.info({ context: parts.name, ...forgotten }, 'rows older than their stated age were forgotten');
    },
    (error) => trouble('upkeep', error),
  );
  const shares = new Shares({
    database,
    peers: host.peers,
    changed: () => feed.stir(),
    onTrouble: (error) => trouble('shares', error),
  });
  await shares.start();

  const inbox = new Inbox({
    context: parts.name,
    database,
    store,
    broker: host.broker,
    hears: parts.hears,
    handlers: parts.handlers,
    log: host.log,
    kept: keys.kept,
    watched,
  });
  const topics = heardBy(parts).map(topicOf);
  await host.broker.ensureTopics([topicOf(parts.name), deadLettersOf(parts.name), ...topics]);

  const application = await NestFactory.createApplicationContext(
    hostModule(module, [
      { token: EventStore, value: store },
      { token: Reads, value: new Reads(database) },
      { token: Log, value: log },
      { token: Inbox, value: inbox },
      ...(host.provide ?? []),
    ]),
    { logger: ['error', 'warn'], abortOnError: false },
  );
  await application.init();

  const viewFollowers = await Promise.all(
    parts.views.map((view) =>
      followView(view, { database, log, feed, shares, trouble, stopped, logger: host.log, context: parts.name }),
    ),
  );
  const sending = {
    database,
    log,
    kept: keys.kept,
    context: parts.name,
    publishes: (event: Recorded) => parts.publishes(event),
  };
  const onParked = ({ type, subject, event }: Outgoing) =>
    host.log.error(
      { context: parts.name, type, subject, eventId: event.eventId },
      'a message could not be sent and is parked, with what follows about the same subject behind it',
    );
  const publisher = new Follower(
    feed,
    new Publisher({ ...sending, broker: host.broker, work: shares, watched, onParked }),
    { pageSize: 2_000, onTrouble: trouble },
  );
  await feed.listen().catch((error: unknown) => trouble('wake-ups', error));
  publisher.start();
  const consumer: Consumer | undefined =
    topics.length === 0
      ? undefined
      : await host.broker.consume({
          group: `stipple.${parts.name}`,
          topics,
          nextOffset: (topic, partition) => inbox.nextOffset(topic, partition),
          recognises: (topic, _partition, messages) => inbox.recognises(topic, messages),
          handle: (batch) =>
            sound.problem === undefined ? inbox.handle(batch) : Promise.reject(new Error(sound.problem)),
        });

  const parked = new Parked({
    database,
    log,
    kept: keys.kept,
    inbox,
    outgoing: new ParkedOutgoings({ ...sending, broker: host.broker }),
    views: parts.views,
  });
  const schema = buildGraph(wholeSdl(parts), [
    ...parts.resolvers.map((resolver) => application.get(resolver)),
    parkedPart(parts.name, parked),
  ]);
  const endTending = every(
    tendEvery,
    async (nth) => host.tends === false || parked.tend(Date.now() + tendFor, nth === 0),
    (error) => trouble('parked', error),
  );
  const views = () => viewFollowers.flatMap((view) => view.follower ?? []);
  const elsewhere = new Elsewhere(database, shares, () => views().map((view) => view.name));
  async function reach(position: Position, deadline: number): Promise<void> {
    for (let generation = -1; generation !== shares.generation && Date.now() < deadline;) {
      // What was another's share at first may be ours by now, and the other way round: then all is asked again.
      generation = shares.generation;
      await Promise.all([
        ...views().map((view) => view.reached(position, deadline)),
        elsewhere.reached(position, deadline),
      ]);
    }
  }

  const subgraph: Subgraph = {
    name: parts.name,
    typeDefs: subgraphSdl(parts),
    async execute(request) {
      if (
        sound.problem !== undefined &&
        getOperationAST(request.document, request.operationName)?.operation === 'mutation'
      ) {
        return {
          data: null,
          errors: [
            new GraphQLError(sound.problem, { extensions: { code: 'SERVICE_UNAVAILABLE', service: parts.name } }),
          ],
        };
      }
      await Promise.all([
        settle(request.after.own, Math.min(request.deadline, Date.now() + ownPatience)),
        settle(request.after.others, Math.min(request.deadline, Date.now() + othersPatience)),
      ]);
      return span(
        `graphql ${parts.name}`,
        { 'stipple.context': parts.name, 'stipple.correlation_id': request.correlationId },
        (running) => execute(parts, schema, request, host.log, running),
        { kind: 'server', parent: request.traceparent },
      );
    },
  };

  async function settle(after: readonly Seen[], deadline: number): Promise<void> {
    const positions = after.flatMap((seen) =>
      seen.context === parts.name
        ? [Promise.resolve<Position | undefined>(seen.position)]
        : seen.messages
            .filter((message) => inbox.listensTo(message.type))
            .map((message) => inbox.settled(message.id, deadline)),
    );
    for (const position of await Promise.all(positions)) if (position !== undefined) await reach(position, deadline);
  }

  let stopping: Promise<void> | undefined;
  async function stop(): Promise<void> {
    await consumer?.stop();
    await Promise.all([endUpkeep(), endTending()]);
    await Promise.all([feed.close(), publisher.stop(), ...viewFollowers.map((view) => view.stop())]);
    await shares.stop();
    await application.close();
    await store.close();
    await database.end();
  }

  const notices =
    (await parts.begin?.(application, {
      ...(host.firstAdministrator ? { firstAdministrator: host.firstAdministrator } : {}),
    })) ?? [];
  return {
    parts,
    subgraph,
    schema,
    notices,
    store,
    inbox,
    database,
    log,
    get followers() {
      return [...views(), publisher];
    },
    health: async () => {
      await sound.look();
      return healthOf({ database, broker: host.broker, followers: [...views(), publisher], stopped });
    },
    restart: () => stopped.restart(),
    watched,
    stop: () => (stopping ??= stop()),
  };
}

/**
 * Follows a view from where it stands; one that is defined otherwise by now is made again first, while the old one
 * serves.
 */
async function followView(
  view: AnyView,
  {
    database,
    log,
    feed,
    shares,
    trouble,
    stopped,
    logger,
    context,
  }: {
    database: Database;
    log: Log;
    feed: Feed;
    shares: Shares;
    trouble: (name: string, error: unknown) => void;
    stopped: Stopped;
    logger: Logger;
    context: ContextName;
  },
) {
  const follower = new Follower(
    feed,
    watchedFollowing(new ViewFollowing(database, view, shares), `view ${view.name}`, context),
    { onTrouble: (_name, error) => trouble(view.name, error) },
  );
  if ((await prepareView(database, view)) !== undefined) {
    follower.start();
    return { follower, stop: () => follower.stop() };
  }
  const state: { follower?: Follower; stop(): Promise<void> } = { stop: () => rebuilding.then(() => follower.stop()) };
  logger.info(
    { context, view: view.name },
    'a read model is defined otherwise and is made again; the old one serves meanwhile',
  );
  const rebuilding = rebuildView(
    database,
    log,
    view,
    (done, total) => logger.info({ context, view: view.name, done, total }, 'making a read model again'),
    { always: false, channel: channelOf(context) },
  ).then(
    () => {
      state.follower = follower;
      follower.start();
    },
    (error: unknown) => {
      stopped.rebuild(view.name, error);
      trouble(view.name, error);
    },
  );
  return state;
}

function hostModule(module: ContextModule, values: readonly Provided[]): DynamicModule {
  const providers = values.map(({ token, value }) => ({ provide: token, useValue: value }));
  @Module({})
  class StoreModule {}
  @Module({})
  class HostModule {}
  return {
    module: HostModule,
    imports: [CqrsModule.forRoot(), { module: StoreModule, global: true, providers, exports: providers }, module],
  };
}

async function execute(
  parts: ContextParts,
  schema: GraphQLSchema,
  request: SubgraphRequest,
  log: Logger,
  { traceparent, note }: Running,
): Promise<SubgraphResult> {
  const written: Written[] = [];
  const person = new Request(request.actor, request.address);
  const situation = {
    actor: request.actor ?? { id: 'nobody', admin: false, roles: {} },
    now: instantOf(Date.now()),
    correlationId: request.correlationId,
    ...(traceparent ? { traceparent } : {}),
    ...(request.device ? { device: request.device } : {}),
    written,
  };
  const result = await actAs(situation, async () =>
    runGraph(schema, person, request.document, request.variables, request.operationName),
  );
  if (result.errors) note({ 'graphql.errors': result.errors.length });
  const last = written[written.length - 1];
  const seen: Seen | undefined = last && {
    context: parts.name,
    position: written.reduce(
      (latest, one) => (isAtOrAfter(one.position, latest) ? one.position : latest),
      last.position,
    ),
    messages: written.flatMap((one) => one.messages),
  };
  return {
    ...result,
    ...(result.errors ? { errors: result.errors.map((error) => faultOf(parts.name, error, request, log)) } : {}),
    ...(seen ? { extensions: { seen } } : {}),
  };
}

/** An error as its caller may see it: known faults with their sentence, anything else without what lies inside. */
function faultOf(context: string, error: GraphQLError, request: SubgraphRequest, log: Logger): GraphQLError {
  const cause = error.originalError ?? error;
  const shown = (code: string, message: string) =>
    new GraphQLError(message, { nodes: error.nodes, path: error.path, extensions: { code, service: context } });
  if (cause instanceof GraphFault) return shown(cause.code, cause.message);
  if (cause instanceof Conflict) return shown('CONFLICT', cause.message);
  if (troubleOf(cause) === 'conflict')
    return shown('CONFLICT', 'Somebody else changed the same at this moment. Look again and try once more.');
  if (cause instanceof CommandIdReused || cause instanceof TooLarge) return shown('BAD_USER_INPUT', cause.message);
  if (cause instanceof StoreUnavailable) return shown('SERVICE_UNAVAILABLE', cause.message);
  if (isUnavailable(cause))
    return shown('SERVICE_UNAVAILABLE', 'The database cannot be reached. Try again in a moment.');
  if (cause instanceof GraphQLError)
    return cause.extensions['code'] === undefined ? shown('BAD_USER_INPUT', cause.message) : error;
  log.error(
    { context, correlationId: request.correlationId, path: error.path?.join('.'), err: cause },
    'a field failed',
  );
  return shown('INTERNAL_SERVER_ERROR', `Something went wrong here. Quote ${request.correlationId}.`);
}
