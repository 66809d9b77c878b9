// What `npm test` consists of, in the order in which it is most useful to learn that something is wrong.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '../..');
const cache = path.join(root, 'node_modules/.cache/stipple-test');
const bin = (file) => path.join(root, 'node_modules', file);

/**
 * Passed, failed and skipped by exit code: a check counts as one. Its own line `skipped: …` says that it could not
 * look.
 */
const check = (name, minutes, ...command) => ({
  name,
  minutes,
  command: () => command,
  count: ({ status, output }) => {
    if (status !== 0) return { passed: 0, failed: 1, skipped: 0 };
    const skipped = /^skipped: /m.test(output) ? 1 : 0;
    return { passed: 1 - skipped, failed: 0, skipped };
  },
});

/**
 * Each test counts, as does each file that could not be run. A run that finds no test at all has failed, unless a
 * filter was given.
 */
const tests = (name, project, minutes, env, ...options) => {
  const report = path.join(cache, `${name}.json`);
  return {
    name,
    minutes,
    takesFilter: true,
    env: { NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning', ...env },
    command: (filter) => {
      mkdirSync(cache, { recursive: true });
      rmSync(report, { force: true });
      return [
        bin('jest/bin/jest.js'),
        '--config',
        'tools/test/jest.config.mjs',
        '--selectProjects',
        project,
        '--json',
        '--outputFile',
        report,
        '--passWithNoTests',
        ...options,
        ...filter,
      ];
    },
    count: ({ status, filter }) => {
      let result;
      try {
        result = JSON.parse(readFileSync(report, 'utf8'));
      } catch (error) {
        return {
          passed: 0,
          failed: 1,
          skipped: 0,
          note: `Jest ended before it could report (${error.code ?? error.message})`,
        };
      }
      const passed = result.numPassedTests;
      const skipped = result.numPendingTests + result.numTodoTests;
      const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
      if (failed === 0 && status !== 0)
        return { passed, failed: 1, skipped, note: 'every test passed, but Jest did not end well' };
      if (passed + failed + skipped === 0 && filter.length === 0)
        return { passed, failed: 1, skipped, note: 'no test was found' };
      return { passed, failed, skipped };
    },
  };
};

/**
 * `minutes` is how long a step may take before it is stopped and counted as failed: several times what it takes where
 * nothing else runs.
 */
export const steps = [
  check(
    'types',
    5,
    bin('typescript/bin/tsc'),
    '-p',
    'tsconfig.json',
    '--incremental',
    '--tsBuildInfoFile',
    path.join(cache, 'types.tsbuildinfo'),
  ),
  check('format', 3, bin('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.'),
  check('lint', 8, bin('eslint/bin/eslint.js'), '.', '--max-warnings', '0'),
  { ...check('boundaries', 2, 'tools/guards/boundaries.mjs'), group: 'guards' },
  { ...check('deciders', 2, 'tools/guards/deciders.mjs'), group: 'guards' },
  { ...check('durations', 2, 'tools/guards/durations.mjs'), group: 'guards' },
  { ...check('through', 2, 'tools/guards/through.mjs'), group: 'guards' },
  { ...check('events', 2, 'tools/guards/events.mjs'), group: 'guards' },
  { ...check('sealed', 2, 'tools/guards/sealed.mjs'), group: 'guards' },
  {
    ...check(
      'unused',
      2,
      bin('knip/bin/knip.js'),
      '--config',
      'tools/guards/knip.jsonc',
      '--tsConfig',
      'tools/guards/knip.tsconfig.json',
      '--no-config-hints',
    ),
    group: 'guards',
  },
  { ...check('generated', 2, 'tools/codegen/codegen.mjs', '--check'), group: 'guards' },
  { ...check('asyncapi', 2, 'tools/asyncapi/generate.mjs', '--check'), group: 'guards' },
  { ...check('licences', 2, 'tools/guards/licences.mjs'), group: 'guards' },
  { ...check('containers', 2, 'tools/guards/containers.mjs'), group: 'guards' },
  { ...check('width', 2, 'tools/guards/width.mjs'), group: 'guards' },
  tests('unit', 'unit', 12, {}, '--maxWorkers=2'),
  tests('int', 'int', 40, {}, '--maxWorkers=2'),
  // All the hours there are take longer than the few of each kind that a run of everything has time for.
  tests('hours', 'hours', process.env.STIPPLE_HOURS === 'all' ? 60 : 15, {}, '--maxWorkers=2'),
  { ...tests('stories-embedded', 'e2e', 15, { STIPPLE_STORY_SHAPE: 'embedded' }, '--runInBand'), group: 'stories' },
  { ...tests('stories-split', 'e2e', 15, { STIPPLE_STORY_SHAPE: 'split' }, '--runInBand'), group: 'stories' },
];
