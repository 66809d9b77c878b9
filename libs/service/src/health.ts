import { isConnectionLoss, OrderFault, type Database, type Follower } from '@stipple/event-store';
import type { Broker } from '@stipple/messaging';

export interface PartHealth {
  ok: boolean;
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

  /** The log was found to be a copy that cannot be read on: nothing is written any more, and a new process says so at its start. */
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

/** What a context needs, and whether it is there. What is parked is told and stops nobody. */
export async function healthOf({ database, broker, followers, stopped }: { database: Database; broker: Broker; followers: readonly Follower[]; stopped: Stopped }): Promise<Record<string, PartHealth>> {
  const parked = await parkedOf(database);
  const stuck = followers.flatMap((follower) => (follower.problem() === undefined ? [] : [`${follower.name}: ${follower.problem()}`]));
  const readers = [...new Set([...stopped.all(), ...stuck])];
  const part = (problem: string | undefined): PartHealth => (problem === undefined ? { ok: true } : { ok: false, detail: problem });
  return {
    database: part(parked === undefined ? 'The database cannot be reached.' : undefined),
    broker: part(broker.problem()),
    readers: part(readers.length === 0 ? undefined : readers.join('; ')),
    parked: parked && parked.messages + parked.events > 0 ? { ok: true, detail: `${parked.messages} messages and ${parked.events} events of read models are parked.` } : { ok: true },
  };
}

interface Parked {
  messages: number;
  events: number;
}

/** How much is parked; undefined where the database does not say so in time. */
async function parkedOf(database: Database): Promise<Parked | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => (timer = setTimeout(() => resolve(undefined), patience)));
  const counted = database.query<Parked>('select (select count(*)::int from parked_messages) as messages, (select count(*)::int from parked_events) as events').then(
    ({ rows }) => rows[0] ?? { messages: 0, events: 0 },
    () => undefined,
  );
  try {
    return await Promise.race([counted, late]);
  } finally {
    clearTimeout(timer);
  }
}
