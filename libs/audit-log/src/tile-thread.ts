// The thread that finishes full tiles, in the order in which they arrive.
import { parentPort } from 'node:worker_threads';
import { TileFinisher, type FullTile } from './full-tile.js';

const finisher = new TileFinisher();
parentPort?.on('message', (tile: FullTile) => {
  const finished = finisher.finish(tile);
  parentPort?.postMessage(finished, [finished.bytes.buffer]);
});
