import { execFile } from 'node:child_process';
import { readdir, readFile, readlink } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { isCode } from './start-problem.js';

const run = promisify(execFile);

/**
 * When a living process started, as text that no other process with this pid shares: clock ticks since the boot and the
 * boot's id on Linux, the output of `ps` elsewhere. Undefined without such a process, or for a zombie.
 */
export async function startOf(pid: number): Promise<string | undefined> {
  if (process.platform !== 'linux') return startByPs(pid);
  try {
    const [stat, boot] = await Promise.all([
      readFile(`/proc/${pid}/stat`, 'latin1'),
      readFile('/proc/sys/kernel/random/boot_id', 'latin1'),
    ]);
    // The program's name stands in brackets and may hold anything, so the fields are counted from its end.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' || fields[0] === 'X' ? undefined : `${fields[19]}-${boot.slice(0, 8)}`;
  } catch (error) {
    if (isCode(error, 'ENOENT', 'ESRCH')) return undefined;
    throw error;
  }
}

async function startByPs(pid: number): Promise<string | undefined> {
  const line = await run('ps', ['-o', 'stat=,lstart=', '-p', String(pid)]).then(
    ({ stdout }) => stdout.trim(),
    () => '',
  );
  return line === '' || line.startsWith('Z')
    ? undefined
    : line.replace(/^\S+\s+/, '').replaceAll(/[^0-9A-Za-z]+/g, '_');
}

/**
 * Ids of the living processes of a program such as `postgres` whose working folder is `folder`; empty without /proc.
 */
export async function processesIn(folder: string, program: string): Promise<number[]> {
  if (process.platform !== 'linux') return [];
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    pids.map(async (pid) => {
      const [cwd, exe] = await Promise.all([linkOf(`/proc/${pid}/cwd`), linkOf(`/proc/${pid}/exe`)]);
      return cwd === folder && exe !== undefined && path.basename(exe.replace(/ \(deleted\)$/, '')) === program
        ? [Number(pid)]
        : [];
    }),
  );
  return found.flat();
}

async function linkOf(file: string): Promise<string | undefined> {
  try {
    return await readlink(file);
  } catch (error) {
    if (isCode(error, 'ENOENT', 'ESRCH', 'EACCES', 'EPERM')) return undefined;
    throw error;
  }
}

/** Sends a signal. False when the process is gone. */
export function signal(pid: number, name: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, name);
  } catch (error) {
    if (isCode(error, 'ESRCH')) return false;
    throw error;
  }
}

/** Asks every 25 ms until `done` answers true. False after `milliseconds`. */
export async function until(milliseconds: number, done: () => Promise<boolean> | boolean): Promise<boolean> {
  const deadline = performance.now() + milliseconds;
  while (!(await done())) {
    if (performance.now() > deadline) return false;
    await pause(25);
  }
  return true;
}
