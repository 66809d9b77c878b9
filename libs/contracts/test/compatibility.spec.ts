import { describe, expect, it } from '@jest/globals';
import { Type, type TSchema } from '@sinclair/typebox';
import { breaches, judge, type Schema } from './compatibility.js';

const schemaOf = (schema: TSchema): Schema => JSON.parse(JSON.stringify(schema)) as Schema;
const statuses = (...values: string[]) => Type.Union(values.map((value) => Type.Literal(value)));
const fields = {
  id: Type.String({ minLength: 1, maxLength: 200 }),
  status: statuses('READY', 'DIRTY'),
  count: Type.Integer({ minimum: 0, maximum: 10 }),
  ids: Type.Array(Type.String({ maxLength: 20 }), { minItems: 1, maxItems: 5 }),
  place: Type.Object({ room: Type.String(), floor: Type.Optional(Type.Integer()) }),
  note: Type.Optional(Type.String()),
};
const promised = schemaOf(Type.Object(fields));
const becomes = (more: Record<string, TSchema>, options = {}) =>
  breaches(promised, schemaOf(Type.Object({ ...fields, ...more }, options)));
const without = (name: keyof typeof fields) => {
  const { [name]: _gone, ...rest } = fields;
  return breaches(promised, schemaOf(Type.Object(rest)));
};

describe('a promised message', () => {
  it('may stay as it is, and say more about itself', () =>
    expect([
      becomes({}),
      becomes({ id: Type.String({ minLength: 1, maxLength: 200, description: 'Of the room.' }) }),
    ]).toEqual([[], []]));
  it('may have further optional fields', () =>
    expect(
      becomes({
        colour: Type.Optional(Type.String()),
        place: Type.Object({
          room: Type.String(),
          floor: Type.Optional(Type.Integer()),
          wing: Type.Optional(Type.String()),
        }),
      }),
    ).toEqual([]));
  it('may have further values and wider limits', () =>
    expect(
      becomes({
        status: statuses('READY', 'DIRTY', 'OCCUPIED'),
        id: Type.String({ maxLength: 300 }),
        count: Type.Integer({ minimum: -1 }),
        ids: Type.Array(Type.String({ maxLength: 21 }), { maxItems: 6 }),
      }),
    ).toEqual([]));

  const refused: [string, string[], string[]][] = [
    ['loses no field', [...without('id'), ...without('note')], ['id was removed', 'note was removed']],
    [
      'loses no field within another',
      becomes({ place: Type.Object({ room: Type.String() }) }),
      ['place.floor was removed'],
    ],
    [
      'has no field of another type',
      becomes({ id: Type.Integer(), count: Type.Number({ minimum: 0, maximum: 10 }) }),
      ['id was string and is integer', 'count was integer and is number'],
    ],
    [
      'has no field of another type within another',
      becomes({ ids: Type.Array(Type.Integer(), { minItems: 1, maxItems: 5 }) }),
      ['an entry of ids was string and is integer'],
    ],
    [
      'has no object in place of a text',
      becomes({ note: Type.Optional(Type.Object({})) }),
      ['note was string and is object'],
    ],
    ['requires no new field', becomes({ colour: Type.String() }), ['colour is required now']],
    [
      'requires no field that was optional',
      becomes({ note: Type.String(), place: Type.Object({ room: Type.String(), floor: Type.Integer() }) }),
      ['note is required now', 'place.floor is required now'],
    ],
    [
      'leaves out no field that was always there',
      becomes({ id: Type.Optional(fields.id) }),
      ['id was always there and may be missing now'],
    ],
    [
      'loses no value of a choice',
      becomes({ status: statuses('READY', 'CLEAN') }),
      ['status may no longer be "DIRTY"'],
    ],
    ['has no choice of one value', becomes({ status: Type.Literal('READY') }), ['status may no longer be "DIRTY"']],
    [
      'has no value fixed that was free',
      becomes({ note: Type.Optional(Type.Literal('none')) }),
      ['note may only be "none" now'],
    ],
    [
      'has no choice where a text was free',
      becomes({ note: Type.Optional(statuses('a', 'b')) }),
      ['note may no longer be string'],
    ],
    [
      'has no narrower text',
      becomes({ id: Type.String({ minLength: 2, maxLength: 199 }) }),
      ['minLength of id was 1 and is 2', 'maxLength of id was 200 and is 199'],
    ],
    [
      'has no narrower number',
      becomes({ count: Type.Integer({ minimum: 1, maximum: 9 }) }),
      ['minimum of count was 0 and is 1', 'maximum of count was 10 and is 9'],
    ],
    [
      'has no shorter list',
      becomes({ ids: Type.Array(Type.String({ maxLength: 20 }), { minItems: 2, maxItems: 4 }) }),
      ['minItems of ids was 1 and is 2', 'maxItems of ids was 5 and is 4'],
    ],
    [
      'has no limit where there was none',
      becomes({ note: Type.Optional(Type.String({ maxLength: 5 })) }),
      ['maxLength of note was nothing and is 5'],
    ],
    [
      'is not closed to further fields',
      becomes({}, { additionalProperties: false }),
      ['the payload may hold no further fields now'],
    ],
    [
      'has no form where there was none, nor another',
      becomes({ note: Type.Optional(Type.String({ pattern: '^a' })) }),
      ['pattern of note was nothing and is "^a"'],
    ],
  ];
  it.each(refused)('%s', (_rule, found, expected) => expect(found).toEqual(expected));
  it('names everything that it breaks at once', () =>
    expect(becomes({ id: Type.Integer(), colour: Type.String() })).toEqual([
      'colour is required now',
      'id was string and is integer',
    ]));
  it('that lists its values in an enum is read like a choice', () => {
    const choice = (...values: string[]): Schema => ({ type: 'string', enum: values });
    expect([
      breaches(choice('a', 'b'), choice('a', 'b', 'c')),
      breaches(choice('a', 'b'), choice('a')),
      breaches(schemaOf(statuses('a', 'b')), choice('b', 'a')),
    ]).toEqual([[], ['the payload may no longer be "b"'], []]);
  });
});

describe('promised messages', () => {
  const all = new Map([['rooms.room-added.v1', promised]]);
  it('are kept while nothing changes, in whatever order it is written', () =>
    expect(
      judge(all, new Map([['rooms.room-added.v1', Object.fromEntries(Object.entries(promised).reverse())]])),
    ).toEqual({ broken: [], added: [] }));
  it('never go', () =>
    expect(judge(all, new Map())).toEqual({
      broken: ['rooms.room-added.v1: it was promised and is gone.'],
      added: [],
    }));
  it('are broken by what breaks one of them', () =>
    expect(
      judge(all, new Map([['rooms.room-added.v1', schemaOf(Type.Object({ ...fields, id: Type.Integer() }))]])),
    ).toEqual({ broken: ['rooms.room-added.v1: id was string and is integer.'], added: [] }));
  it('are added to by new ones and by what an old one may hold besides', () => {
    const wider = schemaOf(Type.Object({ ...fields, colour: Type.Optional(Type.String()) }));
    expect(
      judge(
        all,
        new Map([
          ['rooms.room-added.v1', wider],
          ['rooms.room-closed.v1', promised],
        ]),
      ),
    ).toEqual({ broken: [], added: ['rooms.room-added.v1', 'rooms.room-closed.v1'] });
  });
});
