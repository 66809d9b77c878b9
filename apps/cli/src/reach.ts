import {
  accessTo,
  openHome,
  postgresUrl,
  startPostgres,
  StartProblem,
  type Home,
  type SchemaAccess,
  type SchemaOwner,
} from '@stipple/local-servers';
import { connectionOf, databaseUrl } from '@stipple/local-servers/connection';
import pg from 'pg';
import { homePath, passwordOf } from './installation.js';
import { print } from './terminal.js';

/** The database of an installation, whether its Stipple runs or not. */
export interface Reached {
  home: Home;
  /** Connects to the server, to any of its databases. */
  adminUrl: string;
  access: Record<SchemaOwner, SchemaAccess>;
}

/**
 * Reaches the database that DATABASE_URL names, else the home's own. Starts that one if it does not run, and then stops
 * it again.
 * @param alone whether nobody else may use the home meanwhile; @throws StartProblem if somebody does
 * @param make whether to make a database in a home without one
 */
export async function reaching<T>(
  { alone, make = false }: { alone: boolean; make?: boolean },
  work: (reached: Reached) => Promise<T>,
): Promise<T> {
  const looking = await openHome(homePath(), { lock: null });
  const given = databaseUrl(process.env);
  const known = given ?? (await postgresUrl(looking));
  if (known === undefined && !make)
    throw new StartProblem(`There is no Stipple in ${looking.path} yet: run npm start first, or set STIPPLE_HOME.`);
  const isUp = given !== undefined ? true : (await looking.holder('postgres')) !== undefined;
  const home = alone || !isUp ? await openHome(homePath()) : looking;
  try {
    const started = isUp ? undefined : await startPostgres({ home, progress: print });
    try {
      const adminUrl = started?.adminUrl ?? known ?? '';
      return await work({ home, adminUrl, access: await accessTo(adminUrl, passwordOf(home)) });
    } finally {
      await started?.stop();
    }
  } finally {
    await home.close();
  }
}

/** The URL of the same server's database `stipple`. */
export function insideOf(adminUrl: string): string {
  const url = new URL(adminUrl);
  url.pathname = '/stipple';
  return url.href;
}

/** Runs `work` with an administrator's connection to the database. */
export async function asAdmin<T>(adminUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({
    ...connectionOf(adminUrl),
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    application_name: 'stipple command line',
  });
  // The running query, or the next one, reports the error.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end();
  }
}

/**
 * @param context checks its service only;
 * @throws StartProblem while a service is connected, because the change would pull the data from under it
 */
export async function needAlone(client: pg.Client, context?: string): Promise<void> {
  const { rows } = await client.query<{ who: string }>(
    `select distinct coalesce(nullif(application_name, ''), usename) as who from pg_stat_activity
      where datname = 'stipple' and starts_with(usename::text, $1) and pid <> pg_backend_pid() order by 1`,
    [`stipple_${context ?? ''}`],
  );
  if (rows.length > 0)
    throw new StartProblem(`Stipple runs on this database (${rows.map(({ who }) => who).join(', ')}): stop it first.`);
}
