import { ages } from '@stipple/contracts';
import type { Database } from './database.js';

/** Rows that one statement forgets: few, because readers of the log wait for a transaction that writes. */
const atOnce = 2_000;
/** Milliseconds between two such statements, which leave the disk to others. */
const rest = 50;

/** The number of forgotten rows of each table. */
export interface Forgotten {
  commands: number;
  inbox: number;
  parkedDecisions: number;
}

/** Makes the partitions that events will soon need. */
export async function ensurePartitions(database: Database): Promise<void> {
  await database.query('select ensure_partitions()');
}

/**
 * The hourly upkeep of a log: makes partitions well ahead, and forgets rows older than their stated age (`ages`).
 * @param stopping ends it after the statement under way
 */
export async function upkeep(database: Database, stopping?: AbortSignal): Promise<Forgotten> {
  await ensurePartitions(database);
  const trimmed = (sql: string, days: number) =>
    untilFew(stopping, async () => (await database.query<{ gone: number }>(sql, [days, atOnce])).rows[0]?.gone ?? 0);
  return {
    commands: await trimmed(
      `with gone as (delete from commands where command_id in (select command_id from commands
        where recorded_at < now() - $1 * interval '1 day' limit $2) returning 1)
        select count(*)::int as gone from gone`,
      ages.commands,
    ),
    inbox: await trimmed('select trim_inbox($1, $2) as gone', ages.inbox),
    parkedDecisions: await trimmed('select trim_parked_decisions($1, $2) as gone', ages.parkedDecisions),
  };
}

async function untilFew(stopping: AbortSignal | undefined, forget: () => Promise<number>): Promise<number> {
  for (let total = 0; ; await new Promise((resolve) => setTimeout(resolve, rest))) {
    const gone = await forget();
    total += gone;
    if (gone < atOnce || stopping?.aborted) return total;
  }
}
