import { hashes, verify } from '@noble/ed25519';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import type { Cryptography } from './cryptography.js';

hashes.sha512 = sha512;

/**
 * SHA-256 and Ed25519 in plain JavaScript, for browsers: WebCrypto answers only later, and not at all on a page opened
 * from a file everywhere.
 */
export const portableCryptography: Cryptography = {
  sha256(bytes, out, at) {
    out.set(sha256(bytes), at);
  },
  verifyEd25519(publicKey, message, signature) {
    if (publicKey.length !== 32 || signature.length !== 64) return false;
    // RFC 8032 as strictly as OpenSSL has it; with the keys that are accepted at all, Node and a browser then agree.
    return verify(signature, message, publicKey, { zip215: false });
  },
};
