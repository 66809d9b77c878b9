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
/** Characters of the longest password. */
export const longest = 200;

// The commonest of ten characters and more, by their letters and digits alone.
const commonest = new Set(
  `password12 password123 password1234 password12345 passw0rd123 passwordpassword mypassword mypassword1 qwertyuiop
  qwertyuiop1 qwerty12345 qwerty123456 1q2w3e4r5t 1q2w3e4r5t6y 1qaz2wsx3edc zaq12wsxcde3 qazwsxedcrfv asdfghjkl1
  asdfasdfasdf q1w2e3r4t5y6 iloveyou12 iloveyou123 welcome123 welcome1234 letmein123 administrator admin12345
  admin123456 adminadmin abcdefghij abcd123456 abc1234567 a123456789 a1234567890 aa12345678 123456789a 12345678910
  1234512345 123123123123 1223334444 0987654321 9876543210 11223344556677 football123 princess123 sunshine123
  superman123 changeme123 changemenow trustno1trustno1 stipple123 stipple1234 scalpmicropigmentation
  micropigmentation`.split(/\s+/),
);

const bare = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]/gu, '');
const isRun = (text: string): boolean => {
  const steps = [...text]
    .slice(1)
    .map((letter, index) => (letter.codePointAt(0) ?? 0) - (text.codePointAt(index) ?? 0));
  return steps.every((step) => step === steps[0] && Math.abs(step) <= 1);
};

/**
 * Why a password is too weak for this person, in a sentence; undefined when it will do. Length counts, what it is made
 * of does not, and the commonest are refused, after NIST SP 800-63B, 3.1.1.2.
 */
export function weaknessOf(
  password: string,
  person: { name: string | null; email: string | null },
): string | undefined {
  const length = [...password.normalize('NFKC')].length;
  if (length < shortest) return `A password needs at least ${shortest} characters.`;
  if (length > longest) return `A password has at most ${longest} characters.`;
  const plain = bare(password);
  const own = [person.name, person.email, person.email?.split('@')[0]]
    .map((text) => bare(text ?? ''))
    .filter((text) => text !== '');
  if (
    own.some((text) => plain === text || (text.length >= 6 && plain.includes(text) && plain.length - text.length < 4))
  )
    return 'A password must not be your name or e-mail address.';
  if (plain === '' || commonest.has(plain) || isRun(plain))
    return 'This password is one of the first that anybody would try. Choose another.';
  return undefined;
}
