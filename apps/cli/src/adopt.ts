import { beginEpoch, faultsOf, strandedBy, type Begun } from '@stipple/event-store';
import { StartProblem } from '@stipple/local-servers';
import { connectionOf } from '@stipple/local-servers/connection';
import pg from 'pg';
import { contexts } from './contexts.js';
import { asAdmin, insideOf, needAlone, reaching } from './reach.js';

/** The result of adopting a log. */
export interface Adopted extends Begun {
  context: string;
  /** Why its readers could not go on before; undefined if they could. */
  why?: string;
}

/**
 * Checks the logs of a database that was copied here, and begins the next epoch of each, so that readers see new
 * events. Read models and snapshots may have been copied at another moment, so the next start makes them again. Changes
 * nothing if a log is not whole, or if no log is stranded and `always` is not given.
 * @throws StartProblem naming the fault
 */
export async function adopt(
  { always = false }: { always?: boolean },
  say: (line: string) => void,
): Promise<readonly Adopted[]> {
  return reaching({ alone: true }, async ({ adminUrl, access }) => {
    const stranded = new Map<string, string | undefined>();
    for (const { parts } of contexts) {
      const own = new pg.Client({ ...connectionOf(access[parts.name].url), connectionTimeoutMillis: 10_000 });
      await own.connect();
      try {
        stranded.set(parts.name, await strandedBy(own));
      } finally {
        await own.end();
      }
    }
    if (!always && [...stranded.values()].every((why) => why === undefined)) return [];
    return asAdmin(insideOf(adminUrl), async (client) => {
      await client.query('begin');
      await needAlone(client);
      const adopted: Adopted[] = [];
      for (const { parts } of contexts) {
        say(`Looking through the log of ${parts.name} …`);
        const faults = await faultsOf(client, parts.name);
        if (faults.length > 0)
          throw new StartProblem(
            `The log of ${parts.name} is not whole, and was left as it is: ${faults.join(' ')} ` +
              'Copy it again, or restore a backup.',
          );
        const why = stranded.get(parts.name);
        const begun = await beginEpoch(
          client,
          parts.name,
          why === undefined ? 'Adopted with the others.' : `Adopted: ${why}.`,
        );
        await forgetWhatFollows(client, parts.name);
        adopted.push({ context: parts.name, ...begun, ...(why === undefined ? {} : { why }) });
      }
      await client.query('commit');
      return adopted;
    });
  });
}

async function forgetWhatFollows(client: pg.Client, schema: string): Promise<void> {
  const { rows } = await client.query<{ name: string }>(`select name from ${schema}.views`);
  for (const { name } of rows) {
    await client.query(`drop view if exists ${schema}_views.${name}`);
    const { rows: tables } = await client.query<{ table: string }>(
      "select tablename as table from pg_tables where schemaname = $1 and starts_with(tablename, $2 || '__')",
      [`${schema}_views`, name],
    );
    for (const { table } of tables) await client.query(`drop table ${schema}_views.${table}`);
  }
  await client.query(`delete from ${schema}.views`);
  await client.query(`delete from ${schema}.checkpoints where subscription like 'view:%'`);
  await client.query(`delete from ${schema}.parked_events where subscription like 'view:%'`);
  await client.query(`delete from ${schema}.snapshots`);
}
