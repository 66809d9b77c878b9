import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Home } from '@stipple/local-servers';
import { instantOf } from '@stipple/time';
import { makeDemo } from './demo.js';

export const demoAdministrator = 'admin@stipple.example';

interface Progress {
  begun: string;
  done: boolean;
}

/** Whether there is to be a demo: on by default on a loopback address, never in production mode or where others can reach it. */
export function wantsDemo(environment: Readonly<Record<string, string | undefined>>, host: string, byDefault: 'on' | 'off'): { wanted: boolean; why?: string } {
  const asked = environment['STIPPLE_DEMO'] || byDefault;
  if (asked !== 'on') return { wanted: false };
  if (environment['STIPPLE_PRODUCTION'] === 'true') return { wanted: false, why: 'No demo accounts are made in production mode.' };
  if (!/^(127\.\d+\.\d+\.\d+|::1|localhost)$/.test(host)) return { wanted: false, why: `No demo accounts are made on ${host}, where others may reach them.` };
  return { wanted: true };
}

/**
 * Makes the demo clinic where the home has none yet, going on where an earlier start was interrupted.
 * Answers the password of its accounts when they were made now; it is shown this once.
 */
export async function beginDemo(options: { home: Home; url: string; invitation?: string; password?: string; say: (line: string) => void }): Promise<{ password?: string; generated: boolean }> {
  const file = path.join(await options.home.folder('demo'), 'progress.json');
  const known = await readProgress(file);
  if (known?.done) return { generated: false };
  const begun = known?.begun ?? instantOf(Date.now());
  // Kept until the demo is whole: an interrupted start has to find the password that its first accounts were given.
  const password = options.password ?? (await options.home.secret('demo', 12)).toString('base64url');
  await writeFile(file, JSON.stringify({ begun, done: false } satisfies Progress), { mode: 0o600 });
  await makeDemo({ url: options.url, password, begun, say: options.say, ...(options.invitation === undefined ? {} : { invitation: options.invitation }) });
  await writeFile(file, JSON.stringify({ begun, done: true } satisfies Progress), { mode: 0o600 });
  return { password, generated: options.password === undefined };
}

async function readProgress(file: string): Promise<Progress | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Progress;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
