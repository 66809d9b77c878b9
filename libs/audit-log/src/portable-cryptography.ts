import { hashes, verify } from '@noble/ed25519';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import type { Cryptography } from './cryptography.js';

hashes.sha512 = sha512;

/**
 * SHA-256 and Ed25519 in plain JavaScript, for browsers: WebCrypto is asynchronous, and some browsers lack it on a page
 * opened from a file.
 */
export const portableCryptography: Cryptography = {
  sha256(bytes, out, at) {
    out.set(sha256(bytes), at);
  },
  verifyEd25519(publicKey, message, signature) {
    if (publicKey.length !== 32 || signature.length !== 64) return false;
    // As strict as OpenSSL about RFC 8032, so that Node and a browser agree for every key that we accept.
    return verify(signature, message, publicKey, { zip215: false });
  },
};
