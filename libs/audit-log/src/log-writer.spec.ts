import { readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { hex } from './encoding.js';
import { checkLog } from './fsck.js';
import { beginLog, treeIn } from './log-folder.js';
import { LogWriter } from './log-writer.js';
import { entriesFrom, origin, TestLog, Workplace } from './log.fixture.js';
import { Random } from './random.fixture.js';
import { leafOf, rootOfLeaves } from './reference.fixture.js';
import { Signer } from './signer.js';
import { SigningKey } from './signing-key.js';
import { entriesPath, tilePath, widthIn } from './tiles.js';
import { entryName, InUse, thisProcess } from './writer-lock.js';

const workplace = new Workplace();
afterAll(() => workplace.remove());

const rootAt = (size: number) => hex(rootOfLeaves(entriesFrom(0, size).map(leafOf)));
const nothing = () => undefined;

/** Every file that the specification requires at a size. No partial tile is listed beside its full one. */
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
    for (let index = 0; index * 256 < size; index += 1)
      entries.push(...(await treeIn(log.folder, size).entries(index)));
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
    expect(
      filesIn(log.folder)
        .filter((file) => /^tile\/[12]\//.test(file))
        .sort(),
    ).toEqual(['tile/1/000', 'tile/1/001.p/1', 'tile/2/000.p/1']);
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
    const [, , first, , second] = await Promise.all([
      writer.append(entriesFrom(10, 290)),
      writer.append(entriesFrom(300, 400)),
      writer.seal(),
      writer.append(entriesFrom(700, 300)),
      writer.seal(),
    ]);
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
    const dead = { ...thisProcess(), start: '1' };
    for (const entry of [dead, { ...dead, pid: 4_194_303 }])
      writeFileSync(path.join(log.folder, '.writer', entryName(entry)), '');
    expect((await log.append(entriesFrom(3, 1))).size).toBe(4);
  });

  it('is not begun over another', async () => {
    const log = await TestLog.of(workplace, 3);
    expect(() =>
      beginLog(log.folder, new Signer(SigningKey.generate(origin, 'signature'), workplace.path('signed'))),
    ).toThrow('already');
  });

  it('gives its files to everybody and its memory to nobody', async () => {
    const log = await TestLog.of(workplace, 3);
    expect(statSync(path.join(log.folder, 'checkpoint')).mode & 0o777).toBe(0o644);
    expect(statSync(log.stateFile).mode & 0o777).toBe(0o600);
  });
});

describe('cosignatures', () => {
  const witnesses = ['one.example', 'two.example'].map((name) => SigningKey.generate(name, 'cosignature')) as [
    SigningKey,
    SigningKey,
  ];
  const linesOf = (log: TestLog) => log.checkpoint().note.signatures.map(({ line }) => line);

  it('stand once for each witness, the newest', async () => {
    const log = await TestLog.of(workplace, 5);
    const [own = ''] = linesOf(log);
    for (let day = 0; day < 120; day += 1) {
      const writer = await LogWriter.open(log.folder, log.signer());
      const { text } = writer.sealed.note;
      const lines = witnesses.map((witness) => witness.line(text, day));
      const { note } = await writer.addSignatures(lines);
      expect(note.signatures.map(({ line }) => line)).toEqual([own, ...lines]);
      await writer.close();
    }
    expect(linesOf(log)).toEqual([own, ...witnesses.map((witness) => witness.line(log.checkpoint().note.text, 119))]);
  });

  it('are put in turn, and only on what they were made for', async () => {
    const log = await TestLog.of(workplace, 5);
    const writer = await LogWriter.open(log.folder, log.signer());
    const line = witnesses[0].line(writer.sealed.note.text, 1);
    const [, before, sealed, after] = await Promise.allSettled([
      writer.append(entriesFrom(5, 300)),
      writer.addSignatures([line]),
      writer.seal(),
      writer.addSignatures([line]),
    ]);
    expect([before.status, sealed.status, after]).toEqual([
      'fulfilled',
      'fulfilled',
      { status: 'rejected', reason: new InUse('The log has grown while its witnesses were asked; ask them again.') },
    ]);
    await writer.append(entriesFrom(305, 1));
    expect((await writer.seal()).size).toBe(306);
    await writer.close();
    expect(linesOf(log)).toHaveLength(1);
  });

  it('are put by no writer that was given back, nor by one that failed', async () => {
    const log = await TestLog.of(workplace, 5);
    const writer = await LogWriter.open(log.folder, log.signer());
    await expect(writer.append([new Uint8Array(65_536)])).rejects.toThrow('65536 bytes');
    await expect(writer.addSignatures([witnesses[0].line(writer.sealed.note.text, 1)])).rejects.toThrow('65536 bytes');
    await writer.close();
    const closed = await LogWriter.open(log.folder, log.signer());
    await closed.close();
    await log.append(entriesFrom(5, 5));
    await expect(closed.addSignatures([witnesses[0].line(closed.sealed.note.text, 1)])).rejects.toThrow(
      'This log was closed.',
    );
    expect([log.checkpoint().size, linesOf(log).length]).toEqual([10, 1]);
  });
});
