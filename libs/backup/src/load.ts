import { once } from 'node:events';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { BackupProblem, readFrames, type Frame } from './container.js';
import type { Beginning, Progress } from './take.js';
import { nameOf, quoted, type Sequence, type Table } from './tables.js';

/** The beginning of a file and its number of rows, known once all of it was read. */
export interface Described<Begin> {
  begin: Begin;
  counts: Record<string, number>;
}

/**
 * The beginning of a file of keys. `secrets` holds whole secrets in hexadecimal or PEM, if the backup was made with
 * them.
 */
export interface KeysBeginning {
  at: string;
  checks: Record<string, string>;
  secrets: Record<string, string>;
}

/** Reads a backup to its end without acting on it. @throws BackupProblem if it is not whole or was altered */
export const describeBackup = (file: string): Promise<Described<Beginning>> =>
  describe<Beginning>(readFrames(file, 'backup'), file);

/** As `describeBackup`, of a file of keys. */
export const describeKeys = (file: string, passphrase?: string): Promise<Described<KeysBeginning>> =>
  describe<KeysBeginning>(readFrames(file, 'keys', passphrase), file);

async function describe<Begin>(frames: AsyncIterable<Frame>, file: string): Promise<Described<Begin>> {
  let begin: Begin | undefined;
  let counts: Record<string, number> | undefined;
  const found = new Map<string, number>();
  for await (const { json } of frames) {
    if (json['begin']) begin = json['begin'] as Begin;
    const end = json['end'] as { schema: string; name: string; rows: number } | undefined;
    if (end) found.set(nameOf(end), end.rows);
    if (json['whole']) counts = json['whole'] as Record<string, number>;
  }
  const agree =
    counts &&
    Object.entries(counts).every(([table, rows]) => found.get(table) === rows) &&
    found.size === Object.keys(counts).length;
  if (!begin || !counts || !agree) throw new BackupProblem(`${file} is not whole: it does not hold what it says.`);
  return { begin, counts };
}

/**
 * Loads a backup into its tables, in the caller's transaction, and replaces rows that migrations put there. The tables
 * have to be as they were when it was taken.
 * @throws Error of the database if they are not
 */
export async function loadBackup(client: pg.ClientBase, file: string, progress: Progress): Promise<void> {
  await client.query(
    `set local timezone = 'UTC'; set local datestyle = 'ISO, YMD'; set local intervalstyle = 'postgres';
     set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0`,
  );
  const loading = loadedTables(client, readFrames(file, 'backup'), progress, emptied);
  for (let next = await loading.next(); !next.done; next = await loading.next());
}

/** How many keys were loaded, and how many were left out because they have been destroyed since the backup. */
export interface LoadedKeys {
  loaded: number;
  erased: number;
}

/**
 * Loads wrapped personal keys, in the caller's transaction. Leaves out keys that were destroyed, by the log, after the
 * file was made.
 * @param rewrap given if this installation's master key is not the one that wraps them
 */
export async function loadKeys(
  client: pg.ClientBase,
  file: string,
  {
    passphrase,
    rewrap,
    progress,
  }: { passphrase?: string; rewrap?: (wrapped: Buffer, subject: string) => Buffer; progress: Progress },
): Promise<LoadedKeys> {
  const { begin } = await describeKeys(file, passphrase);
  const total: LoadedKeys = { loaded: 0, erased: 0 };
  for await (const { schema, table } of loadedTables(
    client,
    readFrames(file, 'keys', passphrase),
    progress,
    temporary,
  )) {
    if (rewrap) await rewrapAll(client, table, rewrap);
    const { rowCount: erased } = await client.query(
      `delete from ${table} k using ${quoted(schema)}.erased_subjects e where e.subject = k.subject and e.erased_at > $1`,
      [begin.at],
    );
    const { rowCount: loaded } = await client.query(
      `insert into ${quoted(schema)}.subject_keys (subject, wrapped, created_at) select subject, wrapped, created_at from ${table} on conflict do nothing`,
    );
    await client.query(`drop table ${table}`);
    total.loaded += loaded ?? 0;
    total.erased += erased ?? 0;
  }
  return total;
}

const atOnce = 1_000;

/** Wraps every key of a table again, a thousand at a time. */
export async function rewrapAll(
  client: pg.ClientBase,
  table: string,
  rewrap: (wrapped: Buffer, subject: string) => Buffer,
): Promise<number> {
  let after = '';
  for (let done = 0; ;) {
    const { rows } = await client.query<{ subject: string; wrapped: Buffer }>(
      `select subject, wrapped from ${table} where subject collate "C" > $1 order by subject collate "C" limit ${atOnce}`,
      [after],
    );
    await client.query(
      `update ${table} k set wrapped = n.wrapped from unnest($1::text[], $2::bytea[]) n(subject, wrapped) where k.subject = n.subject`,
      [rows.map(({ subject }) => subject), rows.map(({ subject, wrapped }) => rewrap(wrapped, subject))],
    );
    done += rows.length;
    after = rows[rows.length - 1]?.subject ?? '';
    if (rows.length < atOnce) return done;
  }
}

type Prepare = (client: pg.ClientBase, table: Table) => Promise<string>;

/** Empties a table of the rows that migrations put there. */
const emptied: Prepare = async (client, { schema, name }) => {
  const target = `${quoted(schema)}.${quoted(name)}`;
  await client.query(`truncate ${target}`);
  if (name === 'events') await client.query(`select ${quoted(schema)}.ensure_partitions()`);
  return target;
};

const temporary: Prepare = async (client, { schema, name }) => {
  await client.query(`create temporary table restored_keys (like ${quoted(schema)}.${quoted(name)} including all)`);
  return 'restored_keys';
};

/** Loads table after table; yields each once it is loaded. */
async function* loadedTables(
  client: pg.ClientBase,
  frames: AsyncIterable<Frame>,
  progress: Progress,
  prepare: Prepare,
): AsyncGenerator<{ schema: string; table: string }> {
  let filling: { of: Table; table: string; stream: ReturnType<typeof copyIn>; bytes: number } | undefined;
  for await (const { json, bytes } of frames) {
    const of = json['table'] as Table | undefined;
    if (of) {
      const table = await prepare(client, of);
      filling = { of, table, stream: copyIn(client, table, of.columns), bytes: 0 };
    }
    if (bytes && filling) {
      if (!filling.stream.write(bytes)) await Promise.race([once(filling.stream, 'drain'), filling.stream.done]);
      filling.bytes += bytes.length;
      progress(nameOf(filling.of), filling.bytes);
    }
    if (json['end'] && filling) {
      const { stream, of: filled, table } = filling;
      const { rows } = json['end'] as { rows: number };
      filling = undefined;
      stream.end();
      await stream.done;
      if (stream.rowCount !== rows)
        throw new BackupProblem(`${nameOf(filled)} took ${stream.rowCount} rows of ${rows}.`);
      yield { schema: filled.schema, table };
    }
    const sequence = json['sequence'] as Sequence | undefined;
    if (sequence)
      await client.query('select setval($1::regclass, $2::bigint, $3)', [
        `${quoted(sequence.schema)}.${quoted(sequence.name)}`,
        sequence.last,
        sequence.called,
      ]);
  }
}

function copyIn(client: pg.ClientBase, table: string, columns: readonly string[]) {
  const stream = client.query(copyFrom(`copy ${table} (${columns.map(quoted).join(', ')}) from stdin`));
  const done = new Promise<void>((resolve, reject) => {
    stream.on('finish', () => resolve());
    stream.on('error', reject);
  });
  // The next write awaits this promise and sees its error; until then nobody listens.
  void Promise.allSettled([done]);
  return Object.assign(stream, { done });
}
