import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/**
 * An AES-256-GCM box: 12 bytes IV, 16 bytes tag, ciphertext.
 * @param bound what the box belongs to, so that it cannot be moved elsewhere
 */
export const seal = (key: Buffer, plain: Buffer, bound: string): Buffer => {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(bound));
  const text = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), text]);
};

/**
 * The contents of a box.
 * @throws Error under another key, for another `bound`, or where a byte was changed
 */
export const unseal = (key: Buffer, box: Buffer, bound: string): Buffer => {
  const decipher = createDecipheriv('aes-256-gcm', key, box.subarray(0, 12))
    .setAAD(Buffer.from(bound))
    .setAuthTag(box.subarray(12, 28));
  return Buffer.concat([decipher.update(box.subarray(28)), decipher.final()]);
};

/**
 * Protects what a context keeps beside its events and may speak of a person: outcomes of commands, and the reasons why
 * something was parked. Fingerprints are keyed, so that nobody can guess what was typed; texts are sealed. Both carry
 * the name of their key, `k1.<key>.<…>`, and say nothing under another master key.
 */
export class Kept {
  private readonly macKey: Buffer;
  private readonly boxKey: Buffer;
  private readonly mark: string;

  /** @param masterKey the context's, 32 bytes */
  constructor(masterKey: Buffer) {
    const derived = (purpose: string) => Buffer.from(hkdfSync('sha256', masterKey, Buffer.alloc(0), purpose, 32));
    this.macKey = derived('stipple fingerprints');
    this.boxKey = derived('stipple kept texts');
    this.mark = `k1.${derived('stipple key id').toString('hex').slice(0, 8)}.`;
  }

  /** Tells two things apart by their JSON. */
  fingerprint(...parts: readonly unknown[]): string {
    return this.mark + createHmac('sha256', this.macKey).update(JSON.stringify(parts)).digest('base64url');
  }

  /**
   * Whether a stored fingerprint may belong to the same thing. One that was made otherwise, or under another key, may
   * belong to anything.
   */
  mayBe(fingerprint: string, stored: string): boolean {
    return stored === fingerprint || !stored.startsWith(this.mark);
  }

  /** @param bound what the text belongs to, such as a command's id */
  seal(text: string, bound: string): string {
    return this.mark + seal(this.boxKey, Buffer.from(text), bound).toString('base64');
  }

  /**
   * Opens a sealed text. Undefined where it was sealed under another key. A text that was never sealed comes back as it
   * is.
   */
  open(text: string, bound: string): string | undefined {
    if (!/^k1\.[0-9a-f]{8}\./.test(text)) return text;
    if (!text.startsWith(this.mark)) return undefined;
    return unseal(this.boxKey, Buffer.from(text.slice(this.mark.length), 'base64'), bound).toString();
  }
}
