import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, unlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

interface Part {
  folder: string;
  uses: Set<string>;
  testsUse: Map<string, Set<string>>;
}
interface Choice {
  chosen: Map<string, string[]>;
  leftOut: string[];
}
interface Step {
  name: string;
  group?: string;
  onlyInCi?: boolean;
  takes: number;
  minutes: number;
}

const here = import.meta.dirname;
let changedFiles: (root: string, ref?: string) => string[];
let choose: (change: { files: string[]; graph: Map<string, Part>; steps: Step[]; root: string }) => Choice;
let graphOf: (root: string) => Map<string, Part>;
let limitOf: (step: { minutes: number }, gone: number) => number;
let steps: Step[];
let root: string;

beforeAll(async () => {
  ({ changedFiles, choose } = (await import(path.join(here, 'changed.mjs'))) as {
    changedFiles: typeof changedFiles;
    choose: typeof choose;
  });
  ({ graphOf } = (await import(path.join(here, '../build/graph.mjs'))) as { graphOf: typeof graphOf });
  ({ limitOf, steps } = (await import(path.join(here, 'steps.mjs'))) as { limitOf: typeof limitOf; steps: Step[] });
  root = await mkdtemp(path.join(os.tmpdir(), 'stipple-changed-'));
  const files: Record<string, string> = {
    'package.json': JSON.stringify({ workspaces: ['apps/*', 'libs/*', 'libs/contexts/*'] }),
    'README.md': '# Tiny\n',
    'docs/map.md': '# Map\n',
    'eslint.config.mjs': 'export default [];\n',
    'apps/clinic/src/main.ts': "import { rooms } from '@tiny/context-rooms';\nvoid rooms;\n",
    'apps/till/src/main.ts': "import { money } from '@tiny/context-money';\nvoid money;\n",
    'apps/e2e/src/day.story.ts': "import { later } from '@tiny/time';\nvoid later;\n",
    'libs/contexts/rooms/src/index.ts': "import { later } from '@tiny/time';\nexport const rooms = later;\n",
    'libs/contexts/rooms/src/rooms.spec.ts': "import { rooms } from './index.js';\nvoid rooms;\n",
    'libs/contexts/money/src/index.ts': "export const money = 'from @tiny/context-rooms';\n",
    'libs/backup/src/index.ts': 'export const backup = 1;\n',
    'libs/backup/src/backup.int.spec.ts': "import { money } from '@tiny/context-money';\nvoid money;\n",
    'libs/time/src/index.ts': 'export const later = 1;\n',
    'libs/keeping/src/index.ts': "export { backup } from '@tiny/backup';\n",
    'tools/fuzz/clinic.fixture.ts': "import { backup } from '@tiny/keeping';\nvoid backup;\n",
    'tools/fuzz/run.mjs': "import '../guards/one.mjs';\n",
    'tools/guards/one.mjs': 'export const one = 1;\n',
  };
  const names = {
    'apps/clinic': 'app-clinic',
    'apps/till': 'app-till',
    'apps/e2e': 'app-e2e',
    'libs/contexts/rooms': 'context-rooms',
    'libs/contexts/money': 'context-money',
    'libs/backup': 'backup',
    'libs/time': 'time',
    'libs/keeping': 'keeping',
  };
  for (const [folder, name] of Object.entries(names))
    files[`${folder}/package.json`] = JSON.stringify({ name: `@tiny/${name}` });
  for (const [file, text] of Object.entries(files)) await write(file, text);
});
afterAll(() => rm(root, { recursive: true }));

async function write(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(path.join(root, file)), { recursive: true });
  await writeFile(path.join(root, file), text);
}
const chosenFor = (...files: string[]) => choose({ files, graph: graphOf(root), steps, root });
const guards = () => steps.filter(({ group }) => group === 'guards').map(({ name }) => name);
const readersOfDocs = [
  'libs/contracts/test/glossary.spec.ts',
  'libs/audit-log/src/audit-format.spec.ts',
  'tools/guards/readme.spec.ts',
];

describe('the graph of packages', () => {
  it('is read from imports, not from other text, and keeps apart what only tests use', () => {
    const graph = graphOf(root);
    expect(graph.get('apps/clinic')).toMatchObject({ uses: new Set(['libs/contexts/rooms']), testsUse: new Map() });
    expect(graph.get('libs/contexts/money')).toMatchObject({ uses: new Set(), testsUse: new Map() });
    expect(graph.get('libs/backup')).toMatchObject({
      uses: new Set(),
      testsUse: new Map([['libs/backup/src/backup.int.spec.ts', new Set(['libs/contexts/money'])]]),
    });
    expect(graph.get('tools/fuzz')).toMatchObject({ uses: new Set(['tools/guards']) });
  });
});

describe('npm test -- --changed', () => {
  it('tests a changed context, what uses it, and the stories of its rules in one process', () => {
    const { chosen, leftOut } = chosenFor('libs/contexts/rooms/src/index.ts');
    expect(chosen.get('unit')).toEqual(['apps/clinic/', 'libs/contexts/rooms/', ...readersOfDocs]);
    expect(chosen.get('int')).toEqual(['apps/clinic/', 'libs/contexts/rooms/']);
    expect(chosen.get('lint')).toEqual(['libs/contexts/rooms/src/index.ts']);
    expect(chosen.get('format')).toEqual(['libs/contexts/rooms/src/index.ts']);
    expect(chosen.get('types')).toEqual([]);
    expect(chosen.get('stories-embedded')).toContain('apps/e2e/src/rules.story.ts');
    expect([...chosen.keys()]).toEqual(expect.arrayContaining(guards()));
    expect(chosen.has('stories-split')).toBe(false);
    expect(leftOut.join('\n')).toMatch(/apps\/till[\s\S]*those of the split shape: only rules changed/);
  });

  it('goes on from a package to the tests elsewhere that use it, and no further', () =>
    expect(chosenFor('libs/contexts/money/src/index.ts').chosen.get('int')).toEqual([
      'apps/till/',
      'libs/backup/src/backup.int.spec.ts',
      'libs/contexts/money/',
    ]));

  it('runs all tests of a folder in which what only tests use has used what changed', () =>
    expect(chosenFor('libs/keeping/src/index.ts').chosen.get('int')).toEqual(['libs/keeping/', 'tools/fuzz/']));

  it('tries every story in both shapes where a process, a broker or a disk is used otherwise', () => {
    const { chosen } = chosenFor('libs/backup/src/index.ts');
    expect([chosen.get('stories-embedded'), chosen.get('stories-split')]).toEqual([[], []]);
  });

  it('runs no story and nothing of others for a test that changed', () => {
    const { chosen, leftOut } = chosenFor('libs/contexts/rooms/src/rooms.spec.ts');
    expect(chosen.get('unit')).toEqual(['libs/contexts/rooms/src/rooms.spec.ts', ...readersOfDocs]);
    expect(chosen.has('stories-embedded')).toBe(false);
    expect(leftOut).toContain('stories: nothing changed that runs at a clinic');
  });

  it('runs a story that changed in both shapes', () => {
    const { chosen } = chosenFor('apps/e2e/src/day.story.ts');
    expect(chosen.get('stories-embedded')).toEqual(['apps/e2e/src/day.story.ts']);
    expect(chosen.get('stories-split')).toEqual(['apps/e2e/src/day.story.ts']);
  });

  it('looks at the form of documents and at what reads them, and at nothing else, when only they changed', () =>
    expect(chosenFor('README.md', 'docs/map.md')).toEqual({
      chosen: new Map([
        ['format', ['README.md', 'docs/map.md']],
        ['asyncapi', []],
        ['unit', readersOfDocs],
      ]),
      leftOut: ['types, lint, the other guards, the other tests: only documents changed'],
    }));

  it('runs everything but what CI alone runs when something changed on which everything rests', () => {
    const { chosen, leftOut } = chosenFor('package-lock.json', 'README.md');
    expect([...chosen.keys()]).toEqual(steps.filter(({ onlyInCi }) => !onlyInCi).map(({ name }) => name));
    expect(leftOut).toEqual(['nothing: package-lock.json changed, and everything rests on it']);
  });

  it('lints everything by a changed rule, and tries the clocks where time changed', () => {
    expect(chosenFor('eslint.config.mjs').chosen.get('lint')).toEqual([]);
    expect(chosenFor('libs/time/src/index.ts').chosen.get('hours')).toEqual([]);
    expect(chosenFor('libs/contexts/rooms/src/index.ts').chosen.has('hours')).toBe(false);
  });

  it('tests what used a file that was removed, and does not look for the file itself', () => {
    const { chosen } = chosenFor('libs/contexts/rooms/src/gone.ts');
    expect(chosen.has('format')).toBe(false);
    expect(chosen.has('lint')).toBe(false);
    expect(chosen.get('int')).toEqual(['apps/clinic/', 'libs/contexts/rooms/']);
  });

  it('runs nothing when nothing changed', () => expect(chosenFor()).toEqual({ chosen: new Map(), leftOut: [] }));
});

describe('the changed files', () => {
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.test', ...args], {
      cwd: root,
      encoding: 'utf8',
    }).trim();

  it('are those committed since the branch left main, those not committed, new ones and removed ones', async () => {
    git('init', '--quiet', '--initial-branch=main');
    git('add', '.');
    git('commit', '--quiet', '--message=first');
    git('checkout', '--quiet', '-b', 'work');
    await write('libs/time/src/index.ts', 'export const later = 2;\n');
    git('commit', '--quiet', '--all', '--message=second');
    git('checkout', '--quiet', 'main');
    await write('README.md', '# Meanwhile\n');
    git('commit', '--quiet', '--all', '--message=meanwhile');
    git('checkout', '--quiet', 'work');
    await write('libs/time/src/a new file.ts', '');
    await write('docs/map.md', '# Changed\n');
    await unlink(path.join(root, 'tools/guards/one.mjs'));
    const uncommitted = ['docs/map.md', 'libs/time/src/a new file.ts', 'tools/guards/one.mjs'];
    expect(changedFiles(root)).toEqual([...uncommitted, 'libs/time/src/index.ts'].sort());
    expect(changedFiles(root, 'HEAD')).toEqual(uncommitted);
    expect(() => changedFiles(root, 'nowhere')).toThrow('Git knows no commit called nowhere.');
  });
});

describe('the steps', () => {
  it('may each take at least three times as long as they do, and together less than 85 minutes', () => {
    expect(steps.filter(({ takes, minutes }) => minutes * 60 < 3 * takes).map(({ name }) => name)).toEqual([]);
    expect(steps.map((step) => limitOf(step, 84.5)).every((minutes) => minutes <= 0.5)).toBe(true);
    expect(limitOf({ minutes: 12 }, 10)).toBe(12);
    expect(limitOf({ minutes: 12 }, 80)).toBe(5);
    expect(limitOf({ minutes: 12 }, 90)).toBe(0.1);
  });

  it('on another Node are those of CI alone', () =>
    expect(steps.filter(({ onlyInCi }) => onlyInCi).map(({ name }) => name)).toEqual([
      'node24-unit',
      'node24-stories',
    ]));
});
