import { gateOf, isUnavailable, type Database } from '@stipple/event-store';
import { collectDefaultMetrics, Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { RunningContext } from './context.js';
import type { Watcher } from './watched.js';

const mostCounted = 100_000;
const seconds = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10];

// Nobody has read events behind the gate, wherever a reader believes that it stands.
const lagSql = `select count(*)::int as events, coalesce(greatest(extract(epoch from clock_timestamp() - min(recorded_at)), 0), 0)::float8 as seconds
  from (select recorded_at from events
    where (xid, position) > (
      least($1::text::xid8, log_gate()),
      case when $1::text::xid8 < log_gate() then $2::bigint else -1 end)
    order by events.xid, events.position limit ${mostCounted}) behind`;
// A role sees the transactions of its own sessions, and those of others only where it is a member of pg_read_all_stats.
const oldestSql = `select coalesce(max(extract(epoch from clock_timestamp() - xact_start)), 0)::float8 as seconds
  from pg_stat_activity where xact_start is not null and pid <> pg_backend_pid() and backend_type = 'client backend'`;

/**
 * Milliseconds between two measurements of the event loop's delay. The default of 10 wakes an idle process a hundred
 * times a second.
 */
const eventLoopMonitoringPrecision = 500;

/** Registers Node's own metrics of this process. */
export function measureProcess(registry: Registry): void {
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision });
}

type Reading = readonly [labels: Record<string, string>, value: number];

/**
 * Registers the metrics of contexts, listed in docs/metrics.md. While a context's database is away, its database
 * metrics are left out.
 */
export function measure(registry: Registry, contexts: readonly RunningContext[]): void {
  for (const context of contexts) context.watched.by = watcher(registry, context.parts.name);

  const gauge = (
    name: string,
    help: string,
    labels: readonly string[],
    read: (context: RunningContext) => readonly Reading[] | Promise<readonly Reading[]>,
  ) =>
    new Gauge({
      name,
      help,
      labelNames: ['context', ...labels],
      registers: [registry],
      async collect() {
        this.reset();
        const readings = await Promise.all(
          contexts.map((context) => unlessAway(context.database, async () => read(context))),
        );
        readings.forEach((found, index) =>
          found.forEach(([more, value]) => this.set({ context: contexts[index]?.parts.name ?? '', ...more }, value)),
        );
      },
    });
  const lags = new Map<RunningContext, Promise<readonly Lag[]>>();
  /** Both gauges of one collection share one read. */
  const lagsOf = (context: RunningContext): Promise<readonly Lag[]> => {
    const reading = lags.get(context) ?? readLags(context).finally(() => lags.delete(context));
    lags.set(context, reading);
    return reading;
  };

  gauge(
    'stipple_database_up',
    '1 where the database answered when this was asked, else 0.',
    [],
    async ({ database }) => [[{}, (await answers(database)) ? 1 : 0]],
  );
  gauge('stipple_append_queue', 'Commands that wait to be stored.', [], ({ store }) => [[{}, store.batcher.queued]]);
  gauge(
    'stipple_open_transaction_oldest_seconds',
    'Age of the oldest open transaction that the role can see; readers wait for it.',
    [],
    async ({ database }) => [[{}, (await first<{ seconds: number }>(database, oldestSql))?.seconds ?? 0]],
  );
  gauge(
    'stipple_parked_messages',
    'Messages of others that were put aside with a problem.',
    [],
    async ({ database }) => [
      [
        {},
        (await first<{ count: number }>(database, 'select count(*)::int as count from parked_messages'))?.count ?? 0,
      ],
    ],
  );
  gauge(
    'stipple_parked_events',
    'Events that a read model put aside with a problem.',
    ['reader'],
    async ({ database, followers }) => {
      const { rows } = await database.query<{ subscription: string; count: number }>(
        'select subscription, count(*)::int as count from parked_events group by subscription',
      );
      const counts = new Map(rows.map((row) => [row.subscription, row.count]));
      // A read model that is made again has no follower, and may have parked events in the rows that are read
      // meanwhile.
      return [...new Set([...followers.map(({ name }) => name), ...counts.keys()])].map((name) => [
        { reader: name },
        counts.get(name) ?? 0,
      ]);
    },
  );
  gauge(
    'stipple_parked_outgoing',
    'Messages of its own that could not be sent and were put aside, with what follows about the same subject.',
    [],
    async ({ database }) => [
      [
        {},
        (await first<{ count: number }>(database, 'select count(*)::int as count from parked_outgoing'))?.count ?? 0,
      ],
    ],
  );
  gauge(
    'stipple_gate_age_seconds',
    'How long the first event has waited that no reader may see yet, because a transaction older than it is open still; 0 where none waits.',
    [],
    async ({ database }) => [[{}, (await gateOf(database)).seconds]],
  );
  gauge(
    'stipple_reader_lag_events',
    `Events in the log that a reader has not come to yet, counted up to ${mostCounted}.`,
    ['reader'],
    async (context) => (await lagsOf(context)).map(({ reader, events }) => [{ reader }, events]),
  );
  gauge(
    'stipple_reader_lag_seconds',
    'Age of the oldest event that a reader has not come to yet; 0 where there is none.',
    ['reader'],
    async (context) => (await lagsOf(context)).map(({ reader, seconds }) => [{ reader }, seconds]),
  );
}

interface Lag {
  reader: string;
  events: number;
  seconds: number;
}

async function readLags({ database, followers }: RunningContext): Promise<readonly Lag[]> {
  const lags: Lag[] = [];
  for (const { name, position } of followers.filter(({ isIdle }) => !isIdle)) {
    const behind = await first<{ events: number; seconds: number }>(database, lagSql, position.split(':'));
    lags.push({ reader: name, events: behind?.events ?? 0, seconds: behind?.seconds ?? 0 });
  }
  return lags;
}

/** Whether the database answers at all. */
const answers = (database: Database): Promise<boolean> =>
  database.query('select 1').then(
    () => true,
    () => false,
  );

/**
 * The rows read. None where the database cannot be asked, which `stipple_database_up` shows.
 * @throws any other error
 */
async function unlessAway(database: Database, read: () => Promise<readonly Reading[]>): Promise<readonly Reading[]> {
  try {
    return await read();
  } catch (error) {
    if (isUnavailable(error) || !(await answers(database))) return [];
    throw error;
  }
}

const first = async <Row extends object>(
  database: Database,
  sql: string,
  parameters: readonly string[] = [],
): Promise<Row | undefined> => (await database.query<Row>(sql, [...parameters])).rows[0];

/** The registry's metric of this name, made at its first use: several contexts of one process share it. */
const shared = <M>(registry: Registry, name: string, make: () => M): M =>
  (registry.getSingleMetric(name) as M | undefined) ?? make();

function watcher(registry: Registry, context: string): Watcher {
  const registers = [registry];
  const counter = (name: string, help: string, ...labels: string[]) =>
    shared(registry, name, () => new Counter({ name, help, labelNames: ['context', ...labels], registers }));
  const histogram = (name: string, help: string, buckets: number[], ...labels: string[]) =>
    shared(registry, name, () => new Histogram({ name, help, buckets, labelNames: ['context', ...labels], registers }));

  const append = histogram(
    'stipple_append_duration_seconds',
    "Time from handing a command's events to the store until they are stored or have failed.",
    seconds,
    'outcome',
  );
  const batch = histogram(
    'stipple_append_batch_commands',
    'Commands stored by one call of the database.',
    [1, 2, 4, 8, 16, 32, 64, 128, 256],
  );
  const published = counter('stipple_messages_published_total', 'Messages that the broker took.');
  const consumed = counter(
    'stipple_messages_consumed_total',
    'Messages of others by type and outcome: done, seen before, parked, passed over as a newer version (newer), ' +
      'or not taken because they came from a context that does not own them (foreign).',
    'type',
    'outcome',
  );
  const ignored = counter(
    'stipple_commands_ignored_total',
    'Commands by type that were accepted and ignored: they came too late, or were about nothing here.',
    'command',
  );
  const letters = counter(
    'stipple_dead_letters_total',
    'Dead letters by whether the broker took them; a lost one stays parked in the database.',
    'outcome',
  );
  return {
    appended: (duration, outcome) => append.observe({ context, outcome }, duration),
    batched: (commands) => batch.observe({ context }, commands),
    published: (messages) => published.inc({ context }, messages),
    consumed: (type, outcome) => consumed.inc({ context, type, outcome }),
    ignored: (command) => ignored.inc({ context, command }),
    deadLetter: (outcome) => letters.inc({ context, outcome }),
  };
}
