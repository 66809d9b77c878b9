import { gateOf, isUnavailable, OrderFault, type Database, type Gate, type Follower } from '@stipple/event-store';
import type { Broker } from '@stipple/messaging';
import { messageOf } from '@stipple/text';
import { withTimeout } from '@stipple/time';

export interface PartHealth {
  /** False only where it is down. */
  ok: boolean;
  /** `degraded`: it works, and needs attention. */
  status: 'ok' | 'degraded' | 'down';
  detail?: string;
}

/** The longest wait for the database, in milliseconds. */
const patience = 3_000;

/** The readers of this process that have stopped for good, each with its reason in a sentence. */
export class Stopped {
  private readonly reasons = new Map<string, { sentence: string; restartHelps: boolean }>();

  /** Notes an error of a follower. An event out of order stops it for good; it recovers from other errors by itself. */
  follower(name: string, error: unknown): void {
    if (error instanceof OrderFault)
      this.reasons.set(name, { sentence: `${name} has stopped: ${error.message}`, restartHelps: true });
  }

  /**
   * Notes that a read model could not be made again. The next start goes on with it, which helps only where the
   * database was away.
   */
  rebuild(name: string, error: unknown): void {
    this.reasons.set(name, {
      sentence: `${name} could not be made again: ${messageOf(error)}`,
      restartHelps: isUnavailable(error),
    });
  }

  /**
   * Notes that the log is a copy that cannot be read on. Nothing is written any more; a new process says so at its
   * start.
   */
  stranded(sentence: string): void {
    this.reasons.set('log', { sentence, restartHelps: true });
  }

  all(): readonly string[] {
    return [...this.reasons.values()].map(({ sentence }) => sentence);
  }

  /** The reason for starting this process anew. Undefined while that would not help. */
  restart(): string | undefined {
    return [...this.reasons.values()].find(({ restartHelps }) => restartHelps)?.sentence;
  }
}

/** The status of all parts together: that of the worst. */
export const worstOf = (parts: readonly Pick<PartHealth, 'status'>[]): PartHealth['status'] =>
  parts.some(({ status }) => status === 'down')
    ? 'down'
    : parts.some(({ status }) => status === 'degraded')
      ? 'degraded'
      : 'ok';

const well: PartHealth = { ok: true, status: 'ok' };

/** The health of everything that a context needs. Parked things stop nobody, and need attention. */
export async function healthOf({
  database,
  broker,
  followers,
  stopped,
}: {
  database: Database;
  broker: Broker;
  followers: readonly Follower[];
  stopped: Stopped;
}): Promise<Record<string, PartHealth>> {
  const [parked, gate] = await Promise.all([inTime(parkedOf(database)), inTime(gateOf(database))]);
  const stuck = followers.flatMap((follower) =>
    follower.problem() === undefined ? [] : [`${follower.name}: ${follower.problem()}`],
  );
  const readers = [...new Set([...stopped.all(), ...stuck])];
  const part = (problem: string | undefined): PartHealth =>
    problem === undefined ? well : { ok: false, status: 'down', detail: problem };
  return {
    database: part(parked === undefined ? 'The database cannot be reached.' : undefined),
    broker: part(broker.problem()),
    readers: part(readers.length === 0 ? undefined : readers.join('; ')),
    gate: part(gate && shut(gate)),
    parked: parked && parked.length > 0 ? { ok: true, status: 'degraded', detail: toldOf(parked) } : well,
  };
}

/** The longest wait of readers for an open transaction before it counts as a fault, in seconds. */
const longestShut = 15;

/** The reason why readers of the log wait although they work. */
const shut = ({ events, seconds, holder }: Gate): string | undefined =>
  seconds < longestShut
    ? undefined
    : `${events} events have waited for ${Math.round(seconds)} s behind a transaction that is open still${holder === undefined ? '' : `: ${holder}`}.`;

interface Parked {
  kind: 'messages' | 'events' | 'outgoing';
  /** A type of message, or a read model. */
  name: string;
  count: number;
}

/** The most names of read models or messages in one sentence. */
const mostTold = 10;

function toldOf(parked: readonly Parked[]): string {
  const total = (kind: Parked['kind']) =>
    parked.filter((one) => one.kind === kind).reduce((sum, { count }) => sum + count, 0);
  const each = parked.slice(0, mostTold).map(({ name, count }) => `${name} ${count}`);
  const more = parked.length > mostTold ? ` and ${parked.length - mostTold} others` : '';
  const unsent = total('outgoing') > 0 ? `, and ${total('outgoing')} messages of its own that could not be sent` : '';
  return `${total('messages')} messages and ${total('events')} events of read models are parked${unsent}: ${each.join(', ')}${more}.`;
}

/** Counts what is parked, by message type and read model. */
async function parkedOf(database: Database): Promise<readonly Parked[]> {
  const { rows } = await database.query<Parked>(
    `select 'messages' as kind, type as name, count(*)::int as count from parked_messages group by type
     union all select 'events', coalesce(v.name, p.subscription), count(*)::int from parked_events p
       left join views v on p.subscription = 'view:' || v.serving group by 2
     union all select 'outgoing', type, count(*)::int from parked_outgoing group by type
     order by count desc, name`,
  );
  return rows;
}

/** The answer of the database, or undefined where none comes in time. */
const inTime = <T>(asked: Promise<T>): Promise<T | undefined> =>
  withTimeout(
    patience,
    asked.then(
      (found) => found,
      () => undefined,
    ),
  );
