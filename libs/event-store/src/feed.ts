import { connectionOf } from '@stipple/local-servers/connection';
import pg from 'pg';
import type { Database } from './database.js';
import { isAtOrAfter, type Position, type Recorded } from './envelope.js';
import type { Log } from './log.js';

/** The payload of a notification after a read model was swapped in. */
export const swapNotice = 'swap';

/** Shares the pages of one log among its readers in this process: those at the same place share one read. */
export class Feed {
  private readonly pages = new Map<string, Promise<readonly Recorded[]>>();
  private sleepers: { after: Position; wake: (more: boolean) => void }[] = [];
  private timer: NodeJS.Timeout | undefined;
  private eagerness = 0;
  private listener: pg.Client | undefined;
  private notice: NodeJS.Timeout | undefined;
  private closed = false;
  /** Grows with each read model that was made again and swapped in. Its followers then load their place again. */
  swaps = 0;
  private serving: ReadonlyMap<string, string> = new Map();

  constructor(
    private readonly log: Log,
    private readonly options: {
      database: Database;
      channel: string;
      pollMilliseconds?: number;
      peers?: { url: string; onError: (error: Error) => void };
    },
  ) {}

  /**
   * Listens for appends by other processes of the same service. While that fails, polling goes on alone, and listening
   * is tried again every second.
   */
  async listen(): Promise<void> {
    const { peers, channel } = this.options;
    if (!peers || this.closed) return;
    const client = new pg.Client({
      ...connectionOf(peers.url),
      application_name: `${channel} listener`,
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
    });
    let lost = false;
    // A connection may report its loss several times, and is replaced once.
    const replace = (error: Error) => {
      if (lost) return;
      lost = true;
      this.listener = undefined;
      peers.onError(error);
      setTimeout(() => void this.listen().catch(peers.onError), 1_000).unref();
    };
    client.on('notification', ({ payload }) => {
      if (payload === swapNotice) this.swaps += 1;
      this.wakeLocal();
    });
    client.on('error', replace);
    try {
      await client.connect();
      await client.query(`listen ${pg.escapeIdentifier(channel)}`);
    } catch (error) {
      replace(error instanceof Error ? error : new Error(String(error)));
      return client.end();
    }
    if (this.closed) return client.end();
    if (!lost) this.listener = client;
    return undefined;
  }

  /** The next events behind a position, at most `limit`. Empty while there are none. */
  page(after: Position, limit: number): Promise<readonly Recorded[]> {
    const key = `${after}/${limit}`;
    const known = this.pages.get(key);
    if (known) return known;
    const page = this.log.after(after, limit);
    this.pages.set(key, page);
    const forget = () => {
      if (this.pages.get(key) === page) this.pages.delete(key);
    };
    page.then((events) => {
      if (events.length > 0) this.eagerness = 0;
      if (events.length < limit) forget();
      else setTimeout(forget, 1_000).unref();
    }, forget);
    return page;
  }

  /** Wakes the readers of this process now, and those of other processes within 10 ms, once for many appends. */
  wake(): void {
    this.wakeLocal();
    if (!this.options.peers || this.notice || this.closed) return;
    this.notice = setTimeout(() => {
      this.notice = undefined;
      this.options.database
        .query('select pg_notify($1, $2)', [this.options.channel, ''])
        .catch((error: Error) => this.options.peers?.onError(error));
    }, 10);
  }

  /** Wakes the readers of this process alone, such as after shares have changed hands. */
  wakeLocal(): void {
    this.eagerness = 9;
    this.release();
  }

  /**
   * Resolves true when there may be more behind the place, after a wake-up or by polling. Looks again soon for an event
   * that an older writer still holds back. Resolves false after `patience` milliseconds without anything.
   */
  next(after: Position, patience?: number): Promise<boolean> {
    if (this.closed) return Promise.resolve(true);
    return new Promise((resolve) => {
      const sleeper = {
        after,
        wake: (more: boolean) => {
          clearTimeout(impatience);
          resolve(more);
        },
      };
      const impatience =
        patience === undefined
          ? undefined
          : setTimeout(() => {
              this.sleepers = this.sleepers.filter((one) => one !== sleeper);
              resolve(false);
            }, patience);
      this.sleepers.push(sleeper);
      if (!this.timer) this.arm();
    });
  }

  /**
   * Looks once for all sleepers whether there is more behind the one that stands furthest back. Otherwise they sleep
   * on.
   */
  private async look(): Promise<void> {
    this.timer = undefined;
    const furthest = this.sleepers.reduce<Position | undefined>(
      (back, { after }) => (back === undefined || isAtOrAfter(back, after) ? after : back),
      undefined,
    );
    if (furthest === undefined) return;
    try {
      const found = await this.log.after(furthest, 1);
      if (found.length > 0 || this.closed || (await this.hasSwapped())) return this.release();
    } catch {
      // Each reader meets the same error when it asks, and reports it.
      return this.release();
    }
    if (this.sleepers.length > 0 && !this.timer) this.arm();
  }

  /** Whether a read model was swapped in since the last look, for example by the command line. */
  private async hasSwapped(): Promise<boolean> {
    const { rows } = await this.options.database.query<{ name: string; serving: string }>(
      'select name, serving from views',
    );
    const before = this.serving;
    this.serving = new Map(rows.map(({ name, serving }) => [name, serving]));
    if (!rows.some(({ name, serving }) => before.has(name) && before.get(name) !== serving)) return false;
    this.swaps += 1;
    return true;
  }

  private arm(): void {
    const delay = this.eagerness > 0 ? 2 ** (9 - this.eagerness) : (this.options.pollMilliseconds ?? 500);
    if (this.eagerness > 0) this.eagerness -= 1;
    this.timer = setTimeout(() => void this.look(), delay);
  }

  async close(): Promise<void> {
    this.closed = true;
    if (this.notice) clearTimeout(this.notice);
    this.release();
    this.listener?.removeAllListeners('error').on('error', () => undefined);
    await this.listener?.end();
  }

  private release(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = undefined;
    const sleepers = this.sleepers;
    this.sleepers = [];
    for (const { wake } of sleepers) wake(true);
  }
}
