import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { workspaceWith, type Workspace } from './workspace.fixture.js';

const guard = 'tools/guards/licences.mjs';
const lockOf = (packages: object) =>
  JSON.stringify({ name: 'fixture', lockfileVersion: 3, packages: { '': { name: 'fixture' }, ...packages } });
const other = { version: '1.0.0', optional: true, os: ['none'] };

/** Packages, each with its entry of package-lock.json and the guard's words. */
const wrong: Record<string, [entry: object, said: string]> = {
  elastic: [{ license: 'Elastic-2.0' }, 'elastic 1.0.0 is under "Elastic-2.0", which is not on the list'],
  copyleft: [{ license: 'AGPL-3.0-only' }, 'copyleft 1.0.0 is under "AGPL-3.0-only"'],
  'one-of-two': [{ license: '(MIT AND SSPL-1.0)' }, 'one-of-two 1.0.0 is under "(MIT AND SSPL-1.0)"'],
  'deep-one': [{ license: '(MIT OR (GPL-2.0-only AND ISC)) AND BUSL-1.1' }, 'deep-one 1.0.0 is under'],
  exception: [{ license: 'MIT WITH Commons-Clause' }, 'exception 1.0.0 is under "MIT WITH Commons-Clause"'],
  'in-a-file': [{ license: 'SEE LICENSE IN LICENSE.md' }, 'in-a-file 1.0.0 is under "SEE LICENSE IN LICENSE.md"'],
  unlicensed: [{ license: 'UNLICENSED' }, 'unlicensed 1.0.0 is under "UNLICENSED"'],
  empty: [{ license: '' }, 'empty 1.0.0 is under ""'],
  cut: [{ license: '(MIT' }, 'cut 1.0.0 is under "(MIT"'],
  silent: [{}, 'silent 1.0.0 has no licence'],
  'silent-elsewhere': [{ optional: true, os: ['none'] }, 'silent-elsewhere 1.0.0 has no licence'],
  // The lock names a free licence, the installed package another one.
  database: [{ license: 'MIT' }, 'database 1.0.0 is under "Elastic-2.0"'],
};

const right = {
  'node_modules/a': { version: '1.0.0', license: 'MIT' },
  'node_modules/b': { version: '1.0.0', license: '(GPL-3.0-only OR (ISC AND BSD-2-Clause))' },
  'node_modules/workbench': { version: '1.0.0' },
  'node_modules/nx': { version: '1.0.0', license: 'MIT', optionalDependencies: { '@nx/nx-none': '1.0.0' } },
  'node_modules/@nx/nx-none': other,
  'node_modules/@stipple/time': { resolved: 'libs/time', link: true },
  'libs/time': { name: '@stipple/time', version: '0.1.0' },
};

describe('the guard of licences', () => {
  const made: Workspace[] = [];
  const run = async (packages: object, files: Record<string, string> = {}) => {
    const one = await workspaceWith({ 'package-lock.json': lockOf(packages), ...files });
    made.push(one);
    return one.run(guard);
  };
  afterAll(() => Promise.all(made.map((one) => one.remove())));

  it('says nothing against licences of its list, however they are joined, nor against builds of a listed package for other machines', async () =>
    expect(
      await run(right, {
        'node_modules/workbench/package.json': JSON.stringify({
          name: 'workbench',
          version: '1.0.0',
          licenses: [{ type: 'MIT' }],
        }),
      }),
    ).toEqual({ status: 0, output: '5 packages are under licences of the list\n' }));

  it.each([
    ['of another version', { 'node_modules/@nx/nx-none': { ...other, version: '1.0.1' } }],
    ['that its source does not name', { 'node_modules/nx': { version: '1.0.0', license: 'MIT' } }],
    ['whose source is not allowed', { 'node_modules/nx': { ...right['node_modules/nx'], license: 'Elastic-2.0' } }],
    ['that this machine needs', { 'node_modules/@nx/nx-none': { version: '1.0.0' } }],
  ])('refuses a build %s', async (_what, packages) => {
    const { 'node_modules/workbench': _, ...others } = right;
    const { status, output } = await run({ ...others, ...packages });
    expect({ status, output }).toMatchObject({
      status: 1,
      output: expect.stringMatching(/@nx\/nx-none 1\.0\.\d has no licence/),
    });
  });

  describe('with packages that may not be used', () => {
    let verdict: { status: number; output: string };
    beforeAll(async () => {
      const packages = Object.fromEntries(
        Object.entries(wrong).map(([name, [entry]]) => [`node_modules/${name}`, { version: '1.0.0', ...entry }]),
      );
      verdict = await run(
        { ...packages, 'node_modules/a/node_modules/nested': { version: '2.0.0', license: 'Elastic-2.0' } },
        {
          'node_modules/database/package.json': JSON.stringify({
            name: 'database',
            version: '1.0.0',
            license: 'Elastic-2.0',
          }),
        },
      );
    });

    it('ends with 1 and counts them', () =>
      expect(verdict).toMatchObject({
        status: 1,
        output: expect.stringMatching(/\n13 of 13 packages may not be used\n$/),
      }));
    it.each(Object.entries(wrong).map(([name, [, said]]) => ({ name, said })))('names $name: $said', ({ said }) =>
      expect(verdict.output).toContain(`  licence: ${said}`),
    );
    it('names one that lies within another', () =>
      expect(verdict.output).toContain(
        'nested 2.0.0 is under "Elastic-2.0", which is not on the list (node_modules/a/node_modules/nested)',
      ));
  });
});
