import type { KeyObject } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import { signingKey, type PublicKeys, type SigningKey } from './keys.js';

const issuer = 'stipple';
/** The validity of a sign-in, in seconds. */
const tokenLifetime = 3_600;

/**
 * The person who signed in, and how many times all sessions of this person had been ended before. Roles are not in the
 * token.
 */
export interface SignedIn {
  id: string;
  sessions: number;
}

/** Signs tokens that are valid for an hour. Only the staff context holds one. */
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
 * The person named by a token. Undefined when it is not ours, was altered, or has expired.
 * @param keys the keys that may have signed it: during a change, the old and the new one
 */
export async function verifyToken(keys: PublicKeys, token: string): Promise<SignedIn | undefined> {
  try {
    const keyOf = ({ kid }: { kid?: string }): KeyObject => {
      // Tokens of earlier releases name no key.
      const key = kid === undefined ? keys.values().next().value : keys.get(kid);
      if (!key) throw new errors.JWKSNoMatchingKey();
      return key;
    };
    const { payload } = await jwtVerify(token, keyOf, { issuer, algorithms: ['EdDSA'], clockTolerance: 5 });
    // A token from before sessions were counted belongs to the first one.
    const { sub = '', sessions = 0 } = payload;
    return typeof sessions === 'number' ? { id: sub, sessions } : undefined;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
}
