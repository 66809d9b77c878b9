import { writeNew } from './files.js';
import { nodeCryptography } from './node-cryptography.js';
import { TileHashes } from './tile-hashes.js';
import { tileBytes } from './tiles.js';

/** A complete tile of level 0, and the paths of its files. */
export interface FullTile {
  tileFile: string;
  entriesFile: string;
  /** The hashes, then the bundle of the entries. */
  bytes: Uint8Array<ArrayBuffer>;
  /** The bytes that both take together; the rest is free room. */
  length: number;
}

/** A tile whose files are written. Its buffer may be used again. */
export interface FinishedTile {
  root: Uint8Array;
  bytes: Uint8Array<ArrayBuffer>;
}

export class TileFinisher {
  readonly #hashes = new TileHashes(nodeCryptography);

  /** Writes the two files of a full tile and hashes the root over it. @throws errors of the file system. */
  finish({ tileFile, entriesFile, bytes, length }: FullTile): FinishedTile {
    const hashes = bytes.subarray(0, tileBytes);
    writeNew(tileFile, hashes);
    writeNew(entriesFile, bytes.subarray(tileBytes, length));
    this.#hashes.load(hashes);
    return { root: this.#hashes.fold(), bytes };
  }
}
