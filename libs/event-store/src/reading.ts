import type { Append } from './append.js';
import type { Claim } from './claim.js';
import type { Database } from './database.js';
import type { Command, Decider, StoredEvent } from './decider.js';
import type { Loaded, States } from './states.js';

/**
 * What a rule needs to know from elsewhere in the same context. What was read of a thing that the same transaction then
 * writes, or decides on and leaves as it is, is guarded: where it has changed meanwhile, all is decided again. The rest
 * is as of a moment before.
 */
export interface Facts {
  /**
   * Another thing's state as the log has it now; its `initial` where it does not exist. Asked for twice in one
   * decision, it is the same.
   * @param options `guarded`: nothing is stored unless it still is so, even where nothing is stored about this thing
   */
  state<C extends Command, E extends StoredEvent, S, F>(
    decider: Decider<C, E, S, F>,
    id: string,
    options?: { guarded?: boolean },
  ): Promise<S>;
  /** Rows by SQL with parameters, over this context's own tables. They are never guarded. */
  rows<Row extends object>(sql: string, parameters: readonly unknown[]): Promise<Row[]>;
  /** Which of the resources are held by others during the time. Guarded only where the decision claims them. */
  claimed(resources: readonly Claim[], except: string): Promise<string[]>;
}

/** A command that was accepted without effect, and the sentence why. */
export interface IgnoredCommand {
  command: string;
  stream: string;
  because: string;
}

/**
 * All that one attempt at deciding reads: each stream once, so that what is stored can name the version that everything
 * was decided on.
 */
export class Reading {
  private readonly loaded = new Map<string, Promise<Loaded<unknown>>>();
  private readonly guarded = new Set<string>();
  /** What this attempt decided to ignore. */
  readonly ignored: IgnoredCommand[] = [];

  constructor(
    private readonly states: Pick<States, 'load'>,
    private readonly database: Database,
  ) {}

  load<C extends Command, E extends StoredEvent, S, F>(
    decider: Decider<C, E, S, F>,
    stream: string,
  ): Promise<Loaded<S>> {
    const loading = this.loaded.get(stream) ?? this.states.load(decider, stream);
    this.loaded.set(stream, loading);
    return loading as Promise<Loaded<S>>;
  }

  /** From now on nothing is stored unless the stream is as it was read. */
  guard(stream: string): void {
    this.guarded.add(stream);
  }

  /** The guards on what is not written: appends of nothing, each with the version that its stream must have. */
  async guards(written: readonly Append[]): Promise<Append[]> {
    const streams = new Set(written.map(({ stream }) => stream));
    const guards = [...this.guarded].filter((stream) => !streams.has(stream)).sort();
    return Promise.all(
      guards.map(async (stream) => ({ stream, expected: (await this.loaded.get(stream))?.version ?? 0, events: [] })),
    );
  }

  readonly facts: Facts = {
    state: async (decider, id, { guarded = false } = {}) => {
      const stream = `${decider.stream}-${id}`;
      if (guarded) this.guard(stream);
      return (await this.load(decider, stream)).state;
    },
    rows: async <Row extends object>(sql: string, parameters: readonly unknown[]) =>
      (await this.database.query<Row>(sql, [...parameters])).rows,
    claimed: async (claims, except) => {
      const { rows } = await this.database.query<{ resource: string }>(
        `select distinct c.resource from claims c join unnest($1::text[], $2::timestamptz[], $3::timestamptz[]) w(resource, "from", "to")
           on c.resource = w.resource and c.during && tstzrange(w."from", w."to", '[)') where c.holder <> $4`,
        [
          claims.map((claim) => claim.resource),
          claims.map((claim) => claim.during?.from ?? null),
          claims.map((claim) => claim.during?.to ?? null),
          except,
        ],
      );
      return rows.map((row) => row.resource);
    },
  };
}
