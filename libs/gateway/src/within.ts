const late = Symbol('too late');

export const isLate = (value: unknown): value is typeof late => value === late;

/**
 * What comes of `work` if it comes within so many milliseconds; `isLate` tells when it did not. The work itself goes
 * on.
 */
export async function within<T>(milliseconds: number, work: Promise<T>): Promise<T | typeof late> {
  let timer: NodeJS.Timeout | undefined;
  const end = new Promise<typeof late>((resolve) => {
    timer = setTimeout(resolve, milliseconds, late);
    // Whoever waits for the answer keeps the process alive, not the waiting.
    timer.unref();
  });
  return await Promise.race([work, end]).finally(() => clearTimeout(timer));
}
