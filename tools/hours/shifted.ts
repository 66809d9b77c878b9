import { execFileSync } from 'node:child_process';

/**
 * What gives a process, and all that it starts, a clock that is so many milliseconds ahead of, or behind, this
 * machine's and goes on.
 */
export type Shift = (milliseconds: number) => Record<string, string>;

/**
 * How clocks are shifted here, by Debian's `faketime`; undefined where there is none, which is said in the form that is
 * repeated at the end of `npm test`. What measures stretches of time (the monotonic clock), and what files say, stay as
 * they are.
 * @throws Error with CI=true, where nothing may be left out
 */
export function shifting(): Shift | undefined {
  const library = libraryOf();
  if (library === undefined) {
    if (process.env['CI'] === 'true')
      throw new Error('With CI=true the start has to be tried at every hour, but faketime is not installed.');
    process.stdout.write('skipped: the start and the stories at other hours, because faketime is not installed.\n');
    return undefined;
  }
  return (milliseconds) => ({
    LD_PRELOAD: library,
    // Relative, so that processes that are started later, each of which counts for itself, show the same time.
    FAKETIME: `${milliseconds < 0 ? '-' : '+'}${(Math.abs(milliseconds) / 1_000).toFixed(3)}`,
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
    DONT_FAKE_MONOTONIC: '1',
    NO_FAKE_STAT: '1',
  });
}

/** The file that `faketime` has loaded into processes with several threads. */
function libraryOf(): string | undefined {
  try {
    return execFileSync('faketime', ['-m', '-f', '+0', 'printenv', 'LD_PRELOAD'], { encoding: 'utf8' }).trim();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
