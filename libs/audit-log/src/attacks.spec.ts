import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  openAttackedLog,
  change,
  file,
  placeOf,
  rewritten,
  size,
  withRuns,
  type AttackedLog,
} from './attacked.fixture.js';
import { concatenated } from './encoding.js';
import { checkLog } from './fsck.js';
import { entriesFrom, origin, TestLog, verified, Workplace } from './log.fixture.js';
import { Random } from './random.fixture.js';
import { entriesPath, tilePath } from './tiles.js';

// Attacks on real files by somebody who can write everything but the auditor's own policy and checkpoint.
const workplace = new Workplace();
afterAll(() => workplace.remove());

let log: AttackedLog['log'];
let kept: AttackedLog['kept'];
let policy: AttackedLog['policy'];
let stolen: AttackedLog['stolen'];
let inSpite: AttackedLog['inSpite'];
beforeAll(async () => {
  ({ log, kept, policy, stolen, inSpite } = await openAttackedLog(workplace));
});

const nothing = () => undefined;

const flip = (at: number) => (bytes: Buffer) => {
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  return bytes;
};

describe('a log that nobody touched', () => {
  it('is accused of nothing', async () => {
    expect(await checkLog(log.folder, nothing)).toBeUndefined();
    expect(await inSpite(log)).toMatchObject({
      holds: true,
      since: 600,
      cosignatures: [{ witness: 'W', time: '2027-01-15T08:00:00.000Z' }],
      entries: { count: size, first: 0, last: size - 1 },
      remarks: [],
    });
  });

  it('is accused of nothing while it grows beyond the checkpoint that was read', async () => {
    const one = await TestLog.of(workplace, 300);
    const before = one.checkpointBytes();
    await one.append(entriesFrom(300, 400));
    writeFileSync(file(one, 'checkpoint'), before);
    expect(await checkLog(one.folder, nothing)).toBeUndefined();
  });

  it('is accused of nothing in any part of it', async () => {
    const random = new Random(8);
    for (let round = 0; round < 40; round += 1) {
      const first = random.below(size);
      const last = first + random.below(size - first);
      expect(await inSpite(log, first, last)).toMatchObject({
        holds: true,
        entries: { count: last - first + 1, first, last },
      });
    }
  });
});

describe('one byte that is changed', () => {
  it.each([0, 1, 255, 256, 511, 700, 999])('in entry %i is found at that index', async (index) => {
    const one = stolen();
    const tile = Math.floor(index / 256);
    change(one, entriesPath(tile, tile === 3 ? 232 : 256), (bytes) => flip(placeOf(bytes, index % 256) + 9)(bytes));
    expect(await checkLog(one.folder, nothing)).toMatchObject({
      index,
      sentence: expect.stringContaining(`Entry ${index} is not what the log holds`),
    });
    expect(await inSpite(one)).toMatchObject({ holds: false, problem: { index } });
  });

  it.each([0, 255, 256, 700, 999])(
    'in the hash of entry %i in its tile is found at that index, and the entry is cleared',
    async (index) => {
      const one = stolen();
      const tile = Math.floor(index / 256);
      change(one, tilePath({ level: 0, index: tile, width: tile === 3 ? 232 : 256 }), flip((index % 256) * 32 + 5));
      // The tile at the right edge goes into the root itself; the others go in through the tile above.
      const found = await checkLog(one.folder, nothing);
      expect(found).toMatchObject({
        index,
        sentence: expect.stringContaining('The entry itself is what the log holds.'),
      });
      const bundle = one.bundle(0, size - 1);
      if (tile === 3) await expect(bundle).rejects.toThrow('The tiles of the log are not those of its checkpoint.');
      else expect(await verified(await bundle, { policy })).toMatchObject({ holds: false, problem: { index } });
    },
  );

  it('in the tile above is found at the entries under it', async () => {
    const one = stolen();
    change(one, tilePath({ level: 1, index: 0, width: 3 }), flip(32 + 5));
    expect(await checkLog(one.folder, nothing)).toMatchObject({
      index: 256,
      lastIndex: 511,
      sentence: expect.stringContaining('The entries themselves are what the log holds.'),
    });
  });

  it.each([tilePath({ level: 0, index: 3, width: 232 }), tilePath({ level: 1, index: 0, width: 3 })])(
    'more than it should be in %s is found',
    async (name) => {
      const one = stolen();
      change(one, name, (bytes) => Buffer.concat([bytes, Buffer.alloc(32, 7)]));
      expect(await checkLog(one.folder, nothing)).toMatchObject({ sentence: expect.stringContaining('belong there') });
    },
  );

  it('in the checkpoint is found', async () => {
    const one = stolen();
    for (const at of [3, origin.length + 2, origin.length + 8, 120]) {
      const before = readFileSync(file(one, 'checkpoint'));
      change(one, 'checkpoint', flip(at));
      const outcome = await Promise.resolve(checkLog(one.folder, nothing)).catch((error: unknown) => error);
      expect(outcome).toBeDefined();
      writeFileSync(file(one, 'checkpoint'), before);
    }
  });

  it('anywhere in a bundle is found', async () => {
    const bundle = await log.bundle(254, 257, kept);
    for (let at = 0; at < bundle.length; at += 1) {
      const altered = bundle.slice();
      altered[at] = (altered[at] as number) ^ (1 << (at % 8));
      const verdict = await verified(altered, { policy, since: kept });
      if (verdict.holds) throw new Error(`The verifier did not see byte ${at} of ${bundle.length}.`);
    }
  });

  it('in a proof is found', async () => {
    const bundle = await log.bundle(300, 310, kept);
    const gap = await withRuns(bundle, (run) => ({
      ...run,
      gap: run.gap.map((hash, i) => (i === 0 ? hash.with(7, (hash[7] as number) ^ 1) : hash)),
    }));
    expect(await verified(gap, { policy, since: kept })).toMatchObject({
      holds: false,
      problem: { sentence: expect.stringContaining('hashes of the proof were altered') },
    });
    const consistency = await rewritten(bundle, (kind, content) =>
      kind === 'S'.charCodeAt(0) ? content.with(60, (content[60] as number) ^ 1) : content,
    );
    expect(await verified(consistency, { policy, since: kept })).toMatchObject({
      holds: false,
      problem: { sentence: expect.stringContaining('does not extend the kept checkpoint') },
    });
  });
});

describe('entries', () => {
  const edit = (one: TestLog, edited: (entries: Buffer[]) => Buffer[]) =>
    change(one, entriesPath(1, 256), (bytes) =>
      Buffer.concat(
        edited(Array.from({ length: 256 }, (_, i) => bytes.subarray(placeOf(bytes, i), placeOf(bytes, i + 1)))),
      ),
    );

  it('of which one is taken out are found at its index', async () => {
    const one = stolen();
    edit(one, (entries) => entries.toSpliced(44, 1));
    expect(await checkLog(one.folder, nothing)).toMatchObject({
      index: 300,
      sentence: expect.stringContaining('entry 301 stands in its place'),
    });
    await expect(inSpite(one)).rejects.toThrow('tile/entries/001 ends before number 255');
  });

  it('of which one is put in are found at its index', async () => {
    const one = stolen();
    edit(one, (entries) => entries.toSpliced(44, 0, Buffer.from([0, 1, 65])));
    expect(await checkLog(one.folder, nothing)).toMatchObject({ index: 300, isProven: true });
  });

  it.each([255, 767, 999])(
    'of which one is put in behind entry %i are found there, and no other entry is accused',
    async (index) => {
      const one = stolen();
      const tile = Math.floor(index / 256);
      change(one, entriesPath(tile, tile === 3 ? 232 : 256), (bytes) =>
        Buffer.concat([bytes, Buffer.from([0, 1, 65])]),
      );
      const problem = { index, sentence: `Behind entry ${index} something was put in that the log does not hold.` };
      expect(await checkLog(one.folder, nothing)).toEqual(problem);
      const bundle = await log.bundle(0, size - 1, kept);
      const more = await withRuns(bundle, (run) =>
        Math.floor(run.start / 256) === tile
          ? { ...run, entries: concatenated(run.entries, new Uint8Array([0, 1, 65])) }
          : run,
      );
      expect((await verified(more, { policy, since: kept })).problem).toEqual(problem);
    },
  );

  it('of which one is put in for another are found at its index', async () => {
    const one = stolen();
    edit(one, (entries) => entries.toSpliced(44, 1, Buffer.from([0, 1, 65])));
    expect(await checkLog(one.folder, nothing)).toMatchObject({
      index: 300,
      sentence: expect.stringContaining('was altered'),
    });
    expect(await inSpite(one)).toMatchObject({ holds: false, problem: { index: 300 } });
  });

  it('of which two are exchanged are found at the first', async () => {
    const one = stolen();
    edit(one, (entries) => entries.with(44, entries[200] as Buffer).with(200, entries[44] as Buffer));
    expect(await checkLog(one.folder, nothing)).toMatchObject({
      index: 300,
      sentence: expect.stringContaining('entry 456 stands in its place'),
    });
    expect(await inSpite(one)).toMatchObject({ holds: false, problem: { index: 300 } });
  });
});
