import { statSync } from 'node:fs';
import path from 'node:path';
import { parseCheckpoint, type Checkpoint } from './checkpoint.js';
import { Malformed, sameBytes } from './encoding.js';
import { makeLastingFolder, readWhole, replaceFile } from './files.js';
import { keyListBytes, parseKeyList, type LogKey } from './key-chain.js';
import { TreeHasher } from './merkle.js';
import { nodeCryptography } from './node-cryptography.js';
import { noteBytes, noteLimit, verifiedSignatures } from './note.js';
import { Refused, type Signer } from './signer.js';
import { folderSource } from './sources.js';
import { TileTree } from './tile-tree.js';
import { lockAtOnce, lockForWriting, type WriterLock } from './writer-lock.js';

/** The checkpoint and the keys of the log in a folder. @throws Malformed without a log, or with a broken checkpoint. */
export function readLog(folder: string): { checkpoint: Checkpoint; keys: LogKey[]; bytes: Uint8Array } {
  const bytes = readWhole(path.join(folder, 'checkpoint'), noteLimit);
  const keys = readWhole(path.join(folder, 'keys'), noteLimit);
  if (bytes === undefined || keys === undefined) throw new Malformed(`There is no log in ${folder}.`);
  const checkpoint = parseCheckpoint(bytes);
  return {
    checkpoint,
    keys: parseKeyList(nodeCryptography, keys).filter(({ announcedAt }) => announcedAt < checkpoint.size),
    bytes,
  };
}

/** The tree of a log in a folder, at the size of its checkpoint. */
export const treeIn = (folder: string, size: number): TileTree =>
  new TileTree(folderSource(folder), new TreeHasher(nodeCryptography), size);

/** @throws Malformed unless a log may be begun in a folder, which need not be there. */
export function mayBegin(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === false)
    throw new Malformed(`${folder} is a file; a log lies in a folder.`);
  if (readWhole(path.join(folder, 'checkpoint'), noteLimit) !== undefined)
    throw new Malformed(`There is a log in ${folder} already.`);
}

/**
 * Begins a log in a folder without one, or finishes what a process began and died in.
 * @throws Malformed when there is a log; Refused when the key has signed another log; InUse when a process signs with
 *   the key, or begins a log there.
 */
export function beginLog(folder: string, signer: Signer): void {
  mayBegin(folder);
  const key = signer.lockAtOnce();
  try {
    const checkpoint = signer.begin();
    makeLastingFolder(folder);
    const log = lockAtOnce(lockFolder(folder), nameOf(folder));
    try {
      mayBegin(folder);
      replaceFile(path.join(folder, 'keys'), keyListBytes([{ announcedAt: -1, key: signer.key.verifier }]), 0o644);
      replaceFile(path.join(folder, 'checkpoint'), checkpoint, 0o644);
    } finally {
      log.release();
    }
  } finally {
    key.release();
  }
}

const lockFolder = (folder: string) => path.join(folder, '.writer');
const nameOf = (folder: string) => `The log in ${folder}`;

/** Locks the folder and the key: one writer for a log, and one log for a key. */
export async function lockBoth(folder: string, signer: Signer): Promise<WriterLock> {
  const log = await lockForWriting(lockFolder(folder), nameOf(folder));
  try {
    const key = await signer.lock();
    return { release: () => [key, log].forEach((lock) => lock.release()) };
  } catch (error) {
    log.release();
    throw error;
  }
}

/**
 * The checkpoint to go on from. Publishes it first, if a process died before it could.
 * @throws Refused when the log is not what the signer signed last.
 */
export async function upToDate(folder: string, signer: Signer): Promise<Checkpoint> {
  const { checkpoint } = readLog(folder);
  if (checkpoint.origin !== signer.origin)
    throw new Refused(`The key belongs to the log ${signer.origin}, and this is ${checkpoint.origin}.`);
  const isSigned = verifiedSignatures(nodeCryptography, checkpoint.note, [signer.key.verifier]).length > 0;
  const last = signer.last();
  // Before the signature of the published checkpoint is checked: a key that just took over has signed only an
  // unpublished one.
  if (last.size > checkpoint.size && (await leadsTo(folder, last))) {
    replaceFile(
      path.join(folder, 'checkpoint'),
      noteBytes(
        last.note.text,
        last.note.signatures.map(({ line }) => line),
      ),
      0o644,
    );
    return last;
  }
  if (!isSigned)
    throw new Refused(
      `The checkpoint in ${folder} is not signed by this key${signer.isRetired ? ', which was rotated out' : ''}: ` +
        'give the file of the key that signed it, with --key.',
    );
  if (last.size > checkpoint.size)
    throw new Refused(
      `The key has signed a log of ${last.size} entries, and this one has ${checkpoint.size}: ` +
        'it was cut, or an old copy was restored.',
    );
  if (last.size === checkpoint.size && !sameBytes(last.root, checkpoint.root))
    throw new Refused(`The key has signed another log of ${last.size} entries: this one is a fork of it.`);
  return checkpoint;
}

/** Whether the tiles in a folder are those of a checkpoint. */
async function leadsTo(folder: string, { size, root }: Checkpoint): Promise<boolean> {
  try {
    return sameBytes(await treeIn(folder, size).root(), root);
  } catch (error) {
    if (error instanceof Malformed) return false;
    throw error;
  }
}
