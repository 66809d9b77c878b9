import { refusal, type Refusal } from '@stipple/event-store';
import type { Instant } from '@stipple/time';

/** Refuses a moment that has not come yet: what happened may be entered late, never early. */
export const later = (path: string, moment: Instant, now: Instant): Refusal | false => moment > now && refusal('IN_THE_FUTURE', `${moment} lies in the future.`, path);

/** Refuses a text that is empty, with a code that says so, or too long. */
export const textProblem = (missing: string, path: string, text: string, sentence: string, longest = 200): Refusal | false =>
  (text.trim() === '' || text.trim().length > longest) && refusal(text.trim() === '' ? missing : 'TOO_LONG', sentence, path);
