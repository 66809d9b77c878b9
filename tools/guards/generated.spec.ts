import { afterAll, describe, expect, it } from '@jest/globals';
import { readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { repository, workspaceWith, type Workspace } from './workspace.fixture.js';

const script = 'tools/codegen/codegen.mjs';
const room = 'libs/contexts/rooms/src/room/room.graphql';
const operation = 'libs/demo/src/operations/rooms.graphql';
const sdl = (fields: string) => `type Room {\n  id: ID!\n  ${fields}\n}\n\ntype Query {\n  room: Room\n}\n`;

describe('the guard of generated files', () => {
  const made: Workspace[] = [];
  const workspace = async () => {
    const one = await workspaceWith({
      [script]: await readFile(path.join(repository, script), 'utf8'),
      'libs/service/src/shared.graphql': 'scalar DateTime\n',
      [room]: sdl('"In `capitals`, such as \\"${A}\\"."\n  name: String'),
      [operation]: 'query Room {\n  room {\n    id\n  }\n}\n',
    });
    made.push(one);
    for (const name of ['@graphql-codegen', 'graphql'])
      await symlink(path.join(repository, 'node_modules', name), path.join(one.folder, 'node_modules', name));
    return { ...one, codegen: (...args: string[]) => one.run(path.join(one.folder, script), ...args) };
  };
  afterAll(() => Promise.all(made.map((one) => one.remove())));

  it('finds what does not follow from its .graphql files any more, and is content with what was just made', async () => {
    const { folder, codegen } = await workspace();
    expect(await codegen()).toMatchObject({ status: 0 });
    expect(await codegen('--check')).toMatchObject({ status: 0 });
    await writeFile(path.join(folder, room), sdl('name: String floor: Int'));
    await writeFile(path.join(folder, operation), 'query Room {\n  room {\n    id\n    floor\n  }\n}\n');
    const stale = await codegen('--check');
    for (const file of ['contexts/rooms/src/graphql.gen', 'contexts/rooms/src/sdl.gen', 'demo/src/operations.gen'])
      expect(stale.output).toContain(`libs/${file}.ts is not what its .graphql files say`);
    expect(stale.status).toBe(1);
  });

  it('has a text in a module as it is in its file', async () => {
    const { folder, codegen } = await workspace();
    expect(await codegen()).toMatchObject({ status: 0 });
    const text = await readFile(path.join(folder, room), 'utf8');
    const module = await readFile(path.join(folder, 'libs/contexts/rooms/src/sdl.gen.ts'), 'utf8');
    const { sdl: texts } = (await import(
      `data:text/javascript,${encodeURIComponent(module.replace(' as const', ''))}`
    )) as { sdl: { room: string } };
    expect(texts.room).toBe(text);
  });
});
