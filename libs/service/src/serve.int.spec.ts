import { generateKeyPairSync, randomUUID } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { Module } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventStoreMigrations } from '@stipple/event-store';
import type { FastifyInstance } from 'fastify';
import { parse } from 'graphql';
import { callHeader, signCall } from './calls.js';
import { publicKeysOf, signingKey } from './keys.js';
import type { ContextDefinition, GraphPart } from './definitions.js';
import { remoteSubgraph } from './remote.js';
import { serviceEndpoint } from './serve.js';
import { openStage, person, type Stage } from './stage.js';
import { SubgraphUnavailable } from './subgraph.port.js';

class Mirror implements GraphPart {
  readonly resolvers = {
    Query: { who: (_parent: unknown, _args: unknown, request: { actor: { id: string } }) => request.actor.id },
  };
}

@Module({ providers: [Mirror] })
class MirrorModule {
  static readonly parts: ContextDefinition = {
    name: 'billing',
    handlers: [],
    views: [],
    sdl: ['type Query { who: String }'],
    resolvers: [Mirror],
    publishes: () => [],
    subscriptions: [],
    migrations: eventStoreMigrations('billing'),
  };
}

describe('a service of its own', () => {
  const [gateway, service, stranger] = [
    generateKeyPairSync('ed25519'),
    generateKeyPairSync('ed25519'),
    generateKeyPairSync('ed25519'),
  ];
  const caller = signingKey(gateway.privateKey);
  const keys = publicKeysOf(service.publicKey);
  const token = 'a token for metrics';
  let stage: Stage;
  let server: FastifyInstance;
  let url: string;
  beforeAll(async () => {
    stage = await openStage(MirrorModule);
    server = serviceEndpoint(stage.context, {
      callers: publicKeysOf(gateway.publicKey),
      signing: signingKey(service.privateKey),
      metrics: () => Promise.resolve('stipple_database_up 1'),
      metricsToken: token,
    });
    url = await server.listen({ host: '127.0.0.1', port: 0 });
  });
  afterAll(async () => {
    await server.close();
    await stage.close();
  });
  const request = (more: object = {}) => ({
    document: parse('{ who }'),
    actor: person('dao', 'c1', 'FRONT_DESK'),
    after: { own: [], others: [] },
    deadline: Date.now() + 120_000,
    correlationId: randomUUID(),
    address: '127.0.0.1',
    ...more,
  });
  const remote = (more: Partial<Parameters<typeof remoteSubgraph>[0]> = {}) =>
    remoteSubgraph({ name: 'billing', typeDefs: '', url, caller, keys, ...more });
  const post = (body: string, header?: string) =>
    fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(header === undefined ? {} : { [callHeader]: header }) },
      body,
    });
  /** Somebody between the two, who may change what passes. */
  async function between(
    change: (
      asked: { body: string; header: string },
      answered: { status: number; body: string; headers: http.OutgoingHttpHeaders },
    ) => Promise<{ status: number; body: string; headers: http.OutgoingHttpHeaders }>,
    work: (url: string) => Promise<void>,
  ) {
    const proxy = http.createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const asked = { body: Buffer.concat(chunks).toString(), header: String(request.headers[callHeader]) };
        void post(asked.body, asked.header)
          .then(async (answer) =>
            change(asked, {
              status: answer.status,
              body: await answer.text(),
              headers: { 'x-stipple-answer': answer.headers.get('x-stipple-answer') ?? '' },
            }),
          )
          .then(({ status, body, headers }) => response.writeHead(status, headers).end(body));
      });
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    try {
      await work(`http://127.0.0.1:${(proxy.address() as AddressInfo).port}`);
    } finally {
      await new Promise((resolve) => proxy.close(resolve));
    }
  }

  it('answers the gateway, and believes it who asks', async () => {
    expect((await remote().execute(request())).data).toEqual({ who: 'dao' });
    expect(await remote().ready()).toEqual({ ok: true, status: 'ok' });
  });

  it('hears out a long memory of what was seen', async () => {
    const messages = Array.from({ length: 200 }, () => ({ id: randomUUID(), type: 'staff.shift-published.v1' }));
    expect(
      (
        await remote().execute(
          request({ after: { own: [{ context: 'staff', position: '1:1', messages }], others: [] } }),
        )
      ).data,
    ).toEqual({ who: 'dao' });
  });

  it('hears nobody else, and says nothing but that', async () => {
    await expect(remote({ caller: signingKey(stranger.privateKey) }).execute(request())).rejects.toThrow(
      "The billing service does not take this gateway's calls",
    );
    expect((await remote({ caller: signingKey(stranger.privateKey) }).ready()).detail).toContain(
      "does not take this gateway's calls",
    );
    const body = JSON.stringify({
      query: '{ who }',
      left: 5_000,
      actor: { id: 'dao', admin: true, roles: {} },
      after: { own: [], others: [] },
    });
    const call = { audience: 'billing', method: 'POST', path: '/graphql', body };
    const signed = (changed: Partial<typeof call> = {}, at = Date.now()) =>
      signCall(caller, { ...call, ...changed }, at).header;
    const once = signed();
    expect((await post(body, once)).status).toBe(200);
    const answers = await Promise.all([
      post(body),
      post(body, ''),
      post(body, once),
      post(body, signed({ audience: 'staff' })),
      post(body.replace('dao', 'mai'), signed()),
      post(body, signed({}, Date.now() - 40_000)),
      post(body, signed({}, Date.now() + 40_000)),
      post(body, signed({ path: '/health/ready' })),
    ]);
    for (const answer of answers)
      expect([answer.status, await answer.text()]).toEqual([
        401,
        '{"errors":[{"message":"Only the gateway is heard here."}]}',
      ]);
  });

  it('is believed only where its own key signed the answer to that very call', async () => {
    await expect(remote({ keys: publicKeysOf(stranger.publicKey) }).execute(request())).rejects.toThrow(
      'does not prove to be it',
    );
    let kept: { status: number; body: string; headers: http.OutgoingHttpHeaders } | undefined;
    await between(
      (_asked, answered) => Promise.resolve((kept ??= answered)),
      async (url) => {
        expect((await remote({ url }).execute(request())).data).toEqual({ who: 'dao' });
        await expect(remote({ url }).execute(request({ actor: person('mai', 'c1', 'FRONT_DESK') }))).rejects.toThrow(
          SubgraphUnavailable,
        );
      },
    );
    const changed = [
      (body: string) => body.replace('dao', 'mai'),
      (body: string) =>
        body.replace('}}', '}},"extensions":{"seen":{"context":"billing","position":"9:9","messages":[]}}'),
    ];
    for (const change of changed)
      await between(
        (_asked, answered) => Promise.resolve({ ...answered, body: change(answered.body) }),
        (url) => expect(remote({ url }).execute(request())).rejects.toThrow('does not prove to be it'),
      );
    await between(
      (_asked, { body }) => Promise.resolve({ status: 200, body, headers: {} }),
      (url) => expect(remote({ url }).execute(request())).rejects.toThrow('does not prove to be it'),
    );
  });

  it('shows metrics and what lies behind its health to who has the token, and to the gateway', async () => {
    const outside = { 'x-forwarded-for': '203.0.113.9' };
    expect((await fetch(`${url}/metrics`)).status).toBe(404);
    expect(await (await fetch(`${url}/health/ready`)).json()).toEqual({ ok: true, status: 'ok' });
    expect((await fetch(`${url}/metrics`, { headers: outside })).status).toBe(404);
    expect((await fetch(`${url}/metrics`, { headers: { authorization: 'Bearer a token for metric' } })).status).toBe(
      401,
    );
    expect(
      await (await fetch(`${url}/metrics`, { headers: { ...outside, authorization: `Bearer ${token}` } })).text(),
    ).toBe('stipple_database_up 1');
    expect(await (await fetch(`${url}/health/ready`, { headers: outside })).json()).toEqual({ ok: true, status: 'ok' });
    expect(await (await fetch(`${url}/health/live`, { headers: outside })).json()).toEqual({ ok: true });
    expect(
      await (await fetch(`${url}/health/ready`, { headers: { authorization: `Bearer ${token}` } })).json(),
    ).toMatchObject({ ok: true, parts: { database: { ok: true } } });
    expect(await remote().ready()).toEqual({ ok: true, status: 'ok' });
  });

  it('does not begin what nobody waits for any more, and says when it cannot be reached', async () => {
    await expect(remote().execute(request({ deadline: Date.now() - 1 }))).rejects.toThrow(
      'the time for an answer was over',
    );
    await expect(remote({ url: 'http://127.0.0.1:1' }).execute(request())).rejects.toThrow('cannot be reached');
    expect(await remote({ url: 'http://127.0.0.1:1' }).ready()).toMatchObject({
      ok: false,
      status: 'down',
      detail: expect.stringContaining('cannot be reached') as unknown,
    });
  });

  it('answers what is wrong with a question as a question’s fault', async () => {
    const answer = await remote().execute(request({ document: parse('{ whom }') }));
    expect(answer.data ?? {}).toEqual({});
  });
});
