import type { Database } from './database.js';
import type { Command, Refusal } from './decider.js';
import { Gather } from './gather.js';
import type { Kept } from './kept.js';

/** The same command id was sent with something else. */
export class CommandIdReused extends Error {
  override name = 'CommandIdReused';
}

/** A command as its outcome is remembered. */
export interface Mark {
  id: string;
  fingerprint: string;
}

export interface PriorOutcome {
  command_id: string;
  fingerprint: string;
  stream: string;
  version: number;
  refusals: string | null;
}

/**
 * What came of commands that were sent with an id. Nothing in it can be guessed back to what was typed or refused
 * without the master key.
 */
export class Outcomes {
  constructor(
    private readonly database: Database,
    private readonly kept: Kept,
  ) {}

  mark(id: string, actor: string, { type, data }: Command): Mark {
    return { id, fingerprint: this.kept.fingerprint(actor, type, data) };
  }

  /** A mark with why it was refused. */
  refused(mark: Mark, refusals: readonly Refusal[]): Mark & { refusals: string } {
    return { ...mark, refusals: this.kept.seal(JSON.stringify(refusals), boundTo(mark.id)) };
  }

  /**
   * Why a command was refused before; null where it was accepted.
   * @throws CommandIdReused where that can be read no longer
   */
  refusalsOf({ command_id: id, refusals }: PriorOutcome): readonly Refusal[] | null {
    if (refusals === null) return null;
    const text = this.kept.open(refusals, boundTo(id));
    if (text === undefined)
      throw new CommandIdReused('This commandId was refused before, and why can no longer be read. Use a new one.');
    return JSON.parse(text) as Refusal[];
  }

  /**
   * What came of the command when it was sent before; undefined where it was not.
   * @throws CommandIdReused where it was another command
   */
  async prior(mark: Mark): Promise<PriorOutcome | undefined> {
    const prior = await this.asked.ask(mark.id);
    if (prior && !this.kept.mayBe(mark.fingerprint, prior.fingerprint))
      throw new CommandIdReused('This commandId was used for something else before. Use a new one.');
    return prior;
  }

  private readonly asked = new Gather<string, PriorOutcome | undefined>(async (ids) => {
    const { rows } = await this.database.query<PriorOutcome>({
      name: 'prior_outcomes',
      text: 'select command_id, fingerprint, stream, version, refusals from commands where command_id = any ($1::uuid[])',
      values: [ids],
    });
    const byId = new Map(rows.map((row) => [row.command_id, row]));
    return ids.map((id) => byId.get(id));
  });
}

const boundTo = (commandId: string): string => `refusals of ${commandId}`;
