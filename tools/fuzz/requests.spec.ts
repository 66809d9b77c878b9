import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { buildSchema, introspectionFromSchema } from 'graphql';
import { describe, expect, it } from '@jest/globals';

/** Types of the parts under test: this folder's programs are plain JavaScript. */
interface Fuzz {
  worldOf(schema: unknown, ids: readonly string[], now: number): object;
  requestOf(seed: number, index: number, world: object): object;
  shownRequest(request: object): string;
  send(target: URL, agent: http.Agent, request: object): Promise<object>;
  faultIn(answer: object): string | undefined;
}
const part = async (name: string) => (await import(`./${name}.mjs`)) as Fuzz;
const { worldOf } = await part('documents');
const { requestOf, shownRequest } = await part('requests');
const { faultIn, send } = await part('wire');

const schema = buildSchema(`
  type Query { me: User  clients(clinicId: ID!, first: Int, at: DateTime): [User!]! }
  type Mutation { signIn(input: SignInInput!): User }
  input SignInInput { email: String!  password: String!  mode: Mode }
  enum Mode { A_MODE B_MODE }
  scalar DateTime
  type User { id: ID!  name: String  friends: [User!]! }
`);
const world = {
  ...worldOf(introspectionFromSchema(schema), ['an-id'], Date.parse('2026-11-28T00:00:00Z')),
  roles: ['desk', 'auditor'],
};

describe('a hostile request', () => {
  it('is the same again for the same seed and number, and another for another', () => {
    const drawn = (seed: number) =>
      Array.from({ length: 300 }, (_, index) => shownRequest(requestOf(seed, index, world)));
    expect(drawn(7)).toEqual(drawn(7));
    expect(new Set([...drawn(7), ...drawn(8)]).size).toBeGreaterThan(500);
  });

  it('comes in every kind', () => {
    const drawn = Array.from({ length: 3_000 }, (_, index) => requestOf(1, index, world));
    const of = (test: (text: string) => boolean) => drawn.filter((request) => test(shownRequest(request))).length;
    for (const part of [
      'over a bare socket',
      'as nobody',
      'as desk',
      'GET /graphql?',
      'mutation',
      'fragment F',
      '__proto__',
      '\\\\ud83d',
      '@skip',
      'subscription',
      '"variables":',
      'content-encoding',
    ])
      expect([part, of((text) => text.includes(part)) > 2]).toEqual([part, true]);
  });
});

describe('what came of it', () => {
  const error = (code?: string, message = 'x') => ({
    status: 200,
    text: JSON.stringify({ data: null, errors: [{ message, extensions: { code } }] }),
  });

  it.each([
    ['a status of 500', { status: 500, text: '' }],
    ['a masked error', error('INTERNAL_SERVER_ERROR')],
    ['an error without a code', error()],
    ['a context that did not answer', error('SERVICE_UNAVAILABLE')],
    ['an error that repeats what was sent', error('BAD_USER_INPUT', 'x'.repeat(201))],
    ['no answer at all', { broken: 'no answer within 30 s' }],
  ])('is a fault: %s', (_what, answer) => expect(faultIn(answer)).toBeDefined());

  it.each([
    ['an answer', { status: 200, text: '{"data":{"me":null}}' }],
    ['a refusal', error('BAD_USER_INPUT')],
    ['a bad request', { status: 400, text: '{"error":"The request is malformed."}' }],
    ['a hung up connection', { broken: 'read ECONNRESET' }],
    ['nothing, to what was no HTTP', { raw: true, status: 0, text: '' }],
  ])('is no fault: %s', (_what, answer) => expect(faultIn(answer)).toBeUndefined());

  it('is seen as a fault where a server breaks, and where it does not answer', async () => {
    const server = http.createServer((_request, response) =>
      response.writeHead(502, { 'content-length': 11 }).end('bad gateway'),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const target = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    const agent = new http.Agent();
    expect(
      faultIn(await send(target, agent, { kind: 'http', method: 'POST', path: '/graphql', headers: {}, body: '{}' })),
    ).toBe('status 502: bad gateway');
    expect(
      faultIn(
        await send(target, agent, {
          kind: 'raw',
          bytes: Buffer.from('GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'),
          wait: 2_000,
        }),
      ),
    ).toBe('status 502: bad gateway');
    agent.destroy();
    await new Promise((resolve) => server.close(resolve));
    const deaf = net.createServer((socket) => socket.destroy());
    await new Promise<void>((resolve) => deaf.listen(0, '127.0.0.1', resolve));
    const gone = new URL(`http://127.0.0.1:${(deaf.address() as AddressInfo).port}`);
    deaf.close();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(faultIn(await send(gone, agent, { kind: 'http', method: 'GET', path: '/', headers: {} }))).toMatch(
      /^no answer: connect ECONNREFUSED/,
    );
  });
});
