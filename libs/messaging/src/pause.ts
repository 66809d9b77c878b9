import { setTimeout as elapse } from 'node:timers/promises';

/**
 * Pauses that double from `first` to `most` milliseconds. Each varies by up to a fifth, so that many processes do not
 * return at once.
 */
export class GrowingPause {
  private grown = 0;

  constructor(
    private readonly first = 100,
    private readonly most = 5_000,
  ) {}

  next(): number {
    const pause = Math.min(this.first * 2 ** this.grown, this.most);
    this.grown = Math.min(this.grown + 1, 30);
    return Math.max(this.first, Math.round(pause * (1 - Math.random() / 5)));
  }

  reset(): void {
    this.grown = 0;
  }
}

/** Waits; true once `milliseconds` have passed, false when `signal` was aborted before. Never rejects. */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<boolean> {
  if (signal.aborted) return false;
  return elapse(milliseconds, true, { signal }).catch((error: unknown) => {
    if (signal.aborted) return false;
    throw error;
  });
}

/**
 * The promise's value, or `undefined` after `milliseconds`; rejects as the promise does. The promise itself goes on.
 */
export async function withTimeout<T>(milliseconds: number, promise: Promise<T>): Promise<T | undefined> {
  const waiting = new AbortController();
  try {
    return await Promise.race([promise, pause(milliseconds, waiting.signal).then(() => undefined)]);
  } finally {
    waiting.abort();
  }
}

/** An error in one line: its message, or its name if it has none. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof AggregateError && !error.message) return error.errors.map(reasonOf).join('; ');
  return error.message || error.name;
}
