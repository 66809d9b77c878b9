import { isUnavailable, strandedBy, strandedSentence, type Database } from '@stipple/event-store';
import { StartProblem } from '@stipple/local-servers';
import type { Stopped } from './health.js';

/**
 * Whether what is written to a context's log will be read. It would not be where the log was copied here from another
 * server; see `strandedBy`. It is asked at the start, with every question after the health, and after each lost
 * connection: the database behind the address may be another by then. Once found, only a new process goes on, because
 * this one remembers things of the other log.
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
   * Why nothing may be written, in a sentence; undefined while all is well. A database that does not answer is told of
   * elsewhere.
   */
  async look(): Promise<string | undefined> {
    if (this.found !== undefined) return this.found;
    let why: string | undefined;
    try {
      why = await strandedBy(this.database);
    } catch (error) {
      // The health tells of it; and where the database answers something else than that it is away, the next start
      // does.
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
