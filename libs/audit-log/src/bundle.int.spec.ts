import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { indicesFrom, writeBundleFile } from './bundle.js';
import { bundleUntilTold } from './bundling.fixture.js';
import { readLog } from './log-folder.js';
import { TestLog, Workplace } from './log.fixture.js';
import { built } from './program.fixture.js';
import { folderSource } from './sources.js';

const workplace = new Workplace();
afterAll(() => workplace.remove());

describe('a bundle that is not finished', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('leaves nothing behind when %s ends the process', async (signal) => {
    const log = await TestLog.of(workplace, 8_000);
    const program = await built(
      workplace,
      `import { ${bundleUntilTold.name} } from './bundling.fixture.ts'; await ${bundleUntilTold.name}(process.argv.slice(2));`,
    );
    const file = workplace.path('bundle');
    const child = spawnSync(process.execPath, [program, log.folder, file, signal], {
      encoding: 'utf8',
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    expect([child.signal, child.stderr, readdirSync(path.dirname(file))]).toEqual([signal, '', []]);
  });

  it('leaves nothing behind when a folder has its name', async () => {
    const log = await TestLog.of(workplace, 3);
    const { bytes, keys } = readLog(log.folder);
    const file = workplace.path('bundle');
    mkdirSync(file);
    const listening = () => [process.listenerCount('SIGINT'), process.listenerCount('SIGTERM')];
    const before = listening();
    await expect(
      writeBundleFile({ source: folderSource(log.folder), checkpoint: bytes, keys, chosen: indicesFrom(0, 2) }, file),
    ).rejects.toMatchObject({ code: 'EISDIR' });
    expect(readdirSync(path.dirname(file))).toEqual(['bundle']);
    expect(listening()).toEqual(before);
  });
});
