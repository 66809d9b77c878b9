import type { Append } from './append.js';
import type { Claim } from './claim.js';
import type { Database } from './database.js';
import type { Command, Decider, StoredEvent } from './decider.js';
import type { Loaded, States } from './states.js';

/**
 * Reads the facts that a rule needs from other things of the same context. A thing that the transaction writes, or
 * decides to leave as it is, is guarded: if it has changed meanwhile, everything is decided again. Other facts are as
 * of a moment before.
 */
export interface Facts {
  /**
   * Another thing's current state, or its `initial` where it does not exist. The same within one decision.
   * @param options `guarded`: nothing is stored unless the thing is still at this version, even where nothing is stored
   * about it
   */
  state<C extends Command, E extends StoredEvent, S, F>(
    decider: Decider<C, E, S, F>,
    id: string,
    options?: { guarded?: boolean },
  ): Promise<S>;
  /** Rows by SQL with parameters, over this context's own tables. They are never guarded. */
  rows<Row extends object>(sql: string, parameters: readonly unknown[]): Promise<Row[]>;
  /** The resources that others hold during the time. Guarded only where the decision claims them. */
  claimed(resources: readonly Claim[], except: string): Promise<string[]>;
}

/** A command that was accepted without effect, and the sentence why. */
export interface IgnoredCommand {
  command: string;
  stream: string;
  because: string;
}

/**
 * Everything that one attempt at deciding reads, each stream once, so that the append can name the version that was
 * decided on.
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

  /** Guards a stream: nothing is stored unless it is still at the version that was read. */
  guard(stream: string): void {
    this.guarded.add(stream);
  }

  /**
   * The guards of streams that are not written: appends of nothing, each with the version that its stream must have.
   */
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
