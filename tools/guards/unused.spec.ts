import { afterAll, describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { repository, workspaceWith, type Workspace } from './workspace.fixture.js';

describe('the guard of unused exports and dependencies', () => {
  const made: Workspace[] = [];
  const guard = async (files?: Record<string, string>) => {
    // Older builds: knip has to read the sources instead.
    const built = {
      'libs/time/dist/src/index.js': 'export const sooner = 1;\n',
      'libs/contracts/dist/src/index.js': 'export const spare = 1;\n',
    };
    const settings = Object.fromEntries(
      await Promise.all(
        ['tools/guards/knip.jsonc', 'tools/guards/knip.tsconfig.json'].map(
          async (file) => [file, await readFile(path.join(repository, file), 'utf8')] as const,
        ),
      ),
    );
    const one = await workspaceWith({ ...built, ...settings, '.gitignore': 'dist/\n', ...files });
    made.push(one);
    return one.run(
      'node_modules/knip/bin/knip.js',
      '--config',
      'tools/guards/knip.jsonc',
      '--tsConfig',
      'tools/guards/knip.tsconfig.json',
      '--no-config-hints',
      '--reporter',
      'json',
    );
  };
  const issues = (output: string) => (JSON.parse(output) as { issues: Record<string, unknown>[] }).issues;
  afterAll(() => Promise.all(made.map((one) => one.remove())));

  it('finds an export that nobody imports, a file that nobody reaches, a package that nobody needs, and nothing else', async () => {
    const { status, output } = await guard({
      'libs/time/src/index.ts':
        'export const later = (moment: number) => moment + 1;\nexport const sooner = (moment: number) => moment - 1;\n',
      'libs/contexts/rooms/src/room/bands.ts':
        'export const bands: readonly number[] = [1, 2];\nexport const trumpets = 3;\nexport interface Unplayed { instrument: string }\n',
      'libs/contexts/rooms/src/room/forgotten.ts': 'export const forgotten = true;\n',
      'libs/contracts/src/spare.spec.ts': `import { roomReleased } from './index.js';\nvoid roomReleased;\n`,
    });
    const found = issues(output).flatMap((issue) =>
      ['files', 'dependencies', 'devDependencies', 'exports', 'types'].flatMap((kind) =>
        ((issue[kind] ?? []) as { name: string }[]).map(({ name }) => `${kind}: ${name}`),
      ),
    );
    expect(found.sort()).toEqual([
      'devDependencies: workbench',
      'exports: sooner',
      'exports: trumpets',
      'files: libs/contexts/rooms/src/room/forgotten.ts',
      'types: Unplayed',
    ]);
    expect(status).toBe(1);
  });

  it('says nothing against a workspace in which everything is used', async () => {
    const { status, output } = await guard({ 'libs/contracts/src/used.spec.ts': `import 'workbench';\n` });
    expect(issues(output)).toEqual([]);
    expect(status).toBe(0);
  });
});
