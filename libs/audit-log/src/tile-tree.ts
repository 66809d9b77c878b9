import { Malformed } from './encoding.js';
import {
  consistencyRanges,
  inclusionRanges,
  rootOf,
  subtreesOf,
  type LeafRange,
  type Subtree,
  type TreeHasher,
} from './merkle.js';
import { TileHashes } from './tile-hashes.js';
import { bundleLimit, entriesOf, entriesPath, lengthOf, tileBytes, tilePath, tileWidth, widthIn } from './tiles.js';

/** The source of a log's files: a folder, or an address. */
export interface TileSource {
  /**
   * The file at a path below the log's prefix, or undefined if there is none.
   * @throws Malformed when it has more than `limit` bytes.
   */
  read(path: string, limit: number): Promise<Uint8Array | undefined>;
}

const kept = 256;

/**
 * The tree of a log by its tiles, at one size. Its answers are only as true as the tiles: callers check proofs against
 * a signed root.
 */
export class TileTree {
  readonly #tiles = new Map<string, Uint8Array>();
  #hashes: TileHashes | undefined;
  /** @param size the number of leaves that the tiles hold. */
  constructor(
    readonly source: TileSource,
    readonly hasher: TreeHasher,
    readonly size: number,
  ) {}

  /** The hashes that prove the leaf at `index` in the tree of the first `size` leaves. @throws RangeError, Malformed */
  async inclusionProof(index: number, size = this.size): Promise<Uint8Array[]> {
    if (!(index >= 0 && index < size && size <= this.size))
      throw new RangeError(`There is no entry ${index} in a log of ${size}.`);
    return this.rootsOf(inclusionRanges(index, size));
  }

  /** The hashes that prove that the first `from` leaves begin the first `to`. @throws RangeError, Malformed */
  async consistencyProof(from: number, to = this.size): Promise<Uint8Array[]> {
    if (!(from >= 0 && from <= to && to <= this.size))
      throw new RangeError(`A log of ${this.size} entries cannot be compared at ${from} and ${to}.`);
    return this.rootsOf(consistencyRanges(from, to));
  }

  /** The root of the first `size` leaves. @throws RangeError, Malformed */
  async root(size = this.size): Promise<Uint8Array> {
    if (!(size >= 0 && size <= this.size))
      throw new RangeError(`A log of ${this.size} entries has no root at ${size}.`);
    const [root] = await this.rootsOf([{ begin: 0, end: size }]);
    return root ?? this.hasher.empty();
  }

  /** The hashes of a range's complete subtrees, from left to right. @throws Malformed */
  async hashesOf(range: LeafRange): Promise<Uint8Array[]> {
    const found: Uint8Array[] = [];
    for (const subtree of subtreesOf(range)) found.push(await this.#subtree(subtree));
    return found;
  }

  async rootsOf(ranges: readonly LeafRange[]): Promise<Uint8Array[]> {
    const roots: Uint8Array[] = [];
    for (const range of ranges) roots.push(rootOf(this.hasher, await this.hashesOf(range)));
    return roots;
  }

  /** The hashes of a tile, 32 bytes each. @throws Malformed when it is missing or too short. */
  async tile(level: number, index: number): Promise<Uint8Array> {
    const width = widthIn(this.size, level, index);
    const path = tilePath({ level, index, width });
    let bytes = this.#tiles.get(path);
    if (bytes === undefined) {
      const found = await this.#whole(path, tilePath({ level, index, width: tileWidth }), tileBytes);
      const belong = found.isFull ? tileBytes : width * 32;
      if (found.bytes.length !== belong)
        throw new Malformed(`${path} has ${found.bytes.length} bytes; ${belong} belong there.`);
      bytes = found.bytes;
      if (this.#tiles.size >= kept) this.#tiles.clear();
      this.#tiles.set(path, bytes);
    }
    return bytes.subarray(0, width * 32);
  }

  /**
   * The entries whose hashes are in the tile of level 0 with this index.
   * @throws Malformed when they are missing, or their number is another.
   */
  async entries(index: number): Promise<Uint8Array[]> {
    const width = widthIn(this.size, 0, index);
    const path = entriesPath(index, width);
    const { bytes, isFull } = await this.#whole(path, entriesPath(index, tileWidth), bundleLimit(tileWidth));
    return entriesOf(bytes, isFull ? tileWidth : width, path).slice(0, width);
  }

  /** One entry. @throws Malformed when it is missing. */
  async entry(index: number): Promise<Uint8Array> {
    const found = (await this.entries(Math.floor(index / tileWidth)))[index % tileWidth];
    if (found === undefined) throw new Malformed(`The log lacks entry ${index}.`);
    return found;
  }

  /**
   * The raw bundle of entries at an index, unchecked. Of a full one, as much as this tree has.
   * @throws Malformed when it is missing.
   */
  async entryBytes(index: number): Promise<Uint8Array> {
    const width = widthIn(this.size, 0, index);
    const { bytes, isFull } = await this.#whole(
      entriesPath(index, width),
      entriesPath(index, tileWidth),
      bundleLimit(tileWidth),
    );
    return isFull && width < tileWidth ? bytes.subarray(0, lengthOf(bytes, width)) : bytes;
  }

  /** Reads the full file if the partial one is gone: the full one begins with the same bytes. */
  async #whole(path: string, full: string, limit: number): Promise<{ bytes: Uint8Array; isFull: boolean }> {
    const bytes = await this.source.read(path, limit);
    if (bytes !== undefined) return { bytes, isFull: path === full };
    const whole = path === full ? undefined : await this.source.read(full, limit);
    if (whole === undefined) throw new Malformed(`${path} is missing from the log.`);
    return { bytes: whole, isFull: true };
  }

  async #subtree({ level, index }: Subtree): Promise<Uint8Array> {
    const tileLevel = Math.floor(level / 8);
    const count = 2 ** (level % 8);
    const first = index * count;
    const at = (first % tileWidth) * 32;
    const tile = await this.tile(tileLevel, Math.floor(first / tileWidth));
    if (tile.length < at + count * 32) throw new Malformed(`A hash of level ${level} is missing from the log.`);
    this.#hashes ??= new TileHashes(this.hasher.cryptography);
    this.#hashes.load(tile.subarray(at, at + count * 32));
    return this.#hashes.fold(count);
  }
}
