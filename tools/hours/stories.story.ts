import { spawn } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { epochOf } from '@stipple/time';
import { storyClocks } from './clocks.js';
import { shifting } from './shifted.js';

const root = path.resolve(import.meta.dirname, '../..');
const shift = shifting();
/** The stories that may depend on the hour. */
const stories = ['clinic-day', 'attention', 'rules'].map((name) => `apps/e2e/src/${name}.story.ts`);

/** Runs the stories in one process, with all the programs that they start, under another clock. */
function run(environment: Record<string, string>): Promise<{ status: number | null; output: string }> {
  const jestFile = path.join(root, 'node_modules/jest/bin/jest.js');
  const child = spawn(
    process.execPath,
    [
      jestFile,
      '--config',
      'tools/test/jest.config.mjs',
      '--runInBand',
      '--selectProjects',
      'e2e',
      '--runTestsByPath',
      ...stories,
    ],
    {
      cwd: root,
      env: {
        ...process.env,
        ...environment,
        STIPPLE_STORY_SHAPE: 'embedded',
        JEST_WORKER_ID: undefined,
        NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  return new Promise((resolve) => child.once('close', (status) => resolve({ status, output })));
}

(shift ? describe : describe.skip)('the stories', () => {
  it.each(storyClocks.map((clock) => ({ ...clock })))(
    'hold $what (clinics in $clinicZone, machine in $systemZone)',
    async ({ at, clinicZone, systemZone }) => {
      const { status, output } = await run({
        ...shift?.(epochOf(at) - Date.now()),
        TZ: systemZone,
        STIPPLE_STORY_ZONE: clinicZone,
      });
      expect({ status, output }).toMatchObject({
        status: 0,
        output: expect.stringMatching(/^Tests: +(\d+ skipped, )?\d+ passed, \d+ total$/m),
      });
    },
  );
});
