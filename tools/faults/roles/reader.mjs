// Follows a context's log and notes each event in the order seen. After a kill it goes on from its notes.
import path from 'node:path';
import { Follower } from '../../../libs/event-store/dist/src/index.js';
import { openContext } from '../contexts.mjs';
import { linesOf, openLines } from '../notes.mjs';

export default async function play(hub) {
  const file = path.join(hub.folder, `${hub.name}.seen`);
  const notes = openLines(file);
  let last = linesOf(file).at(-1)?.split(' ')[0] ?? '0:0';
  const { feed, database } = openContext(hub.context, hub.urls[hub.context], hub.tell, { listens: hub.listens });
  const follower = new Follower(
    feed,
    {
      name: hub.name,
      load: () => Promise.resolve(last),
      apply: (events, _from, to) => {
        notes.write(...events.map(({ position, eventId }) => `${position} ${eventId}`));
        last = to;
        hub.bump('read', events.length);
        return Promise.resolve(true);
      },
    },
    { pageSize: hub.pageSize, onTrouble: hub.trouble },
  );
  await feed.listen().catch((error) => hub.tell('wake-ups', error));
  follower.start();
  await new Promise((resolve) => hub.stopping.addEventListener('abort', resolve));
  await Promise.all([feed.close(), follower.stop()]);
  await database.end();
}
