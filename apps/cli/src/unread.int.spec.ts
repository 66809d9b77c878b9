import { spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { printForEver } from './endless.fixture.js';
import { CommandLine } from './program.fixture.js';

const workplace = new CommandLine();
afterAll(() => workplace.remove());
const { folder, program, env, at, done } = workplace;
let endless: string;

beforeAll(async () => {
  await workplace.build();
  endless = await workplace.buildOne(
    `import { ${printForEver.name} } from './endless.fixture.ts'; await ${printForEver.name}();`,
    'endless.mjs',
  );
  const vkey = done('log', 'init', 'log', '--origin', 'clinic.example/audit').trim();
  writeFileSync(at('policy'), `log ${vkey}\nquorum none\n`);
  writeFileSync(at('entries'), Array.from({ length: 600 }, (_, i) => `{"event":${i}}\n`).join(''));
  done('log', 'append', 'log', 'entries');
  writeFileSync(at('kept'), readFileSync(at('log/checkpoint')));
  done('log', 'append', 'log', 'entries');
  done('log', 'bundle', 'log', '--from', '10', '--to', '606', '--since', 'kept', '--out', 'good');
  const altered = readFileSync(at('good'));
  altered[altered.indexOf('"event":321') + 9] = 0x39;
  writeFileSync(at('bad'), altered);
  spawnSync('cp', ['-r', at('log'), at('broken')]);
  const tile = readFileSync(at('broken/tile/entries/001'));
  tile[40] = (tile[40] ?? 0) ^ 1;
  writeFileSync(at('broken/tile/entries/001'), tile);
});

/** Runs a program whose standard output or standard error nobody reads. */
async function unread(which: 'stdout' | 'stderr', ...args: string[]): Promise<{ status: number | null; text: string }> {
  const child = workplace.begin(program, ...args);
  child[which].destroy();
  let text = '';
  child[which === 'stdout' ? 'stderr' : 'stdout'].setEncoding('utf8').on('data', (piece: string) => (text += piece));
  const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { status, text };
}

/** Runs a program on a disk that is full. */
function onFullDisk(...args: string[]): { status: number | null; stderr: string } {
  const full = openSync('/dev/full', 'w');
  try {
    const { status, stderr } = spawnSync(process.execPath, [program, ...args], {
      cwd: folder,
      encoding: 'utf8',
      env,
      stdio: ['ignore', full, 'pipe'],
    });
    return { status, stderr };
  } finally {
    closeSync(full);
  }
}

describe('a command whose output nobody reads', () => {
  it.each([
    [1, ['verify', 'bad', '--since', 'kept', '--policy', 'policy']],
    [1, ['verify', 'bad', '--since', 'kept', '--policy', 'policy', '--json']],
    [0, ['verify', 'good', '--since', 'kept', '--policy', 'policy']],
    [1, ['log', 'fsck', 'broken']],
    [0, ['log', 'fsck', 'log']],
    [0, ['log', 'prove', 'log', '5']],
  ])('ends quietly with its own code: %d for %j', async (status, args) => {
    expect(await unread('stdout', ...args)).toEqual({ status, text: '' });
  });

  it('ends with its own code also where nobody reads its complaints', async () => {
    expect(await unread('stderr', 'verify', 'good')).toEqual({
      status: 0,
      text: expect.stringContaining('Everything holds'),
    });
    expect(await unread('stderr', 'verify', 'bad')).toMatchObject({ status: 1 });
    expect(await unread('stderr', 'verify', 'nowhere')).toMatchObject({ status: 1 });
  });

  it('stops soon where it would print for ever', async () => {
    const child = workplace.begin(endless);
    let complaint = '';
    child.stderr.setEncoding('utf8').on('data', (piece: string) => (complaint += piece));
    child.stdout.once('data', () => child.stdout.destroy());
    const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
    expect([status, complaint]).toEqual([0, '']);
  });
});

describe('a command whose output cannot be written', () => {
  const sentence = 'What was asked was done, but its result could not be printed: the disk is full.\n';

  it('says so in a sentence, and that it did what was asked', () => {
    const before = done('log', 'checkpoint', 'log').split('\n')[1];
    expect(onFullDisk('log', 'append', 'log', 'entries')).toEqual({ status: 1, stderr: sentence });
    expect(Number(done('log', 'checkpoint', 'log').split('\n')[1])).toBe(Number(before) + 600);
  });

  it.each([
    [['verify', 'good', '--since', 'kept']],
    [['verify', 'bad']],
    [['log', 'prove', 'log', '5']],
    [['verify', '--help']],
  ])('ends with 1: %j', (args) => {
    expect(onFullDisk(...args)).toEqual({ status: 1, stderr: expect.stringContaining(sentence) });
  });

  it('says that not all was printed where printing was all that was asked', () => {
    const full = openSync('/dev/full', 'w');
    const { status, stderr } = spawnSync(process.execPath, [endless], {
      encoding: 'utf8',
      env,
      stdio: ['ignore', full, 'pipe'],
    });
    closeSync(full);
    expect([status, stderr]).toEqual([1, expect.stringContaining('The rest could not be printed: the disk is full.')]);
  });
});
