import type { Database } from './database.js';
import { beginning, isAtOrAfter, type Position } from './envelope.js';
import type { wholeWork } from './shares.js';

type Work = typeof wholeWork;

interface Place {
  epoch: string;
  /** The place that the database holds. */
  written: Position;
  /** The place that this process has come to. Nothing between the two concerned the share. */
  reached: Position;
}

/** The places of one reader of the log, one for each share of the work that this process holds. */
export class Places {
  private readonly places = new Map<number, Place>();
  private generation = -1;
  private movedAt = 0;

  constructor(
    private readonly database: Database,
    private readonly work: Work,
  ) {}

  /** Whether shares were won or lost since the places were loaded. */
  get isStale(): boolean {
    return this.generation !== this.work.generation;
  }

  /** Resolves when shares were won or lost since the places were loaded. */
  shared(): Promise<void> {
    return this.work.changed(this.generation);
  }

  /**
   * Reads the places of the held shares. Answers the earliest, from which reading goes on. Undefined where none is
   * held.
   */
  async load(subscription: string): Promise<Position | undefined> {
    this.places.clear();
    const { held, generation } = this.work;
    this.generation = generation;
    if (held.size === 0) return undefined;
    const shares = [...held.keys()];
    await this.database.query(
      "insert into checkpoints (subscription, share, xid, position) select $1, s, '0', 0 from unnest($2::int[]) s on conflict do nothing",
      [subscription, shares],
    );
    const { rows } = await this.database.query<{ share: number; at: string }>(
      "select share, xid::text || ':' || position as at from checkpoints where subscription = $1 and share = any ($2::int[])",
      [subscription, shares],
    );
    for (const { share, at } of rows)
      this.places.set(share, { epoch: held.get(share) ?? '', written: at, reached: at });
    return rows.reduce<Position | undefined>(
      (earliest, { at }) => (earliest === undefined || isAtOrAfter(earliest, at) ? at : earliest),
      undefined,
    );
  }

  /** Answers whether an event, of a page read from `from` on, is still to be done for a share. */
  after(from: Position): (share: number, position: Position) => boolean {
    const further = new Map(
      [...this.places].flatMap(([share, { reached }]) => (reached === from ? [] : [[share, reached] as const])),
    );
    return (share, position) => {
      if (!this.places.has(share)) return false;
      const reached = further.get(share);
      return reached === undefined || !isAtOrAfter(reached, position);
    };
  }

  /**
   * The shares whose places have to be written after a page up to `to`: those that the page touched. All of them after
   * a large page, every five seconds, and where other processes wait for this one.
   */
  due(touched: ReadonlySet<number>, events: number, to: Position): readonly number[] {
    if (this.work.members === 1 && events < 1_000 && Date.now() - this.movedAt < 5_000) return [...touched];
    return this.behind(to);
  }

  /** The shares whose stored places lie before `to`. */
  behind(to: Position): readonly number[] {
    return [...this.places].flatMap(([share, { reached, written }]) =>
      isAtOrAfter(reached, to) && (reached !== to || written === to) ? [] : [share],
    );
  }

  /**
   * SQL for a `with moved as (…)`. It moves shares to `to` where their stored place is the one that this process left,
   * and this process still owns them. It returns each `share` that moved. Parameters are numbered from `first`.
   */
  move(
    subscription: string,
    shares: readonly number[],
    to: Position,
    first = 1,
  ): { sql: string; parameters: unknown[] } {
    const places = shares.map((share) => this.places.get(share) ?? { written: beginning, epoch: '' });
    const p = (nth: number) => `$${first + nth}`;
    return {
      sql: `update checkpoints c set xid = ${p(1)}::text::xid8, position = ${p(2)}::bigint, updated_at = now()
        from unnest(${p(3)}::int[], ${p(4)}::text[], ${p(5)}::bigint[], ${p(6)}::text[]) f(share, xid, position, epoch)
        where c.subscription = ${p(0)} and c.share = f.share and (c.xid, c.position) = (f.xid::xid8, f.position)
          and (f.epoch = '' or exists (select 1 from shares s
            where s.share = f.share and s.member = ${p(7)}::text::uuid and s.epoch = f.epoch::bigint)) returning c.share`,
      parameters: [
        subscription,
        ...to.split(':'),
        shares,
        places.map(({ written }) => written.split(':')[0]),
        places.map(({ written }) => written.split(':')[1]),
        places.map(({ epoch }) => epoch),
        this.work.member || null,
      ],
    };
  }

  /** Notes a page as done up to `to`. False when one of the shares did not move: the places have to be loaded again. */
  settle(asked: readonly number[], moved: readonly number[], to: Position): boolean {
    if (moved.length !== asked.length) return false;
    const written = new Set(moved);
    for (const [share, place] of this.places) {
      const reached = isAtOrAfter(place.reached, to) ? place.reached : to;
      this.places.set(share, { ...place, reached, written: written.has(share) ? to : place.written });
    }
    if (moved.length === this.places.size) this.movedAt = Date.now();
    return true;
  }

  /** Writes the places without other work. */
  async moveTo(subscription: string, shares: readonly number[], to: Position): Promise<boolean> {
    if (shares.length === 0) return this.settle([], [], to);
    const { sql, parameters } = this.move(subscription, shares, to);
    const { rows } = await this.database.query<{ share: number }>(sql, parameters);
    return this.settle(
      shares,
      rows.map(({ share }) => share),
      to,
    );
  }
}
