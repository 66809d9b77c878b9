import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setImmediate as pause } from 'node:timers/promises';
import {
  announcementBytes,
  bundleMagic,
  consistencyBytes,
  endBytes,
  frame,
  manifestBytes,
  restBytes,
  runHead,
  type FrameKind,
} from './bundle-format.js';
import { parseCheckpoint, type Checkpoint } from './checkpoint.js';
import { concatenated, Malformed, sameBytes } from './encoding.js';
import { syncFolder, writeAll } from './files.js';
import { keyListBytes, type LogKey } from './key-chain.js';
import { isConsistent, TreeHasher } from './merkle.js';
import { nodeCryptography } from './node-cryptography.js';
import { TileTree, type TileSource } from './tile-tree.js';
import { tileWidth } from './tiles.js';

/** The content of a bundle to be written. */
export interface BundleOrder {
  source: TileSource;
  /** As published, with its cosignatures. */
  checkpoint: Uint8Array;
  keys: readonly LogKey[];
  /** The chosen indices, ascending. */
  chosen: Iterable<number>;
  /** A checkpoint that the receiver of the bundle has kept. */
  since?: Checkpoint;
  /** Called now and then with the number of entries written so far. */
  progress?: (done: number) => void;
}

/**
 * Groups chosen indices into runs of neighbours within one tile.
 * @throws RangeError when they do not ascend, or lie outside the log.
 */
function* runsOf(chosen: Iterable<number>, size: number): Generator<{ start: number; count: number }> {
  let run: { start: number; count: number } | undefined;
  let previous = -1;
  for (const index of chosen) {
    if (!Number.isSafeInteger(index) || index <= previous || index >= size)
      throw new RangeError(`Entry ${index} cannot be chosen after ${previous} from a log of ${size}.`);
    previous = index;
    if (run !== undefined && index === run.start + run.count && index % tileWidth !== 0) run.count += 1;
    else {
      if (run !== undefined) yield run;
      run = { start: index, count: 1 };
    }
  }
  if (run !== undefined) yield run;
}

/** The indices from `first` to `last`, both included. */
export function* indicesFrom(first: number, last: number): Generator<number> {
  for (let index = first; index <= last; index += 1) yield index;
}

const buffered = 1 << 20;

/** Collects writes into pieces of a megabyte. */
class Pieces {
  readonly #bytes = new Uint8Array(buffered);
  #used = 0;
  constructor(readonly write: (bytes: Uint8Array) => void) {}

  add(bytes: Uint8Array): void {
    if (this.#used + bytes.length > buffered) this.flush();
    if (bytes.length > buffered) this.write(bytes);
    else {
      this.#bytes.set(bytes, this.#used);
      this.#used += bytes.length;
    }
  }

  frame(kind: FrameKind, ...parts: readonly Uint8Array[]): void {
    const head = new Uint8Array(5);
    head[0] = frame[kind];
    new DataView(head.buffer).setUint32(
      1,
      parts.reduce((length, part) => length + part.length, 0),
    );
    for (const part of [head, ...parts]) this.add(part);
  }

  flush(): void {
    if (this.#used > 0) this.write(this.#bytes.subarray(0, this.#used));
    this.#used = 0;
  }
}

/**
 * Writes a bundle, piece by piece. The same order gives the same bytes. Entries go in as they lie in the log, also
 * altered ones: the verifier finds those by index.
 * @param write takes each piece; it must not keep one, because the memory is used again.
 * @throws Malformed when the log's tiles do not fit its checkpoint, or the log does not extend `since`.
 */
async function writeBundle(
  { source, checkpoint: bytes, keys, chosen, since, progress }: BundleOrder,
  write: (bytes: Uint8Array) => void,
): Promise<void> {
  const checkpoint = parseCheckpoint(bytes);
  const { origin, size, root } = checkpoint;
  const hasher = new TreeHasher(nodeCryptography);
  const tree = new TileTree(source, hasher, size);
  const runs = [...runsOf(chosen, size)];
  const last = runs.at(-1);
  const count = runs.reduce((sum, run) => sum + run.count, 0);
  const range = runs[0] && last ? { first: runs[0].start, last: last.start + last.count - 1 } : undefined;
  if (!sameBytes(await tree.root(), root)) throw new Malformed('The tiles of the log are not those of its checkpoint.');

  const pieces = new Pieces(write);
  pieces.add(bundleMagic);
  pieces.frame(
    'manifest',
    manifestBytes({ origin, size, root, count, ...(range ? { range } : {}), ...(since ? { since: since.size } : {}) }),
  );
  pieces.frame('checkpoint', bytes);
  pieces.frame('keys', keyListBytes(keys));
  for (const { announcedAt } of keys.slice(1)) {
    pieces.frame(
      'announcement',
      announcementBytes({
        index: announcedAt,
        entry: await tree.entry(announcedAt),
        proof: await tree.inclusionProof(announcedAt),
      }),
    );
  }
  if (since !== undefined)
    pieces.frame(
      'consistency',
      consistencyBytes({ size: since.size, root: since.root, proof: await proofSince(tree, since, checkpoint) }),
    );

  let at = 0;
  let done = 0;
  let paused = performance.now();
  for (const run of runs) {
    // Reading a folder never waits, and Node delivers signals only while something waits.
    if (performance.now() - paused > 50) {
      await pause();
      paused = performance.now();
    }
    const gap = await tree.hashesOf({ begin: at, end: run.start });
    await writeRun(pieces, tree, run, gap);
    at = run.start + run.count;
    done += run.count;
    progress?.(done);
  }
  pieces.frame('rest', restBytes(await tree.hashesOf({ begin: at, end: size })));
  pieces.frame('end', endBytes(count));
  pieces.flush();
}

async function proofSince(
  tree: TileTree,
  since: Checkpoint,
  { origin, size, root }: Checkpoint,
): Promise<Uint8Array[]> {
  if (since.origin !== origin)
    throw new Malformed(`The kept checkpoint is of the log ${since.origin}, and this is ${origin}.`);
  if (since.size > size)
    throw new Malformed(
      `The kept checkpoint has ${since.size} entries, and this log only ${size}: ` +
        'it was cut, or an old copy was restored.',
    );
  const proof = await tree.consistencyProof(since.size, size);
  if (!isConsistent(tree.hasher, { from: since.size, to: size, fromRoot: since.root, toRoot: root, proof }))
    throw new Malformed(
      `This log does not extend the kept checkpoint of ${since.size} entries: it was rewritten, ` +
        'or its tiles were altered. "stipple log fsck" tells which.',
    );
  return proof;
}

async function writeRun(
  pieces: Pieces,
  tree: TileTree,
  { start, count }: { start: number; count: number },
  gap: Uint8Array[],
): Promise<void> {
  const tile = Math.floor(start / tileWidth);
  const from = start % tileWidth;
  const leaves = (await tree.tile(0, tile)).subarray(from * 32, (from + count) * 32);
  const tileRoot = count === tileWidth ? (await tree.hashesOf({ begin: start, end: start + count }))[0] : undefined;
  const entries = (await tree.entries(tile)).slice(from, from + count);
  const first = entries[0] as Uint8Array;
  const final = entries.at(-1) as Uint8Array;
  // The bytes read hold the entries one after the other, each after its length.
  const framed = new Uint8Array(
    first.buffer,
    first.byteOffset - 2,
    final.byteOffset + final.length - first.byteOffset + 2,
  );
  pieces.frame('entries', runHead({ start, count, gap, ...(tileRoot ? { tileRoot } : {}), leaves }), framed);
}

/** Files that are being written. A signal that ends the process removes them. */
const unfinished = new Set<string>();
// Not SIGHUP: listening to it would undo nohup.
const endings = ['SIGINT', 'SIGTERM'] as const;

function removeUnfinished(signal: NodeJS.Signals): void {
  // If other code listens for this signal, leave exiting to it.
  if (process.listenerCount(signal) > 1) return;
  for (const file of unfinished) rmSync(file, { force: true });
  process.off(signal, removeUnfinished);
  process.kill(process.pid, signal);
}

function begun(file: string): void {
  if (unfinished.size === 0) for (const signal of endings) process.on(signal, removeUnfinished);
  unfinished.add(file);
}

function ended(file: string): void {
  unfinished.delete(file);
  if (unfinished.size === 0) for (const signal of endings) process.off(signal, removeUnfinished);
}

/** Writes a bundle to a file. The file appears once it is whole. */
export async function writeBundleFile(order: BundleOrder, file: string): Promise<void> {
  const beside = `${file}.${process.pid}.new`;
  const fd = openSync(beside, 'w', 0o644);
  begun(beside);
  try {
    try {
      await writeBundle(order, (bytes) => writeAll(fd, bytes));
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
    renameSync(beside, file);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  } finally {
    ended(beside);
  }
  syncFolder(path.dirname(path.resolve(file)));
}

/** A bundle in one piece, for few entries. */
export async function bundleBytes(order: BundleOrder): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  await writeBundle(order, (bytes) => parts.push(bytes.slice()));
  return concatenated(...parts);
}
