import { describe, expect, it } from '@jest/globals';
import { hashPassword, isPassword } from './password-hash.js';

describe('a password', () => {
  it('is known again by its hash, however its letters are composed', async () => {
    const hash = await hashPassword('caf\u00e9 au lait, please');
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await isPassword('cafe\u0301 au lait, please', hash)).toBe(true);
    expect(await isPassword('cafe au lait, please', hash)).toBe(false);
    expect(await isPassword('nobody has this password', undefined)).toBe(false);
  });
});
