// Runs a tool, npm or nx, so that it neither hangs nor outlives us.
import { spawn } from 'node:child_process';

/** A signal asked us to stop while a tool was running; the tool has been stopped. */
export class Interrupted extends Error {}

/** Ends the tool's process group when the pipe from us ends without a word: we were killed. */
const vigil = 'read -r _ || kill -s TERM -- "-$1"';

/**
 * Runs a tool in a process group of its own, which a signal to us ends whole, to its end or its deadline.
 * @param command the program and its first arguments
 * @param options.minutes how long it may take
 * @param options.onLine gets every line that it prints
 * @param options.progress is called every three seconds
 * @returns whether it ended well, and the last 200 KB of what it printed
 * @throws Interrupted
 */
export async function runTool([file, ...first], args, { cwd, env, minutes, onLine, progress }) {
  const child = spawn(file, [...first, ...args], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  let output = '';
  let rest = '';
  let stopped;
  const take = (text) => {
    output = (output + text).slice(-200_000);
    const lines = (rest + text).split('\n');
    rest = lines.pop();
    lines.forEach(onLine);
  };
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', take);
  const end = (signal) => {
    try {
      process.kill(-child.pid, signal);
    } catch (error) {
      if (error.code !== 'ESRCH') throw error;
    }
  };
  const stop = (why) => () => {
    if (stopped) return;
    stopped = why;
    end('SIGTERM');
    setTimeout(end, 5_000, 'SIGKILL').unref();
  };
  const interrupt = stop('interrupted');
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, interrupt);
  const late = setTimeout(stop('late'), minutes * 60_000);
  const ticking = setInterval(progress, 3_000);
  let watcher;
  try {
    const status = await new Promise((resolve) => {
      child.once('error', (error) => {
        output += `${error.message}\n`;
        resolve(1);
      });
      child.once('spawn', () => (watcher = watch(child.pid)));
      child.once('exit', () =>
        setTimeout(() => [child.stdout, child.stderr].forEach((stream) => stream.destroy()), 2_000).unref(),
      );
      child.once('close', resolve);
    });
    // What the tool started and left behind ends with it.
    if (child.pid !== undefined) end('SIGKILL');
    if (stopped === 'interrupted') throw new Interrupted();
    if (stopped === 'late') output += `\nIt was stopped after ${minutes} minutes.\n`;
    return { ok: status === 0 && stopped === undefined, output };
  } finally {
    watcher?.();
    clearTimeout(late);
    clearInterval(ticking);
    for (const signal of signals) process.off(signal, interrupt);
  }
}

function watch(group) {
  if (process.platform === 'win32') return () => undefined;
  const watcher = spawn('/bin/sh', ['-c', vigil, 'sh', String(group)], {
    cwd: '/',
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  // Without a watcher the tool only outlives us if we are killed, and then ends by itself when it is done.
  for (const emitter of [watcher, watcher.stdin]) emitter.on('error', () => watcher.stdin.destroy());
  watcher.unref();
  watcher.stdin.unref();
  return () => watcher.stdin.end('dismissed\n');
}
