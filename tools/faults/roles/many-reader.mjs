// Reads a great many events in the log's order and keeps a running digest, noted every hundred thousand. `naive`: asks
// for events after the last position instead, and has to be caught.
import { createHash } from 'node:crypto';
import path from 'node:path';
import { setTimeout as elapse } from 'node:timers/promises';
import { Follower } from '../../../libs/event-store/dist/src/index.js';
import { openContext } from '../contexts.mjs';
import { openLines } from '../notes.mjs';

export default async function play(hub) {
  const notes = openLines(path.join(hub.folder, `${hub.name}.digests`));
  const digest = createHash('sha256');
  let count = 0;
  let last = [0n, 0n];
  let unordered = 0;
  const note = () => notes.write(`${count} ${digest.copy().digest('hex')} ${unordered}`);
  function see(at, id) {
    const [xid, position] = at.split(':').map(BigInt);
    if (xid < last[0] || (xid === last[0] && position <= last[1])) unordered += 1;
    last = [xid, position];
    digest.update(`${at} ${id}\n`);
    count += 1;
    if (count % hub.every === 0) note();
  }

  const { feed, database } = openContext('alpha', hub.urls.alpha, hub.tell, { listens: !hub.naive });
  if (hub.naive) {
    for (let position = '0'; !hub.stopping.aborted;) {
      const { rows } = await database.query(
        'select xid::text, position::text, event_id from events where position > $1 order by position limit 5000',
        [position],
      );
      for (const row of rows) see(`${row.xid}:${row.position}`, row.event_id);
      hub.bump(`${hub.name} has read`, rows.length);
      if (rows.length === 0) await elapse(5);
      else position = rows.at(-1).position;
    }
  } else {
    const follower = new Follower(
      feed,
      {
        name: hub.name,
        load: () => Promise.resolve('0:0'),
        apply: (events) => {
          for (const { position, eventId } of events) see(position, eventId);
          hub.bump(`${hub.name} has read`, events.length);
          return Promise.resolve(true);
        },
      },
      { pageSize: hub.pageSize, onTrouble: hub.trouble },
    );
    await feed.listen();
    follower.start();
    await new Promise((resolve) => hub.stopping.addEventListener('abort', resolve));
    await Promise.all([feed.close(), follower.stop()]);
  }
  note();
  await database.end();
}
