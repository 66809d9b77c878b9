import type { Run } from './bundle-format.js';
import { Malformed, sameBytes } from './encoding.js';
import { looksLikeAnnouncement } from './key-chain.js';
import { Frontier, hashFramed, subtreesOf, type TreeHasher } from './merkle.js';
import { TileHashes } from './tile-hashes.js';
import { tileWidth } from './tiles.js';

/** A fault: a sentence for a person, and its place. */
export interface Problem {
  sentence: string;
  /** The entry at which it was found. */
  index?: number;
  /** The last suspect, if one of several entries is meant and we cannot tell which. */
  lastIndex?: number;
  /** Whether the entry at the index (or one of the suspects) is provably wrong or missing. */
  isProven?: boolean;
}

/** The problem of an entry that announces a key, when the list of keys leaves that key out. */
export const hiddenRotation = (index: number): Problem => ({
  index,
  sentence:
    `Entry ${index} announces a new key of the log, which is not among the keys given with it: ` +
    'a rotation was hidden. Checkpoints that the old key signed after it are not from the log.',
});

/**
 * Hashes the entries of a bundle into three trees: over the entries themselves, over the bundle's hash of each entry,
 * and over its hashes of whole tiles. The tree that leads to the signed root is true. The first place where another
 * tree differs from it was altered.
 */
export class EntryAudit {
  readonly #byEntry: Frontier;
  readonly #byLeaf: Frontier;
  readonly #byTile: Frontier;
  readonly #hashes: TileHashes;
  readonly #pairs: DataView;
  /**
   * The first entry whose hash is not the bundle's. `holds`: the entry found in its place, by index. `isBehind`: bytes
   * follow the last entry of its run.
   */
  #wrongLeaf: { index: number; holds?: number; isBehind?: boolean } | undefined;
  /** The first index of the first tile whose hash is not the bundle's. */
  #wrongTile: number | undefined;
  /** The lengths of some entries do not fit, so their tree is unknown. */
  #isTorn = false;
  #next = 0;
  #count = 0;
  #missing: number | undefined;

  /**
   * @param onAnnouncement receives each entry that looks like an announcement, with its index; the bytes are valid
   *   until it returns.
   */
  constructor(
    readonly hasher: TreeHasher,
    readonly onAnnouncement: (index: number, entry: Uint8Array) => void,
  ) {
    [this.#byEntry, this.#byLeaf, this.#byTile] = [new Frontier(hasher), new Frontier(hasher), new Frontier(hasher)];
    this.#hashes = new TileHashes(hasher.cryptography);
    this.#pairs = new DataView(this.#hashes.pairs.buffer);
  }

  /** The number of entries added. */
  get count(): number {
    return this.#count;
  }

  /** The index after the last entry added. */
  get next(): number {
    return this.#next;
  }

  /** The first index between two entries that the bundle leaves out. */
  get missing(): number | undefined {
    return this.#missing;
  }

  /** @throws Malformed when the run does not follow the one before it. */
  add(run: Run): void {
    const { start, count } = run;
    if (start < this.#next) throw new Malformed(`The bundle comes to entry ${start} after entry ${this.#next - 1}.`);
    if (start > this.#next && this.#count > 0) this.#missing ??= this.#next;
    this.#skip(run.gap, start);
    const isRight = this.#hashEntries(run);
    this.#next = start + count;
    this.#count += count;
    if (run.tileRoot === undefined) this.#appendSingly(run);
    else this.#appendTile(run, run.tileRoot, isRight);
  }

  /**
   * Adds the hashes that stand for the leaves up to `size`.
   * @throws Malformed when their number does not fit those leaves.
   */
  finish(rest: readonly Uint8Array[], size: number): void {
    this.#skip(rest, size);
  }

  /** The problem of the entries, given the log's true root; undefined if there is none. */
  problem(root: Uint8Array): Problem | undefined {
    // A tree that leads to the signed root is true, so the fault is in another one.
    const wrongLeaf = this.#wrongLeaf;
    if (!this.#isTorn && sameBytes(this.#byEntry.root(), root)) {
      if (wrongLeaf !== undefined)
        return {
          index: wrongLeaf.index,
          sentence: `The hash stored for entry ${wrongLeaf.index} was altered. The entry itself is what the log holds.`,
        };
      if (this.#wrongTile !== undefined)
        return this.#tile(
          'The hash stored for the entries',
          'was altered. The entries themselves are what the log holds.',
        );
      return undefined;
    }
    if (wrongLeaf !== undefined && sameBytes(this.#byLeaf.root(), root)) {
      const { index, holds, isBehind = false } = wrongLeaf;
      if (isBehind)
        return { index, sentence: `Behind entry ${index} something was put in that the log does not hold.` };
      if (holds === undefined)
        return {
          index,
          isProven: true,
          sentence: `Entry ${index} is not what the log holds: it was altered, or something else was put in its place.`,
        };
      return {
        index,
        isProven: true,
        sentence:
          `Entry ${index} is not what the log holds: entry ${holds} stands in its place, ` +
          'so one was taken out, put in, or exchanged.',
      };
    }
    if (this.#wrongTile !== undefined && sameBytes(this.#byTile.root(), root))
      return { ...this.#tile('Among the entries', 'at least one is not what the log holds.'), isProven: true };
    if (wrongLeaf !== undefined)
      return {
        index: wrongLeaf.index,
        sentence:
          `Entry ${wrongLeaf.index} does not have the hash that is stored for it, ` +
          'and neither leads to the root that the log signed.',
      };
    return {
      sentence:
        'The entries and the hashes beside them do not lead to the root that the log signed: ' +
        'hashes of the proof were altered, or entries together with their hashes.',
    };
  }

  #tile(before: string, after: string): Problem {
    const first = this.#wrongTile as number;
    return {
      index: first,
      lastIndex: first + tileWidth - 1,
      sentence: `${before} ${first} to ${first + tileWidth - 1} ${after}`,
    };
  }

  #skip(gap: readonly Uint8Array[], to: number): void {
    const subtrees = subtreesOf({ begin: this.#next, end: to });
    if (subtrees.length !== gap.length)
      throw new Malformed(
        `The bundle leaves out the entries from ${this.#next} to ${to - 1} without the hashes that stand for them.`,
      );
    for (const [at, { level }] of subtrees.entries())
      for (const tree of [this.#byEntry, this.#byLeaf, this.#byTile]) tree.append(level, gap[at] as Uint8Array);
    this.#next = to;
  }

  /** Hashes each entry into its place. Answers whether all have the hashes that the bundle gives. */
  #hashEntries({ start, count, entries, leaves }: Run): boolean {
    const { pairs } = this.#hashes;
    const { cryptography } = this.hasher;
    const given = new DataView(leaves.buffer, leaves.byteOffset, leaves.length);
    let at = 0;
    let isRight = true;
    for (let i = 0; i < count; i += 1) {
      const length = at + 2 <= entries.length ? ((entries[at] as number) << 8) | (entries[at + 1] as number) : Infinity;
      const to = at + 2 + length;
      if (to > entries.length) {
        this.#isTorn = true;
        if (isRight) this.#wrongLeaf ??= { index: start + i };
        return false;
      }
      const place = this.#hashes.placeOf(i);
      hashFramed(cryptography, entries, at, to, pairs, place);
      if (looksLikeAnnouncement(entries, at + 2, to)) this.onAnnouncement(start + i, entries.subarray(at + 2, to));
      at = to;
      if (isRight && !this.#isSame(place, given, i * 32)) {
        isRight = false;
        this.#wrongLeaf ??= this.#describe(start, count, i, place, given);
      }
    }
    if (at === entries.length) return isRight;
    this.#isTorn = true;
    if (isRight) this.#wrongLeaf ??= { index: start + count - 1, isBehind: true };
    return false;
  }

  #isSame(place: number, given: DataView, at: number): boolean {
    for (let byte = 0; byte < 32; byte += 4)
      if (this.#pairs.getInt32(place + byte) !== given.getInt32(at + byte)) return false;
    return true;
  }

  #describe(
    start: number,
    count: number,
    wrong: number,
    place: number,
    given: DataView,
  ): { index: number; holds?: number } {
    for (let i = 0; i < count; i += 1)
      if (i !== wrong && this.#isSame(place, given, i * 32)) return { index: start + wrong, holds: start + i };
    return { index: start + wrong };
  }

  #appendTile({ start, leaves }: Run, tileRoot: Uint8Array, isRight: boolean): void {
    const byEntry = this.#hashes.fold();
    let byLeaf = byEntry;
    if (!isRight) {
      this.#hashes.load(leaves);
      byLeaf = this.#hashes.fold();
    }
    if (!sameBytes(byLeaf, tileRoot)) this.#wrongTile ??= start;
    this.#byEntry.append(8, byEntry);
    this.#byLeaf.append(8, byLeaf);
    this.#byTile.append(8, tileRoot);
  }

  #appendSingly({ count, leaves }: Run): void {
    const { pairs } = this.#hashes;
    for (let i = 0; i < count; i += 1) {
      const place = this.#hashes.placeOf(i);
      const leaf = leaves.slice(i * 32, i * 32 + 32);
      this.#byEntry.append(0, pairs.slice(place, place + 32));
      this.#byLeaf.append(0, leaf);
      this.#byTile.append(0, leaf);
    }
  }
}
