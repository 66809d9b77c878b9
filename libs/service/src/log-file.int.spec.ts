import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as elapse } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { rotating } from './log-file.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'stipple-log-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const at = (name = 'stipple.log') => path.join(folder, name);

/** Writes lines one after another, as a process that runs long does. */
async function write(lines: number, bytes: number): Promise<void> {
  const destination = rotating(at(), { bytes });
  const log = pino({ base: null, timestamp: false }, destination);
  for (let line = 0; line < lines; line++) {
    log.info({ line }, 'x'.repeat(100));
    await elapse(1);
  }
  await new Promise<void>((resolve) => {
    destination.once('close', resolve);
    destination.end();
  });
}

describe('a log file', () => {
  it('is put aside once it is large, five of them at most, and loses no line at the seams', async () => {
    await write(1_200, 10_000);
    const names = readdirSync(folder).sort();
    expect(names).toEqual([
      'stipple.log',
      'stipple.log.1',
      'stipple.log.2',
      'stipple.log.3',
      'stipple.log.4',
      'stipple.log.5',
    ]);
    const lines = [...names].reverse().flatMap((name) =>
      readFileSync(at(name), 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => (JSON.parse(line) as { line: number }).line),
    );
    expect(lines).toEqual(Array.from({ length: lines.length }, (_, nth) => 1_200 - lines.length + nth));
    for (const name of names) {
      expect(statSync(at(name)).size).toBeLessThan(27_000);
      expect(statSync(at(name)).mode & 0o777).toBe(0o600);
    }
  });

  it('goes on with what an earlier process wrote, which others can read no more', async () => {
    writeFileSync(at(), 'before\n'.repeat(100));
    chmodSync(at(), 0o644);
    await write(2, 10_000);
    expect(readFileSync(at(), 'utf8')).toMatch(/^(before\n){100}\{.*"line":1/s);
    expect(statSync(at()).mode & 0o777).toBe(0o600);
  });

  it('is removed ninety days after its last line, and others’ files are not', async () => {
    for (const name of ['stipple.log.1', 'stipple.log.2', 'postgres.log.1', 'stipple.log.old'])
      writeFileSync(at(name), 'x');
    const old = Date.now() / 1000 - 91 * 86_400;
    for (const name of ['stipple.log.2', 'postgres.log.1', 'stipple.log.old']) utimesSync(at(name), old, old);
    await write(1, 10_000);
    expect(readdirSync(folder).sort()).toEqual(['postgres.log.1', 'stipple.log', 'stipple.log.1', 'stipple.log.old']);
  });
});
