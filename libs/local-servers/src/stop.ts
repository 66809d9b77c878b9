import { messageOf } from './start-problem.js';
import { performance } from 'node:perf_hooks';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Stops once and cleanly on Ctrl-C, SIGTERM or a closed terminal: runs `stop`, then exits with 0, or with 1 when `stop`
 * failed or `deadline` milliseconds passed. One Ctrl-C often arrives twice (from the terminal and from npm), so signals
 * within a second count as one. A later Ctrl-C ends the process at once; watchers then stop the local servers.
 * @param say prints a sentence for the person who waits.
 * @returns a function that stops listening.
 */
export function onStop(
  stop: (signal: NodeJS.Signals) => Promise<void>,
  { say, deadline = 40_000 }: { say: (line: string) => void; deadline?: number },
): () => void {
  let since: number | undefined;
  const hear = (signal: NodeJS.Signals) => {
    if (since !== undefined) {
      if (signal !== 'SIGINT' || performance.now() - since < 1_000) return;
      say('Stopping at once.');
      process.exit(1);
    }
    since = performance.now();
    setTimeout(() => {
      say(`Stopping took longer than ${deadline / 1000} s; stopping at once.`);
      process.exit(1);
    }, deadline).unref();
    stop(signal).then(
      () => process.exit(0),
      (error: unknown) => {
        say(`Stopping failed: ${messageOf(error)}`);
        process.exit(1);
      },
    );
  };
  for (const name of signals) process.on(name, hear);
  return () => {
    for (const name of signals) process.off(name, hear);
  };
}
