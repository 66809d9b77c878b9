import { describe, expect, it } from '@jest/globals';
import { Identity, networkOf } from './identity.js';

const identity = new Identity(Buffer.alloc(32, 7));

describe('an identity', () => {
  it('is one person for one e-mail address, however it is written', () =>
    expect(identity.memberIdOf(' Ann@Example.com ')).toBe(identity.memberIdOf('ann@example.com')));
  it('is another under another secret', () =>
    expect(new Identity(Buffer.alloc(32, 8)).memberIdOf('ann@example.com')).not.toBe(
      identity.memberIdOf('ann@example.com'),
    ));
  it('has the form of a UUID', () =>
    expect(identity.memberIdOf('ann@example.com')).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    ));
  it('knows its own invitations', () => {
    const memberId = identity.memberIdOf('ann@example.com');
    expect(identity.readOneTimeToken('invitation', identity.oneTimeToken('invitation', memberId, 3))).toEqual({
      memberId,
      number: 3,
    });
  });
  it('knows no invitation that was altered or made elsewhere', () => {
    const memberId = identity.memberIdOf('ann@example.com');
    const token = identity.oneTimeToken('invitation', memberId, 3);
    for (const wrong of [
      '',
      'x',
      token.replace('.3.', '.4.'),
      `${token}x`,
      token.slice(0, -1),
      new Identity(Buffer.alloc(32, 8)).oneTimeToken('invitation', memberId, 3),
    ])
      expect(identity.readOneTimeToken('invitation', wrong)).toBeUndefined();
  });
});

describe('an address', () => {
  it('counts by itself in IPv4, also when it comes as IPv6', () => {
    expect(networkOf('203.0.113.9')).toBe('203.0.113.9');
    expect(networkOf('::ffff:203.0.113.9')).toBe('203.0.113.9');
  });
  it('counts with its 64-bit network in IPv6', () => {
    expect(networkOf('2001:db8:0:1::5')).toBe('2001:db8:0:1');
    expect(networkOf('2001:0db8::1:2:3:4:5')).toBe(networkOf('2001:db8:0:1:9:9:9:9'));
    expect(networkOf('::1')).toBe('0:0:0:0');
  });
});
