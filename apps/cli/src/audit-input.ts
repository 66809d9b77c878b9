import { createReadStream, existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { InvalidArgumentError } from 'commander';
import { Malformed, nodeCryptography, noteLimit, parseCheckpoint, parsePolicy, parseVerifierKey, readWhole, Signer, SigningKey, type Checkpoint, type Policy, type VerifierKey } from '@stipple/audit-log';
import { about } from './sentence.js';

/** A whole number as an argument of a command. */
export function wholeNumber(text: string): number {
  const value = /^\d{1,16}$/.test(text) ? Number(text) : NaN;
  if (!Number.isSafeInteger(value)) throw new InvalidArgumentError('It has to be a whole number.');
  return value;
}

/** Where the key of a log lies unless somebody says otherwise: beside the log, not in it. */
export const keyFileOf = (folder: string): string => `${folder.replace(/\/+$/, '')}.key`;

/** A signer by its key; what it signed last lies beside that. */
export const signerOf = (keyFile: string): Signer => new Signer(keyIn(keyFile), `${keyFile}.signed`);

export const keyIn = (file: string): SigningKey => naming(file, () => SigningKey.read(file));

/** What comes of reading a file, where the system does not say which one it could not read. */
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
export const readPolicy = (file: string): Policy => parsePolicy(nodeCryptography, read(file, 1 << 20));
export const readBytes = (file: string): Uint8Array => read(file, noteLimit * 4);

/** Public keys as arguments, each written out or in a file. */
export function verifierKeys(texts: readonly string[]): VerifierKey[] {
  return texts.map((text) => {
    const bytes = text.includes('+') ? undefined : naming(text, () => readWhole(text, 4096));
    return parseVerifierKey(nodeCryptography, bytes === undefined ? text : new TextDecoder().decode(bytes).trim());
  });
}

const lineLimit = 65_535;

/**
 * The lines of a file or of the standard input, in batches, each as its bytes without the newline.
 * @param progress called with how many bytes of how many were read, where that is known.
 * @throws Malformed when a line is empty, or longer than an entry may be.
 */
export async function* linesOf(file: string | undefined, progress: (done: number, total: number) => void): AsyncGenerator<Uint8Array[]> {
  if (file !== undefined && !existsSync(file)) throw new Malformed(`There is no file ${file}.`);
  const total = file === undefined ? undefined : (await stat(file)).size;
  const stream = file === undefined ? process.stdin : createReadStream(file, { highWaterMark: 1 << 20 });
  let left: Buffer = Buffer.alloc(0);
  let done = 0;
  let number = 0;
  const checked = (line: Buffer): Buffer => {
    number += 1;
    if (line.length === 0) throw new Malformed(`Line ${number} is empty; nothing was appended.`);
    if (line.length > lineLimit) throw new Malformed(`Line ${number} has more than ${lineLimit} bytes; nothing was appended.`);
    return line;
  };
  for await (const piece of stream as AsyncIterable<Buffer>) {
    const bytes = left.length === 0 ? piece : Buffer.concat([left, piece]);
    const lines: Buffer[] = [];
    let from = 0;
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, from)) {
      lines.push(checked(bytes.subarray(from, end)));
      from = end + 1;
    }
    left = bytes.subarray(from);
    if (left.length > lineLimit) checked(left);
    yield lines;
    done += piece.length;
    if (total !== undefined) progress(done, total);
  }
  if (left.length > 0) yield [checked(left)];
}
