import { indicesFrom, writeBundleFile } from './bundle.js';
import { readLog } from './log-folder.js';
import { folderSource } from './sources.js';

/** Writes a bundle of a whole log from a slow disk, and sends itself a signal in the middle. */
export async function bundleUntilTold([folder = '', file = '', signal = '']: readonly string[]): Promise<void> {
  const { bytes, keys, checkpoint } = readLog(folder);
  const slow = folderSource(folder);
  let reads = 0;
  const read: typeof slow.read = (name, limit) => {
    reads += 1;
    if (reads === 10) process.kill(process.pid, signal);
    const until = performance.now() + 15;
    while (performance.now() < until);
    return slow.read(name, limit);
  };
  await writeBundleFile(
    { source: { read }, checkpoint: bytes, keys, chosen: indicesFrom(0, checkpoint.size - 1) },
    file,
  );
}
