import { inspect } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { Unsaid, weaknessOf } from './password.js';

const ann = { name: 'Ann Wong', email: 'annwong@example.com' };

describe('a password', () => {
  it('will do when it is long and nobody would try it', () => {
    for (const good of ['correct horse battery', 'สวัสดีตอนเช้าครับ', 'Ann Wong likes mangoes'])
      expect(weaknessOf(good, ann)).toBeUndefined();
  });
  it('has ten characters at least, and two hundred at most', () => {
    expect(weaknessOf('zxplq-982', ann)).toMatch(/at least 10/);
    expect(weaknessOf(`horse ${'a battery '.repeat(20)}`, ann)).toMatch(/at most 200/);
  });
  it('is neither the name nor the e-mail address, nor little more', () => {
    for (const own of ['annwong@example.com', 'AnnWong@Example', 'ann.wong!!!!', 'annwong123'])
      expect(weaknessOf(own, { ...ann, email: 'annwong@example' })).toMatch(/name or e-mail/);
  });
  it('is not one of the commonest, nor a run of keys', () => {
    for (const common of [
      'Password123',
      'password-123!',
      'qwertyuiop',
      'aaaaaaaaaaaa',
      '12345678910',
      'abcdefghijkl',
      '!!!!!!!!!!!!',
      '  a  b  c  ',
    ])
      expect(weaknessOf(common, ann)).toMatch(/first that anybody/);
  });
  it('does not show where it is carried', () => {
    const unsaid = new Unsaid('correct horse battery');
    expect(JSON.stringify({ unsaid })).toBe('{"unsaid":null}');
    expect(inspect({ unsaid })).not.toContain('horse');
  });
});
