import { afterAll, describe, expect, it } from '@jest/globals';
import { readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { repository, workspaceWith, type Workspace } from './workspace.fixture.js';

const script = 'tools/codegen/codegen.mjs';
const sdl = (fields: string) =>
  `export const roomSdl = /* GraphQL */ \`\n  type Room { id: ID! ${fields} }\n  type Query { room: Room }\n\`;\n`;

describe('the guard of generated files', () => {
  const made: Workspace[] = [];
  afterAll(() => Promise.all(made.map((one) => one.remove())));

  it('finds types that are not what their SDL says any more, and is content with those just made', async () => {
    const one = await workspaceWith({
      [script]: await readFile(path.join(repository, script), 'utf8'),
      'libs/service/src/graph.ts': 'export const sharedSdl = /* GraphQL */ `scalar DateTime`;\n',
      'libs/contexts/rooms/src/room/room.resolver.ts': sdl('name: String'),
    });
    made.push(one);
    for (const name of ['@graphql-codegen', 'graphql'])
      await symlink(path.join(repository, 'node_modules', name), path.join(one.folder, 'node_modules', name));
    const codegen = (...args: string[]) => one.run(path.join(one.folder, script), ...args);

    expect(await codegen()).toMatchObject({ status: 0 });
    expect(await codegen('--check')).toMatchObject({ status: 0 });
    await writeFile(
      path.join(one.folder, 'libs/contexts/rooms/src/room/room.resolver.ts'),
      sdl('name: String floor: Int'),
    );
    const stale = await codegen('--check');
    expect(stale.output).toContain('libs/contexts/rooms/src/graphql.gen.ts is not what its SDL says');
    expect(stale.status).toBe(1);
  });
});
