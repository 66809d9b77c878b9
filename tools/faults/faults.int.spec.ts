import { execFileSync, spawn } from 'node:child_process';
import path from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';

const root = path.resolve(import.meta.dirname, '../..');
const libraries = ['time', 'contracts', 'local-servers', 'event-store', 'messaging', 'service', 'backup'];

const faults = (...options: string[]) => run('tools/faults/run.mjs', ...options);
const many = (...options: string[]) => run('tools/faults/many.mjs', ...options);

/** Runs a command in a process, as npm does. Answers its output and its exit code. Ends it before Jest gives up. */
function run(...command: string[]): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, command, {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production', NODE_OPTIONS: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  const deadline = setTimeout(() => child.kill('SIGINT'), 285_000);
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

describe('under faults', () => {
  beforeAll(() => {
    for (const library of libraries)
      execFileSync(process.execPath, ['tools/build/package.mjs', `libs/${library}`], { cwd: root });
  });

  it('nothing is lost, doubled, late or out of order', async () => {
    const { code, output } = await faults('--seconds', '35', '--seed', '20261123', '--drain', '180');
    left(output);
    expect(output).toContain('Verdict: clean.');
    expect(code).toBe(0);
    expect(output).toMatch(/copies restored +[1-9]/);
    expect(output).toMatch(/commands acknowledged before a copy +[1-9]/);
    for (const fault of [
      'kill the database',
      'back up, and restore elsewhere',
      'freeze a writer',
      'cut connections to PostgreSQL',
      'held and committed',
    ])
      expect(output).toMatch(new RegExp(`${fault} +[1-9]`));
  });

  it('a reader that asks for what lies behind the last position is caught missing events', async () => {
    const { code, output } = await faults(
      '--seconds',
      '15',
      '--seed',
      '7',
      '--parts',
      'store',
      '--wrong',
      'reader',
      '--drain',
      '120',
    );
    expect(output).toMatch(/reader reader-wrong never saw \d+:\d+/);
    expect(output.slice(output.indexOf('Verdict:'))).not.toMatch(/reader reader-[12] /);
    expect(code).toBe(1);
  });

  it('a consumer without an inbox is caught doing things twice', async () => {
    const { code, output } = await faults('--seconds', '20', '--seed', '7', '--wrong', 'consumer', '--drain', '180');
    if (left(output) || output.includes('A wrong consumer needs Kafka.'))
      return expect(process.env['CI']).not.toBe('true');
    expect(output).toMatch(/had its effect in beta [2-9]\d* times/);
    return expect(code).toBe(1);
  });

  it('three readers see a great many events once each and in order while transactions are held open', async () => {
    const { code, output } = await many('--events', '150000', '--seed', '5');
    expect(output).toContain('Verdict: 0 lost, 0 doubled, 0 out of order.');
    expect(output).toMatch(/[1-9]\d* (committed|rolled back)/);
    expect(code).toBe(0);
  });

  it('among them one that asks for what lies behind the last position is told by the range in which it missed some', async () => {
    const { code, output } = await many('--events', '40000', '--seed', '6', '--wrong', 'reader');
    expect(output).toMatch(/reader-wrong saw something else than the log between events/);
    expect(output).not.toMatch(/reader-[123] saw/);
    expect(code).toBe(1);
  });
});
