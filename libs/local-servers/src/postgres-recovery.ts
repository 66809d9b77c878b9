import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { serverEnvironment } from './postgres-program.js';
import { processesIn, signal, startOf, until } from './processes.js';
import { runToEnd } from './server-process.js';
import { StartProblem, isCode } from './start-problem.js';

/**
 * Stops the processes left on the cluster after Stipple or the server was killed, then removes the pid file. The caller
 * holds the home's lock, so nobody else is using it. A pid in a stale file may be another program's by now, or a
 * zombie's, which PostgreSQL would take for a living server. So we find processes by their working folder, the
 * cluster's.
 */
export async function takeOver(cluster: string, log: (line: string) => void): Promise<void> {
  const file = path.join(cluster, 'postmaster.pid');
  const pid = await readFile(file, 'utf8').then(
    (text) => Number(text.split('\n')[0]),
    (error: unknown) => {
      if (isCode(error, 'ENOENT', 'EACCES')) return undefined;
      throw error;
    },
  );
  if (pid !== undefined && pid > 0 && (await worksOn(cluster, pid))) {
    log(`PostgreSQL (process ${pid}) was left running by a Stipple that was killed: stopping it.`);
    const gone = async () => !(await worksOn(cluster, pid));
    for (const [name, milliseconds] of [
      ['SIGINT', 20_000],
      ['SIGQUIT', 5_000],
      ['SIGKILL', 5_000],
    ] as const) {
      signal(pid, name);
      if (await until(milliseconds, gone)) break;
    }
  }
  await buryChildren(cluster, log);
  if (pid !== undefined) await rm(file, { force: true });
}

async function worksOn(cluster: string, pid: number): Promise<boolean> {
  if (process.platform === 'linux') return (await processesIn(cluster, 'postgres')).includes(pid);
  if ((await startOf(pid)) === undefined) return false;
  const { output } = await runToEnd('ps', 'ps', ['-o', 'command=', '-p', String(pid)], {
    env: serverEnvironment,
    deadline: 10_000,
  });
  return output.includes(cluster);
}

/**
 * Waits for backends to end after their postmaster is gone, and kills stuck ones: a new server refuses to start beside
 * them.
 */
export async function buryChildren(cluster: string, log: (line: string) => void = () => undefined): Promise<void> {
  const gone = async () => (await processesIn(cluster, 'postgres')).length === 0;
  if (await until(5_000, gone)) return;
  const left = await processesIn(cluster, 'postgres');
  log(`Processes ${left.join(', ')} of a PostgreSQL that was killed do not end by themselves: killing them.`);
  for (const pid of left) signal(pid, 'SIGKILL');
  if (!(await until(5_000, gone)))
    throw new StartProblem(
      `Processes ${left.join(', ')} of an earlier PostgreSQL do not end: end them, then start again.`,
    );
}
