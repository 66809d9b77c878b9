import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { checkLog } from './fsck.js';
import { verifierKeyText } from './keys.js';
import { beginLog, readLog } from './log-folder.js';
import { LogWriter } from './log-writer.js';
import { entriesFrom, origin, TestLog, Workplace } from './log.fixture.js';
import { nodeCryptography } from './node-cryptography.js';
import { verifiedSignatures } from './note.js';
import { Signer } from './signer.js';
import { SigningKey } from './signing-key.js';

const workplace = new Workplace();
afterAll(() => workplace.remove());
const nothing = () => undefined;
const newSigner = (name = origin) => new Signer(SigningKey.generate(name, 'signature'), workplace.path('signed'));

/** Rotates a log's key and closes the log. */
async function rotate(folder: string, from: Signer, to: Signer) {
  const writer = await LogWriter.open(folder, from);
  try {
    return await writer.rotate(to);
  } finally {
    await writer.close();
  }
}

describe('a key that is rotated', () => {
  const rotated = async () => {
    const log = await TestLog.of(workplace, 300);
    const kept = log.checkpoint();
    const successor = newSigner();
    const writer = await LogWriter.open(log.folder, log.signer());
    await writer.append(entriesFrom(300, 2));
    const sealed = await writer.rotate(successor);
    await writer.close();
    return { log, kept, successor, sealed };
  };

  it('is announced in the log, and the checkpoint with that is signed by both', async () => {
    const { log, successor, sealed } = await rotated();
    const { keys } = readLog(log.folder);
    expect(keys.map(({ announcedAt, key }) => [announcedAt, verifierKeyText(key)])).toEqual([
      [-1, verifierKeyText(log.key.verifier)],
      [302, verifierKeyText(successor.key.verifier)],
    ]);
    expect(sealed.size).toBe(303);
    expect(verifiedSignatures(nodeCryptography, sealed.note, [log.key.verifier, successor.key.verifier])).toHaveLength(
      2,
    );
    expect(await checkLog(log.folder, nothing)).toBeUndefined();
  });

  it('signs no more, and the new one goes on', async () => {
    const { log, successor } = await rotated();
    await expect(log.append(entriesFrom(303, 1))).rejects.toThrow('was rotated out');
    const writer = await LogWriter.open(log.folder, successor);
    await writer.append(entriesFrom(303, 5));
    expect((await writer.seal()).size).toBe(308);
    await writer.close();
    expect(await checkLog(log.folder, nothing)).toBeUndefined();
  });

  it('can be handed over when the process died in between', async () => {
    const { log, successor } = await rotated();
    rmSync(successor.stateFile);
    const again = new Signer(successor.key, successor.stateFile);
    expect(() => again.last()).toThrow('is not known');
    log.signer().handOver(again);
    expect(again.last().size).toBe(303);
    expect(() => log.signer().handOver(newSigner())).toThrow('does not take over');
  });

  it('leaves no trace when the rotation was not sealed', async () => {
    const log = await TestLog.of(workplace, 3);
    const keys = path.join(log.folder, 'keys');
    writeFileSync(
      keys,
      `${readFileSync(keys, 'utf8')}3 ${verifierKeyText(SigningKey.generate(origin, 'signature').verifier)}\n`,
    );
    await log.append(entriesFrom(3, 4));
    expect(readLog(log.folder).keys).toHaveLength(1);
    expect(await checkLog(log.folder, nothing)).toBeUndefined();
  });

  it('has to have the name of the log', async () => {
    const log = await TestLog.of(workplace, 3);
    const writer = await LogWriter.open(log.folder, log.signer());
    await expect(writer.rotate(newSigner('other.example'))).rejects.toThrow('has to be named');
    await writer.close();
    expect(existsSync(path.join(log.folder, 'checkpoint'))).toBe(true);
  });
});

describe('a key that takes over', () => {
  /** The files that a refused rotation must not change. */
  const filesOf = (log: TestLog) =>
    ['checkpoint', 'keys'].map((name) => readFileSync(path.join(log.folder, name), 'utf8'));

  it('is not the one that signs already', async () => {
    const log = await TestLog.of(workplace, 5);
    const before = filesOf(log);
    await expect(rotate(log.folder, log.signer(), log.signer())).rejects.toThrow(
      'The new key is the one that signs the log until now',
    );
    await expect(rotate(log.folder, log.signer(), new Signer(log.key, workplace.path('signed')))).rejects.toThrow(
      'The new key is the one that signs',
    );
    expect(filesOf(log)).toEqual(before);
    expect((await log.append(entriesFrom(5, 1))).size).toBe(6);
  });

  it('is none that was rotated out, with its memory or without', async () => {
    const log = await TestLog.of(workplace, 5);
    const second = newSigner();
    await rotate(log.folder, log.signer(), second);
    const before = [...filesOf(log), readFileSync(log.stateFile, 'utf8')];
    for (const back of [log.signer(), new Signer(log.key, workplace.path('signed'))]) {
      await expect(rotate(log.folder, second, back)).rejects.toThrow('was rotated out, and does not come back');
    }
    expect([...filesOf(log), readFileSync(log.stateFile, 'utf8')]).toEqual(before);
    expect(log.signer().isRetired).toBe(true);
  });

  it.each([0, 50])('is none that has signed another log, of %i entries', async (size) => {
    const [log, other] = [await TestLog.of(workplace, 20), await TestLog.of(workplace, size)];
    const before = [...filesOf(log), readFileSync(other.stateFile, 'utf8')];
    await expect(rotate(log.folder, log.signer(), other.signer())).rejects.toThrow(
      'The new key has signed a log before, and signs one only',
    );
    expect([...filesOf(log), readFileSync(other.stateFile, 'utf8')]).toEqual(before);
    expect((await other.append(entriesFrom(size, 1))).size).toBe(size + 1);
  });

  it('is none that another process signs with', async () => {
    const [log, successor] = [await TestLog.of(workplace, 3), newSigner()];
    const held = await successor.lock();
    await expect(rotate(log.folder, log.signer(), successor)).rejects.toThrow(`The key of ${origin} is in use`);
    held.release();
    expect((await rotate(log.folder, log.signer(), successor)).size).toBe(4);
  });

  it('leaves the writer as it was when it is refused', async () => {
    const log = await TestLog.of(workplace, 3);
    const writer = await LogWriter.open(log.folder, log.signer());
    await writer.append(entriesFrom(3, 2));
    await expect(writer.rotate(log.signer())).rejects.toThrow('until now');
    expect((await writer.seal()).size).toBe(5);
    await writer.close();
    expect(await checkLog(log.folder, nothing)).toBeUndefined();
  });

  it('takes over once, however often it is asked', async () => {
    const [log, successor] = [await TestLog.of(workplace, 3), newSigner()];
    const { size } = await rotate(log.folder, log.signer(), successor);
    expect((await rotate(log.folder, log.signer(), successor)).size).toBe(size);
    await expect(rotate(log.folder, log.signer(), newSigner())).rejects.toThrow(
      'That key does not take over from this one.',
    );
    expect(readLog(log.folder).keys).toHaveLength(2);
    await (await LogWriter.open(log.folder, successor)).close();
  });

  it('publishes what it has signed when the process died before that', async () => {
    const [log, successor] = [await TestLog.of(workplace, 300), newSigner()];
    const before = readFileSync(path.join(log.folder, 'checkpoint'));
    await rotate(log.folder, log.signer(), successor);
    writeFileSync(path.join(log.folder, 'checkpoint'), before);
    const writer = await LogWriter.open(log.folder, successor);
    expect(writer.sealed.size).toBe(301);
    await writer.close();
    expect(log.checkpoint().size).toBe(301);
    expect(await checkLog(log.folder, nothing)).toBeUndefined();
  });

  it('is asked for by name once it has signed alone', async () => {
    const [log, successor] = [await TestLog.of(workplace, 3), newSigner()];
    await rotate(log.folder, log.signer(), successor);
    const writer = await LogWriter.open(log.folder, successor);
    await writer.append(entriesFrom(4, 1));
    await writer.seal();
    await writer.close();
    await expect(log.append(entriesFrom(5, 1))).rejects.toThrow(
      'is not signed by this key, which was rotated out: give the file of the key that signed it, with --key.',
    );
    const stranger = newSigner();
    beginLog(workplace.path('log'), stranger);
    await expect(LogWriter.open(log.folder, stranger)).rejects.toThrow(
      'is not signed by this key: give the file of the key that signed it, with --key.',
    );
  });

  it('loses nothing that it signed and did not publish when the one before opens the log', async () => {
    const [log, successor] = [await TestLog.of(workplace, 3), newSigner()];
    await rotate(log.folder, log.signer(), successor);
    const published = workplace.path('published');
    cpSync(path.join(log.folder, 'checkpoint'), published);
    const writer = await LogWriter.open(log.folder, successor);
    await writer.append(entriesFrom(4, 700));
    await writer.seal();
    await writer.close();
    cpSync(published, path.join(log.folder, 'checkpoint'));
    await (await LogWriter.open(log.folder, log.signer())).close();
    const again = await LogWriter.open(log.folder, successor);
    expect(again.sealed.size).toBe(704);
    await again.close();
    expect(await checkLog(log.folder, nothing)).toBeUndefined();
  });
});
