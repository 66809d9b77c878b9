import type { Append, Appended } from './append.js';
import type { Database } from './database.js';
import type { Command, Decider, Refusal, StoredEvent } from './decider.js';
import { ReadCoalescer } from './read-coalescer.js';
import type { Kept } from './kept.js';
import type { IgnoredCommand } from './reading.js';
import { acting } from './situation.js';
import type { States } from './states.js';

/** The outcome of a command: the thing as it is afterwards, or every reason why not. */
export type Outcome<State> =
  | { accepted: true; state: State; version: number; refusals: readonly []; ignored?: readonly IgnoredCommand[] }
  | { accepted: false; refusals: readonly Refusal[] };

/** A command id was sent again with another command. */
export class CommandIdReused extends Error {
  override name = 'CommandIdReused';
}

/** A command as its outcome is remembered. */
interface Mark {
  id: string;
  fingerprint: string;
}

interface StoredOutcome {
  command_id: string;
  fingerprint: string;
  stream: string;
  version: number;
  refusals: string | null;
}

/** The outcomes of commands that were sent with an id, so that sending one again answers as the first time. */
export class CommandOutcomes {
  constructor(
    private readonly options: {
      database: Database;
      /** Nobody can guess from what is stored what was typed or refused without its key. */
      kept: Kept;
      states: States;
    },
  ) {}

  /** A command under its id. Undefined for a command without one. */
  mark({ type, data }: Command, id: string | undefined): Mark | undefined {
    return id === undefined
      ? undefined
      : { id, fingerprint: this.options.kept.fingerprint(acting().actor.id, type, data) };
  }

  /**
   * The outcome of the same command when it was sent before. Undefined where it was not.
   * @throws CommandIdReused where another command was sent under this id
   */
  async prior<E extends StoredEvent, S>(
    decider: Decider<never, E, S, never>,
    mark: Mark,
  ): Promise<Outcome<S> | undefined> {
    const prior = await this.stored.ask(mark.id);
    if (!prior) return undefined;
    if (!this.options.kept.mayBe(mark.fingerprint, prior.fingerprint))
      throw new CommandIdReused('This commandId was used for something else before. Use a new one.');
    const refusals = this.refusalsOf(prior);
    if (refusals !== null) return { accepted: false, refusals };
    const { state } = await this.options.states.load(decider, prior.stream, prior.version);
    return { accepted: true, state, version: prior.version, refusals: [] };
  }

  /** The append that remembers a refusal and writes no events. */
  refusal(stream: string, mark: Mark, refusals: readonly Refusal[]): Append {
    const sealed = this.options.kept.seal(JSON.stringify(refusals), boundTo(mark.id));
    return { stream, expected: -1, events: [], command: { ...mark, refusals: sealed } };
  }

  /**
   * Remembers that a command was refused because of a command that follows from it. Answers the stored outcome where
   * another sending of it was settled meanwhile.
   */
  async refuse<C extends Command, E extends StoredEvent, S, F>(
    decider: Decider<C, E, S, F>,
    command: C,
    outcome: Outcome<S>,
    append: (append: Append) => Promise<Appended>,
  ): Promise<Outcome<S>> {
    const mark = this.mark(command, acting().commandId);
    if (!mark) return outcome;
    const { status } = await append(this.refusal(`${decider.stream}-${decider.idOf(command)}`, mark, outcome.refusals));
    return (status === 'ok' ? undefined : await this.prior(decider, mark)) ?? outcome;
  }

  /**
   * The refusals of an earlier sending. Null where it was accepted.
   * @throws CommandIdReused where they can no longer be read
   */
  private refusalsOf({ command_id: id, refusals }: StoredOutcome): readonly Refusal[] | null {
    if (refusals === null) return null;
    const text = this.options.kept.open(refusals, boundTo(id));
    if (text === undefined)
      throw new CommandIdReused('This commandId was refused before, and why can no longer be read. Use a new one.');
    return JSON.parse(text) as Refusal[];
  }

  private readonly stored = new ReadCoalescer<string, StoredOutcome | undefined>(async (ids) => {
    const { rows } = await this.options.database.query<StoredOutcome>({
      name: 'prior_outcomes',
      text: 'select command_id, fingerprint, stream, version, refusals from commands where command_id = any ($1::uuid[])',
      values: [ids],
    });
    const byId = new Map(rows.map((row) => [row.command_id, row]));
    return ids.map((id) => byId.get(id));
  });
}

const boundTo = (commandId: string): string => `refusals of ${commandId}`;
