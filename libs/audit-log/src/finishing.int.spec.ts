import { execFileSync } from 'node:child_process';
import { closeSync, constants, existsSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { checkLog } from './fsck.js';
import { entriesFrom, origin, TestLog, Workplace } from './log.fixture.js';
import { LogWriter } from './log-writer.js';
import { built } from './program.fixture.js';
import { SigningKey } from './signing-key.js';
import { entriesPath, tilePath, tileWidth } from './tiles.js';

const workplace = new Workplace();
afterAll(() => workplace.remove());
const nothing = () => undefined;

const filesOf = (folder: string): Map<string, string> =>
  new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .map((file): [string, string] => [path.relative(folder, file), readFileSync(file, 'latin1')])
      .sort(([a], [b]) => a.localeCompare(b)),
  );

describe('a log that is written in two threads', () => {
  let Beside: typeof LogWriter;
  beforeAll(async () => {
    ({ LogWriter: Beside } = (await import(await built(workplace, "export { LogWriter } from './log-writer.ts';"))) as {
      LogWriter: typeof LogWriter;
    });
  });
  const openedBeside = (log: TestLog) => Beside.open(log.folder, log.signer(), { beside: true });

  it('has the very files of one that is written in one', async () => {
    const key = SigningKey.generate(origin, 'signature');
    const [one, two] = [TestLog.begin(workplace, key), TestLog.begin(workplace, key)];
    // 65,536 entries fill a tile of level 1.
    const steps = [1, 255, 256, 300, 20_000, 65_535, 65_536, 66_000];
    for (const open of [() => LogWriter.open(one.folder, one.signer()), () => openedBeside(two)]) {
      const writer = await open();
      for (const size of steps) {
        await writer.append(entriesFrom(writer.size, size - writer.size));
        await writer.seal();
      }
      await writer.close();
    }
    expect(two.checkpoint().size).toBe(66_000);
    expect(filesOf(two.folder)).toEqual(filesOf(one.folder));
    expect(await checkLog(two.folder, nothing)).toBeUndefined();
  });

  it.each([
    tilePath({ level: 0, index: 7, width: tileWidth }),
    entriesPath(7, tileWidth),
    tilePath({ level: 1, index: 0, width: tileWidth }),
  ])('seals nothing when %s cannot be written, and goes on once it can', async (name) => {
    const log = await TestLog.of(workplace, 3);
    const obstacle = path.join(log.folder, name);
    mkdirSync(obstacle, { recursive: true });
    const writer = await openedBeside(log);
    const both = async () => {
      await writer.append(entriesFrom(3, 70_000));
      await writer.seal();
    };
    await expect(both()).rejects.toThrow('EISDIR');
    await expect(writer.seal()).rejects.toThrow('EISDIR');
    await writer.close();
    expect(log.checkpoint().size).toBe(3);
    rmSync(obstacle, { recursive: true });
    const next = await openedBeside(log);
    await next.append(entriesFrom(3, 70_000));
    expect((await next.seal()).size).toBe(70_003);
    await next.close();
    expect(await checkLog(log.folder, nothing)).toBeUndefined();
  });

  it('is given back only when nothing writes to it any more', async () => {
    const log = await TestLog.of(workplace, 3);
    // Opening a pipe for writing waits until somebody reads from it.
    const pipe = path.join(log.folder, tilePath({ level: 0, index: 7, width: tileWidth }));
    mkdirSync(path.dirname(pipe), { recursive: true });
    execFileSync('mkfifo', [pipe]);
    const writer = await openedBeside(log);
    await writer.append(entriesFrom(100_000, 10_000));
    while (!existsSync(path.join(log.folder, entriesPath(6, tileWidth)))) await pause(5);
    await pause(100);
    let isClosed = false;
    const closing = writer.close().then(() => (isClosed = true));
    await pause(200);
    const meanwhile = [isClosed, await LogWriter.open(log.folder, log.signer()).catch(String)];
    const reader = openSync(pipe, constants.O_RDONLY | constants.O_NONBLOCK);
    await closing;
    closeSync(reader);
    expect(meanwhile).toEqual([false, expect.stringContaining('in use')]);
    rmSync(pipe);
    expect((await log.append(entriesFrom(3, 3_000))).size).toBe(3_003);
    expect(await checkLog(log.folder, nothing)).toBeUndefined();
  });

  it('that is given back while it is sealed is sealed before that or not at all', async () => {
    const log = await TestLog.of(workplace, 3);
    for (let wait = 0; wait < 160; wait += 8) {
      const { size } = log.checkpoint();
      const writer = await openedBeside(log);
      const sealing = Promise.allSettled([writer.append(entriesFrom(size, 5_000)), writer.seal()]);
      await pause(wait);
      await writer.close();
      const after = log.checkpoint();
      const [, sealed] = await sealing;
      expect(after.size).toBe(sealed.status === 'fulfilled' ? size + 5_000 : size);
      expect(await checkLog(log.folder, nothing)).toBeUndefined();
    }
  });

  it('takes entries of any length', async () => {
    const log = TestLog.begin(workplace);
    const writer = await openedBeside(log);
    await writer.append(Array.from({ length: 600 }, (_, i) => new Uint8Array(i % 3 === 0 ? 65_535 : i).fill(i)));
    await expect(writer.append([new Uint8Array(65_536)])).rejects.toThrow(
      'Entry 600 has 65536 bytes; at most 65535 fit.',
    );
    await writer.close();
    const again = await openedBeside(log);
    await again.append(Array.from({ length: 600 }, (_, i) => new Uint8Array(i % 3 === 0 ? 65_535 : i).fill(i)));
    await again.seal();
    await again.close();
    expect(await checkLog(log.folder, nothing)).toBeUndefined();
  });
});
