import { acting, CommandIdReused, type Database, type Kept } from '@stipple/event-store';

/** A stored decision about something parked. */
export interface ParkedDecision {
  n: number;
  decision: 'RETRY' | 'GIVE_UP';
  actor: string;
  reason: string | null;
  /** The parked thing as it was, or the request to retry. */
  about: unknown;
  decided_at: string;
  /** The outcome; null where it was not finished. */
  outcome: unknown;
}

type NewDecision = Pick<ParkedDecision, 'decision' | 'reason' | 'about'>;

/** Records who decided what about parked things, when and why. Each decision is written before it is carried out. */
export class ParkedDecisions {
  constructor(
    private readonly database: Database,
    private readonly kept: Kept,
  ) {}

  private fingerprint(asked: readonly unknown[]): string {
    return this.kept.fingerprint(acting().actor.id, ...asked);
  }

  /**
   * The outcome of this command when it was sent before. Undefined where it was not, or was not finished.
   * @throws CommandIdReused
   */
  async prior<Outcome>(asked: readonly unknown[]): Promise<Outcome | undefined> {
    const { commandId } = acting();
    if (commandId === undefined) return undefined;
    const { rows } = await this.database.query<{ fingerprint: string; outcome: Outcome | null }>(
      'select fingerprint, outcome from parked_decisions where command_id = $1',
      [commandId],
    );
    const [row] = rows;
    if (row && !this.kept.mayBe(this.fingerprint(asked), row.fingerprint))
      throw new CommandIdReused('This commandId was used for something else before. Use a new one.');
    return row?.outcome === null || row === undefined ? undefined : this.opened(row.outcome);
  }

  /** Records a decision of the acting person, carries it out, and records its outcome. */
  async carryOut<Outcome>(
    decision: NewDecision,
    asked: readonly unknown[],
    work: () => Promise<Outcome>,
  ): Promise<Outcome> {
    const { actor, commandId } = acting();
    const { rows } = await this.database.query<{ n: number }>(
      `insert into parked_decisions (decision, actor, reason, about, command_id, fingerprint) values ($1, $2, $3, $4, $5, $6)
       on conflict (command_id) do update set outcome = null where parked_decisions.fingerprint = excluded.fingerprint returning n`,
      [
        decision.decision,
        actor.id,
        decision.reason,
        JSON.stringify(this.closed(decision.about)),
        commandId ?? null,
        this.fingerprint(asked),
      ],
    );
    const [row] = rows;
    if (!row) throw new CommandIdReused('This commandId was used for something else before. Use a new one.');
    const outcome = await work();
    await this.database.query('update parked_decisions set outcome = $2 where n = $1', [
      row.n,
      JSON.stringify(this.closed(outcome)),
    ]);
    return outcome;
  }

  /** Decisions, the newest first: at most `limit`, before the one with the number `before`. */
  async page(limit: number, before: number | undefined): Promise<{ rows: ParkedDecision[]; totalCount: number }> {
    const [page, count] = await Promise.all([
      this.database.query<ParkedDecision>(
        'select n, decision, actor, reason, about, decided_at, outcome from parked_decisions where n < $2 order by n desc limit $1',
        [limit, before ?? '9223372036854775807'],
      ),
      this.database.query<{ total: number }>('select count(*)::int as total from parked_decisions'),
    ]);
    return {
      rows: page.rows.map((row) => ({ ...row, about: this.opened(row.about) })),
      totalCount: count.rows[0]?.total ?? 0,
    };
  }

  /** Seals the sentence that says why it was parked, which may speak of a person. */
  private closed<T>(about: T): T {
    return hasProblem(about) ? { ...about, problem: this.kept.seal(about.problem, bound) } : about;
  }

  private opened<T>(about: T): T {
    return hasProblem(about)
      ? {
          ...about,
          problem:
            this.kept.open(about.problem, bound) ??
            'Why can no longer be read: it was written under another master key.',
        }
      : about;
  }
}

const bound = 'decision about something parked';
const hasProblem = (about: unknown): about is { problem: string } =>
  typeof about === 'object' && about !== null && 'problem' in about && typeof about.problem === 'string';
