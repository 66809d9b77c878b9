import { once } from 'node:events';
import { reasonOf } from './sentence.js';

/** Why nothing of what is printed arrives any more, once that is so. */
let failure: unknown;
/** A line on the terminal that has grown and is not ended yet. */
let unended: NodeJS.WriteStream | undefined;

function endLine(): void {
  unended?.write('\n');
  unended = undefined;
}

/**
 * Lets commands go on to their end, and to the exit code that is theirs, when what they print can no longer be written.
 */
export function outliveReaders(): void {
  process.stdout.on('error', (error: unknown) => void (failure ??= error));
  // What cannot be complained of here can be complained of nowhere.
  process.stderr.on('error', () => undefined);
}

/** Who reads what is printed may have seen enough, as `head` has; anything else is a problem. */
const problem = () =>
  typeof failure === 'object' && failure !== null && 'code' in failure && failure.code === 'EPIPE'
    ? undefined
    : failure;

/** Why what was printed did not arrive, once all was written; undefined when it did, or nobody wanted more of it. */
export async function outputProblem(): Promise<unknown> {
  await new Promise<void>((resolve) => {
    process.stdout.write('', (error) => {
      failure ??= error ?? undefined;
      resolve();
    });
  });
  return problem();
}

/** What somebody asked for, as it is. */
export function printBytes(bytes: Uint8Array | string): void {
  endLine();
  process.stdout.write(bytes);
}

/** What somebody asked for, on a line. */
export const print = (line: string): void => printBytes(`${line}\n`);

/**
 * Prints a line of many, no faster than they are read.
 * @returns whether anybody wants more of them.
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

/** What somebody should know beside it, where it does not mix with what a program reads. */
export function remark(line: string): void {
  endLine();
  process.stderr.write(`${line}\n`);
}

/** Shows how much is done; where nobody knows of how much, without that. */
export type Progress = (done: number, total?: number) => void;

/**
 * One line that grows: on a terminal in place, elsewhere a line each tenth. Where the total is not known, whenever one
 * of the first two digits changes; elsewhere the first.
 * @param patience milliseconds within which what ends is not worth a line.
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

/** The progress of a command that prints its result, apart from that. */
export const progress = (label: string, unit: string): Progress => bar(label, unit, process.stderr, 1_000);
