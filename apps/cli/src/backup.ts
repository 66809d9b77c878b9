import { beginEpoch, rewrapped } from '@stipple/event-store';
import {
  BackupProblem,
  describeBackup,
  describeKeys,
  loadBackup,
  loadKeys,
  migrationsOf,
  occupiedTables,
  underSnapshot,
  writeFrames,
  type Beginning,
  type Described,
  type KeysBeginning,
  type Part,
  type Progress,
} from '@stipple/backup';
import { StartProblem } from '@stipple/local-servers';
import { installDatabase, migrationsKnown } from '@stipple/service';
import type pg from 'pg';
import { contexts } from './contexts.js';
import { passwordOf } from './installation.js';
import { asAdmin, insideOf, needAlone, reaching, type Reached } from './reach.js';
import { checksOf, isName, keep, missing, secretsOf } from './secrets.js';
import { print } from './terminal.js';

/** The schemas of an installation. */
const parts: readonly Part[] = [
  ...contexts.map(({ parts: { name } }) => ({ schema: name, hasLog: true })),
  { schema: 'broker', hasLog: false },
];
const logs = parts.filter(({ hasLog }) => hasLog);

export interface BackupOptions {
  keys?: string;
  secrets?: boolean;
  force?: boolean;
  passphrase?: string;
}

/**
 * Writes everything that all contexts have stored at one moment into a file, while people go on working. With `keys`,
 * also writes the keys of personal data into a file of their own.
 * @throws StartProblem, BackupProblem
 */
export async function backUp(
  file: string,
  { keys, secrets = false, force = false, passphrase }: BackupOptions,
  progress: Progress,
): Promise<Record<string, number>> {
  if (secrets && keys === undefined)
    throw new StartProblem('--secrets go into the file of keys: name one with --keys.');
  if (secrets && passphrase === undefined)
    throw new StartProblem(
      'A file that holds the secrets of an installation opens everything: ' +
        'give a passphrase in STIPPLE_BACKUP_PASSPHRASE, or on standard input with --passphrase-stdin.',
    );
  return reaching({ alone: false }, async ({ home, adminUrl }) => {
    const here = await secretsOf(home);
    const checks = checksOf(here);
    return asAdmin(insideOf(adminUrl), async (client) => {
      await needMigrated(client);
      return underSnapshot(client, parts, async (snapshot) => {
        let counts: Record<string, number> = {};
        if (keys !== undefined) {
          const locked = passphrase === undefined ? {} : { passphrase };
          await writeFrames(
            keys,
            { kind: 'keys', force, ...locked },
            async (write) => void (await snapshot.keys(write, { checks, secrets: secrets ? here : {} }, progress)),
          );
        }
        await writeFrames(file, { kind: 'backup', force }, async (write) => {
          counts = await snapshot.backup(write, checks, progress);
        });
        return counts;
      });
    });
  });
}

/** @throws StartProblem unless this program's migrations were run in the database */
async function needMigrated(client: pg.Client): Promise<void> {
  const known = migrationsKnown(contexts.map((context) => context.parts));
  for (const { schema } of parts) {
    const run = await migrationsOf(client, schema);
    if (!run || known[schema]?.some((name) => !run.includes(name)))
      throw new StartProblem(
        `The tables of ${schema} are not those of this Stipple yet: start it once, or run npx stipple migrate.`,
      );
  }
}

export interface RestoreOptions {
  keys?: string;
  passphrase?: string;
}

/** The result of a restore. */
export interface Restored {
  file: Described<Beginning>;
  epochs: Record<string, number>;
  /** How many keys came; undefined if no file of keys was given. */
  keys?: { loaded: number; erased: number };
  /** The files to which secrets were written. */
  secrets: readonly string[];
  /** The secrets of the other installation that this one lacks, each with its purpose. */
  lacking: readonly string[];
}

/** Reads a backup and a file of keys to the end without acting on them. @throws BackupProblem */
export async function examineBackup(
  file: string,
  { keys, passphrase }: RestoreOptions,
): Promise<{ file: Described<Beginning>; keys?: Described<KeysBeginning> }> {
  const described = await describeBackup(file);
  const known = migrationsKnown(contexts.map((context) => context.parts));
  for (const [schema, { migrations }] of Object.entries(described.begin.schemas)) {
    const newer = migrations.filter((name) => !known[schema]?.includes(name));
    if (newer.length > 0)
      throw new BackupProblem(
        `${file} was written by a newer Stipple: this one does not know ${schema}'s ${newer.join(', ')}.`,
      );
  }
  return { file: described, ...(keys === undefined ? {} : { keys: await describeKeys(keys, passphrase) }) };
}

/**
 * Loads a backup into an empty installation, on any server, and begins the next epoch of every log. Checks the files
 * completely before it changes anything.
 * @throws BackupProblem, StartProblem
 */
export async function restore(file: string, options: RestoreOptions, progress: Progress): Promise<Restored> {
  const found = await examineBackup(file, options);
  return reaching({ alone: true, make: true }, async (reached) => {
    await needEmpty(reached);
    const here = await secretsOf(reached.home);
    const wrapping = masterKeys(found.keys?.begin, here);
    const migrated = Object.fromEntries(
      Object.entries(found.file.begin.schemas).map(([schema, { migrations }]) => [schema, migrations]),
    );
    const installing = {
      adminUrl: reached.adminUrl,
      parts: contexts.map((context) => context.parts),
      secretOf: passwordOf(reached.home),
    };
    await dropSchemas(reached);
    await installDatabase({ ...installing, only: migrated, progress: () => undefined });
    const epochs: Record<string, number> = {};
    let loaded: Restored['keys'];
    await asAdmin(insideOf(reached.adminUrl), async (client) => {
      await client.query('begin');
      await needAlone(client);
      await loadBackup(client, file, progress);
      if (options.keys !== undefined) {
        loaded = await loadKeys(client, options.keys, {
          progress,
          ...(options.passphrase === undefined ? {} : { passphrase: options.passphrase }),
          ...(wrapping
            ? { rewrap: (wrapped: Buffer, subject: string) => rewrapped(wrapped, subject, wrapping.from, wrapping.to) }
            : {}),
        });
      }
      for (const { schema } of logs)
        epochs[schema] = (await beginEpoch(client, schema, `Restored from a backup of ${found.file.begin.at}.`)).epoch;
      await client.query('commit');
    });
    await installDatabase({ ...installing, progress: print });
    const written: string[] = [];
    for (const [name, secret] of Object.entries(found.keys?.begin.secrets ?? {}))
      if (isName(name) && !wrapping) written.push(await keep(reached.home, name, secret));
    return {
      file: found.file,
      epochs,
      ...(loaded ? { keys: loaded } : {}),
      secrets: written,
      lacking: missing(found.file.begin.checks, await secretsOf(reached.home)),
    };
  });
}

/**
 * The old and the new master key for restored keys. Undefined if the keys can stay as they are: this installation has
 * the same master key, or the backup brings it.
 * @throws BackupProblem if no key here could open them
 */
function masterKeys(
  keys: KeysBeginning | undefined,
  here: Partial<Record<string, string>>,
): { from: Buffer; to: Buffer } | undefined {
  if (!keys) return undefined;
  const [wanted, own, brought] = [keys.checks['personal-data'], here['personal-data'], keys.secrets['personal-data']];
  if (wanted === undefined || (own !== undefined && checksOf({ own })['own'] === wanted)) return undefined;
  if (brought === undefined)
    throw new BackupProblem(
      "The keys are wrapped by another master key than this installation's: put the other home's " +
        "keys/personal-data into this one's, or bring a file of keys made with --secrets.",
    );
  const given = process.env['STIPPLE_MASTER_KEY'] || process.env['STIPPLE_MASTER_KEY_FILE'];
  return given && own !== undefined ? { from: Buffer.from(brought, 'hex'), to: Buffer.from(own, 'hex') } : undefined;
}

async function needEmpty({ adminUrl, home }: Reached): Promise<void> {
  await asAdmin(adminUrl, async (outside) => {
    const { rowCount } = await outside.query("select from pg_database where datname = 'stipple'");
    if (rowCount === 0) return;
    await asAdmin(insideOf(adminUrl), async (client) => {
      await needAlone(client);
      const occupied = await occupiedTables(client, parts);
      if (occupied.length > 0)
        throw new BackupProblem(
          `The installation ${process.env['DATABASE_URL'] ? 'that DATABASE_URL names' : `in ${home.path}`} ` +
            `is not empty (${occupied.slice(0, 5).join(', ')}): a backup is restored into an empty one.`,
        );
    });
  });
}

/**
 * The tables of an empty installation may be newer than the backup's, so they are dropped and made as they were then.
 */
async function dropSchemas({ adminUrl }: Reached): Promise<void> {
  const { rowCount } = await asAdmin(adminUrl, (client) =>
    client.query("select from pg_database where datname = 'stipple'"),
  );
  if (rowCount === 0) return;
  await asAdmin(insideOf(adminUrl), async (client) => {
    await client.query('begin');
    if ((await occupiedTables(client, parts)).length > 0)
      throw new BackupProblem('The installation was used meanwhile: it is not empty any more.');
    for (const { schema } of parts) await client.query(`drop schema if exists ${schema}, ${schema}_views cascade`);
    await client.query('commit');
  });
}
