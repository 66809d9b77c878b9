import { Injectable } from '@nestjs/common';
import { Reads } from '@stipple/service';
import type { Instant } from '@stipple/time';
import { Identity } from '../identity.js';

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/**
 * How failures slow down what follows, in seconds: `free` failures, then `first`, doubling up to `longest`; forgotten
 * `memory` after the last. An account from one address is slowed soon; an account from anywhere, and an address for all
 * accounts, late, because others use those too. NIST SP 800-63B, 3.2.2 asks for at most a hundred in a row.
 */
const limits = {
  pair: { free: 5, first: 30, longest: 15 * minute, memory: day },
  account: { free: 100, first: 30, longest: 5 * minute, memory: day },
  address: { free: 30, first: 30, longest: 5 * minute, memory: hour },
};
const known = 90 * day;

/** Counts sign-ins that fail, in the database, so that all processes count together. */
@Injectable()
export class SignInAttempts {
  constructor(
    private readonly reads: Reads,
    private readonly identity: Identity,
  ) {}

  /** Counts an attempt before its outcome is known. Answers when to try again where it comes too soon; then it is not counted. */
  async start(email: string, address: string): Promise<Instant | undefined> {
    const all = [limits.pair, limits.account, limits.address];
    const row = await this.reads.one<{ until: Instant | null }>('select start_sign_in($1::text[], $2::int[], $3::int[], $4::int[], $5::int[], $6::int) as until', [
      this.keys(email, address), all.map(({ free }) => free), all.map(({ first }) => first), all.map(({ longest }) => longest), all.map(({ memory }) => memory), known,
    ]);
    return row?.until ?? undefined;
  }

  /** Takes the attempt's count back, and remembers that this account signs in from this address. */
  async succeeded(email: string, address: string): Promise<void> {
    await this.reads.rows('select succeed_sign_in($1::text[], $2::int)', [this.keys(email, address), known]);
  }

  private keys(email: string, from: string): string[] {
    const { pair, account, address } = this.identity.attemptKeys(email, from);
    return [pair, account, address];
  }
}
