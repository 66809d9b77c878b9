import { closeSync, fsyncSync, openSync, rmSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { base64, concatenated, Malformed, textOf, utf8 } from './encoding.js';
import { isCode, readWhole, syncFolder, writeAll } from './files.js';
import { keyParts, keyTypeOf, typedKey, verifierKeyOf, type KeyType, type VerifierKey } from './keys.js';
import { nodeCryptography, publicKeyOfSeed, signEd25519 } from './node-cryptography.js';
import { cosignedMessage, signatureLine } from './note.js';

const prefix = 'PRIVATE+KEY+';

/** A private key that signs notes. Printing it shows no secret. */
export class SigningKey {
  readonly #seed: Uint8Array;
  private constructor(
    readonly verifier: VerifierKey,
    seed: Uint8Array,
  ) {
    this.#seed = seed;
  }

  /** @throws Malformed when the name cannot name a key. */
  static generate(name: string, type: KeyType): SigningKey {
    return SigningKey.#of(name, type, new Uint8Array(randomBytes(32)));
  }

  static #of(name: string, type: KeyType, seed: Uint8Array): SigningKey {
    return new SigningKey(verifierKeyOf(nodeCryptography, name, type, publicKeyOfSeed(seed)), seed);
  }

  /**
   * @throws Malformed unless `text` is a private key in the form of C2SP and Go, `PRIVATE+KEY+NAME+ID+BASE64`, with the
   *   right id.
   */
  static parse(text: string): SigningKey {
    if (!text.startsWith(prefix)) throw new Malformed('This is no private key: it does not begin with PRIVATE+KEY+.');
    const { name, id, bytes } = keyParts(text.slice(prefix.length), 'The private key');
    const type = keyTypeOf(bytes[0], 'The private key');
    if (bytes.length !== 33) throw new Malformed('The private key is not 32 bytes long.');
    const key = SigningKey.#of(name, type, bytes.slice(1));
    if (key.verifier.keyId !== Number.parseInt(id, 16))
      throw new Malformed('The private key has an id that is not its own: it was altered.');
    return key;
  }

  /** @throws Malformed when there is no key in the file. */
  static read(file: string): SigningKey {
    const bytes = readWhole(file, 4096);
    if (bytes === undefined) throw new Malformed(`There is no key in ${file}.`);
    return SigningKey.parse(textOf(bytes, file).trim());
  }

  /**
   * Writes the private key to a new file that only its owner may read.
   * @throws Malformed when the file is there already.
   */
  write(file: string): void {
    let fd: number;
    try {
      fd = openSync(file, 'wx', 0o600);
    } catch (error) {
      if (isCode(error, 'EEXIST')) throw new Malformed(`${file} is there already; a key is never written over.`);
      throw error;
    }
    try {
      const { name, keyId, type } = this.verifier;
      writeAll(
        fd,
        utf8(`${prefix}${name}+${keyId.toString(16).padStart(8, '0')}+${base64(typedKey(type, this.#seed))}\n`),
      );
      fsyncSync(fd);
    } catch (error) {
      // Half a key is useless, and its file would block the next try.
      rmSync(file, { force: true });
      throw error;
    } finally {
      closeSync(fd);
    }
    syncFolder(path.dirname(path.resolve(file)));
  }

  /**
   * The signature line for the text of a note.
   * @param time of a cosignature, in seconds since 1970. A log's signature has none.
   */
  line(text: string, time: number): string {
    const { name, keyId, type } = this.verifier;
    switch (type) {
      case 'signature':
        return signatureLine(name, keyId, signEd25519(this.#seed, utf8(text)));
      case 'cosignature': {
        const stamp = new Uint8Array(8);
        new DataView(stamp.buffer).setBigUint64(0, BigInt(time));
        return signatureLine(name, keyId, concatenated(stamp, signEd25519(this.#seed, cosignedMessage(text, time))));
      }
    }
  }
}
