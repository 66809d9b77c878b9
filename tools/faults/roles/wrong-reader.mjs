// A reader as in most stores: it asks for events after the last position. The checker has to catch it.
import path from 'node:path';
import { openContext } from '../contexts.mjs';
import { linesOf, openLines } from '../notes.mjs';

export default async function play(hub) {
  const file = path.join(hub.folder, `${hub.name}.seen`);
  const notes = openLines(file);
  let last = Number(linesOf(file).at(-1)?.split(/[: ]/)[1] ?? 0);
  const { database } = openContext(hub.context, hub.urls[hub.context], hub.tell, { listens: false });
  while (!hub.stopping.aborted) {
    try {
      const { rows } = await database.query(
        "select xid::text || ':' || position as at, position, event_id from events where position > $1 order by position limit 500",
        [last],
      );
      notes.write(...rows.map(({ at, event_id: id }) => `${at} ${id}`));
      last = rows.at(-1)?.position ?? last;
      hub.bump('read', rows.length);
    } catch (error) {
      hub.tell('reading', error);
    }
    await hub.pause(20);
  }
}
