import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { act } from './actor.fixture.js';
import { checkLog } from './fsck.js';
import { beginLog, readLog } from './log-folder.js';
import { LogWriter } from './log-writer.js';
import { entriesFrom, origin, Workplace } from './log.fixture.js';
import { built } from './program.fixture.js';
import { Signer } from './signer.js';
import { SigningKey } from './signing-key.js';

const workplace = new Workplace();
afterAll(() => workplace.remove());
const nothing = () => undefined;
const env = { ...process.env, NODE_OPTIONS: '' };

let program = '';
beforeAll(async () => {
  program = await built(
    workplace,
    `import { ${act.name} } from './actor.fixture.ts'; await ${act.name}(process.argv.slice(2));`,
  );
});

/** Options of Node that change its module `fs` before the program begins. */
const preloaded = (code: string) => [
  '--import',
  `data:text/javascript,${encodeURIComponent(
    `import fs from 'node:fs'; import { syncBuiltinESMExports } from 'node:module'; ${code} syncBuiltinESMExports();`,
  )}`,
];
// Also exits, because the first process of a namespace cannot kill itself.
const dyingBeforeRename = (number: number) =>
  preloaded(
    `const rename = fs.renameSync; let seen = 0;
    fs.renameSync = (from, to) => {
      seen += 1;
      if (seen === ${number}) { process.kill(process.pid, 'SIGKILL'); process.exit(9); }
      rename(from, to);
    };`,
  );

const acting = (...args: string[]) => spawnSync(process.execPath, [...args], { encoding: 'utf8', env, input: '' });
const signerOf = (keyFile: string) => new Signer(SigningKey.read(keyFile), `${keyFile}.signed`);

/** Makes a folder with a log `log` of `size` entries, its key `key` and another key `next`. */
async function placeWith(size: number): Promise<string> {
  const place = workplace.path('place');
  mkdirSync(place);
  for (const name of ['key', 'next']) SigningKey.generate(origin, 'signature').write(path.join(place, name));
  beginLog(path.join(place, 'log'), signerOf(path.join(place, 'key')));
  const writer = await LogWriter.open(path.join(place, 'log'), signerOf(path.join(place, 'key')));
  await writer.append(entriesFrom(0, size));
  await writer.seal();
  await writer.close();
  return place;
}

/** Rotates in a copy of a place and dies before rename number `before`; undefined if there are fewer. */
function rotationKilled(original: string, before: number): string | undefined {
  const place = workplace.path('place');
  cpSync(original, place, { recursive: true });
  const { signal, status, stderr } = acting(
    ...dyingBeforeRename(before),
    program,
    'rotate',
    ...['log', 'key', 'next'].map((name) => path.join(place, name)),
  );
  expect([signal, status, stderr]).toEqual(signal === null ? [null, 0, ''] : ['SIGKILL', null, '']);
  return signal === null ? undefined : place;
}

describe('a rotation that is killed', () => {
  it('before any of its renames is finished by asking for it again, and the new key goes on', async () => {
    const original = await placeWith(300);
    let deaths = 0;
    for (let place = rotationKilled(original, 1); place !== undefined; place = rotationKilled(original, deaths + 1)) {
      deaths += 1;
      const [folder, key, next] = ['log', 'key', 'next'].map((name) => path.join(place, name)) as [
        string,
        string,
        string,
      ];
      const again = acting(program, 'rotate', folder, key, next);
      expect([deaths, again.status, again.stderr]).toEqual([deaths, 0, '']);
      const { checkpoint, keys } = readLog(folder);
      expect([checkpoint.size, keys.map(({ announcedAt }) => announcedAt)]).toEqual([301, [-1, 300]]);
      const writer = await LogWriter.open(folder, signerOf(next));
      await writer.append(entriesFrom(301, 3));
      expect((await writer.seal()).size).toBe(304);
      await writer.close();
      await expect(LogWriter.open(folder, signerOf(key))).rejects.toThrow('rotated out');
      expect(await checkLog(folder, nothing)).toBeUndefined();
    }
    // The renames: the list of keys on opening and with the new key, both signers' memories, the checkpoint.
    expect(deaths).toBe(5);
  });

  it('goes on with the new key once that has a memory, and until then with the old one', async () => {
    const original = await placeWith(300);
    for (const [before, name] of [
      [3, 'key'],
      [5, 'next'],
    ] as const) {
      const place = rotationKilled(original, before) as string;
      const [folder, key] = ['log', name].map((one) => path.join(place, one)) as [string, string];
      const { status, stderr } = acting(program, 'append', folder, key, '5');
      expect([status, stderr]).toEqual([0, '']);
      expect(readLog(folder).checkpoint.size).toBe(name === 'key' ? 305 : 306);
      expect(await checkLog(folder, nothing)).toBeUndefined();
    }
  });
});

describe('a log that is begun', () => {
  it('lasts with each folder that was made for it', () => {
    const place = workplace.path('place');
    mkdirSync(place);
    const key = path.join(place, 'key');
    SigningKey.generate(origin, 'signature').write(key);
    const telling = preloaded(
      `const files = new Map(); const open = fs.openSync; const sync = fs.fsyncSync;
      fs.openSync = (file, ...more) => { const fd = open(file, ...more); files.set(fd, file); return fd; };
      fs.fsyncSync = (fd) => { console.log(files.get(fd)); sync(fd); };`,
    );
    const { stdout, stderr } = acting(...telling, program, 'begin', path.join(place, 'new/place/log'), key);
    expect(stderr).toBe('');
    expect(stdout.split('\n')).toEqual(
      expect.arrayContaining(['', 'new', 'new/place', 'new/place/log'].map((name) => path.join(place, name))),
    );
  });
});

describe('a disk that has no room', () => {
  // A file size limit of 0 fails writes as a full disk does.
  const withoutRoom = (...args: string[]) =>
    spawnSync('sh', ['-c', `trap '' XFSZ; ulimit -f 0; exec "$@"`, 'sh', process.execPath, program, ...args], {
      encoding: 'utf8',
      env,
      input: '',
    });

  it('gets no key that is none', () => {
    const key = workplace.path('key');
    expect(withoutRoom('generate', '', key, origin)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('EFBIG'),
    });
    expect(existsSync(key)).toBe(false);
    expect(acting(program, 'generate', '', key, origin).status).toBe(0);
  });

  it('keeps nothing of a file that could not be replaced', () => {
    const place = path.dirname(workplace.path('key'));
    const key = path.join(place, 'key');
    SigningKey.generate(origin, 'signature').write(key);
    expect(withoutRoom('begin', path.join(place, 'log'), key)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('EFBIG'),
    });
    expect(readdirSync(place).sort()).toEqual(['key', 'key.signed.lock']);
    expect(acting(program, 'begin', path.join(place, 'log'), key)).toMatchObject({ status: 0, stderr: '' });
  });
});

const separate = ['unshare', '--user', '--map-root-user', '--pid', '--fork', '--mount-proc'];
const hasNamespaces =
  process.platform === 'linux' && spawnSync(separate[0] as string, [...separate.slice(1), 'true']).status === 0;
if (!hasNamespaces)
  it('is tried from another container', () =>
    void process.stderr.write(
      'skipped: a writer in another namespace of pids, because none can be made here (unshare)\n',
    ));

describe('a container that writes to a log', () => {
  const [command, ...options] = separate as [string, ...string[]];
  const inAnother = (...args: string[]) =>
    spawnSync(command, [...options, process.execPath, program, ...args], { encoding: 'utf8', env, input: '' });

  (hasNamespaces ? it : it.skip)(
    'is not overlooked by another, nor by the machine, though none of them sees its process',
    async () => {
      const place = await placeWith(3);
      const [folder, key] = ['log', 'key'].map((name) => path.join(place, name)) as [string, string];
      const child = spawn(command, [...options, process.execPath, program, 'append', folder, key, '2'], {
        stdio: ['pipe', 'pipe', 'inherit'],
        env,
      });
      let output = '';
      await new Promise<void>((resolve) =>
        child.stdout.setEncoding('utf8').on('data', (text: string) => {
          output += text;
          resolve();
        }),
      );
      const [entry = ''] = readdirSync(path.join(folder, '.writer'));
      for (const second of [inAnother('append', folder, key, '4'), acting(program, 'append', folder, key, '4')]) {
        expect([second.status, second.stdout]).toEqual([1, '']);
        expect(second.stderr).toMatch(
          /is in use by process \d+ in another container of this machine\. We cannot see whether it still runs\. If it does not, remove /,
        );
        expect(second.stderr).toContain(path.join(folder, '.writer', entry));
      }
      const ended = new Promise((resolve) => child.once('close', resolve));
      child.stdin.end();
      await ended;
      expect(output).toBe('appended\nsealed 5\n');
      expect(inAnother('append', folder, key, '4')).toMatchObject({ status: 0, stdout: 'appended\nsealed 9\n' });
    },
  );

  (hasNamespaces ? it : it.skip)(
    'leaves an entry when it is killed, which somebody removes who knows that it is gone',
    async () => {
      const place = await placeWith(3);
      const [folder, key] = ['log', 'key'].map((name) => path.join(place, name)) as [string, string];
      expect(
        spawnSync(
          command,
          [...options, process.execPath, ...dyingBeforeRename(1), program, 'append', folder, key, '2'],
          { env, input: '' },
        ).status,
      ).toBe(9);
      const { status, stderr } = acting(program, 'append', folder, key, '2');
      expect(status).toBe(1);
      for (const lock of [path.join(folder, '.writer'), `${key}.signed.lock`])
        for (const name of readdirSync(lock)) rmSync(path.join(lock, name));
      expect(stderr).toContain('If it does not, remove ');
      expect(acting(program, 'append', folder, key, '2')).toMatchObject({ status: 0, stdout: 'appended\nsealed 5\n' });
      expect(readFileSync(path.join(folder, 'checkpoint'), 'utf8')).toMatch(/\n5\n/);
    },
  );

  (hasNamespaces ? it : it.skip)('is not taken for dead where /proc shows the processes around it', async () => {
    const place = await placeWith(3);
    const [folder, key] = ['log', 'key'].map((name) => path.join(place, name)) as [string, string];
    const both =
      'sleep 4 | "$@" 2 & while ! ls -A "$0"/.writer | grep -q .; do sleep 0.05; done; "$@" 4 < /dev/null; wait';
    const { stdout, stderr } = spawnSync(
      command,
      [
        ...options.filter((option) => option !== '--mount-proc'),
        'sh',
        '-c',
        both,
        folder,
        process.execPath,
        program,
        'append',
        folder,
        key,
      ],
      { encoding: 'utf8', env },
    );
    expect(stderr).toContain('We cannot see whether it still runs');
    expect(stdout).toBe('appended\nsealed 5\n');
  });
});
