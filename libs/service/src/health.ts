import { gateOf, isUnavailable, OrderFault, type Database, type Gate, type Follower } from '@stipple/event-store';
import type { Broker } from '@stipple/messaging';

export interface PartHealth {
  /** False only where it is down. */
  ok: boolean;
  /** `degraded`: it works, and something has to be seen to. */
  status: 'ok' | 'degraded' | 'down';
  detail?: string;
}

/** How long the database may take to say that it is there, in milliseconds. */
const patience = 3_000;

/** Readers that do not read on by themselves in this process, each with the reason in a sentence. */
export class Stopped {
  private readonly reasons = new Map<string, { sentence: string; restartHelps: boolean }>();

  /**
   * A follower of the log had trouble: an event out of order stops it for good, from anything else it recovers by
   * itself.
   */
  follower(name: string, error: unknown): void {
    if (error instanceof OrderFault)
      this.reasons.set(name, { sentence: `${name} has stopped: ${error.message}`, restartHelps: true });
  }

  /**
   * A read model could not be made again. The next start goes on with it, which helps where only the database was away.
   */
  rebuild(name: string, error: unknown): void {
    this.reasons.set(name, {
      sentence: `${name} could not be made again: ${error instanceof Error ? error.message : String(error)}`,
      restartHelps: isUnavailable(error),
    });
  }

  /**
   * The log was found to be a copy that cannot be read on: nothing is written any more, and a new process says so at
   * its start.
   */
  stranded(sentence: string): void {
    this.reasons.set('log', { sentence, restartHelps: true });
  }

  all(): readonly string[] {
    return [...this.reasons.values()].map(({ sentence }) => sentence);
  }

  /** Why this process should be started anew; undefined while that would help nothing. */
  restart(): string | undefined {
    return [...this.reasons.values()].find(({ restartHelps }) => restartHelps)?.sentence;
  }
}

/** How all parts together are: as the worst of them. */
export const worstOf = (parts: readonly Pick<PartHealth, 'status'>[]): PartHealth['status'] =>
  parts.some(({ status }) => status === 'down')
    ? 'down'
    : parts.some(({ status }) => status === 'degraded')
      ? 'degraded'
      : 'ok';

const well: PartHealth = { ok: true, status: 'ok' };

/** What a context needs, and whether it is there. What is parked stops nobody, and somebody has to see to it. */
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

/** How long readers may have to wait for another's transaction before that is a fault, in seconds. */
const longestShut = 15;

/** Why readers of the log stand still although nothing is wrong with them. */
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

/** Names of read models or messages that one sentence tells at most. */
const mostTold = 10;

function toldOf(parked: readonly Parked[]): string {
  const total = (kind: Parked['kind']) =>
    parked.filter((one) => one.kind === kind).reduce((sum, { count }) => sum + count, 0);
  const each = parked.slice(0, mostTold).map(({ name, count }) => `${name} ${count}`);
  const more = parked.length > mostTold ? ` and ${parked.length - mostTold} others` : '';
  const unsent = total('outgoing') > 0 ? `, and ${total('outgoing')} messages of its own that could not be sent` : '';
  return `${total('messages')} messages and ${total('events')} events of read models are parked${unsent}: ${each.join(', ')}${more}.`;
}

/** How much is parked, by message and read model. */
async function parkedOf(database: Database): Promise<readonly Parked[]> {
  const { rows } = await database.query<Parked>(
    `select 'messages' as kind, type as name, count(*)::int as count from parked_messages group by type
     union all select 'events', coalesce(v.name, p.subscription), count(*)::int from parked_events p left join views v on p.subscription = 'view:' || v.serving group by 2
     union all select 'outgoing', type, count(*)::int from parked_outgoing group by type
     order by count desc, name`,
  );
  return rows;
}

/** What was asked of the database; undefined where it does not say so in time. */
async function inTime<T>(asked: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => (timer = setTimeout(() => resolve(undefined), patience)));
  try {
    return await Promise.race([
      asked.then(
        (found) => found,
        () => undefined,
      ),
      late,
    ]);
  } finally {
    clearTimeout(timer);
  }
}
