import { describe, expect, it } from '@jest/globals';
import { digestOf } from './digest.rules.js';

describe("the digest of a cycle's samples", () => {
  const samples = [0, 10, 20].map((second) => ({ second, celsius: 134.5, kPaAbsolute: 309 }));
  it('is what `sha256sum` says of them, a line each', () =>
    expect(digestOf(samples)).toBe('5a98f323a4df1f9268b28952fc67c1665049b41959ba3586e35d1553ec8d523d'));
  it('changes with any of them', () => {
    const others = [
      samples.slice(1),
      [...samples].reverse(),
      samples.map((sample) => ({ ...sample, celsius: 134.51 })),
      [],
    ].map(digestOf);
    expect(new Set([digestOf(samples), ...others]).size).toBe(5);
  });
});
