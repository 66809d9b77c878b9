import { base64, fromBase64, hashFromBase64, integerOf, Malformed, textOf, utf8 } from './encoding.js';
import { parseCheckpoint, type Checkpoint } from './checkpoint.js';
import { noteLimit } from './note.js';

/** Proves that an entry is in a log; checkable without the log (C2SP tlog-proof). */
export interface LogProof {
  index: number;
  /** Hashes from the leaf's sibling upwards. */
  proof: Uint8Array[];
  checkpoint: Checkpoint;
  /** The checkpoint with its signatures. */
  checkpointBytes: Uint8Array;
  /** Bytes that the maker added; no signature covers them. */
  extra?: Uint8Array;
}

const heading = 'c2sp.org/tlog-proof@v1';
/** The most hashes of a proof in a tree of at most 2^53 entries. */
export const proofLimit = 63;
const lengthLimit = noteLimit * 2;

/** The text of a proof, as in files named `.tlog-proof`. */
export function proofBytes({ index, proof, checkpointBytes, extra }: Omit<LogProof, 'checkpoint'>): Uint8Array {
  const lines = [
    heading,
    ...(extra === undefined ? [] : [`extra ${base64(extra)}`]),
    `index ${index}`,
    ...proof.map(base64),
    '',
    '',
  ];
  return utf8(`${lines.join('\n')}${textOf(checkpointBytes, 'The checkpoint')}`);
}

/** @throws Malformed unless the bytes are a proof of at most 128 KiB. Verifies nothing. */
export function parseProof(bytes: Uint8Array): LogProof {
  if (bytes.length > lengthLimit)
    throw new Malformed(`A proof is at most ${lengthLimit} bytes long; this is ${bytes.length}.`);
  const text = textOf(bytes, 'The proof');
  const gap = text.indexOf('\n\n');
  if (gap < 0) throw new Malformed('The proof has no checkpoint after an empty line.');
  const lines = text.slice(0, gap).split('\n');
  if (lines.shift() !== heading) throw new Malformed(`A proof begins with the line "${heading}".`);
  const extra = lines[0]?.startsWith('extra ')
    ? fromBase64((lines.shift() as string).slice('extra '.length), 'The extra line of the proof')
    : undefined;
  const index = lines.shift();
  if (!index?.startsWith('index ')) throw new Malformed('The proof does not say an index.');
  const checkpointBytes = utf8(text.slice(gap + 2));
  return {
    index: integerOf(index.slice('index '.length), 'The index of the proof'),
    proof: proofHashes(lines),
    checkpoint: parseCheckpoint(checkpointBytes),
    checkpointBytes,
    ...(extra === undefined ? {} : { extra }),
  };
}

/**
 * Reads the hashes of a proof from lines of base64. @throws Malformed when one is no hash, or there are more than 63.
 */
export function proofHashes(lines: readonly string[]): Uint8Array[] {
  if (lines.length > proofLimit)
    throw new Malformed(`A proof has at most ${proofLimit} hashes; this has ${lines.length}.`);
  return lines.map((line, at) => hashFromBase64(line, `Hash ${at + 1} of the proof`));
}
