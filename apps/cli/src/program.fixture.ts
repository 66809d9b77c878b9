import { spawn, spawnSync, type ChildProcessByStdio } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { build, type BuildOptions } from 'esbuild';

/** Lines for `stipple log append`, each an entry. */
export const lines = (from: number, count: number): string =>
  Array.from({ length: count }, (_, i) => `{"event":${from + i}}\n`).join('');

interface Ended {
  status: number | null;
  stdout: string;
  stderr: string;
}

/** The command line of an auditor, built into a temporary folder without the other commands and their packages. */
export class CommandLine {
  readonly folder = mkdtempSync(path.join(os.tmpdir(), 'stipple-audit-cli-'));
  readonly program = path.join(this.folder, 'stipple.mjs');
  readonly env = { ...process.env, NODE_OPTIONS: '', DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' };
  readonly at = (name: string): string => path.join(this.folder, name);

  async build(): Promise<void> {
    writeFileSync(this.at('package.json'), '{"type":"module"}');
    await this.buildOne("import '../../../libs/audit-log/src/tile-thread.ts';", 'tile-thread.js');
    await this.buildOne("import './main.ts';", 'stipple.mjs');
  }

  /** Builds a program and answers its file. @param contents its source, as if it were in this folder */
  async buildOne(contents: string, name: string): Promise<string> {
    const options: BuildOptions = {
      bundle: true,
      platform: 'node',
      format: 'esm',
      conditions: ['source'],
      logLevel: 'error',
      external: ['./clinic-commands.js', './keeping-commands.js'],
    };
    const banner = {
      js: "import { createRequire as required } from 'node:module'; const require = required(import.meta.url);",
    };
    await build({ ...options, stdin: { contents, resolveDir: import.meta.dirname }, outfile: this.at(name), banner });
    return this.at(name);
  }

  readonly stipple = (...args: string[]): Ended => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [this.program, ...args], {
      cwd: this.folder,
      encoding: 'utf8',
      env: this.env,
      timeout: 120_000,
    });
    return { status, stdout, stderr };
  };

  /** Runs a command that has to end with 0, and answers its output. */
  readonly done = (...args: string[]): string => {
    const { status, stdout, stderr } = this.stipple(...args);
    if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`);
    return stdout;
  };

  /** Starts a command whose reader may stop reading. */
  begin(...args: string[]): ChildProcessByStdio<null, Readable, Readable> {
    return spawn(process.execPath, args, { cwd: this.folder, env: this.env, stdio: ['ignore', 'pipe', 'pipe'] });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
