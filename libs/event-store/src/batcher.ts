import {
  appendColumns,
  appendedMany,
  appendParameters,
  type Append,
  type Appended,
  type AppendedMany,
} from './append.js';
import { failureOf, isUnavailable, StoreUnavailable, troubleOf, type Database } from './database.js';

interface Waiting {
  append: Append;
  settle: (appended: Appended) => void;
  fail: (error: Error) => void;
}

export interface BatchLimits {
  /** Commands in one call. */
  commands: number;
  /** Bytes of event data in one call; one larger command goes alone. */
  bytes: number;
  /** Calls under way at once. */
  calls: number;
  /** Commands waiting; one more is refused at once. */
  queue: number;
}

const batchLimits: BatchLimits = { commands: 256, bytes: 4_000_000, calls: 3, queue: 10_000 };

/** The number of events that are worth a call of their own. A call costs about as much as ten events. */
const worthACall = 16;
/**
 * The number of events with which a call is large enough. Further events go into the next call, which this process
 * prepares while the database works on the first.
 */
const enoughForACall = 256;
/** How long fewer events wait for more while calls are under way, in milliseconds. */
const gatherMilliseconds = 1;

/**
 * Appends many commands in one round trip. A lone command goes at once. While calls are under way, the next commands
 * gather until they are enough for a call, a call ends, or a millisecond has passed. A call takes everything that
 * waits, up to the size at which its own cost no longer matters: one large call waits for the disk once. A stream or a
 * command's id stands at most once in all calls under way, so two commands of one stream never race within this
 * process.
 */
export class Batcher {
  private waiting: Waiting[] = [];
  private readonly busy = new Set<string>();
  private running = 0;
  /** The number of waiting events; a command without events counts as one. */
  private weight = 0;
  private gathering: NodeJS.Timeout | undefined;

  constructor(
    private readonly database: Database,
    private readonly limits: BatchLimits = batchLimits,
    private readonly observe: (size: number) => void = () => undefined,
  ) {}

  get queued(): number {
    return this.waiting.length;
  }

  append(append: Append): Promise<Appended> {
    if (this.waiting.length >= this.limits.queue)
      return Promise.reject(new StoreUnavailable('Too many commands are waiting to be stored. Try again in a moment.'));
    return new Promise((settle, fail) => {
      this.waiting.push({ append, settle, fail });
      this.weight += weightOf(append);
      if (this.waiting.length === 1 || (this.gathering && this.weight >= worthACall)) setImmediate(() => this.start());
    });
  }

  private start(gathered = false): void {
    while (this.running < this.limits.calls && this.waiting.length > 0) {
      if (this.running > 0 && this.weight < worthACall && !gathered) {
        this.gathering ??= setTimeout(() => this.gathered(), gatherMilliseconds);
        return;
      }
      const batch = this.take();
      if (batch.length === 0) return;
      this.running += 1;
      for (const { append } of batch) for (const name of namesOf(append)) this.busy.add(name);
      void this.store(batch).finally(() => {
        for (const { append } of batch) for (const name of namesOf(append)) this.busy.delete(name);
        this.running -= 1;
        this.start();
      });
    }
    clearTimeout(this.gathering);
    this.gathering = undefined;
  }

  private gathered(): void {
    this.gathering = undefined;
    this.start(true);
  }

  private take(): Waiting[] {
    let weight = 0;
    const batch: Waiting[] = [];
    const names = new Set<string>();
    const left: Waiting[] = [];
    let bytes = 0;
    let next = 0;
    for (
      ;
      next < this.waiting.length &&
      batch.length < this.limits.commands &&
      weight < enoughForACall &&
      bytes < this.limits.bytes;
      next += 1
    ) {
      const entry = this.waiting[next] as Waiting;
      const own = namesOf(entry.append);
      const size = entry.append.events.reduce((sum, event) => sum + event.data.length, 0);
      if (
        (batch.length > 0 && bytes + size > this.limits.bytes) ||
        own.some((name) => names.has(name) || this.busy.has(name))
      ) {
        left.push(entry);
        // Later commands of its stream stay behind it.
        for (const name of own) names.add(name);
        continue;
      }
      for (const name of own) names.add(name);
      bytes += size;
      weight += weightOf(entry.append);
      batch.push(entry);
    }
    this.weight -= weight;
    this.waiting = left.concat(this.waiting.slice(next));
    return batch;
  }

  private async store(batch: readonly Waiting[]): Promise<void> {
    try {
      const appends = batch.map(({ append }) => append);
      const { rows } = await this.database.query<AppendedMany>({
        name: 'append_many',
        text: `select statuses, versions, places, xid from append_many(${appendColumns})`,
        values: appendParameters(appends),
      });
      const [answer] = rows;
      if (!answer) throw new Error('The database answered an append with nothing.');
      this.observe(batch.length);
      appendedMany(appends, answer).forEach((appended, index) => batch[index]?.settle(appended));
    } catch (error) {
      const trouble = troubleOf(error);
      if (trouble === 'conflict' && batch.length === 1) return batch[0]?.settle({ status: 'conflict', version: 0 });
      if (trouble === 'unavailable' || batch.length === 1) return this.fail(batch, error);
      await this.storeEach(batch);
    }
    return undefined;
  }

  /**
   * Stores each command alone after one of several was refused. Where the database then cannot answer, the rest fails
   * at once.
   */
  private async storeEach(batch: readonly Waiting[]): Promise<void> {
    let lost: unknown;
    for (const [index, entry] of batch.entries()) {
      const { fail } = entry;
      await this.store([{ ...entry, fail: (error) => (fail(error), (lost = isUnavailable(error) ? error : lost)) }]);
      if (lost !== undefined) return this.fail(batch.slice(index + 1), lost);
    }
  }

  private fail(batch: readonly Waiting[], error: unknown): void {
    const reason = failureOf(error);
    for (const { fail } of batch) fail(reason);
  }
}

/** The names of a command, of which each may stand in one call at a time. */
const namesOf = ({ stream, command }: Append): readonly string[] => (command ? [stream, command.id] : [stream]);

const weightOf = ({ events }: Append): number => Math.max(1, events.length);
