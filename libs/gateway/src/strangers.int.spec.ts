import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SubgraphUnavailable } from '@stipple/service';
import { getIntrospectionQuery } from 'graphql';
import { closeAll, codesOf, open } from '../test/client.js';

afterAll(closeAll);

const signIn =
  'mutation SignIn($input: SignInInput!) { signIn(input: $input) { token user { id name } refusals { code message } } }';

describe('somebody who is not signed in', () => {
  let clinic: Awaited<ReturnType<typeof open>>;
  beforeAll(async () => {
    clinic = await open();
  });

  const asked = () => Object.values(clinic.contexts).reduce((total, context) => total + context.asked.length, 0);

  it('may sign in', async () => {
    const right = await clinic.anonymously(signIn, { input: { email: 'desk@stipple.example', password: 'right' } });
    expect([right.status, right.data]).toEqual([
      200,
      { signIn: { token: 'token-of-desk', user: { id: 'desk', name: 'Dana Desk' }, refusals: [] } },
    ]);
    const wrong = await clinic.anonymously(signIn, { input: { email: 'desk@stipple.example', password: 'wrong' } });
    expect(wrong.data).toEqual({
      signIn: {
        token: null,
        user: null,
        refusals: [{ code: 'BAD_CREDENTIALS', message: 'E-mail or password is wrong.' }],
      },
    });
    expect(clinic.contexts.staff.asked.at(-1)?.actor).toBeUndefined();
  });

  it('may accept an invitation, and ask whether it works', async () => {
    expect(
      (
        await clinic.anonymously(
          'mutation { acceptInvitation(input: { email: "a", password: "b" }) { refusals { code } } }',
        )
      ).data,
    ).toEqual({ acceptInvitation: { refusals: [] } });
    expect((await clinic.anonymously('{ health __typename }')).data).toEqual({ health: 'well', __typename: 'Query' });
  });

  it.each([
    ['a query', '{ me { id } }'],
    ['a mutation', 'mutation { note(text: "x") }'],
    [
      'a mutation beside signing in',
      'mutation { signIn(input: { email: "a", password: "b" }) { token } note(text: "x") }',
    ],
    ['a mutation under another name', 'mutation { signIn: note(text: "x") }'],
    [
      'a mutation in a fragment',
      'mutation { ...F } fragment F on Mutation { ...G } fragment G on Mutation { note(text: "x") }',
    ],
    ['a mutation in an inline fragment', 'mutation { ... on Mutation { ... { note(text: "x") } } }'],
    ['an operation beside the one to run', 'query A { __typename } query B { me { id } }'],
    ['a field that is not there', '{ nonsense }'],
    ['the schema', '{ __schema { types { name } } }'],
    ['the schema beside a type’s name', '{ __type(name: "Booking") { name } __schema { queryType { name } } }'],
    ['a type', '{ __type(name: "Booking") { name fields { name } } }'],
    ['a type in a fragment', '{ __type(name: "Booking") { ...F } } fragment F on __Type { kind }'],
    ['the whole schema, as programs ask for it', getIntrospectionQuery()],
  ])('may not ask for %s', async (_what, query) => {
    const before = asked();
    const answer = await clinic.post({ query, operationName: query.startsWith('query A') ? 'A' : undefined });
    expect(answer.status).toBe(401);
    expect(codesOf(answer)).toEqual(['UNAUTHENTICATED']);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    expect(answer.data ?? null).toBeNull();
    expect(asked()).toBe(before);
  });

  it('may not ask by GET what may not be asked by POST, however it is spelled', async () => {
    const open = encodeURIComponent('{ __typename }');
    const closed = encodeURIComponent('{ me { id } }');
    for (const search of [
      `query=${closed}`,
      `query=${open}&query=${closed}`,
      `query=${closed}&query=${open}`,
      `%71uery=${closed}`,
      `query=${open};query=${closed}`,
    ]) {
      const before = asked();
      const answer = await clinic.get(`/graphql?${search}`, { 'apollo-require-preflight': 'yes' });
      expect([400, 401]).toContain(answer.status);
      expect(answer.data ?? null).toBeNull();
      expect(asked()).toBe(before);
    }
  });

  it('is told of no type whether it is there', async () => {
    for (const name of ['Booking', 'Nonsense'])
      expect((await clinic.anonymously(`{ __type(name: "${name}") { name } }`)).data).toEqual({ __type: null });
    expect(
      (await clinic.anonymously('mutation { signIn(input: { email: "a", password: "b" }) { tokn } }')).errors?.map(
        ({ message }) => message,
      ),
    ).toEqual(['This does not fit the schema. Sign in to be told why.']);
  });

  it('tries one password in a request, and so does anybody', async () => {
    const guess = (key: string) =>
      `${key}: signIn(input: { email: "desk@stipple.example", password: "${key}" }) { token }`;
    const query = `mutation { ${Array.from({ length: 20 }, (_, index) => guess(`a${index}`)).join(' ')} }`;
    const before = clinic.contexts.staff.asked.length;
    for (const answer of [
      await clinic.anonymously(query),
      await clinic.ask(query),
      await clinic.anonymously(`mutation { ...F ${guess('b')} } fragment F on Mutation { ${guess('c')} }`),
    ]) {
      expect(answer.status).toBe(400);
      expect(answer.errors?.map(({ message }) => message)).toEqual(['signIn may be asked for once in an operation.']);
    }
    expect(clinic.contexts.staff.asked).toHaveLength(before);
  });

  it('with a bad token is told so, and can still sign in', async () => {
    const bad = { authorization: 'Bearer expired' };
    for (const query of ['{ me { id } }', '{ __typename }', '{']) {
      const answer = await clinic.ask(query, {}, bad);
      expect([answer.status, codesOf(answer)]).toEqual([401, ['UNAUTHENTICATED']]);
      expect(answer.errors?.[0]?.message).toBe(
        'You are signed out: this token has expired or was never good. Sign in again.',
      );
    }
    const malformed = await clinic.ask('{ me { id } }', {}, { authorization: 'Basic ZGVzazpyaWdodA==' });
    expect([malformed.status, malformed.errors?.[0]?.message]).toEqual([
      401,
      'The header Authorization has to read: Bearer, a space, and the token that signIn answered.',
    ]);
    const again = await clinic.ask(signIn, { input: { email: 'desk@stipple.example', password: 'right' } }, bad);
    expect(again.data).toMatchObject({ signIn: { token: 'token-of-desk' } });
  });

  it('causes nothing to be shown when tokens cannot be checked', async () => {
    const broken = await open({ verifyToken: () => Promise.reject(new Error('the key file is at /secret')) });
    const answer = await broken.ask('{ me { id } }');
    expect([answer.status, codesOf(answer)]).toEqual([500, ['INTERNAL_SERVER_ERROR']]);
    expect(answer.text).not.toContain('secret');
    expect(answer.errors?.[0]?.message).toMatch(/^Something went wrong here\. Quote [0-9a-f-]{36}\.$/);
    expect(
      broken.logged.filter(({ message }) => message === 'a request failed').map(({ details }) => String(details.err)),
    ).toEqual(['Error: the key file is at /secret']);
  });
});

describe('somebody signed in', () => {
  it('may ask about the schema, in an operation of its own, and finds nothing of federation in it', async () => {
    const clinic = await open();
    const { status, data, text } = await clinic.ask(
      getIntrospectionQuery({
        descriptions: true,
        inputValueDeprecation: true,
        specifiedByUrl: true,
        directiveIsRepeatable: true,
        schemaDescription: true,
        oneOf: true,
      }),
    );
    expect(status).toBe(200);
    expect(data).toHaveProperty('__schema');
    expect(text).not.toMatch(/join__|_entities|_service|link__/);
    const mixed = await clinic.ask('{ me { id } __schema { queryType { name } } }');
    expect([mixed.status, mixed.errors?.[0]?.message]).toEqual([
      400,
      'Ask for __schema or __type in an operation of its own.',
    ]);
  });

  it('is told that nobody can say who they are, while that is so, and everybody else is answered', async () => {
    const clinic = await open({ verifyToken: () => Promise.reject(new SubgraphUnavailable('staff is away')) });
    const answer = await clinic.ask('{ me { id } }');
    expect([answer.status, codesOf(answer)]).toEqual([503, ['SERVICE_UNAVAILABLE']]);
    expect((await clinic.anonymously('{ health }')).data).toEqual({ health: 'well' });
    expect(clinic.logged.filter(({ level }) => level === 'error')).toEqual([]);
  });
});
