import type { Cryptography } from './cryptography.js';
import { tileWidth } from './tiles.js';

const stride = 65;
const half = tileWidth / 2;

/**
 * The hashes of one tile, laid out for hashing: each pair follows the 0x01 that begins a node, so pairs are hashed in
 * place and nothing is copied.
 */
export class TileHashes {
  /** Pairs of hashes, each after its prefix. */
  readonly pairs = new Uint8Array(half * stride);
  readonly #nodes: Uint8Array[];
  readonly #children: Uint8Array[];
  constructor(readonly cryptography: Cryptography) {
    this.#nodes = Array.from({ length: half }, (_, i) => this.pairs.subarray(i * stride, (i + 1) * stride));
    this.#children = this.#nodes.map((node) => node.subarray(1));
    for (const node of this.#nodes) node[0] = 1;
  }

  /** The offset of hash number `i` in `pairs`. */
  placeOf(i: number): number {
    return (i >> 1) * stride + 1 + (i & 1) * 32;
  }

  /** The first `width` hashes, 32 bytes each. */
  bytes(width: number): Uint8Array {
    const out = new Uint8Array(Math.ceil(width / 2) * 64);
    for (let i = 0; i * 2 < width; i += 1) out.set(this.#children[i] as Uint8Array, i * 64);
    return out.subarray(0, width * 32);
  }

  /** Copies in hashes, 32 bytes each. */
  load(bytes: Uint8Array): void {
    for (let i = 0; i * 64 < bytes.length; i += 1)
      (this.#children[i] as Uint8Array).set(bytes.subarray(i * 64, i * 64 + 64));
  }

  /**
   * The root over the first `width` hashes: a power of two, by default a full tile. Overwrites the hashes.
   * @returns a new array of 32 bytes.
   */
  fold(width = tileWidth): Uint8Array {
    const { pairs, cryptography } = this;
    for (let count = width / 2; count >= 1; count /= 2) {
      // A pair's hash overwrites a pair that was hashed before, or the pair itself.
      for (let i = 0; i < count; i += 1) cryptography.sha256(this.#nodes[i] as Uint8Array, pairs, this.placeOf(i));
    }
    return pairs.slice(1, 33);
  }
}
