import { afterAll, describe, expect, it } from '@jest/globals';
import { readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { repository, workspaceWith, type Workspace } from '../guards/workspace.fixture.js';

const script = 'tools/asyncapi/generate.mjs';
const roomsTs = (fields: string) => `import { Type } from '@sinclair/typebox';
import { contract } from './message.js';
/** A room is ready. Subject: the room. */
export const roomReleased = contract('sterilization.room-released.v1', Type.Object({ ${fields} }));
`;

interface Document {
  channels: Record<string, { address: string }>;
  operations: Record<string, { action: string; messages: { $ref: string }[] }>;
  components: { messages: Record<string, { summary: string; payload: unknown; examples: { payload: unknown }[] }> };
}

/** Every dangling reference of a document. */
function dangling(document: object): string[] {
  const lost: string[] = [];
  JSON.stringify(document, (name, value: unknown) => {
    if (
      name === '$ref' &&
      typeof value === 'string' &&
      value
        .slice(2)
        .split('/')
        .reduce<unknown>(
          (at, step) => (at as Record<string, unknown> | undefined)?.[step.replaceAll('~1', '/').replaceAll('~0', '~')],
          document,
        ) === undefined
    )
      lost.push(value);
    return value;
  });
  return lost;
}

describe('the AsyncAPI document', () => {
  const made: Workspace[] = [];
  afterAll(() => Promise.all(made.map((one) => one.remove())));

  async function workspace(files: Record<string, string>) {
    const one = await workspaceWith({
      [script]: await readFile(path.join(repository, script), 'utf8'),
      'libs/contracts/src/index.ts':
        "export * as sterilization from './sterilization.js';\nexport * from './message.js';\n",
      'libs/contracts/src/message.ts':
        'export const contract = (type: string, schema: object) => ({ type, schema });\n',
      'libs/contracts/src/sterilization.ts': roomsTs('roomId: Type.String()'),
      'libs/contracts/samples/sterilization.room-released.v1.json': '{"roomId":"room 1"}',
      'libs/contexts/money/src/subscribes.ts':
        "import { sterilization } from '@stipple/contracts';\nexport const subscribes = [onMessage(sterilization.roomReleased, () => [])];\n",
      ...files,
    });
    made.push(one);
    for (const name of ['@swc', '@sinclair', 'typescript'])
      await symlink(path.join(repository, 'node_modules', name), path.join(one.folder, 'node_modules', name));
    return {
      ...one,
      generate: (...args: string[]) => one.run(path.join(one.folder, script), ...args),
      read: async () => JSON.parse(await readFile(path.join(one.folder, 'docs/asyncapi.json'), 'utf8')) as Document,
    };
  }

  it('says who sends what and who hears it, with its payload and a sample', async () => {
    const one = await workspace({});
    expect(await one.generate()).toMatchObject({ status: 0 });
    const { channels, operations, components } = await one.read();
    expect(channels.sterilization?.address).toBe('stipple.sterilization');
    expect(operations).toMatchObject({
      'sterilization.send': { action: 'send' },
      'money.receive.sterilization': {
        action: 'receive',
        messages: [{ $ref: '#/channels/sterilization/messages/sterilization.room-released.v1' }],
      },
    });
    expect(components.messages['sterilization.room-released.v1']).toMatchObject({
      summary: 'A room is ready. Subject: the room.',
      payload: { type: 'object', required: ['roomId'] },
      examples: [{ payload: { roomId: 'room 1' } }],
    });
  });

  it('is found stale once a contract says something else, and fresh when made again', async () => {
    const one = await workspace({});
    expect((await one.generate('--check')).status).toBe(1);
    await one.generate();
    expect(await one.generate('--check')).toMatchObject({ status: 0 });
    await writeFile(
      path.join(one.folder, 'libs/contracts/src/sterilization.ts'),
      roomsTs('roomId: Type.String(), floor: Type.Optional(Type.Integer())'),
    );
    const stale = await one.generate('--check');
    expect(stale).toMatchObject({ status: 1 });
    expect(stale.output).toContain('docs/asyncapi.json is not what libs/contracts promises');
    await one.generate();
    expect(await one.generate('--check')).toMatchObject({ status: 0 });
  });

  it('is not made where somebody hears what nobody promises', async () => {
    const one = await workspace({
      'libs/contexts/money/src/subscribes.ts':
        'export const subscribes = [onMessage(sterilization.roomLost, () => [])];\n',
    });
    expect(await one.generate()).toEqual({
      status: 1,
      output: 'money hears sterilization.roomLost, which libs/contracts does not promise.\n',
    });
  });

  it('of this repository has every message, and no reference that leads nowhere', async () => {
    const document = JSON.parse(await readFile(path.join(repository, 'docs/asyncapi.json'), 'utf8')) as Document;
    expect(dangling(document)).toEqual([]);
    expect(dangling({ at: { $ref: '#/nowhere' } })).toEqual(['#/nowhere']);
    const sent = Object.entries(document.operations)
      .filter(([, { action }]) => action === 'send')
      .flatMap(([, { messages }]) => messages.map(({ $ref }) => $ref.split('/').at(-1)));
    expect(sent.sort()).toEqual(Object.keys(document.components.messages).sort());
  });
});
