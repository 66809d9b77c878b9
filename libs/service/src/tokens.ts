import type { KeyObject } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import { signingKey, type PublicKeys, type SigningKey } from './keys.js';

const issuer = 'stipple';
/** How long a sign-in is good for, in seconds. */
const tokenLifetime = 3_600;

/**
 * Who signed in, and after how many times that everybody signed in as this person had been signed out. What they may do
 * no token says.
 */
export interface SignedIn {
  id: string;
  sessions: number;
}

/** Signs who somebody is, for an hour. Held by the staff context alone. */
export class TokenSigner {
  private readonly signing: SigningKey;

  constructor(key: KeyObject) {
    this.signing = signingKey(key);
  }

  /** @param now epoch milliseconds, as is `expiresAt` */
  async sign({ id, sessions }: SignedIn, now: number): Promise<{ token: string; expiresAt: number }> {
    const expiresAt = Math.floor(now / 1000) + tokenLifetime;
    const token = await new SignJWT({ sessions })
      .setProtectedHeader({ alg: 'EdDSA', kid: this.signing.id })
      .setIssuer(issuer)
      .setSubject(id)
      .setIssuedAt(Math.floor(now / 1000))
      .setExpirationTime(expiresAt)
      .sign(this.signing.key);
    return { token, expiresAt: expiresAt * 1000 };
  }
}

/**
 * Who a token speaks for; undefined when it is not ours, was altered, or is over.
 * @param keys those that tokens may be signed with: while the key changes, the old and the new one
 */
export async function verifyToken(keys: PublicKeys, token: string): Promise<SignedIn | undefined> {
  try {
    const keyOf = ({ kid }: { kid?: string }): KeyObject => {
      // Tokens that are signed by releases before this one say no key.
      const key = kid === undefined ? keys.values().next().value : keys.get(kid);
      if (!key) throw new errors.JWKSNoMatchingKey();
      return key;
    };
    const { payload } = await jwtVerify(token, keyOf, { issuer, algorithms: ['EdDSA'], clockTolerance: 5 });
    // A token from before sessions were counted is of the first one.
    const { sub = '', sessions = 0 } = payload;
    return typeof sessions === 'number' ? { id: sub, sessions } : undefined;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
}
