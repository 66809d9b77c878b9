import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Proxies } from '@stipple/service';
import { closeAll, codesOf, open } from '../test/client.js';

afterAll(closeAll);

type Clinic = Awaited<ReturnType<typeof open>>;

/**
 * Writes bytes as they are, and answers with all that came until the connection ended or so many milliseconds had
 * passed.
 */
const write = (clinic: Clinic, parts: (string | Buffer)[], patience = 3_000) =>
  new Promise<string>((resolve) => {
    let text = '';
    const socket = connect(Number(new URL(clinic.gateway.url).port), '127.0.0.1', () =>
      parts.forEach((part) => socket.write(part)),
    );
    const late = setTimeout(() => socket.destroy(), patience);
    socket
      .on('data', (chunk) => (text += chunk.toString('latin1')))
      .on('error', () => undefined)
      .on('close', () => (clearTimeout(late), resolve(text)));
  });
const body = '{"query":"{ __typename }"}';
const head = (length: number | string, ...more: string[]) =>
  [
    'POST /graphql HTTP/1.1',
    'Host: here',
    'Content-Type: application/json',
    `Content-Length: ${length}`,
    ...more,
    '',
    '',
  ].join('\r\n');
const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1]);

describe('what comes over the wire', () => {
  let clinic: Clinic;
  beforeAll(async () => {
    clinic = await open({ rates: false });
  });
  const fine = async () => expect((await clinic.ask('{ me { id } }')).data).toEqual({ me: { id: 'desk' } });

  it.each([
    ['nothing that is HTTP', ['\u0000\u0001\u0002 hello\r\n\r\n'], 400],
    ['a method that is none', ['FROB /graphql HTTP/1.1\r\nHost: here\r\n\r\n'], 400],
    ['two lengths', [head(26, 'Content-Length: 27'), body], 400],
    ['a length and chunks', [head(26, 'Transfer-Encoding: chunked'), body], 400],
    ['a length that is none', [head('26x'), body], 400],
    ['a length below nothing', [head(-1), body], 400],
    [
      'a chunk of no size',
      [head(0).replace('Content-Length: 0', 'Transfer-Encoding: chunked'), 'zz\r\nxx\r\n0\r\n\r\n'],
      400,
    ],
    ['headers of a hundred kilobytes', [head(26, `X-Long: ${'x'.repeat(100_000)}`), body], 431],
    ['a header that is torn', [head(26, 'X Bad\u0000: y'), body], 400],
    ['a path that cannot be decoded', ['GET /%zz HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n'], 400],
    ['a body longer than 64 KB from a stranger', [head(100_000, 'Connection: close'), 'x'.repeat(100_000)], 413],
    [
      'a body in chunks longer than 64 KB from a stranger',
      [
        head(0, 'Connection: close').replace('Content-Length: 0', 'Transfer-Encoding: chunked'),
        `20000\r\n${'x'.repeat(0x20000)}\r\n0\r\n\r\n`,
      ],
      413,
    ],
    ['a body announced as longer than may be', [head(99_999_999)], 413],
  ])('and is %s is refused', async (_what, parts, status) => {
    const answer = await write(clinic, parts);
    expect(statusOf(answer)).toBe(status);
    expect(answer.length).toBeLessThan(2_000);
    await fine();
  });

  it.each([
    [
      'in another character set',
      { 'content-type': 'application/json; charset=utf-16le' },
      Buffer.from(body, 'utf16le'),
      415,
    ],
    ['compressed', { 'content-encoding': 'gzip' }, gzipSync(body), 415],
    ['of no type', { 'content-type': '' }, Buffer.from(body), 415],
    ['of a type that is none', { 'content-type': 'application/json/json' }, Buffer.from(body), 415],
    ['in parts', { 'content-type': 'multipart/form-data; boundary=x' }, Buffer.from(body), 415],
    ['not UTF-8', {}, Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]), 400],
    ['half a character', {}, Buffer.from([0x22, 0xe0, 0xb8]), 400],
    ['a number', {}, Buffer.from('7'), 400],
    ['no number', {}, Buffer.from('NaN'), 400],
    ['null', {}, Buffer.from('null'), 400],
    ['a text', {}, Buffer.from('"{ __typename }"'), 400],
    ['a list', {}, Buffer.from('[[[[]]]]'), 400],
    ['JSON and more', {}, Buffer.from(`${body}${body}`), 400],
    ['JSON nested a hundred thousand deep', {}, Buffer.from('['.repeat(60_000)), 400],
    ['nothing', {}, Buffer.from(''), 400],
  ])('as a body that is %s is refused', async (_what, headers, bytes, status) => {
    const response = await fetch(`${clinic.gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: bytes,
    });
    expect([
      response.status,
      codesOf({ ...((await response.json()) as object), status: 0, headers: response.headers, text: '' }),
    ]).toEqual([status, ['BAD_USER_INPUT']]);
    await fine();
  });

  it('with a byte order mark, or the same key twice, is read as what it is', async () => {
    expect((await clinic.post(`\ufeff${body}`)).data).toEqual({ __typename: 'Query' });
    // The last one counts for whoever admits it as for whoever runs it.
    expect((await clinic.post('{"query":"{ __typename }","query":"{ me { id } }"}')).status).toBe(401);
    expect((await clinic.post('{"query":"{ me { id } }","query":"{ __typename }"}')).status).toBe(200);
  });

  it('by GET with what cannot be decoded, or an address of its own, is answered by a refusal', async () => {
    for (const target of [
      '/graphql?query=%zz%',
      '/graphql?query=%ff%fe',
      '/graphql?query={__typename}&variables=%7b',
      'http://elsewhere:99999/graphql?query=%7b',
      '/graphql?query=%7B__typename%7D#x',
      '//graphql',
      '/graphql?',
      '/graphql?query=',
    ]) {
      const answer = await write(clinic, [
        `GET ${target} HTTP/1.1\r\nHost: here\r\napollo-require-preflight: 1\r\nConnection: close\r\n\r\n`,
      ]);
      expect([target, Math.floor(statusOf(answer) / 100)]).toEqual([target, target.includes('#') ? 2 : 4]);
    }
    await fine();
  });

  it('several requests behind each other on one connection are each answered', async () => {
    const answer = await write(clinic, [`${head(26)}${body}${head(26)}${body}${head(26, 'Connection: close')}${body}`]);
    expect(answer.match(/\{"data":\{"__typename":"Query"\}\}/g)).toHaveLength(3);
  });

  it('and breaks off in the middle holds nothing', async () => {
    const torn = Array.from({ length: 50 }, (_, index) => write(clinic, [head(1_000), body.slice(0, index % 26)], 50));
    expect((await Promise.all(torn)).join('')).toBe('');
    await fine();
  });

  it('and does not go on is ended by its deadline', async () => {
    const answer = await write(clinic, ['POST /graphql HTTP/1.1\r\nHost: here\r\n'], 20_000);
    expect(statusOf(answer)).toBe(408);
    await fine();
  });

  it('of more bodies than may be under way at once is refused with a moment to wait', async () => {
    const size = 64 * 1024;
    const many = Array.from({ length: 300 }, () => write(clinic, [head(size), 'x'.repeat(size - 1)], 2_000));
    const statuses = (await Promise.all(many)).filter((answer) => answer !== '').map(statusOf);
    expect(new Set(statuses)).toEqual(new Set([503]));
    await fine();
    expect((await clinic.anonymously('{ __typename }')).status).toBe(200);
  });
});

describe('health and metrics', () => {
  const outside = { 'x-forwarded-for': '203.0.113.9' };

  it('are told in full on this machine, and to others by the status alone', async () => {
    const { get } = await open({
      health: () => Promise.resolve({ database: { ok: false, detail: 'at 10.0.0.7' } }),
      restart: () => 'a reader stopped',
    });
    expect((await get('/health/ready')).text).toContain('10.0.0.7');
    expect((await get('/health/live')).text).toContain('a reader stopped');
    const ready = await get('/health/ready', outside);
    expect([ready.status, ready.text]).toEqual([503, '{"status":"not ready"}']);
    const live = await get('/health/live', outside);
    expect([live.status, live.text]).toEqual([503, '{"status":"to be restarted"}']);
    expect((await get('/metrics')).status).toBe(200);
    expect((await get('/metrics', outside)).text).toBe(
      '{"error":"There is nothing at /metrics. The API is at /graphql."}',
    );
  });

  it('are told in full with the token, from everywhere, and with no other', async () => {
    const { get } = await open({ metricsToken: 'a-token-of-some-length' });
    expect((await get('/metrics', { ...outside, authorization: 'Bearer a-token-of-some-length' })).text).toContain(
      'stipple_up 1',
    );
    expect((await get('/health/ready', { ...outside, authorization: 'Bearer a-token-of-some-length' })).text).toContain(
      'planner',
    );
    expect((await get('/metrics', { ...outside, authorization: 'Bearer a-token-of-some-lengtH' })).status).toBe(401);
    expect((await get('/metrics', outside)).status).toBe(404);
  });

  it('are told in full at a port of their own', async () => {
    const { gateway } = await open({ metricsPort: 0 });
    const response = await fetch(`${gateway.metricsUrl ?? ''}/metrics`, { headers: outside });
    expect([response.status, await response.text()]).toEqual([200, expect.stringContaining('stipple_up 1')]);
    expect((await fetch(`${gateway.metricsUrl ?? ''}/graphql`)).status).toBe(404);
  });

  it('are read once a second at most', async () => {
    let reads = 0;
    const { get } = await open({
      metrics: () => Promise.resolve(`reads ${++reads}`),
      health: () => Promise.resolve({ reads: { ok: (reads += 1) > 0 } }),
    });
    await Promise.all(Array.from({ length: 50 }, () => get('/metrics')));
    await Promise.all(Array.from({ length: 50 }, () => get('/health/ready', outside)));
    // A slow machine may be over the second in the middle.
    expect(reads).toBeLessThan(20);
  });

  it('say neither ready nor live once the process is ending', async () => {
    const process: { reason?: string } = {};
    const { get } = await open({ ending: { reason: () => process.reason } });
    expect([(await get('/health/live')).status, (await get('/health/ready')).status]).toEqual([200, 200]);
    process.reason = 'This process is ending.';
    for (const path of ['/health/live', '/health/ready']) {
      const { status, text } = await get(path);
      expect([status, text]).toEqual([503, expect.stringContaining(process.reason)]);
    }
  });
});

describe('the address behind proxies', () => {
  it('is what rates are counted by', async () => {
    const clinic = await open({
      proxies: new Proxies(['127.0.0.0/8']),
      rates: { address: { perSecond: 0.1, burst: 1 } },
    });
    const from = async (address: string) =>
      (await clinic.post({ query: '{ __typename }' }, { 'x-forwarded-for': address })).status;
    expect([
      await from('203.0.113.1'),
      await from('203.0.113.1'),
      await from('203.0.113.2'),
      await from('6.6.6.6, 203.0.113.2'),
      await from('::ffff:203.0.113.2'),
    ]).toEqual([200, 429, 200, 429, 429]);
  });
});
