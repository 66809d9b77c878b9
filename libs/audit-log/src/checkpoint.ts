import { base64, hashFromBase64, integerOf, Malformed } from './encoding.js';
import { isKeyName } from './keys.js';
import { noteLimit, parseNote, type Note } from './note.js';

/** The size and the root hash of a log's tree. */
export interface TreeHead {
  origin: string;
  size: number;
  root: Uint8Array;
}
/** A tree head with the signed note that holds it. */
export interface Checkpoint extends TreeHead {
  note: Note;
}

/**
 * The text of a C2SP tlog-checkpoint without extension lines.
 * @throws Malformed when the origin cannot name a key.
 */
export function checkpointText({ origin, size, root }: TreeHead): string {
  if (!isKeyName(origin))
    throw new Malformed(
      `"${origin.slice(0, 80)}" cannot name a log: a name has neither spaces nor plus signs and is not empty.`,
    );
  return `${origin}\n${size}\n${base64(root)}\n`;
}

/**
 * @throws Malformed unless the bytes are a signed note with a checkpoint (C2SP tlog-checkpoint) of at most 2^53 - 1
 *   entries. Verifies no signature.
 */
export function parseCheckpoint(bytes: Uint8Array): Checkpoint {
  if (bytes.length > noteLimit)
    throw new Malformed(`A checkpoint is at most ${noteLimit} bytes long; this is ${bytes.length}.`);
  const note = parseNote(bytes);
  const [origin, size, root, ...extensions] = note.text.slice(0, -1).split('\n');
  if (!origin || size === undefined || root === undefined)
    throw new Malformed('A checkpoint has three lines: origin, size and root.');
  if (extensions.some((line) => line === '')) throw new Malformed('The checkpoint holds an empty line.');
  return {
    origin,
    size: integerOf(size, "The checkpoint's size"),
    root: hashFromBase64(root, "The checkpoint's root"),
    note,
  };
}
