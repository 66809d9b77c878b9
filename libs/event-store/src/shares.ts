import { randomUUID } from 'node:crypto';
import type { Database } from './database.js';

/** The number of shares into which a context's keys fall. Stored in every database: it never changes. */
const count = 16;

const everyShare: readonly number[] = Array.from({ length: count }, (_, share) => share);

/** The share of a key, 0 to 15, the same for ever (FNV-1a, its halves folded together). */
export function shareOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < key.length; at += 1) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
  return ((hash >>> 16) ^ hash) & (count - 1);
}

export interface SharesOptions {
  database: Database;
  /** The name of the group that divides the work. Other groups of the same context divide it for themselves. */
  group?: string;
  /** Whether other processes may take part. Otherwise this one takes everything at once and keeps it. */
  peers: boolean;
  onTrouble: (error: unknown) => void;
  /** Called whenever the held shares have changed, to wake their workers. */
  changed?: () => void;
  /**
   * The time without a sign of life after which a process loses its shares, in milliseconds; by default 5 s. It gives a
   * sign five times as often.
   */
  patience?: number;
}

/**
 * The shares of a context's work that this process holds. A share has one owner at a time; others take it over when the
 * owner gives no sign of life.
 */
export class Shares {
  /**
   * The name of this process among the others. After it was given up it comes back under the same name, with nothing.
   */
  readonly member: string = randomUUID();
  /** Grows whenever the held shares change. Places loaded under another generation have to be loaded again. */
  generation = 0;
  /** The number of processes that divide the work, as last known. */
  members = 1;
  private owned: ReadonlyMap<number, string> = new Map();
  private confirmed = -Infinity;
  private timer: NodeJS.Timeout | undefined;
  private keeping: Promise<void> | undefined;
  private stopping = false;
  private waiting: (() => void)[] = [];

  constructor(private readonly options: SharesOptions) {}

  private get patience(): number {
    return this.options.patience ?? 5_000;
  }

  /** The held shares, each with the epoch that a write has to name. */
  get held(): ReadonlyMap<number, string> {
    return this.owned;
  }

  /** The shares that others hold, or nobody. */
  get others(): readonly number[] {
    return everyShare.filter((share) => !this.owned.has(share));
  }

  /** False once the others may have replaced this process, because it was frozen or cut off from the database. */
  get isCurrent(): boolean {
    return !this.options.peers || performance.now() - this.confirmed < this.patience;
  }

  /** Takes part. If the database does not answer, that is reported and tried again. */
  async start(): Promise<void> {
    await this.keep();
  }

  /** Resolves when the held shares have changed since that generation. */
  changed(since: number): Promise<void> {
    if (this.generation !== since) return Promise.resolve();
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  /** Gives back the held shares. Their workers have to have stopped. */
  async stop(): Promise<void> {
    this.stopping = true;
    clearTimeout(this.timer);
    await this.keeping;
    this.hold(new Map());
    try {
      await this.options.database.query('select leave_shares($1, $2)', [this.group, this.member]);
    } catch (error) {
      // Not fatal: the others take these shares over after `patience`, as if we had crashed.
      this.options.onTrouble(error);
    }
  }

  private get group(): string {
    return this.options.group ?? 'service';
  }

  private keep(): Promise<void> {
    this.keeping = this.ask();
    return this.keeping;
  }

  private async ask(): Promise<void> {
    const asked = performance.now();
    const { database, peers, onTrouble } = this.options;
    let well = true;
    try {
      const { rows } = await database.query<{ share: number; epoch: string; members: number }>({
        name: 'keep_shares',
        text: "select share, epoch::text, members from keep_shares($1, $2, $3 * interval '1 millisecond')",
        values: [this.group, this.member, peers ? this.patience : 0],
      });
      this.confirmed = asked;
      this.members = rows[0]?.members ?? this.members;
      const now = new Map(rows.map(({ share, epoch }) => [share, epoch]));
      if (now.size !== this.owned.size || [...now].some(([share, epoch]) => this.owned.get(share) !== epoch))
        this.hold(now);
    } catch (error) {
      well = false;
      onTrouble(error);
    }
    if (this.stopping || (well && !peers)) return;
    this.timer = setTimeout(() => void this.keep(), this.patience / 5).unref();
  }

  private hold(shares: ReadonlyMap<number, string>): void {
    this.owned = shares;
    this.generation += 1;
    const waiting = this.waiting;
    this.waiting = [];
    for (const resume of waiting) resume();
    this.options.changed?.();
  }
}

/** The shares of a reader that works alone, such as one that makes a new table. */
export const wholeWork: Pick<Shares, 'held' | 'member' | 'members' | 'generation' | 'isCurrent' | 'changed'> = {
  held: new Map(everyShare.map((share) => [share, ''])),
  member: '',
  members: 1,
  generation: 0,
  isCurrent: true,
  changed: () => new Promise(() => undefined),
};
