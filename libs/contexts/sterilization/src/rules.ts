import { refusal, type Refusal } from '@stipple/event-store';
import { isName } from '@stipple/text';
import type { Instant } from '@stipple/time';

/** Refuses a moment that has not come yet: what happened may be entered late, never early. */
export const later = (path: string, moment: Instant, now: Instant): Refusal | false =>
  moment > now && refusal('IN_THE_FUTURE', `${moment} lies in the future.`, path);

/** Refuses a text that is empty, with a code that says so, or too long. */
export const textProblem = (
  missing: string,
  path: string,
  text: string,
  sentence: string,
  longest = 200,
): Refusal | false =>
  (text.trim() === '' || text.trim().length > longest) &&
  refusal(text.trim() === '' ? missing : 'TOO_LONG', sentence, path);

/** Refuses a name that is empty, too long, or made of nothing that can be seen or read aloud. */
export const nameProblem = (missing: string, path: string, name: string, sentence: string): Refusal | false =>
  textProblem(missing, path, name, sentence) ||
  (!isName(name) && refusal('TEXT_INVALID', 'A name has at least one letter or digit.', path));
