import { appendColumns, appendedOf, appendParameters, type Append, type Appended, type AppendRow } from './append.js';
import { isConnectionLoss, type Database } from './database.js';

/** The store cannot take the command now; with the same `commandId` it can safely be sent again. */
export class StoreUnavailable extends Error {
  override name = 'StoreUnavailable';
}

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

/**
 * Appends many commands in one round trip. A lone command goes at once; while calls are under way the next ones gather.
 * A stream stands at most once in all calls under way, so two commands of one stream never race within this process.
 */
export class Batcher {
  private readonly waiting: Waiting[] = [];
  private readonly busyStreams = new Set<string>();
  private running = 0;

  constructor(
    private readonly database: Database,
    private readonly limits: BatchLimits = batchLimits,
    private readonly observe: (size: number) => void = () => undefined,
  ) {}

  get queued(): number {
    return this.waiting.length;
  }

  append(append: Append): Promise<Appended> {
    if (this.waiting.length >= this.limits.queue) return Promise.reject(new StoreUnavailable('Too many commands are waiting to be stored. Try again in a moment.'));
    return new Promise((settle, fail) => {
      this.waiting.push({ append, settle, fail });
      if (this.waiting.length === 1) setImmediate(() => this.start());
    });
  }

  private start(): void {
    while (this.running < this.limits.calls && this.waiting.length > 0) {
      const batch = this.take();
      if (batch.length === 0) return;
      this.running += 1;
      for (const { append } of batch) this.busyStreams.add(append.stream);
      void this.store(batch).finally(() => {
        for (const { append } of batch) this.busyStreams.delete(append.stream);
        this.running -= 1;
        this.start();
      });
    }
  }

  private take(): Waiting[] {
    const batch: Waiting[] = [];
    const streams = new Set<string>();
    const left: Waiting[] = [];
    let bytes = 0;
    for (const entry of this.waiting) {
      const size = entry.append.events.reduce((sum, event) => sum + event.data.length, 0);
      const fits = batch.length < this.limits.commands && (batch.length === 0 || bytes + size <= this.limits.bytes);
      if (!fits || streams.has(entry.append.stream) || this.busyStreams.has(entry.append.stream)) {
        left.push(entry);
        continue;
      }
      streams.add(entry.append.stream);
      bytes += size;
      batch.push(entry);
    }
    this.waiting.splice(0, this.waiting.length, ...left);
    return batch;
  }

  private async store(batch: readonly Waiting[]): Promise<void> {
    try {
      const { rows } = await this.database.query<AppendRow>({
        name: 'append_batch',
        text: `select ix, status, version, position_reached from append_batch(${appendColumns})`,
        values: appendParameters(batch.map(({ append }) => append)),
      });
      this.observe(batch.length);
      for (const row of rows) batch[row.ix - 1]?.settle(appendedOf(row));
    } catch (error) {
      if (batch.length > 1 && !isConnectionLoss(error)) {
        for (const entry of batch) await this.store([entry]);
        return;
      }
      const reason = isConnectionLoss(error)
        ? new StoreUnavailable('The database did not answer. Whether this was stored shows when the same command is sent again.', { cause: error })
        : error instanceof Error
          ? error
          : new Error(String(error));
      for (const { fail } of batch) fail(reason);
    }
  }
}
