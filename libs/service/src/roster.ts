import { randomUUID } from 'node:crypto';
import type { Actor, Role } from '@stipple/event-store';
import { parse } from 'graphql';
import type { PublicKeys } from './keys.js';
import { SubgraphUnavailable, type Subgraph } from './subgraph.port.js';
import { verifyToken, type SignedIn } from './tokens.js';

const question = parse(
  'query Accounts($ids: [ID!]!) { accounts(ids: $ids) { id sessions administrator memberships { clinicId roles } } }',
);
const asker: Actor = { id: 'context:gateway', admin: true, roles: {} };
const mostPeople = 10_000;
/** The most people that the staff context answers for at once. */
const mostAtOnce = 500;
/** The longest wait for an answer, in milliseconds. */
const patience = 2_000;

export interface RosterTimes {
  /** Milliseconds between two questions to the staff context about everybody at work here. */
  every: number;
  /**
   * The time for which its last answer counts while it cannot be asked, and for which it is asked about somebody who
   * does nothing.
   */
  believedFor: number;
}

interface Account {
  id: string;
  sessions: number;
  administrator: boolean;
  memberships: readonly { clinicId: string; roles: readonly Role[] }[];
}

interface Known {
  /** Undefined for somebody who cannot sign in. */
  account: Account | undefined;
  confirmedAt: number;
  usedAt: number;
  /** The writes of the staff context that were seen here before the question. */
  writes: number;
}

/**
 * Looks up the person behind a token, with their current roles: a token says who signed in, never what they may do.
 * Staff is asked each second about everybody at work here, so that roles and tokens that ended elsewhere end here as
 * well; changes made through this gateway count with the next request. While staff cannot be asked, its last answer
 * counts for some minutes; unknown people are refused.
 */
export function currentRoles(
  staff: Subgraph,
  tokenKeys: PublicKeys,
  times: RosterTimes = { every: 1_000, believedFor: 600_000 },
): Roster {
  return new Roster(staff, (token) => verifyToken(tokenKeys, token), times);
}

class Roster {
  /** The staff context as the gateway asks it, with its writes observed. */
  readonly subgraph: Subgraph;
  private readonly people = new Map<string, Known>();
  private readonly asking = new Map<string, Promise<void>>();
  private writes = 0;
  private away = false;
  private timer: NodeJS.Timeout | undefined;
  private sweeping: Promise<void> | undefined;
  private stopped = false;

  constructor(
    private readonly staff: Subgraph,
    private readonly read: (token: string) => Promise<SignedIn | undefined>,
    private readonly times: RosterTimes,
  ) {
    this.subgraph = {
      ...staff,
      execute: async (request) => {
        const result = await staff.execute(request);
        if (result.extensions?.seen) {
          this.writes += 1;
          void this.sweep();
        }
        return result;
      },
    };
  }

  /**
   * The person behind a token. Undefined when it is not, or no longer, valid.
   * @throws SubgraphUnavailable when nobody can say
   */
  async verify(token: string): Promise<Actor | undefined> {
    const signedIn = await this.read(token);
    if (!signedIn) return undefined;
    const before = this.people.get(signedIn.id);
    const current = before !== undefined && Date.now() - before.confirmedAt < 2 * this.times.every;
    // While staff is away, people it has answered about before do not wait for it.
    if (!this.believed(before, signedIn) || !(current || this.away)) await this.askFor(signedIn.id);
    const known = this.people.get(signedIn.id);
    if (!known || !this.believed(known, signedIn))
      throw new SubgraphUnavailable('The staff service cannot be asked who this is.');
    known.usedAt = Date.now();
    this.schedule();
    const { account } = known;
    if (account?.sessions !== signedIn.sessions) return undefined;
    return {
      id: account.id,
      admin: account.administrator,
      roles: Object.fromEntries(account.memberships.map(({ clinicId, roles }) => [clinicId, roles])),
    };
  }

  /** Stops asking. */
  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  /**
   * Whether the known answer still counts: staff has written nothing since, it is young enough, and the person has not
   * signed in anew elsewhere.
   */
  private believed(known: Known | undefined, { sessions }: SignedIn): boolean {
    if (known?.writes !== this.writes || Date.now() - known.confirmedAt >= this.times.believedFor) return false;
    return known.account === undefined || known.account.sessions >= sessions;
  }

  /** Asks once for all requests of one person at once. */
  private askFor(id: string): Promise<void> {
    const key = `${id} ${this.writes}`;
    const asked = this.asking.get(key) ?? this.ask([id]).finally(() => this.asking.delete(key));
    this.asking.set(key, asked);
    return asked;
  }

  private async ask(ids: readonly string[]): Promise<void> {
    const { writes } = this;
    const accounts = await this.accounts(ids);
    this.away = accounts === undefined;
    if (!accounts) return;
    const confirmedAt = Date.now();
    for (const id of ids) {
      const account = accounts.find((one) => one.id === id);
      const usedAt = this.people.get(id)?.usedAt ?? confirmedAt;
      if (this.people.size >= mostPeople && !this.people.has(id)) this.forget(this.people.keys().next().value);
      this.people.set(id, { account, confirmedAt, usedAt, writes });
    }
  }

  /** The staff context's answer about people. Undefined when it cannot be asked, or answers that it is unavailable. */
  private async accounts(ids: readonly string[]): Promise<readonly Account[] | undefined> {
    try {
      const asked = {
        document: question,
        variables: { ids: [...ids] },
        actor: asker,
        after: { own: [], others: [] },
        deadline: Date.now() + patience,
        correlationId: randomUUID(),
        address: 'gateway',
      };
      const { data } = await this.staff.execute(asked);
      return (data as { accounts?: readonly Account[] | null } | null | undefined)?.accounts ?? undefined;
    } catch (error) {
      if (error instanceof SubgraphUnavailable) return undefined;
      throw error;
    }
  }

  private forget(id: string | undefined): void {
    if (id !== undefined) this.people.delete(id);
  }

  private schedule(): void {
    if (this.timer || this.stopped) return;
    this.timer = setTimeout(() => {
      this.timer = undefined;
      const idleSince = Date.now() - this.times.believedFor;
      for (const [id, { usedAt }] of this.people) if (usedAt < idleSince) this.forget(id);
      if (this.people.size > 0) void this.sweep().finally(() => this.schedule());
    }, this.times.every);
    this.timer.unref();
  }

  /** Asks about everybody at work here, and again when staff has written meanwhile. */
  private sweep(): Promise<void> {
    this.sweeping ??= this.sweepOnce().finally(() => {
      this.sweeping = undefined;
    });
    return this.sweeping;
  }

  private async sweepOnce(): Promise<void> {
    for (let writes = -1; writes !== this.writes && !this.stopped;) {
      ({ writes } = this);
      const ids = [...this.people.keys()];
      for (let from = 0; from < ids.length; from += mostAtOnce) {
        try {
          await this.ask(ids.slice(from, from + mostAtOnce));
        } catch {
          // The next person who has to wait for an answer gets the reason.
          this.away = true;
        }
        if (this.away) return;
      }
    }
  }
}
