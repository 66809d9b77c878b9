import type { Connection, Database } from './database.js';
import { beginning, type Position } from './envelope.js';

/** The upper bits of a place hold the epoch of the log. */
const epochBits = 48n;

/** The epoch of the log that a position lies in: 0 until the log was first copied to another server. */
export const epochOf = (position: Position): number => Number(BigInt(position.split(':')[0] ?? 0) >> epochBits);

/** The state of a log that may have been copied here, as its own tables show it. */
interface Stranding {
  /** Whether the newest event comes from a transaction that this server has not had. */
  future: boolean;
  /** Whether a reader's place lies behind the end of the log. */
  ahead: boolean;
  /** Whether the next event numbers were used before. */
  drawn: boolean;
}

const strandingSql = `with last as (select e.xid, e.position from events e order by e.xid desc, e.position desc limit 1)
  select coalesce((select l.xid >= log_next() from last l), false) as future,
    exists (select from checkpoints c where (c.xid, c.position) > (
      coalesce((select l.xid from last l), '0'::xid8), coalesce((select l.position from last l), 0))) as ahead,
    coalesce((select l.position > s.last_value from last l, event_position s), false) as drawn`;

/**
 * The reason why readers of this log would not see what is appended from now on, as the middle of a sentence. Undefined
 * where they would. A log cannot be read on after a copy, by a dump or logical replication, to a server that counts its
 * transactions anew.
 */
export async function strandedBy(database: Pick<Database, 'query'>): Promise<string | undefined> {
  const { rows } = await database.query<Stranding>(strandingSql);
  const { future = false, ahead = false, drawn = false } = rows[0] ?? {};
  const why = [
    future && 'its newest event comes from a transaction that this server has not had',
    ahead && 'its readers have come further than it goes',
    drawn && 'its numbers would be drawn twice',
  ].filter((one) => one !== false);
  return why.length === 0 ? undefined : why.join(', and ');
}

/** The sentence for a log that cannot be read on. */
export const strandedSentence = (context: string, why: string): string =>
  `The log of ${context} was copied here from another server or another time: ${why}, ` +
  'so nobody would see what is written now. Stop Stipple and run npx stipple adopt.';

/** The faults of a log that is to go on in another epoch, a sentence each. */
export async function faultsOf(connection: Pick<Connection, 'query'>, schema: string): Promise<string[]> {
  const few = 5;
  const { rows: torn } = await connection.query<{ stream: string }>(
    `select coalesce(e.stream, s.stream) as stream
       from (select stream, count(*) as n, min(version) as first, max(version) as last
         from ${schema}.events group by stream) e full join ${schema}.streams s on s.stream = e.stream
      where e.stream is null or s.stream is null or e.first <> 1 or e.last <> e.n or s.version <> e.n order by 1 limit ${few}`,
  );
  const { rows: twice } = await connection.query<{ position: string }>(
    `select position::text from ${schema}.events group by position having count(*) > 1 order by 1 limit ${few}`,
  );
  const { rows: known } = await connection.query<{ id: string }>(
    `select event_id::text as id from ${schema}.events group by event_id having count(*) > 1 order by 1 limit ${few}`,
  );
  const { rows: reversed } = await connection.query<{ stream: string }>(
    `select distinct stream from (select stream, version, lag(version) over (partition by stream
      order by xid, position) as before from ${schema}.events) e where version <= before limit ${few}`,
  );
  return [
    ...torn.map(({ stream }) => `The versions of ${stream} do not follow one another from 1 to the last.`),
    ...twice.map(({ position }) => `Position ${position} is there twice.`),
    ...known.map(({ id }) => `Event ${id} is there twice.`),
    ...reversed.map(({ stream }) => `The versions of ${stream} lie in the log in another order.`),
  ];
}

/** The result of beginning an epoch. */
export interface Begun {
  epoch: number;
  /** The end of the epoch before. */
  after: Position;
  /** The number of readers that stood behind the end of the log. They were set to its end. */
  returned: number;
}

/**
 * Begins the next epoch of a log, in the caller's transaction and as the schema's owner. Events appended from now on
 * sort behind all others, whatever this server has counted. Event numbers go on behind the highest. Readers' places
 * behind the end of the log are set to it; the caller has to make such a read model again.
 */
export async function beginEpoch(connection: Pick<Connection, 'query'>, schema: string, why: string): Promise<Begun> {
  await connection.query(`lock table ${schema}.events, ${schema}.checkpoints in access exclusive mode`);
  const { rows } = await connection.query<{
    epoch: number;
    xid: string | null;
    position: string | null;
    highest: string;
  }>(
    `select (select max(epoch) from ${schema}.epochs) as epoch, l.xid, l.position, (select coalesce(max(position), 0)::text from ${schema}.events) as highest
       from (select) one left join lateral (select xid::text, position::text from ${schema}.events e order by e.xid desc, e.position desc limit 1) l on true`,
  );
  const { epoch: before = 0, xid, position, highest = '0' } = rows[0] ?? {};
  const after: Position = xid && position ? `${xid}:${position}` : beginning;
  const epoch = Math.max(before, epochOf(after)) + 1;
  await connection.query(
    `select setval('${schema}.event_position', 
      greatest((select last_value from ${schema}.event_position), $1::bigint, 1),
      (select is_called from ${schema}.event_position) or $1::bigint > 0)`,
    [highest],
  );
  await connection.query(`select ${schema}.ensure_partitions()`);
  const { rowCount } = await connection.query(
    `update ${schema}.checkpoints set xid = $1::text::xid8, position = $2::bigint where (xid, position) > ($1::text::xid8, $2::bigint)`,
    after.split(':'),
  );
  await connection.query(`select ${schema}.begin_epoch($1, $2, $3)`, [epoch, after, why]);
  return { epoch, after, returned: rowCount ?? 0 };
}
