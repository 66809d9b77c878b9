import { createHash, createPublicKey, type KeyObject } from 'node:crypto';

/** Ed25519 public keys by their ids. There are several during a change of keys. */
export type PublicKeys = ReadonlyMap<string, KeyObject>;

/** An Ed25519 private key, and the id by which others find its public key. */
export interface SigningKey {
  id: string;
  key: KeyObject;
}

/** The id of a key: 16 characters of the digest of its public part. */
const keyIdOf = (key: KeyObject): string => {
  const publicKey = key.type === 'private' ? createPublicKey(key) : key;
  return createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('base64url')
    .slice(0, 16);
};

export const signingKey = (key: KeyObject): SigningKey => ({ id: keyIdOf(key), key });

export const publicKeysOf = (...keys: readonly KeyObject[]): PublicKeys =>
  new Map(keys.map((key) => [keyIdOf(key), key]));
