import { afterAll, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { cp, mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { repository, workspaceWith, type Workspace } from '../guards/workspace.fixture.js';

const spec = (tests: string) => `import { expect, it } from '@jest/globals';\n${tests}\nvoid [expect, it];\n`;
const passing = spec(`it('holds', () => expect(1).toBe(1));`);

describe('npm test', () => {
  const made: Workspace[] = [];
  afterAll(() => Promise.all(made.map((one) => one.remove())));

  /** Runs the real runner over a workspace of its own. */
  const npmTest = async (files: Record<string, string>, ...args: string[]) => {
    const one = await workspaceWith(files);
    made.push(one);
    await mkdir(path.join(one.folder, 'tools/test'), { recursive: true });
    await mkdir(path.join(one.folder, 'tools/build'), { recursive: true });
    for (const file of [
      'tools/test/run.mjs',
      'tools/build/graph.mjs',
      'tools/test/changed.mjs',
      'tools/test/steps.mjs',
      'tools/test/jest.config.mjs',
      'tools/test/servers.mjs',
      'tools/test/servers-stop.mjs',
      'tools/test/shape.mjs',
      'tools/test/shape-stop.mjs',
      'tools/test/patience.mjs',
      '.swcrc',
    ])
      await cp(path.join(repository, file), path.join(one.folder, file));
    for (const name of ['jest', '@jest', '@swc', 'typescript'])
      await symlink(path.join(repository, 'node_modules', name), path.join(one.folder, 'node_modules', name));
    const { status, output } = await one.run(path.join(one.folder, 'tools/test/run.mjs'), ...args);
    return { status, output, last: output.trimEnd().split('\n').at(-1) };
  };

  it('ends with how many passed and failed, and with 0 when nothing failed', async () =>
    expect(
      await npmTest({ 'libs/time/src/a.spec.ts': passing, 'libs/contracts/src/b.spec.ts': passing }, '--only', 'unit'),
    ).toMatchObject({ status: 0, last: '2 passed, 0 failed' }));

  it('goes on after a failure, shows it, counts a file that cannot be run and what was skipped, and ends with 1', async () => {
    const { status, output, last } = await npmTest(
      {
        'libs/time/src/a.spec.ts': passing,
        'libs/time/src/b.spec.ts': spec(
          `it('is wrong about numbers', () => expect(1).toBe(2));\nconst never = it.skip;\nnever('is left out', () => expect(1).toBe(1));`,
        ),
        'libs/time/src/c.spec.ts': `import './nowhere.js';\n`,
        'libs/time/src/wrong.ts': `export const one: number = 'one';\n`,
      },
      '--only',
      'types,unit',
    );
    expect(output).toMatch(/^types +0 passed, 1 failed/m);
    expect(output).toContain(`Type 'string' is not assignable to type 'number'`);
    expect(output).toMatch(/^unit +1 passed, 2 failed, 1 skipped/m);
    expect(output).toContain('is wrong about numbers');
    expect({ status, last }).toEqual({ status: 1, last: '1 passed, 3 failed, 1 skipped' });
  });

  it('fails when it finds no test at all', async () =>
    expect(await npmTest({}, '--only', 'unit')).toMatchObject({ status: 1, last: '0 passed, 1 failed' }));

  it('takes a path, runs the tests there, and says so when there are none', async () => {
    const files = {
      'libs/time/src/a.spec.ts': passing,
      'libs/contracts/src/b.spec.ts': spec(`it('is wrong', () => expect(1).toBe(2));`),
    };
    expect(await npmTest(files, '--only', 'unit', 'libs/time')).toMatchObject({
      status: 0,
      last: '1 passed, 0 failed',
    });
    const nothing = await npmTest(files, '--only', 'unit', 'libs/nowhere');
    expect(nothing.output).toContain('Nothing was run: no test matches libs/nowhere.');
    expect(nothing.status).toBe(1);
  });

  it('names its steps to who asks for one that it does not have', async () => {
    const { status, output } = await npmTest({}, '--only', 'everything');
    expect(output).toMatch(/^There is no step called everything\.\nUsage: /);
    expect(status).toBe(1);
  });

  it('takes a change, says how much changed, runs what it can have broken and says what it leaves out', async () => {
    const files = {
      'libs/time/src/a.spec.ts': passing,
      'libs/contracts/src/b.spec.ts': spec(`it('is wrong', () => expect(1).toBe(2));`),
    };
    const { output, last } = await npmTest(files, '--changed', '--only', 'unit');
    // Outside of a repository nothing is known of changes.
    expect(output).toMatch(/^What changed could not be found\. /);
    expect(last).toContain('not a git repository');
    const one = made.at(-1) as Workspace;
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.test', ...args], { cwd: one.folder });
    git('init', '--quiet', '--initial-branch=main');
    await writeFile(path.join(one.folder, '.gitignore'), 'node_modules\n');
    git('add', '.');
    git('commit', '--quiet', '--message=first');
    const run = () => one.run(path.join(one.folder, 'tools/test/run.mjs'), '--changed', '--only', 'unit,stories');
    expect((await run()).output).toMatch(/^Nothing has changed\.\n[\s\S]*0 passed, 0 failed\n$/);
    await writeFile(path.join(one.folder, 'libs/time/src/a.spec.ts'), `${passing}// changed\n`);
    const changed = await run();
    expect(changed.output).toMatch(/^Changed files: 1\.\nunit +1 passed, 0 failed/);
    expect(changed.output).toContain('left out: stories: nothing changed that runs at a clinic\n');
    expect(changed.output.trimEnd()).toMatch(/1 passed, 0 failed$/);
    expect((await one.run(path.join(one.folder, 'tools/test/run.mjs'), '--changed', 'libs/time')).status).toBe(1);
  });

  it('passes on that a part could not be run, and counts it as skipped', async () =>
    expect(
      await npmTest(
        {
          'tools/guards/containers.mjs': `console.log('skipped: a look, because there is nothing to look with');\n`,
          'libs/time/src/a.spec.ts': passing,
        },
        '--only',
        'containers,unit',
      ),
    ).toMatchObject({
      status: 0,
      output: expect.stringMatching(/^skipped: a look, because there is nothing to look with$/m),
      last: '1 passed, 0 failed, 1 skipped',
    }));
});
