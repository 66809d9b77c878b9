import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFile, symlink } from 'node:fs/promises';
import path from 'node:path';
import ts from 'typescript';
import { repository, workspaceWith, type Workspace } from './workspace.fixture.js';

const script = 'tools/codegen/codegen.mjs';
const whole = 'libs/service/src/whole-graph.ts';

/** A context whose graph is whole: a room's doors are looked up, by another part than the one that shows the room. */
const right = {
  'room/room.graphql': `
    type Room { id: ID! name: String! note: String doors: [Door!]! area: Int }
    type Door { id: ID! }
    type RoomPayload { room: Room refusals: [String!]! }
    type Query { room: Room rooms: [Room!]! }
    type Mutation { addRoom: RoomPayload! }
  `,
  'room/room.graph.ts': `
    import type { Room } from '../graphql.gen.js';
    export type RoomNode = Omit<Room, 'doors' | 'area'> & { doorIds: readonly string[] };
    export const roomToGraph = (id: string): RoomNode => ({ id, name: 'Room 1', note: null, doorIds: [] });
  `,
  'room/room.resolver.ts': `
    import type { Resolvers } from '../resolvers.gen.js';
    import { roomToGraph } from './room.graph.js';
    export class RoomResolver {
      readonly resolvers = {
        Query: { room: () => roomToGraph('1'), rooms: () => [roomToGraph('1')] },
        Mutation: { addRoom: () => ({ room: roomToGraph('1'), refusals: [] }) },
      } satisfies Resolvers;
    }
  `,
  'door/door.resolver.ts': `
    import type { Resolvers } from '../resolvers.gen.js';
    export class DoorResolver {
      readonly resolvers = {
        Room: { doors: ({ doorIds }) => doorIds.map((id) => ({ id })), area: () => 12 },
      } satisfies Resolvers;
    }
  `,
  'rooms.module.ts': `
    import { wholeGraph } from '@stipple/service';
    import { DoorResolver } from './door/door.resolver.js';
    import type { Resolvers, ResolversParentTypes } from './resolvers.gen.js';
    import { RoomResolver } from './room/room.resolver.js';
    export const resolvers = wholeGraph<Resolvers, ResolversParentTypes>()(RoomResolver, DoorResolver);
  `,
};

/** The right context with one text in one file replaced. */
const without = (file: keyof typeof right, text: string, by = ''): Record<string, string> => {
  if (!right[file].includes(text)) throw new Error(`${file} does not say ${text}`);
  return { ...right, [file]: right[file].replace(text, by) };
};

const contexts: Record<string, Record<string, string>> = {
  right,
  node: without('room/room.graph.ts', " name: 'Room 1',"),
  payload: without('room/room.resolver.ts', ', refusals: []'),
  type: without('room/room.graph.ts', "name: 'Room 1'", 'name: null'),
  lookup: without('door/door.resolver.ts', 'doors: ({ doorIds }) => doorIds.map((id) => ({ id })), '),
  nullable: without('door/door.resolver.ts', ', area: () => 12'),
  part: without('rooms.module.ts', ', DoorResolver);', ');'),
  root: without('room/room.resolver.ts', ", rooms: () => [roomToGraph('1')]"),
  unnamed: without('room/room.graph.ts', 'export type RoomNode', 'type RoomNode'),
};

describe('a field that somebody forgets', () => {
  let one: Workspace;
  const problems = new Map<string, string[]>();

  beforeAll(async () => {
    const read = (file: string) => readFile(path.join(repository, file), 'utf8');
    one = await workspaceWith({
      [script]: await read(script),
      [whole]: await read(whole),
      'libs/service/package.json': JSON.stringify({
        name: '@stipple/service',
        type: 'module',
        exports: { '.': './src/index.ts' },
      }),
      'libs/service/src/index.ts': `export { wholeGraph } from './whole-graph.js';\nexport interface Request { actor: string }\n`,
      'libs/service/src/definitions.ts': `export interface GraphPart { readonly resolvers: Record<string, Record<string, unknown>> }\n`,
      'libs/service/src/shared.graphql': 'scalar DateTime\n',
      ...Object.fromEntries(
        Object.entries(contexts).flatMap(([context, files]) =>
          Object.entries(files).map(([file, text]) => [`libs/contexts/${context}/src/${file}`, text]),
        ),
      ),
    });
    const linked = (name: string, to: string) => symlink(to, path.join(one.folder, 'node_modules', name));
    for (const name of ['@graphql-codegen', 'graphql']) await linked(name, path.join(repository, 'node_modules', name));
    await linked('@stipple/service', path.join(one.folder, 'libs/service'));
    expect(await one.run(path.join(one.folder, script))).toMatchObject({ status: 0 });

    const config = ts.getParsedCommandLineOfConfigFile(
      path.join(one.folder, 'tsconfig.json'),
      { noEmit: true },
      { ...ts.sys, onUnRecoverableConfigFileDiagnostic: ({ messageText }) => expect(messageText).toBeUndefined() },
    );
    const roots = Object.keys(contexts).map((context) =>
      path.join(one.folder, `libs/contexts/${context}/src/rooms.module.ts`),
    );
    for (const { file, messageText } of ts.getPreEmitDiagnostics(ts.createProgram(roots, config?.options ?? {}))) {
      const [, context = '', place = ''] = /contexts\/(\w+)\/src\/(.*)$/.exec(file?.fileName ?? '') ?? [];
      const text = `${place}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
      problems.set(context, [...(problems.get(context) ?? []), text]);
    }
  });
  afterAll(() => one.remove());

  const seen = (context: string) => problems.get(context)?.join('\n') ?? '';

  it('is not seen where none is', () => {
    expect(problems.get('')).toBeUndefined();
    expect([...problems.keys()].filter((key) => !contexts[key] || key === 'right')).toEqual([]);
  });
  it('of a node does not compile where the node is made', () =>
    expect(seen('node')).toMatch(/^room\/room\.graph\.ts: .*Property 'name' is missing/));
  it('of a type without a node does not compile where the answer is made', () =>
    expect(seen('payload')).toMatch(/^room\/room\.resolver\.ts: .*'refusals' is missing/));
  it('given as null against the schema does not compile', () =>
    expect(seen('type')).toMatch(/^room\/room\.graph\.ts: Type 'null' is not assignable to type 'string'/));
  it('that its node does not carry has to have a resolver', () =>
    expect(seen('lookup')).toMatch(/^rooms\.module\.ts: .*"Room\.doors has no resolver"/));
  it('has to have one also where it may be null', () =>
    expect(seen('nullable')).toMatch(/^rooms\.module\.ts: .*"Room\.area has no resolver"/));
  it('is seen where a part with resolvers is left out', () => {
    expect(seen('part')).toContain('Room.doors has no resolver');
    expect(seen('part')).toContain('Room.area has no resolver');
  });
  it('of the root has to have a resolver', () =>
    expect(seen('root')).toMatch(/^rooms\.module\.ts: .*"Query\.rooms has no resolver"/));
  it('is seen where a node is not told to the code generator', () =>
    expect(seen('unnamed')).toMatch(/room\/room\.resolver\.ts: .*RoomNode/));
});
