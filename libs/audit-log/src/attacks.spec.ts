import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parseRun, runHead, type Run } from './bundle-format.js';
import { parseCheckpoint, type Checkpoint } from './checkpoint.js';
import { concatenated, utf8 } from './encoding.js';
import { isSplitView, parseSplitView } from './evidence.js';
import { checkLog } from './fsck.js';
import { verifierKeyText } from './keys.js';
import { readLog, treeIn } from './log-folder.js';
import { LogWriter } from './log-writer.js';
import { entriesFrom, origin, TestLog, verified, Workplace } from './log.fixture.js';
import { nodeCryptography } from './node-cryptography.js';
import { noteBytes } from './note.js';
import { parsePolicy, type Policy } from './policy.js';
import { Random } from './random.fixture.js';
import { Signer } from './signer.js';
import { SigningKey } from './signing-key.js';
import { entriesPath, tilePath } from './tiles.js';

// Section H of the field's facts, done to real files by somebody who can write everything but what the auditor keeps: a
// policy and a checkpoint.
const workplace = new Workplace();
afterAll(() => workplace.remove());

const size = 1_000;
const nothing = () => undefined;
const witness = SigningKey.generate('witness.example', 'cosignature');

let log: TestLog;
let kept: Checkpoint;
let policy: Policy;
beforeAll(async () => {
  log = await TestLog.of(workplace, 600);
  kept = log.checkpoint();
  await log.append(entriesFrom(600, size - 600));
  await cosign(log, 1_800_000_000);
  policy = policyFor(log.key);
});

function policyFor(key: SigningKey): Policy {
  return parsePolicy(
    nodeCryptography,
    utf8(`log ${verifierKeyText(key.verifier)}\nwitness W ${verifierKeyText(witness.verifier)}\nquorum W\n`),
  );
}

async function cosign(one: TestLog, time: number, key = one.key): Promise<void> {
  const writer = await LogWriter.open(one.folder, new Signer(key, one.stateFile));
  await writer.addSignatures([witness.line(writer.sealed.note.text, time)]);
  await writer.close();
}

/** A copy of the log, for one attack. */
function stolen(): TestLog {
  const copy = Object.create(log) as { folder: string; stateFile: string } & TestLog;
  const folder = workplace.path('log');
  cpSync(log.folder, folder, { recursive: true });
  const stateFile = workplace.path('signed');
  cpSync(log.stateFile, stateFile);
  return Object.assign(copy, { folder, stateFile });
}

const file = (one: TestLog, name: string) => path.join(one.folder, name);
const change = (one: TestLog, name: string, alter: (bytes: Buffer) => Buffer) =>
  writeFileSync(file(one, name), alter(readFileSync(file(one, name))));
const flip = (at: number) => (bytes: Buffer) => {
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  return bytes;
};
const inSpite = (one: TestLog, first = 0, last = size - 1) =>
  one.bundle(first, last, kept).then((bundle) => verified(bundle, { policy, since: kept }));

/** Where an entry begins in its bundle of entries. */
function placeOf(bytes: Buffer, number: number): number {
  let at = 0;
  for (let i = 0; i < number; i += 1) at += 2 + bytes.readUInt16BE(at);
  return at;
}

/** The bundle's parts, one of them altered. */
async function rewritten(
  bundle: Uint8Array,
  alter: (kind: number, content: Uint8Array) => Uint8Array | undefined,
): Promise<Uint8Array> {
  const parts: Uint8Array[] = [bundle.slice(0, 24)];
  for (let at = 24; at < bundle.length;) {
    const length = new DataView(bundle.buffer, bundle.byteOffset).getUint32(at + 1);
    const content = alter(bundle[at] as number, bundle.slice(at + 5, at + 5 + length));
    at += 5 + length;
    if (content === undefined) continue;
    const head = new Uint8Array(5);
    head[0] = bundle[at - 5 - length] as number;
    new DataView(head.buffer).setUint32(1, content.length);
    parts.push(head, content);
  }
  return Promise.resolve(concatenated(...parts));
}
const E = 'E'.charCodeAt(0);
const withRuns = (bundle: Uint8Array, alter: (run: Run) => Run | undefined) =>
  rewritten(bundle, (kind, content) => {
    if (kind !== E) return content;
    const run = alter(parseRun(content));
    return run === undefined ? undefined : concatenated(runHead(run), run.entries);
  });

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
      // The tile at the right edge goes into the root by itself, the others by the tile above.
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

    // A bundle that was made without it, and holds in itself, is still no bundle of all that lies between its first and
    // last.
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
    // The length of the part with the keys is put right again, so that the announcement follows it.
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

describe('the whole tree', () => {
  it('with its tail cut, or an old copy restored, is found by the kept checkpoint, and signed no more', async () => {
    const old = await TestLog.of(workplace, 0);
    const before = workplace.path('copy');
    await old.append(entriesFrom(0, 500));
    cpSync(old.folder, before, { recursive: true });
    await old.append(entriesFrom(500, 100));
    const later = old.checkpoint();
    rmSync(old.folder, { recursive: true });
    cpSync(before, old.folder, { recursive: true });
    await expect(old.append(entriesFrom(500, 1))).rejects.toThrow('an old copy was restored');
    const verdict = await verified(await old.bundle(0, 499), {
      policy: parsePolicy(nodeCryptography, utf8(`log ${verifierKeyText(old.key.verifier)}\nquorum none\n`)),
      since: later,
    });
    expect(verdict).toMatchObject({
      holds: false,
      problem: {
        sentence:
          'The log has 500 entries, and had 600 when the checkpoint was kept: it was cut, or an old copy was restored.',
      },
    });
  });

  it('rewritten and signed again with the stolen key is found by the kept checkpoint, and proves that the log signed two histories', async () => {
    const forged = TestLog.begin(workplace, log.key);
    const entries = entriesFrom(0, size);
    entries[17] = utf8('{"event":17,"note":"the spore test was negative"}');
    await forged.append(entries);
    await cosign(forged, 1_800_000_001);
    expect(await checkLog(forged.folder, nothing)).toBeUndefined();
    await expect(forged.bundle(0, size - 1, kept)).rejects.toThrow(
      'This log does not extend the kept checkpoint of 600 entries: it was rewritten',
    );

    // The thief makes the bundle as if the kept checkpoint had been of the forged tree.
    const lie = parseCheckpoint(
      noteBytes(`${origin}\n600\n${Buffer.from(await treeIn(forged.folder, size).root(600)).toString('base64')}\n`, [
        log.key.line('nobody has seen this', 0),
      ]),
    );
    const verdict = await verified(await forged.bundle(0, size - 1, lie), { policy, since: kept });
    expect(verdict).toMatchObject({
      holds: false,
      problem: { sentence: expect.stringContaining('The log has signed two histories that cannot both be true.') },
    });
    const evidence = parseSplitView(new Uint8Array(Buffer.from(verdict.splitView ?? '', 'base64')));
    expect(isSplitView(nodeCryptography, evidence, [log.key.verifier])).toBe(true);
    expect(isSplitView(nodeCryptography, evidence, [SigningKey.generate(origin, 'signature').verifier])).toBe(false);

    // With no proof from the kept checkpoint, it is not taken for granted either.
    expect(await verified(await forged.bundle(0, size - 1), { policy, since: kept })).toMatchObject({ holds: false });
  });

  it('rewritten to the size of the kept checkpoint is found too', async () => {
    const forged = TestLog.begin(workplace, log.key);
    await forged.append(entriesFrom(1, 600));
    await cosign(forged, 1_800_000_001);
    const verdict = await verified(await forged.bundle(0, 599), { policy, since: kept });
    expect(verdict).toMatchObject({
      holds: false,
      problem: { sentence: expect.stringContaining('two histories') },
      splitView: expect.any(String),
    });
  });
});

describe('keys and cosignatures', () => {
  it("a key put in the place of the log's is found by the policy, and by the kept checkpoint without one", async () => {
    const swapped = await TestLog.of(workplace, size);
    await cosign(swapped, 1_800_000_000);
    const bundle = await swapped.bundle(0, 9);
    expect(await verified(bundle, { policy })).toMatchObject({
      holds: false,
      problem: { sentence: expect.stringContaining('a key that the policy does not name') },
    });
    expect(await verified(bundle, { since: kept })).toMatchObject({
      holds: false,
      problem: { sentence: expect.stringContaining('another key has taken its place') },
    });
  });

  it('a key announced by nobody who may is not believed', async () => {
    const thief = SigningKey.generate(origin, 'signature');
    const one = stolen();
    change(one, 'keys', (bytes) => Buffer.concat([bytes, Buffer.from(`700 ${verifierKeyText(thief.verifier)}\n`)]));
    const text = noteBytes(readLog(one.folder).checkpoint.note.text, [
      thief.line(readLog(one.folder).checkpoint.note.text, 0),
    ]);
    writeFileSync(file(one, 'checkpoint'), text);
    expect(await inSpite(one)).toMatchObject({ holds: false, problem: { sentence: expect.any(String) } });
    expect(await checkLog(one.folder, nothing)).toBeDefined();
  });

  it('a cosignature moved to another checkpoint is found', async () => {
    const moved = log.checkpoint().note.signatures.find(({ name }) => name === 'witness.example')?.line ?? '';
    const other = await TestLog.of(workplace, 700);
    const { note: older } = other.checkpoint();
    writeFileSync(
      file(other, 'checkpoint'),
      noteBytes(older.text, [...older.signatures.map(({ line }) => line), moved]),
    );
    expect(await verified(await other.bundle(0, 9), { policy: policyFor(other.key) })).toMatchObject({
      holds: false,
      problem: { sentence: expect.stringContaining('The signature of witness.example does not hold') },
    });
  });

  it('a witness that cosigned more than once counts once, with the time that it saw the log first', async () => {
    const one = stolen();
    const { note } = one.checkpoint();
    writeFileSync(
      file(one, 'checkpoint'),
      noteBytes(note.text, [...note.signatures.map(({ line }) => line), witness.line(note.text, 1_800_000_600)]),
    );
    expect(await inSpite(one)).toMatchObject({
      holds: true,
      cosignatures: [{ witness: 'W', time: '2027-01-15T08:00:00.000Z' }],
    });
  });

  it('a checkpoint that too few have cosigned is not sealed', async () => {
    const one = stolen();
    const { note } = one.checkpoint();
    writeFileSync(
      file(one, 'checkpoint'),
      noteBytes(
        note.text,
        note.signatures.filter(({ name }) => name === origin).map(({ line }) => line),
      ),
    );
    expect(await inSpite(one)).toMatchObject({
      holds: false,
      problem: { sentence: expect.stringContaining('is not sealed') },
    });
  });
});
