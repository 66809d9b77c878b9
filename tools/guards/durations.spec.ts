import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { workspaceWith, type Workspace } from './workspace.fixture.js';

const guard = 'tools/guards/durations.mjs';
const test = (body: string) =>
  `import { expect, it } from '@jest/globals';\nit('is quick', async () => {\n  ${body}\n});\n`;

/** Tests that judge a duration in one way each. */
const wrong: Record<string, string> = {
  'at-once.spec.ts': test(
    'const began = performance.now();\n  await work();\n  expect(performance.now() - began).toBeLessThan(20);',
  ),
  'named.spec.ts': test(
    'const began = Date.now();\n  await work();\n  const took = Date.now() - began;\n  expect(took).toBeLessThan(20);',
  ),
  'in-seconds.spec.ts': test(
    'const began = Date.now();\n  await work();\n  const ended = Date.now();\n  ' +
      'const seconds = Math.round((ended - began) / 1_000);\n  expect(seconds).toBe(2);',
  ),
  'by-a-function.spec.ts': test(
    'const left = (until: string) => Date.parse(until) - Date.now();\n  expect(left(await work())).toBeGreaterThan(5);',
  ),
  'by-a-block.spec.ts': test(
    'function took(from: number) {\n    return performance.now() - from;\n  }\n  expect(took(await work())).toBeLessThan(5);',
  ),
  'in-a-list.spec.ts': test(
    'const all: number[] = [];\n  const began = performance.now();\n  all.push(performance.now() - began);\n  ' +
      'all.forEach((one) => expect(one).toBeLessThan(5));',
  ),
  'one-by-one.spec.ts': test(
    'const all: number[] = [];\n  all.push(performance.now() - (await work()));\n  for (const one of all) expect(one).toBeLessThan(5);',
  ),
  'deadline.story.ts': test(
    'const answer = await work();\n  expect(answer.deadline - Date.now()).toBeLessThanOrEqual(1_000);',
  ),
  'compared.fixture.ts': test(
    'const began = process.hrtime.bigint();\n  await work();\n  expect(process.hrtime.bigint() - began < 5n).toBe(true);',
  ),
};

const right: Record<string, string> = {
  'waits.spec.ts': test(
    `for (const deadline = Date.now() + 60_000; !(await work()); ) if (Date.now() > deadline) throw new Error('In vain.');\n  expect(await work()).toBe(true);`,
  ),
  'moments.spec.ts': test(
    'const before = Date.now();\n  const { at } = await work();\n  expect(at).toBeGreaterThanOrEqual(before);\n  expect(at).toBeLessThan(Date.now() + 1_000);',
  ),
  'ago.spec.ts': test(
    'const ago = (minutes: number) => Date.now() - minutes * 60_000;\n  expect(await work(ago(5))).toEqual([ago(5), Date.now() - 1_000]);',
  ),
  'shifts.spec.ts': test(
    'const shift = Date.parse("2028-02-29") - Date.now();\n  const one = await work(shift);\n  expect(one.ready).toBe(true);',
  ),
  'tells.spec.ts': test(
    'const began = performance.now();\n  expect(await work()).toBe(1);\n  process.stdout.write(`${performance.now() - began} ms`);',
  ),
};

describe('the guard of tests that judge how long something took', () => {
  const made: Workspace[] = [];
  const run = async (files: Record<string, string>) => {
    const one = await workspaceWith(
      Object.fromEntries(
        Object.entries(files).map(([name, text]) => [
          `libs/time/src/${name}`,
          `declare const work: (...given: unknown[]) => Promise<any>;\n${text}`,
        ]),
      ),
    );
    made.push(one);
    return one.run(guard);
  };
  afterAll(() => Promise.all(made.map((one) => one.remove())));

  it('says nothing against tests that wait, compare moments, or tell a duration without judging it', async () =>
    expect(await run(right)).toEqual({
      status: 0,
      output: `${Object.keys(right).length} files with tests judge no duration\n`,
    }));

  describe('with tests that do', () => {
    let verdict: { status: number; output: string };
    beforeAll(async () => {
      verdict = await run(wrong);
    });
    it('ends with 1', () => expect(verdict.status).toBe(1));
    it.each(Object.keys(wrong))('sees it in %s', (name) =>
      expect(verdict.output).toMatch(
        new RegExp(`^  judges-duration: libs/time/src/${name.replaceAll('.', '\\.')}:\\d+ expect\\(`, 'm'),
      ),
    );
    it('tells each once', () =>
      expect(verdict.output).toContain(`\n${Object.keys(wrong).length} tests judge how long something took\n`));
  });
});
