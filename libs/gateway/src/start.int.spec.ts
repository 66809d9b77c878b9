import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterAll, describe, expect, it } from '@jest/globals';
import { closeAll, codesOf, open } from '../test/client.js';
import { clinic as contexts } from '../test/clinic.js';
import { StartProblem } from '@stipple/local-servers';

afterAll(closeAll);

describe('the gateway', () => {
  it('says in a sentence that its port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as AddressInfo;
    await expect(open({ port })).rejects.toMatchObject({
      name: 'StartProblem',
      message: `Port ${port} is taken by another program. Set PORT to a free one.`,
    });
    await expect(open({ host: '203.0.113.7' })).rejects.toMatchObject({
      name: 'StartProblem',
      message: '203.0.113.7 is not an address of this machine. Set HOST to one that is, such as 127.0.0.1.',
    });
    await new Promise((resolve) => other.close(resolve));
  });

  it('lists every way in which the contexts do not fit together', async () => {
    const { staff, bookings, billing } = contexts();
    const misfit = Object.assign(billing, {
      typeDefs: billing.typeDefs
        .replace('status: String!', 'status: Int!')
        .replace('type Invoice', 'type Room @key(fields: "number") { id: Int! }\n type Invoice'),
    });
    await expect(open({ subgraphs: [staff, bookings, misfit] })).rejects.toThrow(
      /^The subgraphs do not fit together:\n {2}- .*billing.*number.*/,
    );
    const unreadable = Object.assign(contexts().staff, { typeDefs: 'type Query {' });
    await expect(open({ subgraphs: [unreadable] })).rejects.toThrow(
      new StartProblem(
        'The subgraphs do not fit together:\n  - staff: Syntax Error: Expected Name, found <EOF>. (line 1, column 13)',
      ),
    );
  });

  it('says that it lives, and of every part whether it is ready', async () => {
    let database = true;
    let parked = false;
    const { gateway, get, logged } = await open({
      health: () =>
        database
          ? Promise.resolve({
              database: { ok: true },
              broker: { ok: true, detail: 'embedded' },
              ...(parked ? { parked: { ok: true, status: 'degraded', detail: '1 messages' } } : {}),
            })
          : Promise.reject(new Error('connection refused by 10.0.0.7')),
    });
    expect((await get('/health/live')).text).toBe('{"status":"live"}');
    const ready = await get('/health/ready');
    expect([ready.status, JSON.parse(ready.text)]).toEqual([
      200,
      {
        status: 'ready',
        parts: {
          gateway: { ok: true, detail: `${gateway.planner} planner`, status: 'ok' },
          database: { ok: true, status: 'ok' },
          broker: { ok: true, detail: 'embedded', status: 'ok' },
        },
      },
    ]);
    parked = true;
    const degraded = await get('/health/ready');
    expect([degraded.status, (JSON.parse(degraded.text) as { status: string }).status]).toEqual([200, 'degraded']);
    database = false;
    const not = await get('/health/ready');
    expect(not.status).toBe(503);
    expect(not.text).not.toContain('10.0.0.7');
    expect(logged.map(({ details }) => String(details.err))).toContain('Error: connection refused by 10.0.0.7');
    await gateway.stop();
  });

  it('counts what it answers, by operation and outcome, beside everything else', async () => {
    const { gateway, ask, anonymously, get } = await open({
      examples: [{ name: 'Sign in', document: 'mutation SignIn { __typename }' }],
    });
    await ask('query Me { me { id } }');
    await ask('query Fails { fails }');
    await anonymously('query Junk { __typename }');
    await anonymously('mutation SignIn { __typename }');
    const { text, headers } = await get('/metrics');
    expect(headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(text).toMatch(/^stipple_up 1\n/);
    expect(text).toContain('stipple_gateway_request_duration_seconds_count{operation="Me",outcome="ok"} 1');
    expect(text).toContain(
      'stipple_gateway_request_duration_seconds_count{operation="Fails",outcome="INTERNAL_SERVER_ERROR"} 1',
    );
    expect(text).toContain('stipple_gateway_request_duration_seconds_count{operation="SignIn",outcome="ok"} 1');
    expect(text).toContain('stipple_gateway_request_duration_seconds_count{operation="other",outcome="ok"} 1');
    expect(text).toContain('stipple_gateway_errors_total{code="INTERNAL_SERVER_ERROR"} 1');
    expect(text).toContain('stipple_gateway_subgraph_duration_seconds_count{subgraph="staff",outcome="ok"} 1');
    expect(text).not.toContain('Junk');
    await gateway.stop();
  });

  it('shows nothing of what is wrong with the metrics of others', async () => {
    const { gateway, get } = await open({ metrics: () => Promise.reject(new Error('no route to 10.0.0.7')) });
    const { status, text } = await get('/metrics');
    expect([status, text]).toEqual([500, '{"error":"Something went wrong here; the log says what."}']);
    await gateway.stop();
  });

  it('says what there is not', async () => {
    const { gateway, get } = await open();
    const { status, text } = await get('/grapql?x=1');
    expect([status, text]).toEqual([404, '{"error":"There is nothing at /grapql. The API is at /graphql."}']);
    await gateway.stop();
  });

  it('finishes what it has begun before it stops, and takes nothing new', async () => {
    const {
      gateway,
      contexts: { staff },
      ask,
    } = await open();
    staff.slow = 300;
    const begun = ask('{ me { id } }');
    while (staff.asked.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    const stopped = gateway.stop();
    await new Promise((resolve) => setTimeout(resolve, 50));
    await expect(ask('{ me { id } }')).rejects.toThrow();
    expect((await begun).data).toEqual({ me: { id: 'desk' } });
    await stopped;
    await gateway.stop();
    await expect(ask('{ me { id } }')).rejects.toThrow();
  });

  it('cuts off after five seconds what does not end', async () => {
    const {
      gateway,
      contexts: { staff },
      ask,
      logged,
    } = await open({ timeout: 60_000 });
    staff.trouble = 'silent';
    const begun = ask('{ me { id } }').then(codesOf, () => 'cut off');
    while (staff.asked.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await gateway.stop();
    expect(await begun).toBe('cut off');
    expect(logged.map(({ message }) => message)).toContain('requests that still run are cut off');
  });
});
