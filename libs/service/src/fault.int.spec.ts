import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { transformFileSync } from '@swc/core';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

/** A process that does as its first argument says, and tells on standard output what it comes to. */
const program = `
  import { endOnFault } from './fault.js';
  const ending = endOnFault();
  const outcomes = { hangs: () => new Promise(() => undefined), fails: () => Promise.reject(new Error('cannot close')), ends: () => Promise.resolve() };
  ending.stopBy(() => {
    process.stdout.write('stops: ' + ending.reason() + '\\n');
    return outcomes[process.argv[3] ?? 'ends']();
  });
  setInterval(() => undefined, 1_000);
  const fail = (error) => { throw error; };
  const faults = {
    throws: () => fail(new Error('connecting to postgres://owner:hunter2@db/x ' + 'x'.repeat(10_000))),
    rejects: () => void Promise.reject(new TypeError('row is undefined')),
    'throws a text': () => fail('a text'),
    'throws for ever': () => setInterval(() => fail(new Error('again')), 1),
  };
  setTimeout(() => faults[process.argv[2]](), 10);
`;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'stipple-fault-'));
  cpSync(path.resolve(import.meta.dirname, '../package.json'), path.join(folder, 'package.json'));
  writeFileSync(path.join(folder, 'program.js'), program);
  for (const name of ['cut', 'fault'])
    writeFileSync(
      path.join(folder, `${name}.js`),
      transformFileSync(path.join(import.meta.dirname, `${name}.ts`)).code,
    );
});
afterAll(() => rmSync(folder, { recursive: true }));

async function run(...what: string[]) {
  const child = spawn(process.execPath, [path.join(folder, 'program.js'), ...what], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {},
  });
  const said = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.err += text));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...said };
}
const out = 'stops: This process is ending by an error that nobody caught.\n';

describe('a process in which nobody caught an error', () => {
  it('says which and where, without secrets and cut, stops what runs and ends with 70', async () => {
    const { err, ...rest } = await run('throws');
    expect(rest).toEqual({ code: 70, out });
    expect(err).toMatch(/^Nobody caught this: Error: connecting to postgres:\/\/\(hidden\)@db\/x x+ … x+\n\s+at /);
    expect([err.includes('hunter2'), /x{200}/.test(err)]).toEqual([false, false]);
  });

  it('does the same for a promise that nobody waited for, and for what is no error', async () => {
    expect(await run('rejects')).toMatchObject({
      code: 70,
      out,
      err: expect.stringMatching(/^Nobody caught this: TypeError: row is undefined\n/),
    });
    expect(await run('throws a text')).toMatchObject({
      code: 70,
      out,
      err: expect.stringMatching(/^Nobody caught this: Error: a text\n/),
    });
  });

  it('ends also where stopping fails or hangs, or where it goes on throwing', async () => {
    const [fails, hangs, storm] = await Promise.all([
      run('throws', 'fails'),
      run('throws', 'hangs'),
      run('throws for ever', 'hangs'),
    ]);
    expect(fails).toMatchObject({ code: 70, err: expect.stringContaining('Stopping failed: Error: cannot close') });
    expect(hangs).toMatchObject({ code: 70, out });
    expect(storm).toMatchObject({ code: 70, out });
    expect(storm.err.match(/Nobody caught this/g)).toHaveLength(10);
  });
});
