import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { workspaceWith, type Workspace } from './workspace.fixture.js';

const folder = 'libs/contexts/rooms/src/room';
const inside = (code: string) => `export const decide = (state: unknown) => {\n  ${code};\n  return state;\n};\n`;

/** Deciders that are impure in one way each, with the guard's words and their text. */
const impure: Record<string, [why: string, text: string]> = {
  clock: ['Date.now', inside('void Date.now()')],
  moment: ['new Date', inside(`void new Date('2026-01-01')`)],
  chance: ['Math.random', inside('void Math.random()')],
  currencies: ['Intl', inside(`void new Intl.NumberFormat('en', { style: 'currency', currency: 'HUF' })`)],
  environment: ['process', inside('void process.env.HOME')],
  waits: [
    'await',
    'export const decide = (facts: AsyncIterable<string>) => async () => {\n  for await (const fact of facts) void fact;\n};\n',
  ],
  promises: ['async', 'export const decide = async () => undefined;\n'],
  'node-import': [
    'imports code from node:fs',
    `import { readFileSync } from 'node:fs';\n${inside('void readFileSync')}`,
  ],
  'nest-import': [
    'imports code from @nestjs/common',
    `import { Injectable } from '@nestjs/common';\n${inside('void Injectable')}`,
  ],
  'database-import': ['imports code from database', `import { connect } from 'database';\n${inside('void connect')}`],
  'lazy-import': ['import()', inside(`void import('./bands.js')`)],
  remembers: ['a variable of the module', `let last: unknown;\n${inside('last = state')}`],
  'outside-its-package': [
    'outside its package',
    `import { MoneyModule } from '../../../money/src/index.js';\n${inside('void MoneyModule')}`,
  ],
  'by-a-neighbour': ['Date.now', `import { stamp } from './stamp.js';\n${inside('void stamp()')}`],
};

describe('the guard of pure deciders', () => {
  const guard = 'tools/guards/deciders.mjs';
  const made: Workspace[] = [];
  let verdict: { status: number; output: string };

  beforeAll(async () => {
    const files = Object.fromEntries(
      Object.entries(impure).map(([name, [, text]]) => [`${folder}/${name}.decider.ts`, text]),
    );
    const one = await workspaceWith({ ...files, [`${folder}/stamp.ts`]: 'export const stamp = () => Date.now();\n' });
    made.push(one);
    verdict = await one.run(guard);
  });
  afterAll(() => Promise.all(made.map((one) => one.remove())));

  it('says nothing against a decider that takes types from anywhere and code from pure places', async () => {
    const one = await workspaceWith();
    made.push(one);
    expect(await one.run(guard)).toEqual({ status: 0, output: '1 deciders are pure\n' });
  });

  it('ends with 1 when a decider is impure', () => expect(verdict.status).toBe(1));

  it.each(Object.entries(impure).map(([name, [why]]) => ({ name, why })))(
    'sees that $name.decider.ts is impure: $why',
    ({ name, why }) => {
      const told = verdict.output.split('\n').filter((line) => line.includes(`${folder}/${name}.decider.ts`));
      expect(told).toContainEqual(expect.stringContaining(why));
    },
  );

  it('names the file at fault and the decider that reaches it', () =>
    expect(verdict.output).toContain(
      `impure-decider: ${folder}/stamp.ts:1 Date.now: time, ids and chance come with the command (reached from ${folder}/by-a-neighbour.decider.ts)`,
    ));

  it('tells each fault once', () => {
    const lines = verdict.output.split('\n').filter((line) => line.includes('impure-decider'));
    expect(new Set(lines).size).toBe(lines.length);
  });
});
