// Appends its part of a great many events, from many hands at once, one to twenty at a time, each at its stream's
// expected version.
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { actor, openContext } from '../contexts.mjs';
import { openLines } from '../notes.mjs';
import { randomOf } from '../random.mjs';

const hands = 32;
const streamsOfOne = 500;
const text = 'x'.repeat(200);

export default async function play(hub) {
  const { store, database, feed } = openContext('alpha', hub.urls.alpha, hub.tell);
  const random = randomOf(hub.seed);
  let left = hub.events;
  let acknowledged = 0;

  async function append(streams) {
    const count = Math.min(left, random.whole(1, 20));
    if (count === 0) return false;
    left -= count;
    const stream = random.one(streams);
    const occurredAt = new Date().toISOString();
    const events = Array.from({ length: count }, () => ({
      eventId: randomUUID(),
      type: 'Counted',
      schemaVersion: 1,
      data: JSON.stringify({ text }),
      meta: { actor: actor.id, correlation: randomUUID() },
      occurredAt,
    }));
    const { status } = await store.batcher.append({ stream: stream.name, expected: stream.version, events });
    if (status !== 'ok') throw new Error(`${stream.name} was not at version ${stream.version}: ${status}`);
    stream.version += count;
    acknowledged += count;
    hub.bump('written', count);
    feed.wake();
    return true;
  }
  async function hand(nth) {
    const streams = Array.from({ length: streamsOfOne }, (_, n) => ({
      name: `count-${hub.name}-${nth}-${n}`,
      version: 0,
    }));
    while (!hub.stopping.aborted && (await append(streams)));
  }
  await Promise.all(Array.from({ length: hands }, (_, nth) => hand(nth)));
  openLines(path.join(hub.folder, `${hub.name}.written`)).write(String(acknowledged));
  hub.bump('writers done');
  await hub.pause(2_000_000_000);
  await feed.close();
  await database.end();
}
