import { readFileSync } from 'node:fs';
import pg from 'pg';
import { StartProblem, becauseOf, codeOf, messageOf } from './start-problem.js';

// `pg` reads `sslmode` in its own way: the one in a URL overrules the options beside it, and `require` may check
// nothing. So we accept two modes only, and give `pg` its TLS options outright.

/** Options of a `pg` client or pool, in place of a URL. */
export interface Connection {
  connectionString: string;
  ssl: false | { ca?: string; minVersion: 'TLSv1.2'; rejectUnauthorized: true };
}

const ours = ['sslmode', 'sslrootcert'];
const others = ['ssl', 'sslcert', 'sslkey', 'sslpassword', 'sslcrl', 'sslnegotiation', 'uselibpqcompat', 'requiressl'];

const parsed = (url: string): URL => {
  try {
    const read = new URL(url);
    if (/^postgres(ql)?:$/.test(read.protocol)) return read;
  } catch {
    // The sentence below leaves out the text, because it holds a password.
  }
  throw new StartProblem(
    'DATABASE_URL is not of the form postgres://user:password@host:port/database. ' +
      'Write special characters of a password with %.',
  );
};

/**
 * Connection options for a URL. `sslmode` is `disable`, the default, or `verify-full`: TLS with a certificate for the
 * server's name or address. `sslrootcert` gives its authority, as a file or as PEM; by default the authorities that
 * Node knows.
 * @throws StartProblem for any other mode: it would not protect from somebody who can change the traffic
 */
export function connectionOf(url: string): Connection {
  const read = parsed(url);
  const [mode, ca] = ours.map((name) => read.searchParams.get(name) ?? undefined);
  for (const name of others)
    if (read.searchParams.has(name))
      throw new StartProblem(
        `DATABASE_URL gives ${name}, which Stipple does not take: ` +
          'use sslmode=verify-full, and DATABASE_CA or DATABASE_CA_FILE.',
      );
  for (const name of ours) read.searchParams.delete(name);
  const connectionString = read.href;
  if (mode !== undefined && mode !== 'disable' && mode !== 'verify-full')
    throw new StartProblem(
      `DATABASE_URL gives sslmode=${mode.slice(0, 20)}, which does not check the server: ` +
        'use verify-full with DATABASE_CA or DATABASE_CA_FILE, or disable.',
    );
  if (mode !== 'verify-full') {
    if (ca !== undefined)
      throw new StartProblem(
        'DATABASE_URL names an authority for certificates but no sslmode=verify-full, so nothing would be checked.',
      );
    return { connectionString, ssl: false };
  }
  // A socket needs no TLS: nobody is between its two ends.
  if (read.searchParams.get('host')?.startsWith('/')) return { connectionString, ssl: false };
  return {
    connectionString,
    ssl: { minVersion: 'TLSv1.2', rejectUnauthorized: true, ...(ca === undefined ? {} : { ca: authorityOf(ca) }) },
  };
}

function authorityOf(ca: string): string {
  if (ca.startsWith('-----BEGIN CERTIFICATE-----')) return ca;
  try {
    return readFileSync(ca, 'utf8');
  } catch (error) {
    throw new StartProblem(`The authority for PostgreSQL's certificate, ${ca}, cannot be read ${becauseOf(error)}.`);
  }
}

/**
 * The URL of DATABASE_URL, with TLS if DATABASE_CA (PEM) or DATABASE_CA_FILE is set; undefined without DATABASE_URL.
 * @throws StartProblem when the two cannot be used together
 */
export function databaseUrl(environment: Readonly<Record<string, string | undefined>>): string | undefined {
  const { DATABASE_URL: url, DATABASE_CA: text, DATABASE_CA_FILE: file } = environment;
  if (!url) return undefined;
  const ca = file || text?.trim();
  if (!ca) {
    connectionOf(url);
    return url;
  }
  const read = parsed(url);
  const mode = read.searchParams.get('sslmode');
  if (mode !== null && mode !== 'verify-full')
    throw new StartProblem(
      `DATABASE_CA is set, but DATABASE_URL gives sslmode=${mode.slice(0, 20)}: use verify-full, or leave it out.`,
    );
  if (!file && !ca.startsWith('-----BEGIN CERTIFICATE-----'))
    throw new StartProblem('DATABASE_CA holds no certificate in PEM; to name a file, set DATABASE_CA_FILE.');
  read.searchParams.set('sslmode', 'verify-full');
  read.searchParams.set('sslrootcert', ca);
  connectionOf(read.href);
  return read.href;
}

/** Connects once and disconnects. @throws StartProblem with the reason, after ten seconds at most */
export async function reachDatabase(url: string): Promise<void> {
  const client = new pg.Client({
    ...connectionOf(url),
    connectionTimeoutMillis: 10_000,
    query_timeout: 10_000,
    application_name: 'stipple start',
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
  } catch (error) {
    throw databaseProblem(error, url);
  } finally {
    await client.end();
  }
}

const unknownAuthority =
  /^(SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT|UNABLE_TO_VERIFY_LEAF_SIGNATURE|UNABLE_TO_GET_ISSUER_CERT(_LOCALLY)?|CERT_SIGNATURE_FAILURE)$/;

/**
 * Turns an error of connecting into a sentence for the person who starts the process; other errors stay as they are.
 */
export function databaseProblem(error: unknown, url: string): unknown {
  if (error instanceof StartProblem) return error;
  const { hostname, port, username } = new URL(url);
  const server = `PostgreSQL server at ${hostname}${port === '' ? '' : `:${port}`}`;
  const state = codeOf(error);
  const message = messageOf(error);
  if (unknownAuthority.test(state))
    return new StartProblem(`The certificate of the ${server} is not signed by an authority in DATABASE_CA.`);
  if (state === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return new StartProblem(`The certificate of the ${server} is for another name than DATABASE_URL gives.`);
  if (state === 'CERT_HAS_EXPIRED') return new StartProblem(`The certificate of the ${server} has expired.`);
  if (message === 'The server does not support SSL connections')
    return new StartProblem(`The ${server} does not speak TLS, which sslmode=verify-full demands.`);
  if (state === '28000' && /no encryption/.test(message))
    return new StartProblem(
      `The ${server} takes no connection without TLS: ` +
        'set DATABASE_CA or DATABASE_CA_FILE to the authority of its certificate.',
    );
  if (/^28/.test(state))
    return new StartProblem(`The ${server} refuses user ${username}: check the name and password in DATABASE_URL.`);
  if (state === '3D000') return new StartProblem(`DATABASE_URL names a database that the ${server} does not have.`);
  if (!/^[0-9A-Z]{5}$/.test(state)) return new StartProblem(`The ${server} cannot be reached: ${message || state}`);
  return error;
}
