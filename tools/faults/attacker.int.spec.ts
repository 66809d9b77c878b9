import { execFileSync, spawn } from 'node:child_process';
import path from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';

const root = path.resolve(import.meta.dirname, '../..');

function afternoon(...options: string[]): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, ['tools/faults/attacker.mjs', ...options], {
    cwd: root,
    env: { ...process.env, NODE_OPTIONS: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  const deadline = setTimeout(() => child.kill('SIGINT'), 270_000);
  return new Promise((resolve) => {
    child.once('close', (code) => {
      clearTimeout(deadline);
      resolve({ code, output });
    });
  });
}

/** Repeats the `skipped:` lines, so that `npm test` shows them at its end. */
const left = (output: string): boolean => {
  const skipped = /^skipped: .*$/m.exec(output)?.[0];
  if (skipped !== undefined) process.stdout.write(`${skipped}\n`);
  return skipped !== undefined;
};

describe('an attacker who reaches every port', () => {
  beforeAll(() => {
    execFileSync('node_modules/.bin/nx', ['run-many', '-t', 'build'], {
      cwd: root,
      env: { ...process.env, NX_DAEMON: 'false', NODE_OPTIONS: '' },
      stdio: 'pipe',
    });
  });

  it('changes nothing and reads nothing without a key', async () => {
    const { code, output } = await afternoon();
    if (left(output)) return;
    expect(output).not.toContain('GOT IN');
    expect(output).toContain('Verdict: nobody got in.');
    expect(code).toBe(0);
  });

  it('gets in with the keys, so that what was tried without them is what would matter', async () => {
    const { code, output } = await afternoon('--with-keys');
    if (left(output)) return;
    expect(output).toContain('8 attempts, 8 of them got in.');
    expect(code).toBe(1);
  });
});
