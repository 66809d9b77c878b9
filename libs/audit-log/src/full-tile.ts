import { writeNew } from './files.js';
import { nodeCryptography } from './node-cryptography.js';
import { TileHashes } from './tile-hashes.js';
import { tileBytes } from './tiles.js';

/** A tile of level 0 that has all of its hashes, and where it belongs. */
export interface FullTile {
  tileFile: string;
  entriesFile: string;
  /** The hashes, and behind them the bundle of the entries. */
  bytes: Uint8Array<ArrayBuffer>;
  /** How many of the bytes are both together; what follows is room. */
  length: number;
}

/** A tile whose files are written. Its bytes may be used for another. */
export interface FinishedTile {
  root: Uint8Array;
  bytes: Uint8Array<ArrayBuffer>;
}

export class TileFinisher {
  readonly #hashes = new TileHashes(nodeCryptography);

  /** Writes the two files of a full tile and hashes the root over it. @throws what the file system says. */
  finish({ tileFile, entriesFile, bytes, length }: FullTile): FinishedTile {
    const hashes = bytes.subarray(0, tileBytes);
    writeNew(tileFile, hashes);
    writeNew(entriesFile, bytes.subarray(tileBytes, length));
    this.#hashes.load(hashes);
    return { root: this.#hashes.fold(), bytes };
  }
}
