import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { decodeProtectedHeader, SignJWT } from 'jose';
import { publicKeysOf } from './keys.js';
import { TokenSigner, verifyToken } from './tokens.js';

const [old, next, stranger] = [
  generateKeyPairSync('ed25519'),
  generateKeyPairSync('ed25519'),
  generateKeyPairSync('ed25519'),
];
const dao = { id: 'dao', sessions: 3 };
const tokenOf = async (key: typeof old) => (await new TokenSigner(key.privateKey).sign(dao, Date.now())).token;

describe('a token', () => {
  it('says which key signed it, and is read with the old and the new key while the key changes', async () => {
    const both = publicKeysOf(next.publicKey, old.publicKey);
    for (const key of [old, next]) {
      const token = await tokenOf(key);
      expect([...publicKeysOf(key.publicKey).keys()]).toEqual([decodeProtectedHeader(token).kid]);
      expect(await verifyToken(both, token)).toEqual(dao);
    }
    expect(await verifyToken(publicKeysOf(next.publicKey), await tokenOf(old))).toBeUndefined();
  });

  it('is nobody’s when a stranger signed it, under their own key’s id or another’s', async () => {
    const keys = publicKeysOf(old.publicKey);
    expect(await verifyToken(keys, await tokenOf(stranger))).toBeUndefined();
    for (const kid of [...keys.keys(), 'constructor', '__proto__', '']) {
      const forged = await new SignJWT({ admin: true })
        .setProtectedHeader({ alg: 'EdDSA', kid })
        .setIssuer('stipple')
        .setSubject('dao')
        .setExpirationTime('1h')
        .sign(stranger.privateKey);
      expect(await verifyToken(keys, forged)).toBeUndefined();
    }
    expect(await verifyToken(keys, 'no token')).toBeUndefined();
  });

  it('says who signed in and how often they were signed out, never what they may do; one from before that was counted is of the first time', async () => {
    const claims = { admin: true, roles: { c1: ['MANAGER'] } };
    const before = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'EdDSA' })
      .setIssuer('stipple')
      .setSubject('dao')
      .setExpirationTime('1h')
      .sign(old.privateKey);
    expect(await verifyToken(publicKeysOf(old.publicKey), before)).toEqual({ id: 'dao', sessions: 0 });
  });
});
