import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import path from 'node:path';
import { repository, workspaceWith, type Workspace } from './workspace.fixture.js';

const inTest = (code: string) =>
  `import { describe, expect, it, jest } from '@jest/globals';\n${code}\nvoid [describe, expect, it, jest];\n`;

/** Files that break one rule each: the rule, and the text. */
const wrong: Record<string, [rule: string, text: string]> = {
  'any.ts': ['@typescript-eslint/no-explicit-any', 'export const read = (text: any) => String(text);\n'],
  'floating.ts': [
    '@typescript-eslint/no-floating-promises',
    'const save = async () => 1;\nexport const close = () => {\n  save();\n};\n',
  ],
  'misused.ts': [
    '@typescript-eslint/no-misused-promises',
    'const ready = async () => true;\nexport const answer = () => (ready() ? 1 : 2);\n',
  ],
  'awaits-nothing.ts': ['@typescript-eslint/await-thenable', 'export const one = async () => {\n  await 1;\n};\n'],
  'forgets-a-case.ts': [
    '@typescript-eslint/switch-exhaustiveness-check',
    `export const say = (status: 'READY' | 'DIRTY') => {\n  switch (status) {\n    case 'READY':\n      return 1;\n  }\n  return 2;\n};\n`,
  ],
  'silenced.ts': [
    '@typescript-eslint/ban-ts-comment',
    `// @ts-expect-error: it is wrong\nexport const one: number = 'one';\n`,
  ],
  'throws-text.ts': ['@typescript-eslint/only-throw-error', `export const fail = () => {\n  throw 'no';\n};\n`],
  'type-as-value.ts': [
    '@typescript-eslint/consistent-type-imports',
    `import { Shape } from './shape.js';\nexport const area = (shape: Shape) => shape.width;\n`,
  ],
  'apps/desk/src/imports-twice.ts': [
    'no-duplicate-imports',
    `import type { Shape } from './shape.js';\nimport { unit } from './shape.js';\nexport const one: Shape = unit;\n`,
  ],
  'apps/desk/src/imports-for-types.ts': [
    '@typescript-eslint/no-import-type-side-effects',
    `import { type Shape } from './shape.js';\nexport const area = (shape: Shape) => shape.width;\n`,
  ],
  'empty-catch.ts': [
    'no-empty',
    'export const attempt = (work: () => void) => {\n  try {\n    work();\n  } catch {}\n};\n',
  ],
  'empty-rejection.ts': [
    'no-restricted-syntax',
    'export const attempt = (work: Promise<void>) => work.catch(() => {});\n',
  ],
  'undefined-rejection.ts': [
    'no-restricted-syntax',
    'export const attempt = (work: Promise<void>) => work.catch(() => undefined);\n',
  ],
  'chosen-key.ts': [
    'stipple/own-keys',
    'export const find = (rows: Record<string, number>, id: string) => rows[id];\n',
  ],
  'chosen-name.ts': [
    'stipple/own-keys',
    'export const has = (rows: Record<string, number>, id: string) => id in rows;\n',
  ],
  'chosen-write.ts': [
    'stipple/own-keys',
    'export const keep = (rows: Record<string, number>, id: `${string}-id`) => {\n  rows[id] = 1;\n};\n',
  ],
  'chosen-copy.ts': [
    'stipple/own-keys',
    'export const copy = (rows: Record<string, number>) => Object.assign({}, rows);\n',
  ],
  'prints.ts': ['no-console', `export const greet = () => console.log('hello');\n`],
  'unfinished.ts': ['no-warning-comments', '// TODO: the rest\nexport const one = 1;\n'],
  'trusts-the-url.ts': [
    'no-restricted-syntax',
    `class Client {\n  constructor(readonly options: object) {}\n}\nexport const open = (url: string) => new Client({ connectionString: url });\n`,
  ],
  'says-nothing.ts': ['no-restricted-syntax', 'export class RoomManager {}\n'],
  'skips.spec.ts': ['no-restricted-syntax', inTest(`it.skip('is not run', () => expect(1).toBe(2));`)],
  'alone.spec.ts': ['no-restricted-syntax', inTest(`describe.only('the only one', () => {});`)],
  'old-skip.spec.ts': [
    'no-restricted-syntax',
    inTest(`xit('is not run', () => expect(1).toBe(2));`).replace('it, jest }', 'it, xit, jest }'),
  ],
  'in-a-minute.spec.ts': ['no-restricted-syntax', inTest(`it('is quick', () => expect(1).toBe(1), 60_000);`)],
  'each-in-a-minute.spec.ts': [
    'no-restricted-syntax',
    inTest(`it.each([1])('%i is quick', () => expect(1).toBe(1), 60_000);`),
  ],
  'all-in-a-minute.spec.ts': ['no-restricted-syntax', inTest('jest.setTimeout(60_000);')],
  'mocks.spec.ts': ['no-restricted-syntax', inTest('jest.useFakeTimers();')],
};
const folder = 'libs/contexts/rooms/src/wrong';
const placeOf = (name: string) => (name.includes('/') ? name : `${folder}/${name}`);

describe('the linter', () => {
  const made: Workspace[] = [];
  let found: Map<string, string[]>;
  const lint = async (files?: Record<string, string>) => {
    const one = await workspaceWith(files);
    made.push(one);
    const { output } = await one.run(
      'node_modules/eslint/bin/eslint.js',
      '--config',
      path.join(repository, 'eslint.config.mjs'),
      '--format',
      'json',
      'apps',
      'libs',
    );
    const results = JSON.parse(output) as {
      filePath: string;
      messages: { ruleId: string | null; message: string }[];
    }[];
    return new Map(
      results
        .filter(({ messages }) => messages.length > 0)
        .map(({ filePath, messages }) => [
          path.relative(one.folder, filePath),
          messages.map(({ ruleId, message }) => ruleId ?? message),
        ]),
    );
  };

  beforeAll(async () => {
    found = await lint({
      [`${folder}/shape.ts`]: 'export interface Shape { width: number }\n',
      'apps/desk/src/shape.ts': 'export interface Shape { width: number }\nexport const unit = { width: 1 };\n',
      ...Object.fromEntries(Object.entries(wrong).map(([name, [, text]]) => [placeOf(name), text])),
    });
  });
  afterAll(() => Promise.all(made.map((one) => one.remove())));

  it('says nothing against files that keep every rule', async () => {
    expect(
      await lint({
        'libs/time/src/kafka.spec.ts': inTest(
          `const onKafka = process.env.BROKERS ? describe : describe.skip;\nonKafka('a broker', () => it('is there', () => expect(1).toBe(1)));`,
        ),
      }),
    ).toEqual(new Map());
  });

  it.each(Object.entries(wrong).map(([name, [rule]]) => ({ name, rule })))(
    'calls $name a case of $rule',
    ({ name, rule }) => expect(found.get(placeOf(name))).toEqual([rule]),
  );
});
