import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { hex } from './encoding.js';
import { checkLog } from './fsck.js';
import { removeBeyond } from './leftovers.js';
import { LogWriter } from './log-writer.js';
import { entriesFrom, TestLog, Workplace } from './log.fixture.js';
import { leafOf, rootOfLeaves } from './reference.fixture.js';
import { entriesPath, tilePath } from './tiles.js';

const workplace = new Workplace();
afterAll(() => workplace.remove());
const nothing = () => undefined;

const filesOf = (folder: string) =>
  readdirSync(path.join(folder, 'tile'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .map((file) => [path.relative(folder, file), readFileSync(file, 'latin1')])
    .sort();
function put(folder: string, ...names: string[]): void {
  for (const name of names) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), name);
  }
}
const whole = (level: number, index: number) => tilePath({ level, index, width: 256 });

describe('what a writer left that could not seal it', () => {
  it.each([1, 254, 256, 300, 512, 700])(
    'is gone once a log of %i entries is opened again, and nothing of the log is',
    async (size) => {
      const log = await TestLog.of(workplace, size);
      const before = filesOf(log.folder);
      const writer = await LogWriter.open(log.folder, log.signer());
      await writer.append(entriesFrom(5_000, 3_000));
      await writer.close();
      const [edge, next] = [Math.floor(size / 256), Math.floor((size + 3_000) / 256)];
      put(
        log.folder,
        tilePath({ level: 0, index: edge, width: 255 }),
        entriesPath(edge, 255),
        tilePath({ level: 0, index: next, width: 9 }),
        entriesPath(next, 9),
        tilePath({ level: 1, index: 0, width: 255 }),
        whole(2, 0),
      );
      expect(filesOf(log.folder)).not.toEqual(before);
      await (await LogWriter.open(log.folder, log.signer())).close();
      expect(filesOf(log.folder)).toEqual(before);
    },
  );

  it('stays when the signer has signed it', async () => {
    const log = await TestLog.of(workplace, 300);
    const published = readFileSync(path.join(log.folder, 'checkpoint'));
    await log.append(entriesFrom(300, 2_000));
    const before = filesOf(log.folder);
    writeFileSync(path.join(log.folder, 'checkpoint'), published);
    await (await LogWriter.open(log.folder, log.signer())).close();
    expect(log.checkpoint().size).toBe(2_300);
    expect(filesOf(log.folder)).toEqual(before);
  });

  it('stays when the log is not what the signer signed', async () => {
    const [log, stranger] = [await TestLog.of(workplace, 300), await TestLog.of(workplace, 3)];
    const published = readFileSync(path.join(log.folder, 'checkpoint'));
    await log.append(entriesFrom(300, 2_000));
    writeFileSync(path.join(log.folder, 'checkpoint'), published);
    const before = filesOf(log.folder);
    await expect(LogWriter.open(log.folder, stranger.signer())).rejects.toThrow('is not signed by this key');
    expect(filesOf(log.folder)).toEqual(before);
  });

  it('is looked for where paths get longer, and in upper levels', () => {
    const folder = workplace.path('log');
    const kept = [
      whole(0, 998),
      entriesPath(998, 256),
      tilePath({ level: 0, index: 999, width: 5 }),
      tilePath({ level: 0, index: 999, width: 3 }),
      entriesPath(999, 5),
      whole(1, 2),
      tilePath({ level: 1, index: 3, width: 231 }),
      tilePath({ level: 2, index: 0, width: 3 }),
    ];
    const left = [
      whole(0, 999),
      entriesPath(999, 256),
      whole(0, 1_000),
      entriesPath(1_000, 256),
      whole(0, 1_001),
      tilePath({ level: 0, index: 1_002, width: 1 }),
      whole(1, 3),
      tilePath({ level: 1, index: 4, width: 7 }),
      tilePath({ level: 2, index: 0, width: 4 }),
    ];
    put(folder, ...kept, ...left);
    removeBeyond(folder, 999 * 256 + 5);
    expect(filesOf(folder).map(([name]) => name)).toEqual(kept.sort());
  });

  it('is kept where it stands for a partial tile that is not there', async () => {
    const log = await TestLog.of(workplace, 300);
    const longer = await TestLog.of(workplace, 600);
    for (const name of [whole(0, 1), entriesPath(1, 256)])
      cpSync(path.join(longer.folder, name), path.join(log.folder, name));
    for (const name of [tilePath({ level: 0, index: 1, width: 44 }), entriesPath(1, 44)])
      rmSync(path.join(log.folder, name));
    await (await LogWriter.open(log.folder, log.signer())).close();
    expect(existsSync(path.join(log.folder, whole(0, 1)))).toBe(true);
    await log.append(entriesFrom(300, 1));
    expect(await checkLog(log.folder, nothing)).toBeUndefined();
    expect(hex(log.checkpoint().root)).toBe(hex(rootOfLeaves(entriesFrom(0, 301).map(leafOf))));
  });
});
