import { execFileSync } from 'node:child_process';

/** The environment that shifts the clock of a process and its children by `milliseconds` against this machine's. */
export type Shift = (milliseconds: number) => Record<string, string>;

/**
 * Shifts clocks by Debian's `faketime`. Undefined without it; then prints a `skipped:` line, which `npm test` repeats
 * at its end. The monotonic clock and the times of files stay as they are.
 * @throws Error with CI=true, because CI may skip nothing
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
    // Relative, because each process counts for itself: so later ones show the same time.
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
