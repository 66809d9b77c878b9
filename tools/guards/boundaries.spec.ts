import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { workspaceWith, type Workspace } from './workspace.fixture.js';

/** Each file breaks one rule, and the guard names that rule. */
const wrong: Record<string, [rule: string, text: string]> = {
  'libs/contexts/money/src/rooms-by-import.ts': [
    'context-imports-context',
    `export { RoomsModule } from '@stipple/context-rooms';\n`,
  ],
  'libs/contexts/money/src/rooms-by-type.ts': [
    'context-imports-context',
    `import type { RoomsModule } from '@stipple/context-rooms';\nexport type Rooms = typeof RoomsModule;\n`,
  ],
  'libs/contexts/money/src/app-in-context.ts': ['context-imports-app', `import '@stipple/app-desk';\n`],
  'libs/time/src/context-in-lib.ts': [
    'lib-imports-context',
    `import { MoneyModule } from '@stipple/context-money';\nexport const money = MoneyModule;\n`,
  ],
  'apps/desk/src/app-in-app.ts': ['app-imports-app', `import '@stipple/app-till';\n`],
  'libs/contracts/src/lib-in-contract.ts': [
    'contract-imports-lib',
    `import { later } from '@stipple/time';\nexport const soon = later(0);\n`,
  ],
  'libs/event-store/src/path-to-lib.ts': [
    'relative-import-out-of-package',
    `import { later } from '../../time/src/index.js';\nexport const soon = later(0);\n`,
  ],
  'tools/path-to-lib.ts': [
    'relative-import-out-of-package',
    `import { later } from '../libs/time/src/index.js';\nexport const soon = later(0);\n`,
  ],
  'libs/event-store/src/behind-the-door.ts': [
    'deep-import',
    `import { later } from '@stipple/time/src/index.js';\nexport const soon = later(0);\n`,
  ],
  'libs/event-store/src/nowhere.ts': ['unresolvable-import', `import './does-not-exist.js';\n`],
  'libs/event-store/src/undeclared.ts': [
    'undeclared-dependency',
    `import { connect } from 'undeclared';\nexport const open = connect;\n`,
  ],
  'libs/event-store/src/workbench.ts': [
    'development-dependency-in-product',
    `import { connect } from 'workbench';\nexport const open = connect;\n`,
  ],
  'libs/time/src/from-a-spec.ts': [
    'product-imports-test',
    `import { example } from './clock.spec.js';\nexport const clock = example;\n`,
  ],
  'libs/time/src/egg.ts': ['import-cycle', `import { hen } from './hen.js';\nexport const egg = (): unknown => hen;\n`],
};
const bystanders = {
  'apps/desk/src/index.ts': '',
  'apps/till/src/index.ts': '',
  'libs/time/src/clock.spec.ts': `import { connect } from 'workbench';\nexport const example = connect;\n`,
  'libs/time/src/hen.ts': `import { egg } from './egg.js';\nexport const hen = (): unknown => egg;\n`,
};

describe('the boundary guard', () => {
  const guard = 'tools/guards/boundaries.mjs';
  const made: Workspace[] = [];
  const workspace = async (files?: Record<string, string>) => {
    const one = await workspaceWith(files);
    made.push(one);
    return one;
  };
  let verdict: { status: number; output: string };

  beforeAll(async () => {
    const files = Object.fromEntries(Object.entries(wrong).map(([file, [, text]]) => [file, text]));
    verdict = await (await workspace({ ...bystanders, ...files })).run(guard);
  });
  afterAll(() => Promise.all(made.map((one) => one.remove())));

  it('says nothing against a workspace that keeps every rule', async () => {
    const { status, output } = await (await workspace()).run(guard);
    expect(output).toMatch(/^\d+ imports keep to the boundaries\n$/);
    expect(status).toBe(0);
  });

  it('ends with 1 when a rule is broken', () => expect(verdict.status).toBe(1));

  it.each(Object.entries(wrong).map(([file, [rule]]) => ({ file, rule })))(
    'calls $file a breach of $rule and of nothing else',
    ({ file, rule }) => {
      const found = verdict.output.split('\n').filter((line) => line.includes(`: ${file} → `));
      expect(found.map((line) => line.trim().split(':')[0])).toEqual([rule]);
    },
  );

  it('tells nothing of files that are right', () => {
    const told = [...verdict.output.matchAll(/^ {2}[a-z-]+: (\S+) → /gm)].map(([, file]) => file);
    expect(new Set(told)).toEqual(new Set(Object.keys(wrong)));
  });

  it.each([
    ['no tag', []],
    ['two tags', ['type:lib', 'type:app']],
    ['a tag nobody knows', ['type:shared']],
  ])('refuses a package with %s', async (_, tags) => {
    const { status, output } = await (
      await workspace({ 'libs/stray/package.json': JSON.stringify({ name: '@stipple/stray', nx: { tags } }) })
    ).run(guard);
    expect(output).toContain(
      'libs/stray/package.json needs exactly one tag out of type:app, type:context, type:contract, type:lib',
    );
    expect(status).toBe(1);
  });

  it('refuses a package that exports a source which is not there', async () => {
    const exports = { '.': { source: './src/index.ts', default: './dist/src/index.js' } };
    const { status, output } = await (
      await workspace({
        'libs/stray/package.json': JSON.stringify({ name: '@stipple/stray', exports, nx: { tags: ['type:lib'] } }),
      })
    ).run(guard);
    expect(output).toContain('libs/stray/package.json exports ./src/index.ts, and there is no such file.');
    expect(status).toBe(1);
  });
});
