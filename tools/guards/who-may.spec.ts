import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { workspaceWith, type Workspace } from './workspace.fixture.js';

const script = path.join(import.meta.dirname, 'who-may.mjs');
const glossary = '# Words\n\n## Refusal codes\n\n| `WRONG_STATUS` | no |\n| `NAME_MISSING` | no name |\n\n## Others\n';

const decider = `import { command, refusal, type Decider } from '@stipple/event-store';
export class AddRoom extends command('AddRoom')<{ name: string }> {}
export class CloseRoom extends command('CloseRoom')<{ id: string }> {}
const open = (status: string) => status !== 'OPEN' && refusal('WRONG_STATUS', 'It is not open.');
export const room: Decider<never, never, unknown> = {
  stream: 'room',
  initial: {},
  decide({ type, data }, state) {
    switch (type) {
      case 'AddRoom':
        return data.name === '' ? refusal('NAME_MISSING', 'It has no name.') : [];
      case 'CloseRoom':
        return open(state.status) || [];
    }
  },
  evolve: (state) => state,
};
`;
const handlers = `import { handlerFor } from '@stipple/service';
import { clinic } from './clinic.js';
import { AddRoom, CloseRoom, room } from './room.decider.js';
export const roomHandlers = [
  handlerFor(room, AddRoom, async ({ data }, facts) => ({ place: await facts.state(clinic, data.clinicId, { guarded: true }) })),
  handlerFor(room, CloseRoom),
];
`;
const resolver = (
  query: string,
  mutation: string,
) => `import { ask, changesBy, role, signedIn } from '@stipple/service';
import { AddRoom } from './room.decider.js';
const leads = ['MANAGER', 'HYGIENE_LEAD'] as const;
const theRoom = () => ({ name: 'room', load: () => undefined });
export class RoomResolver {
  resolvers = { Query: { ${query} }, Mutation: { ${mutation} } };
}
`;
const asked = `room: ask({ who: role(...leads), about: theRoom(), answer: () => null })`;
const changed = `addRoom: change({ who: signedIn('They are their own.'), gives: AddRoom, command: () => null })`;

const withResolver = (text: string) =>
  workspaceWith({
    'docs/glossary.md': glossary,
    'libs/contexts/rooms/src/clinic.ts': `export const clinic = { stream: 'clinic', evolve: () => null };\n`,
    'libs/contexts/rooms/src/room.decider.ts': decider,
    'libs/contexts/rooms/src/room.handlers.ts': handlers,
    'libs/contexts/rooms/src/room.resolver.ts': text,
  });

describe('the guard of who may do what', () => {
  const made: Workspace[] = [];
  let right: Workspace;
  beforeAll(async () => {
    right = await withResolver(resolver(asked, changed));
    made.push(right);
  });
  afterAll(() => Promise.all(made.map((one) => one.remove())));

  it('says so where the list is not written, and writes it', async () => {
    const stale = await right.run(script, right.folder);
    expect(stale.status).toBe(1);
    expect(stale.output).toContain('docs/who-may.md is not what the sources say. Run: npm run who-may');
    expect(await right.run(script, right.folder, '--write')).toMatchObject({ status: 0 });
    expect(await right.run(script, right.folder)).toMatchObject({ status: 0 });
  });

  it('lists who may ask each field, and of each command what it reads, what is guarded and how it can be refused', async () => {
    const text = await readFile(path.join(right.folder, 'docs/who-may.md'), 'utf8');
    expect(text).toContain('| `Query.room` | MANAGER, HYGIENE_LEAD | room | – |');
    expect(text).toContain('| `Mutation.addRoom` | whoever has signed in: They are their own. | – | AddRoom |');
    expect(text).toContain('| AddRoom | room | clinic | room, clinic | NAME_MISSING |');
    expect(text).toContain('| CloseRoom | room | – | room | WRONG_STATUS |');
  });

  it('sees a field of Query or Mutation that says nobody', async () => {
    for (const [query, mutation, field] of [
      ['room: () => null', changed, 'Query.room'],
      [asked, 'addRoom: change({ gives: AddRoom, command: () => null })', 'Mutation.addRoom'],
      [asked, `${changed}, closeRoom: mutation(() => null)`, 'Mutation.closeRoom'],
    ] as const) {
      const one = await withResolver(resolver(query, mutation));
      made.push(one);
      const { status, output } = await one.run(script, one.folder, '--write');
      expect(output).toContain(`${field} says nobody who may (libs/contexts/rooms/src/room.resolver.ts:`);
      expect(status).toBe(1);
    }
  });
});
