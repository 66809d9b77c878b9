import { setTimeout as elapse } from 'node:timers/promises';

/** Waits. True once `milliseconds` have passed, false when `signal` was aborted before. Never rejects. */
export async function pause(milliseconds: number, signal?: AbortSignal): Promise<boolean> {
  if (signal?.aborted) return false;
  return elapse(milliseconds, true, { ...(signal && { signal }) }).catch((error: unknown) => {
    if (signal?.aborted) return false;
    throw error;
  });
}

/**
 * The value of `work`, or undefined when it took longer than `milliseconds`. Rejects as `work` does. Late work goes on
 * unobserved.
 */
export async function withTimeout<T>(milliseconds: number, work: Promise<T>): Promise<T | undefined> {
  const waiting = new AbortController();
  try {
    return await Promise.race([work, pause(milliseconds, waiting.signal).then(() => undefined)]);
  } finally {
    waiting.abort();
  }
}
