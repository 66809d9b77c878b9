// The whole of Stipple in one process without requests: its share of a core and its wake-ups, beside a process that
// serves HTTP and holds an unused connection to the database.
import { fork } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as elapse } from 'node:timers/promises';

const root = path.resolve(import.meta.dirname, '../..');
const services = 5;
/** A clock tick of proc(5), in milliseconds. */
const tick = 10;

const statOf = async (pid) => {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8');
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return { parent: Number(fields[1]), cpu: (Number(fields[11]) + Number(fields[12])) * tick };
};

/** CPU milliseconds and voluntary switches of the main thread, where timers and sockets wake it, and of all threads. */
async function usageOf(pid) {
  let [wakes, mainWakes] = [0, 0];
  for (const thread of await readdir(`/proc/${pid}/task`)) {
    const status = await readFile(`/proc/${pid}/task/${thread}/status`, 'utf8');
    const count = Number(/^voluntary_ctxt_switches:\s*(\d+)/m.exec(status)[1]);
    wakes += count;
    if (thread === String(pid)) mainWakes = count;
  }
  return { cpu: (await statOf(pid)).cpu, wakes, mainWakes };
}

/** CPU milliseconds of all processes below one. */
async function cpuBelow(pid) {
  const stats = new Map();
  for (const entry of await readdir('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    const stat = await statOf(entry).catch((error) =>
      ['ENOENT', 'ESRCH'].includes(error.code) ? undefined : Promise.reject(error),
    );
    if (stat) stats.set(Number(entry), stat);
  }
  const below = (parent) =>
    [...stats]
      .filter(([, stat]) => stat.parent === parent)
      .reduce((sum, [child, { cpu }]) => sum + cpu + below(child), 0);
  return below(pid);
}

async function started(file, environment) {
  const child = fork(file, [], { cwd: root, env: environment, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  await new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`${file} was not ready within 120 s.`)), 120_000);
    child.once('message', () => (clearTimeout(late), resolve()));
    child.once('exit', (code) => (clearTimeout(late), reject(new Error(`${file} ended with exit code ${code}.`))));
  });
  return child;
}

async function stopped(child) {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), 30_000);
  await ended;
  clearTimeout(force);
}

async function observe(child, seconds) {
  const [before, belowBefore] = [await usageOf(child.pid), await cpuBelow(child.pid)];
  await elapse(seconds * 1000);
  const [after, belowAfter] = [await usageOf(child.pid), await cpuBelow(child.pid)];
  const each = (name) => (after[name] - before[name]) / seconds;
  return {
    core: each('cpu') / 10,
    wakes: each('wakes'),
    mainWakes: each('mainWakes'),
    below: (belowAfter - belowBefore) / seconds / 10,
  };
}

export async function benchIdle({ adminUrl, report, seconds = 30 }) {
  if (process.platform !== 'linux') return;
  const home = await mkdtemp(path.join(os.tmpdir(), 'stipple-bench-idle-'));
  const environment = {
    ...process.env,
    NODE_ENV: 'production',
    STIPPLE_HOME: home,
    STIPPLE_DEMO: 'off',
    STIPPLE_ADMIN_EMAIL: 'admin@example.test',
    PORT: '0',
    LOG_LEVEL: 'warn',
    STIPPLE_PRODUCTION: 'false',
  };
  delete environment.DATABASE_URL;
  const children = [];
  try {
    children.push(await started(path.join(root, 'apps/clinic/dist/src/main.js'), environment));
    children.push(
      await started(path.join(import.meta.dirname, 'idle-bare.mjs'), { ...process.env, BENCH_DATABASE_URL: adminUrl }),
    );
    // After a start V8 goes on tidying up the heap for about half a minute.
    await elapse(30_000);
    const [ours, limit] = await Promise.all(children.map((child) => observe(child, seconds)));
    report({
      name: 'the whole process with nothing to do / a bare HTTP server with one connection',
      unit: '% of a core',
      goal: 'under 1 % of a core',
      ours: { value: ours.core },
      limit: { value: limit.core },
      ratio: ours.core / Math.max(limit.core, 0.01),
      note: `its PostgreSQL takes ${Math.max(0, ours.below).toFixed(2)} % of a core besides`,
    });
    report({
      name: 'wake-ups of each service with nothing to do / the bare server',
      unit: 'wake-ups/s',
      goal: 'fewer than 20 a second',
      ours: { value: ours.mainWakes / services },
      limit: { value: limit.mainWakes },
      ratio: ours.mainWakes / services / Math.max(limit.mainWakes, 0.1),
      note: `${ours.mainWakes.toFixed(1)} a second of the main thread for ${services} services and the gateway, ${ours.wakes.toFixed(1)} of all threads`,
    });
  } finally {
    await Promise.all(children.map(stopped));
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  }
}
