import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { parseCheckpoint, type Checkpoint, type TreeHead } from './checkpoint.js';
import { digestOf } from './cryptography.js';
import { hex, Malformed, sameBytes, utf8 } from './encoding.js';
import { splitViewBytes } from './evidence.js';
import { readWhole, replaceFile } from './files.js';
import { signaturesOf } from './key-chain.js';
import type { VerifierKey } from './keys.js';
import { isConsistent, TreeHasher } from './merkle.js';
import { nodeCryptography } from './node-cryptography.js';
import { BadSignature, noteBytes, noteLimit, verifiedSignatures, type NoteSignature } from './note.js';
import { publishedKeys } from './published-keys.js';
import type { SigningKey } from './signing-key.js';
import { Unreachable, type PublishedLog } from './sources.js';
import { TileTree } from './tile-tree.js';
import { parseRequest, type WitnessRequest } from './witness-request.js';
import { lockForWriting, type WriterLock } from './writer-lock.js';

/** A witness's answer to `add-checkpoint` (C2SP tlog-witness). */
export interface WitnessAnswer {
  status: 200 | 400 | 403 | 404 | 409 | 422;
  body: string;
}

/** The result of looking at a log. `file` holds the evidence of a split view, if there is any. */
export type Followed =
  | { outcome: 'cosigned'; checkpoint: Checkpoint; line: string }
  | { outcome: 'refused'; sentence: string; file?: string };

/** The witness cannot read what it has cosigned: its own fault, not the caller's. */
export class BrokenMemory extends Error {
  override readonly name = 'BrokenMemory';
}

const hasher = new TreeHasher(nodeCryptography);
const lockName = '.writer';

/**
 * Cosigns checkpoints of the logs that it knows, each an extension of the one it cosigned before. It writes the last
 * one for each log to its memory before it gives out a cosignature. Two processes never share that memory. Within one
 * process, nothing awaits between reading the memory and replacing it, so of two concurrent requests the second meets
 * the first one's checkpoint.
 */
export class Witness {
  private constructor(
    readonly key: SigningKey,
    readonly folder: string,
    readonly logs: readonly VerifierKey[],
    readonly lock: WriterLock,
  ) {}

  /**
   * @param folder its memory; made when missing.
   * @param logs the keys of the logs that it watches; for a log with several keys, the oldest first.
   * @throws InUse when another process has that memory; Malformed when the witness's key is a log's, or a log's key a
   *   witness's.
   */
  static async open(key: SigningKey, folder: string, logs: readonly VerifierKey[]): Promise<Witness> {
    if (key.verifier.type !== 'cosignature')
      throw new Malformed("This is a log's key; a witness cosigns with a key of its own.");
    const cosigner = logs.find(({ type }) => type !== 'signature');
    if (cosigner !== undefined)
      throw new Malformed(`The key of ${cosigner.name} is a witness's; a log signs with a key of its own.`);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return new Witness(key, folder, logs, await lockForWriting(path.join(folder, lockName), `The memory in ${folder}`));
  }

  /** Whether a folder has been a witness's memory before. */
  static remembers(folder: string): boolean {
    return existsSync(path.join(folder, lockName));
  }

  close(): void {
    this.lock.release();
  }

  /**
   * The last cosigned checkpoint of a log, as published; undefined if there is none.
   * @throws BrokenMemory when it is too large.
   */
  cosigned(originHash: string): Uint8Array | undefined {
    if (!/^[0-9a-f]{64}$/.test(originHash)) return undefined;
    const file = path.join(this.folder, originHash);
    return fromMemory(file, () => readWhole(file, noteLimit));
  }

  /**
   * The bytes of the last cosigned checkpoint of the log with this name. @throws BrokenMemory when they are too many.
   */
  lastBytes(origin: string): Uint8Array | undefined {
    return this.cosigned(nameOf(origin));
  }

  /** The last cosigned checkpoint of the log with this name. @throws BrokenMemory when it cannot be read. */
  last(origin: string): Checkpoint | undefined {
    const bytes = this.lastBytes(origin);
    return bytes === undefined
      ? undefined
      : fromMemory(path.join(this.folder, nameOf(origin)), () => parseCheckpoint(bytes));
  }

  /**
   * @param now in seconds since 1970.
   * @throws BrokenMemory when the witness cannot read its memory; errors of the file system.
   */
  async addCheckpoint(request: Uint8Array, now: number): Promise<WitnessAnswer> {
    try {
      return this.#answer(parseRequest(request), now);
    } catch (error) {
      if (error instanceof Malformed) return { status: 400, body: `${error.message}\n` };
      if (error instanceof BadSignature) return { status: 403, body: `${error.message}\n` };
      throw error;
    }
  }

  #answer({ old, proof, checkpoint }: WitnessRequest, now: number): WitnessAnswer {
    const keys = this.#namedKeys(checkpoint.origin);
    if (keys.length === 0) return { status: 404, body: 'This witness does not watch that log.\n' };
    if (verifiedSignatures(nodeCryptography, checkpoint.note, keys).length === 0)
      return { status: 403, body: 'The checkpoint is not signed by a key of that log that is known here.\n' };
    if (old > checkpoint.size)
      return { status: 400, body: 'The old size is larger than the size of the checkpoint.\n' };
    const last = this.last(checkpoint.origin);
    if (old !== (last?.size ?? 0)) return { status: 409, body: `${last?.size ?? 0}\n` };
    if (!extendsLast(last, checkpoint, proof)) {
      if (last?.size === checkpoint.size) this.#keepEvidence(last, checkpoint, keys, checkpoint.root, []);
      return {
        status: 422,
        body: 'The proof does not show that this checkpoint extends the last one that was cosigned here.\n',
      };
    }
    if (!this.#isSignedOn(last, checkpoint, keys)) return { status: 403, body: `${signedByEarlierKey}\n` };
    return { status: 200, body: `${this.#cosign(checkpoint, keys, now)}\n` };
  }

  /**
   * Reads a log where it is published and cosigns it if it extends the last cosigned checkpoint.
   * @param now in seconds since 1970.
   * @throws Unreachable when nothing can be read there; Malformed, BadSignature when that is no log of one of the keys;
   * @throws BrokenMemory when the witness cannot read its memory.
   */
  async follow(log: PublishedLog, now: number): Promise<Followed> {
    const bytes = await log.read('checkpoint', noteLimit);
    if (bytes === undefined) throw new Unreachable(`There is no checkpoint in ${log.place}.`);
    const checkpoint = parseCheckpoint(bytes);
    const tree = new TileTree(log, hasher, checkpoint.size);
    const chain = await publishedKeys(tree, checkpoint, this.logs);
    signaturesOf(nodeCryptography, checkpoint, chain, []);
    const published = chain.map(({ key }) => key);
    // A list of one key gives no order: another kind of log rotates without announcements, and somebody may have cut
    // the list.
    const keys = published.length > 1 ? published : this.#namedKeys(checkpoint.origin);
    for (;;) {
      const last = this.last(checkpoint.origin);
      const from = last?.size ?? 0;
      if (from > checkpoint.size)
        return {
          outcome: 'refused',
          sentence:
            `The log shows ${checkpoint.size} entries, and ${from} were cosigned before: ` +
            'it was cut, or an old copy was restored.',
        };
      const proof = await tree.consistencyProof(from);
      // Another checkpoint may have been cosigned while the proof was fetched. Then this one has to extend that one.
      if (this.last(checkpoint.origin)?.note.text !== last?.note.text) continue;
      if (extendsLast(last, checkpoint, proof)) {
        if (!this.#isSignedOn(last, checkpoint, keys)) return { outcome: 'refused', sentence: signedByEarlierKey };
        return { outcome: 'cosigned', checkpoint, line: this.#cosign(checkpoint, keys, now) };
      }
      const file =
        last === undefined ? undefined : this.#keepEvidence(last, checkpoint, keys, await tree.root(from), proof);
      return {
        outcome: 'refused',
        sentence:
          `The log of ${checkpoint.size} entries does not extend the ${from} that were cosigned before: ` +
          'it was rewritten, or shows others another tree.',
        ...(file === undefined ? {} : { file }),
      };
    }
  }

  /** The keys of a log that this witness was given, in that order. */
  #namedKeys(origin: string): VerifierKey[] {
    return this.logs.filter(({ name }) => name === origin);
  }

  /**
   * Whether the newest key that signed the last checkpoint, or a later key, signed this one. Otherwise the thief of a
   * rotated-out key could extend the log and leave the rotation out of its list.
   * @param keys of the log, the oldest first.
   */
  #isSignedOn(last: Checkpoint | undefined, checkpoint: Checkpoint, keys: readonly VerifierKey[]): boolean {
    if (last === undefined) return true;
    const before = this.#logSignatures(last);
    try {
      verifiedSignatures(nodeCryptography, { text: last.note.text, signatures: before }, keys);
    } catch (error) {
      // The signature held when it was kept: one of these keys merely has the same id as its key.
      if (error instanceof BadSignature) return false;
      throw error;
    }
    const placeOf = (signature: NoteSignature) => keys.findIndex((key) => isBy(signature, key));
    const places = before.map(placeOf);
    return !places.includes(-1) && Math.max(...checkpoint.note.signatures.map(placeOf)) >= Math.max(...places);
  }

  #logSignatures({ origin, note }: Checkpoint): NoteSignature[] {
    return note.signatures.filter((signature) => signature.name === origin && !isBy(signature, this.key.verifier));
  }

  /** @throws Malformed when the note would grow too long to be read again. */
  #cosign(checkpoint: Checkpoint, keys: readonly VerifierKey[], now: number): string {
    const { note } = signedOnlyBy(checkpoint, keys);
    const line = this.key.line(note.text, now);
    const bytes = noteBytes(note.text, [...note.signatures.map((signature) => signature.line), line]);
    parseCheckpoint(bytes);
    replaceFile(path.join(this.folder, nameOf(checkpoint.origin)), bytes, 0o600);
    return line;
  }

  #keepEvidence(
    last: Checkpoint,
    checkpoint: Checkpoint,
    keys: readonly VerifierKey[],
    root: Uint8Array,
    proof: readonly Uint8Array[],
  ): string | undefined {
    const smaller = { ...last, note: { text: last.note.text, signatures: this.#logSignatures(last) } };
    const larger = signedOnlyBy(checkpoint, keys);
    const bytes = splitViewBytes(nodeCryptography, { smaller, larger, root, proof });
    if (bytes === undefined) return undefined;
    // Named after the signed texts alone, so that nobody can fill the disk with one pair.
    const file = path.join(
      this.folder,
      `split-view-${nameOf(`${smaller.note.text}\n${larger.note.text}`).slice(0, 16)}.txt`,
    );
    if (!existsSync(file)) replaceFile(file, bytes, 0o600);
    return file;
  }
}

const signedByEarlierKey =
  'The checkpoint is not signed by the key that signed the last one cosigned here, nor by a later one: ' +
  'a rotation was left out of the list of keys, or this witness was not given the newer key.';

const isBy = ({ name, keyId }: NoteSignature, key: VerifierKey): boolean => name === key.name && keyId === key.keyId;

/** A checkpoint with one signature of each of `keys`, and no others. The caller has verified them. */
function signedOnlyBy(checkpoint: Checkpoint, keys: readonly VerifierKey[]): Checkpoint {
  const { text, signatures } = checkpoint.note;
  const found = new Set(keys.map((key) => signatures.find((signature) => isBy(signature, key))));
  return { ...checkpoint, note: { text, signatures: [...found].filter((signature) => signature !== undefined) } };
}

/** Whether a proof shows that a tree extends the last cosigned one, or the empty tree if there is none. */
function extendsLast(last: TreeHead | undefined, { size, root }: TreeHead, proof: readonly Uint8Array[]): boolean {
  if (size === 0 && !sameBytes(root, hasher.empty())) return false;
  return isConsistent(hasher, {
    from: last?.size ?? 0,
    to: size,
    fromRoot: last?.root ?? hasher.empty(),
    toRoot: root,
    proof,
  });
}

function fromMemory<T>(file: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof Malformed)
      throw new BrokenMemory(`What this witness cosigned last, in ${file}, cannot be read: ${error.message}`, {
        cause: error,
      });
    throw error;
  }
}

const nameOf = (origin: string) => hex(digestOf(nodeCryptography, utf8(origin)));

/**
 * The evidence that two signed checkpoints cannot both be true, from the tree of the larger one; undefined if they can.
 * @param log the published log of the larger checkpoint.
 * @throws Malformed when the published log is not its tree; Unreachable when nothing can be read there.
 */
export async function splitViewBetween(
  log: PublishedLog,
  one: Checkpoint,
  other: Checkpoint,
): Promise<Uint8Array | undefined> {
  const [smaller, larger] = one.size <= other.size ? [one, other] : [other, one];
  if (smaller.origin !== larger.origin) throw new Malformed('The two checkpoints are of different logs.');
  if (smaller.size === larger.size)
    return splitViewBytes(nodeCryptography, { smaller, larger, root: larger.root, proof: [] });
  const tree = new TileTree(log, hasher, larger.size);
  const wrongPlace = `What is published in ${log.place} is not the tree of the larger checkpoint`;
  let root: Uint8Array;
  try {
    root = await tree.root();
  } catch (error) {
    if (error instanceof Malformed) throw new Malformed(`${wrongPlace}: ${error.message}`, { cause: error });
    throw error;
  }
  if (!sameBytes(root, larger.root)) throw new Malformed(`${wrongPlace}.`);
  return splitViewBytes(nodeCryptography, {
    smaller,
    larger,
    root: await tree.root(smaller.size),
    proof: await tree.consistencyProof(smaller.size),
  });
}
