import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { hex } from './encoding.js';
import {
  consistencyRanges,
  Frontier,
  inclusionRanges,
  isConsistent,
  isIncluded,
  rootOf,
  subtreesOf,
  TreeHasher,
} from './merkle.js';
import { nodeCryptography } from './node-cryptography.js';
import { portableCryptography } from './portable-cryptography.js';
import { Random } from './random.fixture.js';
import { consistencyOf, leafOf, pathOf, rootOfLeaves } from './reference.fixture.js';

interface Vectors {
  inclusion: {
    file: string;
    leafIdx: number;
    treeSize: number;
    root: string;
    leafHash: string;
    proof: string[] | null;
    wantErr: boolean;
  }[];
  consistency: {
    file: string;
    size1: number;
    size2: number;
    root1: string;
    root2: string;
    proof: string[] | null;
    wantErr: boolean;
  }[];
}
interface Argon {
  sth: { tree_size: number; sha256_root_hash: string };
  entry: string;
  inclusion: { leaf_index: number; audit_path: string[] };
  consistency: { first: number; root: string; consistency: string[] };
}

const vector = <T>(name: string): T =>
  JSON.parse(readFileSync(path.join(import.meta.dirname, '../vectors', name), 'utf8')) as T;
const bytes = (text: string | null) => new Uint8Array(Buffer.from(text ?? '', 'base64'));
const hasher = new TreeHasher(nodeCryptography);

describe('the vectors of transparency-dev/merkle', () => {
  const { inclusion, consistency } = vector<Vectors>('merkle.json');

  it.each(inclusion)('inclusion: $file', ({ leafIdx, treeSize, root, leafHash, proof, wantErr }) => {
    expect(
      isIncluded(hasher, {
        index: leafIdx,
        size: treeSize,
        leafHash: bytes(leafHash),
        proof: (proof ?? []).map(bytes),
        root: bytes(root),
      }),
    ).toBe(!wantErr);
  });

  // One valid proof there has the words "dont care 2" as roots; our roots have 32 bytes.
  const asRoot = (text: string, wantErr: boolean) =>
    wantErr || bytes(text).length === 32 ? bytes(text) : hasher.leaf(bytes(text));

  it.each(consistency)('consistency: $file', ({ size1, size2, root1, root2, proof, wantErr }) => {
    expect(
      isConsistent(hasher, {
        from: size1,
        to: size2,
        fromRoot: asRoot(root1, wantErr),
        toRoot: asRoot(root2, wantErr),
        proof: (proof ?? []).map(bytes),
      }),
    ).toBe(!wantErr);
  });

  it('roots of the trees over the eight reference leaves', () => {
    const leaves = [
      '',
      '00',
      '10',
      '2021',
      '3031',
      '40414243',
      '5051525354555657',
      '606162636465666768696a6b6c6d6e6f',
    ].map((text) => new Uint8Array(Buffer.from(text, 'hex')));
    const frontier = new Frontier(hasher);
    const roots = [
      hex(frontier.root()),
      ...leaves.map((leaf) => (frontier.append(0, hasher.leaf(leaf)), hex(frontier.root()))),
    ];
    expect(roots).toEqual([
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
      'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
      'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
      '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
      'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
      '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
    ]);
  });
});

describe('answers of the Certificate Transparency log Argon 2020, as Go keeps them', () => {
  const { sth, entry, inclusion, consistency } = vector<Argon>('argon2020.json');

  it('prove its entry 10,000', () =>
    expect(
      isIncluded(hasher, {
        index: inclusion.leaf_index,
        size: sth.tree_size,
        leafHash: hasher.leaf(bytes(entry)),
        proof: inclusion.audit_path.map(bytes),
        root: bytes(sth.sha256_root_hash),
      }),
    ).toBe(true));

  it('prove that it extends itself', () =>
    expect(
      isConsistent(hasher, {
        from: consistency.first,
        to: sth.tree_size,
        fromRoot: bytes(consistency.root),
        toRoot: bytes(sth.sha256_root_hash),
        proof: consistency.consistency.map(bytes),
      }),
    ).toBe(true));
});

/** Sizes at which trees change their shape, and random ones. */
const sizes = (random: Random) => [
  0,
  1,
  2,
  3,
  4,
  5,
  7,
  8,
  9,
  15,
  16,
  17,
  31,
  33,
  64,
  127,
  129,
  255,
  256,
  257,
  ...Array.from({ length: 12 }, () => random.below(400)),
];

describe.each([
  ["Node's cryptography", nodeCryptography],
  ['portable cryptography', portableCryptography],
])('trees hashed with %s', (_, cryptography) => {
  const own = new TreeHasher(cryptography);
  const random = new Random(6962);
  const trees = sizes(random).map((size) => Array.from({ length: size }, () => leafOf(random.bytes(random.below(40)))));
  const rootsOver = (leaves: Uint8Array[], ranges: { begin: number; end: number }[]) =>
    ranges.map((range) =>
      rootOf(
        own,
        subtreesOf(range).map(({ level, index }) =>
          rootOfLeaves(leaves.slice(index * 2 ** level, (index + 1) * 2 ** level)),
        ),
      ),
    );

  it('have the roots that the definition gives', () => {
    for (const leaves of trees) {
      const frontier = new Frontier(own);
      for (const leaf of leaves) frontier.append(0, leaf);
      expect(hex(frontier.root())).toBe(hex(rootOfLeaves(leaves)));
      expect(frontier.size).toBe(leaves.length);
    }
  });

  it('have the inclusion proofs that the definition gives, which are accepted', () => {
    for (const leaves of trees.filter(({ length }) => length > 0)) {
      for (const index of new Set([0, leaves.length - 1, random.below(leaves.length)])) {
        const proof = rootsOver(leaves, inclusionRanges(index, leaves.length));
        expect(proof.map(hex)).toEqual(pathOf(index, leaves).map(hex));
        expect(
          isIncluded(own, {
            index,
            size: leaves.length,
            leafHash: leaves[index] as Uint8Array,
            proof,
            root: rootOfLeaves(leaves),
          }),
        ).toBe(true);
      }
    }
  });

  it('have the consistency proofs that the definition gives, which are accepted', () => {
    for (const leaves of trees.filter(({ length }) => length > 0)) {
      for (const from of new Set([
        1,
        leaves.length,
        1 + random.below(leaves.length),
        2 ** Math.floor(Math.log2(leaves.length)),
      ])) {
        const proof = rootsOver(leaves, consistencyRanges(from, leaves.length));
        expect(proof.map(hex)).toEqual(consistencyOf(from, leaves).map(hex));
        expect(
          isConsistent(own, {
            from,
            to: leaves.length,
            fromRoot: rootOfLeaves(leaves.slice(0, from)),
            toRoot: rootOfLeaves(leaves),
            proof,
          }),
        ).toBe(true);
      }
    }
  });

  it('accept no inclusion proof that is altered anywhere', () => {
    for (const leaves of trees.filter(({ length }) => length > 1)) {
      const size = leaves.length;
      const index = random.below(size);
      const right = {
        index,
        size,
        leafHash: leaves[index] as Uint8Array,
        proof: pathOf(index, leaves),
        root: rootOfLeaves(leaves),
      };
      const flipped = (hash: Uint8Array) =>
        hash.map((byte, at) => (at === random.below(32) ? byte : byte ^ (1 << random.below(8))));
      const at = random.below(right.proof.length);
      const wrong = [
        { ...right, index: (index + 1) % size },
        { ...right, index: index + 2 ** random.below(53) },
        { ...right, leafHash: flipped(right.leafHash) },
        { ...right, root: flipped(right.root) },
        { ...right, proof: right.proof.with(at, flipped(right.proof[at] as Uint8Array)) },
        { ...right, proof: right.proof.slice(0, -1) },
        { ...right, proof: right.proof.slice(1) },
        { ...right, proof: [...right.proof, random.bytes(32)] },
        { ...right, proof: [...right.proof, right.root] },
        { ...right, proof: [right.leafHash, ...right.proof] },
        { ...right, size: size * 4, index },
        { ...right, size: 0 },
        { ...right, size: Number.NaN },
        { ...right, index: -1 },
        { ...right, index: 0.5 },
      ];
      expect(wrong.map((one) => isIncluded(own, one))).toEqual(wrong.map(() => false));
    }
  });

  it('accept no consistency proof that is altered anywhere', () => {
    for (const leaves of trees.filter(({ length }) => length > 2)) {
      const to = leaves.length;
      const from = 1 + random.below(to - 1);
      const right = {
        from,
        to,
        fromRoot: rootOfLeaves(leaves.slice(0, from)),
        toRoot: rootOfLeaves(leaves),
        proof: consistencyOf(from, leaves),
      };
      const flipped = (hash: Uint8Array) =>
        hash
          .with(random.below(32), random.below(256) ^ 1)
          .map((byte, at) => (hash[at] === byte && at === 31 ? byte ^ 1 : byte));
      const at = random.below(right.proof.length);
      const wrong = [
        { ...right, fromRoot: flipped(right.fromRoot) },
        { ...right, toRoot: flipped(right.toRoot) },
        { ...right, proof: right.proof.with(at, flipped(right.proof[at] as Uint8Array)) },
        { ...right, proof: right.proof.slice(0, -1) },
        { ...right, proof: right.proof.slice(1) },
        { ...right, proof: [...right.proof, random.bytes(32)] },
        { ...right, proof: [right.fromRoot, ...right.proof] },
        { ...right, fromRoot: right.toRoot, toRoot: right.fromRoot },
        { ...right, from: to, to: from },
        { ...right, to: from },
        { ...right, from: 0 },
        { ...right, from: -1 },
        { ...right, from: Number.NaN },
      ];
      expect(wrong.map((one) => isConsistent(own, one))).toEqual(wrong.map(() => false));
    }
  });
});

describe('sizes near the largest whole number', () => {
  const size = Number.MAX_SAFE_INTEGER;

  it('are taken apart exactly', () => {
    const subtrees = subtreesOf({ begin: 0, end: size });
    expect(subtrees).toHaveLength(53);
    expect(subtrees.reduce((sum, { level }) => sum + 2n ** BigInt(level), 0n)).toBe(BigInt(size));
    expect(inclusionRanges(size - 1, size)).toHaveLength(52);
  });

  it('are passed by no tree', () => {
    const frontier = new Frontier(hasher);
    frontier.append(52, new Uint8Array(32));
    expect(() => frontier.append(52, new Uint8Array(32))).toThrow(RangeError);
    expect(() => frontier.append(53, new Uint8Array(32))).toThrow(RangeError);
  });
});
