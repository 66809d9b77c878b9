// Installs packages and builds what changed, with progress, and does nothing, quickly, when nothing changed.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { alone } from './alone.mjs';
import { runTool } from './tool.mjs';

export { Interrupted } from './tool.mjs';

export const root = path.resolve(import.meta.dirname, '../..');
const stampFile = path.join(root, '.cache', 'start.json');
const say = (line) => process.stderr.write(`${line}\n`);

/** Why it cannot go on, in one sentence. */
export class Problem extends Error {}

/** Brings packages and builds up to date. @throws Problem; Interrupted when a signal asked to stop. */
export async function prepare() {
  if (isInstalled() && isBuilt()) return;
  try {
    mkdirSync(path.dirname(stampFile), { recursive: true });
    await alone(
      path.join(root, '.cache', 'start'),
      () => say('Another Stipple is installing or building here; waiting for it …'),
      async () => {
        if (!isInstalled()) await install();
        if (!isBuilt()) await build();
      },
    );
  } catch (error) {
    if (['EACCES', 'EPERM', 'EROFS'].includes(error.code))
      throw new Problem(
        `Stipple has to be installed and built first, and this user cannot write to ${error.path ?? root}.`,
      );
    throw error;
  }
}

function stamps() {
  try {
    return JSON.parse(readFileSync(stampFile, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT' || error instanceof SyntaxError) return {};
    throw error;
  }
}

const stamp = (changed) => writeFileSync(stampFile, `${JSON.stringify({ ...stamps(), ...changed })}\n`);
const digest = (text) => createHash('sha256').update(text).digest('hex');

/** What npm wrote last when it had installed everything. */
const installedLock = path.join(root, 'node_modules/.package-lock.json');

const installKey = () => {
  const { size, mtimeMs } = statSync(installedLock);
  return digest(`${readFileSync(packageLock, 'utf8')} ${size} ${mtimeMs} ${process.platform}-${process.arch}`);
};

function isInstalled() {
  if (!existsSync(installedLock)) return false;
  return stamps().install === installKey() || holdsAll();
}

const packagesIn = (lock) => JSON.parse(readFileSync(lock, 'utf8')).packages;
const packageLock = path.join(root, 'package-lock.json');

/**
 * Whether node_modules holds what package-lock.json names, whoever installed it; an optional package only if it is
 * certain to fit this machine.
 */
function holdsAll() {
  const found = packagesIn(installedLock);
  return Object.entries(packagesIn(packageLock)).every(([place, wanted]) => {
    if (!place.startsWith('node_modules/')) return true;
    const there = found[place];
    if (there === undefined)
      return wanted.optional === true && !(wanted.os && wanted.libc === undefined && isForUs(wanted));
    return there.version === wanted.version && (wanted.integrity === undefined || there.integrity === wanted.integrity);
  });
}

const isForUs = ({ os, cpu }) => (os?.includes(process.platform) ?? true) && (cpu?.includes(process.arch) ?? true);

async function install() {
  say('Installing packages …');
  let { ok, output } = await runNpm('ci');
  if (!ok && /^npm (error|ERR!) code EUSAGE$/m.test(output)) {
    // npm ci also refuses a lock that lacks optional packages for machines that are not ours.
    say('package-lock.json is not complete for npm ci; installing what it names with npm install …');
    ({ ok, output } = await runNpm('install', '--no-save'));
  }
  if (!ok) {
    const said = output
      .split('\n')
      .filter((line) => /^npm (error|ERR!)/.test(line) && !/A complete log of this run|^npm \S+\s*$/.test(line));
    say((said.length > 0 ? said.slice(0, 12) : output.trim().split('\n').slice(-10)).join('\n'));
    throw new Problem(
      'The packages could not be installed; what npm said stands above. Can this machine reach the npm registry, and this user write to this folder?',
    );
  }
  stamp({ install: installKey() });
}

function runNpm(...command) {
  const { NODE_ENV: _, ...env } = process.env;
  const total = Object.entries(packagesIn(packageLock)).filter(
    ([place, entry]) => place.includes('node_modules/') && !entry.link && isForUs(entry),
  ).length;
  let fetched = 0;
  return runTool(
    npm(),
    [...command, '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=http', '--no-progress'],
    {
      cwd: root,
      env,
      minutes: 20,
      onLine: (line) => void (fetched += /http (?:fetch|cache).*\.tgz/.test(line) ? 1 : 0),
      progress: () =>
        say(fetched === 0 ? 'Installing packages …' : `Installing packages: ${fetched} of about ${total} fetched …`),
    },
  );
}

/** The npm that runs us, else the one beside this Node, else the one on the PATH. */
function npm() {
  const outer = process.env.npm_execpath;
  const candidates = [
    outer && path.join(path.dirname(outer), 'npm-cli.js'),
    path.join(path.dirname(process.execPath), '../lib/node_modules/npm/bin/npm-cli.js'),
  ];
  const script = candidates.find((file) => file && existsSync(file));
  return script ? [process.execPath, script] : ['npm'];
}

const isBuilt = () => stamps().build === buildKey();

/** Everything that a build reads and writes, by path, size and time of change. */
function buildKey() {
  const packages = [...folders('apps'), ...folders('libs'), ...folders('libs/contexts')].filter((folder) =>
    existsSync(path.join(root, folder, 'package.json')),
  );
  const lines = ['.swcrc', 'nx.json', 'tools/build/package.mjs'].map((file) => lineOf(file));
  for (const folder of packages) {
    lines.push(lineOf(`${folder}/package.json`));
    for (const part of ['src', 'migrations', 'dist']) lines.push(...linesIn(`${folder}/${part}`));
  }
  return digest(lines.join('\n'));
}

const folders = (parent) =>
  readdirSync(path.join(root, parent), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `${parent}/${name}`);

function lineOf(file) {
  const { size, mtimeMs } = statSync(path.join(root, file));
  return `${file} ${size} ${mtimeMs}`;
}

function linesIn(folder) {
  if (!existsSync(path.join(root, folder))) return [];
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const inside = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return linesIn(inside);
    return entry.name.endsWith('.spec.ts') ? [] : [lineOf(inside)];
  });
}

async function build() {
  say('Building …');
  let done = 0;
  const env = {
    ...process.env,
    NX_DAEMON: 'false',
    NX_TUI: 'false',
    NX_NO_CLOUD: 'true',
    NX_ISOLATE_PLUGINS: 'false',
    NX_INTERACTIVE: 'false',
    FORCE_COLOR: '0',
    NO_COLOR: '1',
  };
  const { ok, output } = await runTool(
    [process.execPath, path.join(root, 'node_modules/nx/dist/bin/nx.js')],
    ['run-many', '-t', 'build', '--outputStyle=static'],
    {
      cwd: root,
      env,
      minutes: 10,
      onLine: (line) => void (done += /^\s*[✔✓]\s/.test(line) || /^> nx run /.test(line) ? 1 : 0),
      progress: () => say(`Building: ${done} packages done …`),
    },
  );
  if (!ok) {
    say(output.trim());
    throw new Problem('The build failed; what it said stands above.');
  }
  stamp({ build: buildKey() });
}
