import { randomUUID } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Home } from '@stipple/local-servers';
import type { Instant } from '@stipple/time';

/** How far the demo of a home is. */
export interface Progress {
  /** When it was first begun. */
  begun: Instant;
  /** When it was gone on with after that. */
  again?: readonly Instant[];
  /** The clinic's IANA zone. */
  zone?: string;
  /** What tells the password of the accounts from another, without telling it. */
  password?: string;
  /** Why it does not go on, in a sentence. */
  waits?: string;
  done: boolean;
}

export const progressFile = async (home: Home): Promise<string> =>
  path.join(await home.folder('demo'), 'progress.json');

export async function readProgress(file: string): Promise<Progress | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Progress;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * Replaces the file whole, so that who reads it while it is written, or after a crash, finds one state or the other.
 */
export async function writeProgress(file: string, progress: Progress): Promise<void> {
  const next = `${file}.${randomUUID()}`;
  await writeFile(next, JSON.stringify(progress), { mode: 0o600 });
  await rename(next, file);
}

/** Whether the demo that is told of in a file is whole, and else in a sentence why not, for `/health/ready`. */
export async function demoHealth(file: string): Promise<{ ok: boolean; detail: string }> {
  const progress = await readProgress(file);
  if (progress?.done) return { ok: true, detail: 'The demo clinic is there.' };
  return {
    ok: false,
    detail:
      progress?.waits === undefined
        ? 'The demo clinic is being made.'
        : `The demo clinic is being made. ${progress.waits}`,
  };
}
