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

/** An installation's database, whether its Stipple runs or not. */
export interface Reached {
  home: Home;
  /** To the server; whichever database it names. */
  adminUrl: string;
  access: Record<SchemaOwner, SchemaAccess>;
}

/**
 * Reaches the database that DATABASE_URL names, else the home's own, which is started where it does not run, and
 * stopped again.
 * @param alone whether nobody else may use the home meanwhile; @throws StartProblem where somebody does
 * @param make whether a home without a database gets one
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

/** The same server's database `stipple`. */
export function insideOf(adminUrl: string): string {
  const url = new URL(adminUrl);
  url.pathname = '/stipple';
  return url.href;
}

/** A connection of somebody who may do everything in the database `stipple`, for as long as `work` takes. */
export async function asAdmin<T>(adminUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({
    ...connectionOf(adminUrl),
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    application_name: 'stipple command line',
  });
  // Told by the query that it ends, or by the next one.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end();
  }
}

/**
 * @param context only its service;
 * @throws StartProblem while a service is connected: what is about to be done would be done under its feet
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
