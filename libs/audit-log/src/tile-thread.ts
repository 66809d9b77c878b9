// The thread in which full tiles are finished, in the order in which they come.
import { parentPort } from 'node:worker_threads';
import { TileFinisher, type FullTile } from './full-tile.js';

const finisher = new TileFinisher();
parentPort?.on('message', (tile: FullTile) => {
  const finished = finisher.finish(tile);
  parentPort?.postMessage(finished, [finished.bytes.buffer]);
});
