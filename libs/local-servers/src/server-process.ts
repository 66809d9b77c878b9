import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, copyFile, open, readFile, stat, truncate } from 'node:fs/promises';
import { once } from 'node:events';
import { becauseOf, isCode, StartProblem } from './start-problem.js';
import { signal } from './processes.js';

/** The user of a program; undefined: our own. */
export type RunAs = { uid: number; gid: number } | undefined;

export interface ServerProgram {
  /** Its name for people: `PostgreSQL`. */
  name: string;
  file: string;
  args: string[];
  cwd: string;
  env: NodeJS.ProcessEnv;
  runAs: RunAs;
  /**
   * Its output is appended here. At 8 MB the text moves to `<file>.1` and the file begins anew, also while the server
   * runs.
   */
  logFile: string;
  /** The signal that asks it to stop cleanly. */
  stopSignal: NodeJS.Signals;
}

export interface ServerProcess {
  readonly pid: number;
  /** Resolves with how it ended, `exit code 1` or `SIGKILL`. */
  readonly ended: Promise<string>;
  readonly running: boolean;
  /** The log's text since the server was started. */
  log(): Promise<string>;
  /** Sends the signals in turn, waits after each for its milliseconds, and returns once the process has ended. */
  stop(...steps: [signal: NodeJS.Signals, milliseconds: number][]): Promise<void>;
}

/**
 * Starts a server in a session of its own, so that a Ctrl-C of the terminal does not reach it and only we stop it. If
 * we are killed, a watcher stops it: a shell that waits for the end of a pipe from us.
 * @throws StartProblem when the program cannot be run.
 */
export async function startServer({
  name,
  file,
  args,
  cwd,
  env,
  runAs,
  logFile,
  stopSignal,
}: ServerProgram): Promise<ServerProcess> {
  await rotate(logFile);
  const output = await open(logFile, 'a', 0o600);
  await output.chmod(0o600);
  let { size } = await output.stat();
  let child: ChildProcess;
  try {
    child = spawn(file, args, { cwd, env, ...runAs, detached: true, stdio: ['ignore', output.fd, output.fd] });
    await once(child, 'spawn');
  } catch (error) {
    throw new StartProblem(`${name} cannot be started: ${file} does not run ${becauseOf(error)}.`);
  } finally {
    await output.close();
  }
  const pid = child.pid;
  if (pid === undefined) throw new StartProblem(`${name} cannot be started: ${file} got no process id.`);
  let running = true;
  const ended = new Promise<string>((resolve) => {
    child.once('exit', (code, by) => {
      running = false;
      resolve(by ?? `exit code ${code}`);
    });
  });
  const dismiss = watch(pid, stopSignal, runAs, env);
  void ended.then(dismiss);
  const looking = setInterval(
    () =>
      void rotate(logFile).then(
        (rotated) => rotated && (size = 0),
        (error: unknown) => process.stderr.write(`${name}'s log ${logFile} cannot be put aside ${becauseOf(error)}.\n`),
      ),
    lookEvery,
  );
  looking.unref();
  void ended.then(() => clearInterval(looking));
  return {
    pid,
    ended,
    get running() {
      return running;
    },
    log: async () => (await readFile(logFile)).subarray(size).toString('utf8'),
    async stop(...steps) {
      for (const [name, milliseconds] of steps) {
        if (!running) return;
        signal(pid, name);
        await within(milliseconds, ended);
      }
      if (running) {
        signal(pid, 'SIGKILL');
        await ended;
      }
    },
  };
}

/**
 * A line on the pipe dismisses the watcher. If the pipe ends without one, we have died: the watcher asks the server to
 * stop, and kills it after 30 s. A zombie counts as gone.
 */
const vigil = `if read -r _; then exit; fi
kill -s "$2" "$1"
n=0
while kill -0 "$1" && [ $n -lt 150 ]; do
  { read -r _ _ state _ < "/proc/$1/stat"; } && [ "$state" = Z ] && exit
  n=$((n+1))
  sleep 0.2
done
[ $n -lt 150 ] || kill -s KILL "$1"`;

function watch(pid: number, stopSignal: NodeJS.Signals, runAs: RunAs, env: NodeJS.ProcessEnv): () => void {
  const watcher = spawn('/bin/sh', ['-c', vigil, 'sh', String(pid), stopSignal.replace('SIG', '')], {
    cwd: '/',
    env,
    ...runAs,
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  // Without a watcher the server still stops with us. Only after our own SIGKILL it would run until the next start.
  watcher.on('error', () => watcher.stdin.destroy());
  watcher.stdin.on('error', () => watcher.stdin.destroy());
  watcher.unref();
  if ('unref' in watcher.stdin && typeof watcher.stdin.unref === 'function') watcher.stdin.unref();
  return () => watcher.stdin.end('dismissed\n');
}

const largestLog = 8 * 1024 * 1024;
const lookEvery = 60_000;

/**
 * Puts a large log aside. A running server holds its file open and appends to it, so the text is copied and the file
 * emptied; lines that arrive in between are lost.
 */
export async function rotate(logFile: string, largest = largestLog): Promise<boolean> {
  try {
    if ((await stat(logFile)).size <= largest) return false;
    const aside = `${logFile}.1`;
    await copyFile(logFile, aside);
    await chmod(aside, 0o600);
    await truncate(logFile);
    return true;
  } catch (error) {
    if (!isCode(error, 'ENOENT')) throw error;
    return false;
  }
}

async function within<T>(milliseconds: number, promise: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  try {
    return await Promise.race([
      promise,
      new Promise<undefined>((resolve) => (timer = setTimeout(resolve, milliseconds, undefined))),
    ]);
  } finally {
    clearTimeout(timer);
  }
}

export interface Run {
  /** Exit code, or the signal's name. */
  code: number | string;
  /** Standard output and error together, at most the last 64 KB. */
  output: string;
}

/**
 * Runs a program to its end.
 * @param silence milliseconds without a line of output after which it is killed as hung.
 * @throws the spawn error when it cannot be run (ENOENT, EACCES); StartProblem when a deadline passes.
 */
export async function runToEnd(
  name: string,
  file: string,
  args: string[],
  {
    runAs,
    env,
    deadline,
    silence = deadline,
    onLine,
  }: { runAs?: RunAs; env?: NodeJS.ProcessEnv; deadline: number; silence?: number; onLine?: (line: string) => void },
): Promise<Run> {
  const child = spawn(file, args, { cwd: '/', env, ...runAs, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let rest = '';
  let hung = '';
  const kill = (why: string) => () => {
    hung = why;
    child.kill('SIGKILL');
  };
  const total = setTimeout(kill(`took longer than ${deadline / 1000} s`), deadline);
  let quiet = setTimeout(kill(`said nothing for ${silence / 1000} s`), silence);
  const take = (chunk: string) => {
    clearTimeout(quiet);
    quiet = setTimeout(kill(`said nothing for ${silence / 1000} s`), silence);
    output = (output + chunk).slice(-65_536);
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) onLine?.(line);
  };
  child.stdout.setEncoding('utf8').on('data', take);
  child.stderr.setEncoding('utf8').on('data', take);
  try {
    await once(child, 'spawn');
    const [code, by] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
    if (hung !== '') throw new StartProblem(`${name} ${hung} and was stopped.`);
    return { code: code ?? by ?? 'unknown', output };
  } finally {
    clearTimeout(total);
    clearTimeout(quiet);
  }
}
