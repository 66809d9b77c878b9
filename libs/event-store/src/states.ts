import type { Database } from './database.js';
import type { Decider, StoredEvent } from './decider.js';
import type { Log } from './log.js';
import type { PersonalKeys } from './personal.js';
import { Snapshots, type Evolving, type Saved } from './snapshots.js';

export interface StateLimits {
  /** The most states kept in memory. */
  states: number;
  /** The most events that the states in memory were folded from, together. A state is rarely larger than its events. */
  events: number;
  /**
   * The number of events after which a stream's next snapshot is due, and that are read before a snapshot is looked
   * for.
   */
  every: number;
  /** The most events read in one statement. */
  page: number;
  /** Milliseconds from when a snapshot is due until it is made. The answer is on its way by then. */
  delay: number;
}

const stateLimits: StateLimits = { states: 20_000, events: 1_000_000, every: 500, page: 2_000, delay: 100 };

/** A thing at a version of its stream. */
export interface Loaded<State> {
  version: number;
  state: State;
  /** `PersonalKeys.erasures` before the first of its events was read. */
  erasures: number;
}

interface Known extends Loaded<unknown> {
  saved: Saved;
  /** The version of the last try to make a snapshot. */
  tried: number;
}

const nothing: Saved = { version: 0, subjects: [] };
const newest = 2_147_483_647;

/**
 * The states of one store's things: in memory while in use, otherwise from their snapshot and the events behind it,
 * otherwise from all their events. The memory is dropped when a person's key is destroyed.
 */
export class States {
  private readonly memory = new Map<string, Known>();
  private events = 0;
  private readonly limits: StateLimits;
  private readonly snapshots: Snapshots;
  private writing: Promise<void> | undefined;
  private timer: { end(): void } | undefined;
  private closed = false;

  constructor(
    private readonly options: {
      database: Database;
      log: Log;
      keys: PersonalKeys;
      onTrouble: (what: string, error: unknown) => void;
    },
    limits: Partial<StateLimits> = {},
  ) {
    this.limits = { ...stateLimits, ...limits };
    this.snapshots = new Snapshots(options);
    options.keys.onErasure(() => this.clear());
  }

  /**
   * A thing at the end of its stream, or at version `upTo`. Reads at most `every` events twice, and holds one page at a
   * time.
   */
  async load<E extends StoredEvent, S>(
    decider: Decider<never, E, S, never>,
    stream: string,
    upTo = newest,
  ): Promise<Loaded<S>> {
    const evolving: Evolving = decider;
    const erasures = await this.options.keys.erasures();
    const known = this.memory.get(stream);
    const from: Known =
      known && known.version <= upTo
        ? known
        : { version: 0, state: decider.initial, erasures, saved: nothing, tried: 0 };
    let at = from;
    for (let size = this.limits.every; ; size = this.limits.page) {
      const page = await this.options.log.stream(stream, at.version, Math.min(upTo, at.version + size));
      const first = at === from && page.length === size;
      const snapshot = first ? await this.snapshots.latest(evolving, stream, upTo) : undefined;
      if (snapshot && snapshot.version > at.version + size) {
        at = { ...snapshot, erasures, saved: snapshot, tried: snapshot.version };
        continue;
      }
      if (page.length > 0) {
        const state = page.reduce<unknown>((before, event) => evolving.evolve(before, event), at.state);
        at = { ...at, version: at.version + page.length, state, saved: snapshot ?? at.saved };
      }
      if (page.length < size) break;
    }
    if (upTo === newest) this.keep(evolving, stream, at);
    return at as Loaded<S>;
  }

  /** Keeps the state after a command. */
  remember<E extends StoredEvent, S>(decider: Decider<never, E, S, never>, stream: string, loaded: Loaded<S>): void {
    const { saved = nothing, tried = 0 } = this.memory.get(stream) ?? {};
    this.keep(decider, stream, { ...loaded, saved, tried });
  }

  /** Resolves when no snapshot is being made. After `close`, none is made any more. */
  async settled(): Promise<void> {
    await this.writing;
  }

  /** Stops making snapshots, and waits for the one under way. */
  async close(): Promise<void> {
    this.closed = true;
    this.timer?.end();
    await this.settled();
  }

  private keep(decider: Evolving, stream: string, known: Known): void {
    // It was read under a key that was destroyed since.
    if (known.erasures !== this.options.keys.erasuresKnown) return;
    const other = this.memory.get(stream);
    if (other && other.version > known.version) return;
    this.drop(stream);
    if (known.version <= this.limits.events) {
      this.memory.set(stream, known);
      this.events += known.version;
      for (const oldest of this.memory.keys()) {
        if (this.memory.size <= this.limits.states && this.events <= this.limits.events) break;
        this.drop(oldest);
      }
    }
    if (known.version - Math.max(known.saved.version, known.tried) >= this.limits.every)
      this.soon(decider, stream, known);
  }

  private drop(stream: string): void {
    this.events -= this.memory.get(stream)?.version ?? 0;
    this.memory.delete(stream);
  }

  private clear(): void {
    this.memory.clear();
    this.events = 0;
  }

  /** Makes one snapshot at a time. Another thing's stays due, and is made at its next use. */
  private soon(decider: Evolving, stream: string, known: Known): void {
    if (this.writing || this.closed) return;
    const delay = new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, this.limits.delay);
      timer.unref();
      this.timer = {
        end: () => {
          clearTimeout(timer);
          resolve();
        },
      };
    });
    this.writing = delay
      .then(() => (this.closed ? undefined : this.write(decider, stream, this.memory.get(stream) ?? known)))
      .finally(() => {
        this.writing = undefined;
      });
  }

  private async write(decider: Evolving, stream: string, { version, state, saved, erasures }: Known): Promise<void> {
    const note = (change: Partial<Known>) => {
      const known = this.memory.get(stream);
      if (known) Object.assign(known, change);
    };
    note({ tried: version });
    try {
      const written = await this.snapshots.write(decider, stream, version, state, saved, erasures);
      if (written) note({ saved: written });
    } catch (error) {
      this.options.onTrouble(`No snapshot of ${stream} could be made; it is read from its events.`, error);
    }
  }
}
