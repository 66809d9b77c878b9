import { connectionOf } from '@stipple/local-servers/connection';
import pg from 'pg';

export type Database = pg.Pool;
export type Connection = pg.PoolClient;

/** `2026-11-23 17:41:28.123456+00` as PostgreSQL writes it in a UTC session, to an `Instant`. */
const instantOfPostgres = (text: string): string => {
  const fraction = text[19] === '.' ? text.slice(20, 23).replace(/\D.*$/, '') : '';
  return `${text.slice(0, 10)}T${text.slice(11, 19)}.${fraction.padEnd(3, '0')}Z`;
};

const parsers: Record<number, (text: string) => unknown> = {
  [pg.types.builtins.TIMESTAMPTZ]: instantOfPostgres,
  [pg.types.builtins.DATE]: (text) => text,
  [pg.types.builtins.INT8]: Number,
  [pg.types.builtins.NUMERIC]: (text) => text,
};

/**
 * A pool for one role. Moments arrive as `Instant`, dates as `Day`, `bigint` as number, `numeric` as text. The URL
 * decides about TLS, see `connectionOf`. Waiting for a connection takes at most 5 s, a statement at most 30 s.
 */
export function openDatabase(options: {
  url: string;
  max?: number;
  name: string;
  onError: (error: Error) => void;
}): Database {
  const pool = new pg.Pool({
    ...connectionOf(options.url),
    max: options.max ?? 10,
    application_name: options.name,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 60_000,
    statement_timeout: 30_000,
    query_timeout: 35_000,
    idle_in_transaction_session_timeout: 5_000,
    keepAlive: true,
    // A named statement is planned once, often for tables that are still empty. A sequential scan chosen then would
    // stay.
    options: '-c timezone=UTC -c enable_seqscan=off',
    types: {
      getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
        (format !== 'binary' && parsers[oid]) || pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
    },
  });
  pool.on('error', options.onError);
  return pool;
}

/** A connection taken out of the pool for longer than one statement. */
export interface Held {
  readonly connection: Connection;
  /** Marks the connection as unusable. */
  lose(reason: unknown): void;
  release(): void;
}

/** Takes a connection out of the pool. A connection that was lost is not put back. */
export async function hold(database: Database): Promise<Held> {
  const connection = await database.connect();
  let broken: Error | undefined;
  const lose = (reason: unknown) => {
    broken ??= reason instanceof Error ? reason : new Error(String(reason));
  };
  // A lost connection also emits an error. Without a listener that would end the process.
  connection.on('error', lose);
  return {
    connection,
    lose,
    release() {
      connection.off('error', lose);
      connection.release(broken);
    },
  };
}

/** Runs `work` in one transaction; rolls back and rethrows when it throws. */
export async function inTransaction<T>(database: Database, work: (connection: Connection) => Promise<T>): Promise<T> {
  const held = await hold(database);
  const { connection } = held;
  try {
    await connection.query('begin');
    const result = await work(connection);
    await connection.query('commit');
    return result;
  } catch (error) {
    await connection.query('rollback').catch((failure: unknown) => held.lose(failure));
    throw error;
  } finally {
    held.release();
  }
}

/**
 * The meaning of a database error for the caller. `conflict`: others were faster; decide again. `unavailable`: the
 * database could not be asked or did not answer in time; ask later. `answer`: the database rejected it and would do so
 * again.
 */
export type DatabaseTrouble = 'conflict' | 'unavailable' | 'answer';

/** Deadlocks and serialization failures. */
const conflicts = new Set(['40001', '40P01']);
/** Lost or refused connections, shutdown, a standby, timeouts, and exhausted resources. */
const unavailable = /^(08...|57P0\d|57014|53...|55P03|25P0[34]|25006|58...|40003)$/;
const network = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'ENOENT',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EAI_AGAIN',
]);
const away =
  /Connection terminated|timeout exceeded when trying to connect|Query read timeout|not queryable|Client was closed|after calling end on the pool/i;

export function troubleOf(error: unknown): DatabaseTrouble {
  if (!(error instanceof Error)) return 'answer';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (conflicts.has(code)) return 'conflict';
  return error instanceof StoreUnavailable || unavailable.test(code) || network.has(code) || away.test(error.message)
    ? 'unavailable'
    : 'answer';
}

/** The store cannot take the command now. It can safely be sent again with the same `commandId`. */
export class StoreUnavailable extends Error {
  override name = 'StoreUnavailable';
}

/**
 * The error that a failed append is reported as: `StoreUnavailable` where asking again may help, otherwise the error
 * itself.
 */
export const failureOf = (error: unknown): Error => {
  if (troubleOf(error) === 'unavailable')
    return new StoreUnavailable(
      'The database did not answer. Whether this was stored shows when the same command is sent again.',
      { cause: error },
    );
  return error instanceof Error ? error : new Error(String(error));
};

/** Whether the database could not be asked or did not answer in time, so that trying again may help. */
export const isUnavailable = (error: unknown): boolean => troubleOf(error) === 'unavailable';
