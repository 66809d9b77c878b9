import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { Write } from './container.js';
import {
  keyTablesOf,
  migrationsOf,
  nameOf,
  selection,
  sequencesOf,
  tablesOf,
  type Part,
  type Table,
} from './tables.js';

/** The first frame of a backup. */
export interface Beginning {
  at: string;
  server: string;
  /** For each schema: the migrations that were run; for a log also its epoch and its end. */
  schemas: Record<string, { migrations: string[]; epoch?: number; end?: string }>;
  /** Fingerprints of the home's secrets. They show whether another home has the same secrets, and nothing else. */
  checks: Record<string, string>;
}

/** Called for each table as it goes, with its bytes so far. */
export type Progress = (table: string, bytes: number) => void;

/** Reads under one snapshot: all rows are of one moment, while others go on writing. */
export interface Snapshot {
  at: string;
  backup(write: Write, checks: Record<string, string>, progress: Progress): Promise<Record<string, number>>;
  keys(
    write: Write,
    of: { checks: Record<string, string>; secrets: Record<string, string> },
    progress: Progress,
  ): Promise<Record<string, number>>;
}

/** @param client a connection whose role may read every schema; in a transaction until `work` ends */
export async function underSnapshot<T>(
  client: pg.ClientBase,
  parts: readonly Part[],
  work: (snapshot: Snapshot) => Promise<T>,
): Promise<T> {
  // Read only, because a transaction with a number of its own would hold back every reader of the log meanwhile.
  await client.query('begin isolation level repeatable read read only');
  try {
    await client.query(
      `set local timezone = 'UTC'; set local datestyle = 'ISO, YMD'; set local intervalstyle = 'postgres';
       set local extra_float_digits = 1; set local bytea_output = 'hex';
       set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0`,
    );
    const { rows } = await client.query<{ at: Date; server: string }>(
      "select now() as at, current_setting('server_version') as server",
    );
    const at = rows[0]?.at.toISOString() ?? '';
    const beginning = async (checks: Record<string, string>): Promise<Beginning> => {
      const schemas: Beginning['schemas'] = {};
      for (const { schema, hasLog } of parts)
        schemas[schema] = {
          migrations: (await migrationsOf(client, schema)) ?? [],
          ...(hasLog ? await logOf(client, schema) : {}),
        };
      return { at, server: rows[0]?.server ?? '', schemas, checks };
    };
    const result = await work({
      at,
      async backup(write, checks, progress) {
        await write({ begin: await beginning(checks) });
        const counts: Record<string, number> = {};
        for (const { schema } of parts) {
          // Sequences come before tables: a log's partitions are made as far as its numbers reach.
          for (const sequence of await sequencesOf(client, schema)) await write({ sequence });
          for (const table of await tablesOf(client, schema))
            counts[nameOf(table)] = await copyOut(client, table, write, progress);
        }
        await write({ whole: counts });
        return counts;
      },
      async keys(write, of, progress) {
        await write({ begin: { at, ...of } });
        const counts: Record<string, number> = {};
        for (const { schema, hasLog } of parts)
          if (hasLog)
            for (const table of await keyTablesOf(client, schema))
              counts[nameOf(table)] = await copyOut(client, table, write, progress);
        await write({ whole: counts });
        return counts;
      },
    });
    await client.query('commit');
    return result;
  } catch (error) {
    // If the connection is lost, this fails as the work before it did.
    await Promise.allSettled([client.query('rollback')]);
    throw error;
  }
}

async function logOf(client: pg.ClientBase, schema: string): Promise<{ epoch: number; end: string }> {
  const { rows } = await client.query<{ epoch: number; end: string }>(
    `select (select max(epoch) from ${schema}.epochs) as epoch,
            coalesce((select xid::text || ':' || position from ${schema}.events e
                       order by e.xid desc, e.position desc limit 1), '0:0') as end`,
  );
  return rows[0] ?? { epoch: 0, end: '0:0' };
}

const worthAFrame = 65_536;

async function copyOut(client: pg.ClientBase, table: Table, write: Write, progress: Progress): Promise<number> {
  await write({ table });
  const rows = client.query(copyTo(`copy (${selection(table)}) to stdout`));
  let bytes = 0;
  let gathered: Buffer[] = [];
  let size = 0;
  const flush = async () => {
    if (size > 0) await write({}, Buffer.concat(gathered));
    gathered = [];
    size = 0;
  };
  for await (const chunk of rows as AsyncIterable<Buffer>) {
    gathered.push(chunk);
    size += chunk.length;
    bytes += chunk.length;
    if (size < worthAFrame) continue;
    await flush();
    progress(nameOf(table), bytes);
  }
  await flush();
  await write({ end: { schema: table.schema, name: table.name, rows: rows.rowCount } });
  return rows.rowCount ?? 0;
}
