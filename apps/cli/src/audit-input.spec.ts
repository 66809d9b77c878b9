import { describe, expect, it } from '@jest/globals';
import { linesIn } from './audit-input.js';

const nothing = () => undefined;
const limit = 65_535;

/**
 * Random numbers, the same for the same seed (mulberry32). @returns a function that gives a whole number below its
 * argument
 */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

/** The bytes in pieces that end at `ends`. */
async function* cutAt(bytes: Buffer, ends: readonly number[]): AsyncGenerator<Buffer> {
  let from = 0;
  for (const end of [...ends, bytes.length]) {
    // A copy, because a stream gives each piece its own memory.
    yield await Promise.resolve(Buffer.from(bytes.subarray(from, end)));
    from = end;
  }
}

async function linesFrom(pieces: AsyncIterable<Buffer>): Promise<Buffer[]> {
  const lines: Buffer[] = [];
  for await (const batch of linesIn(pieces, nothing)) lines.push(...batch.map((line) => Buffer.from(line)));
  return lines;
}

/** Lines of any bytes but the newline. Many are bytes that divide lines elsewhere. */
function anyLines(below: (limit: number) => number): Buffer[] {
  const alphabets = [
    [0x00, 0x0d, 0x20, 0x22],
    [...Buffer.from('é€𝄞\u2028\ufeff')],
    [0xff, 0xc3, 0x80, 0x0b, 0x0c, 0x85],
    Array.from({ length: 256 }, (_, byte) => byte),
  ];
  return Array.from({ length: 1 + below(40) }, () => {
    const alphabet = alphabets[below(alphabets.length)] ?? [];
    const length = 1 + below(below(20) === 0 ? 3_000 : 12);
    return Buffer.from(
      Array.from({ length }, () => alphabet[below(alphabet.length)] ?? 0).map((byte) => (byte === 0x0a ? 0x0d : byte)),
    );
  });
}

const joined = (lines: readonly Buffer[], end: string) =>
  Buffer.concat([...lines.flatMap((line, at) => (at === 0 ? [line] : [Buffer.from('\n'), line])), Buffer.from(end)]);

describe('the lines of what comes in pieces', () => {
  it('are the bytes that were written, whatever they are and wherever the pieces end', async () => {
    for (let seed = 1; seed <= 400; seed += 1) {
      const below = random(seed);
      const lines = anyLines(below);
      const bytes = joined(lines, below(2) === 0 ? '\n' : '');
      const ends = Array.from({ length: below(30) }, () => below(bytes.length + 1)).sort((one, other) => one - other);
      const read = await linesFrom(cutAt(bytes, ends));
      if (!read.every((line, at) => line.equals(lines[at] ?? Buffer.alloc(0))) || read.length !== lines.length)
        throw new Error(`With the seed ${seed}, other lines were read than were written.`);
    }
  });

  it('are the same with each byte in a piece of its own', async () => {
    const lines = ['{"name":"Zoë €𝄞"}\r', '\u0000', ' ', '\r', '\u2028\ufeff'].map((line) => Buffer.from(line));
    for (const end of ['', '\n']) {
      const bytes = joined(lines, end);
      expect(
        await linesFrom(
          cutAt(
            bytes,
            Array.from({ length: bytes.length }, (_, at) => at),
          ),
        ),
      ).toEqual(lines);
    }
  });

  it.each(['', '\n'])('have up to 65,535 bytes (ending with %j)', async (end) => {
    const longest = Buffer.alloc(limit, 0xc3);
    for (const ends of [[], [1], [limit - 1], [limit], [limit + 1], [limit, limit + 1], [30_000, 60_000, limit + 2]]) {
      expect(
        (await linesFrom(cutAt(joined([longest, Buffer.from('x'), longest], end), ends))).map(({ length }) => length),
      ).toEqual([limit, 1, limit]);
      await expect(
        linesFrom(cutAt(joined([Buffer.from('x'), Buffer.alloc(limit + 1, 0x20)], end), ends)),
      ).rejects.toThrow('Line 2 has more than 65535 bytes; nothing was appended.');
    }
  });

  it('are none where there is nothing, and never empty', async () => {
    expect(await linesFrom(cutAt(Buffer.alloc(0), []))).toEqual([]);
    for (const [text, number] of [
      ['\n', 1],
      ['a\n\n', 2],
      ['a\n\nb', 2],
      ['\na', 1],
      ['a\nb\n\n\n', 3],
    ] as const) {
      for (let end = 0; end <= text.length; end += 1)
        await expect(linesFrom(cutAt(Buffer.from(text), [end]))).rejects.toThrow(
          `Line ${number} is empty; nothing was appended.`,
        );
    }
  });

  it('are given up as soon as one is too long, and not collected until it ends', async () => {
    let given = 0;
    async function* unending(): AsyncGenerator<Buffer> {
      while (given < 4_000_000) {
        given += 1000;
        yield await Promise.resolve(Buffer.alloc(1000, 0x78));
      }
    }
    await expect(linesFrom(unending())).rejects.toThrow('Line 1 has more than 65535 bytes; nothing was appended.');
    expect(given).toBeLessThanOrEqual(limit + 1000);
  });

  it('tell of each byte that was read', async () => {
    const told: number[] = [];
    for await (const batch of linesIn(cutAt(Buffer.from('ab\ncd\ne'), [1, 4]), (done) => told.push(done)))
      expect(batch.length).toBeLessThan(3);
    expect(told).toEqual([1, 4, 7]);
  });
});
