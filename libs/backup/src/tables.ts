import type pg from 'pg';

/** One schema of an installation: a context's log, or the embedded broker. */
export interface Part {
  schema: string;
  /** Whether it holds a log of events. */
  hasLog: boolean;
}

/**
 * The tables left out of a backup, and why. Every other table of a schema comes with it, so a table added later is kept
 * without anybody thinking of it.
 */
const leftOut: ReadonlySet<string> = new Set([
  // Read models are made again from events.
  'views',
  'snapshots',
  // The processes that live now.
  'members',
  'shares',
  // The head of the file names the migrations.
  'migrations',
  // Keys go into a file of their own.
  'subject_keys',
]);

/** Of these tables, the rows of read models are left out. */
const ofReadModels: ReadonlySet<string> = new Set(['checkpoints', 'parked_events']);

/** A table with its writable columns, in their order. */
export interface Table {
  schema: string;
  name: string;
  columns: string[];
}

/** The query that reads a table. The database itself has quoted the names. */
export const selection = ({ schema, name, columns }: Table): string =>
  `select ${columns.map(quoted).join(', ')} from ${quoted(schema)}.${quoted(name)}${ofReadModels.has(name) ? " where subscription not like 'view:%'" : ''}`;

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
export const nameOf = ({ schema, name }: Pick<Table, 'schema' | 'name'>): string => `${schema}.${name}`;

async function tablesIn(client: pg.ClientBase, schema: string, wanted: (name: string) => boolean): Promise<Table[]> {
  const { rows } = await client.query<{ name: string; columns: string[] }>(
    `select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
        join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      where n.nspname = $1 and c.relkind in ('r', 'p') and not c.relispartition group by c.relname order by c.relname`,
    [schema],
  );
  return rows.filter(({ name }) => wanted(name)).map((row) => ({ schema, ...row }));
}

/** The tables of a schema that belong into a backup. */
export const tablesOf = (client: pg.ClientBase, schema: string): Promise<Table[]> =>
  tablesIn(client, schema, (name) => !leftOut.has(name));

/** The table of a context's wrapped personal keys. */
export const keyTablesOf = (client: pg.ClientBase, schema: string): Promise<Table[]> =>
  tablesIn(client, schema, (name) => name === 'subject_keys');

export interface Sequence {
  schema: string;
  name: string;
  last: string;
  called: boolean;
}

export async function sequencesOf(client: pg.ClientBase, schema: string): Promise<Sequence[]> {
  const { rows } = await client.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = $1 and c.relkind = 'S' and c.relname <> 'migrations_id_seq' order by 1`,
    [schema],
  );
  const sequences: Sequence[] = [];
  for (const { name } of rows) {
    const { rows: state } = await client.query<{ last: string; called: boolean }>(
      `select last_value::text as last, is_called as called from ${quoted(schema)}.${quoted(name)}`,
    );
    if (state[0]) sequences.push({ schema, name, ...state[0] });
  }
  return sequences;
}

/** The tables that make an installation more than a new one: they hold rows that no migration put there. */
export async function occupiedTables(client: pg.ClientBase, parts: readonly Part[]): Promise<string[]> {
  const found: string[] = [];
  for (const { schema } of parts) {
    for (const table of [...(await tablesOf(client, schema)), ...(await keyTablesOf(client, schema))]) {
      const where = table.name === 'epochs' ? ' where epoch > 0' : table.name === 'erasures' ? ' where total > 0' : '';
      if (['checkpoints', 'topics'].includes(table.name)) continue;
      const { rows } = await client.query<{ some: boolean }>(
        `select exists (select from ${quoted(schema)}.${quoted(table.name)}${where}) as some`,
      );
      if (rows[0]?.some) found.push(nameOf(table));
    }
  }
  return found;
}

/** Names of the migrations that were run in a schema; undefined if there is no such schema. */
export async function migrationsOf(client: pg.ClientBase, schema: string): Promise<string[] | undefined> {
  const { rows } = await client.query<{ there: boolean }>('select to_regclass($1) is not null as there', [
    `${quoted(schema)}.migrations`,
  ]);
  if (!rows[0]?.there) return undefined;
  return (await client.query<{ name: string }>(`select name from ${quoted(schema)}.migrations order by id`)).rows.map(
    ({ name }) => name,
  );
}
