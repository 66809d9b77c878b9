import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { asking } from './database.fixture.js';
import { openHome } from './home.js';
import { startPostgres } from './postgres.js';
import { processesSaying, script } from './process.fixture.js';
import { processesIn, until } from './processes.js';

let folder: string;
let cluster: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'stipple-crash-'));
  cluster = path.join(folder, 'postgres', 'data');
});
afterEach(async () => {
  expect(await processesIn(cluster, 'postgres')).toEqual([]);
  await rm(folder, { recursive: true });
});

const postmaster = async () => Number((await readFile(path.join(cluster, 'postmaster.pid'), 'utf8')).split('\n')[0]);
const watcherOf = (pid: number) => processesSaying('read -r _', ` ${pid} INT`);
const kill = (...pids: number[]) => pids.forEach((pid) => process.kill(pid, 'SIGKILL'));

/** Starts another process that runs the home's PostgreSQL and commits a row. */
async function stipple() {
  const other = script(`
    const home = await servers.openHome(${JSON.stringify(folder)});
    const server = await servers.startPostgres({ home });
    say('url', server.adminUrl);
    setInterval(() => undefined, 1e6);`);
  await asking(await other.line('url'), 'create table kept (n int)', 'insert into kept values (42)');
  const pid = await postmaster();
  expect(watcherOf(pid)).toHaveLength(1);
  return { ...other, postmaster: pid, watchers: watcherOf(pid) };
}

/** Starts PostgreSQL in this process and finds the row. */
async function recovers(): Promise<string[]> {
  const log: string[] = [];
  const home = await openHome(folder);
  const server = await startPostgres({ home, log: (line) => log.push(line) });
  expect(await asking(server.adminUrl, 'select n from kept')).toEqual([{ n: 42 }]);
  await server.stop();
  await home.close();
  return log;
}

describe('an embedded PostgreSQL recovers', () => {
  it('after its server process was killed, which who started it is told', async () => {
    const home = await openHome(folder);
    const server = await startPostgres({ home });
    await asking(server.adminUrl, 'create table kept (n int)', 'insert into kept values (42)');
    kill(await postmaster());
    expect((await server.died).message).toBe(
      'PostgreSQL ended by itself (SIGKILL): its log is logs/postgres.log in STIPPLE_HOME.',
    );
    await server.stop();
    await home.close();
    await recovers();
  });

  it('after Stipple was killed: the server stops by itself', async () => {
    const other = await stipple();
    kill(other.child.pid ?? 0);
    await other.ended;
    expect(await until(120_000, async () => (await processesIn(cluster, 'postgres')).length === 0)).toBe(true);
    expect(await until(120_000, () => watcherOf(other.postmaster).length === 0)).toBe(true);
    expect(await recovers()).toEqual([]);
  });

  it('after Stipple was killed and is started again at once', async () => {
    const other = await stipple();
    kill(other.child.pid ?? 0);
    await other.ended;
    await recovers();
  });

  it('after everything was killed', async () => {
    const other = await stipple();
    kill(other.child.pid ?? 0, ...other.watchers, other.postmaster);
    await other.ended;
    expect(await readdir(cluster)).toContain('postmaster.pid');
    await recovers();
  });

  it('after a server was left running', async () => {
    const other = await stipple();
    kill(...other.watchers, other.child.pid ?? 0);
    await other.ended;
    expect(await processesIn(cluster, 'postgres')).toContain(other.postmaster);
    expect(await recovers()).toContain(
      `PostgreSQL (process ${other.postmaster}) was left running by a Stipple that was killed: stopping it.`,
    );
  });

  it('after all but one process was killed, which is stuck', async () => {
    const other = await stipple();
    const stuck = (await processesIn(cluster, 'postgres')).find((pid) => pid !== other.postmaster) ?? 0;
    process.kill(stuck, 'SIGSTOP');
    kill(...other.watchers, other.child.pid ?? 0, other.postmaster);
    await other.ended;
    expect(await recovers()).toContain(
      `Processes ${stuck} of a PostgreSQL that was killed do not end by themselves: killing them.`,
    );
  });

  it("when the process id in its stale files is another program's by now, which is left alone", async () => {
    const other = await stipple();
    kill(...other.watchers, other.child.pid ?? 0, other.postmaster);
    await other.ended;
    const innocent = spawn('sleep', ['60']);
    await once(innocent, 'spawn');
    const stale = await readFile(path.join(cluster, 'postmaster.pid'), 'utf8');
    await writeFile(path.join(cluster, 'postmaster.pid'), stale.replace(/^\d+/, String(innocent.pid)));
    await recovers();
    expect(innocent.exitCode ?? innocent.signalCode).toBeNull();
    innocent.kill();
    await once(innocent, 'exit');
  });
});
