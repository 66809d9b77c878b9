// Rebuilds the read models again and again while others update and read them. After a kill the next rebuilder goes on.
import { rebuildView } from '../../../libs/event-store/dist/src/index.js';
import { contexts, openContext } from '../contexts.mjs';
import { randomOf } from '../random.mjs';

export default async function play(hub) {
  const random = randomOf(hub.seed + 3 + process.pid);
  const opened = hub.contexts.map((name) => ({
    view: contexts[name].views[0],
    ...openContext(name, hub.urls[name], hub.tell, { listens: false }),
  }));
  while (!hub.stopping.aborted) {
    await hub.pause(random.between(2_000, 6_000));
    const { view, database, log } = random.one(opened);
    try {
      await rebuildView(database, log, view, () => undefined, { pageSize: 500 });
      hub.bump('read models rebuilt');
    } catch (error) {
      hub.tell(`rebuilding ${view.name}`, error);
      hub.bump('rebuilds interrupted');
    }
  }
  await Promise.all(opened.map(({ database }) => database.end()));
}
