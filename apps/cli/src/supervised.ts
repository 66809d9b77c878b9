import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { StartProblem } from '@stipple/local-servers';
import type { Notice } from '@stipple/service';
import { messageOf } from '@stipple/text';
import { inherited } from './process-environment.js';

const apps = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');
const readyWithin = 60_000;
/** A process that has run this long starts again without its earlier pauses, in milliseconds. */
const wellFor = 60_000;

export interface Ready {
  ready: string;
  notices?: readonly Notice[];
}

/**
 * One process of the split shape. Once it has served, it is started again whenever it ends by itself, after pauses of
 * 1, 2, 4 … 60 s.
 */
export class Supervised {
  private child: ChildProcess | undefined;
  private stopping = false;
  private isOver = false;
  private wasReady = false;
  private failures = 0;
  private pausing: NodeJS.Timeout | undefined;

  constructor(
    readonly name: string,
    private readonly environment: NodeJS.ProcessEnv,
    private readonly say: (line: string) => void,
  ) {}

  /** Resolves once the process serves. @throws StartProblem if it does not within a minute, or ends before */
  start(): Promise<Ready> {
    // In a session of its own: Ctrl-C reaches it only through us, so we do not take that for a crash.
    const child = fork(path.join(apps, this.name, 'dist/src/main.js'), [], {
      env: { ...inherited(process.env), NODE_ENV: 'production', ...this.environment },
      detached: true,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    this.child = child;
    let well: NodeJS.Timeout | undefined;
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => {
        reject(new StartProblem(`${this.name} was not ready within ${readyWithin / 1000} s.`));
        child.kill('SIGKILL');
      }, readyWithin);
      child.once('message', (message) => {
        clearTimeout(late);
        this.wasReady = true;
        resolve(message as Ready);
        well = setTimeout(() => (this.failures = 0), wellFor).unref();
      });
      child.once('exit', (code, signal) => {
        clearTimeout(late);
        clearTimeout(well);
        const how = signal ?? `exit code ${code}`;
        reject(new StartProblem(`${this.name} ended with ${how}.`));
        if (!this.stopping && this.wasReady) this.startAgain(how);
      });
    });
  }

  private startAgain(how: string): void {
    this.failures += 1;
    const pause = Math.min(60, 2 ** (this.failures - 1));
    this.say(`${this.name} ended by itself with ${how}; starting it again in ${pause} s.`);
    this.pausing = setTimeout(() => {
      this.start().then(
        () => this.say(`${this.name} is back.`),
        (error: unknown) => process.stderr.write(`${messageOf(error)}\n`),
      );
    }, pause * 1000);
  }

  /** Stops it and starts it from what is built now. @throws StartProblem as at a start */
  async restart(): Promise<void> {
    await this.end();
    if (this.isOver) return;
    this.stopping = false;
    this.failures = 0;
    await this.start();
  }

  get pid(): number | undefined {
    return this.child?.pid;
  }

  /** Ends it for good. */
  stop(): Promise<void> {
    this.isOver = true;
    return this.end();
  }

  private end(): Promise<void> {
    this.stopping = true;
    if (this.pausing) clearTimeout(this.pausing);
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
    return new Promise((resolve) => {
      const force = setTimeout(() => child.kill('SIGKILL'), 15_000);
      child.once('exit', () => {
        clearTimeout(force);
        resolve();
      });
      child.kill('SIGTERM');
    });
  }
}

/**
 * Takes messages `{ restart: [NAME, …] }` from the parent process, and answers `{ restarted: [NAME, …] }` once these
 * processes serve again, or `{ failed: SENTENCE }`.
 */
export function restartWhenAsked(processes: readonly Supervised[]): void {
  process.on('message', (message) => {
    const names = typeof message === 'object' && message !== null && 'restart' in message ? message.restart : undefined;
    if (!Array.isArray(names)) return;
    const wanted = processes.filter(({ name }) => names.includes(name));
    Promise.all(wanted.map((one) => one.restart())).then(
      () => process.send?.({ restarted: wanted.map(({ name }) => name) }),
      (error: unknown) => process.send?.({ failed: error instanceof Error ? error.message : String(error) }),
    );
  });
}
