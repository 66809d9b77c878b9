import { beginning, isAtOrAfter, type Database, type Kept, type Log, type Position } from '@stipple/event-store';
import { ages } from '@stipple/contracts';
import type { Broker } from '@stipple/messaging';
import type { ContextDefinition } from './definitions.js';
import { Publisher } from './publisher.js';

/**
 * Days for which events may be published again. Listeners remember handled messages longer than the broker keeps them;
 * older messages would be handled twice.
 */
const mostDays = ages.broker;
const pageSize = 1_000;

/** The reason, in a sentence, why nothing can be published again. */
export class RepublishProblem extends Error {
  override name = 'RepublishProblem';
}

/**
 * Publishes the messages of a context's log again, in its order and with the same ids, from behind a position to the
 * end. Listeners handle nothing twice. The service's publisher must not run meanwhile: it would overtake this. The
 * stored place is put back first, so that the next start goes on after an interruption.
 * @param from undefined: as far back as listeners remember handled messages
 * @returns the number of events read
 * @throws RepublishProblem where the position lies further back than that, or behind the end
 */
export async function republish({
  parts,
  database,
  log,
  kept,
  broker,
  from,
  progress,
}: {
  parts: Pick<ContextDefinition, 'name' | 'publishes'>;
  database: Database;
  log: Log;
  /** Seals the sentences that say why something cannot be sent. */
  kept: Kept;
  broker: Pick<Broker, 'publish'>;
  from: Position | undefined;
  progress: (done: number, total: number) => void;
}): Promise<number> {
  const earliest = await rememberedFrom(database);
  if (from !== undefined && !isAtOrAfter(from, earliest)) {
    throw new RepublishProblem(
      `What lies behind ${from} is more than ${mostDays} days old in part, and who heard it may not remember that. Begin with ${earliest} or later.`,
    );
  }
  const start = from ?? earliest;
  const { rows } = await database.query<{ ahead: boolean; total: number }>(
    `select ($1::text::xid8, $2::bigint) > coalesce((select (e.xid, e.position) from events e
      order by e.xid desc, e.position desc limit 1), ('0'::xid8, 0::bigint)) as ahead,
       (select count(*)::int from events e where (e.xid, e.position) > ($1::text::xid8, $2::bigint) and e.xid < log_gate()) as total`,
    start.split(':'),
  );
  const { ahead = false, total = 0 } = rows[0] ?? {};
  if (ahead) throw new RepublishProblem(`The log of ${parts.name} ends before ${start}.`);
  await database.query(
    `update checkpoints set xid = $1::text::xid8, position = $2::bigint, updated_at = now()
      where subscription = 'publisher' and (xid, position) > ($1::text::xid8, $2::bigint)`,
    start.split(':'),
  );
  const publisher = new Publisher({
    database,
    log,
    kept,
    broker,
    context: parts.name,
    publishes: (event) => parts.publishes(event),
  });
  let at = (await publisher.load()) ?? start;
  let done = 0;
  for (let page = await log.after(at, pageSize); page.length > 0; page = await log.after(at, pageSize)) {
    const to = page[page.length - 1]?.position ?? at;
    if (!(await publisher.apply(page, at, to)))
      throw new RepublishProblem(`The publisher of ${parts.name} runs elsewhere: stop it first.`);
    at = to;
    done += page.length;
    progress(done, Math.max(done, total));
  }
  if (!(await publisher.rest(at)))
    throw new RepublishProblem(`The publisher of ${parts.name} runs elsewhere: stop it first.`);
  return done;
}

/** The position of the last event that is too old to be sent again. */
async function rememberedFrom(database: Database): Promise<Position> {
  const { rows } = await database.query<{ at: Position }>(
    `select e.xid::text || ':' || e.position as at from events e
      where e.recorded_at < now() - $1 * interval '1 day' order by e.xid desc, e.position desc limit 1`,
    [mostDays],
  );
  return rows[0]?.at ?? beginning;
}
