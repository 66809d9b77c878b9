import { chmodSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { pino } from 'pino';
import { messageOf } from '@stipple/text';

/**
 * The size in bytes at which a log file is rotated, the number of rotated files to keep, and for how many days at most.
 */
const largest = 16_000_000;
const kept = 5;
const keptDays = 90;
/** Further bytes before rotation is tried again after a failure, such as a full disk. */
const patience = 1_000_000;

/**
 * A destination for pino: a file that only its owner can read. A large file becomes `<file>.1`, the former `.1` becomes
 * `.2`, and so on up to the fifth. Files last written ninety days ago are removed.
 */
export function rotating(
  file: string,
  { bytes = largest }: { bytes?: number } = {},
): ReturnType<typeof pino.destination> {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const destination = pino.destination({ dest: file, sync: false, mode: 0o600 });
  let size = sizeOf(file);
  destination.on('write', (written: number) => {
    size += written;
    // Rotated already but not opened anew: the line goes to its end.
    if (size < bytes || !statSync(file, { throwIfNoEntry: false })) return;
    try {
      putAside(file);
      destination.reopen();
      size = 0;
    } catch (error) {
      size = Math.max(0, bytes - patience);
      process.stderr.write(`The log ${file} cannot be put aside: ${messageOf(error)}\n`);
    }
  });
  removeOld(file);
  return destination;
}

function sizeOf(file: string): number {
  const found = statSync(file, { throwIfNoEntry: false });
  // Earlier releases let others read it.
  if (found && (found.mode & 0o077) !== 0) chmodSync(file, 0o600);
  return found?.size ?? 0;
}

function putAside(file: string): void {
  for (let age = kept - 1; age >= 1; age--)
    if (statSync(`${file}.${age}`, { throwIfNoEntry: false })) renameSync(`${file}.${age}`, `${file}.${age + 1}`);
  renameSync(file, `${file}.1`);
  removeOld(file);
}

function removeOld(file: string): void {
  const prefix = `${path.basename(file)}.`;
  for (const name of readdirSync(path.dirname(file))) {
    const age = name.startsWith(prefix) ? name.slice(prefix.length) : '';
    if (!/^\d+$/.test(age)) continue;
    const old = path.join(path.dirname(file), name);
    const found = statSync(old, { throwIfNoEntry: false });
    if (found && (Number(age) > kept || Date.now() - found.mtimeMs > keptDays * 86_400_000))
      rmSync(old, { force: true });
  }
}
