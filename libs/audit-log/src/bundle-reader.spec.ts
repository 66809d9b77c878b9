import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BundleReader, type ByteSource } from './bundle-reader.js';
import type { Checkpoint } from './checkpoint.js';
import { entriesFrom, sourceFrom, TestLog, Workplace } from './log.fixture.js';
import { nodeCryptography } from './node-cryptography.js';
import { verifyBundle } from './verify.js';

const workplace = new Workplace();
afterAll(() => workplace.remove());

let log: TestLog;
let kept: Checkpoint;
beforeAll(async () => {
  log = await TestLog.of(workplace, 600);
  kept = log.checkpoint();
  await log.append(entriesFrom(600, 400));
});

describe('the reader of a bundle', () => {
  it('takes it in pieces of any size', async () => {
    const bundle = await log.bundle(0, 300, kept);
    const kinds = async (piece: number) => {
      const reader = new BundleReader(sourceFrom(bundle, piece));
      await reader.begin();
      const found: string[] = [];
      for (let part = await reader.next(); part !== undefined; part = await reader.next())
        found.push(`${part.kind} ${part.content.length}`);
      return found;
    };
    const whole = await kinds(bundle.length);
    expect(whole.map((part) => part.split(' ')[0])).toEqual([
      'manifest',
      'checkpoint',
      'keys',
      'consistency',
      'entries',
      'entries',
      'rest',
      'end',
    ]);
    expect(await kinds(1)).toEqual(whole);
    expect(await kinds(7_919)).toEqual(whole);
  });

  it('takes parts of any size, after each other', async () => {
    const large = await TestLog.of(workplace, 200);
    const lengths = [65_535, 0, 9, 65_535, 1_200, 40_000];
    for (let round = 0; round < 4; round += 1)
      await large.append(
        Array.from({ length: 256 + round * 99 }, (_, i) =>
          new Uint8Array(lengths[(i * (round + 1)) % 6] as number).fill(i),
        ),
      );
    const bundle = await large.bundle(0, large.checkpoint().size - 1);
    expect(bundle.length).toBeGreaterThan(1 << 25);
    for (const piece of [bundle.length, 99_991])
      expect(await verifyBundle(sourceFrom(bundle, piece), { cryptography: nodeCryptography })).toMatchObject({
        holds: true,
        entries: { count: large.checkpoint().size },
      });
  });

  it('tells of a source that fails, and not of what it need not have read', async () => {
    const bundle = await log.bundle(0, 300, kept);
    const failingAt = (length: number): ByteSource => {
      const source = sourceFrom(bundle.subarray(0, length));
      return {
        read: async (into) => {
          const read = await source.read(into);
          if (read === 0) throw new Error('The disk is gone.');
          return read;
        },
      };
    };
    await expect(verifyBundle(failingAt(bundle.length - 9), { cryptography: nodeCryptography })).rejects.toThrow(
      'The disk is gone.',
    );
    await expect(verifyBundle(failingAt(3), { cryptography: nodeCryptography })).rejects.toThrow('The disk is gone.');
    const torn = bundle.slice();
    torn.fill(0xff, 24, 60);
    const failing = sourceFrom(torn.subarray(0, 1 << 10), 1 << 10);
    const source = {
      read: async (into: Uint8Array) => (await failing.read(into)) || Promise.reject(new Error('The disk is gone.')),
    };
    expect(await verifyBundle(source, { cryptography: nodeCryptography })).toMatchObject({
      holds: false,
      problem: { sentence: 'The bundle holds a part that no bundle has.' },
    });
  });

  it('gives the same bytes for the same entries', async () => {
    expect(Buffer.compare(await log.bundle(3, 900, kept), await log.bundle(3, 900, kept))).toBe(0);
  });
});
