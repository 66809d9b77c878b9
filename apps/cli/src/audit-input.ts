import { createReadStream, existsSync, fstatSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { InvalidArgumentError } from 'commander';
import {
  entryLimit,
  Malformed,
  nodeCryptography,
  noteLimit,
  parseCheckpoint,
  parsePolicy,
  parseVerifierKey,
  policyLimit,
  readWhole,
  Signer,
  SigningKey,
  type Checkpoint,
  type Policy,
  type VerifierKey,
} from '@stipple/audit-log';
import { about } from './sentence.js';
import type { Progress } from './terminal.js';

/** A whole number as an argument of a command. */
export function wholeNumber(text: string): number {
  const value = /^\d{1,16}$/.test(text) ? Number(text) : NaN;
  if (!Number.isSafeInteger(value)) throw new InvalidArgumentError('It has to be a whole number.');
  return value;
}

/** The default file of a log's key: beside the log, not in it. */
export const keyFileOf = (folder: string): string => `${path.resolve(folder)}.key`;

/** The signer of a key file; its memory lies beside that file. */
export const signerOf = (keyFile: string): Signer => new Signer(keyIn(keyFile), `${keyFile}.signed`);

export const keyIn = (file: string): SigningKey => naming(file, () => SigningKey.read(file));

/** Runs `work` and adds the file's name to errors of the system that lack it. */
function naming<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw about(file, error);
  }
}

function read(file: string, limit: number): Uint8Array {
  const bytes = naming(file, () => readWhole(file, limit));
  if (bytes === undefined) throw new Malformed(`There is no file ${file}.`);
  return bytes;
}

export const readCheckpoint = (file: string): Checkpoint => parseCheckpoint(read(file, noteLimit));
export const readPolicy = (file: string): Policy => parsePolicy(nodeCryptography, read(file, policyLimit));
export const readBytes = (file: string): Uint8Array => read(file, noteLimit * 4);

/** Public keys given as arguments, each as text or as the name of a file. */
export function verifierKeys(texts: readonly string[]): VerifierKey[] {
  return texts.map((text) => {
    const bytes = text.includes('+') ? undefined : naming(text, () => readWhole(text, 4096));
    return parseVerifierKey(nodeCryptography, bytes === undefined ? text : new TextDecoder().decode(bytes).trim());
  });
}

/**
 * The lines of a file, in batches, each as bytes without the newline. Without a file, or with `-`, the lines of
 * standard input.
 * @throws Malformed when a line is empty, or longer than an entry may be.
 */
export async function* linesOf(file: string | undefined, progress: Progress): AsyncGenerator<Uint8Array[]> {
  const named = file === '-' ? undefined : file;
  if (named !== undefined && !existsSync(named)) throw new Malformed(`There is no file ${named}.`);
  // Node would read a folder as an empty file.
  if (named === undefined && fstatSync(0).isDirectory())
    throw new Malformed('The standard input cannot be read: it is a folder.');
  const total = named === undefined ? undefined : (await stat(named)).size;
  const pieces: AsyncIterable<Buffer> =
    named === undefined ? process.stdin : createReadStream(named, { highWaterMark: 1 << 20 });
  try {
    yield* linesIn(pieces, (done) => progress(done, total));
  } catch (error) {
    throw about(named ?? 'The standard input', error);
  }
}

/**
 * The lines of bytes that arrive in pieces of any length.
 * @param progress called with the number of bytes read.
 * @throws Malformed when a line is empty, or longer than an entry may be.
 */
export async function* linesIn(
  pieces: AsyncIterable<Buffer>,
  progress: (done: number) => void,
): AsyncGenerator<Uint8Array[]> {
  let left: Buffer = Buffer.alloc(0);
  let done = 0;
  let number = 0;
  const checked = (line: Buffer): Buffer => {
    number += 1;
    if (line.length === 0) throw new Malformed(`Line ${number} is empty; nothing was appended.`);
    if (line.length > entryLimit)
      throw new Malformed(`Line ${number} has more than ${entryLimit} bytes; nothing was appended.`);
    return line;
  };
  for await (const piece of pieces) {
    const bytes = left.length === 0 ? piece : Buffer.concat([left, piece]);
    const lines: Buffer[] = [];
    let from = 0;
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, from)) {
      lines.push(checked(bytes.subarray(from, end)));
      from = end + 1;
    }
    left = bytes.subarray(from);
    if (left.length > entryLimit) checked(left);
    yield lines;
    done += piece.length;
    progress(done);
  }
  if (left.length > 0) yield [checked(left)];
}
