import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { parseCheckpoint, type Checkpoint } from './checkpoint.js';
import { digestOf } from './cryptography.js';
import { hex, integerOf, Malformed, sameBytes, textOf, utf8 } from './encoding.js';
import { splitViewBytes } from './evidence.js';
import { readWhole, replaceFile } from './files.js';
import { signaturesOf } from './key-chain.js';
import type { VerifierKey } from './keys.js';
import { isConsistent, TreeHasher } from './merkle.js';
import { nodeCryptography } from './node-cryptography.js';
import { BadSignature, noteBytes, noteLimit, verifiedSignatures } from './note.js';
import { proofHashes } from './proof.js';
import { publishedKeys } from './published-keys.js';
import type { SigningKey } from './signing-key.js';
import { TileTree, type TileSource } from './tile-tree.js';
import { lockForWriting, type WriterLock } from './writer-lock.js';

/** How a witness answers `add-checkpoint` (C2SP tlog-witness). */
export interface WitnessAnswer {
  status: 200 | 400 | 403 | 404 | 409 | 422;
  body: string;
}

/** What came of looking at a log. `file` holds the evidence of a split view, where there is any. */
export type Followed = { outcome: 'cosigned'; checkpoint: Checkpoint; line: string } | { outcome: 'refused'; sentence: string; file?: string };

/** Bytes that a request to `add-checkpoint` may have. */
export const requestLimit = noteLimit + 64 * 64;

const emptyRoot = () => new TreeHasher(nodeCryptography).empty();

/**
 * Cosigns checkpoints of the logs that it knows, each an extension of the one it cosigned before. What it cosigned last for each log is written before a
 * cosignature is given out; two processes never share that memory.
 */
export class Witness {
  readonly #busy = new Map<string, Promise<unknown>>();
  private constructor(
    readonly key: SigningKey,
    readonly folder: string,
    readonly logs: readonly VerifierKey[],
    readonly lock: WriterLock,
  ) {}

  /**
   * @param folder its memory; made when missing.
   * @param logs the keys of the logs that it watches.
   * @throws InUse when another process has that memory; Malformed when the key is a log's.
   */
  static async open(key: SigningKey, folder: string, logs: readonly VerifierKey[]): Promise<Witness> {
    if (key.verifier.type !== 'cosignature') throw new Malformed("This is a log's key; a witness cosigns with a key of its own.");
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return new Witness(key, folder, logs, await lockForWriting(path.join(folder, '.writer'), `The memory in ${folder}`));
  }

  close(): void {
    this.lock.release();
  }

  /** What was cosigned last for a log, as it was published; undefined where nothing was. */
  cosigned(originHash: string): Uint8Array | undefined {
    return /^[0-9a-f]{64}$/.test(originHash) ? readWhole(path.join(this.folder, originHash), noteLimit) : undefined;
  }

  /** What was cosigned last for the log of this name. */
  lastBytes(origin: string): Uint8Array | undefined {
    return this.cosigned(nameOf(origin));
  }

  /** The last checkpoint that was cosigned for the log of this name. */
  last(origin: string): Checkpoint | undefined {
    const bytes = this.lastBytes(origin);
    return bytes === undefined ? undefined : parseCheckpoint(bytes);
  }

  /** @param now in seconds since 1970. */
  async addCheckpoint(request: Uint8Array, now: number): Promise<WitnessAnswer> {
    let asked: { old: number; proof: Uint8Array[]; checkpoint: Checkpoint };
    try {
      asked = parseRequest(request);
    } catch (error) {
      if (error instanceof Malformed) return { status: 400, body: `${error.message}\n` };
      throw error;
    }
    const { origin } = asked.checkpoint;
    // One after the other for each log, so that nothing comes between looking at what was last and replacing it.
    const before = this.#busy.get(origin) ?? Promise.resolve();
    const answer = before.then(() => this.#answer(asked, now));
    this.#busy.set(origin, answer.catch((error: unknown) => error));
    return answer;
  }

  #answer({ old, proof, checkpoint }: { old: number; proof: Uint8Array[]; checkpoint: Checkpoint }, now: number): WitnessAnswer {
    const keys = this.logs.filter((key) => key.name === checkpoint.origin);
    if (keys.length === 0) return { status: 404, body: 'This witness does not watch that log.\n' };
    try {
      if (verifiedSignatures(nodeCryptography, checkpoint.note, keys).length === 0) return { status: 403, body: 'The checkpoint is not signed by a key of that log that is known here.\n' };
    } catch (error) {
      if (error instanceof BadSignature) return { status: 403, body: `${error.message}\n` };
      throw error;
    }
    if (old > checkpoint.size) return { status: 400, body: 'The old size is larger than the size of the checkpoint.\n' };
    const last = this.last(checkpoint.origin);
    if (old !== (last?.size ?? 0)) return { status: 409, body: `${last?.size ?? 0}\n` };
    const fromRoot = last?.root ?? emptyRoot();
    const toRoot = checkpoint.size === 0 ? emptyRoot() : checkpoint.root;
    if (!sameBytes(toRoot, checkpoint.root) || !isConsistent(new TreeHasher(nodeCryptography), { from: old, to: checkpoint.size, fromRoot, toRoot, proof })) {
      if (last?.size === checkpoint.size) this.#keepEvidence(last, checkpoint, checkpoint.root, []);
      return { status: 422, body: 'The proof does not show that this checkpoint extends the last one that was cosigned here.\n' };
    }
    return { status: 200, body: `${this.#cosign(checkpoint, now)}\n` };
  }

  /**
   * Looks at a log where it is published and cosigns it when it extends what was cosigned before.
   * @param now in seconds since 1970.
   * @throws Malformed, BadSignature when what is published there is no log of one of the keys.
   */
  async follow(source: TileSource, now: number): Promise<Followed> {
    const bytes = await source.read('checkpoint', noteLimit);
    if (bytes === undefined) throw new Malformed('There is no checkpoint.');
    const checkpoint = parseCheckpoint(bytes);
    const hasher = new TreeHasher(nodeCryptography);
    const tree = new TileTree(source, hasher, checkpoint.size);
    signaturesOf(nodeCryptography, checkpoint, await publishedKeys(tree, checkpoint, this.logs), []);
    const last = this.last(checkpoint.origin);
    if (last !== undefined && last.size > checkpoint.size) return { outcome: 'refused', sentence: `The log shows ${checkpoint.size} entries, and ${last.size} were cosigned before: it was cut, or an old copy was restored.` };
    const from = last?.size ?? 0;
    const fromRoot = last?.root ?? emptyRoot();
    const toRoot = checkpoint.root;
    const proof = await tree.consistencyProof(from);
    if (checkpoint.size === 0 ? sameBytes(toRoot, emptyRoot()) : isConsistent(hasher, { from, to: checkpoint.size, fromRoot, toRoot, proof })) {
      return { outcome: 'cosigned', checkpoint, line: this.#cosign(checkpoint, now) };
    }
    const file = last === undefined ? undefined : this.#keepEvidence(last, checkpoint, await tree.root(from), proof);
    return { outcome: 'refused', sentence: `The log of ${checkpoint.size} entries does not extend the ${from} that were cosigned before: it was rewritten, or shows others another tree.`, ...(file === undefined ? {} : { file }) };
  }

  #cosign(checkpoint: Checkpoint, now: number): string {
    const line = this.key.line(checkpoint.note.text, now);
    const own = this.key.verifier;
    const others = checkpoint.note.signatures.filter(({ name, keyId }) => name !== own.name || keyId !== own.keyId);
    replaceFile(path.join(this.folder, nameOf(checkpoint.origin)), noteBytes(checkpoint.note.text, [...others.map((signature) => signature.line), line]), 0o600);
    return line;
  }

  #keepEvidence(smaller: Checkpoint, larger: Checkpoint, root: Uint8Array, proof: readonly Uint8Array[]): string | undefined {
    const bytes = splitViewBytes(nodeCryptography, { smaller, larger, root, proof });
    if (bytes === undefined) return undefined;
    const file = path.join(this.folder, `split-view-${hex(digestOf(nodeCryptography, bytes)).slice(0, 16)}.txt`);
    replaceFile(file, bytes, 0o600);
    return file;
  }
}

const nameOf = (origin: string) => hex(digestOf(nodeCryptography, utf8(origin)));

/**
 * The evidence that two signed checkpoints cannot both be true, out of the tree of the larger one; undefined where they can.
 * @param source where the log of the larger checkpoint is published.
 * @throws Malformed when what is published there is not its tree.
 */
export async function splitViewBetween(source: TileSource, one: Checkpoint, other: Checkpoint): Promise<Uint8Array | undefined> {
  const [smaller, larger] = one.size <= other.size ? [one, other] : [other, one];
  if (smaller.origin !== larger.origin) throw new Malformed('The two checkpoints are of different logs.');
  if (smaller.size === larger.size) return splitViewBytes(nodeCryptography, { smaller, larger, root: larger.root, proof: [] });
  const tree = new TileTree(source, new TreeHasher(nodeCryptography), larger.size);
  if (!sameBytes(await tree.root(), larger.root)) throw new Malformed('What is published there is not the tree of the larger checkpoint.');
  return splitViewBytes(nodeCryptography, { smaller, larger, root: await tree.root(smaller.size), proof: await tree.consistencyProof(smaller.size) });
}

/** @throws Malformed unless the bytes are a request to `add-checkpoint`. */
function parseRequest(bytes: Uint8Array): { old: number; proof: Uint8Array[]; checkpoint: Checkpoint } {
  if (bytes.length > requestLimit) throw new Malformed(`A request is at most ${requestLimit} bytes long.`);
  const text = textOf(bytes, 'The request');
  const gap = text.indexOf('\n\n');
  const [old, ...lines] = text.slice(0, Math.max(gap, 0)).split('\n');
  if (gap < 0 || !old?.startsWith('old ')) throw new Malformed('A request begins with the old size, and a checkpoint follows after an empty line.');
  return { old: integerOf(old.slice('old '.length), 'The old size'), proof: proofHashes(lines), checkpoint: parseCheckpoint(utf8(text.slice(gap + 2))) };
}
