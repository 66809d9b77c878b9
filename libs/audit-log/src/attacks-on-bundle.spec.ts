import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openAttackedLog, placeOf, rewritten, size, withRuns, type AttackedLog } from './attacked.fixture.js';
import { concatenated, utf8 } from './encoding.js';
import { treeIn } from './log-folder.js';
import { verified, Workplace } from './log.fixture.js';
import { nodeCryptography } from './node-cryptography.js';
import { parsePolicy } from './policy.js';
import { Random } from './random.fixture.js';

// Attacks on real files by somebody who can write everything but the auditor's own policy and checkpoint.
const workplace = new Workplace();
afterAll(() => workplace.remove());

let log: AttackedLog['log'];
let kept: AttackedLog['kept'];
let policy: AttackedLog['policy'];
beforeAll(async () => {
  ({ log, kept, policy } = await openAttackedLog(workplace));
});

describe('a bundle', () => {
  it('that is cut short anywhere is found, where it ends', async () => {
    const bundle = await log.bundle(0, size - 1, kept);
    const random = new Random(9);
    for (let round = 0; round < 60; round += 1) {
      const verdict = await verified(bundle.slice(0, random.below(bundle.length)), { policy, since: kept });
      expect(verdict).toMatchObject({
        holds: false,
        problem: { sentence: expect.stringMatching(/cut short|no audit bundle/) },
      });
    }
    expect(await verified(bundle.slice(0, -20), { policy, since: kept })).toMatchObject({ holds: false });
  });

  it('that goes on after its end is found', async () =>
    expect(await verified(concatenated(await log.bundle(0, 5), new Uint8Array(1)), { policy })).toMatchObject({
      holds: false,
    }));

  it('with an entry left out is found at its index, whatever else is made to fit', async () => {
    const bundle = await log.bundle(0, size - 1, kept);
    const without = await withRuns(bundle, (run) => {
      if (run.start !== 256) return run;
      const entries = Buffer.from(run.entries);
      return {
        ...run,
        entries: new Uint8Array(
          Buffer.concat([entries.subarray(0, placeOf(entries, 44)), entries.subarray(placeOf(entries, 45))]),
        ),
      };
    });
    expect(await verified(without, { policy, since: kept })).toMatchObject({
      holds: false,
      problem: { index: 300, sentence: expect.stringContaining('entry 301 stands in its place') },
    });

    const withoutRun = await withRuns(bundle, (run) => (run.start === 256 ? undefined : run));
    expect(await verified(withoutRun, { policy, since: kept })).toMatchObject({
      holds: false,
      problem: { index: 256, sentence: expect.stringContaining('without the hashes that stand for them') },
    });

    // A bundle made without that entry holds in itself, but does not hold everything between its first and last.
    const chosen = Array.from({ length: size }, (_, index) => index).filter((index) => index !== 300);
    const honest = await log.bundleOf(chosen, kept);
    expect(await verified(honest, { policy, since: kept })).toMatchObject({
      holds: false,
      problem: { index: 300, sentence: expect.stringContaining('was left out') },
    });
    expect(await verified(honest, { policy, since: kept, selection: true })).toMatchObject({
      holds: true,
      entries: { count: size - 1 },
    });
  });

  it('that lacks the first or the last of what was asked for is found', async () => {
    expect(await verified(await log.bundle(1, 9), { policy, from: 0, to: 9 })).toMatchObject({
      holds: false,
      problem: { index: 0 },
    });
    expect(await verified(await log.bundle(0, 8), { policy, from: 0, to: 9 })).toMatchObject({
      holds: false,
      problem: { index: 9 },
    });
    expect(await verified(await log.bundle(0, 9), { policy, from: 3, to: 7 })).toMatchObject({ holds: true });
  });

  it('with an announcement longer than any entry is refused before it is kept', async () => {
    const long = await rewritten(await log.bundle(0, 9), (kind, content) =>
      kind === 'K'.charCodeAt(0)
        ? concatenated(content, new Uint8Array([0x41, 0, 1, 0, 9]), new Uint8Array(65_545))
        : content,
    );
    // Corrects the length of the part with the keys, so that the announcement follows it.
    const at = Buffer.from(long).indexOf(Buffer.from('K\u0000\u0001', 'latin1'));
    new DataView(long.buffer).setUint32(at + 1, new DataView(long.buffer).getUint32(at + 1) - 5 - 65_545);
    expect(await verified(long, { policy })).toMatchObject({
      holds: false,
      problem: { sentence: 'The announcement of a key is longer than an entry can be.' },
    });
  });

  it('that is held against a policy without a log shows nothing', async () => {
    const nobody = parsePolicy(nodeCryptography, utf8('quorum none\n'));
    expect(await verified(await log.bundle(0, 9), { policy: nobody })).toMatchObject({
      holds: false,
      problem: { sentence: expect.stringContaining('The policy names no log') },
    });
    expect(await verified(await log.bundle(0, 9, kept), { policy: nobody, since: kept })).toMatchObject({
      holds: true,
      remarks: [expect.stringContaining('because it signed the kept checkpoint')],
    });
  });

  it('in which an entry and its hash are altered together is found among the entries of its tile', async () => {
    const bundle = await log.bundle(0, size - 1, kept);
    const altered = await withRuns(bundle, (run) => {
      if (run.start !== 512) return run;
      const entries = run.entries.slice();
      entries[9] = (entries[9] as number) ^ 1;
      const first = entries.subarray(2, 2 + ((entries[0] as number) << 8) + (entries[1] as number));
      const leaves = run.leaves.slice();
      leaves.set(treeIn(log.folder, size).hasher.leaf(first), 0);
      return { ...run, entries, leaves };
    });
    expect(await verified(altered, { policy, since: kept })).toMatchObject({
      holds: false,
      problem: { index: 512, lastIndex: 767 },
    });
  });

  it('that was made for another checkpoint than the kept one proves nothing', async () =>
    expect(await verified(await log.bundle(0, 9), { policy, since: kept })).toMatchObject({
      holds: false,
      problem: { sentence: expect.stringContaining('ask for a bundle that is made with it') },
    }));
});
