// The packages of the workspace, their folders and types, from their package.json files.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Types of package, as `nx.tags` gives them (`type:lib`), and the types each may import. */
export const mayImport = {
  app: ['context', 'contract', 'lib'],
  context: ['contract', 'lib'],
  contract: ['contract'],
  lib: ['contract', 'lib'],
};

const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'));

/**
 * Every package below `root`, by the `workspaces` of its package.json: `{ name, folder, type }`, `folder` relative to
 * `root`.
 * @throws Error when a package does not have exactly one known `type:` tag, or exports a source that does not exist.
 */
export function packagesOf(root) {
  const folders = readJson(path.join(root, 'package.json')).workspaces.flatMap((pattern) => {
    const parent = pattern.replace(/\/\*$/, '');
    if (!existsSync(path.join(root, parent))) return [];
    return readdirSync(path.join(root, parent)).map((name) => `${parent}/${name}`);
  });
  return folders
    .filter((folder) => existsSync(path.join(root, folder, 'package.json')))
    .map((folder) => {
      const { name, nx, exports = {} } = readJson(path.join(root, folder, 'package.json'));
      const types = (nx?.tags ?? []).filter((tag) => tag.startsWith('type:')).map((tag) => tag.slice('type:'.length));
      if (types.length !== 1 || !(types[0] in mayImport))
        throw new Error(
          `${folder}/package.json needs exactly one tag out of ${Object.keys(mayImport)
            .map((type) => `type:${type}`)
            .join(', ')} in nx.tags.`,
        );
      for (const { source } of Object.values(exports))
        if (source !== undefined && !existsSync(path.join(root, folder, source)))
          throw new Error(`${folder}/package.json exports ${source}, and there is no such file.`);
      return { name, folder, type: types[0] };
    });
}
