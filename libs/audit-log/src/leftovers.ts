import { readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { isCode } from './files.js';
import { entriesPath, partialsPath, tilePath, tileWidth } from './tiles.js';

/** The most levels of tiles of a tree whose size is a safe integer: 53 bits, 8 to a level. */
const levels = 7;

/**
 * Removes the tiles and entries beyond the right edge of a tree, left by a writer that could not seal them. On a full
 * disk they would prevent all further writing. Looks from the edge to the first index without a file, because files are
 * written in the order of their index.
 * @param size of the tree, in entries: the largest that was published or signed. Files of this and of earlier trees
 *   stay.
 * @throws errors of the file system.
 */
export function removeBeyond(folder: string, size: number): void {
  for (let level = 0; level < levels; level += 1) {
    const hashes = Math.floor(size / tileWidth ** level);
    const [edge, width] = [Math.floor(hashes / tileWidth), hashes % tileWidth];
    const forms = [
      {
        partials: (index: number) => partialsPath(level, index),
        whole: (index: number) => tilePath({ level, index, width: tileWidth }),
      },
    ];
    if (level === 0)
      forms.push({
        partials: (index) => partialsPath('entries', index),
        whole: (index) => entriesPath(index, tileWidth),
      });
    if (width > 0)
      for (const { partials, whole } of forms)
        removeFromEdge(path.join(folder, partials(edge)), path.join(folder, whole(edge)), width);
    for (let index = width > 0 ? edge + 1 : edge; ; index += 1) {
      const files = forms
        .map(({ whole }) => path.join(folder, whole(index)))
        .filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile());
      const folders = forms
        .map(({ partials }) => path.join(folder, partials(index)))
        .filter((file) => statSync(file, { throwIfNoEntry: false })?.isDirectory());
      if (files.length + folders.length === 0) break;
      for (const one of [...files, ...folders]) rmSync(one, { recursive: true });
    }
  }
}

/**
 * Keeps narrower partial tiles, which belong to earlier checkpoints, and a full tile in place of a missing partial one.
 */
function removeFromEdge(partials: string, whole: string, width: number): void {
  const widths = namesIn(partials);
  for (const name of widths) if (Number(name) > width) rmSync(path.join(partials, name));
  if (widths.includes(String(width))) rmSync(whole, { force: true });
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (isCode(error, 'ENOENT')) return [];
    throw error;
  }
}
