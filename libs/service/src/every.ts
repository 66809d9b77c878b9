import { setTimeout as elapse } from 'node:timers/promises';

/**
 * Does something again and again, the next time so many milliseconds after the last has ended; what it fails with is
 * told and ends nothing.
 * @returns stops it: resolves when nothing of it runs any more
 */
export function every(
  milliseconds: number,
  work: (nth: number, stopping: AbortSignal) => Promise<unknown>,
  onTrouble: (error: unknown) => void,
): () => Promise<void> {
  const stopping = new AbortController();
  // Rejects when it is stopped meanwhile, which is all the same.
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
