import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readFile, readdir, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

const repository = path.resolve(import.meta.dirname, '../..');
let checkout: string;
let home: string;
const started: ChildProcess[] = [];

/**
 * A checkout with one package and one program, the real tools, and the real Nx and compiler, that is installed but not
 * built.
 */
beforeEach(async () => {
  home = await mkdtemp(path.join(os.tmpdir(), 'stipple-start-'));
  checkout = path.join(home, 'checkout');
  await mkdir(path.join(checkout, 'node_modules'), { recursive: true });
  for (const tool of ['tools/start', 'tools/build', '.swcrc', 'nx.json'])
    await cp(path.join(repository, tool), path.join(checkout, tool), { recursive: true });
  for (const name of ['nx', '@swc'])
    await symlink(path.join(repository, 'node_modules', name), path.join(checkout, 'node_modules', name));
  const put = async (file: string, content: unknown) => {
    await mkdir(path.dirname(path.join(checkout, file)), { recursive: true });
    await writeFile(path.join(checkout, file), typeof content === 'string' ? content : JSON.stringify(content));
  };
  const packages = {
    '': { name: 'tiny' },
    'node_modules/left': { version: '1.0.0', integrity: 'sha512-left' },
    'node_modules/mac': { version: '1.0.0', optional: true, os: ['none'] },
  };
  await put('package.json', {
    name: 'tiny',
    private: true,
    type: 'module',
    workspaces: ['apps/*', 'libs/*', 'libs/contexts/*'],
  });
  await put('package-lock.json', { name: 'tiny', lockfileVersion: 3, packages });
  await put('node_modules/.package-lock.json', {
    lockfileVersion: 3,
    packages: { 'node_modules/left': packages['node_modules/left'] },
  });
  await put('apps/clinic/package.json', { name: '@tiny/app-clinic', type: 'module', nx: { targets: { build: {} } } });
  await put(
    'apps/clinic/src/main.ts',
    program(
      "say('serves', process.argv.slice(2).join(' '), process.env['NODE_ENV'], process.env['STIPPLE_HOME'], process.cwd());",
    ),
  );
  await put('libs/contexts/staff/package.json', {
    name: '@tiny/context-staff',
    type: 'module',
    nx: { targets: { build: {} } },
  });
  await put('tools/test/run.mjs', 'process.stdout.write(`tests ${process.argv.slice(2)} ${process.env.NODE_ENV}\\n`);');
});
afterEach(async () => {
  for (const child of started.splice(0))
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
  await rm(home, { recursive: true, maxRetries: 5 });
});

const program = (body: string) =>
  `const say = (...words: (string | undefined)[]) => process.stdout.write(words.join(' ') + '\\n');\n${body}\n`;
const clinic = (body: string) => writeFile(path.join(checkout, 'apps/clinic/src/main.ts'), program(body));

/** Stands in for npm, which the starter finds as npm tells its scripts: by npm_execpath. */
async function npmThat(body: string): Promise<Record<string, string>> {
  await mkdir(path.join(home, 'npm'), { recursive: true });
  await writeFile(
    path.join(home, 'npm', 'npm-cli.js'),
    `const { writeFileSync, appendFileSync } = require('node:fs');
appendFileSync(${JSON.stringify(path.join(home, 'asked'))}, process.argv.slice(2).join(' ') + '\\n');
${body}`,
  );
  await rm(path.join(checkout, 'node_modules/.package-lock.json'));
  return { npm_execpath: path.join(home, 'npm', 'npx-cli.js') };
}

function starter(what: string[], env: Record<string, string> = {}, node: string[] = []) {
  const child = spawn(process.execPath, [...node, path.join(checkout, 'tools/start/start.mjs'), ...what], {
    cwd: home,
    env: { PATH: process.env['PATH'], HOME: home, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(child);
  const said = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.err += text));
  const ended = once(child, 'close').then(([code, signal]: (number | string | null)[]) => ({
    code: code ?? signal,
    ...said,
  }));
  return { child, ended, said };
}
const run = (...what: Parameters<typeof starter>) => starter(...what).ended;

async function until(done: () => Promise<boolean> | boolean): Promise<void> {
  const deadline = performance.now() + 120_000;
  while (!(await done())) {
    if (performance.now() > deadline) throw new Error('It did not come to that within two minutes.');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** What a file holds; nothing when it, or the process it tells of, is not there. */
async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return '';
    throw error;
  }
}

async function processesOf(file: string): Promise<string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const lines = await Promise.all(pids.map((pid) => textOf(`/proc/${pid}/cmdline`)));
  return lines.filter((line) => line.includes(file));
}

const installed = `writeFileSync('node_modules/.package-lock.json',
  JSON.stringify({ packages: { 'node_modules/left': { version: '1.0.0', integrity: 'sha512-left' } } }));`;

describe('the starter', () => {
  it('builds and runs what was asked for, as in production, and then only runs it', async () => {
    const first = await run(['start', 'now', 'please']);
    expect(first).toMatchObject({ code: 0, out: `serves now please production ${checkout}/.stipple ${checkout}\n` });
    expect(first.err).toMatch(/^Building …\n/);
    expect(await run(['start'], { STIPPLE_HOME: '/elsewhere' })).toEqual({
      code: 0,
      out: `serves  production /elsewhere ${checkout}\n`,
      err: '',
    });
    expect(await run(['test', 'lint'])).toMatchObject({ code: 0, out: 'tests lint undefined\n', err: '' });
  });

  it('builds again what changed, and what was removed', async () => {
    await run(['start']);
    await clinic("say('serves anew');");
    const later = new Date(Date.now() + 2_000);
    await utimes(path.join(checkout, 'apps/clinic/src/main.ts'), later, later);
    expect(await run(['start'])).toMatchObject({
      code: 0,
      out: 'serves anew\n',
      err: expect.stringMatching(/^Building …\n/),
    });
    await rm(path.join(checkout, 'apps/clinic/dist'), { recursive: true });
    expect(await run(['start'])).toMatchObject({ code: 0, out: 'serves anew\n' });
    await writeFile(path.join(checkout, 'apps/clinic/src/main.spec.ts'), 'a test');
    expect(await run(['start'])).toEqual({ code: 0, out: 'serves anew\n', err: '' });
  });

  it('shows why a build failed, and builds again when asked again', async () => {
    await clinic('const = 1;');
    const failed = await run(['start']);
    expect(failed).toMatchObject({ code: 1, out: '' });
    expect(failed.err).toMatch(/const = 1[\s\S]*The build failed; what it said stands above\.\n$/);
    await clinic("say('mended');");
    expect(await run(['start'])).toMatchObject({ code: 0, out: 'mended\n' });
  });

  it('refuses a Node that is too old, and what it does not know, in one sentence', async () => {
    for (const old of ['18.20.4', '20.18.1', '22.11.0']) {
      await writeFile(
        path.join(home, 'old.mjs'),
        `Object.defineProperty(process.versions, 'node', { value: '${old}' });`,
      );
      expect(await run(['start'], {}, ['--import', path.join(home, 'old.mjs')])).toEqual({
        code: 1,
        out: '',
        err: `Stipple needs Node.js 20.19 or newer (of 22, 22.12 or newer), and this is ${old}.\n`,
      });
    }
    expect(await run(['toString'])).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringMatching(/^Usage: node tools\/start\/start\.mjs start\|split\|[a-z|]+ \[ARGUMENT …\]\n$/),
    });
    expect(await run(['bench'])).toMatchObject({
      code: 1,
      err: expect.stringMatching(/"bench" cannot be started: this checkout has no tools\/bench\/run\.mjs\.\n$/),
    });
  });

  it('installs packages when there are none, with what building needs, and not again', async () => {
    const env = { ...(await npmThat(installed)), NODE_ENV: 'production' };
    expect(await run(['test'], env)).toMatchObject({
      code: 0,
      err: expect.stringMatching(/^Installing packages …\nBuilding …\n/),
    });
    expect(await run(['test'], env)).toMatchObject({ code: 0, err: '' });
    expect(await readFile(path.join(home, 'asked'), 'utf8')).toBe(
      'ci --include=dev --include=optional --no-audit --no-fund --loglevel=http --no-progress\n',
    );
  });

  it('installs again when package-lock.json names another version', async () => {
    const env = await npmThat(installed.replaceAll('1.0.0', '2.0.0'));
    await writeFile(
      path.join(checkout, 'node_modules/.package-lock.json'),
      JSON.stringify({ packages: { 'node_modules/left': { version: '1.0.0', integrity: 'sha512-left' } } }),
    );
    expect(await run(['test'], env)).toMatchObject({ code: 0, err: expect.stringMatching(/^Building/) });
    const lock = path.join(checkout, 'package-lock.json');
    await writeFile(lock, (await readFile(lock, 'utf8')).replace('1.0.0', '2.0.0'));
    expect(await run(['test'], env)).toMatchObject({ code: 0, err: 'Installing packages …\n' });
  });

  it('installs without `npm ci` where that refuses an incomplete lock', async () => {
    const env = await npmThat(
      `if (process.argv[2] === 'ci') { process.stderr.write('npm error code EUSAGE\\n'); process.exit(1); } ${installed}`,
    );
    expect(await run(['test'], env)).toMatchObject({
      code: 0,
      err: expect.stringContaining(
        'package-lock.json is not complete for npm ci; installing what it names with npm install …\n',
      ),
    });
    expect((await readFile(path.join(home, 'asked'), 'utf8')).split('\n')[1]).toMatch(/^install --no-save /);
  });

  it('says in a sentence that packages cannot be installed', async () => {
    const env = await npmThat(
      "process.stderr.write('npm http fetch GET https://registry attempt 1\\nnpm error code ECONNREFUSED\\n' +" +
        "'npm error\\nnpm error connect ECONNREFUSED\\n'); process.exit(1);",
    );
    expect(await run(['start'], env)).toEqual({
      code: 1,
      out: '',
      err:
        'Installing packages …\nnpm error code ECONNREFUSED\nnpm error connect ECONNREFUSED\n' +
        'The packages could not be installed; what npm said stands above. ' +
        'Can this machine reach the npm registry, and this user write to this folder?\n',
    });
  });

  it('installs once when two are started at once', async () => {
    const env = await npmThat(`setTimeout(() => { ${installed} }, 1500);`);
    const both = await Promise.all([run(['test'], env), run(['test'], env)]);
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    expect(both.map(({ err }) => err).sort()[0]).toBe(
      'Another Stipple is installing or building here; waiting for it …\n',
    );
    expect((await readFile(path.join(home, 'asked'), 'utf8')).trim().split('\n')).toHaveLength(1);
  });

  it.each([
    ['start', 'SIGINT', 0],
    ['start', 'SIGTERM', 0],
    ['test', 'SIGINT', 130],
  ] as const)('stops the installing of `%s` on %s, all of it, and ends with %i', async (what, signal, code) => {
    const file = path.join(home, 'slow.js');
    await writeFile(file, 'setInterval(() => undefined, 1e6);');
    const env = await npmThat(
      `require('node:child_process').spawn(process.execPath, [${JSON.stringify(file)}]); setInterval(() => undefined, 1e6);`,
    );
    const { child, ended } = starter([what], env);
    await until(async () => (await processesOf(file)).length === 1);
    child.kill(signal);
    expect(await ended).toMatchObject({ code, out: '' });
    expect(await processesOf(file)).toEqual([]);
  });

  it('leaves no npm behind when it is killed', async () => {
    const file = path.join(home, 'npm', 'npm-cli.js');
    const { child, ended } = starter(['start'], await npmThat('setInterval(() => undefined, 1e6);'));
    await until(async () => (await processesOf(file)).length === 1);
    child.kill('SIGKILL');
    await ended;
    await until(async () => (await processesOf(file)).length === 0);
  });

  it('hands a signal on to what serves, which ends by it, and ends with it', async () => {
    await clinic(
      "process.once('SIGINT', () => { say('stops'); process.exit(0); }); say('serves', String(process.pid)); setInterval(() => undefined, 1e6);",
    );
    const { child, ended, said } = starter(['start']);
    await until(() => said.out.startsWith('serves'));
    child.kill('SIGINT');
    expect(await ended).toMatchObject({ code: 0, out: expect.stringMatching(/^serves \d+\nstops\n$/) });
  });

  it('starts again what ended by itself, after pauses that grow, and stops in the middle of one', async () => {
    await clinic(
      "process.send?.({ ready: 'here' }); say('serves'); setTimeout(() => process.exit(Number(process.argv[2])), 50);",
    );
    const { child, ended, said } = starter(['start', '70']);
    await until(() => said.err.includes('again in 4 s.'));
    child.kill('SIGINT');
    const { code, out, err } = await ended;
    expect([code, out]).toEqual([0, 'serves\nserves\nserves\n']);
    const again = (seconds: number) =>
      `Stipple ended by itself with exit code 70; starting it again in ${seconds} s.\n`;
    expect(err.slice(-3 * again(1).length)).toBe(again(1) + again(2) + again(4));
    expect(await processesOf(path.join(checkout, 'apps/clinic'))).toEqual([]);
  });

  it('starts again what was killed, ready or not', async () => {
    await clinic("say('serves'); process.kill(process.pid, 'SIGKILL');");
    const { child, ended, said } = starter(['start']);
    await until(() => said.out === 'serves\nserves\n');
    child.kill('SIGTERM');
    expect(await ended).toMatchObject({
      code: 0,
      err: expect.stringContaining('Stipple ended by itself with SIGKILL; starting it again in 1 s.\n'),
    });
  });

  it('does not start again what says at once that it cannot start, nor what ends well', async () => {
    await clinic("process.stderr.write('Port 4000 is taken.\\n'); process.exit(Number(process.argv[2]));");
    expect(await run(['start', '1'])).toMatchObject({ code: 1, err: expect.stringMatching(/Port 4000 is taken\.\n$/) });
    expect(await run(['start', '0'])).toMatchObject({
      code: 0,
      err: expect.stringMatching(/^Port 4000 is taken\.\n$/),
    });
  });

  it('stops the program when the npm that started it was killed', async () => {
    await clinic(
      "process.once('SIGTERM', () => { say('stops'); process.exit(0); }); say('serves', String(process.pid)); setInterval(() => undefined, 1e6);",
    );
    await run(['test']);
    const log = path.join(home, 'log');
    const npm = spawn(
      '/bin/sh',
      ['-c', `"${process.execPath}" "${checkout}/tools/start/start.mjs" start > "${log}"; :`],
      { env: { PATH: process.env['PATH'], npm_lifecycle_event: 'start' } },
    );
    started.push(npm);
    const printed = () => textOf(log);
    await until(async () => (await printed()).startsWith('serves'));
    npm.kill('SIGKILL');
    await until(async () => (await printed()).endsWith('stops\n'));
  });
});
