import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { workspaceWith, type Workspace } from './workspace.fixture.js';

const added =
  `{ type: 'RoomAdded'; data: { roomId: string; name: string | null; floor?: number; use: 'TREATMENT' | 'STORE'; ` +
  `doors: readonly { width: number }[]; air: { changes: number } | null } }`;
const closed = `{ type: 'RoomClosed'; data: { roomId: string; reason: string } }`;
const sealed = `personal: { RoomAdded: { subject: ({ roomId }) => roomId, fields: ['name'] } }`;
const decider = (union: string, rest: string) =>
  `import type { Decider } from '@stipple/event-store';\nexport type RoomEvent = ${union};\n` +
  `export const room: Decider<never, RoomEvent, unknown> = { stream: 'room', ${rest} };\n`;
const asKept = decider(`${added} | ${closed}`, sealed);

type Sample = Record<string, unknown>;
interface Kept {
  samples: Sample[];
  schema: { required: string[] };
}
const roomAdded: Sample = {
  id: 'room 2',
  occurredAt: '2026-05-26T02:40:00.000Z',
  subject: 'room 2',
  data: {
    roomId: 'room 2',
    name: 'Treatment room 2',
    floor: 3,
    use: 'TREATMENT',
    doors: [{ width: 90 }],
    air: { changes: 6 },
  },
};
const roomClosed: Sample = {
  id: 'room 2',
  occurredAt: '2026-06-22T05:05:00.000Z',
  data: { roomId: 'room 2', reason: 'Water from the ceiling.' },
};

const changes: [what: string, text: string, why: string][] = [
  [
    'a removed type',
    decider(added, sealed),
    'room.RoomClosed: such events are stored, and no decider knows them any more',
  ],
  [
    'a renamed type',
    asKept.replace('RoomClosed', 'RoomShut'),
    'room.RoomClosed: such events are stored, and no decider knows them any more',
  ],
  [
    'a renamed stream',
    asKept.replace(`stream: 'room'`, `stream: 'chamber'`),
    'room.RoomAdded: such events are stored, and no decider knows them any more',
  ],
  ['a removed field', asKept.replace(`; reason: string`, ''), 'room.RoomClosed: reason was removed or renamed'],
  [
    'a renamed field',
    asKept.replace('reason: string', 'why: string'),
    'room.RoomClosed: reason was removed or renamed',
  ],
  ['a removed optional field', asKept.replace('floor?: number; ', ''), 'room.RoomAdded: floor was removed or renamed'],
  [
    'a changed field type',
    asKept.replace('reason: string', 'reason: number'),
    'room.RoomClosed: reason was string and is number',
  ],
  [
    'a changed type within a list',
    asKept.replace('width: number', 'width: string'),
    'room.RoomAdded: an entry of doors.width was number and is string',
  ],
  [
    'a changed type within what may be null',
    asKept.replace('changes: number', 'changes: string'),
    'room.RoomAdded: air.changes was number and is string',
  ],
  [
    'a new required field',
    asKept.replace('reason: string', 'reason: string; by: string'),
    'room.RoomClosed: by is required, and older events do not have it; raise its number in `versions` and take what was stored before in `upcast`',
  ],
  [
    'an optional field made required',
    asKept.replace('floor?:', 'floor:'),
    'room.RoomAdded: floor is required, and was optional',
  ],
  [
    'a word taken out of a choice',
    asKept.replace(` | 'STORE'`, ''),
    'room.RoomAdded: use may have been stored as "STORE", which is not read any more',
  ],
  [
    'a new version without upcast',
    decider(`${added} | ${closed}`, `${sealed}, versions: { RoomClosed: 2 }`),
    'room.RoomClosed: version 1 was stored, and the decider has no upcast that takes it to version 2',
  ],
  [
    'a version left out',
    decider(`${added} | ${closed}`, `${sealed}, versions: { RoomClosed: 3 }, upcast: (_type, _version, data) => data`),
    'the decider writes version 3, and no version 2 was ever kept',
  ],
  [
    'a personal field that is sealed no longer',
    decider(`${added} | ${closed}`, ''),
    `room.RoomAdded: name was sealed under a person's key, and would be stored for everybody to read from now on`,
  ],
  [
    'the same under cover of a new version',
    decider(`${added} | ${closed}`, 'versions: { RoomAdded: 2 }, upcast: (_type, _version, data) => data'),
    `room.RoomAdded: name was sealed under a person's key`,
  ],
  [
    'a field that is sealed and cannot be null',
    decider(
      `${added} | ${closed}`,
      sealed.replace(' } }', ` }, RoomClosed: { subject: ({ roomId }) => roomId, fields: ['reason'] } }`),
    ),
    'reason is sealed, so it is null once its person was erased: its type has to allow that',
  ],
  [
    'a sealed field that is none',
    decider(`${added} | ${closed}`, sealed.replace(`'name'`, `'name', 'owner'`)),
    'owner is sealed, and the event has no such field',
  ],
  [
    'what does not come back from JSON',
    asKept.replace('reason: string', 'reason: string; until?: Date'),
    'until.toString: a function does not come back from JSON as it was',
  ],
  [
    'what nobody knows the type of',
    asKept.replace('reason: string', 'reason: string; until?: Unheard'),
    'until: any does not come back from JSON as it was',
  ],
  [
    'a decider that hides what it stores',
    asKept.replace(': Decider<never, RoomEvent, unknown>', ''),
    'declares no constant of type Decider<…>: what it stores cannot be seen',
  ],
];

const eventStore = `import { later } from '@stipple/time';
export const refusal = (text: string) => ({ text, at: later(0) });
export interface Decider<C, E extends { type: string; data: object }, S> {
  stream: string; versions?: object;
  personal?: {
    [T in E['type']]?: { subject: (data: Extract<E, { type: T }>['data']) => string; fields: readonly string[] };
  };
  upcast?(type: string, version: number, data: object): object;
}
`;
const made: Workspace[] = [];

/** A workspace whose contexts have each kept the same two event types. */
async function keeping(contexts: readonly string[]) {
  const deciderOf = (context: string) => `libs/contexts/${context}/src/room/room.decider.ts`;
  const packageOf = (context: string) =>
    JSON.stringify({
      name: `@stipple/context-${context}`,
      private: true,
      type: 'module',
      nx: { tags: ['type:context'] },
    });
  const one = await workspaceWith({
    'libs/event-store/src/index.ts': eventStore,
    ...Object.fromEntries(
      contexts.flatMap((context) => [
        [`libs/contexts/${context}/package.json`, packageOf(context)],
        [deciderOf(context), asKept],
      ]),
    ),
  });
  made.push(one);
  await rm(path.join(one.folder, 'libs/contexts/rooms/src/room/room.decider.ts'));
  const file = (context: string, name: string) => path.join(one.folder, 'libs/contexts', context, 'events', name);
  const change = async (context: string, name: string, by: (kept: Kept) => void) => {
    const kept = JSON.parse(await readFile(file(context, name), 'utf8')) as Kept;
    by(kept);
    await writeFile(file(context, name), JSON.stringify(kept, undefined, 2));
  };
  const keep = () => one.run('tools/events/keep.mjs');
  await keep();
  for (const context of contexts) {
    await change(context, 'room.RoomAdded.v1.json', ({ samples }) => samples.push(roomAdded));
    await change(context, 'room.RoomClosed.v1.json', ({ samples }) => samples.push(roomClosed));
  }
  expect(await keep()).toMatchObject({ status: 0 });
  return {
    file,
    change,
    keep,
    decide: (context: string, text: string) => writeFile(path.join(one.folder, deciderOf(context)), text),
    guard: () => one.run('tools/guards/events.mjs'),
  };
}

afterAll(() => Promise.all(made.map((one) => one.remove())));

describe('the guard of stored events', () => {
  let verdict: { status: number; output: string };
  let keptNow: { status: number; output: string };
  let untouched: boolean;

  const contextOf = (index: number) => `changed-${index}`;
  const told = (context: string) =>
    verdict.output
      .split('\n')
      .filter((line) => line.includes(`: ${context} `) || line.includes(`/${context}/`))
      .join('\n');

  beforeAll(async () => {
    const { file, change, keep, decide, guard } = await keeping([
      ...changes.map((_change, index) => contextOf(index)),
      'lost',
      'retouched',
    ]);
    for (const [index, [, text]] of changes.entries()) await decide(contextOf(index), text);
    await rm(file('lost', 'room.RoomAdded.v1.json'));
    await change('lost', 'room.RoomClosed.v1.json', ({ schema }) => schema.required.pop());
    await change('retouched', 'room.RoomClosed.v1.json', ({ samples }) =>
      samples.splice(0, 1, { ...roomClosed, data: { roomId: 'room 2', reason: 'Something else.' } }),
    );
    verdict = await guard();
    const before = await readFile(file('retouched', 'kept.json'), 'utf8');
    keptNow = await keep();
    untouched = (await readFile(file('retouched', 'kept.json'), 'utf8')) === before;
  });

  it.each(changes.map(([what, , why], index) => ({ what, why, index })))('refuses $what', ({ why, index }) =>
    expect(told(contextOf(index))).toContain(why),
  );

  it('refuses to lose a kept file, or to let one be changed', () => {
    expect(told('lost')).toContain(
      'room.RoomAdded.v1: libs/contexts/lost/events/room.RoomAdded.v1.json is kept for ever, and is gone',
    );
    expect(told('lost')).toContain('room.RoomClosed.v1: its kept file was changed by hand: put it back as it was');
  });

  it('never says of what it refuses that it has only to be written down', () =>
    expect(verdict.output).not.toContain('Run: npm run events'));

  it('refuses to have a kept sample changed', () =>
    expect(told('retouched')).toContain(
      'room.RoomClosed.v1: a kept sample was changed or removed: samples are only added',
    ));

  it('ends with 1, and nothing is kept while anything is refused', () => {
    expect(verdict.status).toBe(1);
    expect(keptNow).toMatchObject({ status: 1, output: expect.stringContaining('nothing was written') as unknown });
    expect(untouched).toBe(true);
  });
});

describe('what is stored anew', () => {
  it('is taken where nothing stored is lost by it, once there are samples of it', async () => {
    const { change, keep, decide, guard } = await keeping(['same', 'widened', 'further', 'versioned', 'hidden']);
    await decide(
      'widened',
      decider(
        `${added.replace(`'STORE'`, `'STORE' | 'OFFICE'`).replace('floor?: number', 'floor?: number; colour?: string')} ` +
          `| ${closed.replace('reason:', 'reason?:')} | { type: 'RoomPainted'; data: { roomId: string } }`,
        sealed,
      ),
    );
    await decide(
      'versioned',
      decider(
        `${added} | ${closed.replace('reason: string', 'reason: string; by: string')}`,
        `${sealed}, versions: { RoomClosed: 2 }, upcast: (_type, _version, data) => ({ ...data, by: '' })`,
      ),
    );
    await decide(
      'hidden',
      decider(
        `${added} | ${closed.replace('reason: string', 'reason: string | null')}`,
        sealed.replace(' } }', ` }, RoomClosed: { subject: ({ roomId }) => roomId, fields: ['reason'] } }`),
      ),
    );
    await change('further', 'room.RoomClosed.v1.json', ({ samples }) => samples.push({ ...roomClosed, id: 'room 3' }));
    const first = await guard();
    expect(first.status).toBe(1);
    expect(first.output.split('\n').filter((line) => line !== '')).toEqual([
      '  stored-event: further room.RoomClosed.v1: a sample is not in kept.json yet. Run: npm run events',
      '  stored-event: hidden room.RoomClosed.v1: reason is sealed from now on; what was stored before stays as it is. Run: npm run events',
      '  stored-event: versioned room.RoomClosed.v2: it is new. Run: npm run events',
      '  stored-event: widened room.RoomAdded.v1: more is possible in it than before. Run: npm run events',
      '  stored-event: widened room.RoomClosed.v1: more is possible in it than before. Run: npm run events',
      '  stored-event: widened room.RoomPainted.v1: it is new. Run: npm run events',
      '6 things would be stored otherwise than is kept',
    ]);

    expect(await keep()).toMatchObject({ status: 1 });
    await change('widened', 'room.RoomPainted.v1.json', ({ samples }) =>
      samples.push({ id: 'room 2', occurredAt: '', subject: 'room 2', data: { room: 'room 2' } }),
    );
    const second = await guard();
    for (const why of [
      'hidden room.RoomClosed.v1: no sample says under whose key reason would be sealed, as subject',
      'versioned room.RoomClosed.v2: it has no sample yet',
      'widened room.RoomAdded.v1: no sample has colour',
      `widened room.RoomPainted.v1: its sample is not as its schema says: data must have required property 'roomId'`,
      'widened room.RoomPainted.v1: its sample needs the id of its stream and when it occurred',
      'widened room.RoomPainted.v1: its sample names a subject, and nothing in it is sealed',
    ])
      expect(second.output).toContain(why);

    await keep();
    await change('widened', 'room.RoomPainted.v1.json', (kept) => {
      kept.samples = [{ ...roomClosed, data: { roomId: 'room 2' } }];
    });
    await change('widened', 'room.RoomAdded.v1.json', ({ samples }) =>
      samples.push({ ...roomAdded, data: { ...(roomAdded['data'] as object), colour: 'blue' } }),
    );
    await change('versioned', 'room.RoomClosed.v2.json', ({ samples }) =>
      samples.push({ ...roomClosed, data: { roomId: 'room 2', reason: 'Water.', by: 'somebody' } }),
    );
    await change('hidden', 'room.RoomClosed.v1.json', ({ samples }) =>
      samples.push({ ...roomClosed, subject: 'room 2' }),
    );
    expect(await keep()).toMatchObject({ status: 0 });
    expect(await guard()).toEqual({ status: 0, output: '12 stored event types and versions are kept\n' });

    await decide('hidden', asKept);
    await decide('versioned', asKept);
    const third = await guard();
    expect(third.output).toContain(`hidden room.RoomClosed: reason was sealed under a person's key`);
    expect(third.output).toContain(
      'hidden room.RoomClosed: reason may have been stored as null, which is not read any more',
    );
    expect(third.output).toContain(
      'versioned room.RoomClosed: version 2 was stored, and the decider writes version 1 again',
    );
  });
});
