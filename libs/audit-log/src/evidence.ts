import type { Cryptography } from './cryptography.js';
import { parseCheckpoint, type Checkpoint } from './checkpoint.js';
import { base64, hashFromBase64, integerOf, Malformed, sameBytes, textOf, utf8 } from './encoding.js';
import type { VerifierKey } from './keys.js';
import { rootsOfConsistency, TreeHasher } from './merkle.js';
import { noteBytes, noteLimit, verifiedSignatures } from './note.js';
import { proofHashes } from './proof.js';

/**
 * Two signed checkpoints of one log that cannot both be true. At the size of the smaller, the larger one's tree has
 * `root`, as the proof shows; the smaller states another root.
 */
export interface SplitView {
  smaller: Checkpoint;
  larger: Checkpoint;
  root: Uint8Array;
  proof: readonly Uint8Array[];
}

const heading = 'stipple-split-view/v1';
const limit = noteLimit * 3;

const bytesOf = ({ note }: Checkpoint) =>
  noteBytes(
    note.text,
    note.signatures.map(({ line }) => line),
  );

/**
 * The evidence that two checkpoints cannot both be true, if a proof shows it. `isSplitView` checks whether the log
 * signed them.
 * @param root the larger tree's root at the smaller size; `proof` shows that.
 */
export function splitViewBytes(
  cryptography: Cryptography,
  { smaller, larger, root, proof }: SplitView,
): Uint8Array | undefined {
  if (!contradicts(cryptography, { smaller, larger, root, proof })) return undefined;
  const [first, second] = [bytesOf(smaller), bytesOf(larger)];
  const head = [
    heading,
    `root ${base64(root)}`,
    ...proof.map(base64),
    `checkpoints ${first.length} ${second.length}`,
    '',
  ].join('\n');
  return utf8(`${head}${textOf(first, 'The checkpoint')}${textOf(second, 'The checkpoint')}`);
}

function contradicts(cryptography: Cryptography, { smaller, larger, root, proof }: SplitView): boolean {
  if (smaller.origin !== larger.origin || smaller.size > larger.size || sameBytes(root, smaller.root)) return false;
  const found = rootsOfConsistency(new TreeHasher(cryptography), {
    from: smaller.size,
    to: larger.size,
    fromRoot: root,
    toRoot: larger.root,
    proof,
  });
  return found !== undefined && sameBytes(found.fromRoot, root) && sameBytes(found.toRoot, larger.root);
}

/** @throws Malformed unless the bytes are such evidence. Verifies nothing. */
export function parseSplitView(bytes: Uint8Array): SplitView {
  if (bytes.length > limit) throw new Malformed(`Evidence of a split view is at most ${limit} bytes long.`);
  const text = textOf(bytes, 'The evidence');
  const [, lines, first, second] = /^([^]*?)\ncheckpoints (\d{1,6}) (\d{1,6})\n/.exec(text.slice(0, 4096)) ?? [];
  const [title, root, ...hashes] = lines?.split('\n') ?? [];
  if (title !== heading || !root?.startsWith('root ') || first === undefined || second === undefined)
    throw new Malformed('This is no evidence of a split view.');
  const notes = bytes.subarray(utf8(`${lines}\ncheckpoints ${first} ${second}\n`).length);
  const middle = integerOf(first, 'The length of the first checkpoint');
  if (notes.length !== middle + integerOf(second, 'The length of the second checkpoint'))
    throw new Malformed('The evidence is cut short, or longer than it says.');
  return {
    smaller: parseCheckpoint(notes.subarray(0, middle)),
    larger: parseCheckpoint(notes.subarray(middle)),
    root: hashFromBase64(root.slice('root '.length), 'The root in the evidence'),
    proof: proofHashes(hashes),
  };
}

/**
 * Whether the log signed two histories: one of its keys signed each checkpoint, and they cannot both be true.
 * @throws BadSignature when a signature does not hold.
 */
export function isSplitView(cryptography: Cryptography, view: SplitView, logKeys: readonly VerifierKey[]): boolean {
  const isSigned = ({ note }: Checkpoint) =>
    verifiedSignatures(cryptography, note, logKeys).some(({ key }) => key.type === 'signature');
  return isSigned(view.smaller) && isSigned(view.larger) && contradicts(cryptography, view);
}
