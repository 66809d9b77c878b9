// Makes one request from a seed and a number: the same for the same two and the same world.
import { randomOf } from '../faults/random.mjs';
import { bomb, plausible, torn } from './documents.mjs';
import { hostileJson, hostileJsonText, hostileText, names } from './values.mjs';

const mixed = (seed, index) => (Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(index + 1, 0xc2b2ae35)) >>> 0;
const json = { 'content-type': 'application/json' };
/** Keeps in headers only what Node's client lets through. Everything else goes over a bare socket. */
const headerSafe = (text) => text.replace(/[^\x20-\x7e]/g, '?').slice(0, 3_000);

function body(random, world) {
  const kind = random.whole(0, 99);
  if (kind < 58) return JSON.stringify(plausible(random, world));
  if (kind < 74)
    return JSON.stringify({
      query: bomb(random, world),
      ...(random.chance(0.2) && { variables: hostileJson(random) }),
    });
  if (kind < 82)
    return JSON.stringify({ ...plausible(random, world), query: torn(random, plausible(random, world).query) });
  if (kind < 88) return torn(random, JSON.stringify(plausible(random, world)));
  if (kind < 92) return hostileJsonText(random);
  if (kind < 94) return `{"query":"{ __typename }","variables":${hostileJsonText(random)}}`;
  const { query, variables } = plausible(random, world);
  return JSON.stringify(
    random.one([
      hostileJson(random),
      { query: hostileJson(random) },
      { query, variables: hostileJson(random) },
      { query, variables, operationName: hostileJson(random) },
      { query, variables, extensions: hostileJson(random) },
      {
        query,
        variables,
        extensions: { persistedQuery: { version: hostileJson(random), sha256Hash: hostileText(random) } },
      },
      { query, variables, [random.one(names)]: hostileJson(random) },
      { query: '{ __typename }', variables: Object.fromEntries(names.map((name) => [name, hostileJson(random)])) },
      [
        { query, variables },
        { query, variables },
      ],
    ]),
  );
}

function oddHeaders(random) {
  return random.one([
    {
      'content-type': random.one([
        '',
        'text/plain',
        'application/json; charset=utf-16',
        'application/json; charset="utf-8"',
        'application/graphql',
        'application/x-www-form-urlencoded',
        'multipart/form-data; boundary=x',
        'APPLICATION/JSON',
        'application/json;',
        'a/b/c',
        headerSafe(hostileText(random)),
      ]),
    },
    { 'content-encoding': random.one(['gzip', 'br', 'identity', 'deflate, gzip', headerSafe(hostileText(random))]) },
    {
      authorization: random.one([
        'Bearer',
        'Bearer ',
        'Bearer x',
        'Basic eDp4',
        `Bearer ${'a'.repeat(9_000)}`,
        'Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.',
        headerSafe(hostileText(random)),
      ]),
    },
    {
      accept: random.one([
        '*/*',
        'text/html',
        'application/graphql-response+json',
        'multipart/mixed',
        'x',
        headerSafe(hostileText(random)),
      ]),
    },
    { 'x-correlation-id': headerSafe(hostileText(random)), traceparent: headerSafe(hostileText(random)) },
    {
      'stipple-seen': random.one([
        Buffer.from(JSON.stringify(hostileJson(random)))
          .toString('base64url')
          .slice(0, 4_000),
        headerSafe(hostileText(random)),
      ]),
    },
    { 'x-stipple-device': headerSafe(hostileText(random)) },
    { expect: '100-continue' },
    { 'transfer-encoding': 'chunked' },
    { origin: 'https://evil.example', referer: headerSafe(hostileText(random)) },
  ]);
}

const path = (random, world) => {
  const { query, variables } = plausible(random, world);
  const search = new URLSearchParams({
    query: random.chance(0.3) ? bomb(random, world).slice(0, 5_000) : query,
    variables: random.chance(0.3) ? hostileJsonText(random).slice(0, 2_000) : JSON.stringify(variables),
  });
  return random.one([
    () => `/graphql?${search}`.slice(0, 12_000),
    () => `/graphql?query=${encodeURIComponent('{ __typename }')}&query=${encodeURIComponent('{ me { id } }')}`,
    () => `/graphql?query=%zz&variables=%ff`,
    () => `/graphql?${encodeURIComponent(hostileText(random).toWellFormed?.() ?? 'x').slice(0, 3_000)}`,
    () => `/${encodeURIComponent(random.one(names))}`,
    () =>
      random.one([
        '/',
        '/graphql',
        '/metrics',
        '/health/ready',
        '/health/live',
        '/page/examples',
        '/page/../../package.json',
        '/page/%2e%2e/%2e%2e/package.json',
        '/graphql/',
        '//graphql',
        '/graphql;x',
        '/constructor',
        '/__proto__',
        '/mail',
        '/explore',
        '/favicon.ico',
      ]),
  ])();
};

/** Bytes that no client library would send, and the milliseconds to wait before hanging up. */
function raw(random, world) {
  const text = Buffer.from(body(random, world));
  const lines = (...more) =>
    `${['POST /graphql HTTP/1.1', 'Host: fuzz', 'Content-Type: application/json', 'Connection: close', ...more].join('\r\n')}\r\n\r\n`;
  const bytes = random.one([
    () => [lines(`Content-Length: ${text.length + random.whole(1, 1_000)}`), text],
    () => [lines(`Content-Length: ${Math.max(0, text.length - random.whole(1, 50))}`), text],
    () => [lines(`Content-Length: ${text.length}`), text.subarray(0, random.whole(0, text.length))],
    () => [lines('Content-Length: 5', 'Content-Length: 6'), text],
    () => [lines('Content-Length: 5', 'Transfer-Encoding: chunked'), text],
    () => [
      lines('Transfer-Encoding: chunked'),
      `${random.one([text.length.toString(16), 'zz', '-1', 'ffffffffffffffff', '0'])}\r\n`,
      text,
    ],
    () => [lines('Transfer-Encoding: gzip, chunked'), text],
    () => [lines(`Content-Length: ${random.one(['x', '-5', '1e9', '99999999999999999999', ' 5', '+5'])}`), text],
    () => [lines(`X-Long: ${'x'.repeat(random.one([100, 20_000, 100_000]))}`, `Content-Length: ${text.length}`), text],
    () => [
      lines(
        ...Array.from({ length: random.one([50, 3_000]) }, (_, n) => `X-${n}: y`),
        `Content-Length: ${text.length}`,
      ),
      text,
    ],
    () => [`POST /graphql HTTP/1.1\r\nHost: fuzz\r\nX-Open: `],
    () => [
      `GET ${random.one([
        '/%zz',
        '/\u0000',
        '*',
        'http://[::',
        'http://elsewhere:99999/graphql?query=%7b',
        '/graphql?query={__typename}',
        '/a b',
        '/\ud83d',
        `/${'x'.repeat(20_000)}`,
      ])} HTTP/1.1\r\nHost: fuzz\r\n\r\n`,
    ],
    () => [
      `${random.one(['FROB', 'get', 'CONNECT', 'TRACE', 'OPTIONS', 'HEAD', 'PUT', 'PRI'])} /graphql ` +
        `HTTP/${random.one(['1.1', '1.0', '0.9', '2.0', '9.9'])}\r\nHost: fuzz\r\n\r\n`,
    ],
    () => [Buffer.from(Array.from({ length: random.whole(1, 2_000) }, () => random.whole(0, 255)))],
    () => [
      lines(`Content-Length: ${text.length}`),
      text,
      lines(`Content-Length: ${text.length}`),
      text,
      'GARBAGE\r\n\r\n',
    ],
    () => [
      lines('Content-Length: 30'),
      Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0xed, 0xa0, 0x80, 0xf0, 0x9f, 0x22, 0x7d]),
    ],
    () => [lines('Upgrade: websocket', 'Connection: Upgrade', 'Sec-WebSocket-Key: x', 'Content-Length: 0')],
  ])();
  return { kind: 'raw', bytes: Buffer.concat(bytes.map((part) => Buffer.from(part))), wait: random.one([0, 20, 150]) };
}

/** @returns `{ kind: 'http', role, method, path, headers, body }` or `{ kind: 'raw', bytes, wait }` */
export function requestOf(seed, index, world) {
  const random = randomOf(mixed(seed, index));
  const address = `198.18.${random.whole(0, 255)}.${random.whole(1, 254)}`;
  const forwarded = random.chance(0.03)
    ? headerSafe(hostileText(random))
    : random.chance(0.1)
      ? `6.6.6.6, ${address}`
      : address;
  const kind = random.whole(0, 99);
  if (kind < 5) return raw(random, world);
  const role = random.chance(0.15) ? undefined : random.one(world.roles);
  const common = {
    kind: 'http',
    role,
    headers: { ...json, 'x-forwarded-for': forwarded, ...(random.chance(0.06) && oddHeaders(random)) },
  };
  if (kind < 12)
    return {
      ...common,
      method: random.one(['GET', 'GET', 'GET', 'HEAD', 'OPTIONS', 'DELETE', 'PUT']),
      path: path(random, world),
      headers: { ...common.headers, 'content-type': undefined, 'apollo-require-preflight': '1' },
    };
  return { ...common, method: 'POST', path: '/graphql', body: body(random, world) };
}

/** The request as text, to send it again by hand. */
export function shownRequest(request) {
  if (request.kind === 'raw')
    return `over a bare socket, hanging up after ${request.wait} ms: ${JSON.stringify(request.bytes.toString('latin1').slice(0, 3_000))}`;
  const headers = Object.entries(request.headers).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}: ${String(value).slice(0, 300)}`],
  );
  return [
    `${request.method} ${request.path.slice(0, 2_000)} as ${request.role ?? 'nobody'}`,
    ...headers,
    '',
    (request.body ?? '').slice(0, 6_000),
  ].join('\n    ');
}
