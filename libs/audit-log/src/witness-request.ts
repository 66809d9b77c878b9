import { parseCheckpoint, type Checkpoint } from './checkpoint.js';
import { integerOf, Malformed, textOf, utf8 } from './encoding.js';
import { noteLimit } from './note.js';
import { proofHashes } from './proof.js';

/** The request of `add-checkpoint` (C2SP tlog-witness). */
export interface WitnessRequest {
  /** The entries that the witness has cosigned, as far as the caller knows. */
  old: number;
  /** Shows that the checkpoint's tree begins with those entries. */
  proof: Uint8Array[];
  checkpoint: Checkpoint;
}

/** The most bytes of a request to `add-checkpoint`. */
export const requestLimit = noteLimit + 64 * 64;

/** @throws Malformed unless the bytes are a request to `add-checkpoint`. Verifies nothing. */
export function parseRequest(bytes: Uint8Array): WitnessRequest {
  if (bytes.length > requestLimit) throw new Malformed(`A request is at most ${requestLimit} bytes long.`);
  const text = textOf(bytes, 'The request');
  const gap = text.indexOf('\n\n');
  const [old, ...lines] = text.slice(0, Math.max(gap, 0)).split('\n');
  if (gap < 0 || !old?.startsWith('old '))
    throw new Malformed('A request begins with the old size, and a checkpoint follows after an empty line.');
  return {
    old: integerOf(old.slice('old '.length), 'The old size'),
    proof: proofHashes(lines),
    checkpoint: parseCheckpoint(utf8(text.slice(gap + 2))),
  };
}
