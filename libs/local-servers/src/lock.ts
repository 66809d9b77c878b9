import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startOf } from './processes.js';
import { StartProblem, isCode } from './start-problem.js';

export interface Lock {
  /** Releases the lock. A second call changes nothing. */
  release(): Promise<void>;
}

const patience = 1_000;

/**
 * Lets one living process at a time hold a folder. A process first puts an entry there with its pid and start time, and
 * only then looks for others. Of two that come at once at least one sees the other, so both never hold it. Entries of
 * processes that died, by SIGKILL or with the machine, do not count and are removed.
 * @param folder where the entries lie; made when missing.
 * @param sentence makes the message for the second process from the pid of the holder.
 * @throws StartProblem with that sentence, after a second of trying.
 */
export async function takeLock(folder: string, sentence: (pid: number) => string): Promise<Lock> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const own = `${process.pid}-${await startOf(process.pid)}`;
  const entry = path.join(folder, own);
  const deadline = performance.now() + patience;
  for (;;) {
    try {
      await writeFile(entry, '', { flag: 'wx', mode: 0o600 });
    } catch (error) {
      if (isCode(error, 'EEXIST')) throw new StartProblem(sentence(process.pid));
      throw error;
    }
    const holder = await otherHolder(folder, own);
    if (holder === undefined) return { release: () => rm(entry, { force: true }) };
    await rm(entry, { force: true });
    if (performance.now() > deadline) throw new StartProblem(sentence(holder));
    await pause(20 + Math.random() * 100);
  }
}

async function otherHolder(folder: string, own: string): Promise<number | undefined> {
  let holder: number | undefined;
  for (const name of await readdir(folder)) {
    if (name === own) continue;
    const [, pid, start] = /^(\d+)-(.+)$/.exec(name) ?? [];
    if (pid !== undefined && (await startOf(Number(pid))) === start) holder = Number(pid);
    else await rm(path.join(folder, name), { force: true });
  }
  return holder;
}

/** The pid of the living process that holds a folder, if any. */
export async function holderOf(folder: string): Promise<number | undefined> {
  try {
    return await otherHolder(folder, '');
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}
