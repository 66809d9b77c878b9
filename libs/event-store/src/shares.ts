import { randomUUID } from 'node:crypto';
import type { Database } from './database.js';

/** Into how many shares a context's keys fall. Stored in every database: it never changes. */
const count = 16;

const everyShare: readonly number[] = Array.from({ length: count }, (_, share) => share);

/** The share, 0 to 15, that a key falls into, for ever the same (FNV-1a, its halves folded together). */
export function shareOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < key.length; at += 1) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
  return ((hash >>> 16) ^ hash) & (count - 1);
}

export interface SharesOptions {
  database: Database;
  /** Those that share work with each other; others of the same context share apart from them. */
  crew?: string;
  /** Whether other processes may take part. Without, this one takes everything at once and keeps it. */
  peers: boolean;
  onTrouble: (error: unknown) => void;
  /** Told whenever what is held changed, to wake those who work on it. */
  changed?: () => void;
  /**
   * After how long without a sign of life a process has lost its shares, in milliseconds; by default 5 s. It gives one
   * five times as often.
   */
  patience?: number;
}

/**
 * Which shares of a context's work are this process's: one owner at a time, taken over when an owner is not heard of
 * any more.
 */
export class Shares {
  /**
   * What this process is called among the others. A process that was given up comes back under the same name with
   * nothing.
   */
  readonly member: string = randomUUID();
  /** Grows whenever what is held changes; who loaded its places under another generation loads them again. */
  generation = 0;
  /** How many processes share the work, as last heard. */
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

  /** The shares held, each with the epoch that a write has to name. */
  get held(): ReadonlyMap<number, string> {
    return this.owned;
  }

  /** Shares that others hold, or nobody. */
  get others(): readonly number[] {
    return everyShare.filter((share) => !this.owned.has(share));
  }

  /** False once the others may have replaced this process: it was frozen, or cut off from the database. */
  get isCurrent(): boolean {
    return !this.options.peers || performance.now() - this.confirmed < this.patience;
  }

  /** Takes part. Where the database does not answer, that is told and tried again. */
  async start(): Promise<void> {
    await this.keep();
  }

  /** Resolves when what is held has changed since that generation. */
  changed(since: number): Promise<void> {
    if (this.generation !== since) return Promise.resolve();
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  /** Gives back what is held; who works on it has to have stopped. */
  async stop(): Promise<void> {
    this.stopping = true;
    clearTimeout(this.timer);
    await this.keeping;
    this.hold(new Map());
    try {
      await this.options.database.query('select leave_shares($1, $2)', [this.crew, this.member]);
    } catch (error) {
      // Nobody waits for it longer than for a process that died.
      this.options.onTrouble(error);
    }
  }

  private get crew(): string {
    return this.options.crew ?? 'service';
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
        values: [this.crew, this.member, peers ? this.patience : 0],
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

/** What a reader needs that shares its work with nobody, such as one that makes a table of its own. */
export const wholeWork: Pick<Shares, 'held' | 'member' | 'members' | 'generation' | 'isCurrent' | 'changed'> = {
  held: new Map(everyShare.map((share) => [share, ''])),
  member: '',
  members: 1,
  generation: 0,
  isCurrent: true,
  changed: () => new Promise(() => undefined),
};
