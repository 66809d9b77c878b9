import { describe, expect, it } from '@jest/globals';
import path from 'node:path';
import ts from 'typescript';

const repository = path.join(import.meta.dirname, '../../..');

const decider = `
class Open extends command('Open')<{ id: string }> {}
class Shut extends command('Shut')<{ id: string }> {}
type DoorEvent = { type: 'Opened'; data: { id: string } } | { type: 'Shut'; data: { id: string } };
const door: Decider<Open | Shut, DoorEvent, boolean, { Open: { key: string; hour: number } }> = {
  stream: 'door',
  idOf: ({ data }) => data.id,
  initial: false,
  decide({ type, data, facts }, open) {
    switch (type) {
      case 'Open':
        return open ? already() : facts.hour < 8 ? refuse('TOO_EARLY', 'Too early.') : [{ type: 'Opened', data }];
      case 'Shut':
        return open ? [{ type: 'Shut', data }] : ignored('It was never open.');
    }
  },
  evolve: (_open, { type }) => type === 'Opened',
};`;
const doors = `
const doors = view<{ id: string }, typeof door>({
  name: 'doors',
  key: 'id',
  columns: { id: 'text' },
  on: { Opened: (_row, { data }) => data, Shut: keeps },
});`;
const handlers = `
const handlers = [handlerFor(door, Open, async () => ({ key: 'k', hour: 9 })), handlerFor(door, Shut)];`;
const publishes = `
const publishes = (event: Recorded<DoorEvent>): readonly Draft[] => {
  switch (event.type) {
    case 'Opened':
      return [{ type: 'doors.opened.v1', subject: event.data.id, data: {} }];
    case 'Shut':
      return nothing;
  }
};`;
const parts = `
const parts = contextDefinition({ name: 'staff', handlers, publishes, views: [anyView(doors)], sdl: [], resolvers: [], subscriptions: [], migrations: [] });`;
const whole = `import { already, anyView, command, ignored, keeps, refuse, view, type Decider, type Recorded } from '@stipple/event-store';
import { nothing, type Draft } from '@stipple/contracts';
import { contextDefinition, handlerFor } from './definitions.js';
${decider}${doors}${handlers}${publishes}${parts}
export { parts };
`;

const without = (text: string, by = ''): string => {
  if (!whole.includes(text)) throw new Error(`There is no ${text} to forget.`);
  return whole.replace(text, by);
};

/** What is forgotten, the text without it, and what the compiler says. */
const forgotten: [what: string, text: string, says: RegExp][] = [
  [
    'why nothing happens, with an empty list',
    without("ignored('It was never open.')", '[]'),
    /not assignable to type 'Decision<DoorEvent>'/,
  ],
  [
    'a command',
    without("      case 'Shut':\n        return open ? [{ type: 'Shut', data }] : ignored('It was never open.');\n"),
    /\| undefined' is not assignable to type '\(command/,
  ],
  ['an event of a read model', without(', Shut: keeps'), /Property 'Shut' is missing/],
  [
    'an event that others may have to hear of',
    without("    case 'Shut':\n      return nothing;\n"),
    /lacks ending return statement/,
  ],
  [
    'all events of a decider that others may have to hear of',
    without('(event: Recorded<DoorEvent>)', "(event: Recorded<Extract<DoorEvent, { type: 'Opened' }>>)").replace(
      "    case 'Shut':\n      return nothing;\n",
      '',
    ),
    /Type '"Shut"' is not assignable to type '"Opened"'/,
  ],
  ['to gather facts', without(", async () => ({ key: 'k', hour: 9 })"), /Expected 3-4 arguments, but got 2/],
  ['one of the facts', without(', hour: 9'), /Property 'hour' is missing/],
];

/** What the compiler says of each text, as if it were a file of this folder. */
function compile(texts: readonly string[]): string[] {
  const { config } = ts.readConfigFile(path.join(repository, 'tsconfig.base.json'), (file) =>
    ts.sys.readFile(file),
  ) as {
    config: unknown;
  };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, repository);
  const files = new Map(texts.map((text, nth) => [path.join(import.meta.dirname, `forgetting.${nth}.ts`), text]));
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile } = host;
  host.fileExists = (file) => files.has(file) || fileExists(file);
  host.readFile = (file) => files.get(file) ?? readFile(file);
  host.getSourceFile = (file, version) => {
    const text = host.readFile(file);
    return text === undefined ? undefined : ts.createSourceFile(file, text, version);
  };
  const program = ts.createProgram([...files.keys()], options, host);
  return [...files.keys()].map((file) =>
    program
      .getSemanticDiagnostics(program.getSourceFile(file))
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))
      .join('\n'),
  );
}

describe('a context that forgets nothing', () => {
  const [fine, ...said] = compile([whole, ...forgotten.map(([, text]) => text)]);
  it('compiles', () => expect(fine).toBe(''));
  it.each(forgotten.map(([what, , says], nth) => ({ what, says, nth })))(
    'and one that forgets $what does not',
    ({ says, nth }) => expect(said[nth]).toMatch(says),
  );
});
