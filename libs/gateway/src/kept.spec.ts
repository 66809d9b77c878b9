import { describe, expect, it } from '@jest/globals';
import { Kept } from './kept.js';

describe('what is remembered by text', () => {
  it('is forgotten in the order in which it was last used, when there is too much of it', () => {
    const kept = new Kept<number>({ entries: 3, characters: 1_000 });
    for (const [index, text] of ['a', 'b', 'c'].entries()) kept.set(text, index);
    kept.get('a');
    kept.set('d', 3);
    expect(['a', 'b', 'c', 'd'].map((text) => kept.get(text))).toEqual([0, undefined, 2, 3]);
  });

  it('is bounded in characters, counted once for each text, and what is too large is not kept', () => {
    const kept = new Kept<number>({ entries: 100, characters: 10 });
    for (let times = 0; times < 5; times++) kept.set('aaaa', times);
    kept.set('bbbb', 1);
    expect([kept.get('aaaa'), kept.get('bbbb')]).toEqual([4, 1]);
    kept.set('cccc', 2);
    kept.set('x'.repeat(11), 3);
    expect([kept.get('aaaa'), kept.get('bbbb'), kept.get('cccc'), kept.get('x'.repeat(11))]).toEqual([
      undefined,
      1,
      2,
      undefined,
    ]);
    kept.set('name', 4, 11);
    expect([kept.get('name'), kept.delete('cccc'), kept.get('cccc')]).toEqual([undefined, true, undefined]);
  });
});
