import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  openAttackedLog,
  change,
  cosign,
  file,
  policyFor,
  size,
  witness,
  type AttackedLog,
} from './attacked.fixture.js';
import { parseCheckpoint } from './checkpoint.js';
import { utf8 } from './encoding.js';
import { isSplitView, parseSplitView } from './evidence.js';
import { checkLog } from './fsck.js';
import { verifierKeyText } from './keys.js';
import { readLog, treeIn } from './log-folder.js';
import { entriesFrom, origin, TestLog, verified, Workplace } from './log.fixture.js';
import { nodeCryptography } from './node-cryptography.js';
import { noteBytes } from './note.js';
import { parsePolicy } from './policy.js';
import { SigningKey } from './signing-key.js';

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

  it('rewritten and signed with the stolen key is found by the kept checkpoint, which proves two histories', async () => {
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

    // Without a proof from the kept checkpoint the verifier does not accept it either.
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
