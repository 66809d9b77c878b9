import { beginning, isAtOrAfter, type Position, type Recorded } from './envelope.js';
import type { Feed } from './feed.js';
import { OrderFault, OrderWatch } from './log.js';

/** What a follower does with the log, apart from following it. */
export interface Following {
  name: string;
  /** Where it stands according to the database; undefined where none of the work is this process's. */
  load(): Promise<Position | undefined>;
  /**
   * Does what follows from the page and records `to` in the same transaction, provided that the record still says
   * `from`. False: somebody else moved it on meanwhile; the follower then loads its place again.
   */
  apply(events: readonly Recorded[], from: Position, to: Position): Promise<boolean>;
  /** Nothing has come for a while: records a place that is not recorded yet. False as for `apply`. */
  rest?(to: Position): Promise<boolean>;
  /** Whether the work was shared out anew since `load`, and so has to be loaded again. */
  isStale?(): boolean;
  /** Resolves when the work was shared out anew since `load`. */
  shared?(): Promise<void>;
}

/** How long nothing has to come before places that only live in memory are recorded, in milliseconds. */
const restAfter = 2_000;

/** Follows a context's log in its one order, page by page, and tells how far it has come. */
export class Follower {
  position: Position = beginning;
  private waiting: { position: Position; reached: () => void }[] = [];
  private stopping = false;
  private sayStopped: () => void = () => undefined;
  private readonly stopped = new Promise<void>((resolve) => (this.sayStopped = resolve));
  private running: Promise<void> | undefined;
  private order = new OrderWatch();
  private trouble: string | undefined;
  /** Whether all the work is others', so that its position means nothing. */
  isIdle = false;
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
    this.sayStopped();
    this.stopPause?.();
    await this.running;
  }

  /** Why it does not advance, in a sentence; undefined while it does. */
  problem(): string | undefined {
    return this.trouble;
  }

  /**
   * True once it has come to the position in all that is this process's, false at the deadline (epoch milliseconds).
   */
  reached(position: Position, deadline: number): Promise<boolean> {
    if (this.has(position)) return Promise.resolve(true);
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
    let rested = false;
    let swaps = this.feed.swaps;
    while (!this.stopping) {
      try {
        if (this.following.isStale?.() || swaps !== this.feed.swaps) loaded = false;
        if (!loaded) {
          this.order = new OrderWatch();
          swaps = this.feed.swaps;
          const position = await this.following.load();
          this.isIdle = position === undefined;
          if (position !== undefined) this.position = position;
          this.release();
          if (position === undefined) {
            this.trouble = undefined;
            await Promise.race([this.following.shared?.(), this.stopped]);
            continue;
          }
        }
        loaded = true;
        const limit = this.options.pageSize ?? 2_000;
        const page = await this.feed.page(this.position, limit);
        const last = page[page.length - 1];
        if (!last) {
          this.trouble = undefined;
          failures = 0;
          if (
            (await Promise.race([this.feed.next(this.position, rested ? undefined : restAfter), this.stopped])) ===
            false
          ) {
            rested = true;
            loaded = (await this.following.rest?.(this.position)) !== false;
          }
          continue;
        }
        rested = false;
        this.order.check(page);
        // Who is behind has the next page read while this one is worked on; it is then there to be asked for.
        if (page.length === limit) void this.feed.page(last.position, limit);
        if (await this.following.apply(page, this.position, last.position)) this.advance(last.position);
        else loaded = false;
        failures = 0;
        this.trouble = undefined;
      } catch (error) {
        this.trouble = error instanceof Error ? error.message : String(error);
        this.options.onTrouble(this.name, error);
        if (error instanceof OrderFault) return;
        // Its place, or the table it writes, may be another by now: a read model was made again and swapped in.
        loaded = false;
        failures += 1;
        await this.pause(Math.min(5_000, 50 * 2 ** failures));
      }
    }
  }

  private advance(position: Position): void {
    this.position = position;
    this.release();
  }

  private release(): void {
    for (const entry of [...this.waiting]) if (this.has(entry.position)) entry.reached();
  }

  /**
   * What was just won may stand further back than what was held before: until its place is loaded, nothing is reached.
   */
  private has(position: Position): boolean {
    return !this.following.isStale?.() && (this.isIdle || isAtOrAfter(this.position, position));
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
