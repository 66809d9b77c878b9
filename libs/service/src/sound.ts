import { isUnavailable, strandedBy, strandedSentence, type Database } from '@stipple/event-store';
import { StartProblem } from '@stipple/local-servers';
import type { Stopped } from './health.js';

/**
 * Checks that readers will see what is appended to a context's log. They would not where the log was copied from
 * another server; see `strandedBy`. It checks at the start, with every question after the health, and after each lost
 * connection, since the address may lead to another database then. After a finding only a new process can go on,
 * because this one remembers the other log.
 */
export class Soundness {
  private found: string | undefined;

  constructor(
    private readonly database: Database,
    private readonly context: string,
    private readonly stopped: Stopped,
    private readonly onTrouble: (what: string, error: unknown) => void,
  ) {
    database.on('error', () => setTimeout(() => void this.look(), 1_000).unref());
  }

  /** @throws StartProblem in a sentence that says what to do */
  async begin(): Promise<void> {
    const why = await strandedBy(this.database);
    if (why !== undefined) throw new StartProblem(strandedSentence(this.context, why));
  }

  /**
   * The reason, in a sentence, why nothing may be written. Undefined while all is well. A database that is away is
   * reported elsewhere.
   */
  async look(): Promise<string | undefined> {
    if (this.found !== undefined) return this.found;
    let why: string | undefined;
    try {
      why = await strandedBy(this.database);
    } catch (error) {
      // Health reports it. Where the database answers with another error, the next start does.
      if (!isUnavailable(error)) this.onTrouble('whether the log can be read on could not be asked', error);
    }
    if (why === undefined) return undefined;
    this.found = strandedSentence(this.context, why);
    this.stopped.stranded(this.found);
    return this.found;
  }

  /** The last answer of `look`. */
  get problem(): string | undefined {
    return this.found;
  }
}
