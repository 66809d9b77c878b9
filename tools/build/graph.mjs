// The packages of this workspace and the folders of tools/, and which of them use which, read from their sources.
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const source = /\.(ts|mjs)$/;
const test = /\.(spec|story|fixture|behaviour|stage)\.ts$|\/stage\.ts$|^(apps|libs)\/.*\/test\/|^apps\/e2e\//;
const notRead = new Set(['node_modules', 'dist', '.nx', '.cache', '.stipple', 'coverage']);

/** Whether a file, named from the root of the checkout, is a test or used by tests alone. */
export const isTest = (file) => test.test(file);

/** Whether a file is built into what runs at a clinic. */
export const isRuntime = (file) => /^(apps|libs)\/.*\/(src|migrations)\//.test(file) && !isTest(file);

const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'));

function entriesOf(folder) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (error.code === 'ENOENT') return [];
    throw error;
  }
}

function filesIn(root, folder) {
  return entriesOf(path.join(root, folder)).flatMap((entry) => {
    if (notRead.has(entry.name)) return [];
    const inside = `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesIn(root, inside) : [inside];
  });
}

function foldersOf(root) {
  const workspaces = readJson(path.join(root, 'package.json')).workspaces ?? [];
  return [...workspaces, 'tools/*'].flatMap((pattern) => {
    const parent = pattern.replace(/\/\*$/, '');
    return entriesOf(path.join(root, parent))
      .filter((entry) => entry.isDirectory() && !notRead.has(entry.name))
      .map((entry) => `${parent}/${entry.name}`);
  });
}

/**
 * Every package and every folder of tools/, by its folder: `{ folder, name, build, uses, testsUse }`. `uses` are the
 * folders that its own files import from, `testsUse` those that its tests do, by the file of the test. `build` is the
 * command that builds it, where that is not the usual one.
 */
export function graphOf(root) {
  const parts = foldersOf(root).flatMap((folder) => {
    if (folder.startsWith('tools/')) return [{ folder, name: folder }];
    if (!entriesOf(path.join(root, folder)).some(({ name }) => name === 'package.json')) return [];
    const { name, nx } = readJson(path.join(root, folder, 'package.json'));
    return [{ folder, name, build: nx?.targets?.build?.options?.command?.replaceAll('{projectRoot}', folder) }];
  });
  const byName = new Map(parts.map(({ name, folder }) => [name, folder]));
  const folders = new Set(parts.map(({ folder }) => folder));
  return new Map(
    parts.map((part) => {
      const [uses, testsUse] = [new Set(), new Map()];
      for (const file of filesIn(root, part.folder).filter((one) => source.test(one))) {
        const imported = new Set(importedBy(readFileSync(path.join(root, file), 'utf8'), file, byName, folders));
        imported.delete(part.folder);
        if (isTest(file)) testsUse.set(file, imported);
        else for (const used of imported) uses.add(used);
      }
      return [part.folder, { ...part, uses, testsUse }];
    }),
  );
}

/**
 * The folders that a file imports from: packages by their name, built packages and other folders of tools/ by their
 * path.
 */
function* importedBy(text, file, byName, folders) {
  for (const { fileName } of ts.preProcessFile(text).importedFiles) {
    if (fileName.startsWith('.')) {
      const target = path.posix.join(path.posix.dirname(file), fileName);
      const folder = [...folders].find((one) => target.startsWith(`${one}/`));
      if (folder) yield folder;
    } else {
      const folder = byName.get(fileName.split('/').slice(0, 2).join('/'));
      if (folder) yield folder;
    }
  }
}

/** `start` and all that they reach, one step after the other, by `next`. */
export function reachedFrom(start, next) {
  const found = new Set(start);
  for (const folder of found) for (const one of next(folder)) found.add(one);
  return found;
}

/**
 * What uses one of the folders `changed`: `folders` that do, directly or through others, and `changed` themselves;
 * `tests`, the files of tests in other folders that import from one of these.
 */
export function dependentsOf(graph, changed) {
  const parts = [...graph.values()];
  const folders = reachedFrom(changed, (folder) =>
    parts.filter(({ uses }) => uses.has(folder)).map((part) => part.folder),
  );
  const tests = parts
    .filter(({ folder }) => !folders.has(folder))
    .flatMap(({ testsUse }) => [...testsUse])
    .filter(([, used]) => [...used].some((folder) => folders.has(folder)))
    .map(([file]) => file);
  return { folders, tests };
}

/** The folder of the graph that a file lies in, or undefined. */
export const folderOf = (graph, file) => [...graph.keys()].find((folder) => file.startsWith(`${folder}/`));
