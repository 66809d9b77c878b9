import { connect } from 'node:net';
import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Proxies } from '@stipple/service';
import { closeAll, codesOf, open } from '../test/client.js';

afterAll(closeAll);

const parsed = (value: unknown): string => {
  if (typeof value !== 'string' || Number.isNaN(Date.parse(value)))
    throw new GraphQLError(`"${String(value)}" is not a date and time.`);
  return value;
};
const dateTime = new GraphQLScalarType({
  name: 'DateTime',
  parseValue: parsed,
  parseLiteral: (node) => parsed(node.kind === Kind.STRING ? node.value : undefined),
});
const book = 'mutation Book($input: BookInput!) { book(input: $input) { booking { id status } refusals { code } } }';

describe('a request', () => {
  let clinic: Awaited<ReturnType<typeof open>>;
  beforeAll(async () => {
    clinic = await open({ scalars: [dateTime] });
  });

  it('is answered by POST, and by GET where it changes nothing', async () => {
    const post = await clinic.ask('{ me { id } }');
    expect([post.status, post.data]).toEqual([200, { me: { id: 'desk' } }]);
    const authorization = 'Bearer token-of-desk';
    const get = await clinic.get(`/graphql?query=${encodeURIComponent('{ me { id } }')}`, { authorization });
    expect([get.status, get.data]).toEqual([200, { me: { id: 'desk' } }]);
    const asked = clinic.contexts.bookings.asked.length;
    const mutation = await clinic.get(`/graphql?query=${encodeURIComponent('mutation { note(text: "x") }')}`, {
      authorization,
    });
    expect([mutation.status, mutation.headers.get('allow'), codesOf(mutation)]).toEqual([
      405,
      'POST',
      ['BAD_USER_INPUT'],
    ]);
    expect(clinic.contexts.bookings.asked).toHaveLength(asked);
  });

  it('is not taken from another page’s form or image', async () => {
    const get = await clinic.get(`/graphql?query=${encodeURIComponent('{ __typename }')}`);
    expect([get.status, codesOf(get)]).toEqual([400, ['BAD_USER_INPUT']]);
    const form = await clinic.post('query={__typename}', { 'content-type': 'application/x-www-form-urlencoded' });
    expect([form.status, codesOf(form)]).toEqual([415, ['BAD_USER_INPUT']]);
    const text = await clinic.post({ query: '{ __typename }' }, { 'content-type': 'text/plain' });
    expect([text.status, codesOf(text)]).toEqual([415, ['BAD_USER_INPUT']]);
  });

  it.each([
    ['broken JSON', '{ "query": "{ me', 400, 'The request is not valid JSON.'],
    ['nothing', '', 400, 'The request is not valid JSON.'],
    ['a prototype of its own', '{"query":"{ me { id } }","__proto__":{"x":1}}', 400, 'The request is not valid JSON.'],
    ['a list, since batches are off', [{ query: '{ __typename }' }], 400, 'Operation batching disabled.'],
    [
      'no query',
      { variables: {} },
      400,
      'GraphQL operations must contain a non-empty `query` or a `persistedQuery` extension.',
    ],
    ['a query that is none', { query: 7 }, 400, 'GraphQL queries must be strings.'],
    [
      'an operation that is not there',
      { query: 'query A { __typename }', operationName: 'B' },
      400,
      'There is no operation named "B" in the document.',
    ],
    [
      'two operations and no name',
      { query: 'query A { __typename } query B { __typename }' },
      400,
      'Say by operationName which of the operations to run.',
    ],
    ['a syntax error', { query: '{ me {' }, 400, 'Syntax Error: Expected Name, found <EOF>.'],
    [
      'a field that is not there',
      { query: '{ mee { id } }' },
      400,
      'Cannot query field "mee" on type "Query". Did you mean "me"?',
    ],
    [
      'a persisted query',
      { extensions: { persistedQuery: { version: 1, sha256Hash: 'x' } } },
      200,
      'PersistedQueryNotSupported',
    ],
  ])('with %s gets an error in the form of GraphQL', async (_what, body, status, message) => {
    const answer = await clinic.post(body, { authorization: 'Bearer token-of-desk' });
    expect(answer.status).toBe(status);
    expect(answer.errors?.map((error) => error.message)).toEqual([message]);
    expect(codesOf(answer)).toEqual(['BAD_USER_INPUT']);
    expect(answer.data).toBeUndefined();
    expect(answer.text).not.toMatch(/ at .*\.[jt]s:\d+|node_modules|stack/);
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
  });

  it('gets the content type of GraphQL where it accepts that', async () => {
    const { headers } = await clinic.post('{', { accept: 'application/graphql-response+json' });
    expect(headers.get('content-type')).toBe('application/graphql-response+json; charset=utf-8');
  });

  it.each([
    ['a missing field', { input: {} }, /Field "clientName" of required type "String!" was not provided/],
    [
      'an unknown field',
      { input: { clientName: 'A', colour: 'red' } },
      /Field "colour" is not defined by type "BookInput"/,
    ],
    ['a wrong type', { input: { clientName: 7 } }, /String cannot represent a non string value: 7/],
    ['an unknown word', { input: { clientName: 'A', mode: 'LETTER' } }, /Value "LETTER" does not exist in "Mode" enum/],
    ['a bad moment', { input: { clientName: 'A', at: 'tomorrow' } }, /"tomorrow" is not a date and time/],
    ['nothing at all', {}, /Variable "\$input" of required type "BookInput!" was not provided/],
  ])('with %s in a variable is refused before anything runs', async (_what, variables, message) => {
    const asked = clinic.contexts.bookings.asked.length;
    const answer = await clinic.ask(book, variables);
    expect(answer.status).toBe(400);
    expect(codesOf(answer)).toEqual(['BAD_USER_INPUT']);
    expect(answer.errors?.[0]?.message).toMatch(message);
    expect(answer.data).toBeUndefined();
    expect(clinic.contexts.bookings.asked).toHaveLength(asked);
  });

  it('names every variable that is wrong', async () => {
    const answer = await clinic.ask(
      'query Q($a: Int!, $b: Int!) { daySheet(date: "x", rows: $a) { id } bookings(first: $b) { totalCount } }',
      { a: 'one', b: 'two' },
    );
    expect(codesOf(answer)).toEqual(['BAD_USER_INPUT', 'BAD_USER_INPUT']);
  });

  it('with a bad moment in the document is refused as well', async () => {
    const answer = await clinic.ask('{ bookings(at: "tomorrow") { totalCount } }');
    expect([answer.status, codesOf(answer)]).toEqual([400, ['BAD_USER_INPUT']]);
  });

  it('may carry an autoclave cycle of 20,000 samples', async () => {
    const samples = Array.from({ length: 20_000 }, (_, second) => ({
      second,
      celsius: 134.25 + (second % 7) / 100,
      kPaAbsolute: 304.125,
    }));
    const { status, data } = await clinic.ask(book, { input: { clientName: 'A', samples } });
    expect(status).toBe(200);
    expect(data).toMatchObject({ book: { booking: { status: 'A' } } });
    expect(clinic.contexts.bookings.asked.at(-1)?.variables).toMatchObject({ input: { samples } });
  });

  it('of more than 2 MB is refused', async () => {
    const answer = await clinic.ask(book, { input: { clientName: 'A'.repeat(2 * 1024 * 1024) } });
    expect(answer.status).toBe(413);
    expect(codesOf(answer)).toEqual(['TOO_COMPLEX']);
    expect(answer.errors?.[0]?.message).toBe('The request is too large: 2 MB are the most.');
  });

  it('under a strange Host is answered like any other', async () => {
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(new URL(clinic.gateway.url).port), '127.0.0.1', () => {
        socket.end(
          'POST /graphql HTTP/1.1\r\nHost: a b:c\r\nContent-Type: application/json\r\nContent-Length: 26\r\n' +
            'Connection: close\r\n\r\n{"query":"{ __typename }"}',
        );
      });
      let text = '';
      socket
        .on('data', (chunk) => (text += chunk.toString()))
        .on('end', () => resolve(text))
        .on('error', reject);
    });
    expect(answer).toContain('{"data":{"__typename":"Query"}}');
  });

  it('is answered with headers that give a page nothing to work with', async () => {
    const { headers } = await clinic.ask('{ __typename }');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });

  it('from the address bar is shown the page', async () => {
    const { status, headers } = await clinic.get('/graphql', { accept: 'text/html' });
    expect([status, headers.get('location')]).toEqual([303, '/']);
  });
});

describe('the address that a request comes from', () => {
  const forwarded = { 'x-forwarded-for': '192.0.2.66, 203.0.113.9' };

  it('is the connection’s, whatever the client says', async () => {
    const { ask, contexts } = await open();
    await ask('{ me { id } }', {}, forwarded);
    expect(contexts.staff.asked[0]?.address).toBe('127.0.0.1');
  });

  it('is what the proxy saw, behind a proxy', async () => {
    const { ask, contexts } = await open({ proxies: new Proxies(['127.0.0.1']) });
    await ask('{ me { id } }', {}, forwarded);
    expect(contexts.staff.asked[0]?.address).toBe('203.0.113.9');
  });
});

describe('too many requests', () => {
  it('are refused for one person or address, and say when to ask again', async () => {
    let now = Date.now();
    const clinic = await open({
      clock: () => now,
      rates: { person: { perSecond: 1, burst: 3 }, address: { perSecond: 0.1, burst: 2 } },
    });
    for (let asked = 0; asked < 3; asked++) expect((await clinic.ask('{ me { id } }')).status).toBe(200);
    const refused = await clinic.ask('{ me { id } }');
    expect([refused.status, refused.headers.get('retry-after'), codesOf(refused)]).toEqual([
      429,
      '1',
      ['RATE_LIMITED'],
    ]);
    expect(refused.errors?.[0]?.message).toBe('That was too much at once. Ask again in 1 s.');
    expect((await clinic.ask('{ me { id } }', {}, { authorization: 'Bearer token-of-manager' })).status).toBe(200);
    for (let asked = 0; asked < 2; asked++) expect((await clinic.anonymously('{ __typename }')).status).toBe(200);
    expect((await clinic.anonymously('{ __typename }')).headers.get('retry-after')).toBe('10');
    now += 1_000;
    expect((await clinic.ask('{ me { id } }')).status).toBe(200);
    expect((await clinic.anonymously('{ __typename }')).status).toBe(429);
  });
});
