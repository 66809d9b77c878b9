import { describe, expect, it } from '@jest/globals';
import { maySeeInside, onceASecond, plainAddress, Proxies, type Sender } from './callers.js';

const from = (remoteAddress: string | undefined, headers: Sender['headers'] = {}): Sender => ({
  socket: remoteAddress === undefined ? {} : { remoteAddress },
  headers,
});
const forwarded = (remoteAddress: string, header: string | string[]) =>
  from(remoteAddress, { 'x-forwarded-for': header });

describe('the address of a caller', () => {
  const none = new Proxies([]);
  const some = new Proxies(['127.0.0.1', '10.0.0.0/8', '2001:db8::/32', '::ffff:192.0.2.0/120']);

  it('is the connection’s where no proxy is trusted, whatever the header says', () => {
    expect(none.callerOf(forwarded('127.0.0.1', '203.0.113.9'))).toBe('127.0.0.1');
    expect(none.callerOf(from('::ffff:198.51.100.7'))).toBe('198.51.100.7');
    expect(none.callerOf(from(undefined))).toBe('unknown');
  });

  it.each([
    ['127.0.0.1', '203.0.113.9', '203.0.113.9'],
    ['::ffff:127.0.0.1', '203.0.113.9', '203.0.113.9'],
    ['127.0.0.1', '6.6.6.6, 203.0.113.9', '203.0.113.9'],
    ['127.0.0.1', '6.6.6.6, 203.0.113.9, 10.1.2.3', '203.0.113.9'],
    ['127.0.0.1', '6.6.6.6, 203.0.113.9, ::ffff:10.1.2.3', '203.0.113.9'],
    ['127.0.0.1', '2001:db8::7, 10.1.2.3', '2001:db8::7'],
    ['192.0.2.44', '203.0.113.9:51234', '203.0.113.9'],
    ['2001:db8::1', '[2001:0DB9:0::5]:443', '2001:db9::5'],
    ['198.51.100.7', '203.0.113.9', '198.51.100.7'],
    ['10.0.0.1', '10.0.0.2, 10.0.0.3', '10.0.0.2'],
  ])('behind %s with %s is %s: the last that no trusted proxy is', (peer, header, caller) => {
    expect(some.callerOf(forwarded(peer, header))).toBe(caller);
  });

  it.each([
    '',
    ' ',
    ',',
    'unknown',
    '203.0.113.9, unknown',
    '203.0.113.9,',
    '203.0.113.256',
    '6.6.6.6, <script>',
    '1'.repeat(10_000),
    'for=203.0.113.9',
    '::fffff',
    '203.0.113.9 10.0.0.1',
    '0x7f.1',
    '\u0000',
    '6.6.6.6,__proto__',
  ])('is the proxy’s own where the nearest entry of the header is no address: %j', (header) =>
    expect(some.callerOf(forwarded('127.0.0.1', header))).toBe('127.0.0.1'),
  );

  it('is sought among the last thirty-two entries only', () => {
    expect(some.callerOf(forwarded('127.0.0.1', ['6.6.6.6', ...Array.from({ length: 40 }, () => '10.0.0.1')]))).toBe(
      '10.0.0.1',
    );
  });

  it('has one spelling', () => {
    expect(
      ['::FFFF:1.2.3.4', '0:0:0:0:0:0:0:1', 'fe80::1%eth0', '1.2.3.4:80', '[::1]:80', '1.2.3', '', undefined].map(
        plainAddress,
      ),
    ).toEqual(['1.2.3.4', '::1', 'fe80::1', '1.2.3.4', '::1', undefined, undefined, undefined]);
  });

  it.each([
    'localhost',
    '10.0.0.0/33',
    '10.0.0.0/',
    '::/129',
    '10.0.0',
    '10.0.0.0/8/9',
    'fe80::1%eth0',
    '',
    ' ',
    '10.0.0.0/-1',
    '*',
    'true',
  ])('is refused as a proxy’s where it is none: %j', (entry) => {
    expect(() => new Proxies([entry])).toThrow(
      /is neither an address nor a block of addresses such as 10\.0\.0\.0\/8$/,
    );
  });
});

describe('metrics and the details of health', () => {
  const host = '127.0.0.1:4000';

  it.each([
    ['from this machine', from('127.0.0.1', { host }), true],
    ['from this machine by IPv6', from('::1', { host: '[::1]:4000' }), true],
    ['from this machine by IPv4 in IPv6', from('::ffff:127.0.0.1', { host: 'localhost' }), true],
    ['from elsewhere', from('203.0.113.9', { host }), false],
    ['from elsewhere by an address that only begins like it', from('::127.0.0.1', { host }), false],
    ['from this machine, forwarded', from('127.0.0.1', { host, 'x-forwarded-for': '127.0.0.1' }), false],
    [
      'from this machine, forwarded with nothing in the header',
      from('127.0.0.1', { host, 'x-forwarded-for': '' }),
      false,
    ],
    ['from this machine, forwarded by another header', from('127.0.0.1', { host, forwarded: 'for=127.0.0.1' }), false],
    ['from this machine by way of a proxy', from('127.0.0.1', { host, via: '1.1 caddy' }), false],
    ['from this machine under another name', from('127.0.0.1', { host: 'evil.example:4000' }), false],
    ['from this machine under no name', from('127.0.0.1', {}), false],
    ['from nowhere', from(undefined, { host }), false],
    ['with the token', from('203.0.113.9', { authorization: 'Bearer s3cret' }), true],
    [
      'with the token, forwarded',
      from('127.0.0.1', { authorization: 'bearer s3cret', 'x-forwarded-for': '203.0.113.9' }),
      true,
    ],
    ['with no token in the header from this machine', from('127.0.0.1', { host, authorization: 'Basic eDp4' }), false],
    [
      'with a token of several words from this machine',
      from('127.0.0.1', { host, authorization: 'Bearer of bad news' }),
      false,
    ],
    ['with another token', from('203.0.113.9', { authorization: 'Bearer s3cres' }), false],
    ['with another token from this machine', from('127.0.0.1', { host, authorization: 'Bearer s3cre' }), false],
  ])('%s are seen or not', (_who, sender, seen) =>
    expect(maySeeInside(sender, Object.hasOwn(sender.headers, 'authorization') ? 's3cret' : undefined)).toBe(seen),
  );

  it('are asked for by the token alone where one is set, from this machine too', () => {
    for (const sender of [from('127.0.0.1', { host }), from('::1', { host: '[::1]:4000' })])
      expect(maySeeInside(sender, 's3cret')).toBe(false);
  });

  it('are shown to no token where none is set', () => {
    for (const authorization of ['Bearer undefined', 'Bearer ', 'Bearer s3cret'])
      expect(maySeeInside(from('203.0.113.9', { authorization }), undefined)).toBe(false);
  });
});

describe('what is read once a second', () => {
  it('is read once for all who want it at once, and anew after it failed', async () => {
    let reads = 0;
    const read = onceASecond(() => (++reads === 1 ? Promise.reject(new Error('away')) : Promise.resolve(reads)));
    await expect(Promise.all([read(), read()])).rejects.toThrow('away');
    expect(await Promise.all([read(), read(), read()])).toEqual([2, 2, 2]);
  });
});
