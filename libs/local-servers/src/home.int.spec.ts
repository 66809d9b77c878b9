import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openHome } from './home.js';
import { script } from './process.fixture.js';
import { startOf } from './processes.js';

let folder: string;
let root: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'stipple-home-'));
  root = path.join(folder, 'deep', 'home');
});
afterEach(() => rm(folder, { recursive: true }));

const mode = async (file: string) => ((await stat(file)).mode & 0o777).toString(8);
const hold = (lock: string) =>
  script(
    `await servers.openHome(${JSON.stringify(root)}, { lock: '${lock}' }); say('holds', process.pid); setInterval(() => undefined, 1e6);`,
  );

describe('a home', () => {
  it('is made for its owner only', async () => {
    const home = await openHome(root);
    expect(home.path).toBe(root);
    expect(await mode(root)).toBe('700');
    expect(await mode(await home.folder('logs'))).toBe('700');
    await home.close();
  });

  it('keeps a secret that nobody else can read, and answers the same one ever after', async () => {
    const home = await openHome(root);
    const asked = await Promise.all([1, 2, 3, 4].map(() => home.secret('token', 32)));
    await home.close();
    const later = await openHome(root);
    for (const secret of asked) expect(await later.secret('token', 32)).toEqual(secret);
    expect(asked[0]).toHaveLength(32);
    expect(await later.secret('other', 32)).not.toEqual(asked[0]);
    expect(await mode(path.join(root, 'keys', 'token'))).toBe('600');
    expect(await mode(path.join(root, 'keys'))).toBe('700');
    expect((await readdir(path.join(root, 'keys'))).sort()).toEqual(['other', 'token']);
    await later.close();
  });

  it('closes a secret that was left open to others', async () => {
    const home = await openHome(root);
    await home.secret('token', 32);
    await chmod(path.join(root, 'keys', 'token'), 0o644);
    await home.secret('token', 32);
    expect(await mode(path.join(root, 'keys', 'token'))).toBe('600');
    await home.close();
  });

  it('refuses a secret that was cut short instead of making another', async () => {
    const home = await openHome(root);
    await home.secret('token', 32);
    await writeFile(path.join(root, 'keys', 'token'), 'short');
    await expect(home.secret('token', 32)).rejects.toThrow(
      'holds 5 bytes where 32 are needed: restore it from a backup.',
    );
    await home.close();
  });

  it('keeps a pair of Ed25519 keys', async () => {
    const home = await openHome(root);
    const pair = await home.keyPair('notary');
    const said = Buffer.from('sealed');
    expect(
      verify(null, said, createPublicKey(pair.publicKey), sign(null, said, createPrivateKey(pair.privateKey))),
    ).toBe(true);
    expect(await home.keyPair('notary')).toEqual(pair);
    expect(await readFile(path.join(root, 'keys', 'notary.pub.pem'), 'utf8')).toBe(pair.publicKey);
    await writeFile(path.join(root, 'keys', 'notary.pem'), 'no key');
    await expect(home.keyPair('notary')).rejects.toThrow('holds no Ed25519 private key: restore it from a backup.');
    await home.close();
  });

  it('says in one sentence where it cannot be kept', async () => {
    await mkdir(path.dirname(root), { recursive: true });
    await writeFile(root, 'a file');
    await expect(openHome(root)).rejects.toThrow(
      `Stipple cannot keep its data in ${root} because a file of that name is in the way; set STIPPLE_HOME to a folder that can be written.`,
    );
    await expect(openHome('/dev/null/x')).rejects.toThrow('because part of that path is a file, not a folder;');
    await expect(openHome('/proc/none/x')).rejects.toThrow('because part of that path does not exist;');
    await expect(openHome('')).rejects.toThrow('STIPPLE_HOME is empty');
  });

  it('is not shared by two processes, until the one that holds it is killed', async () => {
    const other = hold('stipple');
    const pid = await other.line('holds');
    await expect(openHome(root)).rejects.toThrow(
      `Another Stipple (process ${pid}) is using ${root}: stop it first, or set STIPPLE_HOME to another folder.`,
    );
    other.child.kill('SIGKILL');
    await other.ended;
    await (await openHome(root)).close();
  });

  it('is not shared within one process, until it is closed', async () => {
    const home = await openHome(root);
    await expect(openHome(root)).rejects.toThrow(`Another Stipple (process ${process.pid}) is using`);
    await home.close();
    await (await openHome(root)).close();
  });

  it('goes to one of many that want it at once', async () => {
    const many = [1, 2, 3, 4].map(() => hold('stipple'));
    const outcomes = await Promise.all(
      many.map(({ line }) =>
        line('holds').then(
          () => 1,
          () => 0,
        ),
      ),
    );
    expect(outcomes.reduce<number>((sum, held) => sum + held, 0)).toBe(1);
    for (const { child } of many) child.kill('SIGKILL');
    await Promise.all(many.map(({ ended }) => ended));
  });

  it('knows the lock of a process that died although its id is in use again', async () => {
    const locks = path.join(root, 'locks', 'stipple');
    await mkdir(locks, { recursive: true });
    await writeFile(path.join(locks, `${process.pid}-1-00000000`), '');
    const home = await openHome(root);
    expect(await readdir(locks)).toEqual([`${process.pid}-${await startOf(process.pid)}`]);
    await home.close();
  });

  it('can be read beside a Stipple that uses it, and tells who does', async () => {
    const other = hold('stipple');
    const pid = Number(await other.line('holds'));
    const home = await openHome(root, { lock: null });
    expect(await home.holder('stipple')).toBe(pid);
    expect(await home.holder('postgres')).toBeUndefined();
    other.child.kill('SIGKILL');
    await other.ended;
    expect(await home.holder('stipple')).toBeUndefined();
  });

  it('is not taken for its own when it was a folder with something in it', async () => {
    await mkdir(root, { recursive: true });
    await chmod(root, 0o755);
    expect((await openHome(root, { lock: null })).ours).toBe(true);
    const shared = path.join(folder, 'shared');
    await mkdir(shared);
    await writeFile(path.join(shared, 'thesis.tex'), '');
    await chmod(shared, 0o755);
    expect((await openHome(shared, { lock: null })).ours).toBe(false);
    expect(await mode(shared)).toBe('755');
  });
});
