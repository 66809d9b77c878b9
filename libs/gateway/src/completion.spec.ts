import { buildSchema, GraphQLError, Kind, parse } from 'graphql';
import type { ExecutionResult } from 'graphql';
import { describe, expect, it } from '@jest/globals';
import { completed } from './completion.js';
import { fragmentsOf } from './operation.js';

const schema = buildSchema(`
  type Query { rooms: [Room!]  strictRooms: [Room!]!  room: Room  grid: [[Room!]]!  thing: Thing }
  type Room { id: ID!  hygiene: Hygiene  strictHygiene: Hygiene! }
  type Hygiene { status: String! }
  type Pack { barcode: String! }
  union Thing = Room | Pack
`);
const complete = (query: string, result: ExecutionResult) => {
  const document = parse(query);
  const [operation] = document.definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('not an operation');
  const { data, errors } = completed(result, operation, fragmentsOf(document), schema);
  return { data, errors: errors?.map(({ message, path }) => [message, path]) };
};

describe('a null where the schema promises a value', () => {
  it('becomes the null of the nearest field that may be null', () => {
    expect(
      complete('{ room { id strictHygiene { status } } }', { data: { room: { id: '1', strictHygiene: null } } }),
    ).toEqual({
      data: { room: null },
      errors: [['Cannot return null for non-nullable field Room.strictHygiene.', ['room', 'strictHygiene']]],
    });
  });

  it('in a list takes the list with it, unless its items may be null', () => {
    const rooms = () => [{ id: '1' }, { id: null }];
    expect(complete('{ rooms { id } }', { data: { rooms: rooms() } }).data).toEqual({ rooms: null });
    expect(complete('{ grid { id } }', { data: { grid: [rooms(), [{ id: '3' }]] } }).data).toEqual({
      grid: [null, [{ id: '3' }]],
    });
  });

  it('takes the whole answer with it where nothing may be null', () => {
    expect(
      complete('{ room { id } strictRooms { id } }', { data: { room: { id: '1' }, strictRooms: [null] } }).data,
    ).toBeNull();
  });

  it('gets no second error where one tells of it', () => {
    const error = new GraphQLError('down', { path: ['room', 'strictHygiene', 'status'] });
    expect(
      complete('{ room { strictHygiene { status } } }', { data: { room: { strictHygiene: null } }, errors: [error] })
        .errors,
    ).toEqual([['down', ['room', 'strictHygiene', 'status']]]);
  });

  it('gets none either where another of the same answer took it along', () => {
    const error = new GraphQLError('not yours', { path: ['strictRooms'] });
    expect(
      complete('{ strictRooms { id } grid { id } }', { data: { strictRooms: null, grid: null }, errors: [error] }),
    ).toEqual({ data: null, errors: [['not yours', ['strictRooms']]] });
  });

  it('is found behind aliases and fragments, and not in what was left out', () => {
    const query = `query ($no: Boolean!) { r: room { ...R id @include(if: $no) } thing { ... on Pack { barcode } ... on Room { id } } }
       fragment R on Room { h: strictHygiene { status } }`;
    expect(complete(query, { data: { r: { h: { status: 'READY' } }, thing: { id: '1' } } })).toEqual({
      data: { r: { h: { status: 'READY' } }, thing: { id: '1' } },
    });
    expect(complete(query, { data: { r: { h: { status: null } }, thing: { barcode: null } } }).data).toEqual({
      r: null,
      thing: null,
    });
  });

  it('is no fault where the schema allows it', () => {
    expect(
      complete('{ room { hygiene { status } } rooms { id } thing { __typename } }', {
        data: { room: { hygiene: null }, rooms: null, thing: null },
      }),
    ).toEqual({ data: { room: { hygiene: null }, rooms: null, thing: null } });
  });
});
