import type { TreeHead } from './checkpoint.js';
import {
  base64,
  concatenated,
  hashFromBase64,
  integerOf,
  Malformed,
  textOf,
  uint64,
  uint64At,
  utf8,
} from './encoding.js';
import type { Announcement } from './key-chain.js';
import { proofLimit } from './proof.js';
import { entryLimit, tileWidth } from './tiles.js';

/** The first bytes of a bundle. */
export const bundleMagic = utf8('stipple-audit-bundle/v1\n');

/**
 * The parts of a bundle, in their order. Each is a byte that names it, the length of its content in 4 bytes, and the
 * content.
 */
export const frame = {
  manifest: 0x4d,
  checkpoint: 0x43,
  keys: 0x4b,
  announcement: 0x41,
  consistency: 0x53,
  entries: 0x45,
  rest: 0x52,
  end: 0x5a,
} as const;
export type FrameKind = keyof typeof frame;

/** The most hashes that can stand for the leaves between two runs of chosen entries. */
const gapLimit = 106;
/** The most bytes that any part can have: a full run of the longest entries. */
export const frameLimit = 12 + 32 * (gapLimit + 1 + tileWidth) + tileWidth * (entryLimit + 2);

/** The entries of a bundle, and the tree that they are of. */
export interface Manifest extends TreeHead {
  count: number;
  /** The first and last index; missing where the count is 0. */
  range?: { first: number; last: number };
  /** The size of the older tree that this one is proved to extend. */
  since?: number;
}

export const manifestBytes = ({ origin, size, root, count, range, since }: Manifest): Uint8Array =>
  utf8(
    [
      `origin ${origin}`,
      `size ${size}`,
      `root ${base64(root)}`,
      `entries ${count}`,
      ...(range ? [`first ${range.first}`, `last ${range.last}`] : []),
      ...(since === undefined ? [] : [`since ${since}`]),
      '',
    ].join('\n'),
  );

/** @throws Malformed unless the bytes are a manifest exactly as `manifestBytes` writes it, without contradiction. */
export function parseManifest(bytes: Uint8Array): Manifest {
  const lines = textOf(bytes.subarray(0, 8192), 'The manifest').split('\n');
  const take = (name: string): string | undefined =>
    lines[0]?.startsWith(`${name} `) ? (lines.shift() as string).slice(name.length + 1) : undefined;
  const need = (name: string): string => {
    const value = take(name);
    if (value === undefined) throw new Malformed(`The manifest does not say "${name}" where it should.`);
    return value;
  };
  const manifest: Manifest = {
    origin: need('origin'),
    size: integerOf(need('size'), 'The size in the manifest'),
    root: hashFromBase64(need('root'), 'The root in the manifest'),
    count: integerOf(need('entries'), 'The number of entries in the manifest'),
  };
  if (manifest.count > 0) {
    manifest.range = {
      first: integerOf(need('first'), 'The first index in the manifest'),
      last: integerOf(need('last'), 'The last index in the manifest'),
    };
    const { first, last } = manifest.range;
    if (last < first || last >= manifest.size || manifest.count > last - first + 1)
      throw new Malformed(
        'The manifest contradicts itself: its entries do not fit between their first and last index in the log.',
      );
  }
  const since = take('since');
  if (since !== undefined) manifest.since = integerOf(since, 'The older size in the manifest');
  if (lines.length !== 1 || lines[0] !== '') throw new Malformed('The manifest holds more than it should.');
  return manifest;
}

const hashesBytes = (hashes: readonly Uint8Array[]) => concatenated(new Uint8Array([hashes.length]), ...hashes);

/** Reads the content of a part from start to end. */
class FrameReader {
  #at = 0;
  constructor(
    readonly bytes: Uint8Array,
    readonly what: string,
  ) {}

  take(length: number): Uint8Array {
    if (this.#at + length > this.bytes.length) throw new Malformed(`${this.what} is cut short.`);
    this.#at += length;
    return this.bytes.subarray(this.#at - length, this.#at);
  }

  number(): number {
    return uint64At(this.take(8), 0, this.what);
  }

  byte(): number {
    return this.take(1)[0] as number;
  }

  /** A byte with their number, then that many hashes. */
  hashes(limit: number): Uint8Array[] {
    const count = this.byte();
    if (count > limit) throw new Malformed(`${this.what} has ${count} hashes; at most ${limit} can be needed.`);
    return Array.from({ length: count }, () => this.take(32).slice());
  }

  rest(): Uint8Array {
    return this.take(this.bytes.length - this.#at);
  }

  /** @throws Malformed when bytes are left. */
  end(): void {
    if (this.#at !== this.bytes.length) throw new Malformed(`${this.what} is longer than it says.`);
  }
}

export const announcementBytes = ({ index, entry, proof }: Announcement): Uint8Array =>
  concatenated(uint64(index), hashesBytes(proof), entry);

/** @throws Malformed unless the bytes are an announcement whose entry is not too long. */
export function parseAnnouncement(bytes: Uint8Array): Announcement {
  const reader = new FrameReader(bytes, 'The announcement of a key');
  const index = reader.number();
  const proof = reader.hashes(proofLimit);
  const entry = reader.rest();
  if (entry.length > entryLimit) throw new Malformed('The announcement of a key is longer than an entry can be.');
  return { index, proof, entry: entry.slice() };
}

/** Shows that a tree extends an older one. */
export interface ConsistencyPart {
  size: number;
  root: Uint8Array;
  proof: Uint8Array[];
}

export const consistencyBytes = ({ size, root, proof }: ConsistencyPart): Uint8Array =>
  concatenated(uint64(size), root, hashesBytes(proof));

/** @throws Malformed unless the bytes are such a part. */
export function parseConsistency(bytes: Uint8Array): ConsistencyPart {
  const reader = new FrameReader(bytes, 'The consistency proof');
  const part = { size: reader.number(), root: reader.take(32).slice(), proof: reader.hashes(proofLimit) };
  reader.end();
  return part;
}

/** Consecutive chosen entries within the leaves of one tile. */
export interface Run {
  start: number;
  count: number;
  /** The subtrees between the previous run and this one. */
  gap: Uint8Array[];
  /** The root over the tile, if the run is the whole tile. */
  tileRoot?: Uint8Array;
  /** The entries' hashes by the log, 32 bytes each. */
  leaves: Uint8Array;
  /** Each entry after its length in 2 bytes, as in the log's bundles of entries. */
  entries: Uint8Array;
}

const isWholeTile = (start: number, count: number) => start % tileWidth === 0 && count === tileWidth;

/** A run without its entries, which follow it. */
export function runHead({ start, count, gap, tileRoot, leaves }: Omit<Run, 'entries'>): Uint8Array {
  return concatenated(
    uint64(start),
    new Uint8Array([count - 1]),
    hashesBytes(gap),
    ...(tileRoot === undefined ? [] : [tileRoot]),
    leaves,
  );
}

/** @throws Malformed unless the bytes are a run within one tile. Its leaves and entries are views into them. */
export function parseRun(bytes: Uint8Array): Run {
  const reader = new FrameReader(bytes, 'A part with entries');
  const start = reader.number();
  const count = reader.byte() + 1;
  if (Math.floor(start / tileWidth) !== Math.floor((start + count - 1) / tileWidth))
    throw new Malformed('A part with entries reaches over the end of a tile.');
  const gap = reader.hashes(gapLimit);
  const tileRoot = isWholeTile(start, count) ? reader.take(32).slice() : undefined;
  return {
    start,
    count,
    gap,
    ...(tileRoot ? { tileRoot } : {}),
    leaves: reader.take(count * 32),
    entries: reader.rest(),
  };
}

export const restBytes = (gap: readonly Uint8Array[]): Uint8Array => hashesBytes(gap);

/** @throws Malformed unless the bytes are such a part. */
export function parseRest(bytes: Uint8Array): Uint8Array[] {
  const reader = new FrameReader(bytes, 'The part after the last entry');
  const gap = reader.hashes(gapLimit);
  reader.end();
  return gap;
}

export const endBytes = (count: number): Uint8Array => uint64(count);

/** The number of entries by the bundle's last part. @throws Malformed unless the bytes are such a part. */
export function parseEnd(bytes: Uint8Array): number {
  const reader = new FrameReader(bytes, 'The end of the bundle');
  const count = reader.number();
  reader.end();
  return count;
}
