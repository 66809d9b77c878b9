import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { isCode } from './files.js';

/** Another process holds the lock. */
export class InUse extends Error {
  override readonly name = 'InUse';
}

export interface WriterLock {
  /** Releases the lock. A second call changes nothing. */
  release(): void;
}

/** The kernel, namespace and machine of a process: a pid has a meaning only there. */
export interface Place {
  /** The id that Linux gives to each start of a machine; on other systems the machine. */
  kernel: string;
  /** The namespace of pids; `0` on systems without namespaces. */
  namespace: string;
  /** The machine, by its id and name; `0` if it has no id, as in most containers. */
  machine: string;
}

/** The process that a lock's entry names. */
export interface Holder extends Place {
  pid: number;
  /** When it started, as text that no other process with this pid shares. */
  start: string;
}

/** The namespace of pids that Linux has from its start, outside any container (PROC_PID_INIT_INO). */
const firstNamespace = '4026531836';
const patience = 500;

/**
 * Lets one living process at a time write in a folder. A process first puts an entry there with its pid and start time,
 * and only then looks for others. Of two that come at once at least one sees the other. Entries of processes that died
 * do not count and are removed.
 * @param folder where the entries lie; made when missing.
 * @param what is locked, for the message of InUse.
 * @throws InUse after half a second of trying.
 */
export async function lockForWriting(folder: string, what: string): Promise<WriterLock> {
  const deadline = performance.now() + patience;
  for (;;) {
    const lock = attempt(folder, what);
    if (!(lock instanceof InUse)) return lock;
    if (performance.now() > deadline) throw lock;
    await pause(10 + Math.random() * 50);
  }
}

/** The same without waiting. @throws InUse at the first try; of two that come at once both may be refused. */
export function lockAtOnce(folder: string, what: string): WriterLock {
  const lock = attempt(folder, what);
  if (lock instanceof InUse) throw lock;
  return lock;
}

/** @throws InUse when this process itself holds it: waiting would not help. */
function attempt(folder: string, what: string): WriterLock | InUse {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const here = placeOfThis();
  const own = entryName(thisProcess(here));
  const entry = path.join(folder, own);
  try {
    writeFileSync(entry, '', { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (isCode(error, 'EEXIST')) throw new InUse(`${what} is in use by this process already.`);
    throw error;
  }
  try {
    const obstacle = otherHolder(folder, own, here);
    if (obstacle === undefined) return { release: () => rmSync(entry, { force: true }) };
    rmSync(entry, { force: true });
    return new InUse(`${what} ${obstacle}`);
  } catch (error) {
    rmSync(entry, { force: true });
    throw error;
  }
}

/** A sentence about another process that holds the lock, or may hold it. Removes entries of dead processes. */
function otherHolder(folder: string, own: string, here: Place): string | undefined {
  let found: string | undefined;
  for (const name of readdirSync(folder)) {
    const holder = name === own ? undefined : parseEntryName(name);
    if (holder === undefined) continue;
    const file = path.join(folder, name);
    switch (stateOf(holder, here)) {
      case 'lives':
        found = `is in use by process ${holder.pid}; only one may at a time.`;
        break;
      case 'died':
        rmSync(file, { force: true });
        break;
      case 'unknown': {
        const where =
          holder.kernel === here.kernel
            ? 'in another container of this machine'
            : 'on another machine, or in a container before a restart';
        found ??=
          `is in use by process ${holder.pid} ${where}. ` +
          `We cannot see whether it still runs. If it does not, remove ${file}.`;
      }
    }
  }
  return found;
}

/**
 * Whether a holder lives, as far as this process can know.
 *
 * We can check only pids of our own namespace and kernel: /proc shows neither the processes of another container nor
 * those of another machine. A holder that we cannot check counts as alive. Two live writers would fork the log for
 * good; a stale file is easily deleted by hand. One case needs no check, so that a power cut does not need a person:
 * once this machine has started again, all earlier processes are gone. We recognise this machine only outside
 * containers, and only by entries made outside containers, because containers share ids and names with their image and
 * their copies on other machines.
 */
export function stateOf(holder: Holder, here: Place, startOfPid = startOf): 'lives' | 'died' | 'unknown' {
  if (holder.kernel === here.kernel && holder.namespace === here.namespace) {
    if (!seesItself()) return 'unknown';
    return startOfPid(holder.pid) === holder.start ? 'lives' : 'died';
  }
  const isOutside = [holder, here].every(({ namespace }) => namespace === firstNamespace);
  return isOutside && holder.kernel !== here.kernel && holder.machine === here.machine && here.machine !== '0'
    ? 'died'
    : 'unknown';
}

/** The file name of a holder's entry. */
export const entryName = ({ pid, start, kernel, namespace, machine }: Holder): string =>
  [pid, start, kernel, namespace, machine].join('-');

function parseEntryName(name: string): Holder | undefined {
  const [, pid, start, kernel, namespace, machine] = /^(\d{1,10})-(\w+)-(\w+)-(\d+)-(\w+)$/.exec(name) ?? [];
  if (
    pid === undefined ||
    start === undefined ||
    kernel === undefined ||
    namespace === undefined ||
    machine === undefined
  )
    return undefined;
  return { pid: Number(pid), start, kernel, namespace, machine };
}

const digest = (...parts: readonly string[]): string =>
  createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 12);

/** The place of this process. */
export function placeOfThis(): Place {
  if (process.platform !== 'linux')
    return { kernel: digest(os.hostname()), namespace: '0', machine: digest(os.hostname()) };
  const id = textIn('/etc/machine-id');
  return {
    kernel: readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').replaceAll(/\W/g, '').slice(0, 12),
    namespace: namespaceOfThis(),
    machine: /^[0-9a-f]{32}$/.test(id) ? digest(id, os.hostname()) : '0',
  };
}

export function thisProcess(here = placeOfThis()): Holder {
  const start = startOf('self');
  if (start === undefined)
    throw new Error('This process cannot find out when it started, which its lock needs: is /proc there?');
  return { ...here, pid: process.pid, start };
}

function namespaceOfThis(): string {
  try {
    return /\d+/.exec(readlinkSync('/proc/self/ns/pid'))?.[0] ?? '0';
  } catch (error) {
    if (isCode(error, 'ENOENT')) return '0';
    throw error;
  }
}

/** Whether /proc shows this process's own namespace. In an outer one the same pids mean other processes. */
const seesItself = (): boolean => process.platform !== 'linux' || readlinkSync('/proc/self') === String(process.pid);

function textIn(file: string): string {
  try {
    return readFileSync(file, 'latin1').trim();
  } catch (error) {
    if (isCode(error, 'ENOENT', 'EACCES')) return '';
    throw error;
  }
}

/** When a living process started; undefined without such a process, or for a zombie. */
function startOf(pid: number | 'self'): string | undefined {
  if (process.platform !== 'linux') return startByPs(pid === 'self' ? process.pid : pid);
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The program's name stands in brackets and may hold anything, so the fields are counted from its end.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19];
  } catch (error) {
    if (isCode(error, 'ENOENT', 'ESRCH')) return undefined;
    throw error;
  }
}

function startByPs(pid: number): string | undefined {
  try {
    const line = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
    return line === '' || line.startsWith('Z')
      ? undefined
      : line.replace(/^\S+\s+/, '').replaceAll(/[^0-9A-Za-z]+/g, '_');
  } catch (error) {
    // `ps` exits with 1 when there is no such process.
    if (typeof error === 'object' && error !== null && 'status' in error && error.status === 1) return undefined;
    throw error;
  }
}
