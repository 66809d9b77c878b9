import { randomBytes, randomUUID } from 'node:crypto';
import { Module } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventStoreMigrations } from '@stipple/event-store';
import type { FastifyInstance } from 'fastify';
import { parse } from 'graphql';
import type { ContextParts, GraphPart } from './parts.js';
import { remoteSubgraph } from './remote.js';
import { serviceEndpoint } from './serve.js';
import { openStage, person, type Stage } from './stage.js';
import { SubgraphUnavailable } from './subgraph.port.js';

class Mirror implements GraphPart {
  readonly resolvers = { Query: { who: (_parent: unknown, _args: unknown, request: { actor: { id: string } }) => request.actor.id } };
}

@Module({ providers: [Mirror] })
class MirrorModule {
  static readonly parts: ContextParts = { name: 'billing', handlers: [], views: [], sdl: ['type Query { who: String }'], resolvers: [Mirror], publishes: () => [], hears: [], migrations: eventStoreMigrations('billing') };
}

describe('a service of its own', () => {
  const internalKey = randomBytes(32);
  let stage: Stage;
  let server: FastifyInstance;
  let url: string;
  beforeAll(async () => {
    stage = await openStage(MirrorModule);
    server = serviceEndpoint(stage.context, { internalKey, metrics: () => Promise.resolve('stipple_up 1'), metricsToken: 'a-token-of-some-length' });
    url = await server.listen({ host: '127.0.0.1', port: 0 });
  });
  afterAll(async () => {
    await server.close();
    await stage.close();
  });
  const request = (more: object = {}) => ({ document: parse('{ who }'), actor: person('dao', 'c1', 'FRONT_DESK'), after: { own: [], others: [] }, deadline: Date.now() + 5_000, correlationId: randomUUID(), address: '127.0.0.1', ...more });
  const remote = (key = internalKey, to = url) => remoteSubgraph({ name: 'billing', typeDefs: '', url: to, internalKey: key });

  it('answers the gateway, and believes it who asks', async () => {
    expect((await remote().execute(request())).data).toEqual({ who: 'dao' });
    expect(await remote().ready()).toBeUndefined();
  });

  it('hears out a long memory of what was seen', async () => {
    const messages = Array.from({ length: 200 }, () => ({ id: randomUUID(), type: 'staff.shift-published.v1' }));
    expect((await remote().execute(request({ after: { own: [{ context: 'staff', position: '1:1', messages }], others: [] } }))).data).toEqual({ who: 'dao' });
  });

  it('hears nobody else', async () => {
    await expect(remote(randomBytes(32)).execute(request())).rejects.toThrow(SubgraphUnavailable);
    const unsigned = await fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query: '{ who }', actor: { id: 'dao', admin: true, roles: {} } }) });
    expect(unsigned.status).toBe(401);
  });

  it('shows metrics and what health says of each part to this machine and to the token, and to others how it is alone', async () => {
    const get = async (path: string, headers: Record<string, string> = {}) => {
      const response = await fetch(`${url}${path}`, { headers });
      return [response.status, await response.text()];
    };
    const outside = { 'x-forwarded-for': '203.0.113.9' };
    expect(await get('/metrics')).toEqual([200, 'stipple_up 1']);
    expect(await get('/metrics', { ...outside, authorization: 'Bearer a-token-of-some-length' })).toEqual([200, 'stipple_up 1']);
    expect([(await get('/metrics', outside))[0], (await get('/metrics', { authorization: 'Bearer another' }))[0]]).toEqual([404, 401]);
    expect(await get('/health/ready')).toEqual([200, expect.stringContaining('"database"')]);
    expect(await get('/health/ready', outside)).toEqual([200, '{"ok":true}']);
    expect(await get('/health/live', outside)).toEqual([200, '{"ok":true}']);
  });

  it('does not begin what nobody waits for any more, and says when it cannot be reached', async () => {
    await expect(remote().execute(request({ deadline: Date.now() - 1 }))).rejects.toThrow('the time for an answer was over');
    await expect(remote(internalKey, 'http://127.0.0.1:1').execute(request())).rejects.toThrow('cannot be reached');
    expect(await remote(internalKey, 'http://127.0.0.1:1').ready()).toContain('cannot be reached');
  });

  it('answers what is wrong with a question as a question’s fault', async () => {
    const answer = await remote().execute(request({ document: parse('{ whom }') }));
    expect(answer.data ?? {}).toEqual({});
  });
});
