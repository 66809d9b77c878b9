import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { already, command, type Decider } from '@stipple/event-store';
import { openStore } from '@stipple/event-store/fixture';
import { replayProblems, type KeptEvents, type Replayed } from './replay.fixture.js';

class Mark extends command('Mark')<{ lineId: string }> {}
type LineEvent =
  | {
      type: 'HairlineDrawn';
      data: { lineId: string; heightMm: number; drawnBy: string | null; zone: 'HAIRLINE' | 'TEMPLE_LEFT' };
    }
  | { type: 'HairlineAgreed'; data: { lineId: string } };
type Line = { status: 'unknown' } | { status: 'drawn' | 'agreed'; height: string; zone: string };

/** Invented: version 1 has the height as text in centimetres, version 2 in millimetres, version 3 also has the zone. */
const line: Decider<Mark, LineEvent, Line> = {
  stream: 'line',
  idOf: ({ data }) => data.lineId,
  initial: { status: 'unknown' },
  versions: { HairlineDrawn: 3 },
  personal: { HairlineDrawn: { subject: ({ lineId }) => `drawer of ${lineId}`, fields: ['drawnBy'] } },
  upcast(_type, version, data) {
    const { height, ...rest } = data as { height?: string; lineId: string };
    return { ...rest, ...(version === 1 ? { heightMm: Number(height) * 10 } : {}), zone: 'HAIRLINE' };
  },
  decide: () => already(),
  evolve(state, event) {
    switch (event.type) {
      case 'HairlineDrawn':
        return { status: 'drawn', height: event.data.heightMm.toFixed(1), zone: event.data.zone.toLowerCase() };
      case 'HairlineAgreed':
        return state.status === 'unknown' ? state : { ...state, status: 'agreed' };
    }
  },
};

const drawn = { lineId: { type: 'string' }, drawnBy: { type: ['string', 'null'] } };
const fields = (properties: Record<string, object>) => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
});
const file = (
  type: string,
  version: number,
  personal: readonly string[],
  properties: Record<string, object>,
  ...samples: KeptEvents['samples']
): KeptEvents => ({ stream: 'line', type, version, personal, schema: fields(properties), samples });
const sample = (id: string, occurredAt: string, data: object) => ({
  id,
  occurredAt,
  subject: `drawer of ${id}`,
  data: { lineId: id, drawnBy: 'Siriporn', ...data },
});

const v1 = file(
  'HairlineDrawn',
  1,
  ['drawnBy'],
  { ...drawn, height: { type: 'string' } },
  sample('a', '2024-03-01T03:00:00.000Z', { height: '6.5' }),
);
const v2 = file(
  'HairlineDrawn',
  2,
  ['drawnBy'],
  { ...drawn, heightMm: { type: 'number' } },
  sample('b', '2025-03-01T03:00:00.000Z', { heightMm: 64 }),
);
const v3 = file(
  'HairlineDrawn',
  3,
  ['drawnBy'],
  { ...drawn, heightMm: { type: 'number' }, zone: { enum: ['HAIRLINE', 'TEMPLE_LEFT'] } },
  sample('c', '2026-03-01T03:00:00.000Z', { heightMm: 66, zone: 'TEMPLE_LEFT' }),
);
const agreed = file(
  'HairlineAgreed',
  1,
  [],
  { lineId: { type: 'string' } },
  { id: 'a', occurredAt: '2024-03-01T04:00:00.000Z', data: { lineId: 'a' } },
);
const all = [v3, agreed, v1, v2];

let lab: Awaited<ReturnType<typeof openStore>>;
beforeAll(async () => {
  lab = await openStore();
});
afterAll(() => lab.close());

const problems = (changed: Partial<Replayed>, kept = all) =>
  replayProblems(lab, { ...(line as unknown as Replayed), ...changed }, kept);
const upcast = (data: (version: number, data: object) => object) => ({
  upcast: (_type: string, version: number, before: object) => data(version, before),
});
const right = (version: number, data: object) => line.upcast?.('HairlineDrawn', version, data) ?? data;

describe('replaying what was ever stored', () => {
  it('finds nothing wrong where every version is taken to the newest', async () =>
    expect(await problems({})).toEqual([]));

  it('sees that an upcast is missing', async () =>
    expect(await problems({ upcast: undefined })).toEqual([
      'line.HairlineDrawn.v1: there is no upcast that takes it to version 3',
      'line.HairlineDrawn.v2: there is no upcast that takes it to version 3',
    ]));

  it('sees that an upcast takes one version and forgets another', async () => {
    const found = await problems(upcast((version, data) => (version === 2 ? right(version, data) : data)));
    expect(found).toContainEqual(
      expect.stringContaining(
        "line.HairlineDrawn.v1: read today, it is not as its newest version says: data must have required property 'heightMm'",
      ),
    );
    expect(found).toContainEqual(expect.stringContaining('line.HairlineDrawn.v1: evolve does not take it: '));
    expect(found.filter((why) => why.includes('v2') || why.includes('v3'))).toEqual([]);
  });

  it.each([
    [
      'leaves a field as it was',
      (version: number, data: object) => ({ ...right(version, data), heightMm: '65' }),
      'data/heightMm must be number',
    ],
    [
      'takes an old field along',
      (version: number, data: object) => ({ ...right(version, data), height: '6.5' }),
      'data must NOT have additional properties',
    ],
    [
      'makes up a value',
      (version: number, data: object) => ({ ...right(version, data), zone: 'FOREHEAD' }),
      'data/zone must be equal to one of the allowed values',
    ],
  ])('sees an upcast that %s', async (_how, wrong, why) =>
    expect(await problems(upcast(wrong))).toContainEqual(expect.stringContaining(why)),
  );

  it('sees an upcast that throws', async () =>
    expect(
      await problems(
        upcast(() => {
          throw new Error('What is this?');
        }),
      ),
    ).toContainEqual('line: reading it back failed: What is this?'));

  it('sees what becomes of a sample when its person is erased', async () => {
    const shout = {
      evolve: (state: unknown, event: { type: string; data: object }) => ({
        state,
        name: event.type === 'HairlineDrawn' ? (event.data as { drawnBy: string }).drawnBy.toUpperCase() : '',
      }),
    };
    const found = await problems(shout);
    for (const version of ['v1', 'v2', 'v3'])
      expect(found).toContainEqual(
        expect.stringContaining(`line.HairlineDrawn.${version}, its person erased: evolve does not take it: `),
      );
    expect(found.filter((why) => !why.includes(', its person erased: '))).toEqual([]);
  });

  it('sees events that are under the key of somebody else, and a story in which nothing happens', async () => {
    expect(await problems({ personal: { HairlineDrawn: { subject: () => 'nobody', fields: ['drawnBy'] } } })).toEqual([
      expect.stringContaining('is sealed for nobody, and the sample says drawer of c'),
    ]);
    expect(await problems({}, [agreed])).toContainEqual(
      'line-a: after all its events it is as if nothing had happened',
    );
  });
});
