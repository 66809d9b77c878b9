import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parseCheckpoint } from './checkpoint.js';
import { hex, textOf } from './encoding.js';
import { parseVerifierKey } from './keys.js';
import { isConsistent, isIncluded, TreeHasher } from './merkle.js';
import { nodeCryptography } from './node-cryptography.js';
import { verifiedSignatures } from './note.js';
import { TileTree, type TileSource } from './tile-tree.js';
import { entriesOf, entriesPath, parseTilePath, tilePath, widthIn } from './tiles.js';

describe('the path of a tile', () => {
  it.each([
    [{ level: 0, index: 0, width: 256 }, 'tile/0/000'],
    [{ level: 2, index: 5, width: 17 }, 'tile/2/005.p/17'],
    [{ level: 1, index: 1000, width: 256 }, 'tile/1/x001/000'],
    [{ level: 0, index: 1_234_067, width: 256 }, 'tile/0/x001/x234/067'],
    [{ level: 63, index: 999, width: 255 }, 'tile/63/999.p/255'],
    [{ level: 0, index: 35_184_372_088_831, width: 1 }, 'tile/0/x035/x184/x372/x088/831.p/1'],
  ])('%j is %s, and is read again', (tile, text) => {
    expect(tilePath(tile)).toBe(text);
    expect(parseTilePath(text)).toEqual(tile);
  });

  it('of entries is like it', () => {
    expect(entriesPath(1_234_067, 9)).toBe('tile/entries/x001/x234/067.p/9');
    expect(parseTilePath('tile/entries/x001/x234/067.p/9')).toEqual({ level: 'entries', index: 1_234_067, width: 9 });
  });

  it.each([
    '',
    '/',
    'tile',
    'tile/0',
    'tile/0/0',
    'tile/0/0000',
    'tile/00/000',
    'tile/64/000',
    'tile/0/x000/001',
    'tile/0/001/002',
    'tile/0/x001',
    'tile/0/000.p/0',
    'tile/0/000.p/256',
    'tile/0/000.p/01',
    'tile/0/000.p',
    'tile/0/000.p/',
    'tile/-1/000',
    'tile/0/000/',
    'tile/0/../../checkpoint',
    '../tile/0/000',
    'tile/0/000\n',
    'tile/0/000%2e',
    'tile/data/000',
    'tile/0/x001/x001/x001/x001/x001/x001/000',
    'constructor',
    '__proto__',
  ])('is not read out of %j', (text) => expect(parseTilePath(text)).toBeUndefined());
});

describe('the widths of tiles', () => {
  it('of a tree of 70,000 are those of the example in tlog-tiles', () => {
    expect([widthIn(70_000, 0, 272), widthIn(70_000, 0, 273), widthIn(70_000, 0, 274)]).toEqual([256, 112, 0]);
    expect([widthIn(70_000, 1, 0), widthIn(70_000, 1, 1), widthIn(70_000, 2, 0), widthIn(70_000, 3, 0)]).toEqual([
      256, 17, 1, 0,
    ]);
  });
  it('of a tree of 256 are a full one and one of 1', () =>
    expect([widthIn(256, 0, 0), widthIn(256, 0, 1), widthIn(256, 1, 0)]).toEqual([256, 0, 1]));
});

describe('a log that Tessera wrote', () => {
  const { vkey, files } = JSON.parse(
    readFileSync(path.join(import.meta.dirname, '../vectors/tessera.json'), 'utf8'),
  ) as { vkey: string; files: Record<string, string> };
  const file = (name: string) =>
    Object.hasOwn(files, name) ? new Uint8Array(Buffer.from(files[name] ?? '', 'base64')) : undefined;
  const source: TileSource = { read: (name) => Promise.resolve(file(name)) };
  const hasher = new TreeHasher(nodeCryptography);
  const checkpoints = Array.from({ length: 16 }, (_, size) =>
    parseCheckpoint(file(`checkpoint.${size}`) as Uint8Array),
  );
  const last = checkpoints[15] as (typeof checkpoints)[number];
  const tree = new TileTree(source, hasher, 15);

  it('has checkpoints that its key signed', () => {
    for (const [size, checkpoint] of checkpoints.entries()) {
      expect(checkpoint.size).toBe(size);
      expect(
        verifiedSignatures(nodeCryptography, checkpoint.note, [parseVerifierKey(nodeCryptography, vkey)]),
      ).toHaveLength(1);
    }
  });

  it('holds its entries, at every size', async () => {
    const entries = await tree.entries(0);
    expect(entries.map((entry) => textOf(entry, 'The entry'))).toEqual([
      'one',
      'two',
      'three',
      'four',
      'five',
      'six',
      'seven',
      'eit',
      'nain',
      'ten',
      'ileven',
      'twelf',
      'threeten',
      'fourten',
      'fivten',
    ]);
    for (const width of [1, 2, 7, 8, 15])
      expect(entriesOf(file(`tile/entries/000.p/${width}`) as Uint8Array, width, 'It')).toHaveLength(width);
    for (const [index, entry] of entries.entries())
      expect(
        isIncluded(hasher, {
          index,
          size: 15,
          leafHash: hasher.leaf(entry),
          proof: await tree.inclusionProof(index),
          root: last.root,
        }),
      ).toBe(true);
  });

  it('has the roots that its tiles lead to, each extending the ones before', async () => {
    for (const { size, root } of checkpoints) {
      expect(hex(await tree.root(size))).toBe(hex(root));
      expect(
        isConsistent(hasher, {
          from: size,
          to: 15,
          fromRoot: root,
          toRoot: last.root,
          proof: await tree.consistencyProof(size),
        }),
      ).toBe(true);
    }
  });
});
