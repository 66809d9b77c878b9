import { spawn, spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { appendUntilKilled } from './appender.fixture.js';
import type { Checkpoint } from './checkpoint.js';
import { hex } from './encoding.js';
import { checkLog } from './fsck.js';
import { isConsistent } from './merkle.js';
import { treeIn } from './log-folder.js';
import { LogWriter } from './log-writer.js';
import { entriesFrom, TestLog, Workplace } from './log.fixture.js';
import { built } from './program.fixture.js';
import { Random } from './random.fixture.js';

const workplace = new Workplace();
afterAll(() => workplace.remove());
const nothing = () => undefined;

async function expectExtension(folder: string, before: Checkpoint, after: Checkpoint): Promise<void> {
  const tree = treeIn(folder, after.size);
  expect(after.size).toBeGreaterThanOrEqual(before.size);
  expect(
    isConsistent(tree.hasher, {
      from: before.size,
      to: after.size,
      fromRoot: before.root,
      toRoot: after.root,
      proof: await tree.consistencyProof(before.size),
    }),
  ).toBe(true);
}

describe('a process that appends and is killed', () => {
  let program = '';
  beforeAll(async () => {
    program = await built(
      workplace,
      `import { ${appendUntilKilled.name} } from './appender.fixture.ts'; await ${appendUntilKilled.name}(process.argv.slice(2));`,
    );
  });

  it.each(['1', '2'])(
    'at any instant, writing in %s threads, loses nothing that it told of, and the next goes on from there',
    async (threads) => {
      const log = await TestLog.of(workplace, 3);
      const keyFile = workplace.path('key');
      log.key.write(keyFile);
      const random = new Random(20_261_126);
      let before = log.checkpoint();
      let killedWhileWriting = 0;
      for (let round = 0; round < 40; round += 1) {
        const child = spawn(
          process.execPath,
          [program, log.folder, keyFile, log.stateFile, threads, String(round * 1000)],
          { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NODE_OPTIONS: '' } },
        );
        let output = '';
        let complaint = '';
        child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
        child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text));
        const ended = new Promise((resolve) => child.once('close', resolve));
        while (!output.includes('opened') && complaint === '') await pause(2);
        await pause(random.below(120));
        child.kill('SIGKILL');
        await ended;
        expect(complaint).toBe('');
        const told = [...output.matchAll(/^sealed (\d+)$/gm)].map(([, size]) => Number(size));
        const after = log.checkpoint();
        expect(after.size).toBeGreaterThanOrEqual(told.at(-1) ?? before.size);
        if (log.signer().last().size !== after.size) killedWhileWriting += 1;
        await expectExtension(log.folder, before, after);
        before = after;
      }
      const writer = await LogWriter.open(log.folder, log.signer());
      await expectExtension(log.folder, before, writer.sealed);
      await writer.close();
      expect(await checkLog(log.folder, nothing)).toBeUndefined();
      // How many entries the killed processes appended depends on the machine.
      expect(log.checkpoint().size).toBeGreaterThan(3);
      process.stdout.write(
        `${threads} threads: killed 40 times, ${killedWhileWriting} of them between signing and publishing; ${log.checkpoint().size} entries\n`,
      );
    },
  );

  it('gives its place to the next at once, and to nobody while it lives', async () => {
    const log = await TestLog.of(workplace, 3);
    const keyFile = workplace.path('key');
    log.key.write(keyFile);
    const child = spawn(process.execPath, [program, log.folder, keyFile, log.stateFile, '1'], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    await new Promise((resolve) => child.stdout.once('data', resolve));
    const second = spawnSync(process.execPath, [program, log.folder, keyFile, log.stateFile, '1'], {
      encoding: 'utf8',
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    expect(second.stderr).toContain(`is in use by process ${child.pid}`);
    const ended = new Promise((resolve) => child.once('close', resolve));
    child.kill('SIGKILL');
    await ended;
    await (await LogWriter.open(log.folder, log.signer())).close();
  });
});

describe('a loss of power while a log grows', () => {
  const files = (folder: string) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.parentPath.includes('.writer'))
      .map((entry) => path.join(entry.parentPath, entry.name));

  /** The old log, with any of the new files that may have reached the disk, whole or torn. */
  async function interrupted(
    random: Random,
    from: number,
    to: number,
    isSigned: boolean,
  ): Promise<{ log: TestLog; before: Checkpoint }> {
    const log = await TestLog.of(workplace, from);
    const before = log.checkpoint();
    const old = workplace.path('old');
    cpSync(log.folder, old, { recursive: true });
    const state = readFileSync(log.stateFile);
    await log.append(entriesFrom(from, to - from));
    const known = new Set(files(old).map((file) => path.relative(old, file)));
    for (const file of files(log.folder).filter((one) => !known.has(path.relative(log.folder, one)))) {
      if (isSigned) continue;
      const fate = random.below(4);
      if (fate === 0) rmSync(file);
      if (fate === 1) truncateSync(file, random.below(statSync(file).size + 1));
      if (fate === 2) writeFileSync(file, random.bytes(statSync(file).size));
    }
    // Partial tiles that full ones have replaced are removed last.
    cpSync(old, log.folder, { recursive: true });
    if (!isSigned) writeFileSync(log.stateFile, state);
    return { log, before };
  }

  it.each([
    [0, 1],
    [3, 300],
    [255, 257],
    [256, 512],
    [300, 301],
    [500, 1_200],
    [1_000, 1_001],
  ])('from %i to %i entries, before it is signed, leaves the log as it was', async (from, to) => {
    const random = new Random(from * 31 + to);
    for (let round = 0; round < 6; round += 1) {
      const { log, before } = await interrupted(random, from, to, false);
      expect(await checkLog(log.folder, nothing)).toBeUndefined();
      const after = await log.append(entriesFrom(from + 5_000, 1 + random.below(600)));
      await expectExtension(log.folder, before, after);
      expect(await checkLog(log.folder, nothing)).toBeUndefined();
    }
  });

  it.each([
    [0, 1],
    [3, 300],
    [255, 257],
    [256, 512],
    [500, 1_200],
  ])('from %i to %i entries, after it is signed, loses none of them', async (from, to) => {
    const { log, before } = await interrupted(new Random(to), from, to, true);
    expect(log.checkpoint().size).toBe(from);
    const writer = await LogWriter.open(log.folder, log.signer());
    expect(writer.sealed.size).toBe(to);
    await writer.close();
    await expectExtension(log.folder, before, log.checkpoint());
    const entries = (await treeIn(log.folder, to).entries(Math.floor((to - 1) / 256))).map(hex);
    expect(entries.at(-1)).toBe(hex(entriesFrom(to - 1, 1)[0] as Uint8Array));
    expect(await checkLog(log.folder, nothing)).toBeUndefined();
  });
});
