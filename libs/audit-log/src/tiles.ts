import { Malformed } from './encoding.js';

/** Hashes in a full tile, and entries in a full bundle of entries. */
export const tileWidth = 256;
/** Bytes of a full tile. */
export const tileBytes = tileWidth * 32;
/** The most bytes of an entry: its length has to fit 16 bits. */
export const entryLimit = 65_535;

/** A tile of hashes; level 0 holds leaf hashes. `width` below 256 is a partial tile, at the right edge of a tree. */
export interface Tile {
  level: number;
  index: number;
  width: number;
}

/** `1234067` as `x001/x234/067`. */
function indexPath(index: number): string {
  const digits = String(index);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/\d{3}/g) ?? [];
  return groups.map((group, at) => (at < groups.length - 1 ? `x${group}` : group)).join('/');
}

const partial = (width: number) => (width === tileWidth ? '' : `.p/${width}`);

/** The path of a tile below the log's prefix (C2SP tlog-tiles). */
export const tilePath = ({ level, index, width }: Tile): string => `tile/${level}/${indexPath(index)}${partial(width)}`;
/** The path of the bundle of entries for the tile of level 0 with the same index and width. */
export const entriesPath = (index: number, width: number): string =>
  `tile/entries/${indexPath(index)}${partial(width)}`;
/** The folder of a tile's partial forms. */
export const partialsPath = (level: number | 'entries', index: number): string => `tile/${level}/${indexPath(index)}.p`;

/** The number of hashes of a tile in a tree of `size`; 0 if there is no such tile. */
export function widthIn(size: number, level: number, index: number): number {
  return Math.max(0, Math.min(tileWidth, Math.floor(size / tileWidth ** level) - index * tileWidth));
}

/** Parses a path as `tilePath` and `entriesPath` write it; a stranger may ask for it. Undefined for any other text. */
export function parseTilePath(text: string): (Omit<Tile, 'level'> & { level: number | 'entries' }) | undefined {
  const [, kind, groups, last, width] =
    /^tile\/(entries|0|[1-9]\d?)\/((?:x\d{3}\/){0,5})(\d{3})(?:\.p\/([1-9]\d{0,2}))?$/.exec(text) ?? [];
  if (kind === undefined || groups === undefined || last === undefined) return undefined;
  const index = Number(`${groups.replaceAll(/[x/]/g, '')}${last}`);
  const level: number | 'entries' = kind === 'entries' ? 'entries' : Number(kind);
  const tile = { level, index, width: width === undefined ? tileWidth : Number(width) };
  if (
    tile.width > tileWidth ||
    (width !== undefined && tile.width === tileWidth) ||
    (level !== 'entries' && level > 63)
  )
    return undefined;
  const canonical =
    level === 'entries' ? entriesPath(index, tile.width) : tilePath({ level, index, width: tile.width });
  return canonical === text ? tile : undefined;
}

/** The most bytes of a bundle of `width` entries. */
export const bundleLimit = (width: number): number => width * (entryLimit + 2);

/**
 * The entries of a bundle, each a view into `bytes`.
 * @param width the number of entries that it has to hold.
 * @param what names the bundle in the error's message.
 * @throws Malformed, with the number of the entry, when there are fewer or more.
 */
export function entriesOf(bytes: Uint8Array, width: number, what: string): Uint8Array[] {
  const entries: Uint8Array[] = [];
  let at = 0;
  while (entries.length < width) {
    const length = at + 2 <= bytes.length ? ((bytes[at] as number) << 8) | (bytes[at + 1] as number) : Infinity;
    if (at + 2 + length > bytes.length)
      throw new Malformed(`${what} ends before number ${entries.length} of its ${width} entries does.`);
    entries.push(bytes.subarray(at + 2, at + 2 + length));
    at += 2 + length;
  }
  if (at !== bytes.length) throw new Malformed(`${what} goes on after the last of its ${width} entries.`);
  return entries;
}

/** The bytes that the first `width` entries of a bundle take; all of it if they do not end within. */
export function lengthOf(bytes: Uint8Array, width: number): number {
  let at = 0;
  for (let i = 0; i < width && at + 2 <= bytes.length; i += 1)
    at += 2 + (((bytes[at] as number) << 8) | (bytes[at + 1] as number));
  return Math.min(at, bytes.length);
}
