import type { Database } from './database.js';
import { isAtOrAfter, type Position } from './envelope.js';
import type { Shares } from './shares.js';

/** Milliseconds between two looks at the progress of the others. */
const shortest = 4;
const longest = 50;

/** The progress of the read models in the shares that other processes hold. */
export class Elsewhere {
  private waiting: { position: Position; settle: (reached: boolean) => void }[] = [];
  private looking = false;

  constructor(
    private readonly database: Database,
    private readonly shares: Pick<Shares, 'others'>,
    /** The read models to wait for: those that this process follows too. */
    private readonly subscriptions: () => readonly string[],
  ) {}

  /**
   * True once every read model has come to the position in all shares of others. False at the deadline (epoch
   * milliseconds).
   */
  reached(position: Position, deadline: number): Promise<boolean> {
    if (this.shares.others.length === 0) return Promise.resolve(true);
    return new Promise((resolve) => {
      const entry = { position, settle: (reached: boolean) => settle(reached) };
      const timer = setTimeout(() => settle(false), Math.max(0, deadline - Date.now()));
      const settle = (reached: boolean) => {
        clearTimeout(timer);
        this.waiting = this.waiting.filter((other) => other !== entry);
        resolve(reached);
      };
      this.waiting.push(entry);
      if (!this.looking) void this.look();
    });
  }

  /** Looks once for everybody who waits. */
  private async look(): Promise<void> {
    this.looking = true;
    try {
      for (let pause = shortest; this.waiting.length > 0; pause = Math.min(longest, pause * 2)) {
        const earliest = await this.earliest();
        for (const { position, settle } of [...this.waiting])
          if (earliest === undefined || isAtOrAfter(earliest, position)) settle(true);
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    } catch {
      // The database is away. Its next reader reports that; nobody is kept waiting here.
      for (const { settle } of [...this.waiting]) settle(false);
    } finally {
      this.looking = false;
    }
    if (this.waiting.length > 0) void this.look();
  }

  private async earliest(): Promise<Position | undefined> {
    const { others } = this.shares;
    if (others.length === 0) return undefined;
    const { rows } = await this.database.query<{ at: Position }>(
      `select coalesce(c.xid, '0'::xid8)::text || ':' || coalesce(c.position, 0) as at from unnest($1::text[]) v cross join unnest($2::int[]) s
         left join checkpoints c on c.subscription = v and c.share = s order by c.xid nulls first, c.position limit 1`,
      [this.subscriptions(), others],
    );
    return rows[0]?.at;
  }
}
