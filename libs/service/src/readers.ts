import {
  Elsewhere,
  Follower,
  prepareView,
  rebuildView,
  ViewFollowing,
  type AnyView,
  type Position,
} from '@stipple/event-store';
import type { Logger } from './host.js';
import type { Messages } from './messages.js';
import type { Outgoing } from './outgoing.js';
import type { ContextDefinition } from './definitions.js';
import { Publisher } from './publisher.js';
import { channelOf, type Storage } from './storage.js';
import type { ContextName } from './subgraph.port.js';
import { watchedFollowing } from './telemetry-log.js';

/** The readers of a context's log: one for each read model, and the publisher. */
export interface Readers {
  /** Those that follow the log now. A read model that is made again joins when it is ready. */
  followers(): readonly Follower[];
  /**
   * Resolves once every read model has come to the position, in this process and in others, or at the deadline (epoch
   * milliseconds).
   */
  reached(position: Position, deadline: number): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the read models first, then the publisher. */
export async function startReaders(
  parts: ContextDefinition,
  logger: Logger,
  storage: Storage,
  { sending }: Messages,
): Promise<Readers> {
  const { database, feed, shares, watched, trouble } = storage;
  const viewReaders = await Promise.all(parts.views.map((view) => followView(view, parts.name, logger, storage)));
  const onParked = ({ type, subject, event }: Outgoing) =>
    logger.error(
      { context: parts.name, type, subject, eventId: event.eventId },
      'a message could not be sent and is parked, with what follows about the same subject behind it',
    );
  const publisher = new Follower(feed, new Publisher({ ...sending, work: shares, watched, onParked }), {
    pageSize: 2_000,
    onTrouble: trouble,
  });
  await feed.listen().catch((error: unknown) => trouble('wake-ups', error));
  publisher.start();

  const views = () => viewReaders.flatMap((view) => view.follower ?? []);
  const elsewhere = new Elsewhere(database, shares, () => views().map((view) => view.name));
  return {
    followers: () => [...views(), publisher],
    async reached(position, deadline) {
      // Shares may change hands while we wait. If they did, start over.
      for (let generation = -1; generation !== shares.generation && Date.now() < deadline;) {
        generation = shares.generation;
        await Promise.all([
          ...views().map((view) => view.reached(position, deadline)),
          elsewhere.reached(position, deadline),
        ]);
      }
    },
    async stop() {
      await Promise.all([feed.close(), publisher.stop(), ...viewReaders.map((view) => view.stop())]);
    },
  };
}

/**
 * Follows a view from its last position. A view whose definition has changed is made again first, while the old one
 * serves.
 */
async function followView(
  view: AnyView,
  context: ContextName,
  logger: Logger,
  { database, log, feed, shares, trouble, stopped }: Storage,
): Promise<{ follower?: Follower; stop(): Promise<void> }> {
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
    'the definition of a read model has changed: it is made again while the old one serves',
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
