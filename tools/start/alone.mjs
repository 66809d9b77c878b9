// Lets one process at a time install and build in a checkout.
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * Does `work` while no other living process does its own. Who wants to puts an entry into `folder` that names itself,
 * and only then looks who else is there; entries of dead processes are removed.
 * @param waiting is called once when another one has to be waited for
 */
export async function alone(folder, waiting, work) {
  mkdirSync(folder, { recursive: true });
  const own = `${process.pid}-${startOf(process.pid)}`;
  const entry = path.join(folder, own);
  const leave = () => rmSync(entry, { force: true });
  let told = false;
  for (;;) {
    writeFileSync(entry, '');
    const others = readdirSync(folder).filter((name) => name !== own && isAlive(folder, name));
    if (others.length === 0) break;
    leave();
    if (!told) waiting();
    told = true;
    await pause(200 + Math.random() * 300);
  }
  try {
    return await work();
  } finally {
    leave();
  }
}

function isAlive(folder, name) {
  const [, pid, start] = /^(\d+)-(.*)$/.exec(name) ?? [];
  if (pid !== undefined && startOf(Number(pid)) === start) return true;
  rmSync(path.join(folder, name), { force: true });
  return false;
}

/**
 * When a process started, in clock ticks since the boot, and the boot's id; undefined when it is gone. Without /proc:
 * only whether it is there.
 */
function startOf(pid) {
  try {
    if (process.platform !== 'linux') return process.kill(pid, 0) ? 'alive' : undefined;
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z'
      ? undefined
      : `${fields[19]}-${readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').slice(0, 8)}`;
  } catch (error) {
    if (error.code === 'EPERM') return 'alive';
    if (error.code === 'ENOENT' || error.code === 'ESRCH') return undefined;
    throw error;
  }
}
