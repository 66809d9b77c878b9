import { gateOf, isUnavailable, OrderFault, type Database, type Gate, type Follower } from '@stipple/event-store';
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
    this.reasons.set(name, { sentence: `${name} could not be made again: ${error instanceof Error ? error.message : String(error)}`, restartHelps: isUnavailable(error) });
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
  const [parked, gate] = await Promise.all([inTime(parkedOf(database)), inTime(gateOf(database))]);
  const stuck = followers.flatMap((follower) => (follower.problem() === undefined ? [] : [`${follower.name}: ${follower.problem()}`]));
  const readers = [...new Set([...stopped.all(), ...stuck])];
  const part = (problem: string | undefined): PartHealth => (problem === undefined ? { ok: true } : { ok: false, detail: problem });
  return {
    database: part(parked === undefined ? 'The database cannot be reached.' : undefined),
    broker: part(broker.problem()),
    readers: part(readers.length === 0 ? undefined : readers.join('; ')),
    gate: part(gate && shut(gate)),
    parked: parked && parked.messages + parked.events + parked.outgoing > 0 ? { ok: true, detail: sentenceOf(parked) } : { ok: true },
  };
}

/** How long readers may have to wait for another's transaction before that is a fault, in seconds. */
const longestShut = 15;

/** Why readers of the log stand still although nothing is wrong with them. */
const shut = ({ events, seconds, holder }: Gate): string | undefined =>
  seconds < longestShut ? undefined : `${events} events have waited for ${Math.round(seconds)} s behind a transaction that is open still${holder === undefined ? '' : `: ${holder}`}.`;

interface Parked {
  messages: number;
  events: number;
  outgoing: number;
}

const sentenceOf = ({ messages, events, outgoing }: Parked): string =>
  `${messages} messages and ${events} events of read models are parked${outgoing > 0 ? `, and ${outgoing} messages of its own that could not be sent` : ''}.`;

async function parkedOf(database: Database): Promise<Parked> {
  const { rows } = await database.query<Parked>(
    'select (select count(*)::int from parked_messages) as messages, (select count(*)::int from parked_events) as events, (select count(*)::int from parked_outgoing) as outgoing',
  );
  return rows[0] ?? { messages: 0, events: 0, outgoing: 0 };
}

/** What was asked of the database; undefined where it does not say so in time. */
async function inTime<T>(asked: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => (timer = setTimeout(() => resolve(undefined), patience)));
  try {
    return await Promise.race([asked.then((found) => found, () => undefined), late]);
  } finally {
    clearTimeout(timer);
  }
}
