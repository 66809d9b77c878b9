import { isConnectionLoss, OrderFault, type Database, type Follower } from '@stipple/event-store';
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

  /** A follower of the log had trouble: an event out of order stops it for good, from anything else it recovers by itself. */
  follower(name: string, error: unknown): void {
    if (error instanceof OrderFault) this.reasons.set(name, { sentence: `${name} has stopped: ${error.message}`, restartHelps: true });
  }

  /** A read model could not be made again. The next start goes on with it, which helps where only the database was away. */
  rebuild(name: string, error: unknown): void {
    this.reasons.set(name, { sentence: `${name} could not be made again: ${error instanceof Error ? error.message : String(error)}`, restartHelps: isConnectionLoss(error) });
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
  parts.some(({ status }) => status === 'down') ? 'down' : parts.some(({ status }) => status === 'degraded') ? 'degraded' : 'ok';

const well: PartHealth = { ok: true, status: 'ok' };

/** What a context needs, and whether it is there. What is parked stops nobody, and somebody has to see to it. */
export async function healthOf({ database, broker, followers, stopped }: { database: Database; broker: Broker; followers: readonly Follower[]; stopped: Stopped }): Promise<Record<string, PartHealth>> {
  const parked = await parkedOf(database);
  const stuck = followers.flatMap((follower) => (follower.problem() === undefined ? [] : [`${follower.name}: ${follower.problem()}`]));
  const readers = [...new Set([...stopped.all(), ...stuck])];
  const part = (problem: string | undefined): PartHealth => (problem === undefined ? well : { ok: false, status: 'down', detail: problem });
  return {
    database: part(parked === undefined ? 'The database cannot be reached.' : undefined),
    broker: part(broker.problem()),
    readers: part(readers.length === 0 ? undefined : readers.join('; ')),
    parked: parked && parked.length > 0 ? { ok: true, status: 'degraded', detail: toldOf(parked) } : well,
  };
}

interface Parked {
  kind: 'messages' | 'events';
  /** A type of message, or a read model. */
  name: string;
  count: number;
}

/** Names of read models or messages that one sentence tells at most. */
const mostTold = 10;

function toldOf(parked: readonly Parked[]): string {
  const total = (kind: Parked['kind']) => parked.filter((one) => one.kind === kind).reduce((sum, { count }) => sum + count, 0);
  const each = parked.slice(0, mostTold).map(({ name, count }) => `${name} ${count}`);
  const more = parked.length > mostTold ? ` and ${parked.length - mostTold} others` : '';
  return `${total('messages')} messages and ${total('events')} events of read models are parked: ${each.join(', ')}${more}.`;
}

/** How much is parked, by message and read model; undefined where the database does not say so in time. */
async function parkedOf(database: Database): Promise<readonly Parked[] | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => (timer = setTimeout(() => resolve(undefined), patience)));
  const counted = database
    .query<Parked>(
      `select 'messages' as kind, type as name, count(*)::int as count from parked_messages group by type
       union all select 'events', coalesce(v.name, p.subscription), count(*)::int from parked_events p left join views v on p.subscription = 'view:' || v.serving group by 2
       order by count desc, name`,
    )
    .then(
      ({ rows }) => rows,
      () => undefined,
    );
  try {
    return await Promise.race([counted, late]);
  } finally {
    clearTimeout(timer);
  }
}
