import { describe, expect, it } from '@jest/globals';
import { cut, cutWithin } from './cut.js';

describe('a text that repeats what was sent', () => {
  it('is left as it is up to 200 characters', () => {
    expect(cut('x'.repeat(200))).toBe('x'.repeat(200));
  });

  it('loses its middle beyond them, so that what is wrong with it is still said', () => {
    const told = cut(`Variable "$at" got invalid value "${'9'.repeat(1_500_000)}"; it is no moment.`);
    expect(told).toHaveLength(200);
    expect(told).toMatch(/^Variable "\$at" got invalid value "9{66} … 9+"; it is no moment\.$/);
  });

  it('is not cut through a character', () => {
    for (const before of [0, 1, 2, 3])
      expect(cut(`${'x'.repeat(before)}${'\u{1f600}'.repeat(500)}`)).not.toMatch(/\p{Surrogate}/u);
  });

  it('is cut wherever it lies, and its key with it', () => {
    const long = 'y'.repeat(1_000);
    const within = cutWithin({
      [long]: [{ a: long, b: 1, c: null, d: true }],
      list: Array.from({ length: 1_000 }, () => 0),
    });
    const [[key, [inside]], [, list]] = Object.entries(within as object) as [
      [string, [{ a: string }]],
      [string, number[]],
    ];
    expect([key.length, inside.a.length, list.length]).toEqual([200, 200, 100]);
    expect(inside).toMatchObject({ b: 1, c: null, d: true });
  });

  it('of something without end is given up in the depth', () => {
    const loop: Record<string, unknown> = {};
    loop['again'] = loop;
    expect(JSON.stringify(cutWithin(loop))).toBe('{"again":{"again":{"again":{"again":{"again":"…"}}}}}');
  });
});
