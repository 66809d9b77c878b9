/**
 * Why something cannot start, in one sentence for the person who started it. A main prints the sentence alone, without
 * a stack trace, and exits 1.
 */
export class StartProblem extends Error {
  override readonly name = 'StartProblem';
}

/** The reason of a file system's error, as the end of a sentence: `because the disk is full`. */
export function becauseOf(error: unknown): string {
  const known: Record<string, string> = {
    EACCES: 'because this user may not write there',
    EPERM: 'because this user may not write there',
    EROFS: 'because the file system is read-only',
    ENOSPC: 'because the disk is full',
    EDQUOT: 'because the disk quota is used up',
    ENOTDIR: 'because part of that path is a file, not a folder',
    ENOENT: 'because part of that path does not exist',
    ENAMETOOLONG: 'because that path is too long',
    EEXIST: 'because a file of that name is in the way',
  };
  return known[codeOf(error)] ?? `because: ${messageOf(error)}`;
}

// These ask for an error's fields, not its class: each realm, such as a Jest file's, has an Error of its own.

/** The system's or PostgreSQL's code of an error, such as `ENOENT`; empty without one. */
export const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';

export const isCode = (error: unknown, ...codes: string[]): boolean => codes.includes(codeOf(error));

export const messageOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error);
