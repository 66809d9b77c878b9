import { beginning, isAtOrAfter, type Position, type Recorded } from './envelope.js';
import type { Feed } from './feed.js';
import { OrderFault, OrderWatch } from './log.js';

/** What a follower does with the log, apart from following it. */
export interface Following {
  name: string;
  /** Where it stands according to the database. */
  load(): Promise<Position>;
  /**
   * Does what follows from the page and records `to` in the same transaction, provided that the record still says `from`.
   * False: somebody else moved it on meanwhile; the follower then loads its place again.
   */
  apply(events: readonly Recorded[], from: Position, to: Position): Promise<boolean>;
}

/** Follows a context's log in its one order, page by page, and tells how far it has come. */
export class Follower {
  position: Position = beginning;
  private waiting: { position: Position; reached: () => void }[] = [];
  private stopping = false;
  private running: Promise<void> | undefined;
  private order = new OrderWatch();
  private trouble: string | undefined;
  private stopPause: (() => void) | undefined;

  constructor(
    private readonly feed: Feed,
    readonly following: Following,
    private readonly options: { pageSize?: number; onTrouble: (follower: string, error: unknown) => void },
  ) {}

  get name(): string {
    return this.following.name;
  }

  start(): void {
    this.running ??= this.follow();
  }

  async stop(): Promise<void> {
    this.stopping = true;
    this.stopPause?.();
    await this.running;
  }

  /** Why it does not advance, in a sentence; undefined while it does. */
  problem(): string | undefined {
    return this.trouble;
  }

  /** True once it has come to the position, false at the deadline (epoch milliseconds). */
  reached(position: Position, deadline: number): Promise<boolean> {
    if (isAtOrAfter(this.position, position)) return Promise.resolve(true);
    return new Promise((resolve) => {
      const entry = { position, reached: () => settle(true) };
      const timer = setTimeout(() => settle(false), Math.max(0, deadline - Date.now()));
      const settle = (answer: boolean) => {
        clearTimeout(timer);
        this.waiting = this.waiting.filter((other) => other !== entry);
        resolve(answer);
      };
      this.waiting.push(entry);
    });
  }

  private async follow(): Promise<void> {
    let failures = 0;
    let loaded = false;
    while (!this.stopping) {
      try {
        if (!loaded) this.position = await this.following.load();
        loaded = true;
        const limit = this.options.pageSize ?? 2_000;
        const page = await this.feed.page(this.position, limit);
        const last = page[page.length - 1];
        if (!last) {
          this.trouble = undefined;
          await this.feed.next();
          continue;
        }
        this.order.check(page);
        if (await this.following.apply(page, this.position, last.position)) this.advance(last.position);
        else {
          loaded = false;
          this.order = new OrderWatch();
        }
        failures = 0;
        this.trouble = undefined;
      } catch (error) {
        this.trouble = error instanceof Error ? error.message : String(error);
        this.options.onTrouble(this.name, error);
        if (error instanceof OrderFault) return;
        // Its place, or the table it writes, may be another by now: a read model was made again and swapped in.
        loaded = false;
        this.order = new OrderWatch();
        failures += 1;
        await this.pause(Math.min(5_000, 50 * 2 ** failures));
      }
    }
  }

  private advance(position: Position): void {
    this.position = position;
    for (const entry of [...this.waiting]) if (isAtOrAfter(position, entry.position)) entry.reached();
  }

  private pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.stopPause = () => {
        clearTimeout(timer);
        resolve();
      };
      if (this.stopping) this.stopPause();
    });
  }
}

/** Reads a checkpoint; the beginning where there is none. */
export const loadCheckpoint = async (database: { query: (text: string, values: unknown[]) => Promise<{ rows: { at: string }[] }> }, subscription: string): Promise<Position> =>
  (await database.query("select xid::text || ':' || position as at from checkpoints where subscription = $1", [subscription])).rows[0]?.at ?? beginning;

/** SQL that moves checkpoint $1 from ($2, $3) to ($4, $5), for use in a `with moved as (…)`; it returns a row when it moved. */
export const moveCheckpoint = (from: Position): string =>
  from === beginning
    ? `insert into checkpoints as c (subscription, xid, position) values ($1, $4::text::xid8, $5::bigint)
       on conflict (subscription) do update set xid = excluded.xid, position = excluded.position, updated_at = now()
         where (c.xid, c.position) = ($2::text::xid8, $3::bigint) returning 1`
    : `update checkpoints set xid = $4::text::xid8, position = $5::bigint, updated_at = now()
        where subscription = $1 and (xid, position) = ($2::text::xid8, $3::bigint) returning 1`;

export const checkpointParameters = (subscription: string, from: Position, to: Position): string[] => [subscription, ...from.split(':'), ...to.split(':')];
