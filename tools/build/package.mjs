// Compiles one workspace package, file by file, from src/ and migrations/ to dist/, and removes what no longer has a
// source. What is in `.graphql` files lies in modules made from them.
import { transformFile } from '@swc/core';
import { copyFile, mkdir, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';

const root = path.resolve(process.argv[2] ?? '.');
const dist = path.join(root, 'dist');

async function files(folder) {
  const entries = await readdir(path.join(root, folder), { withFileTypes: true, recursive: true }).catch((error) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath ?? entry.path, entry.name)));
}

async function existing(file) {
  try {
    return await stat(file);
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

const sources = [...(await files('src')), ...(await files('migrations'))].filter(
  (file) => !/\.((spec|fixture)\.ts|graphql)$/.test(file),
);
/** When what says how to compile changed last, in milliseconds. */
const recipe = Math.max(
  ...(await Promise.all(['../../.swcrc', 'package.mjs'].map((file) => stat(path.join(import.meta.dirname, file))))).map(
    ({ mtimeMs }) => mtimeMs,
  ),
);
const outputs = new Set();
await Promise.all(
  sources.map(async (file) => {
    const to = path.join('dist', file.replace(/\.ts$/, '.js'));
    outputs.add(to).add(`${to}.map`);
    const target = path.join(root, to);
    const [source, built] = await Promise.all([stat(path.join(root, file)), existing(target)]);
    const read = Math.max(source.mtimeMs, recipe);
    if (built && built.mtimeMs > read) return;
    // As old as what was read: a source that is saved while it is compiled is newer than its output, and compiled again.
    const date = () => utimes(target, new Date(), new Date(read + 1));
    await mkdir(path.dirname(target), { recursive: true });
    if (!file.endsWith('.ts')) {
      await copyFile(path.join(root, file), target);
      return date();
    }
    const { code, map } = await transformFile(path.join(root, file), { swcrc: true, rootMode: 'upward' });
    await writeFile(`${target}.map`, map ?? '');
    await writeFile(target, `${code}\n//# sourceMappingURL=${path.basename(target)}.map\n`);
    return date();
  }),
);
for (const file of await files('dist')) if (!outputs.has(file)) await rm(path.join(root, file));
await mkdir(dist, { recursive: true });
