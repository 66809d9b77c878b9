import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { closeAll, codesOf, open } from '../test/client.js';

afterAll(closeAll);

const nested = (field: string, times: number, leaf = 'id'): string =>
  times === 0 ? leaf : `${field} { ${nested(field, times - 1, leaf)} }`;
const many = (times: number, field: (index: number) => string): string =>
  Array.from({ length: times }, (_, index) => field(index)).join(' ');

describe('an operation that asks for too much', () => {
  let clinic: Awaited<ReturnType<typeof open>>;
  beforeAll(async () => {
    clinic = await open();
  });

  it.each([
    ['too deep', `{ booking(id: "1") { ${nested('previous', 11)} } }`, /^This goes 13 fields deep; 12 are the most\.$/],
    [
      'too deep through fragments',
      `{ booking(id: "1") { ...A } } fragment A on Booking { ${nested('previous', 6, '...B')} } fragment B on Booking { ${nested('previous', 6)} }`,
      /^This goes 14 fields deep/,
    ],
    [
      'too many fields at the root',
      `{ ${many(21, (index) => `a${index}: me { id }`)} }`,
      /^This asks for 21 fields at the root; 20 are the most\.$/,
    ],
    [
      'too many aliases',
      `{ booking(id: "1") { ${many(31, (index) => `a${index}: id`)} } }`,
      /^This uses 31 aliases; 30 are the most\.$/,
    ],
    [
      'too many words',
      `{ ${many(700, () => 'me { id }')} }`,
      /^Syntax Error: Document contains more tha[nt] 2000 tokens/,
    ],
    [
      'too long lists',
      `{ daySheet(date: "x") { id previous { previous { client { name } staffMember { privileges { status } } } } }
        bookings(first: 100000) { edges { node { id } } } }`,
      /^This may answer with 402,350 values; 50,000 are the most\. Ask for fewer fields, or page through the list\.$/,
    ],
    [
      'too many fragments that double each other',
      `{ ...F0 } ${many(8, (index) => `fragment F${index} on Query { ...F${index + 1} ... on Query { ...F${index + 1} } }`)}
        fragment F8 on Query { me { id name team { id name team { id name } } } }`,
      /^This asks for 2304 fields; 2000 are the most\.$/,
    ],
    [
      'too many fragments that double each other for ever',
      `{ ...F0 } ${many(30, (index) => `fragment F${index} on Query { ...F${index + 1} ... on Query { ...F${index + 1} } }`)}
        fragment F30 on Query { me { id } }`,
      /^This asks for more than a million fields; 2000 are the most\.$/,
    ],
    [
      'too deep a question about the schema',
      `{ __schema { types { ${'fields { type { '.repeat(5)} name ${'} }'.repeat(5)} } } }`,
      /^Maximum introspection depth exceeded/,
    ],
  ])('because it is %s is not begun', async (_what, query, message) => {
    const answer = await clinic.ask(query);
    expect(answer.status).toBe(400);
    expect(answer.errors?.[0]?.message).toMatch(message);
    expect(codesOf(answer)).toEqual(['TOO_COMPLEX']);
    expect(Object.values(clinic.contexts).flatMap(({ asked }) => asked)).toEqual([]);
  });

  it('is let through when it asks for what a page can show', async () => {
    const { status } = await clinic.ask(
      '{ bookings(first: 1000) { totalCount edges { node { id status client { name } staffMember { name privileges { status } } } } } }',
    );
    expect(status).toBe(200);
  });

  it('is counted with the variables that it is sent with', async () => {
    const query = 'query ($first: Int = 10) { bookings(first: $first) { edges { cursor node { id } } } }';
    expect((await clinic.ask(query)).status).toBe(200);
    const answer = await clinic.ask(query, { first: 50_000 });
    expect([answer.status, codesOf(answer)]).toEqual([400, ['TOO_COMPLEX']]);
  });

  it('is bound by what the gateway was given', async () => {
    const strict = await open({ limits: { depth: 2 } });
    expect((await strict.ask('{ me { id } }')).status).toBe(200);
    expect(codesOf(await strict.ask('{ me { team { id } } }'))).toEqual(['TOO_COMPLEX']);
  });
});
