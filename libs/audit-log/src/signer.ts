import { parseCheckpoint, checkpointText, type Checkpoint, type TreeHead } from './checkpoint.js';
import { Malformed, sameBytes, textOf, utf8 } from './encoding.js';
import { readWhole, replaceFile } from './files.js';
import { isSameKey, verifierKeyText } from './keys.js';
import { isConsistent, TreeHasher } from './merkle.js';
import { nodeCryptography } from './node-cryptography.js';
import { BadSignature, noteBytes, noteLimit, verifiedSignatures, type Note } from './note.js';
import type { SigningKey } from './signing-key.js';
import { lockAtOnce, lockForWriting, type WriterLock } from './writer-lock.js';

/**
 * The signer refused to sign: the tree does not extend the last signed one, or the key may not sign. The message says
 * why.
 */
export class Refused extends Error {
  override readonly name = 'Refused';
}

const stateLimit = noteLimit + 64;
const states = ['signing', 'retired'] as const;
type State = (typeof states)[number];

/**
 * Signs checkpoints of one log, each an extension of the one before. It keeps the last one in a file of its own, apart
 * from the log, and writes it before it gives out a signature.
 */
export class Signer {
  /** @param stateFile keeps the last signed checkpoint; beside the key, never in the log. */
  constructor(
    readonly key: SigningKey,
    readonly stateFile: string,
  ) {
    if (key.verifier.type !== 'signature')
      throw new Malformed("This is a witness's key; a log signs with a key of its own.");
  }

  /**
   * Keeps every other process from signing with this key, whichever copy of the log it has.
   * @throws InUse when another process does.
   */
  lock(): Promise<WriterLock> {
    return lockForWriting(`${this.stateFile}.lock`, `The key of ${this.origin}`);
  }

  /** The same without waiting. @throws InUse */
  lockAtOnce(): WriterLock {
    return lockAtOnce(`${this.stateFile}.lock`, `The key of ${this.origin}`);
  }

  get origin(): string {
    return this.key.verifier.name;
  }

  /**
   * The last signed checkpoint, read from the file each time: another process may have signed meanwhile.
   * @throws Refused when the file is gone or was altered: a signer without a memory would sign anything.
   * @throws Malformed when the file is not a signer's memory.
   */
  last(): Checkpoint {
    return this.#memory().last;
  }

  /** Whether another key has taken over. @throws like `last`. */
  get isRetired(): boolean {
    return this.#memory().state === 'retired';
  }

  /**
   * Whether this key has signed, even if only the empty tree.
   * @throws Malformed when the memory's file is too large.
   */
  get hasSigned(): boolean {
    return readWhole(this.stateFile, stateLimit) !== undefined;
  }

  #memory(): { last: Checkpoint; state: State } {
    const bytes = readWhole(this.stateFile, stateLimit);
    if (bytes === undefined)
      throw new Refused(
        `The last checkpoint that the key of ${this.origin} signed is not known: ${this.stateFile} is missing. ` +
          'Restore that file from where the key was kept; without it nothing is signed.',
      );
    const text = textOf(bytes, this.stateFile);
    const state = states.find((name) => text.startsWith(`${name}\n`));
    if (state === undefined) throw new Malformed(`${this.stateFile} is not what a signer keeps.`);
    const last = parseCheckpoint(utf8(text.slice(state.length + 1)));
    if (last.origin !== this.origin)
      throw new Malformed(`${this.stateFile} belongs to the log ${last.origin}, and the key to ${this.origin}.`);
    if (!this.#didSign(last.note))
      throw new Refused(
        `${this.stateFile} is not what this key signed last: it was altered, or is another key's. ` +
          'Restore it from where the key was kept; without it nothing is signed.',
      );
    return { last, state };
  }

  /** Whether a note holds a signature by this key, and no false one in its name. */
  #didSign(note: Note): boolean {
    try {
      return verifiedSignatures(nodeCryptography, note, [this.key.verifier]).length > 0;
    } catch (error) {
      if (error instanceof BadSignature) return false;
      throw error;
    }
  }

  /**
   * Signs the empty tree; again if a process died before it could publish that.
   * @throws Refused when this key has signed more than that.
   */
  begin(): Uint8Array {
    if (this.hasSigned && (this.last().size > 0 || this.isRetired))
      throw new Refused(
        `The key of ${this.origin} has signed a log before, and signs one only: ${this.stateFile} is there.`,
      );
    return this.#sign({ origin: this.origin, size: 0, root: new TreeHasher(nodeCryptography).empty() }, []);
  }

  /**
   * Gives the successor its memory, if a rotation stopped before that.
   * @throws Refused unless this key was rotated out in favour of that one.
   */
  handOver(successor: Signer): void {
    const { state, last } = this.#memory();
    if (state !== 'retired' || isSameKey(successor.key.verifier, this.key.verifier) || !successor.#didSign(last.note))
      throw new Refused('That key does not take over from this one.');
    if (!successor.hasSigned)
      successor.#keep(
        noteBytes(
          last.note.text,
          last.note.signatures.map(({ line }) => line),
        ),
        'signing',
      );
  }

  /**
   * Remembers and then signs a tree that extends the last signed one.
   * @param proof shows that this tree extends the last signed one.
   * @param successor a key that takes over with this checkpoint, and signs it too.
   * @returns the checkpoint to publish.
   * @throws Refused when the tree is not an extension, or another key has taken over.
   */
  sign(head: TreeHead, proof: readonly Uint8Array[], successor?: Signer): Uint8Array {
    const { last, state } = this.#memory();
    if (state === 'retired')
      throw new Refused(
        `The key of ${this.origin} that ends ${verifierKeyText(this.key.verifier).slice(-8)} ` +
          'was rotated out and signs no more.',
      );
    if (head.origin !== this.origin)
      throw new Refused(`The key belongs to the log ${this.origin}; this is ${head.origin}.`);
    if (head.size < last.size)
      throw new Refused(
        `The key has signed a log of ${last.size} entries, and this one has ${head.size}: ` +
          'it was cut, or an old copy was restored.',
      );
    if (head.size === last.size && !sameBytes(head.root, last.root))
      throw new Refused(`The key has signed another log of ${last.size} entries: this one is a fork of it.`);
    const consistent = isConsistent(new TreeHasher(nodeCryptography), {
      from: last.size,
      to: head.size,
      fromRoot: last.root,
      toRoot: head.root,
      proof,
    });
    if (!consistent)
      throw new Refused(
        `This log of ${head.size} entries does not begin with the ${last.size} that the key has signed: ` +
          'it was rewritten, or is a fork.',
      );
    return this.#sign(head, successor === undefined ? [] : [successor]);
  }

  #sign(head: TreeHead, successors: readonly Signer[]): Uint8Array {
    const text = checkpointText(head);
    const bytes = noteBytes(
      text,
      [this, ...successors].map(({ key }) => key.line(text, 0)),
    );
    // This key remembers first: nobody may get its signature before. The successor signs nothing while it has no
    // memory.
    this.#keep(bytes, successors.length > 0 ? 'retired' : 'signing');
    for (const successor of successors) successor.#keep(bytes, 'signing');
    return bytes;
  }

  #keep(checkpoint: Uint8Array, state: State): void {
    replaceFile(this.stateFile, utf8(`${state}\n${textOf(checkpoint, 'The checkpoint')}`), 0o600);
  }
}
