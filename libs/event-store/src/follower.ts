import { messageOf } from '@stipple/text';
import { beginning, isAtOrAfter, type Position, type Recorded } from './envelope.js';
import type { Feed } from './feed.js';
import { OrderFault, OrderWatch } from './log.js';

/** The work of one reader of the log. */
export interface Following {
  name: string;
  /** The stored position. Undefined where this process holds none of the work. */
  load(): Promise<Position | undefined>;
  /**
   * Works on a page and records `to` in the same transaction, provided that the record still says `from`. False where
   * another process has moved it; the follower then loads its position again.
   */
  apply(events: readonly Recorded[], from: Position, to: Position): Promise<boolean>;
  /** Records a position that is not recorded yet, after a while without events. False as for `apply`. */
  rest?(to: Position): Promise<boolean>;
  /** Whether shares have changed hands since `load`, so that it has to be loaded again. */
  isStale?(): boolean;
  /** Resolves when shares have changed hands since `load`. */
  shared?(): Promise<void>;
}

/** The quiet time after which positions that are only in memory are recorded, in milliseconds. */
const restAfter = 2_000;

/** Follows a context's log in its one order, page by page. */
export class Follower {
  position: Position = beginning;
  private waiting: { position: Position; reached: () => void }[] = [];
  private stopping = false;
  private sayStopped: () => void = () => undefined;
  private readonly stopped = new Promise<void>((resolve) => (this.sayStopped = resolve));
  private running: Promise<void> | undefined;
  private order = new OrderWatch();
  private trouble: string | undefined;
  /** Whether other processes hold all the work, so that its position means nothing. */
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

  /** The reason, in a sentence, why it does not advance. Undefined while it does. */
  problem(): string | undefined {
    return this.trouble;
  }

  /**
   * True once it has come to the position in all shares of this process. False at the deadline (epoch milliseconds).
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
        // A reader that is behind has its next page read while it works on this one.
        if (page.length === limit) void this.feed.page(last.position, limit);
        if (await this.following.apply(page, this.position, last.position)) this.advance(last.position);
        else loaded = false;
        failures = 0;
        this.trouble = undefined;
      } catch (error) {
        this.trouble = messageOf(error);
        this.options.onTrouble(this.name, error);
        if (error instanceof OrderFault) return;
        // Its position or its table may have changed: a read model was made again and swapped in.
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
   * A share that was just won may stand further back than those held before. Until its position is loaded, nothing is
   * reached.
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
