import pg from 'pg';
import { connectionOf, databaseProblem } from './connection.js';
import { scramVerifier } from './scram.js';
import { StartProblem, codeOf, isCode, messageOf } from './start-problem.js';

/** The owners of a schema: the five contexts and the embedded broker. */
export const schemaOwners = ['staff', 'bookings', 'sterilization', 'treatments', 'billing', 'broker'] as const;
export type SchemaOwner = (typeof schemaOwners)[number];

/** The two URLs by which one context reaches its schemas. Both hold secrets. */
export interface SchemaAccess {
  /** Connects as the role that owns the schema: for migrations, which grant the service its rights. */
  ownerUrl: string;
  /**
   * Connects as the service's role: only granted rights on the schema's tables, all rights on its own
   * `<context>_views`.
   */
  url: string;
}

const oldestMajor = 15;
const lockKey = 0x5717;

/**
 * Gives every context a part of a PostgreSQL server that the others cannot read: a database `stipple` with btree_gist,
 * and for each context a schema `<context>` owned by role `stipple_<context>_owner`, and a schema `<context>_views`
 * owned by role `stipple_<context>`. PUBLIC may neither connect nor create. Doing it again, or twice at once, changes
 * only the roles' passwords: they become the answers of `secretOf`.
 * @param adminUrl a superuser, or a role with CREATEROLE and CREATEDB; whichever database it names is only connected
 *   to, not used.
 * @param secretOf the password of a role, by the role's name; the same at every start.
 * @param name the beginning of the database's and the roles' names; another one keeps two Stipples on one server apart.
 * @throws StartProblem when the server cannot be reached, is older than PostgreSQL 15, or the role may not do this.
 */
export async function provision(
  adminUrl: string,
  secretOf: (role: string) => Promise<string> | string,
  { name = 'stipple' }: { name?: string } = {},
): Promise<Record<SchemaOwner, SchemaAccess>> {
  if (!/^[a-z][a-z0-9_]{0,30}$/.test(name))
    throw new RangeError(`"${name}" cannot name a database and roles: use small letters, digits and _.`);
  const secrets = new Map<string, string>();
  for (const owner of schemaOwners) for (const role of rolesOf(name, owner)) secrets.set(role, await secretOf(role));
  await connected(adminUrl, async (client) => {
    const { rows } = await client.query<{ major: number }>(
      "select current_setting('server_version_num')::int / 10000 as major",
    );
    const major = rows[0]?.major ?? 0;
    if (major < oldestMajor)
      throw new StartProblem(`The database server is PostgreSQL ${major}; Stipple needs ${oldestMajor} or newer.`);
    await makeDatabase(client, name, major);
  });
  await connected(withDatabase(adminUrl, name), async (client) => {
    await client.query('begin');
    await client.query('select pg_advisory_xact_lock($1)', [lockKey]);
    await client.query(`revoke all on database ${name} from public`);
    await client.query('create extension if not exists btree_gist schema public');
    await client.query('revoke create on schema public from public');
    for (const owner of schemaOwners) await makeSchemas(client, name, owner, secrets);
    await client.query('commit');
  });
  return accessTo(adminUrl, (role) => secrets.get(role) ?? '', { name });
}

/** The URLs of every context on a server that `provision` prepared. Does not connect to the server. */
export async function accessTo(
  adminUrl: string,
  secretOf: (role: string) => Promise<string> | string,
  { name = 'stipple' }: { name?: string } = {},
): Promise<Record<SchemaOwner, SchemaAccess>> {
  const url = withDatabase(adminUrl, name);
  const entries = schemaOwners.map(async (owner) => {
    const [owning, serving] = rolesOf(name, owner);
    return [
      owner,
      {
        ownerUrl: withLogin(url, owning, await secretOf(owning)),
        url: withLogin(url, serving, await secretOf(serving)),
      },
    ] as const;
  });
  return Object.fromEntries(await Promise.all(entries)) as Record<SchemaOwner, SchemaAccess>;
}

/** The role that owns and migrates, and the role that serves. */
const rolesOf = (name: string, owner: SchemaOwner): [string, string] => [`${name}_${owner}_owner`, `${name}_${owner}`];

/**
 * Text sorts by its bytes, by PostgreSQL's own order if it has one. The system's order changes with its updates, which
 * silently corrupts older indexes.
 */
const localeOf = (major: number): string =>
  major >= 17 ? "locale_provider builtin builtin_locale 'C.UTF-8' locale 'C'" : "lc_collate 'C'";

async function makeDatabase(client: pg.Client, name: string, major: number): Promise<void> {
  const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
  if (rowCount !== 0) return;
  try {
    await client.query(`create database ${name} template template0 encoding 'UTF8' ${localeOf(major)}`);
  } catch (error) {
    // Another Stipple was faster: duplicate_database, or the unique index under it.
    if (!isCode(error, '42P04', '23505')) throw error;
  }
}

async function makeSchemas(
  client: pg.Client,
  name: string,
  owner: SchemaOwner,
  secrets: Map<string, string>,
): Promise<void> {
  const [migrating, serving] = rolesOf(name, owner);
  for (const role of [migrating, serving]) {
    const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role]);
    if (rowCount === 0) {
      await client.query(`create role ${role}`);
      // Making a schema for another role needs membership in that role; a superuser is a member of every role.
      const { rows } = await client.query<{ member: boolean }>("select pg_has_role($1, 'usage') as member", [role]);
      if (!rows[0]?.member) await client.query(`grant ${role} to current_user`);
    }
    await client.query(
      `alter role ${role} login nocreatedb nocreaterole password ${client.escapeLiteral(scramVerifier(secrets.get(role) ?? ''))}`,
    );
    await client.query(`grant connect on database ${name} to ${role}`);
    await client.query(`grant usage on schema public to ${role}`);
    await client.query(`alter default privileges for role ${role} revoke execute on functions from public`);
  }
  await client.query(`create schema if not exists ${owner} authorization ${migrating}`);
  await client.query(`create schema if not exists ${owner}_views authorization ${serving}`);
  await client.query(`grant usage on schema ${owner} to ${serving}`);
  await set(client, migrating, {
    search_path: `${owner}, public`,
    idle_in_transaction_session_timeout: '10min',
    lock_timeout: '30s',
  });
  // An idle transaction holds back every reader of the event store, so PostgreSQL ends it soon.
  await set(client, serving, {
    search_path: `${owner}_views, ${owner}, public`,
    idle_in_transaction_session_timeout: '5s',
    statement_timeout: '30s',
  });
}

async function set(client: pg.Client, role: string, settings: Record<string, string>): Promise<void> {
  for (const [setting, value] of Object.entries(settings))
    await client.query(
      `alter role ${role} set ${setting} to ${value
        .split(', ')
        .map((part) => client.escapeLiteral(part))
        .join(', ')}`,
    );
}

async function connected(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({
    ...connectionOf(url),
    connectionTimeoutMillis: 10_000,
    statement_timeout: 60_000,
    application_name: 'stipple provisioning',
  });
  // The next query reports an error that comes between two.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await work(client);
  } catch (error) {
    throw problemOf(error, url);
  } finally {
    await client.end();
  }
}

function problemOf(error: unknown, url: string): unknown {
  if (codeOf(error) !== '42501') return databaseProblem(error, url);
  const { hostname, port, username } = new URL(url);
  return new StartProblem(
    `User ${username} of the PostgreSQL server at ${hostname}${port === '' ? '' : `:${port}`} ` +
      `may not prepare Stipple's database (${messageOf(error)}): ` +
      'it needs CREATEROLE and CREATEDB, and has to own what an earlier start made.',
  );
}

function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}

function withLogin(url: string, role: string, password: string): string {
  const changed = new URL(url);
  // A URL without a host, such as a socket's, cannot hold a user.
  if (changed.hostname === '') changed.hostname = 'localhost';
  changed.username = role;
  changed.password = encodeURIComponent(password);
  for (const name of ['user', 'password']) changed.searchParams.delete(name);
  return changed.href;
}
