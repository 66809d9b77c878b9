import { hash, verify } from '@node-rs/argon2';
import { GraphFault } from '@stipple/service';
import { longest } from './password.js';

// OWASP Password Storage Cheat Sheet: Argon2id (the library's default kind) with 19 MiB, two passes, one thread.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const patience = 5_000;

// Verified where there is no password to compare with, so that nobody learns from the time it takes which accounts
// exist.
const decoy = hash('nobody has this password', cost);

/** @throws GraphFault SERVICE_UNAVAILABLE when others keep it waiting for five seconds. */
export const hashPassword = (password: string): Promise<string> =>
  inTime((signal) => hash(password.normalize('NFKC'), cost, signal));

/**
 * Whether it is the password of which the hash was made; without a hash it takes as long and is not.
 * @throws GraphFault SERVICE_UNAVAILABLE
 */
export async function isPassword(password: string, known: string | null | undefined): Promise<boolean> {
  const against = known ?? (await decoy);
  const same = await inTime((signal) =>
    verify(against, password.slice(0, 4 * longest).normalize('NFKC'), undefined, signal),
  );
  return same && typeof known === 'string';
}

async function inTime<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const signal = AbortSignal.timeout(patience);
  try {
    return await work(signal);
  } catch (error) {
    if (signal.aborted)
      throw new GraphFault(
        'SERVICE_UNAVAILABLE',
        'Too many people are signing in at this moment. Try again in a minute.',
      );
    throw error;
  }
}
