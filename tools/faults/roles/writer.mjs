// Sends commands, several at once, each several times under one command id, and again much later. Notes each before it
// is sent, and its answer.
import { createHash, randomUUID } from 'node:crypto';
import path from 'node:path';
import { acting, commandOf, handle, openContext } from '../contexts.mjs';
import { linesOf, openLines } from '../notes.mjs';
import { randomOf } from '../random.mjs';

const boxes = 20;
const resources = 5;
const slot = 15 * 60_000;
const firstSlot = Date.parse('2026-06-15T08:00:00Z');
const expected = new Set(['StoreUnavailable', 'Conflict']);

/** The same UUID in every writer for the same name. */
const uuidFor = (name) =>
  createHash('sha256')
    .update(name)
    .digest('hex')
    .replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-8$4-$5');

export default async function play(hub) {
  const file = path.join(hub.folder, `${hub.name}.commands`);
  const before = linesOf(file).map((line) => JSON.parse(line));
  const notes = openLines(file);
  const note = (entry) => notes.write(JSON.stringify({ t: Date.now(), ...entry }));
  const random = randomOf(hub.seed + before.length);
  const { store, database, feed } = openContext('alpha', hub.urls.alpha, hub.tell, { listens: false });
  const settled = [];
  const reservations = [];

  const boxId = () => `b${random.whole(1, boxes)}`;
  function draw() {
    const chosen = random.next();
    if (chosen < 0.3)
      return { type: 'Put', data: { boxId: boxId(), item: randomUUID().slice(0, 8), count: random.whole(1, 3) } };
    if (chosen < 0.45) return { type: 'Drop', data: { boxId: boxId(), count: random.whole(1, 3) } };
    if (chosen < 0.7) {
      const from = random.whole(1, boxes);
      return {
        type: 'Give',
        data: { boxId: `b${from}`, to: `b${1 + ((from + random.whole(0, boxes - 2)) % boxes)}`, gift: randomUUID() },
      };
    }
    if (chosen < 0.85 && reservations.length > 3)
      return { type: 'Release', data: reservations.splice(random.whole(0, reservations.length - 1), 1)[0] };
    const from = firstSlot + random.whole(0, 31) * slot;
    const at = (slots) => new Date(from + slots * slot).toISOString();
    return {
      type: 'Reserve',
      data: {
        boxId: boxId(),
        reservation: randomUUID(),
        resource: `r${random.whole(1, resources)}`,
        from: at(0),
        to: at(random.whole(1, 4)),
      },
    };
  }

  async function attempt(id, given, last) {
    for (let n = 0; ; n += 1) {
      try {
        const outcome = await acting(() => handle(store, commandOf(given)), id);
        note({
          answered: id,
          accepted: outcome.accepted,
          ...(outcome.accepted ? { version: outcome.version } : { refusals: outcome.refusals.map(({ code }) => code) }),
        });
        hub.bump(outcome.accepted ? 'accepted' : 'refused');
        return outcome;
      } catch (error) {
        const network =
          error.code === undefined
            ? /connect|terminated|timeout|queryable/i.test(error.message)
            : !/^[0-9A-Z]{5}$/.test(error.code) || /^(08|57P)/.test(error.code);
        hub.bump(
          expected.has(error.name)
            ? error.name
            : network
              ? 'connection lost'
              : `error ${error.code ?? ''} ${error.name}: ${error.message}`,
        );
        if (error.code === '40P01') hub.alarm(`two transactions waited for each other: ${error.message}`);
        if (last() || Date.now() > hub.stopBy) return undefined;
        await new Promise((resolve) => setTimeout(resolve, 50 * Math.min(20, n + 1)));
      }
    }
  }

  async function give(id, given, times) {
    note({ intended: id, ...given });
    const outcomes = await Promise.all(Array.from({ length: times }, () => attempt(id, given, () => false)));
    if (outcomes.every((outcome) => outcome === undefined)) return note({ unanswered: id });
    if (outcomes[0]?.accepted && given.type === 'Reserve')
      reservations.push({ boxId: given.data.boxId, reservation: given.data.reservation });
    settled.push({ id, given });
    return settled.length > 300 && settled.shift();
  }

  /** The same command in all writers at about the same moment. */
  const everybodys = (nth) => ({
    id: uuidFor(`${hub.seed} everybody ${nth}`),
    given: { type: 'Put', data: { boxId: `b${1 + (nth % boxes)}`, item: `e${nth}`, count: 1 } },
  });

  /** All writers want the same resource at the same time, each for another box. */
  const race = (nth) => {
    const at = (slots) => new Date(firstSlot + ((nth % 100_000) + slots) * slot).toISOString();
    return {
      type: 'Reserve',
      data: { boxId: boxId(), reservation: randomUUID(), resource: 'race', from: at(0), to: at(1) },
    };
  };

  async function hand() {
    while (!hub.stopping.aborted) {
      await give(randomUUID(), draw(), random.chance(0.25) ? random.whole(2, 5) : 1);
      if (random.chance(0.06) && settled.length > 0) {
        const { id, given } = random.one(settled);
        hub.bump('repeated later');
        await attempt(id, given, () => true);
      }
      await hub.pause(random.between(5, 60));
    }
  }
  async function together() {
    for (let last = Math.floor(Date.now() / 400); !hub.stopping.aborted; await hub.pause(20)) {
      const nth = Math.floor(Date.now() / 400);
      if (nth === last) continue;
      last = nth;
      const { id, given } = everybodys(nth);
      await Promise.all([give(id, given, 2), ...[1, 2, 3].map(() => give(randomUUID(), race(nth), 1))]);
    }
  }
  /** The commands that a kill left without an answer. Most are sent again, as their sender would. */
  async function unsettled() {
    const answered = new Set(before.flatMap((entry) => entry.answered ?? []));
    for (const { intended, type, data } of before.slice(-400)) {
      if (hub.stopping.aborted || intended === undefined || answered.has(intended) || random.chance(0.3)) continue;
      hub.bump('sent again after a kill');
      await give(intended, { type, data }, 1);
    }
  }

  hub.stopping.addEventListener('abort', () => (hub.stopBy = Date.now() + 45_000));
  hub.stopBy = Infinity;
  await Promise.all([hand(), hand(), hand(), hand(), together(), unsettled()]);
  await feed.close();
  await database.end();
}
