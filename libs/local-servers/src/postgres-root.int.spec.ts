import { chmod, chown, cp, mkdtemp, mkdir, readFile, readdir, rm, stat, unlink } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { asking } from './database.fixture.js';
import { openHome } from './home.js';
import { erasePostgres, startPostgres } from './postgres.js';
import { knownPlace, packagedPrograms, programs } from './postgres-program.js';
import { script } from './process.fixture.js';

const nobody = 65_534;
const isRoot = process.getuid?.() === 0;
if (!isRoot)
  process.stdout.write('skipped: how PostgreSQL is started by root, because these tests do not run as root.\n');
const asRoot = isRoot ? describe : describe.skip;

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'stipple-root-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function userOf(url: string): Promise<number> {
  const [backend] = await asking<{ uid: string }>(
    url,
    "select split_part(pg_read_file('/proc/self/status'), 'Uid:', 2) as uid",
  );
  return Number(backend?.uid.trim().split(/\s/)[0]);
}

asRoot('an embedded PostgreSQL started by root', () => {
  it('runs as another user, with its files in the home', async () => {
    const home = await openHome(path.join(folder, 'home'));
    await chmod(folder, 0o755);
    const server = await startPostgres({ home });
    expect(await userOf(server.adminUrl)).not.toBe(0);
    expect(await knownPlace(home)).toBe(path.join(home.path, 'postgres'));
    expect((await stat(home.path)).mode & 0o777).toBe(0o710);
    await server.stop();
    await home.close();
  });

  it('keeps its files elsewhere when its user cannot enter a folder above the home, and finds them again', async () => {
    await chmod(folder, 0o700);
    const told: string[] = [];
    const home = await openHome(path.join(folder, 'home'));
    const first = await startPostgres({ home, progress: (line) => told.push(line) });
    const place = (await knownPlace(home)) ?? '';
    expect(place).toMatch(/^\/var\/(lib|tmp)\/stipple-postgres-/);
    expect(told).toContain(
      `PostgreSQL does not run as root, and its user cannot enter ${home.path}: its data lies in ${place}.`,
    );
    await first.stop();
    const second = await startPostgres({ home });
    expect(second.adminUrl).toBe(first.adminUrl);
    expect(await knownPlace(home)).toBe(place);
    await second.stop();
    await expect(startPostgres({ home: await copied(home.path) })).rejects.toThrow(
      `is a copy of ${home.path}, whose database lies in ${place}`,
    );
    await erasePostgres(home);
    await expect(stat(place)).rejects.toMatchObject({ code: 'ENOENT' });
    await home.close();
  });

  it('leaves the permissions of a folder alone that Stipple did not make', async () => {
    const shared = path.join(folder, 'shared');
    await mkdir(path.join(shared, 'thesis'), { recursive: true });
    await chmod(shared, 0o700);
    const home = await openHome(shared);
    const server = await startPostgres({ home });
    expect((await stat(shared)).mode & 0o777).toBe(0o700);
    await server.stop();
    await erasePostgres(home);
    await home.close();
  });

  it('runs as the user whose database it finds', async () => {
    await chmod(folder, 0o755);
    const root = path.join(folder, 'home');
    await mkdir(root);
    await chown(root, nobody, nobody);
    const start = `
      const home = await servers.openHome(${JSON.stringify(root)});
      const server = await servers.startPostgres({ home });
      await server.stop();
      await home.close();
      say('stopped', '');`;
    const other = script(start, { uid: nobody });
    await other.line('stopped');
    await other.ended;
    const home = await openHome(root);
    const server = await startPostgres({ home });
    expect(await userOf(server.adminUrl)).toBe(nobody);
    expect((await home.secret('made-by-root', 8)).length).toBe(8);
    await server.stop();
    await home.close();
    expect((await stat(path.join(root, 'keys', 'made-by-root'))).uid).toBe(nobody);
    const again = script(start, { uid: nobody });
    await again.line('stopped');
  });

  it('is refused to a user who has no name, in one sentence', async () => {
    await chmod(folder, 0o777);
    const other = script(
      `await servers.startPostgres({ home: await servers.openHome(${JSON.stringify(path.join(folder, 'home'))}) });`,
      { uid: 54_321 },
    );
    expect(await other.line('StartProblem')).toBe(
      'PostgreSQL needs its user to have a name, and user id 54321 has none in /etc/passwd: add one, or start Stipple as another user.',
    );
  });
});

asRoot("PostgreSQL's programs", () => {
  const runAs = { uid: nobody, gid: nobody };
  const open = async (name: string) => {
    const made = path.join(folder, name);
    await mkdir(made);
    await chmod(made, 0o755);
    return made;
  };

  beforeEach(() => chmod(folder, 0o755));

  it("are run from their package where the server's user can reach them", async () => {
    const native = await packagedPrograms();
    expect(await programs(native, await open('place'), undefined, () => undefined)).toBe(path.join(native, 'bin'));
  });

  it('are copied once where it cannot, with the links that npm was not allowed to make', async () => {
    const closed = await open('closed');
    const native = path.join(closed, 'native');
    await cp(await packagedPrograms(), native, { recursive: true, verbatimSymlinks: true });
    await cp(path.join(await packagedPrograms(), '..', 'package.json'), path.join(closed, 'package.json'));
    for (const entry of await readdir(path.join(native, 'lib'), { withFileTypes: true }))
      if (entry.isSymbolicLink()) await unlink(path.join(native, 'lib', entry.name));
    await chmod(closed, 0o700);
    const place = await open('place');
    const told: string[] = [];
    const bin = await programs(native, place, runAs, (line) => told.push(line));
    expect(bin).toMatch(/\/place\/programs-[\d.a-z-]+\/bin$/);
    expect(await programs(native, place, runAs, (line) => told.push(line))).toBe(bin);
    expect(told).toEqual(['Copying the PostgreSQL programs to where they can be run …']);
    expect(await readFile(path.join(bin, '..', 'lib', 'libpq.so.5'))).toBeDefined();
  });
});

async function copied(root: string) {
  await cp(root, `${root}-copy`, { recursive: true });
  return openHome(`${root}-copy`, { lock: null });
}
