import { parseCheckpoint } from './checkpoint.js';
import { base64, integerOf, Malformed, textOf } from './encoding.js';
import type { VerifierKey } from './keys.js';
import { nodeCryptography } from './node-cryptography.js';
import { parseSignatureLine, verifiedSignatures, type NoteSignature } from './note.js';
import { answerOf, bodyOf } from './sources.js';
import type { TileTree } from './tile-tree.js';

const deadline = 15_000;
const answerLimit = 16_384;

/** A witness's answer to `add-checkpoint`. */
interface Answer {
  status: number;
  text: string;
}

const post = (address: string, body: string): Promise<Answer> =>
  answerOf(
    address,
    { method: 'POST', body, redirect: 'error', signal: AbortSignal.timeout(deadline) },
    async (response) => ({
      status: response.status,
      text: textOf(await bodyOf(response, answerLimit, 'The answer of the witness'), 'The answer of the witness'),
    }),
  );

/** The size that a witness has cosigned, by its answer. @throws Malformed when the text is no size. */
export const parseConflict = (text: string): number => integerOf(text.trimEnd(), "The witness's size");

/** The signature lines of a witness's answer; verifies none of them. @throws Malformed when a line is no signature. */
export const parseCosignatures = (text: string): NoteSignature[] => text.trimEnd().split('\n').map(parseSignatureLine);

/** A witness's other answer, on one line that is safe for a terminal. */
const remarkOf = (text: string): string =>
  text
    .slice(0, 200)
    .replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim();

/**
 * Asks a witness to cosign a checkpoint (C2SP tlog-witness).
 * @param url its submission prefix.
 * @param tree the checkpoint's log, for the proof that the witness asks for.
 * @returns the lines of its cosignatures, verified.
 * @throws Malformed with the witness's answer when it does not cosign; BadSignature when its cosignature does not hold;
 *   Unreachable when no answer came.
 */
export async function askWitness(
  { url, key }: { url: string; key: VerifierKey },
  checkpoint: Uint8Array,
  tree: TileTree,
): Promise<string[]> {
  const { note, size } = parseCheckpoint(checkpoint);
  const ask = async (old: number) => {
    const proof = await tree.consistencyProof(old, size);
    return post(
      `${url.replace(/\/+$/, '')}/add-checkpoint`,
      [`old ${old}`, ...proof.map(base64), '', textOf(checkpoint, 'The checkpoint')].join('\n'),
    );
  };
  let answer = await ask(0);
  for (let tries = 0; answer.status === 409 && tries < 3; tries += 1) {
    const old = parseConflict(answer.text);
    if (old > size)
      throw new Malformed(
        `The witness ${key.name} has cosigned ${old} entries of this log, which has ${size}: ` +
          'it was cut, or an old copy was restored.',
      );
    answer = await ask(old);
  }
  if (answer.status !== 200)
    throw new Malformed(`The witness ${key.name} did not cosign (${answer.status}): ${remarkOf(answer.text)}`);
  const signatures = parseCosignatures(answer.text).filter(
    ({ name, keyId }) => name === key.name && keyId === key.keyId,
  );
  if (verifiedSignatures(nodeCryptography, { text: note.text, signatures }, [key]).length === 0)
    throw new Malformed(`The witness ${key.name} answered without a cosignature of its own.`);
  return signatures.map(({ line }) => line);
}
