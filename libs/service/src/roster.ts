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
/** As many as the staff context answers for at once. */
const mostAtOnce = 500;
/** How long an answer is waited for, in milliseconds. */
const patience = 2_000;

export interface RosterTimes {
  /** How often the staff context is asked about everybody who is at work here, in milliseconds. */
  every: number;
  /**
   * How long what it said last is believed while it cannot be asked, and how long somebody who does nothing is asked
   * about.
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
  /** Writes of the staff context that had been seen here when this was asked. */
  writes: number;
}

/**
 * Who a token stands for, as the staff context has it now: a token says who signed in, never what they may do.
 * Everybody at work here is asked about each second, so that roles and tokens that ended elsewhere end here as well;
 * what is done through this gateway counts with the next request. While staff cannot be asked, what it said last is
 * believed for some minutes, and nobody it never spoke of.
 */
export function currentRoles(
  staff: Subgraph,
  tokenKeys: PublicKeys,
  times: RosterTimes = { every: 1_000, believedFor: 600_000 },
): Roster {
  return new Roster(staff, (token) => verifyToken(tokenKeys, token), times);
}

class Roster {
  /** The staff context as the gateway asks it, watched for what it writes. */
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
   * Who a token stands for; undefined when it is not, or no longer, good.
   * @throws SubgraphUnavailable when nobody can say
   */
  async verify(token: string): Promise<Actor | undefined> {
    const signedIn = await this.read(token);
    if (!signedIn) return undefined;
    const before = this.people.get(signedIn.id);
    const current = before !== undefined && Date.now() - before.confirmedAt < 2 * this.times.every;
    // While staff is away nobody waits for it whom it has spoken of before.
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

  /** Asks about nobody any more. */
  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  /**
   * Whether what is known of somebody is not overtaken: by what staff wrote since, by time, or by their having signed
   * in anew elsewhere.
   */
  private believed(known: Known | undefined, { sessions }: SignedIn): boolean {
    if (known?.writes !== this.writes || Date.now() - known.confirmedAt >= this.times.believedFor) return false;
    return known.account === undefined || known.account.sessions >= sessions;
  }

  /** Requests of one person at once ask once. */
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

  /**
   * What the staff context says of people; undefined when it cannot be asked, be it that nobody answers or that it
   * answers so.
   */
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

  /** Asks about everybody at work here, and again when staff wrote something meanwhile. */
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
          // Whoever has to wait for an answer next is told why there is none.
          this.away = true;
        }
        if (this.away) return;
      }
    }
  }
}
