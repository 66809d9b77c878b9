import { Malformed } from './encoding.js';
import { hashFramed } from './merkle.js';
import { nodeCryptography } from './node-cryptography.js';
import { entryLimit, tileBytes, tileWidth } from './tiles.js';

/** The first size of the buffer, in bytes. */
const initially = 1 << 17;

/** The tile of level 0 at the right edge of a growing log: its hashes, then the bundle of its entries. */
export class EntryTile {
  index = 0;
  width = 0;
  /** The hashes, the bundle from `tileBytes` on, and free room. */
  #bytes = new Uint8Array(initially);
  #length = tileBytes;
  /** Buffers given back, free to be used again. */
  readonly #spare: Uint8Array<ArrayBuffer>[] = [];

  get isFull(): boolean {
    return this.width === tileWidth;
  }

  /** Views that are valid until the next entry. */
  get hashes(): Uint8Array {
    return this.#bytes.subarray(0, this.width * 32);
  }
  get bundle(): Uint8Array {
    return this.#bytes.subarray(tileBytes, this.#length);
  }

  /** Adds an entry and hashes it. @throws Malformed when it is too long. */
  add(entry: Uint8Array): void {
    const { length } = entry;
    if (length > entryLimit)
      throw new Malformed(
        `Entry ${this.index * tileWidth + this.width} has ${length} bytes; at most ${entryLimit} fit.`,
      );
    const from = this.#length;
    const to = from + 2 + length;
    if (to > this.#bytes.length) this.#grow(to);
    const bytes = this.#bytes;
    bytes.set(entry, from + 2);
    bytes[from] = length >> 8;
    bytes[from + 1] = length & 0xff;
    hashFramed(nodeCryptography, bytes, from, to, bytes, this.width * 32);
    this.#length = to;
    this.width += 1;
  }

  /** Hands over the full tile and begins the next. */
  take(): { bytes: Uint8Array<ArrayBuffer>; length: number } {
    const taken = { bytes: this.#bytes, length: this.#length };
    this.#bytes = this.#spare.pop() ?? new Uint8Array(initially);
    this.#length = tileBytes;
    this.index += 1;
    this.width = 0;
    return taken;
  }

  /** Takes back the buffer of a tile that nobody uses any more. */
  giveBack(bytes: Uint8Array<ArrayBuffer>): void {
    this.#spare.push(bytes);
  }

  #grow(needed: number): void {
    const larger = new Uint8Array(Math.max(needed, this.#bytes.length * 2));
    larger.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = larger;
  }
}
