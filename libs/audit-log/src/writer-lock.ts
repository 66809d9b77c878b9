import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
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

/** Where a process runs: a pid says something only there. */
export interface Place {
  /**
   * The running kernel, by the id that Linux gives to each start of a machine. Other systems have none: the machine.
   */
  kernel: string;
  /** The namespace of pids; `0` where the system has no such thing. */
  namespace: string;
  /** The machine, by its id and name; `0` where it has no id, as most containers do not. */
  machine: string;
}

/** A process that has put an entry. */
export interface Holder extends Place {
  pid: number;
  /** When it started, as text that no other process of this pid has. */
  start: string;
}

/** The namespace of pids that Linux has from its start, outside any container (PROC_PID_INIT_INO). */
const firstNamespace = '4026531836';
const patience = 500;

/**
 * Lets one living process at a time write in a folder. Whoever wants to puts an entry there that names itself by pid
 * and start time, and only then looks who else is there: of two that come at once at least one sees the other. Entries
 * of processes that died count for nothing and are removed.
 * @param folder where the entries lie; made when missing.
 * @param what is held, where it is told of.
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

/** The same for who cannot wait. @throws InUse at the first try; of two that come at once both may be refused. */
export function lockAtOnce(folder: string, what: string): WriterLock {
  const lock = attempt(folder, what);
  if (lock instanceof InUse) throw lock;
  return lock;
}

/** @throws InUse when this very process holds it: waiting for itself would not help. */
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

/** What is to be told of another who holds it, or may; entries of the dead are removed. */
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
        found ??= `is in use by process ${holder.pid} ${where}, and whether that still runs cannot be seen from here. Only if it surely does not, remove ${file}.`;
      }
    }
  }
  return found;
}

/**
 * Whether a holder lives, as far as a process can know that.
 *
 * Only pids of one's own namespace and kernel can be looked up: the processes of a container are in no other
 * container's /proc, and those of another machine in nobody's. Who cannot be looked up is taken to live, for two
 * writers that both go on sign a fork, which nothing undoes, while a file is soon removed by somebody who knows. One
 * case is clear without looking: a power cut must not need a person each time, and when this very machine has started
 * again, every process of before is gone. That it is this machine is believed only of entries made outside containers,
 * by a process that is outside one too: containers share ids and names with their image and their copies on other
 * machines.
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

/** The name of a holder's entry. */
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

/** Where this process runs. */
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
    throw new Error(
      'When this process started cannot be found out, and without that it cannot say that it writes: is /proc there?',
    );
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

/** Whether /proc is of this process's namespace, and not of one around it, where the same pids are others. */
const seesItself = (): boolean => process.platform !== 'linux' || readlinkSync('/proc/self') === String(process.pid);

function textIn(file: string): string {
  try {
    return readFileSync(file, 'latin1').trim();
  } catch (error) {
    if (isCode(error, 'ENOENT', 'EACCES')) return '';
    throw error;
  }
}

/** When a living process started; undefined when there is none, or only its unburied remains. */
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
    // It ends with 1 when no such process is there.
    if (typeof error === 'object' && error !== null && 'status' in error && error.status === 1) return undefined;
    throw error;
  }
}
