import { chown, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { connectionOf } from './connection.js';
import type { Home } from './home.js';
import { choosePort, loopback, remembered } from './ports.js';
import { admin, lastComplaint, makeCluster } from './postgres-cluster.js';
import { type PostgresProgram, knownPlace, postgresProgram, serverEnvironment } from './postgres-program.js';
import { buryChildren, takeOver } from './postgres-recovery.js';
import { until } from './processes.js';
import { type ServerProcess, startServer } from './server-process.js';
import { StartProblem, isCode, messageOf } from './start-problem.js';

export interface Postgres {
  /**
   * Connects the superuser to the database `postgres`: through the socket if its path is short enough, else by TCP on
   * the loopback address. Holds a secret.
   */
  readonly adminUrl: string;
  readonly port: number;
  /** Resolves if the server ends without `stop` having been asked. */
  readonly died: Promise<StartProblem>;
  /** Fast shutdown: ends sessions, writes a checkpoint; after 30 s immediate. A second call changes nothing. */
  stop(): Promise<void>;
}

export interface PostgresOptions {
  home: Home;
  /** TCP port on the loopback address; default: any free one, remembered for the next start. */
  port?: number;
  /** Receives lines for the operator's log. */
  log?: (line: string) => void;
  /** Receives lines for a person who waits. */
  progress?: (line: string) => void;
  /**
   * Demands TLS of every connection but through the socket. Both in PEM; the certificate is for the loopback address.
   */
  tls?: { certificate: string; key: string };
}

const readyWithin = 60_000;

/**
 * Starts the embedded PostgreSQL of a home. Makes its cluster first if there is none. After a crash it stops this
 * home's servers that still run, removes stale pid files and waits for crash recovery (60 s at most). Its log is
 * `logs/postgres.log` in the home.
 * @throws StartProblem
 */
export async function startPostgres({
  home,
  port: wanted,
  log = () => undefined,
  progress = () => undefined,
  tls,
}: PostgresOptions): Promise<Postgres> {
  const lock = await home.lock('postgres');
  let server: ServerProcess | undefined;
  try {
    const program = await postgresProgram(home, progress);
    const cluster = path.join(program.place, 'data');
    const password = await passwordOf(home);
    await takeOver(cluster, log);
    await makeCluster(program, cluster, password, progress);
    const port = await choosePort('PostgreSQL', portFile(home), wanted);
    server = await startServer({
      name: 'PostgreSQL',
      file: path.join(program.bin, 'postgres'),
      args: [
        '-D',
        cluster,
        '-p',
        String(port),
        ...settings({ ...(await tlsSettings(program, tls)), unix_socket_directories: await socketFolder(program) }),
      ],
      cwd: program.place,
      env: serverEnvironment,
      runAs: program.runAs,
      logFile: path.join(await home.folder('logs'), 'postgres.log'),
      stopSignal: 'SIGINT',
    });
    const adminUrl = urlOf(program.place, port, password);
    await ready(server, cluster, adminUrl, progress);
    return running(server, cluster, adminUrl, port, lock.release);
  } catch (error) {
    await server?.stop(['SIGINT', 10_000], ['SIGQUIT', 5_000]);
    await lock.release();
    throw error;
  }
}

/** The admin URL of the home's PostgreSQL, if that runs; undefined when this home has had none. Holds a secret. */
export async function postgresUrl(home: Home): Promise<string | undefined> {
  const [place, port] = [await knownPlace(home), await remembered(portFile(home))];
  return place === undefined || port === undefined ? undefined : urlOf(place, port, await passwordOf(home));
}

/**
 * Deletes the home's cluster, wherever it lies, with everything stored in it.
 * @throws StartProblem while it runs.
 */
export async function erasePostgres(home: Home): Promise<void> {
  const lock = await home.lock('postgres');
  try {
    const place = await knownPlace(home);
    if (place === undefined) return;
    await takeOver(path.join(place, 'data'), () => undefined);
    await rm(place, { recursive: true, force: true });
    await rm(path.join(home.path, 'postgres'), { recursive: true, force: true });
  } finally {
    await lock.release();
  }
}

const portFile = (home: Home) => path.join(home.path, 'postgres', 'port');
const passwordOf = async (home: Home) => (await home.secret('postgres', 24)).toString('base64url');

function running(
  server: ServerProcess,
  cluster: string,
  adminUrl: string,
  port: number,
  release: () => Promise<void>,
): Postgres {
  let stopping: Promise<void> | undefined;
  const stop = async () => {
    await server.stop(['SIGINT', 30_000], ['SIGQUIT', 5_000]);
    await buryChildren(cluster);
    await release();
  };
  return {
    adminUrl,
    port,
    died: server.ended.then((how) =>
      stopping
        ? new Promise<never>(() => undefined)
        : new StartProblem(`PostgreSQL ended by itself (${how}): its log is logs/postgres.log in STIPPLE_HOME.`),
    ),
    stop: () => (stopping ??= stop()),
  };
}

function settings(more: Record<string, string>): string[] {
  const values: Record<string, string> = {
    listen_addresses: loopback,
    unix_socket_permissions: '0700',
    max_connections: '200',
    shared_buffers: '256MB',
    fsync: 'on',
    synchronous_commit: 'on',
    autovacuum: 'on',
    timezone: 'UTC',
    log_timezone: 'UTC',
    jit: 'off',
    max_wal_senders: '0',
    max_worker_processes: '4',
    // Clients get their own errors. In the log those would leave values of rows and statements, personal data among
    // them.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    ...more,
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** Writes the files with which the server demands TLS, beside its cluster; none without `tls`. */
async function tlsSettings(
  { place, runAs }: PostgresProgram,
  tls: PostgresOptions['tls'],
): Promise<Record<string, string>> {
  if (tls === undefined) return {};
  const write = async (name: string, text: string): Promise<string> => {
    const file = path.join(place, name);
    await writeFile(file, text, { mode: 0o600 });
    if (runAs) await chown(file, runAs.uid, runAs.gid);
    return file;
  };
  return {
    ssl: 'on',
    ssl_min_protocol_version: 'TLSv1.2',
    ssl_cert_file: await write('server.crt', tls.certificate),
    ssl_key_file: await write('server.key', tls.key),
    hba_file: await write('hba.conf', 'local all all scram-sha-256\nhostssl all all all scram-sha-256\n'),
  };
}

/** The kernel allows 107 bytes for a socket's path, 103 on macOS. With a longer path, clients use TCP. */
const socketPath = (place: string): string | undefined =>
  Buffer.byteLength(path.join(place, 'socket', '.s.PGSQL.65535')) <= 103 ? path.join(place, 'socket') : undefined;

async function socketFolder({ place, runAs }: PostgresProgram): Promise<string> {
  const folder = socketPath(place);
  if (folder === undefined) return '';
  // A killed server leaves its socket's lock file, with a pid that may be another program's by now.
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { mode: 0o700 });
  if (runAs) await chown(folder, runAs.uid, runAs.gid);
  return folder;
}

function urlOf(place: string, port: number, password: string): string {
  const socket = socketPath(place);
  return `postgresql://${admin}:${password}@${loopback}:${port}/postgres${socket === undefined ? '' : `?host=${encodeURIComponent(socket)}`}`;
}

/** The lines of postmaster.pid; empty before the server has written it. */
async function pidFile(file: string): Promise<string[]> {
  try {
    return (await readFile(file, 'utf8')).split('\n');
  } catch (error) {
    if (isCode(error, 'ENOENT')) return [];
    throw error;
  }
}

async function ready(
  server: ServerProcess,
  cluster: string,
  adminUrl: string,
  progress: (line: string) => void,
): Promise<void> {
  const file = path.join(cluster, 'postmaster.pid');
  const slow = setTimeout(() => progress('PostgreSQL is recovering what the last run left unfinished …'), 2_000);
  try {
    const accepted = await until(readyWithin, async () => {
      if (!server.running) throw new StartProblem(`PostgreSQL did not start: ${lastComplaint(await server.log())}`);
      const lines = await pidFile(file);
      return Number(lines[0]) === server.pid && lines[7]?.trim() === 'ready';
    });
    if (!accepted)
      throw new StartProblem(
        `PostgreSQL was not ready within ${readyWithin / 1000} s: ${lastComplaint(await server.log())}`,
      );
  } finally {
    clearTimeout(slow);
  }
  const client = new pg.Client({ ...connectionOf(adminUrl), connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
  } catch (error) {
    throw new StartProblem(
      `PostgreSQL runs but refuses Stipple: ${messageOf(error)}; were the keys in STIPPLE_HOME replaced?`,
    );
  } finally {
    await client.end();
  }
}
