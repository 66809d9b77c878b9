import { connectionOf } from '@stipple/local-servers/connection';
import pg from 'pg';
import type { Database } from './database.js';
import { isAtOrAfter, type Position, type Recorded } from './envelope.js';
import type { Log } from './log.js';

/** What a notification says when a read model was swapped in. */
export const swapNotice = 'swap';

/** Pages of one log for everybody in this process who follows it: those at the same place share one read. */
export class Feed {
  private readonly pages = new Map<string, Promise<readonly Recorded[]>>();
  private sleepers: { after: Position; wake: (more: boolean) => void }[] = [];
  private timer: NodeJS.Timeout | undefined;
  private eagerness = 0;
  private listener: pg.Client | undefined;
  private notice: NodeJS.Timeout | undefined;
  private closed = false;
  /** Grows when a read model was made again and swapped in, by whomever: who follows it then looks where it stands. */
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
   * Hears of appends by other processes of the same service; while that fails, polling goes on alone and it is tried
   * again every second.
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
    // A connection may say several times that it is lost, and is replaced once.
    const replace = (error: Error) => {
      if (lost) return;
      lost = true;
      this.listener = undefined;
      peers.onError(error);
      setTimeout(() => void this.listen().catch(peers.onError), 1_000).unref();
    };
    client.on('notification', ({ payload }) => {
      if (payload === swapNotice) this.swaps += 1;
      this.stir();
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

  /** The next events after a position, at most `limit`; empty when there are none yet. */
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

  /**
   * Something was appended by this process: wakes its readers now, and other processes' within 10 ms, once for many
   * appends.
   */
  wake(): void {
    this.stir();
    if (!this.options.peers || this.notice || this.closed) return;
    this.notice = setTimeout(() => {
      this.notice = undefined;
      this.options.database
        .query('select pg_notify($1, $2)', [this.options.channel, ''])
        .catch((error: Error) => this.options.peers?.onError(error));
    }, 10);
  }

  /** Wakes those who wait here, such as when their work was shared out anew. */
  stir(): void {
    this.eagerness = 9;
    this.release();
  }

  /**
   * Resolves true when there may be more behind the place: after a wake-up, or by polling. An event still held back by
   * an older writer is looked for again soon. False when there was nothing for so many milliseconds.
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
   * Looks for all sleepers at once whether there is more behind the one that stands furthest back, and lets them sleep
   * on when there is not.
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
      // What stands in the way is found, and told, by each reader that asks for itself.
      return this.release();
    }
    if (this.sleepers.length > 0 && !this.timer) this.arm();
  }

  /** Whether a read model was swapped in since the last look, such as by the command line. */
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
