import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { closeAll, codesOf, open } from '../test/client.js';

afterAll(closeAll);

const many = (times: number, part: (index: number) => string): string =>
  Array.from({ length: times }, (_, index) => part(index)).join(' ');
/** A document of some hundred characters that is 2 to the power of `levels` long when it is written out. */
const bomb = (levels: number, kind: 'Mutation' | 'Query' = 'Mutation'): string =>
  `${kind.toLowerCase()} { ...F0 } ${many(levels, (level) => `fragment F${level} on ${kind} { ...F${level + 1} ...F${level + 1} }`)}
    fragment F${levels} on ${kind} { a: __typename b: __typename }`;
const onEveryObject = Object.getOwnPropertyNames(Object.prototype);

// Both planners: what reaches them has to be harmless to either.
describe.each(['native', 'stitching'])('a hostile document, before the %s planner', (planner) => {
  let clinic: Awaited<ReturnType<typeof open>>;
  const before = process.env.STIPPLE_PLANNER;
  beforeAll(async () => {
    if (planner === 'stitching') process.env.STIPPLE_PLANNER = planner;
    clinic = await open({ rates: false });
    if (before === undefined) delete process.env.STIPPLE_PLANNER;
  });

  const asked = () => Object.values(clinic.contexts).reduce((total, context) => total + context.asked.length, 0);
  /** Asks it as somebody signed in and as somebody who is not, and sees that nothing came of it but a refusal. */
  const refused = async (
    query: string,
    variables: Record<string, unknown> = {},
    codes: string[] = ['BAD_USER_INPUT', 'TOO_COMPLEX'],
  ) => {
    const begun = asked();
    for (const answer of [await clinic.ask(query, variables), await clinic.anonymously(query, variables)]) {
      expect([400, 413]).toContain(answer.status);
      expect(answer.text.length).toBeLessThan(10_000);
      expect(codes).toContain(codesOf(answer)[0]);
      expect(answer.data ?? null).toBeNull();
    }
    expect(asked()).toBe(begun);
  };

  it.each([18, 20, 30, 200])('that doubles itself %i times is refused', async (levels) => {
    await refused(bomb(levels), {}, ['TOO_COMPLEX']);
    await refused(bomb(levels, 'Query'), {}, ['TOO_COMPLEX']);
  });

  it.each([
    ['spreads itself', '{ ...F } fragment F on Query { ...F me { id } }'],
    [
      'spreads itself by way of another',
      '{ ...F } fragment F on Query { ...G } fragment G on Query { me { id } ...F }',
    ],
    ['spreads itself where nothing spreads it', '{ __typename } fragment F on Query { ...F }'],
    ['spreads what is not there', '{ __typename ...Nothing }'],
    ['spreads what every object has', '{ __typename ...constructor }'],
    [
      'doubles itself in a fragment that nothing spreads',
      `{ __typename } ${many(40, (level) => `fragment F${level} on Query { ...F${level + 1} ...F${level + 1} }`)} fragment F40 on Query { __typename }`,
    ],
    [
      'doubles itself in the operation that is not run',
      `query A { __typename } ${bomb(40, 'Query').replace('query {', 'query B {')}`,
    ],
    ['nests inline fragments', `{ ${'... { '.repeat(600)} __typename ${'}'.repeat(600)} }`],
    ['nests fields', `{ ${'a { '.repeat(600)} __typename ${'}'.repeat(600)} }`],
    [
      'asks for the schema many times over',
      `{ __schema { ${many(20, (index) => `t${index}: types { fields { name } }`)} } }`,
    ],
    [
      'is a chain of fragments around every field',
      `{ ${many(90, () => '...F0')} } ${many(200, (level) => `fragment F${level} on Query { ...F${level + 1} }`)} fragment F200 on Query { __typename }`,
    ],
    ['asks for one thing a thousand times', `{ ${many(900, () => '__typename')} }`],
    [
      'asks for one thing with large arguments',
      `{ ${many(20, () => `__type(name: "X", deep: [${'1 '.repeat(60)}]) { name }`)} }`,
    ],
    [
      'asks for what overlaps in what overlaps',
      `{ ${many(30, () => `__type(name: "X") { ${many(20, () => 'name')} }`)} }`,
    ],
    ['has a name of ten thousand characters', `{ ${'a'.repeat(10_000)}: __typename }`],
    ['has an operation of a long name', `query ${'a'.repeat(10_000)} { __typename }`],
    ['has a number of a hundred thousand digits', `{ __type(name: ${'9'.repeat(100_000)}) { name } }`],
    ['is a comment of half a megabyte', `#${'x'.repeat(500_000)}\n{ __typename }`],
    ['has a text of half a megabyte', `{ __type(name: "${'x'.repeat(500_000)}") { name } }`],
    ['has a block of half a megabyte', `{ __type(name: """${'\n  x'.repeat(150_000)}""") { name } }`],
    ['has two hundred directives', `{ __typename ${'@skip(if: false) '.repeat(200)} }`],
    ['has a value nested a hundred deep', `{ __type(name: ${'['.repeat(100)}1${']'.repeat(100)}) { name } }`],
    ['defines a type', '{ __typename } type Query { x: Int }'],
    ['extends the schema', 'extend schema @link(url: "x") query { __typename }'],
    ['holds fragments alone', 'fragment F on Query { __typename }'],
    ['is a subscription', 'subscription { __typename }'],
    ['holds a subscription beside what is run', 'query A { __typename } subscription B { __typename }'],
    ['selects nothing', '{ }'],
    ['is empty', '   '],
    ['breaks off', '{ __typename'],
    ['has half a surrogate pair', '{ __type(name: "\ud83d") { name } }'],
    ['has half a surrogate pair, escaped', '{ __type(name: "\\ud83d") { name } }'],
  ])('that %s is refused', async (_what, query) => {
    await refused(query);
  });

  it('that calls something else what contexts find each other by is refused, so that nothing is found by it', async () => {
    for (const query of [
      '{ booking(id: "1") { id: status invoice { id total } } }',
      '{ booking(id: "1") { invoice { total } ...F } } fragment F on Booking { id: room { id name } }',
      '{ me { id: name } }',
    ]) {
      const begun = asked();
      const answer = await clinic.ask(query);
      expect([answer.status, codesOf(answer)]).toEqual([400, ['BAD_USER_INPUT']]);
      expect(asked()).toBe(begun);
    }
    expect((await clinic.ask('{ booking(id: "1") { id: id b: id invoice { a: id } } }')).data).toEqual({
      booking: { id: '1', b: '1', invoice: { a: '1' } },
    });
  });

  it.each([...onEveryObject, 'then', '__typename', '__schema', '_entities', '_internal_qp_alias_0'])(
    'that calls something in the answer %s is refused',
    async (name) => {
      await refused(
        `mutation { signIn(input: { email: "nobody@example.com", password: "x" }) { refusals { ${name}: code } } }`,
        {},
        ['BAD_USER_INPUT'],
      );
      await refused(`{ ${name}: __typename }`, {}, ['BAD_USER_INPUT']);
      expect((await clinic.ask('{ me { id name } }')).data).toEqual({ me: { id: 'desk', name: 'Somebody desk' } });
    },
  );

  it.each(onEveryObject)('that calls an operation, a fragment or a variable %s is refused', async (name) => {
    for (const query of [
      `query ${name} { __typename }`,
      `{ ...${name} } fragment ${name} on Query { __typename }`,
      `query ($${name}: Boolean = true) { __typename @include(if: $${name}) }`,
    ])
      await refused(query, {}, ['BAD_USER_INPUT']);
  });

  it.each(['prototype', 'toJSON', 'length', 'name', 'data', 'errors', 'extensions', 'representations', 'e'])(
    'that calls something in the answer %s is answered',
    async (name) => {
      const { data, errors } = await clinic.ask(
        `{ booking(id: "1") { ${name}: status room { ${name}: name hygiene { ${name}: status } } invoice { ${name}: total } } }`,
      );
      expect([errors, data]).toEqual([
        undefined,
        {
          booking: {
            [name]: 'CONFIRMED',
            room: { [name]: 'Room', hygiene: { [name]: 'READY' } },
            invoice: { [name]: '120.00' },
          },
        },
      ]);
    },
  );

  it('that calls a variable what the planner calls its own is answered or refused, never mixed up', async () => {
    const answer = await clinic.ask(
      'query ($representations: ID!) { booking(id: $representations) { id invoice { id } } }',
      { representations: '7' },
    );
    expect(codesOf(answer)).toEqual(['BAD_USER_INPUT']);
  });

  it('that leaves null where a default would stand is refused for that', async () => {
    for (const query of [
      'query ($x: Boolean = true) { me @skip(if: $x) { id } }',
      'query ($x: Boolean = true) { me { id @include(if: $x) } }',
      'query ($x: Boolean = true) { ...F } fragment F on Query { me { ... @skip(if: $x) { id } } }',
      'query ($x: Mode = VIDEO) { __typename ...F } fragment F on Query { me { id } } mutation',
      'mutation M($x: Mode = VIDEO) { book(input: { clientName: "A", mode: $x }) { booking { id } } }',
      'mutation M($x: Int = 1) { book(input: { clientName: "A", samples: [{ second: $x, celsius: 1, kPaAbsolute: 1 }] }) { booking { id } } }',
    ]) {
      const begun = asked();
      const answer = await clinic.ask(query, { x: null });
      expect([query, answer.status, codesOf(answer)]).toEqual([query, 400, ['BAD_USER_INPUT']]);
      expect(asked()).toBe(begun);
    }
    expect((await clinic.ask('query ($x: Int = 2) { daySheet(date: "x", rows: $x) { id } }', { x: null })).status).toBe(
      200,
    );
    expect((await clinic.ask('query ($x: Boolean = false) { me @skip(if: $x) { id } }', {})).data).toEqual({
      me: { id: 'desk' },
    });
  });

  it('of sixteen conditions is planned or refused', async () => {
    const variables = many(16, (index) => `$v${index}: Boolean = true`);
    const fields = many(16, (index) => {
      const next = (index + 1) % 16;
      const room = `room @include(if: $v${index}) { id name @skip(if: $v${next}) hygiene { status } }`;
      return `${room} invoice @skip(if: $v${index}) { id }`;
    });
    const query = `query (${variables}) { booking(id: "1") { ${fields} } }`;
    const answer = await clinic.ask(query);
    expect(codesOf(answer)).not.toContain('INTERNAL_SERVER_ERROR');
    expect((await clinic.ask('{ me { id } }')).data).toEqual({ me: { id: 'desk' } });
  });

  it.each([
    ['keys of a prototype', { __proto__x: 1, constructor: { prototype: 1 }, toString: 1 }],
    ['what is no variable of the operation', { 'a b': 1, '': null, '🦠': [[[]]] }],
  ])('with variables that are %s is answered', async (_what, variables) => {
    const answer = await clinic.post(
      JSON.stringify({ query: '{ me { id } }', variables: { ...variables } }).replace('"prototype"', '"prototypes"'),
      { authorization: 'Bearer token-of-desk' },
    );
    expect([answer.status, answer.data]).toEqual([200, { me: { id: 'desk' } }]);
  });

  it('with variables nested without end, or a prototype among them, is refused', async () => {
    const authorization = 'Bearer token-of-desk';
    const deep = `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`;
    const bodies = [
      `{"query":"{ __typename }","variables":${deep}}`,
      `{"query":"{ __typename }","extensions":${deep}}`,
      '{"query":"{ __typename }","variables":{"a":{"__proto__":{}}}}',
      `{"query":"{ __typename }","variables":{"a":[${'1,'.repeat(250_000)}1]}}`,
    ];
    for (const body of bodies)
      expect([body.slice(0, 80), (await clinic.post(body, { authorization })).status]).toEqual([
        body.slice(0, 80),
        400,
      ]);
    const get = await clinic.get(
      `/graphql?query=${encodeURIComponent('{ __typename }')}&variables=${encodeURIComponent('{"__proto__":{"a":1}}')}`,
      { authorization },
    );
    expect([get.status, codesOf(get)]).toEqual([400, ['BAD_USER_INPUT']]);
  });

  it.each([...onEveryObject, 'prototype', ''])(
    'run under the name "%s" is refused or answered as the only operation',
    async (operationName) => {
      const answer = await clinic.post(
        { query: 'query A { __typename }', operationName },
        { authorization: 'Bearer token-of-desk' },
      );
      expect([200, 400]).toContain(answer.status);
      expect(codesOf(answer)).not.toContain('INTERNAL_SERVER_ERROR');
    },
  );

  it('never has more than 200 characters of it repeated', async () => {
    const text = Array.from({ length: 20_000 }, (_, index) => String.fromCharCode(97 + ((index * 7) % 26))).join('');
    const answers = [
      await clinic.ask('mutation ($input: BookInput!) { book(input: $input) { booking { id } } }', {
        input: { clientName: 'A', mode: text },
      }),
      await clinic.ask('mutation ($input: BookInput!) { book(input: $input) { booking { id } } }', {
        input: { [text]: 'A' },
      }),
      await clinic.ask(`{ daySheet(date: 7, rows: "${text}") { id } }`),
      await clinic.ask(`{ __typename "${text}" }`),
      await clinic.post({ query: '{ __typename }', operationName: text }),
      await clinic.get(`/${text.slice(0, 10_000)}`),
      await clinic.get('/graphql', {
        authorization: 'Bearer x',
        'x-correlation-id': text.slice(0, 4_000),
        'x-stipple-device': text.slice(0, 4_000),
        'stipple-seen': text.slice(0, 3_000),
      }),
    ];
    for (const { text: said, status, headers } of answers) {
      expect(status).toBeGreaterThanOrEqual(400);
      const whole = said + [...headers].join();
      for (let from = 0; from < text.length - 201; from += 50)
        expect(whole).not.toContain(text.slice(from, from + 201));
      expect(said.length).toBeLessThan(1_000);
    }
  });
});
