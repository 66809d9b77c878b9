import { fork, type ChildProcess } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { demoAccounts, GraphClient, Person } from '@stipple/demo';
import { freePort } from '@stipple/local-servers';
import { dayIn, instantOf, plusDays, type Instant } from '@stipple/time';

const root = path.resolve(import.meta.dirname, '../..');

export const demoPassword = 'hours and minutes';

/** The answer of `/health/ready`. */
export interface Ready {
  status: number;
  parts: Record<string, { ok: boolean; detail?: string }>;
}

export interface DemoLine {
  id: string;
  start: Instant;
  status: string;
  client: { name: string };
  room: { id: string; name: string; hygiene: { status: string } | null };
  attention: { code: string }[];
  treatment: { status: string } | null;
  invoice: { id: string; status: string; balance: { amount: string; currency: string } } | null;
}

/** A new home, in which Stipple with its demo is started once or several times. */
export class Installation {
  private child: ChildProcess | undefined;
  said = '';

  private constructor(
    readonly home: string,
    readonly url: string,
    private readonly environment: Record<string, string>,
  ) {}

  static async of(environment: Record<string, string> = {}): Promise<Installation> {
    const port = await freePort();
    return new Installation(await mkdtemp(path.join(os.tmpdir(), 'stipple-hours-')), `http://127.0.0.1:${port}`, {
      PORT: String(port),
      STIPPLE_DEMO_PASSWORD: demoPassword,
      STIPPLE_DEMO: 'on',
      ...environment,
    });
  }

  /** Starts Stipple, in one process or split, without waiting until it is ready. */
  start(main = 'apps/clinic/dist/src/main.js'): void {
    const { NODE_OPTIONS: _options, DATABASE_URL: _database, KAFKA_BROKERS: _brokers, ...rest } = process.env;
    this.said = '';
    const child = fork(path.join(root, main), [], {
      cwd: root,
      execArgv: [],
      env: {
        ...rest,
        NODE_ENV: 'production',
        STIPPLE_PRODUCTION: 'false',
        STIPPLE_HOME: this.home,
        ...this.environment,
      },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => (this.said += text));
    this.child = child;
  }

  private get ended(): boolean {
    return this.child === undefined || this.child.exitCode !== null || this.child.signalCode !== null;
  }

  /** Waits until `isSo`. @throws Error with the output if the process ends before, or after eight minutes */
  async until(what: string, isSo: () => Promise<boolean> | boolean): Promise<void> {
    for (const deadline = performance.now() + 500_000; !(await isSo()); await pause(50)) {
      if (this.ended)
        throw new Error(
          `It ended with ${this.child?.exitCode ?? this.child?.signalCode ?? 'nothing'} before ${what}:\n${this.said}`,
        );
      if (performance.now() > deadline) throw new Error(`It did not come to it that ${what}:\n${this.said}`);
    }
  }

  /** The answer of `/health/ready`; undefined while nobody listens. */
  async ready(): Promise<Ready | undefined> {
    try {
      const response = await fetch(`${this.url}/health/ready`, { signal: AbortSignal.timeout(10_000) });
      return { status: response.status, parts: ((await response.json()) as { parts: Ready['parts'] }).parts };
    } catch {
      return undefined;
    }
  }

  /** Waits until Stipple is ready. Answers the earlier answers of `/health/ready`. */
  async untilReady(): Promise<Ready[]> {
    const before: Ready[] = [];
    await this.until('it was ready', async () => {
      const answer = await this.ready();
      if (answer && answer.status !== 200) before.push(answer);
      return answer?.status === 200;
    });
    return before;
  }

  /** Adds variables to the environment of the next start. */
  change(environment: Record<string, string>): void {
    Object.assign(this.environment, environment);
  }

  /** The process id of a running service. */
  async processOf(service: string): Promise<number> {
    for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
      const [line, status] = await Promise.all([textOf(`/proc/${pid}/cmdline`), textOf(`/proc/${pid}/status`)]);
      if (line.includes(`apps/${service}/dist/`) && new RegExp(`^PPid:\\s+${this.child?.pid}$`, 'm').test(status))
        return Number(pid);
    }
    throw new Error(`There is no process of ${service}.`);
  }

  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null> {
    const { child } = this;
    if (!child || this.ended) return Promise.resolve(child?.exitCode ?? null);
    return new Promise((resolve) => {
      child.once('exit', resolve);
      child.kill(signal);
    });
  }

  async remove(): Promise<void> {
    await this.end('SIGTERM');
    await rm(this.home, { recursive: true, force: true, maxRetries: 5 });
  }

  async begun(): Promise<Instant> {
    return (JSON.parse(await readFile(path.join(this.home, 'demo', 'progress.json'), 'utf8')) as { begun: Instant })
      .begun;
  }

  async signIn(name: string): Promise<Person> {
    return new Person(
      await new GraphClient(this.url).signIn(name.includes('@') ? name : `${name}@stipple.example`, demoPassword),
    );
  }

  everybody(): Promise<Person[]> {
    return Promise.all(demoAccounts.map((account) => this.signIn(account)));
  }

  /** The demo's clinic, and the lines of its day sheets from a day on for five days. */
  async sheets(from: Instant, zone: string): Promise<{ clinicId: string; today: DemoLine[]; all: DemoLine[] }> {
    const desk = await this.signIn('desk');
    const { clinics } = await desk.asks<{ clinics: { id: string }[] }>('me', {});
    const [clinic, ...others] = clinics;
    if (!clinic || others.length > 0) throw new Error(`There are ${clinics.length} clinics.`);
    const days = await Promise.all(
      [0, 1, 2, 3, 4].map((ahead) =>
        desk.asks<DemoLine[]>('daySheet', { clinicId: clinic.id, date: plusDays(dayIn(zone, from), ahead) }),
      ),
    );
    return { clinicId: clinic.id, today: days[0] ?? [], all: days.flat() };
  }
}

/** The text of a process's file; empty once the process has ended. */
async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    return '';
  }
}

/** This machine's clock, shifted by `milliseconds`. */
export const shiftedNow = (milliseconds: number) => (): Instant => instantOf(Date.now() + milliseconds);
