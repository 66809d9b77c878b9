import { Malformed, sameBytes } from './encoding.js';
import { EntryAudit, hiddenRotation, type Problem } from './entry-audit.js';
import { isHiddenRotation, signaturesOf } from './key-chain.js';
import { readLog, treeIn } from './log-folder.js';
import { nodeCryptography } from './node-cryptography.js';
import { BadSignature } from './note.js';
import { publishedKeys } from './published-keys.js';
import { TileHashes } from './tile-hashes.js';
import type { TileTree } from './tile-tree.js';
import { tileWidth, widthIn } from './tiles.js';

/**
 * Hashes every entry of a log again and compares it with the tiles, and the tiles with the signed checkpoint.
 * @param progress called now and then: `done` of `total` entries are checked.
 * @returns the first problem, or undefined.
 * @throws Malformed when there is no log.
 */
export async function checkLog(
  folder: string,
  progress: (done: number, total: number) => void,
): Promise<Problem | undefined> {
  const { checkpoint, keys } = readLog(folder);
  const { size, root } = checkpoint;
  const tree = treeIn(folder, size);
  let hidden: number | undefined;
  const audit = new EntryAudit(tree.hasher, (index, entry) => {
    if (hidden === undefined && isHiddenRotation(nodeCryptography, checkpoint.origin, keys, index, entry))
      hidden = index;
  });
  try {
    for (let index = 0; index * tileWidth < size; index += 1) {
      const count = widthIn(size, 0, index);
      const tileRoot =
        count === tileWidth
          ? (await tree.tile(1, Math.floor(index / tileWidth))).subarray(
              (index % tileWidth) * 32,
              (index % tileWidth) * 32 + 32,
            )
          : undefined;
      audit.add({
        start: index * tileWidth,
        count,
        gap: [],
        ...(tileRoot ? { tileRoot } : {}),
        leaves: await tree.tile(0, index),
        entries: await tree.entryBytes(index),
      });
      if (index % 64 === 0 || count < tileWidth) progress(audit.count, size);
    }
    audit.finish([], size);
    const problem =
      audit.problem(root) ??
      (await upperTiles(tree)) ??
      (sameBytes(await tree.root(), root)
        ? undefined
        : { sentence: 'The tiles do not lead to the root that the log signed.' });
    if (problem !== undefined) return problem;
    progress(size, size);
    if (hidden !== undefined) return hiddenRotation(hidden);
    signaturesOf(
      nodeCryptography,
      checkpoint,
      await publishedKeys(
        tree,
        checkpoint,
        keys.map(({ key }) => key),
      ),
      [],
    );
    return undefined;
  } catch (error) {
    if (error instanceof BadSignature || error instanceof Malformed)
      return { sentence: error.message, ...(audit.next < size ? { index: audit.next } : {}) };
    throw error;
  }
}

/** Checks that each hash of an upper tile is the root over the tile below it. */
async function upperTiles(tree: TileTree): Promise<Problem | undefined> {
  const hashes = new TileHashes(tree.hasher.cryptography);
  for (let level = 1; widthIn(tree.size, level + 1, 0) > 0; level += 1) {
    for (let index = 0; widthIn(tree.size, level, index) === tileWidth; index += 1) {
      hashes.load(await tree.tile(level, index));
      const at = (index % tileWidth) * 32;
      const above = (await tree.tile(level + 1, Math.floor(index / tileWidth))).subarray(at, at + 32);
      if (!sameBytes(hashes.fold(), above))
        return {
          index: index * tileWidth ** (level + 1),
          sentence: `Tile ${index} of level ${level} does not have the hash that the tile above it holds.`,
        };
    }
  }
  return undefined;
}
