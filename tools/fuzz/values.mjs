// Values that people do not send: texts, numbers and JSON at the limits.
const onEveryObject = Object.getOwnPropertyNames(Object.prototype);
export const names = [
  ...onEveryObject,
  'prototype',
  'then',
  'toJSON',
  '__typename',
  '__schema',
  '__type',
  '_entities',
  '_service',
  'representations',
  'length',
  'null',
  'true',
  'on',
  'query',
  'fragment',
  '_',
  '__',
  'a'.repeat(101),
  'a'.repeat(5_000),
];

const texts = [
  '',
  ' ',
  '\t\n',
  '\u0000',
  '\u0001',
  '\u007f',
  '\u200b',
  '\u202e',
  '\ufeff',
  '\ufffe',
  '\ud83d',
  '\ude00',
  'a\ud83db',
  '\ude00\ud83d',
  '😀',
  'e\u0301',
  'ﬁ',
  'ß',
  'İ',
  '\u0e01\u0e33',
  '\u1100\u1161',
  'Ａ',
  '١٢٣',
  '../../etc/passwd',
  "' or 1=1 --",
  '"; drop table events; --',
  '${7*7}',
  '<script>alert(1)</script>',
  '%00',
  '%s%s%n',
  '\\',
  '\\u0000',
  '\\ud800',
  '"',
  "'",
  '`',
  '{{',
  '\r\nX-Injected: 1',
  'NaN',
  'Infinity',
  '-0',
  '1e309',
  '0x10',
  '1_000',
  'null',
  'undefined',
  '[object Object]',
  '2026-02-30',
  '2026-13-01',
  '0000-00-00',
  '9999-12-31',
  '-000001-01-01',
  '+275760-09-13',
  '2026-11-28T25:00:00Z',
  '2026-11-28T10:00:00',
  '2026-11-28T10:00:60Z',
  '2026-11-28T10:00:00+99:99',
  '1970-01-01T00:00:00Z',
  '9999-12-31T23:59:59.999999999Z',
  'P1D',
  'IST',
  'UTC',
  'Asia/Bangkok',
  'America/Argentina/ComodRivadavia',
  'Etc/GMT+14',
  'THB',
  'XXX',
  'TH',
  'desk@stipple.example',
  'DESK@STIPPLE.EXAMPLE',
  '@',
  'a@b',
  '+66 81 234 5678',
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
  '0.0000001',
  '-1',
  '999999999999999.999999',
  '1e2',
  ' 1',
  '１',
];
const numbers = [
  0,
  -0,
  -1,
  1,
  2 ** 31 - 1,
  2 ** 31,
  -(2 ** 31),
  2 ** 53,
  2 ** 53 + 2,
  1e21,
  1e-7,
  0.1,
  5e-324,
  1.7976931348623157e308,
];

const repeated = (random, text) => text.repeat(random.one([2, 50, 201, 1_000, 4_001, 20_000]));

export function hostileText(random) {
  if (random.chance(0.15))
    return repeated(random, random.one(['x', '😀', '\ud83d', 'e\u0301', '\u200b', ' ', '"', '\\', 'ab1', '\u0000']));
  if (random.chance(0.1)) return random.one(names);
  if (random.chance(0.2)) return `${random.one(texts)}${random.one(texts)}`;
  return random.one(texts);
}

export const hostileNumber = (random) => random.one(numbers);

/** Any JSON, most of it small. */
export function hostileJson(random, depth = 0) {
  const kind = random.whole(0, depth > 4 ? 5 : 9);
  if (kind <= 1) return hostileText(random);
  if (kind === 2) return hostileNumber(random);
  if (kind === 3) return null;
  if (kind === 4) return random.chance(0.5);
  if (kind === 5) return {};
  if (kind <= 7)
    return Array.from({ length: random.one([0, 1, 2, 3, 200]) }, () =>
      random.chance(0.02) ? hostileJson(random, depth + 3) : hostileText(random),
    );
  return Object.fromEntries(
    Array.from({ length: random.whole(0, 4) }, () => [
      random.chance(0.5) ? random.one(names) : hostileText(random),
      hostileJson(random, depth + 2),
    ]),
  );
}

/** Valid JSON text that JSON.stringify would not write. */
export function hostileJsonText(random) {
  const deep = random.one([20, 500, 20_000]);
  return random.one([
    '',
    ' ',
    '{',
    '[',
    '"',
    '}',
    'nul',
    'NaN',
    '-',
    '01',
    '1e',
    "{'query':1}",
    '{"query"}',
    '{"query":}',
    '{,}',
    '[1,]',
    '\ufeff{}',
    '{}{}',
    '{"a":1,"a":2}',
    '"\\ud83d"',
    '"\\x"',
    '"\t"',
    '['.repeat(deep),
    '{"a":'.repeat(deep),
    `${'['.repeat(deep)}${']'.repeat(deep)}`,
    `${'{"a":'.repeat(deep)}1${'}'.repeat(deep)}`,
    '9'.repeat(deep),
    `1e${'9'.repeat(deep)}`,
    `0.${'0'.repeat(deep)}1`,
    '{"__proto__":{"x":1}}',
    '{"constructor":{"prototype":{"x":1}}}',
    `{"query":"{ __typename }","variables":{"__proto__":null}}`,
  ]);
}
