import { describe, expect, it } from '@jest/globals';
import { buildSchema, execute, parse } from 'graphql';
import { guardArguments } from './arguments.js';

const schema = guardArguments(
  buildSchema(`
    input Inner { id: ID, names: [String!] }
    input Input { roomId: ID!, name: String, reason: String, ids: [ID!], inner: [Inner!] }
    type Query { echo(input: Input, id: ID, search: String): String, plain: String }
  `),
);

async function echo(args: string, variables?: Record<string, unknown>) {
  const result = await execute({
    schema,
    document: parse(`query ($id: ID, $search: String, $input: Input) { echo${args} }`),
    variableValues: variables,
    rootValue: { echo: (given: unknown) => JSON.stringify(given) },
  });
  return {
    given: JSON.parse((result.data as { echo: string | null } | null)?.echo ?? 'null') as unknown,
    refused: result.errors?.map(({ message, originalError }) => [
      (originalError as { code?: string } | undefined)?.code,
      message,
    ]),
  };
}

describe('what comes as an argument', () => {
  it.each(['constructor', '__proto__', 'toString', 'a b', '', 'x\u0000', 'é'])(
    'is no id when it is %j, in whichever place',
    async (id) => {
      const said = JSON.stringify(id);
      const places: [args: string, where: string][] = [
        [`(id: ${said})`, 'id'],
        [`(input: { roomId: ${said} })`, 'input.roomId'],
        [`(input: { roomId: "r", ids: ["r", ${said}] })`, 'input.ids[1]'],
        [`(input: { roomId: "r", inner: [{ id: ${said} }] })`, 'input.inner[0].id'],
      ];
      for (const [args, where] of places)
        expect((await echo(args)).refused).toEqual([['BAD_USER_INPUT', `${where} is not an id.`]]);
      expect((await echo('(id: $id)', { id })).refused).toEqual([['BAD_USER_INPUT', 'id is not an id.']]);
    },
  );

  it('is refused where it holds half a character, as a variable too', async () => {
    expect((await echo('(search: $search)', { search: 'blood \ud83d' })).refused).toEqual([
      ['BAD_USER_INPUT', 'search holds half a character: it is not well-formed Unicode.'],
    ]);
    expect(
      (await echo('(input: $input)', { input: { roomId: 'r', inner: [{ names: ['a', '\udc00'] }] } })).refused,
    ).toEqual([['BAD_USER_INPUT', 'input.inner[0].names[1] holds half a character: it is not well-formed Unicode.']]);
  });

  it('has control characters nowhere, and lines only where people write sentences', async () => {
    expect((await echo('(input: $input)', { input: { roomId: 'r', name: 'one\ntwo' } })).refused).toEqual([
      ['BAD_USER_INPUT', 'input.name holds a control character.'],
    ]);
    expect((await echo('(input: $input)', { input: { roomId: 'r', reason: 'bell \u0007' } })).refused).toEqual([
      ['BAD_USER_INPUT', 'input.reason holds a control character.'],
    ]);
    expect((await echo('(input: $input)', { input: { roomId: 'r', reason: 'one\ntwo' } })).given).toEqual({
      input: { roomId: 'r', reason: 'one\ntwo' },
    });
  });

  it('comes in the form in which it is stored', async () => {
    expect(
      (
        await echo('(input: $input, search: $search)', {
          search: 'Zoe\u0308',
          input: { roomId: 'r', inner: [{ names: ['Cafe\u0301'] }] },
        })
      ).given,
    ).toEqual({ search: 'Zo\u00eb', input: { roomId: 'r', inner: [{ names: ['Caf\u00e9'] }] } });
  });

  it('is bounded', async () => {
    expect((await echo('(search: $search)', { search: 'x'.repeat(4_001) })).refused).toEqual([
      ['BAD_USER_INPUT', 'search is longer than 4,000 characters.'],
    ]);
    expect(
      (await echo('(input: $input)', { input: { roomId: 'r', ids: Array.from({ length: 20_001 }, () => 'r') } }))
        .refused,
    ).toEqual([['BAD_USER_INPUT', 'input.ids has more than 20,000 entries.']]);
  });
});
