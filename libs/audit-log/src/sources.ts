import path from 'node:path';
import { concatenated, Malformed } from './encoding.js';
import { readWhole } from './files.js';
import type { TileSource } from './tile-tree.js';
import { parseTilePath } from './tiles.js';

const wellKnown = new Set(['checkpoint', 'keys']);
const within = (asked: string) => {
  if (!wellKnown.has(asked) && parseTilePath(asked) === undefined)
    throw new Malformed(`"${asked.slice(0, 80)}" is no part of a log.`);
  return asked;
};

/** A log or a witness did not answer; it may at another time. The message names the place and the cause. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

/** A log as it is published. */
export interface PublishedLog extends TileSource {
  /** Its folder or address, for people. */
  place: string;
}

/** A log in a folder. */
export const folderSource = (folder: string): PublishedLog => ({
  place: folder,
  // Reads synchronously: waiting for another thread would take longer than reading a tile.
  read: (asked, limit) => Promise.resolve(readWhole(path.join(folder, within(asked)), limit)),
});

const deadline = 30_000;

/**
 * A log behind a web address. Fetches a file within 30 seconds and follows no redirect; a file that cannot be fetched
 * is Unreachable.
 * @throws Malformed when the text is no http or https address.
 */
export function webSource(address: string): PublishedLog {
  if (!/^https?:\/\/[^?#]+$/.test(address) || !URL.canParse(address))
    throw new Malformed(`"${address.slice(0, 80)}" is no http or https address.`);
  const prefix = address.replace(/\/+$/, '');
  return {
    place: prefix,
    async read(asked, limit) {
      const file = `${prefix}/${within(asked)}`;
      return answerOf(file, { redirect: 'error', signal: AbortSignal.timeout(deadline) }, async (response) => {
        if (response.status === 404) {
          await response.body?.cancel();
          return undefined;
        }
        if (!response.ok) throw new Unreachable(`${file} was answered with ${response.status}.`);
        return bodyOf(response, limit, file);
      });
    },
  };
}

/**
 * Sends a request and reads its answer by `read`.
 * @throws Unreachable when no answer comes, or it breaks off; errors of `read`.
 */
export async function answerOf<T>(
  address: string,
  request: RequestInit,
  read: (response: Response) => Promise<T>,
): Promise<T> {
  try {
    return await read(await fetch(address, request));
  } catch (error) {
    if (error instanceof Malformed || error instanceof Unreachable) throw error;
    throw new Unreachable(`${address} could not be reached: ${causeOf(error)}.`, { cause: error });
  }
}

/** Why `fetch` failed: the cause of its error, or the causes for the addresses that it tried. */
function causeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return String(error);
  if ('cause' in error && error.cause !== undefined) return causeOf(error.cause);
  if ('errors' in error && Array.isArray(error.errors) && error.errors.length > 0)
    return error.errors.map(causeOf).join(', ');
  return 'message' in error ? String(error.message) : 'the cause is not known';
}

/** The body of a response or request. @throws Malformed when it has more than `limit` bytes. */
export async function bodyOf(
  message: { body: AsyncIterable<Uint8Array> | null },
  limit: number,
  what: string,
): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of message.body ?? []) {
    length += part.length;
    if (length > limit) throw new Malformed(`${what} is larger than the ${limit} bytes that it may have.`);
    parts.push(part);
  }
  return concatenated(...parts);
}

/** A log by its folder or its web address. */
export const sourceOf = (place: string): PublishedLog =>
  /^https?:\/\//.test(place) ? webSource(place) : folderSource(path.resolve(place));
