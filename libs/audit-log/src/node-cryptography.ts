import { createHash, createPrivateKey, createPublicKey, hash, sign, verify } from 'node:crypto';
import type { Cryptography } from './cryptography.js';
import { concatenated } from './encoding.js';

// A digest as text, one character a byte, costs a third of a Buffer.
const digest: (bytes: Uint8Array) => string =
  typeof hash === 'function'
    ? (bytes) => hash('sha256', bytes, 'binary')
    : (bytes) => createHash('sha256').update(bytes).digest('binary');

const spki = new Uint8Array([0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00]);
const pkcs8 = new Uint8Array([
  0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
]);

const publicKeyOf = (key: Uint8Array) =>
  createPublicKey({ key: Buffer.from(concatenated(spki, key)), format: 'der', type: 'spki' });
const privateKeyOf = (seed: Uint8Array) =>
  createPrivateKey({ key: Buffer.from(concatenated(pkcs8, seed)), format: 'der', type: 'pkcs8' });

/** SHA-256 and Ed25519 by Node. */
export const nodeCryptography: Cryptography = {
  sha256(bytes, out, at) {
    const text = digest(bytes);
    for (let i = 0; i < 32; i += 1) out[at + i] = text.charCodeAt(i);
  },
  verifyEd25519(publicKey, message, signature) {
    if (publicKey.length !== 32 || signature.length !== 64) return false;
    return verify(null, message, publicKeyOf(publicKey), signature);
  },
};

/** The 64-byte Ed25519 signature over `message` by a 32-byte seed. */
export const signEd25519 = (seed: Uint8Array, message: Uint8Array): Uint8Array =>
  new Uint8Array(sign(null, message, privateKeyOf(seed)));

/** The 32-byte public key of a 32-byte seed. */
export const publicKeyOfSeed = (seed: Uint8Array): Uint8Array =>
  new Uint8Array(createPublicKey(privateKeyOf(seed)).export({ format: 'der', type: 'spki' }).subarray(spki.length));
