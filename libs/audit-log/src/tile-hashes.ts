import type { Cryptography } from './cryptography.js';
import { tileWidth } from './tiles.js';

const stride = 65;
const half = tileWidth / 2;

/**
 * The hashes of one tile, laid out for hashing: behind each 0x01 that begins a node lie its two children, so that a
 * pair is hashed where it stands and nothing is copied.
 */
export class TileHashes {
  /** Pairs of hashes, each behind its prefix. */
  readonly pairs = new Uint8Array(half * stride);
  readonly #nodes: Uint8Array[];
  readonly #children: Uint8Array[];
  constructor(readonly cryptography: Cryptography) {
    this.#nodes = Array.from({ length: half }, (_, i) => this.pairs.subarray(i * stride, (i + 1) * stride));
    this.#children = this.#nodes.map((node) => node.subarray(1));
    for (const node of this.#nodes) node[0] = 1;
  }

  /** Where the hash number `i` lies in `pairs`. */
  placeOf(i: number): number {
    return (i >> 1) * stride + 1 + (i & 1) * 32;
  }

  /** The first `width` hashes, 32 bytes each. */
  bytes(width: number): Uint8Array {
    const out = new Uint8Array(Math.ceil(width / 2) * 64);
    for (let i = 0; i * 2 < width; i += 1) out.set(this.#children[i] as Uint8Array, i * 64);
    return out.subarray(0, width * 32);
  }

  /** Takes over hashes, 32 bytes each. */
  load(bytes: Uint8Array): void {
    for (let i = 0; i * 64 < bytes.length; i += 1)
      (this.#children[i] as Uint8Array).set(bytes.subarray(i * 64, i * 64 + 64));
  }

  /**
   * The root over the first `width` hashes: a power of two, by default all of a full tile. What lies here is used up.
   * @returns 32 bytes of its own.
   */
  fold(width = tileWidth): Uint8Array {
    const { pairs, cryptography } = this;
    for (let count = width / 2; count >= 1; count /= 2) {
      // A pair's hash goes where a pair lay that has been hashed before it, or to its own place.
      for (let i = 0; i < count; i += 1) cryptography.sha256(this.#nodes[i] as Uint8Array, pairs, this.placeOf(i));
    }
    return pairs.slice(1, 33);
  }
}
