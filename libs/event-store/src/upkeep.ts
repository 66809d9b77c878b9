import type { Database } from './database.js';

/** How long a command's outcome is remembered: sent again within this time, the same command changes nothing. */
const commandMemoryDays = 30;

const atOnce = 5_000;

/** What a log needs done from time to time, about hourly: partitions well ahead, and outcomes of old commands forgotten. Answers how many. */
export async function upkeep(database: Database): Promise<number> {
  await database.query('select ensure_partitions()');
  let forgotten = 0;
  for (;;) {
    const { rowCount } = await database.query(
      "delete from commands where command_id in (select command_id from commands where recorded_at < now() - $1 * interval '1 day' limit $2)",
      [commandMemoryDays, atOnce],
    );
    forgotten += rowCount ?? 0;
    if ((rowCount ?? 0) < atOnce) return forgotten;
  }
}
