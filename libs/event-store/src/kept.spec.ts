import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { Kept } from './kept.js';

describe('what is kept beside events', () => {
  const [kept, other] = [new Kept(Buffer.alloc(32, 1)), new Kept(Buffer.alloc(32, 2))];

  it('has a fingerprint that tells two things apart, and that nobody can make who has not the key', () => {
    const fingerprint = kept.fingerprint('anna', 'RegisterClient', { name: 'Malee' });
    expect(kept.fingerprint('anna', 'RegisterClient', { name: 'Malee' })).toBe(fingerprint);
    expect(kept.fingerprint('anna', 'RegisterClient', { name: 'Mali' })).not.toBe(fingerprint);
    expect(fingerprint).not.toContain(
      createHash('sha256')
        .update(JSON.stringify(['anna', 'RegisterClient', { name: 'Malee' }]))
        .digest('base64url'),
    );
    expect(other.fingerprint('anna', 'RegisterClient', { name: 'Malee' }).split('.')[2]).not.toBe(
      fingerprint.split('.')[2],
    );
  });

  it('takes a fingerprint of before, or under another key, for one of anything', () => {
    const fingerprint = kept.fingerprint('a');
    expect([
      kept.mayBe(fingerprint, kept.fingerprint('b')),
      kept.mayBe(fingerprint, fingerprint),
      kept.mayBe(fingerprint, ''),
      kept.mayBe(fingerprint, other.fingerprint('b')),
    ]).toEqual([false, true, true, true]);
  });

  it('is sealed where it belongs, and comes back there alone', () => {
    const sealed = kept.seal('Malee is allergic.', 'command 1');
    expect(sealed).not.toContain('Malee');
    expect(kept.open(sealed, 'command 1')).toBe('Malee is allergic.');
    expect(() => kept.open(sealed, 'command 2')).toThrow();
    expect(other.open(sealed, 'command 1')).toBeUndefined();
    expect(kept.open('It was written in the clear.', 'command 1')).toBe('It was written in the clear.');
  });
});
