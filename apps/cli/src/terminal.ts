import { once } from 'node:events';
import { reasonOf } from './sentence.js';

/** The error after which printed text no longer arrives. */
let failure: unknown;
/** The stream with an unfinished progress line. */
let unended: NodeJS.WriteStream | undefined;

function endLine(): void {
  unended?.write('\n');
  unended = undefined;
}

/** Lets commands go on to their own exit code when their output can no longer be written. */
export function outliveReaders(): void {
  process.stdout.on('error', (error: unknown) => void (failure ??= error));
  // There is no further stream to report this error on.
  process.stderr.on('error', () => undefined);
}

/** A reader such as `head` may stop reading (EPIPE); any other error is a problem. */
const problem = () =>
  typeof failure === 'object' && failure !== null && 'code' in failure && failure.code === 'EPIPE'
    ? undefined
    : failure;

/** Waits until all is written, and answers why it did not arrive; undefined if it did, or if nobody wanted more. */
export async function outputProblem(): Promise<unknown> {
  await new Promise<void>((resolve) => {
    process.stdout.write('', (error) => {
      failure ??= error ?? undefined;
      resolve();
    });
  });
  return problem();
}

/** Prints a result as it is. */
export function printBytes(bytes: Uint8Array | string): void {
  endLine();
  process.stdout.write(bytes);
}

/** Prints a result on a line. */
export const print = (line: string): void => printBytes(`${line}\n`);

/**
 * Prints one of many lines, no faster than they are read.
 * @returns whether anybody still reads.
 * @throws Error when they cannot be written.
 */
export async function printNext(line: string): Promise<boolean> {
  if (failure === undefined && !process.stdout.write(`${line}\n`)) {
    try {
      await once(process.stdout, 'drain');
    } catch (error) {
      failure ??= error;
    }
  }
  if (problem() !== undefined) throw new Error(`The rest could not be printed: ${reasonOf(problem())}.`);
  return failure === undefined;
}

/** Prints a remark on standard error, where it does not mix with a result that a program reads. */
export function remark(line: string): void {
  endLine();
  process.stderr.write(`${line}\n`);
}

/** Shows how much is done, of `total` if that is known. */
export type Progress = (done: number, total?: number) => void;

/**
 * A progress line: redrawn in place on a terminal, elsewhere one line each tenth. Without a total it changes on a
 * terminal with the first two digits of the count, elsewhere with the first.
 * @param patience milliseconds: work that ends sooner gets no line.
 */
export function bar(label: string, unit: string, stream: NodeJS.WriteStream, patience = 0): Progress {
  const begun = performance.now();
  let shown: number | undefined;
  return (done, total) => {
    if (shown === undefined && performance.now() - begun < patience) return;
    const share = total === undefined ? undefined : total === 0 ? 1 : Math.min(1, done / total);
    const step =
      share === undefined
        ? Number(done.toPrecision(stream.isTTY ? 2 : 1))
        : Math.floor(share * (stream.isTTY ? 100 : 10));
    if (step === shown) return;
    shown = step;
    const text =
      share === undefined ? `${label} ${done} ${unit}` : `${Math.floor(share * 100)} %  ${done} of ${total} ${unit}`;
    if (!stream.isTTY) stream.write(share === undefined ? `${text}\n` : `${label} ${text}\n`);
    else {
      stream.write(
        share === undefined ? `\r${text}` : `\r${label} [${'#'.repeat(Math.round(share * 30)).padEnd(30)}] ${text}`,
      );
      unended = stream;
      if (share === 1) endLine();
    }
  };
}

/** Progress on standard error, apart from the command's result. */
export const progress = (label: string, unit: string): Progress => bar(label, unit, process.stderr, 1_000);
