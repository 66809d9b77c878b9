import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { until } from './processes.js';
import { rotate, startServer } from './server-process.js';

describe('the log of a server', () => {
  it('is put aside while the server runs, goes on from its beginning, and is for its owner alone', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'stipple-server-'));
    const logFile = path.join(folder, 'server.log');
    const server = await startServer({
      name: 'A talker',
      file: process.execPath,
      cwd: folder,
      env: {},
      runAs: undefined,
      logFile,
      stopSignal: 'SIGTERM',
      args: ['-e', "let n = 0; setInterval(() => process.stdout.write(`line ${n++} ${'x'.repeat(1000)}\\n`), 5)"],
    });
    const size = async () => (await stat(logFile)).size;
    try {
      expect(await until(120_000, async () => (await size()) > 20_000)).toBe(true);
      expect(await rotate(logFile, 1_000_000)).toBe(false);
      expect(await rotate(logFile, 20_000)).toBe(true);
      expect(await readFile(`${logFile}.1`, 'utf8')).toMatch(/^line 0 x+\nline 1 /);
      expect(await until(120_000, async () => (await size()) > 3_000)).toBe(true);
      // Written at the new end, not behind a hole as long as the earlier text.
      expect(await readFile(logFile, 'utf8')).toMatch(/^(line [\d]+ x+\n)+/);
      for (const file of [logFile, `${logFile}.1`]) expect((await stat(file)).mode & 0o777).toBe(0o600);
    } finally {
      await server.stop(['SIGKILL', 5_000]);
      await rm(folder, { recursive: true });
    }
  });
});
