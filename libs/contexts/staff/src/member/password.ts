import { hash, verify } from '@node-rs/argon2';
import { GraphFault } from '@stipple/service';

/** A secret on its way to where it is needed: it does not show when what holds it is logged or written out. */
export class Unsaid {
  readonly #text: string;
  constructor(text: string) {
    this.#text = text;
  }
  reveal(): string {
    return this.#text;
  }
  toJSON(): null {
    return null;
  }
}

const shortest = 10;
const longest = 200;

// The commonest of ten characters and more, by their letters and digits alone.
const commonest = new Set(
  `password12 password123 password1234 password12345 passw0rd123 passwordpassword mypassword mypassword1 qwertyuiop qwertyuiop1 qwerty12345 qwerty123456 1q2w3e4r5t 1q2w3e4r5t6y 1qaz2wsx3edc
  zaq12wsxcde3 qazwsxedcrfv asdfghjkl1 asdfasdfasdf q1w2e3r4t5y6 iloveyou12 iloveyou123 welcome123 welcome1234 letmein123 administrator admin12345 admin123456 adminadmin abcdefghij abcd123456
  abc1234567 a123456789 a1234567890 aa12345678 123456789a 12345678910 1234512345 123123123123 1223334444 0987654321 9876543210 11223344556677 football123 princess123 sunshine123 superman123
  changeme123 changemenow trustno1trustno1 stipple123 stipple1234 scalpmicropigmentation micropigmentation`.split(/\s+/),
);

const bare = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{M}\p{N}]/gu, '');
const isRun = (text: string): boolean => {
  const steps = [...text].slice(1).map((letter, index) => (letter.codePointAt(0) ?? 0) - (text.codePointAt(index) ?? 0));
  return steps.every((step) => step === steps[0] && Math.abs(step) <= 1);
};

/**
 * Why a password is too weak for this person, in a sentence; undefined when it will do. Length counts, what it is made of
 * does not, and the commonest are refused, after NIST SP 800-63B, 3.1.1.2.
 */
export function weaknessOf(password: string, person: { name: string | null; email: string | null }): string | undefined {
  const length = [...password.normalize('NFKC')].length;
  if (length < shortest) return `A password needs at least ${shortest} characters.`;
  if (length > longest) return `A password has at most ${longest} characters.`;
  const plain = bare(password);
  const own = [person.name, person.email, person.email?.split('@')[0]].map((text) => bare(text ?? '')).filter((text) => text !== '');
  if (own.some((text) => plain === text || (text.length >= 6 && plain.includes(text) && plain.length - text.length < 4))) return 'A password must not be your name or e-mail address.';
  if (plain === '' || commonest.has(plain) || isRun(plain)) return 'This password is one of the first that anybody would try. Choose another.';
  return undefined;
}

// OWASP Password Storage Cheat Sheet: Argon2id (the library's default kind) with 19 MiB, two passes, one thread.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const patience = 5_000;

// Verified where there is no password to compare with, so that nobody learns from the time it takes which accounts exist.
const decoy = hash('nobody has this password', cost);

/** @throws GraphFault SERVICE_UNAVAILABLE when others keep it waiting for five seconds. */
export const hashPassword = (password: string): Promise<string> => inTime((signal) => hash(password.normalize('NFKC'), cost, signal));

/** Whether it is the password of which the hash was made; without a hash it takes as long and is not. @throws GraphFault SERVICE_UNAVAILABLE */
export async function isPassword(password: string, known: string | null | undefined): Promise<boolean> {
  const against = known ?? (await decoy);
  const same = await inTime((signal) => verify(against, password.slice(0, 4 * longest).normalize('NFKC'), undefined, signal));
  return same && typeof known === 'string';
}

async function inTime<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const signal = AbortSignal.timeout(patience);
  try {
    return await work(signal);
  } catch (error) {
    if (signal.aborted) throw new GraphFault('SERVICE_UNAVAILABLE', 'Too many people are signing in at this moment. Try again in a minute.');
    throw error;
  }
}
