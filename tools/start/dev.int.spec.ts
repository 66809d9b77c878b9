import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

const repository = path.resolve(import.meta.dirname, '../..');
let checkout: string;
const started: ChildProcess[] = [];

async function put(file: string, content: unknown): Promise<void> {
  await mkdir(path.dirname(path.join(checkout, file)), { recursive: true });
  await writeFile(path.join(checkout, file), typeof content === 'string' ? content : JSON.stringify(content));
}

const packageNamed = (name: string) => ({
  name: `@tiny/${name}`,
  type: 'module',
  exports: { '.': './dist/src/index.js' },
  nx: { targets: { build: {} } },
});
const word = (said: string) => put('libs/word/src/index.ts', `export const word: string = '${said}';\n`);

/**
 * A program that says the word of its package and then stays, until it is told to end. It answers to the same messages
 * as the real ones. `before` is run in it first.
 */
const program = (name: string, before = '') => `import { word } from '@tiny/word';
${before}
process.stdout.write('${name} ' + process.pid + ' says ' + word + '\\n');
process.once('SIGTERM', () => { process.stdout.write('${name} stops\\n'); process.exit(0); });
process.once('SIGINT', () => { process.stdout.write('${name} stops\\n'); process.exit(0); });
process.once('disconnect', () => process.exit(0));
setInterval(() => undefined, 1e6);
process.send?.({ ready: 'http://127.0.0.1:1' });
`;

/** A checkout with three libraries and small programs, with the real tools, the real Nx, compiler and watcher. */
beforeEach(async () => {
  checkout = path.join(await realpath(await mkdtemp(path.join(os.tmpdir(), 'stipple-dev-'))), 'checkout');
  await mkdir(path.join(checkout, 'node_modules/@tiny'), { recursive: true });
  for (const tool of ['tools/start', 'tools/build', '.swcrc', 'nx.json'])
    await cp(path.join(repository, tool), path.join(checkout, tool), { recursive: true });
  for (const name of ['nx', '@swc', '@parcel', 'typescript'])
    await symlink(path.join(repository, 'node_modules', name), path.join(checkout, 'node_modules', name));
  await put('package.json', {
    name: 'tiny',
    private: true,
    type: 'module',
    workspaces: ['apps/*', 'libs/*', 'libs/contexts/*'],
  });
  await put('package-lock.json', { name: 'tiny', lockfileVersion: 3, packages: {} });
  await put('node_modules/.package-lock.json', { lockfileVersion: 3, packages: {} });
  for (const name of ['word', 'unused']) {
    await put(`libs/${name}/package.json`, packageNamed(name));
    await symlink(path.join(checkout, 'libs', name), path.join(checkout, 'node_modules/@tiny', name));
  }
  await mkdir(path.join(checkout, 'libs/contexts'));
  await word('one');
  await put('libs/unused/src/index.ts', 'export const nothing = 0;\n');
  await put('apps/clinic/package.json', packageNamed('app-clinic'));
  await put('apps/clinic/src/main.ts', program('clinic'));
});
afterEach(async () => {
  for (const child of started.splice(0))
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL');
      await once(child, 'close');
    }
  await rm(path.dirname(checkout), { recursive: true, maxRetries: 5 });
});

function dev(...args: string[]) {
  const child = spawn(process.execPath, [path.join(checkout, 'tools/start/start.mjs'), 'dev', ...args], {
    env: { PATH: process.env['PATH'], HOME: checkout },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(child);
  const said = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.err += text));
  const ended = once(child, 'close').then(([code, signal]: (number | string | null)[]) => code ?? signal);
  /** Waits for words of the running programs or of the tool. */
  const hears = async (text: string | RegExp) => {
    const deadline = performance.now() + 120_000;
    const isThere = () => {
      const all = `${said.out}\n${said.err}`;
      return typeof text === 'string' ? all.includes(text) : text.test(all);
    };
    while (!isThere()) {
      if (performance.now() > deadline || child.exitCode !== null)
        throw new Error(`Not heard: ${String(text)}. Heard: ${said.out}\n${said.err}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  return { child, said, ended, hears };
}

describe('npm run dev', () => {
  it('shows a changed source of a library in the running process, and ends all at Ctrl-C', async () => {
    const { child, said, ended, hears } = dev();
    await hears('says one');
    await word('two');
    await hears('says two');
    expect(said.err).toContain('Changed: libs/word. Building …\nStarting it again …\n');
    expect(said.out).toMatch(/^clinic (\d+) says one\nclinic stops\nclinic (?!\1)\d+ says two\n$/);
    child.kill('SIGINT');
    expect(await ended).toBe(0);
    expect(said.out).toMatch(/says two\nclinic stops\n$/);
  });

  it('tells of what does not compile, lets the old one run, and goes on with what mends it', async () => {
    const { said, hears } = dev();
    await hears('says one');
    await put('libs/word/src/index.ts', 'export const = 1;\n');
    await hears('libs/word does not compile. What was running goes on running.');
    expect(said.err).toContain('export const = 1');
    expect(said.out).toMatch(/^clinic \d+ says one\n$/);
    await word('three');
    await hears('says three');
    expect(said.out).toMatch(/^clinic \d+ says one\nclinic stops\nclinic \d+ says three\n$/);
  });

  it('builds what nothing runs without a restart, and does not look at tests', async () => {
    const { said, hears } = dev();
    await hears('says one');
    await put('libs/word/src/word.spec.ts', 'export const wrong = ;\n');
    await put('libs/unused/src/index.ts', 'export const nothing = 1;\n');
    await hears('Changed: libs/unused. Building …');
    await word('two');
    await hears('says two');
    expect(said.out).toMatch(/^clinic \d+ says one\nclinic stops\nclinic \d+ says two\n$/);
    expect(said.err).not.toContain('does not compile');
  });

  it('starts a program that ended by itself at the next change', async () => {
    await put('apps/clinic/src/main.ts', program('clinic', "if (word === 'bad') process.exit(3);"));
    const { said, hears } = dev();
    await hears('says one');
    await word('bad');
    await hears('Stipple ended with exit code 3. It is started at the next change.');
    await word('good');
    await hears('says good');
    expect(said.err.match(/Starting it again/g)).toHaveLength(2);
  });

  it('split: starts again the processes that run what changed, and leaves the others alone', async () => {
    const names = ['bookings', 'staff'];
    await put('libs/unused/src/index.ts', "export const unused: string = 'x';\n");
    for (const name of names) await put(`apps/${name}/package.json`, packageNamed(`app-${name}`));
    await put('apps/bookings/src/main.ts', program('bookings'));
    await put('apps/staff/src/main.ts', program('staff').replaceAll('word', 'unused'));
    await put('apps/cli/package.json', packageNamed('app-cli'));
    // What keeps the processes is the real one, which finds its libraries as they are built in this checkout.
    for (const file of ['supervised', 'process-environment'])
      await cp(path.join(repository, `apps/cli/src/${file}.ts`), path.join(checkout, `apps/cli/src/${file}.ts`));
    await symlink(path.join(repository, 'node_modules/@stipple'), path.join(checkout, 'node_modules/@stipple'));
    const splitSaying = (text: string) => `import { restartWhenAsked, Supervised } from './supervised.js';
const say = (line: string) => process.stdout.write(line + '\\n');
const processes = ['bookings', 'staff'].map((name) => new Supervised(name, {}, say));
await Promise.all(processes.map((one) => one.start()));
restartWhenAsked(processes);
const stop = () => void Promise.all(processes.map((one) => one.stop())).then(() => process.exit(0));
for (const signal of ['SIGINT', 'SIGTERM', 'disconnect']) process.once(signal, stop);
say('${text}');
process.send?.({ ready: 'http://127.0.0.1:1' });
`;
    await put('apps/cli/src/split.ts', splitSaying('all serve'));
    const { said, hears, child, ended } = dev('--split');
    await hears('all serve');
    await word('two');
    await hears('Started again: bookings.');
    expect(said.out.replace(/\d+/g, 'N')).toMatch(/all serve\nbookings stops\nbookings N says two\n$/);
    await put('libs/unused/src/index.ts', "export const unused: string = 'y';\n");
    await hears('Started again: staff.');
    expect(said.out.replace(/\d+/g, 'N')).toMatch(/bookings N says two\nstaff stops\nstaff N says y\n$/);
    await put('apps/cli/src/split.ts', splitSaying('all serve anew'));
    await hears('all serve anew');
    expect(said.err).not.toContain('ended by itself');
    child.kill('SIGINT');
    expect(await ended).toBe(0);
  });
});
