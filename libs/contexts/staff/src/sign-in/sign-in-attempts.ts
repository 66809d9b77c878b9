import { Injectable } from '@nestjs/common';
import { refusal, type Refusal } from '@stipple/event-store';
import { Reads } from '@stipple/service';
import { epochOf, type Instant } from '@stipple/time';
import { Identity } from '../identity.js';

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/**
 * How failures slow down what follows, in seconds: `free` failures, then `first`, doubling up to `longest`; forgotten
 * `memory` after the last. An account from one address is slowed soon; an account from anywhere, and an address for all
 * accounts, late, because others use those too. NIST SP 800-63B, 3.2.2 asks for at most a hundred in a row. Where an
 * account has signed in from an address, neither what others try on it from elsewhere nor what they try from there
 * counts.
 */
const limits = {
  pair: { free: 5, first: 30, longest: 15 * minute, memory: day },
  account: { free: 100, first: 30, longest: 5 * minute, memory: day },
  address: { free: 30, first: 30, longest: 5 * minute, memory: hour },
};
const known = 90 * day;

/** The answer to what comes too soon. */
export function tooManyAttempts(until: Instant): Refusal {
  const seconds = Math.max(1, Math.ceil((epochOf(until) - Date.now()) / 1_000));
  const wait = seconds < 90 ? `${seconds} second${seconds === 1 ? '' : 's'}` : `${Math.ceil(seconds / 60)} minutes`;
  return refusal('TOO_MANY_ATTEMPTS', `That was tried too often. Try again in ${wait}.`);
}

/** Counts sign-ins that fail, in the database, so that all processes count together. */
@Injectable()
export class SignInAttempts {
  constructor(
    private readonly reads: Reads,
    private readonly identity: Identity,
  ) {}

  /**
   * Counts an attempt before its outcome is known. Answers when to try again where it comes too soon; then it is not
   * counted.
   */
  async start(email: string, address: string): Promise<Instant | undefined> {
    const all = [limits.pair, limits.account, limits.address];
    const row = await this.reads.one<{ until: Instant | null }>(
      'select start_sign_in($1::text[], $2::int[], $3::int[], $4::int[], $5::int[], $6::int) as until',
      [
        this.keys(email, address),
        all.map(({ free }) => free),
        all.map(({ first }) => first),
        all.map(({ longest }) => longest),
        all.map(({ memory }) => memory),
        known,
      ],
    );
    return row?.until ?? undefined;
  }

  /**
   * Tries a one-time token: refused tries are counted as those of a password are, by whose token it is; one that nobody
   * made is nobody's. Answers what the try answers, or that it comes too soon.
   */
  async withToken<Answer extends { refusals: readonly Refusal[] }>(
    memberId: string | undefined,
    address: string,
    attempt: () => Promise<Answer>,
  ): Promise<Answer | { refusals: Refusal[] }> {
    const account = `token of ${memberId ?? 'nobody'}`;
    const until = await this.start(account, address);
    if (until !== undefined) return { refusals: [tooManyAttempts(until)] };
    const answer = await attempt();
    // A password that is too weak is no guess at the token.
    if (answer.refusals.every(({ code }) => code === 'PASSWORD_TOO_WEAK')) await this.succeeded(account, address);
    return answer;
  }

  /** Takes the attempt's count back, and remembers that this account signs in from this address. */
  async succeeded(email: string, address: string): Promise<void> {
    const all = [limits.pair, limits.account, limits.address];
    await this.reads.rows('select succeed_sign_in($1::text[], $2::int, $3::int[])', [
      this.keys(email, address),
      known,
      all.map(({ free }) => free),
    ]);
  }

  private keys(email: string, from: string): string[] {
    const { pair, account, address } = this.identity.attemptKeys(email, from);
    return [pair, account, address];
  }
}
