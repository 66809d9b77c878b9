/** The cryptography of the log, by Node or in a browser, with equal answers. Both calls are synchronous. */
export interface Cryptography {
  /** Writes the SHA-256 of `bytes` to `out[at, at + 32)`. The two may overlap: `bytes` is read first. */
  sha256(bytes: Uint8Array, out: Uint8Array, at: number): void;
  /**
   * Whether `signature` (64 bytes) is an Ed25519 signature (RFC 8032) over `message` by the 32-byte public key. False
   * also for a malformed key or signature.
   */
  verifyEd25519(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean;
}

/** The 32 bytes of a SHA-256. */
export function digestOf(cryptography: Cryptography, bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array(32);
  cryptography.sha256(bytes, out, 0);
  return out;
}
