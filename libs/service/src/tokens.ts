import { createHash, createHmac, timingSafeEqual, type KeyObject } from 'node:crypto';
import type { Actor, Role } from '@stipple/event-store';
import { jwtVerify, SignJWT } from 'jose';

const issuer = 'stipple';
/** How long a sign-in is good for, in seconds. */
export const tokenLifetime = 3_600;

/** Signs who somebody is, for an hour. Held by the staff context alone. */
export class TokenSigner {
  constructor(private readonly key: KeyObject) {}

  async sign(actor: Actor, now: number): Promise<{ token: string; expiresAt: number }> {
    const expiresAt = Math.floor(now / 1000) + tokenLifetime;
    const token = await new SignJWT({ admin: actor.admin, roles: actor.roles })
      .setProtectedHeader({ alg: 'EdDSA' })
      .setIssuer(issuer)
      .setSubject(actor.id)
      .setIssuedAt(Math.floor(now / 1000))
      .setExpirationTime(expiresAt)
      .sign(this.key);
    return { token, expiresAt: expiresAt * 1000 };
  }
}

/** Who a token speaks for; undefined when it is not ours, was altered, or is over. */
export async function verifyToken(key: KeyObject, token: string): Promise<Actor | undefined> {
  try {
    const { payload } = await jwtVerify(token, key, { issuer, algorithms: ['EdDSA'], clockTolerance: 5 });
    return { id: payload.sub ?? '', admin: payload['admin'] === true, roles: (payload['roles'] ?? {}) as Record<string, Role[]> };
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
}

const macOf = (key: Buffer, header: string, body: string): Buffer =>
  createHmac('sha256', key).update(header).update('\n').update(createHash('sha256').update(body).digest()).digest();

/** What the gateway tells a service of a request, bound to the request's body under the key that only they hold. */
export function signEnvelope(key: Buffer, envelope: object, body: string): string {
  const header = Buffer.from(JSON.stringify(envelope)).toString('base64url');
  return `${header}.${macOf(key, header, body).toString('base64url')}`;
}

/** The envelope, when it was signed under the key for this very body; otherwise undefined. */
export function openEnvelope(key: Buffer, signed: string, body: string): unknown {
  const [header = '', mac = ''] = signed.split('.');
  const expected = macOf(key, header, body);
  const given = Buffer.from(mac, 'base64url');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  return JSON.parse(Buffer.from(header, 'base64url').toString()) as unknown;
}
