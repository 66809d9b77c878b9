// Recalls packs and uses them in treatments at the same moment. Each process does part of every round, and the clock
// starts each round in all processes.
import { acting, openContext } from '../contexts.mjs';
import { find, treat } from '../packs.mjs';
import { randomOf } from '../random.mjs';

const packsOfRound = 4;

export default async function play(hub) {
  const { store, database, feed } = openContext('alpha', hub.urls.alpha, hub.tell, { listens: false });
  const every = hub.roundMilliseconds ?? 250;
  let left = hub.rounds ?? Infinity;

  /** Repeats a command until it is answered. A repeated command that was stored already has no further effect. */
  async function certainly(what, work) {
    for (let n = 0; ; n += 1) {
      try {
        await acting(work);
        return hub.bump(what);
      } catch (error) {
        const known = ['StoreUnavailable', 'Conflict'].includes(error.name);
        hub.bump(known ? error.name : 'connection lost');
        const network =
          error.code === undefined
            ? /connect|terminated|timeout|queryable/i.test(error.message)
            : !/^[0-9A-Z]{5}$/.test(error.code) || /^(08|57P)/.test(error.code);
        if (!known && !network) hub.alarm(`${what} failed: ${error.stack}`);
        if (hub.stopping.aborted && n > 100) return undefined;
        await new Promise((resolve) => setTimeout(resolve, 30 * Math.min(20, n + 1)));
      }
    }
  }

  async function round(nth) {
    const random = randomOf((hub.seed + nth) % 4_294_967_295);
    const packs = Array.from({ length: packsOfRound }, (_, n) => `p${nth}.${n}`);
    const finder = random.whole(1, 2);
    await Promise.all([
      ...(finder === hub.nth ? [certainly('recalls opened', () => find(store, `r${nth}`, packs))] : []),
      ...packs
        .filter(() => random.whole(1, 2) === hub.nth)
        .map((id) => certainly('packs used', () => treat(store, `t-${id}`, id))),
    ]);
  }

  const underWay = new Set();
  for (let last = 0; !hub.stopping.aborted && left > 0; await new Promise((resolve) => setTimeout(resolve, 1))) {
    const nth = Math.floor(Date.now() / every);
    if (nth === last || underWay.size > 8) continue;
    last = nth;
    left -= 1;
    const done = round(nth).finally(() => underWay.delete(done));
    underWay.add(done);
  }
  await Promise.all(underWay);
  if (hub.rounds) hub.bump('all rounds done');
  while (hub.rounds && !hub.stopping.aborted) await hub.pause(200);
  await feed.close();
  await database.end();
}
