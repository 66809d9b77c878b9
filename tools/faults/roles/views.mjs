// Updates the read models of both contexts. Several such processes share the work.
import { Follower, prepareView, Shares, ViewFollowing } from '../../../libs/event-store/dist/src/index.js';
import { contexts, openContext } from '../contexts.mjs';

export default async function play(hub) {
  const running = await Promise.all(
    hub.contexts.map(async (name) => {
      const { feed, database } = openContext(name, hub.urls[name], hub.tell);
      const { views } = contexts[name];
      for (const view of views) await hub.persist(`preparing ${view.name}`, () => prepareView(database, view));
      const shares = new Shares({
        database,
        group: 'views',
        peers: true,
        patience: 2_000,
        changed: () => feed.wakeLocal(),
        onTrouble: (error) => hub.tell('sharing', error),
      });
      await shares.start();
      const followers = views.map(
        (view) => new Follower(feed, new ViewFollowing(database, view, shares), { onTrouble: hub.trouble }),
      );
      await feed.listen().catch((error) => hub.tell('wake-ups', error));
      for (const follower of followers) follower.start();
      return { feed, database, followers, shares };
    }),
  );
  await new Promise((resolve) => hub.stopping.addEventListener('abort', resolve));
  await Promise.all(
    running.map(({ feed, followers }) => Promise.all([feed.close(), ...followers.map((follower) => follower.stop())])),
  );
  await Promise.all(running.map(({ shares }) => shares.stop()));
  await Promise.all(running.map(({ database }) => database.end()));
}
