import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { workspaceWith, type Workspace } from './workspace.fixture.js';

const folder = 'libs/contexts/rooms/src/room';

const sums = `import { Decimal } from 'decimal.js';
const exactly = { precision: 40 };
const Exact = Decimal.clone(exactly);
const written = (value: number) => new Exact(value).toFixed(2);
export const plus = (one: number, other: number) => written(one + other);
export const sumsThrough = [plus, written, JSON.stringify(exactly)];
export const bands = { low: 1, high: 2 } as const;
export const longest = 60;
export const names = { short: (text: string) => text.slice(0, 3), long: (text: string) => text };
export const namedAs = (text: string) => text.trim();
`;
const imports = `import { view, type Decider } from '@stipple/event-store';
import { later } from '@stipple/time';
import { bands, longest, namedAs, names, plus, sumsThrough } from './sums.js';
void [bands, longest, namedAs, names, plus, sumsThrough, later, view];
type E = { type: 'Added'; data: { name: string } };
`;
const decider = (evolve: string, foldDependencies: string, more = '') =>
  `${imports}${more}export const room: Decider<never, E, unknown> = { stream: 'room', initial: {}, ${evolve}${foldDependencies} };\n`;
const rooms = (on: string, foldDependencies: string, more = '') =>
  `${imports}${more}export const rooms = view<object, E>({ name: 'rooms', key: 'id', columns: {}, ${on}${foldDependencies} });\n`;

const right: Record<string, string> = {
  'function.decider.ts': decider('evolve: (_state, { data }) => namedAs(data.name)', ', foldDependencies: [namedAs]'),
  'nothing-outside.decider.ts': decider(
    'evolve(state, { data }) { const trimmed = (text: string) => text.trim(); return { ...(state as object), name: trimmed(data.name) }; }',
    '',
  ),
  'library.decider.ts': decider('evolve: () => later(1)', ''),
  'table.decider.ts': decider('evolve: () => bands.low', ', foldDependencies: [JSON.stringify(bands)]'),
  'number.decider.ts': decider('evolve: () => longest', ', foldDependencies: [longest]'),
  'member.decider.ts': decider(
    'evolve: (_state, { data }) => names.short(data.name)',
    ', foldDependencies: [names.short]',
  ),
  'list.decider.ts': decider('evolve: () => plus(1, 2)', ', foldDependencies: [...sumsThrough]'),
  'the-list-itself.decider.ts': decider('evolve: () => plus(1, 2)', ', foldDependencies: sumsThrough'),
  'elsewhere.decider.ts': decider(
    'evolve: evolveRoom',
    ', foldDependencies: [namedAs]',
    'function evolveRoom(_state: unknown, { data }: E) { return namedAs(data.name); }\n',
  ),
  'same-name.decider.ts': decider('evolve: (_state, { data: { name: namedAs } }) => namedAs', ''),
  'types-only.decider.ts': decider('evolve: (state) => state as typeof bands', ''),
  'folds.view.ts': rooms(
    'on: { Added: rowOf }, keysOf: () => [namedAs("a")]',
    ', foldDependencies: [namedAs, JSON.stringify(bands)]',
    'const rowOf = () => ({ id: "1", band: bands.low });\n',
  ),
  'made-on.view.ts': rooms(
    'on: Object.fromEntries(["Added"].map((type) => [type, rowOf]))',
    ', foldDependencies: [namedAs]',
    'const rowOf = () => ({ id: namedAs("1") });\n',
  ),
  'state-view.ts': `${imports}export function stateView(definition: {
  name: string; decider: Decider<never, E, unknown>; row: (state: unknown) => object; foldDependencies?: readonly unknown[];
}) {
  const { decider, row, foldDependencies = [] } = definition;
  const fold = (before: unknown, event: E) => row(decider.evolve(before ?? decider.initial, event));
  return view({
    name: definition.name, on: { Added: fold },
    foldDependencies: [decider.evolve, JSON.stringify(decider.initial), row, ...(decider.foldDependencies ?? []), ...foldDependencies],
  });
}\n`,
  'state.view.ts': `${imports}import { stateView } from './state-view.js';
import { room } from './function.decider.js';
export const rooms = stateView({
  name: 'rooms', decider: room, row: () => ({ id: namedAs('1'), band: bands.low }), foldDependencies: [JSON.stringify(bands)],
});
`,
};

/** Files that forget one thing each: the guard's words, and the text. */
const forgetful: Record<string, [told: string, text: string]> = {
  'function.decider.ts': [
    'the decider room goes through namedAs (libs/contexts/rooms/src/room/function.decider.ts:6), which its `foldDependencies` does not name. Add namedAs',
    decider('evolve: (_state, { data }) => namedAs(data.name)', ''),
  ],
  'other.decider.ts': [
    'Add namedAs',
    decider('evolve: (_state, { data }) => namedAs(data.name)', ', foldDependencies: [plus]'),
  ],
  'table.decider.ts': ['Add JSON.stringify(bands)', decider('evolve: () => bands.low', '')],
  'table-as-itself.decider.ts': [
    'Add JSON.stringify(bands)',
    decider('evolve: () => bands.low', ', foldDependencies: [bands]'),
  ],
  'part-of-a-table.decider.ts': [
    'Add JSON.stringify(bands)',
    decider('evolve: () => bands.low + bands.high', ', foldDependencies: [JSON.stringify(bands.low)]'),
  ],
  'other-member.decider.ts': [
    'Add names.short',
    decider('evolve: (_state, { data }) => names.short(data.name)', ', foldDependencies: [names.long]'),
  ],
  'object-of-functions.decider.ts': [
    'Add names.short',
    decider('evolve: (_state, { data }) => names.short(data.name)', ', foldDependencies: [names]'),
  ],
  'number.decider.ts': ['Add longest', decider('evolve: () => longest', '')],
  'in-turn.decider.ts': [
    'goes through written (libs/contexts/rooms/src/room/sums.ts:5), which its `foldDependencies` does not name. Add written',
    decider('evolve: () => plus(1, 2)', ', foldDependencies: [plus]'),
  ],
  'settings-of-a-library.decider.ts': [
    'Add JSON.stringify(exactly)',
    decider('evolve: () => plus(1, 2)', ', foldDependencies: [plus]'),
  ],
  'shorthand.decider.ts': ['Add JSON.stringify(bands)', decider('evolve: () => ({ bands })', '')],
  'method.decider.ts': [
    'Add namedAs',
    decider('evolve(_state, { data }) { switch (data.name) { default: return [data.name].map(namedAs); } }', ''),
  ],
  'elsewhere.decider.ts': [
    'Add namedAs',
    decider(
      'evolve: evolveRoom',
      ', foldDependencies: [evolveRoom]',
      'function evolveRoom(_state: unknown, { data }: E) { return namedAs(data.name); }\n',
    ),
  ],
  'fold.view.ts': ['the view rooms goes through namedAs', rooms('on: { Added: () => ({ id: namedAs("1") }) }', '')],
  'fold-by-name.view.ts': [
    'the view rooms goes through bands',
    rooms('on: { Added: rowOf }', '', 'const rowOf = () => ({ id: "1", band: bands.low });\n'),
  ],
  'keys.view.ts': ['the view rooms goes through namedAs', rooms('on: {}, keysOf: () => [namedAs("1")]', '')],
  'made-on.view.ts': [
    'the view rooms goes through namedAs',
    rooms(
      'on: Object.fromEntries(["Added"].map((type) => [type, rowOf]))',
      '',
      'const rowOf = () => ({ id: namedAs("1") });\n',
    ),
  ],
  'state.view.ts': [
    'the view rooms goes through bands',
    `${imports}import { stateView } from './state-view.js';
import { room } from './function.decider.js';
export const rooms = stateView({ name: 'rooms', decider: room, row: () => ({ id: '1', band: bands.low }) });
`,
  ],
  'state-view.ts': ['goes through row (', (right['state-view.ts'] ?? '').replace(', row, ...(', ', ...(')],
};

describe('the guard of what folds go through', () => {
  const made: Workspace[] = [];
  const guard = async (files: Record<string, string>) => {
    const one = await workspaceWith(
      Object.fromEntries(
        [['sums.ts', sums], ['room.decider.ts', imports], ...Object.entries(files)].map(([name, text]) => [
          `${folder}/${name}`,
          text ?? '',
        ]),
      ),
    );
    made.push(one);
    return one.run('tools/guards/through.mjs');
  };
  let verdict: { status: number; output: string };
  beforeAll(async () => {
    verdict = await guard(Object.fromEntries(Object.entries(forgetful).map(([name, [, text]]) => [name, text])));
  });
  afterAll(() => Promise.all(made.map((one) => one.remove())));

  it('says nothing against folds that name what they go through, of their own context', async () =>
    expect(await guard(right)).toEqual({
      status: 0,
      output: `${Object.keys(right).length} deciders and views name what they go through\n`,
    }));

  it.each(Object.entries(forgetful).map(([name, [told]]) => ({ name, told })))(
    'sees what $name forgot: $told',
    ({ name, told }) =>
      expect(
        verdict.output.split('\n').filter((line) => line.includes(`not-in-foldDependencies: ${folder}/${name}:`)),
      ).toContainEqual(expect.stringContaining(told)),
  );

  it('ends with 1 then, and tells each thing once', () => {
    expect(verdict.status).toBe(1);
    const lines = verdict.output.split('\n').filter((line) => line !== '');
    expect(new Set(lines).size).toBe(lines.length);
  });
});
