import { isName } from '@stipple/text';
import { refusal, type Refusal } from './decider.js';

// What every context checks is checked here, so that the same fault gets the same code and the same sentence. Each check
// answers its refusal, or false where nothing is wrong.

type Path = string | readonly string[];

/** Characters of the longest name, and of the longest reason or note. */
const longestName = 200;
const longestReason = 2_000;

const thousands = (count: number): string => String(count).replaceAll(/\B(?=(\d{3})+$)/g, ',');

/**
 * A text that says what something is: not empty, not too long, and with something in it that can be read aloud.
 * Refuses `missing`, TOO_LONG, TEXT_INVALID.
 * @param missing the code where it is empty
 * @param what begins the sentence: `A product`
 */
export function needsText(
  missing: string,
  text: string,
  what: string,
  path: Path,
  longest = longestName,
): Refusal | false {
  if (text.trim() === '') return refusal(missing, `${what} is needed.`, path);
  return (
    noLonger(text, longest, what, path) ||
    (!isName(text) && refusal('TEXT_INVALID', `${what} has at least one letter or digit.`, path))
  );
}

/** The same with NAME_MISSING where it is empty. */
export const needsName = (text: string, what: string, path: Path, longest?: number): Refusal | false =>
  needsText('NAME_MISSING', text, what, path, longest);

/** A reason of 1 to 2,000 characters in `reason`. Refuses REASON_MISSING with the sentence, TOO_LONG. */
export const needsReason = (reason: string, sentence: string): Refusal | false =>
  isName(reason)
    ? noLonger(reason, longestReason, 'A reason', 'reason')
    : refusal('REASON_MISSING', sentence, 'reason');

/** A text that may be left out, of so many characters at most without the spaces around it. Refuses TOO_LONG. */
export const noLonger = (text: string | undefined, longest: number, what: string, path: Path): Refusal | false =>
  (text?.trim().length ?? 0) > longest &&
  refusal('TOO_LONG', `${what} has at most ${thousands(longest)} characters.`, path);

/** Of many that are checked alike, the first that is refused. */
export const firstOf = (checks: readonly (Refusal | false)[]): Refusal | false =>
  checks.find((check) => check !== false) ?? false;

/** A note that may be left out, of 2,000 characters at most. Refuses TOO_LONG. */
export const noLongNote = (note: string | undefined): Refusal | false =>
  noLonger(note, longestReason, 'A note', 'note');

/** The thing is in one of these statuses. `what` begins the sentence: `This load`. Refuses WRONG_STATUS. */
export const needsStatus = <Status extends string>(
  what: string,
  status: Status,
  allowed: readonly NoInfer<Status>[],
  path?: Path,
): Refusal | false =>
  !allowed.includes(status) &&
  refusal('WRONG_STATUS', `${what} is ${status}; this takes ${allowed.join(' or ')}.`, path);

/**
 * What happened is entered late, never early.
 * @param when a moment, or a day, and `now` likewise
 * Refuses IN_THE_FUTURE.
 */
export const notInFuture = (
  when: string,
  now: string,
  path: Path,
  sentence = 'This lies in the future. Enter it once it has happened.',
): Refusal | false => when > now && refusal('IN_THE_FUTURE', sentence, path);

/** A number between two, both allowed. Refuses OUT_OF_RANGE. */
export const between = (
  value: number,
  [least, most]: readonly [least: number, most: number],
  path: Path,
  sentence: string,
): Refusal | false => !(value >= least && value <= most) && refusal('OUT_OF_RANGE', sentence, path);

/** A whole number between two, both allowed. Refuses OUT_OF_RANGE. */
export const wholeBetween = (
  value: number,
  range: readonly [least: number, most: number],
  path: Path,
  sentence: string,
): Refusal | false =>
  Number.isInteger(value) ? between(value, range, path, sentence) : refusal('OUT_OF_RANGE', sentence, path);

/** So many at most, this one among them. Refuses TOO_MANY with the sentence. */
export const noMore = (count: number, most: number, sentence: string, path?: Path): Refusal | false =>
  count > most && refusal('TOO_MANY', sentence, path);
