import { parseCheckpoint, checkpointText, type Checkpoint, type TreeHead } from './checkpoint.js';
import { Malformed, sameBytes, textOf, utf8 } from './encoding.js';
import { readWhole, replaceFile } from './files.js';
import { isSameKey, verifierKeyText } from './keys.js';
import { isConsistent, TreeHasher } from './merkle.js';
import { nodeCryptography } from './node-cryptography.js';
import { BadSignature, noteBytes, noteLimit, verifiedSignatures, type Note } from './note.js';
import type { SigningKey } from './signing-key.js';
import { lockAtOnce, lockForWriting, type WriterLock } from './writer-lock.js';

/** The signer was asked to sign a tree that does not extend what it signed last. The message says what that means. */
export class Refused extends Error {
  override readonly name = 'Refused';
}

const stateLimit = noteLimit + 64;
const states = ['signing', 'retired'] as const;
type State = (typeof states)[number];

/**
 * Signs checkpoints of one log, each an extension of the one before. What it signed last lies in a file of its own,
 * apart from the log, written before a signature is given out.
 */
export class Signer {
  /** @param stateFile what was signed last; beside the key, never in the log. */
  constructor(
    readonly key: SigningKey,
    readonly stateFile: string,
  ) {
    if (key.verifier.type !== 'signature')
      throw new Malformed("This is a witness's key; a log signs with a key of its own.");
  }

  /**
   * Keeps every other process from signing with this key, with whatever copy of the log it may have.
   * @throws InUse when one does.
   */
  lock(): Promise<WriterLock> {
    return lockForWriting(`${this.stateFile}.lock`, `The key of ${this.origin}`);
  }

  /** The same at the first try. @throws InUse */
  lockAtOnce(): WriterLock {
    return lockAtOnce(`${this.stateFile}.lock`, `The key of ${this.origin}`);
  }

  get origin(): string {
    return this.key.verifier.name;
  }

  /**
   * What was signed last, as the file says now: another process may have signed since this one looked.
   * @throws Refused when the file with it is gone, or was altered: a signer without a memory would sign anything.
   * @throws Malformed when it is no such file.
   */
  last(): Checkpoint {
    return this.#memory().last;
  }

  /** Whether another key has taken over. @throws as `last` does. */
  get isRetired(): boolean {
    return this.#memory().state === 'retired';
  }

  /**
   * Whether there is a memory: this key has signed, be it only the tree without entries.
   * @throws Malformed when the file with it is too large.
   */
  get hasSigned(): boolean {
    return readWhole(this.stateFile, stateLimit) !== undefined;
  }

  #memory(): { last: Checkpoint; state: State } {
    const bytes = readWhole(this.stateFile, stateLimit);
    if (bytes === undefined)
      throw new Refused(
        `What the key of ${this.origin} signed last is not known: ${this.stateFile} is missing. Bring it back from where the key was kept; without it nothing is signed.`,
      );
    const text = textOf(bytes, this.stateFile);
    const state = states.find((name) => text.startsWith(`${name}\n`));
    if (state === undefined) throw new Malformed(`${this.stateFile} is not what a signer keeps.`);
    const last = parseCheckpoint(utf8(text.slice(state.length + 1)));
    if (last.origin !== this.origin)
      throw new Malformed(`${this.stateFile} belongs to the log ${last.origin}, and the key to ${this.origin}.`);
    if (!this.#didSign(last.note))
      throw new Refused(
        `${this.stateFile} is not what this key signed last: it was altered, or is another key's. Bring it back from where the key was kept; without it nothing is signed.`,
      );
    return { last, state };
  }

  /** Whether a note holds a signature by this key, and none in its name that is not by it. */
  #didSign(note: Note): boolean {
    try {
      return verifiedSignatures(nodeCryptography, note, [this.key.verifier]).length > 0;
    } catch (error) {
      if (error instanceof BadSignature) return false;
      throw error;
    }
  }

  /**
   * Signs the tree without entries; again where a process died before it could publish that.
   * @throws Refused when this key has signed more before.
   */
  begin(): Uint8Array {
    if (this.hasSigned && (this.last().size > 0 || this.isRetired))
      throw new Refused(
        `The key of ${this.origin} has signed a log before, and signs one only: ${this.stateFile} is there.`,
      );
    return this.#sign({ origin: this.origin, size: 0, root: new TreeHasher(nodeCryptography).empty() }, []);
  }

  /**
   * Tells the key that takes over what it signed first, where a rotation stopped before that.
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
   * Signs a tree that extends what was signed last, and remembers it first.
   * @param proof that what was signed last begins this tree.
   * @param successor a key that takes over with this checkpoint, which it signs too.
   * @returns the checkpoint, as it is published.
   * @throws Refused when the tree is not an extension, or another key has taken over.
   */
  sign(head: TreeHead, proof: readonly Uint8Array[], successor?: Signer): Uint8Array {
    const { last, state } = this.#memory();
    if (state === 'retired')
      throw new Refused(
        `The key of ${this.origin} that ends ${verifierKeyText(this.key.verifier).slice(-8)} was rotated out and signs no more.`,
      );
    if (head.origin !== this.origin)
      throw new Refused(`The key belongs to the log ${this.origin}; this is ${head.origin}.`);
    if (head.size < last.size)
      throw new Refused(
        `The key has signed a log of ${last.size} entries, and this one has ${head.size}: it was cut, or an old copy was restored.`,
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
        `This log of ${head.size} entries does not begin with the ${last.size} that the key has signed: it was rewritten, or is a fork.`,
      );
    return this.#sign(head, successor === undefined ? [] : [successor]);
  }

  #sign(head: TreeHead, successors: readonly Signer[]): Uint8Array {
    const text = checkpointText(head);
    const bytes = noteBytes(
      text,
      [this, ...successors].map(({ key }) => key.line(text, 0)),
    );
    // This key first: until it remembers, nobody else may hold that signature, and the other signs nothing while it has
    // no memory.
    this.#keep(bytes, successors.length > 0 ? 'retired' : 'signing');
    for (const successor of successors) successor.#keep(bytes, 'signing');
    return bytes;
  }

  #keep(checkpoint: Uint8Array, state: State): void {
    replaceFile(this.stateFile, utf8(`${state}\n${textOf(checkpoint, 'The checkpoint')}`), 0o600);
  }
}
