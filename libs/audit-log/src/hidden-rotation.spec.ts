import { cpSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Checkpoint } from './checkpoint.js';
import { utf8 } from './encoding.js';
import { checkLog } from './fsck.js';
import { verifierKeyText, type VerifierKey } from './keys.js';
import { readLog, treeIn } from './log-folder.js';
import { LogWriter } from './log-writer.js';
import { entriesFrom, origin, TestLog, verified, Workplace } from './log.fixture.js';
import { nodeCryptography } from './node-cryptography.js';
import { noteBytes } from './note.js';
import { parsePolicy } from './policy.js';
import { Signer } from './signer.js';
import { SigningKey } from './signing-key.js';

const workplace = new Workplace();
afterAll(() => workplace.remove());
const nothing = () => undefined;
const trusting = (key: VerifierKey) =>
  parsePolicy(nodeCryptography, utf8(`log ${verifierKeyText(key)}\nquorum none\n`));

describe('a log whose key was rotated', () => {
  let log: TestLog;
  let successor: Signer;
  let early: Checkpoint;
  let rotation: Checkpoint;
  beforeAll(async () => {
    log = await TestLog.of(workplace, 20);
    early = log.checkpoint();
    successor = new Signer(SigningKey.generate(origin, 'signature'), workplace.path('signed'));
    const writer = await LogWriter.open(log.folder, log.signer());
    rotation = await writer.rotate(successor);
    await writer.close();
  });

  /** The log as a thief of the old key continues it, naming that key alone. */
  async function forged(): Promise<TestLog> {
    const one = TestLog.begin(workplace, log.key);
    const before = (await treeIn(log.folder, 21).entries(0)).map((entry) => entry.slice());
    await one.append([...before, ...entriesFrom(5_000, 5)]);
    return one;
  }

  it('is verified with the old key and with the new', async () => {
    for (const key of [log.key.verifier, successor.key.verifier])
      expect(await verified(await log.bundle(0, 20, early), { policy: trusting(key), since: early })).toMatchObject({
        holds: true,
        since: 20,
      });
    expect(await checkLog(log.folder, nothing)).toBeUndefined();
  });

  it('and is signed with the old one all the same is found', async () => {
    const { note } = log.checkpoint();
    const one = workplace.path('log');
    cpSync(log.folder, one, { recursive: true });
    writeFileSync(path.join(log.folder, 'checkpoint'), noteBytes(note.text, [log.key.line(note.text, 0)]));
    expect(await verified(await log.bundle(0, 20), { policy: trusting(log.key.verifier) })).toMatchObject({
      holds: false,
      problem: { sentence: expect.stringContaining('had rotated out') },
    });
    rmSync(log.folder, { recursive: true });
    cpSync(one, log.folder, { recursive: true });
  });

  it('with the rotation hidden is found by whoever kept its checkpoint', async () => {
    const one = await forged();
    for (const policy of [undefined, trusting(log.key.verifier)]) {
      const verdict = await verified(await one.bundle(21, 25, rotation), {
        since: rotation,
        ...(policy ? { policy } : {}),
      });
      expect(verdict).toMatchObject({
        holds: false,
        problem: { sentence: expect.stringContaining('a rotation was hidden') },
      });
    }
  });

  it('with the rotation hidden is found by its entry, in a bundle and in the folder', async () => {
    const one = await forged();
    const problem = { index: 20, sentence: expect.stringContaining('Entry 20 announces a new key of the log') };
    expect(
      await verified(await one.bundle(0, 25, early), { policy: trusting(log.key.verifier), since: early }),
    ).toMatchObject({ holds: false, problem });
    expect(await checkLog(one.folder, nothing)).toMatchObject(problem);
  });

  it('is not accused for an entry that only looks like an announcement, or says an old one again', async () => {
    const [announcement] = (await treeIn(log.folder, 21).entries(0)).slice(20).map((entry) => entry.slice());
    const writer = await LogWriter.open(log.folder, successor);
    await writer.append([
      announcement as Uint8Array,
      utf8('stipple log key/v1\n'),
      utf8(`stipple log key/v1\n${origin}\nx\n\n— x AAAA\n`),
    ]);
    await writer.seal();
    await writer.close();
    expect(await checkLog(log.folder, nothing)).toBeUndefined();
    expect(
      await verified(await log.bundle(0, 23, rotation), { policy: trusting(log.key.verifier), since: rotation }),
    ).toMatchObject({ holds: true });
  });

  it('and of which a copy from before that is restored is told to be an old copy', async () => {
    const old = TestLog.begin(workplace, log.key);
    await old.append(entriesFrom(0, 20));
    expect(
      await verified(await old.bundle(0, 19), {
        policy: trusting(log.key.verifier),
        since: readLog(log.folder).checkpoint,
      }),
    ).toMatchObject({ holds: false, problem: { sentence: expect.stringContaining('an old copy was restored') } });
  });
});
