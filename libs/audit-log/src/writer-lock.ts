import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { isCode } from './files.js';

/** Somebody else holds what is held by one at a time. */
export class InUse extends Error {
  override readonly name = 'InUse';
}

export interface WriterLock {
  /** Gives the lock back; asking twice changes nothing. */
  release(): void;
}

const patience = 500;

/**
 * Lets one living process at a time write in a folder. Whoever wants to puts an entry there that names itself by pid and start time, and only then
 * looks who else is there: of two that come at once at least one sees the other. Entries of processes that died count for nothing and are removed.
 * @param folder where the entries lie; made when missing.
 * @param what is held, where it is told of.
 * @throws InUse after half a second of trying.
 */
export async function lockForWriting(folder: string, what: string): Promise<WriterLock> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const own = `${process.pid}-${startOf(process.pid)}`;
  const entry = path.join(folder, own);
  const deadline = performance.now() + patience;
  for (;;) {
    try {
      writeFileSync(entry, '', { flag: 'wx', mode: 0o600 });
    } catch (error) {
      if (isCode(error, 'EEXIST')) throw new InUse(`${what} is in use by this process already.`);
      throw error;
    }
    const holder = otherHolder(folder, own);
    if (holder === undefined) return { release: () => rmSync(entry, { force: true }) };
    rmSync(entry, { force: true });
    if (performance.now() > deadline) throw new InUse(`${what} is in use by process ${holder}; only one may at a time.`);
    await pause(10 + Math.random() * 50);
  }
}

function otherHolder(folder: string, own: string): number | undefined {
  let holder: number | undefined;
  for (const name of readdirSync(folder)) {
    if (name === own) continue;
    const [, pid, start] = /^(\d{1,10})-(.+)$/.exec(name) ?? [];
    if (pid !== undefined && startOf(Number(pid)) === start) holder = Number(pid);
    else rmSync(path.join(folder, name), { force: true });
  }
  return holder;
}

/** When a living process started, as text that no other process of this pid has; undefined when there is none, or only its unburied remains. */
function startOf(pid: number): string | undefined {
  if (process.platform !== 'linux') return startByPs(pid);
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The program's name stands in brackets and may hold anything, so the fields are counted from its end.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' || fields[0] === 'X' ? undefined : `${fields[19]}-${readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').slice(0, 8)}`;
  } catch (error) {
    if (isCode(error, 'ENOENT', 'ESRCH')) return undefined;
    throw error;
  }
}

function startByPs(pid: number): string | undefined {
  try {
    const line = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
    return line === '' || line.startsWith('Z') ? undefined : line.replace(/^\S+\s+/, '').replaceAll(/[^0-9A-Za-z]+/g, '_');
  } catch (error) {
    // It ends with 1 when no such process is there.
    if (typeof error === 'object' && error !== null && 'status' in error && error.status === 1) return undefined;
    throw error;
  }
}
