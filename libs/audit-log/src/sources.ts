import path from 'node:path';
import { concatenated, Malformed } from './encoding.js';
import { readWhole } from './files.js';
import type { TileSource } from './tile-tree.js';
import { parseTilePath } from './tiles.js';

const wellKnown = new Set(['checkpoint', 'keys']);
const within = (asked: string) => {
  if (!wellKnown.has(asked) && parseTilePath(asked) === undefined) throw new Malformed(`"${asked.slice(0, 80)}" is no part of a log.`);
  return asked;
};

/** A log in a folder. */
export const folderSource = (folder: string): TileSource => ({
  // Files are read at once: waiting for another thread would take longer than a tile does.
  read: (asked, limit) => Promise.resolve(readWhole(path.join(folder, within(asked)), limit)),
});

const deadline = 30_000;

/**
 * A log behind a web address. A file is fetched within 30 seconds and never from another place than it was asked for.
 * @throws Malformed when the address is none.
 */
export function webSource(address: string): TileSource {
  if (!/^https?:\/\/[^?#]+$/.test(address)) throw new Malformed(`"${address.slice(0, 80)}" is no http or https address.`);
  const prefix = address.replace(/\/+$/, '');
  return {
    async read(asked, limit) {
      const response = await fetch(`${prefix}/${within(asked)}`, { redirect: 'error', signal: AbortSignal.timeout(deadline) });
      if (response.status === 404) {
        await response.body?.cancel();
        return undefined;
      }
      if (!response.ok) throw new Malformed(`${prefix}/${asked} was answered with ${response.status}.`);
      return bodyOf(response, limit, `${prefix}/${asked}`);
    },
  };
}

/** What a response or request holds. @throws Malformed when it is more than `limit` bytes. */
export async function bodyOf(message: { body: AsyncIterable<Uint8Array> | null }, limit: number, what: string): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of message.body ?? []) {
    length += part.length;
    if (length > limit) throw new Malformed(`${what} is larger than the ${limit} bytes that it may have.`);
    parts.push(part);
  }
  return concatenated(...parts);
}

/** A log by its folder or its address, whichever the text is. */
export const sourceOf = (place: string): TileSource => (/^https?:\/\//.test(place) ? webSource(place) : folderSource(path.resolve(place)));
