import { setTimeout as elapse } from 'node:timers/promises';

/**
 * Repeats `work`, each time the given milliseconds after the last has ended. Errors are passed to `onTrouble` and end
 * nothing.
 * @returns the function that stops it, which resolves when none of it runs any more
 */
export function every(
  milliseconds: number,
  work: (nth: number, stopping: AbortSignal) => Promise<unknown>,
  onTrouble: (error: unknown) => void,
): () => Promise<void> {
  const stopping = new AbortController();
  // Stopping rejects the pause. Either way it is over.
  const sleep = () =>
    elapse(milliseconds, undefined, { signal: stopping.signal, ref: false }).then(
      () => undefined,
      () => undefined,
    );
  const running = (async () => {
    for (let nth = 0; !stopping.signal.aborted; nth += 1) {
      await work(nth, stopping.signal).catch((error: unknown) => stopping.signal.aborted || onTrouble(error));
      if (!stopping.signal.aborted) await sleep();
    }
  })();
  return async () => {
    stopping.abort();
    await running;
  };
}
