import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';

const root = path.resolve(import.meta.dirname, '../..');

async function fuzz(...options: string[]) {
  const { NODE_OPTIONS, ...env } = process.env;
  const child = spawn(process.execPath, ['tools/fuzz/run.mjs', ...options], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { out: '' };
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (said.out += text));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...said };
}

describe('a clinic under hostile requests', () => {
  // Only a quiet machine can judge how long the event loop is held. This spec judges the answers alone.
  it('answers or refuses a thousand of them, parks nothing, lives, and lets the next one sign in', async () => {
    const { code, out } = await fuzz('--requests', '1000', '--seed', '20261128', '--hold', '60000');
    expect([code, out.split('\n').filter((line) => /FAULT|The run failed/.test(line))]).toEqual([0, []]);
    expect(out).toMatch(/^Verdict: clean\. 1000 requests;/m);
  });

  it('is not begun with what makes no sense', async () => {
    expect(await fuzz('--requests', 'many')).toMatchObject({
      code: 2,
      out: expect.stringMatching(/^--requests is "many" and has to be a whole number/),
    });
    expect(await fuzz('--url', 'http://127.0.0.1:1')).toMatchObject({
      code: 2,
      out: expect.stringMatching(/^--url needs --password/),
    });
  });
});
