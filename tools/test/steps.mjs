// What `npm test` consists of, in the order in which it is most useful to learn that something is wrong.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '../..');
const cache = path.join(root, 'node_modules/.cache/stipple-test');
const bin = (file) => path.join(root, 'node_modules', file);

/** The Node beside the supported oldest one on which tests are run too, as it stands in the npm registry. */
export const otherNode = '24.22.3';

/**
 * Passed, failed and skipped by exit code: a check counts as one. Its own line `skipped: …` says that it could not
 * look.
 */
const check = (name, takes, minutes, ...command) => ({
  name,
  takes,
  minutes,
  command: () => command,
  count: ({ status, output }) => {
    if (status !== 0) return { passed: 0, failed: 1, skipped: 0 };
    const skipped = isSkipped(output) ? 1 : 0;
    return { passed: 1 - skipped, failed: 0, skipped };
  },
});

const isSkipped = (output) => /^skipped: /m.test(output);

/** A check of everything, or of the files it is narrowed to. */
const checkOfFiles = (name, takes, minutes, ...command) => ({
  ...check(name, takes, minutes),
  command: (files) => [...command, ...(files.length > 0 ? files : ['.'])],
});

const guard = (name, ...command) => ({ ...check(name, 15, 3, ...command), group: 'guards' });

/**
 * Each test counts, as does each file that could not be run. A run that finds no test at all has failed, unless a
 * filter was given.
 */
const tests = (name, project, takes, minutes, env, ...options) => {
  const report = path.join(cache, `${name}.json`);
  return {
    name,
    takes,
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
    count: ({ status, output, filter }) => {
      let result;
      try {
        result = JSON.parse(readFileSync(report, 'utf8'));
      } catch (error) {
        if (status === 0 && isSkipped(output)) return { passed: 0, failed: 0, skipped: 1 };
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

/** The same tests on the other Node: where CI runs, or when they are asked for by name. */
const onOtherNode = (step) => ({
  ...step,
  onlyInCi: true,
  command: (filter) => ['tools/test/on-node.mjs', otherNode, ...step.command(filter)],
});

const allHours = process.env.STIPPLE_HOURS === 'all';

/** How long everything together may take, in minutes: CI waits for 90. */
const mostMinutes = allHours ? 150 : 85;

/** How long a step may take, in minutes, when so many have gone by: its own limit, or what is left for everything. */
export const limitOf = ({ minutes }, gone) => Math.max(0.1, Math.min(minutes, mostMinutes - gone));

/**
 * `takes`: about how many seconds a step takes on a quiet machine with two cores. `minutes`: how long it may take before
 * it is stopped and counted as failed: three times that at least, for machines that are busy with something else.
 */
export const steps = [
  check(
    'types',
    40,
    6,
    bin('typescript/bin/tsc'),
    '-p',
    'tsconfig.json',
    '--incremental',
    '--tsBuildInfoFile',
    path.join(cache, 'types.tsbuildinfo'),
  ),
  checkOfFiles('format', 25, 4, bin('prettier/bin/prettier.cjs'), '--check', '--ignore-unknown', '--log-level', 'warn'),
  checkOfFiles('lint', 60, 8, bin('eslint/bin/eslint.js'), '--max-warnings', '0', '--no-warn-ignored'),
  guard('boundaries', 'tools/guards/boundaries.mjs'),
  guard('deciders', 'tools/guards/deciders.mjs'),
  guard('durations', 'tools/guards/durations.mjs'),
  guard('through', 'tools/guards/through.mjs'),
  guard('events', 'tools/guards/events.mjs'),
  guard('sealed', 'tools/guards/sealed.mjs'),
  guard(
    'unused',
    bin('knip/bin/knip.js'),
    '--config',
    'tools/guards/knip.jsonc',
    '--tsConfig',
    'tools/guards/knip.tsconfig.json',
    '--no-config-hints',
  ),
  guard('generated', 'tools/codegen/codegen.mjs', '--check'),
  guard('asyncapi', 'tools/asyncapi/generate.mjs', '--check'),
  guard('licences', 'tools/guards/licences.mjs'),
  guard('containers', 'tools/guards/containers.mjs'),
  guard('width', 'tools/guards/width.mjs'),
  guard('who-may', 'tools/guards/who-may.mjs'),
  tests('unit', 'unit', 120, 12, {}, '--maxWorkers=2'),
  tests('int', 'int', 800, 45, {}, '--maxWorkers=2'),
  // All the hours there are take longer than the few of each kind that a run of everything has time for.
  tests('hours', 'hours', allHours ? 2_400 : 165, allHours ? 120 : 15, {}, '--maxWorkers=2'),
  {
    ...tests('stories-embedded', 'e2e', 160, 15, { STIPPLE_STORY_SHAPE: 'embedded' }, '--runInBand'),
    group: 'stories',
  },
  { ...tests('stories-split', 'e2e', 180, 15, { STIPPLE_STORY_SHAPE: 'split' }, '--runInBand'), group: 'stories' },
  onOtherNode(tests('node24-unit', 'unit', 120, 12, {}, '--maxWorkers=2')),
  onOtherNode(tests('node24-stories', 'e2e', 160, 15, { STIPPLE_STORY_SHAPE: 'embedded' }, '--runInBand')),
];
