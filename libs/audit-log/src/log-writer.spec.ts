import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { hex, textOf } from './encoding.js';
import { checkLog } from './fsck.js';
import { verifierKeyText } from './keys.js';
import { beginLog, LogWriter, readLog, treeIn } from './log-writer.js';
import { entriesFrom, origin, TestLog, Workplace } from './log.fixture.js';
import { nodeCryptography } from './node-cryptography.js';
import { verifiedSignatures } from './note.js';
import { Random } from './random.fixture.js';
import { leafOf, rootOfLeaves } from './reference.fixture.js';
import { Signer } from './signer.js';
import { SigningKey } from './signing-key.js';
import { entriesPath, tilePath, widthIn } from './tiles.js';

const workplace = new Workplace();
afterAll(() => workplace.remove());

const rootAt = (size: number) => hex(rootOfLeaves(entriesFrom(0, size).map(leafOf)));
const nothing = () => undefined;

/** Every file of a log that the specification asks for at a size, and no partial one that has a full one in its place. */
function filesFor(size: number): string[] {
  const files = ['checkpoint', 'keys'];
  for (let level = 0; widthIn(size, level, 0) > 0; level += 1) {
    for (let index = 0; widthIn(size, level, index) > 0; index += 1) {
      files.push(tilePath({ level, index, width: widthIn(size, level, index) }));
      if (level === 0) files.push(entriesPath(index, widthIn(size, 0, index)));
    }
  }
  return files;
}

const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));

describe('a log in a folder', () => {
  const random = new Random(1);
  const sizes = [0, 1, 2, 3, 255, 256, 257, 511, 512, 513, 700 + random.below(600)];

  it.each(sizes)('of %i entries has the root of the definition, and exactly the files of tlog-tiles', async (size) => {
    const log = await TestLog.of(workplace, size);
    expect(log.checkpoint().size).toBe(size);
    expect(hex(log.checkpoint().root)).toBe(rootAt(size));
    expect(filesIn(log.folder).sort()).toEqual(filesFor(size).sort());
    const entries = [];
    for (let index = 0; index * 256 < size; index += 1) entries.push(...(await treeIn(log.folder, size).entries(index)));
    expect(entries.map(hex)).toEqual(entriesFrom(0, size).map(hex));
    expect(await checkLog(log.folder, nothing)).toBeUndefined();
  });

  it('grows in steps of any size to the same tree, opened again for each', async () => {
    for (let round = 0; round < 4; round += 1) {
      const steps = [random.below(300), 1, 0, random.below(300), 256, random.below(3)];
      const log = TestLog.begin(workplace);
      let size = 0;
      for (const step of steps) {
        const checkpoint = await log.append(entriesFrom(size, step));
        size += step;
        expect([checkpoint.size, hex(checkpoint.root)]).toEqual([size, rootAt(size)]);
      }
      expect(await checkLog(log.folder, nothing)).toBeUndefined();
    }
  });

  it('reaches a second level of tiles with the same tree', async () => {
    const log = TestLog.begin(workplace);
    const entries = Array.from({ length: 65_536 + 300 }, (_, i) => new Uint8Array([i & 255, (i >> 8) & 255, i >> 16]));
    await log.append(entries.slice(0, 65_535));
    await log.append(entries.slice(65_535));
    expect(hex(log.checkpoint().root)).toBe(hex(rootOfLeaves(entries.map(leafOf))));
    expect(filesIn(log.folder).filter((file) => /^tile\/[12]\//.test(file)).sort()).toEqual(['tile/1/000', 'tile/1/001.p/1', 'tile/2/000.p/1']);
    expect(await checkLog(log.folder, nothing)).toBeUndefined();
  });

  it('takes entries of nothing and of 65,535 bytes, and none that is longer', async () => {
    const log = TestLog.begin(workplace);
    await log.append([new Uint8Array(0), new Uint8Array(65_535).fill(7)]);
    expect((await treeIn(log.folder, 2).entries(0)).map(({ length }) => length)).toEqual([0, 65_535]);
    await expect(log.append([new Uint8Array(65_536)])).rejects.toThrow('Entry 2 has 65536 bytes; at most 65535 fit.');
    expect(log.checkpoint().size).toBe(2);
    expect((await log.append(entriesFrom(2, 1))).size).toBe(3);
  });

  it('keeps nothing of what was appended and not sealed', async () => {
    const log = await TestLog.of(workplace, 10);
    const writer = await LogWriter.open(log.folder, log.signer());
    await writer.append(entriesFrom(5_000, 600));
    await writer.close();
    expect((await log.append(entriesFrom(10, 5))).size).toBe(15);
    expect(hex(log.checkpoint().root)).toBe(rootAt(15));
    expect(await checkLog(log.folder, nothing)).toBeUndefined();
  });

  it('does one after the other what is asked at once', async () => {
    const log = await TestLog.of(workplace, 10);
    const writer = await LogWriter.open(log.folder, log.signer());
    const [, , first, , second] = await Promise.all([writer.append(entriesFrom(10, 290)), writer.append(entriesFrom(300, 400)), writer.seal(), writer.append(entriesFrom(700, 300)), writer.seal()]);
    await writer.close();
    expect([first.size, second.size]).toEqual([700, 1_000]);
    expect(hex(log.checkpoint().root)).toBe(rootAt(1_000));
    expect(await checkLog(log.folder, nothing)).toBeUndefined();
  });

  it('is not written by two at once, and is free when the first is done', async () => {
    const log = await TestLog.of(workplace, 3);
    const writer = await LogWriter.open(log.folder, log.signer());
    await expect(LogWriter.open(log.folder, log.signer())).rejects.toThrow('is in use by this process already');
    await writer.close();
    expect((await log.append(entriesFrom(3, 1))).size).toBe(4);
  });

  it('is free when a process died that held it', async () => {
    const log = await TestLog.of(workplace, 3);
    writeFileSync(path.join(log.folder, '.writer', '4194303-123456-abcdefgh'), '');
    writeFileSync(path.join(log.folder, '.writer', `${process.pid}-1-abcdefgh`), '');
    expect((await log.append(entriesFrom(3, 1))).size).toBe(4);
  });

  it('is not begun over another', async () => {
    const log = await TestLog.of(workplace, 3);
    expect(() => beginLog(log.folder, new Signer(SigningKey.generate(origin, 'signature'), workplace.path('signed')))).toThrow('already');
  });

  it('gives its files to everybody and its memory to nobody', async () => {
    const log = await TestLog.of(workplace, 3);
    expect(statSync(path.join(log.folder, 'checkpoint')).mode & 0o777).toBe(0o644);
    expect(statSync(log.stateFile).mode & 0o777).toBe(0o600);
  });
});

describe('the signer', () => {
  const saved = (log: TestLog) => {
    const copy = workplace.path('copy');
    cpSync(log.folder, copy, { recursive: true });
    return () => {
      rmSync(log.folder, { recursive: true });
      cpSync(copy, log.folder, { recursive: true });
    };
  };

  it('signs nothing for an old copy of the log', async () => {
    const log = await TestLog.of(workplace, 300);
    const restore = saved(log);
    await log.append(entriesFrom(300, 10));
    restore();
    await expect(log.append(entriesFrom(300, 10))).rejects.toThrow('The key has signed a log of 310 entries, and this one has 300: it was cut, or an old copy was restored.');
    expect(log.checkpoint().size).toBe(300);
  });

  it('signs nothing for an old copy that has grown differently to the same size', async () => {
    const log = await TestLog.of(workplace, 300);
    const fork = await TestLog.of(workplace, 300);
    await log.append(entriesFrom(300, 10));
    await fork.append(entriesFrom(900, 10));
    cpSync(path.join(fork.folder, 'tile'), path.join(log.folder, 'tile'), { recursive: true });
    await expect(log.append(entriesFrom(310, 1))).rejects.toThrow('are not those of its checkpoint');
  });

  it('signs no fork, no shorter tree and no other log, whatever proof it is shown', async () => {
    const log = await TestLog.of(workplace, 300);
    const fork = await TestLog.of(workplace, 300, 310);
    const other = TestLog.begin(workplace);
    await other.append(entriesFrom(7, 320));
    const signer = log.signer();
    const head = (from: TestLog, size = from.checkpoint().size) => ({ ...from.checkpoint(), size });
    const proof = await treeIn(other.folder, 320).consistencyProof(300);
    expect(() => signer.sign(head(other), proof)).toThrow('does not begin with the 300 that the key has signed');
    expect(() => signer.sign(head(other), [])).toThrow('does not begin with');
    expect(() => signer.sign({ ...head(other), size: 300 }, [])).toThrow('a fork of it');
    expect(() => signer.sign({ ...head(other), size: 299 }, [])).toThrow('it was cut');
    expect(() => signer.sign({ ...head(fork), origin: 'other.example' }, [])).toThrow('belongs to the log');
    expect(signer.last().size).toBe(300);
    expect(textOf(signer.sign(head(fork), await treeIn(fork.folder, 310).consistencyProof(300)), 'It')).toContain(`${origin}\n310\n`);
  });

  it('signs nothing when it does not know what it signed last', async () => {
    const log = await TestLog.of(workplace, 3);
    rmSync(log.stateFile);
    await expect(log.append(entriesFrom(3, 1))).rejects.toThrow('is not known');
  });

  it('goes on with nothing that it has not signed itself', async () => {
    const log = await TestLog.of(workplace, 3);
    const other = await TestLog.of(workplace, 3, 9);
    rmSync(log.folder, { recursive: true });
    cpSync(other.folder, log.folder, { recursive: true });
    await expect(log.append(entriesFrom(9, 1))).rejects.toThrow('is not signed by this key');
  });

  it('publishes what it signed when the writer died before it could', async () => {
    const log = await TestLog.of(workplace, 300);
    const before = readFileSync(path.join(log.folder, 'checkpoint'));
    await log.append(entriesFrom(300, 300));
    writeFileSync(path.join(log.folder, 'checkpoint'), before);
    const writer = await LogWriter.open(log.folder, log.signer());
    expect(writer.sealed.size).toBe(600);
    await writer.close();
    expect(hex(log.checkpoint().root)).toBe(rootAt(600));
    expect(await checkLog(log.folder, nothing)).toBeUndefined();
  });

  it('signs for one copy of the log at a time', async () => {
    const log = await TestLog.of(workplace, 3);
    const copy = workplace.path('copy');
    cpSync(log.folder, copy, { recursive: true });
    const writer = await LogWriter.open(log.folder, log.signer());
    await expect(LogWriter.open(copy, log.signer())).rejects.toThrow(`The key of ${origin} is in use`);
    await writer.close();
  });

  it('begins a log again that a process began and did not publish', async () => {
    const log = TestLog.begin(workplace);
    rmSync(path.join(log.folder, 'checkpoint'));
    beginLog(log.folder, log.signer());
    expect((await log.append(entriesFrom(0, 2))).size).toBe(2);
  });

  it('begins one log only', async () => {
    const log = await TestLog.of(workplace, 3);
    expect(() => beginLog(workplace.path('second'), log.signer())).toThrow('signs one only');
  });
});

describe('a key that is rotated', () => {
  const rotated = async () => {
    const log = await TestLog.of(workplace, 300);
    const kept = log.checkpoint();
    const successor = new Signer(SigningKey.generate(origin, 'signature'), workplace.path('signed'));
    const writer = await LogWriter.open(log.folder, log.signer());
    await writer.append(entriesFrom(300, 2));
    const sealed = await writer.rotate(successor);
    await writer.close();
    return { log, kept, successor, sealed };
  };

  it('is announced in the log, and the checkpoint with that is signed by both', async () => {
    const { log, successor, sealed } = await rotated();
    const { keys } = readLog(log.folder);
    expect(keys.map(({ announcedAt, key }) => [announcedAt, verifierKeyText(key)])).toEqual([[-1, verifierKeyText(log.key.verifier)], [302, verifierKeyText(successor.key.verifier)]]);
    expect(sealed.size).toBe(303);
    expect(verifiedSignatures(nodeCryptography, sealed.note, [log.key.verifier, successor.key.verifier])).toHaveLength(2);
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
    expect(() => log.signer().handOver(new Signer(SigningKey.generate(origin, 'signature'), workplace.path('signed')))).toThrow('does not take over');
  });

  it('leaves no trace when the rotation was not sealed', async () => {
    const log = await TestLog.of(workplace, 3);
    const keys = path.join(log.folder, 'keys');
    writeFileSync(keys, `${readFileSync(keys, 'utf8')}3 ${verifierKeyText(SigningKey.generate(origin, 'signature').verifier)}\n`);
    await log.append(entriesFrom(3, 4));
    expect(readLog(log.folder).keys).toHaveLength(1);
    expect(await checkLog(log.folder, nothing)).toBeUndefined();
  });

  it('has to have the name of the log', async () => {
    const log = await TestLog.of(workplace, 3);
    const writer = await LogWriter.open(log.folder, log.signer());
    await expect(writer.rotate(new Signer(SigningKey.generate('other.example', 'signature'), workplace.path('signed')))).rejects.toThrow('has to be named');
    await writer.close();
    expect(existsSync(path.join(log.folder, 'checkpoint'))).toBe(true);
  });
});

describe('a private key', () => {
  it('lies in a file that only its owner reads, and is never written over', () => {
    const file = workplace.path('key');
    mkdirSync(path.dirname(file), { recursive: true });
    const key = SigningKey.generate('a.example', 'signature');
    key.write(file);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(verifierKeyText(SigningKey.read(file).verifier)).toBe(verifierKeyText(key.verifier));
    expect(() => key.write(file)).toThrow('never written over');
  });
});
