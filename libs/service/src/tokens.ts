import { createHmac, timingSafeEqual, type KeyObject } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';

const issuer = 'stipple';
/** How long a sign-in is good for, in seconds. */
const tokenLifetime = 3_600;

/** Who signed in, and after how many times that everybody signed in as this person had been signed out. What they may do no token says. */
export interface SignedIn {
  id: string;
  sessions: number;
}

/** Signs who somebody is, for an hour. Held by the staff context alone. */
export class TokenSigner {
  constructor(private readonly key: KeyObject) {}

  /** @param now epoch milliseconds, as is `expiresAt` */
  async sign({ id, sessions }: SignedIn, now: number): Promise<{ token: string; expiresAt: number }> {
    const expiresAt = Math.floor(now / 1000) + tokenLifetime;
    const token = await new SignJWT({ sessions })
      .setProtectedHeader({ alg: 'EdDSA' })
      .setIssuer(issuer)
      .setSubject(id)
      .setIssuedAt(Math.floor(now / 1000))
      .setExpirationTime(expiresAt)
      .sign(this.key);
    return { token, expiresAt: expiresAt * 1000 };
  }
}

/** Who a token speaks for; undefined when it is not ours, was altered, or is over. */
export async function verifyToken(key: KeyObject, token: string): Promise<SignedIn | undefined> {
  try {
    const { payload } = await jwtVerify(token, key, { issuer, algorithms: ['EdDSA'], clockTolerance: 5 });
    // A token from before sessions were counted is of the first one.
    const { sub = '', sessions = 0 } = payload;
    return typeof sessions === 'number' ? { id: sub, sessions } : undefined;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
}

/** Proves to a service that a body comes from the gateway: their common key is in it. */
export const macOf = (key: Buffer, body: string): string => createHmac('sha256', key).update(body).digest('base64url');

/** Whether a body came with the mac that only a holder of the key can make. */
export function isMacOf(key: Buffer, body: string, mac: string): boolean {
  const expected = Buffer.from(macOf(key, body));
  const given = Buffer.from(mac);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
