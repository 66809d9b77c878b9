import { createHash } from 'node:crypto';

// RFC 6962, sections 2.1 to 2.1.2, word for word: recursive, slow, and without code of the library.
const sha256 = (...parts: Uint8Array[]) => new Uint8Array(createHash('sha256').update(Buffer.concat(parts)).digest());
const zero = new Uint8Array([0]);
const one = new Uint8Array([1]);

const splitOf = (n: number): number => {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
};

export const leafOf = (entry: Uint8Array): Uint8Array => sha256(zero, entry);

/** MTH over the hashes of leaves. */
export function rootOfLeaves(leaves: readonly Uint8Array[]): Uint8Array {
  if (leaves.length === 0) return sha256();
  if (leaves.length === 1) return leaves[0] as Uint8Array;
  const k = splitOf(leaves.length);
  return sha256(one, rootOfLeaves(leaves.slice(0, k)), rootOfLeaves(leaves.slice(k)));
}

/** PATH(m, D[n]). */
export function pathOf(m: number, leaves: readonly Uint8Array[]): Uint8Array[] {
  if (leaves.length === 1) return [];
  const k = splitOf(leaves.length);
  return m < k
    ? [...pathOf(m, leaves.slice(0, k)), rootOfLeaves(leaves.slice(k))]
    : [...pathOf(m - k, leaves.slice(k)), rootOfLeaves(leaves.slice(0, k))];
}

/** PROOF(m, D[n]). */
export function consistencyOf(m: number, leaves: readonly Uint8Array[], isWhole = true): Uint8Array[] {
  if (m === leaves.length) return isWhole ? [] : [rootOfLeaves(leaves)];
  const k = splitOf(leaves.length);
  return m <= k
    ? [...consistencyOf(m, leaves.slice(0, k), isWhole), rootOfLeaves(leaves.slice(k))]
    : [...consistencyOf(m - k, leaves.slice(k), false), rootOfLeaves(leaves.slice(0, k))];
}
