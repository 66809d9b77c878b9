import { digestOf, type Cryptography } from './cryptography.js';
import { sameBytes } from './encoding.js';

/** A half-open range of leaves. */
export interface LeafRange {
  begin: number;
  end: number;
}
/** A complete subtree: the leaves `[index * 2^level, (index + 1) * 2^level)`. */
export interface Subtree {
  level: number;
  index: number;
}

/**
 * Writes the leaf hash of an entry to `out[at, at + 32)`. The entry is `bytes[from, to)`, after its length in 2 bytes.
 * Copies nothing: for a moment, the 0x00 that a leaf needs overwrites the second byte of the length.
 */
export function hashFramed(
  cryptography: Cryptography,
  bytes: Uint8Array,
  from: number,
  to: number,
  out: Uint8Array,
  at: number,
): void {
  const low = bytes[from + 1] as number;
  bytes[from + 1] = 0;
  // Half the cost of `subarray`, which first looks for a species constructor.
  cryptography.sha256(new Uint8Array(bytes.buffer, bytes.byteOffset + from + 1, to - from - 1), out, at);
  bytes[from + 1] = low;
}

/** The hashes of RFC 6962, section 2.1: a leaf is SHA-256(0x00 ‖ entry), a node SHA-256(0x01 ‖ left ‖ right). */
export class TreeHasher {
  readonly #pair = new Uint8Array(65);
  constructor(readonly cryptography: Cryptography) {
    this.#pair[0] = 1;
  }

  leaf(entry: Uint8Array): Uint8Array {
    const prefixed = new Uint8Array(entry.length + 1);
    prefixed.set(entry, 1);
    const out = new Uint8Array(32);
    this.cryptography.sha256(prefixed, out, 0);
    return out;
  }

  node(left: Uint8Array, right: Uint8Array): Uint8Array {
    const out = new Uint8Array(32);
    this.#pair.set(left, 1);
    this.#pair.set(right, 33);
    this.cryptography.sha256(this.#pair, out, 0);
    return out;
  }

  /** The root of the tree without leaves: the SHA-256 of nothing. */
  empty(): Uint8Array {
    return digestOf(this.cryptography, new Uint8Array(0));
  }
}

/** The largest power of two smaller than `n`, for `n` of at least 2 and at most 2^53 - 1. */
function splitOf(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

/**
 * The fewest complete subtrees that hold exactly the leaves of a range, from left to right. There are at most about
 * 104.
 */
export function subtreesOf({ begin, end }: LeafRange): Subtree[] {
  const found: Subtree[] = [];
  let at = begin;
  while (at < end) {
    let level = 0;
    let width = 1;
    while (level < 52 && at % (width * 2) === 0 && at + width * 2 <= end) {
      width *= 2;
      level += 1;
    }
    found.push({ level, index: at / width });
    at += width;
  }
  return found;
}

/**
 * The ranges whose roots prove that a leaf is in a tree of `size`, from the leaf's sibling upwards (RFC 6962, section
 * 2.1.1).
 */
export function inclusionRanges(index: number, size: number): LeafRange[] {
  const ranges: LeafRange[] = [];
  let begin = 0;
  let end = size;
  while (end - begin > 1) {
    const middle = begin + splitOf(end - begin);
    if (index < middle) {
      ranges.push({ begin: middle, end });
      end = middle;
    } else {
      ranges.push({ begin, end: middle });
      begin = middle;
    }
  }
  return ranges.reverse();
}

/**
 * The ranges whose roots prove that a tree of size `from` begins a tree of size `to` (RFC 6962, section 2.1.2). None if
 * `from` is 0 or `to`.
 */
export function consistencyRanges(from: number, to: number): LeafRange[] {
  const ranges: LeafRange[] = [];
  if (from === 0) return ranges;
  let begin = 0;
  let end = to;
  let wholeOld = true;
  while (from < end) {
    const middle = begin + splitOf(end - begin);
    if (from <= middle) {
      ranges.push({ begin: middle, end });
      end = middle;
    } else {
      ranges.push({ begin, end: middle });
      begin = middle;
      wholeOld = false;
    }
  }
  if (!wholeOld) ranges.push({ begin, end });
  return ranges.reverse();
}

const isSize = (n: number) => Number.isSafeInteger(n) && n >= 0;
const areHashes = (...hashes: readonly Uint8Array[]) => hashes.every(({ length }) => length === 32);
const half = (n: number) => Math.floor(n / 2);

/**
 * The root that an inclusion proof leads to (RFC 9162, section 2.1.3.2). Undefined when the proof does not fit index
 * and size.
 */
function rootOfInclusion(
  hasher: TreeHasher,
  index: number,
  size: number,
  leafHash: Uint8Array,
  proof: readonly Uint8Array[],
): Uint8Array | undefined {
  if (!isSize(index) || !isSize(size) || index >= size || !areHashes(leafHash, ...proof)) return undefined;
  let fn = index;
  let sn = size - 1;
  let root = leafHash;
  for (const hash of proof) {
    if (sn === 0) return undefined;
    if (fn % 2 === 1 || fn === sn) {
      root = hasher.node(hash, root);
      while (fn % 2 === 0 && fn !== 0) {
        fn = half(fn);
        sn = half(sn);
      }
    } else root = hasher.node(root, hash);
    fn = half(fn);
    sn = half(sn);
  }
  return sn === 0 ? root : undefined;
}

export interface Inclusion {
  index: number;
  size: number;
  leafHash: Uint8Array;
  proof: readonly Uint8Array[];
  root: Uint8Array;
}

/** Whether the leaf is at that index of the tree with that size and root. */
export function isIncluded(hasher: TreeHasher, { index, size, leafHash, proof, root }: Inclusion): boolean {
  const found = rootOfInclusion(hasher, index, size, leafHash, proof);
  return found !== undefined && sameBytes(found, root);
}

export interface Consistency {
  from: number;
  to: number;
  fromRoot: Uint8Array;
  toRoot: Uint8Array;
  proof: readonly Uint8Array[];
}

/**
 * The two roots that a consistency proof leads to (RFC 9162, section 2.1.4.2). Undefined when the proof does not fit
 * the sizes. If `from` is a power of two the proof leaves its root out, so `fromRoot` goes into both.
 */
export function rootsOfConsistency(
  hasher: TreeHasher,
  { from, to, fromRoot, toRoot, proof }: Consistency,
): { fromRoot: Uint8Array; toRoot: Uint8Array } | undefined {
  if (!isSize(from) || !isSize(to) || from > to || !areHashes(fromRoot, toRoot, ...proof)) return undefined;
  if (from === 0)
    return proof.length === 0 ? { fromRoot: hasher.empty(), toRoot: to === 0 ? hasher.empty() : toRoot } : undefined;
  if (from === to) return proof.length === 0 ? { fromRoot, toRoot: fromRoot } : undefined;
  let fn = from - 1;
  let sn = to - 1;
  while (fn % 2 === 1) {
    fn = half(fn);
    sn = half(sn);
  }
  const [first, ...rest] = fn === 0 ? [fromRoot, ...proof] : proof;
  if (first === undefined) return undefined;
  let fr = first;
  let sr = first;
  for (const hash of rest) {
    if (sn === 0) return undefined;
    if (fn % 2 === 1 || fn === sn) {
      fr = hasher.node(hash, fr);
      sr = hasher.node(hash, sr);
      while (fn % 2 === 0 && fn !== 0) {
        fn = half(fn);
        sn = half(sn);
      }
    } else sr = hasher.node(sr, hash);
    fn = half(fn);
    sn = half(sn);
  }
  return sn === 0 ? { fromRoot: fr, toRoot: sr } : undefined;
}

/** Whether the tree of size `from` and root `fromRoot` begins the tree of size `to` and root `toRoot`. */
export function isConsistent(hasher: TreeHasher, consistency: Consistency): boolean {
  const found = rootsOfConsistency(hasher, consistency);
  return (
    found !== undefined &&
    sameBytes(found.fromRoot, consistency.fromRoot) &&
    sameBytes(found.toRoot, consistency.toRoot)
  );
}

/** The right edge of a growing tree: the roots of its complete subtrees, the largest first. */
export class Frontier {
  #size = 0;
  #nodes: { level: number; hash: Uint8Array }[] = [];
  constructor(readonly hasher: TreeHasher) {}

  get size(): number {
    return this.#size;
  }

  /**
   * Appends a complete subtree of 2^level leaves.
   * @throws RangeError when a subtree of that height cannot begin at this size, or the size would pass 2^53 - 1.
   */
  append(level: number, hash: Uint8Array): void {
    const width = 2 ** level;
    if (this.#size % width !== 0 || !isSize(this.#size + width))
      throw new RangeError(`No subtree of ${width} leaves begins at ${this.#size}.`);
    this.#size += width;
    let node = { level, hash };
    for (let last = this.#nodes.at(-1); last?.level === node.level; last = this.#nodes.at(-1)) {
      this.#nodes.pop();
      node = { level: node.level + 1, hash: this.hasher.node(last.hash, node.hash) };
    }
    this.#nodes.push(node);
  }

  root(): Uint8Array {
    return rootOf(
      this.hasher,
      this.#nodes.map(({ hash }) => hash),
    );
  }
}

/**
 * The root over complete subtrees of descending size, as `subtreesOf` gives them for a range of RFC 6962. Over none,
 * the root of the empty tree.
 */
export function rootOf(hasher: TreeHasher, hashes: readonly Uint8Array[]): Uint8Array {
  let root: Uint8Array | undefined;
  for (let i = hashes.length - 1; i >= 0; i -= 1) {
    const left = hashes[i] as Uint8Array;
    root = root === undefined ? left : hasher.node(left, root);
  }
  return root ?? hasher.empty();
}
